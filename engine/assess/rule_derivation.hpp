#pragma once

#include <set>
#include <string>
#include <vector>

#include "engine/assess/derivation_nodes.hpp"
#include "engine/criteria/evaluate.hpp"

namespace phanbo {

/// Writes down how a rule came to the value of one unit: indicators, bands, classes, parameters and
/// operations, each with its article. A criterion used twice is written out once.
class RuleDerivation {
 public:
  /// `position` is the unit's place in the evaluation; all three must outlive the object.
  RuleDerivation(const Plan& plan, const Rule& rule, RuleEvaluation& evaluation, NodeIndex root,
                 std::size_t position);

  Derivation of(NodeIndex node);
  /// Criteria that add to the points, or the one total, under a sum.
  std::vector<Derivation> counted(NodeIndex result);
  const std::optional<Exact>& value(NodeIndex node) const { return values_[node]; }

 private:
  Derivation of_criterion(const RuleCriterion& criterion);
  Derivation of_parameter(const RuleParameter& parameter);
  Derivation of_constant(NodeIndex node);
  Derivation of_linear(const RuleCriterion& criterion, NodeIndex node);
  Derivation of_operation(NodeIndex node);
  Derivation of_leaf(NodeIndex node);
  Derivation of_indicator(const RuleLeaf& leaf, NodeIndex node);
  Derivation of_bands(NodeIndex node);
  Derivation of_marginal_bands(NodeIndex node, const RuleBandTable& table, const Exact& value);
  Derivation of_classes(NodeIndex node);
  Derivation of_circle(NodeIndex node);
  Derivation of_over_units(NodeIndex node);
  Derivation of_power(NodeIndex node);
  Derivation of_choice(NodeIndex node);
  Derivation inside(NodeIndex node);
  std::vector<Derivation> flattened(NodeIndex node, NodeKind kind);
  std::string text(NodeIndex node) const;
  std::string_view unit_of(NodeIndex node) const;
  const RuleCriterion* criterion_of(NodeIndex node) const;
  std::string citation(Index<Document> document, std::string_view article) const {
    return citation_of(plan_, document, article);
  }

  const Plan& plan_;
  const Rule& rule_;
  RuleEvaluation& evaluation_;
  std::size_t position_;
  std::vector<std::optional<Exact>> values_;
  std::set<NodeIndex> written_;
  const RuleCriterion* inside_ = nullptr;
};

}  // namespace phanbo
