#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/assess/derivation_nodes.hpp"
#include "engine/assess/formula_shares.hpp"

/// A formula taken apart into the criteria that make its points or amounts.
namespace phanbo {

/// One term of a rule's result: a criterion, a unit rate, or what has no name. The result is the
/// sum of the terms' values times their signs.
struct FormulaPart {
  NodeIndex node = no_node;
  Label name;
  std::string citation;
  int sign = 1;
};

/// Sums are opened down to criteria that are no plain sums of criteria.
std::vector<FormulaPart> parts_of_result(const Plan& plan, const FormulaShares& shares);

/// Given values of one kind that a node reads: each once, in the order of the rule.
std::vector<NodeIndex> leaves_below(const Rule& rule, NodeIndex node, LeafKind kind);
/// The caption of a given value: the name of the indicator, or what the status says.
Label leaf_name(const Plan& plan, const RuleLeaf& leaf);

/// A formula of a plan and one of its units.
struct FormulaUnit {
  std::size_t formula_row = 0;
  Index<Unit> unit;
};
/// What "points/P/Y/U", "share/P/Y/U/amount_dong" or the demand "P/U/Y" is about; empty when it is
/// no unit of a formula.
std::optional<FormulaUnit> formula_unit_of(const Plan& plan, std::string_view id);
/// The computed formula: its pool as given, or as the figures of the assessment have it.
std::optional<FormulaShares> shares_of_formula(const Plan& plan, const Assessment& assessment,
                                               std::size_t formula_row);

}  // namespace phanbo
