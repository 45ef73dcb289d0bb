#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/criteria/compile.hpp"
#include "engine/criteria/expression.hpp"

namespace phanbo {

/// Where an expression stands, for problems and for the meaning of names in it.
struct RuleScope {
  RulePlace place;
  std::string owner;  ///< code of the criterion or parameter
  std::string self;   ///< name that means the indicator here, not the criterion; or empty
  int year = 0;
};

/// Builds the graph of one formula. Each (name, year) is compiled once.
class RuleCompiler {
 public:
  RuleCompiler(const Plan& plan, const IndicatorNames& indicators, const Formula& formula,
               std::size_t formula_row);

  RuleReading compile();
  /// Only the value of one expression, for the legacy parts of units.
  RuleReading compile_part(const Expression& expression, std::size_t root, const RuleScope& scope);

 private:
  // Roots and criteria (compile.cpp).
  void compile_result();
  void compile_money_rules();
  void compile_rates();
  void compile_circles();
  NodeIndex named_criterion(const std::string& code, std::string_view field);
  NodeIndex criterion_value(std::size_t row, int year);
  NodeIndex criterion_body(std::size_t row, int year);
  NodeIndex value_by_kind(const Criterion& criterion, const RuleScope& scope);
  NodeIndex limited(const Criterion& criterion, NodeIndex value, const RuleScope& scope);
  NodeIndex parameter_value(std::size_t row, int year);
  NodeIndex counted_value(const Criterion& criterion, const RuleScope& scope);
  NodeIndex indicator(const std::string& name, int year, const RulePlace& place, bool of_parent);
  bool is_indicator(const std::string& name) const;
  /// Row in force of a code, or no row; two rows are a problem.
  template <class Row>
  std::size_t row_of(const std::vector<Row>& rows, const std::string& code, int year,
                     std::string_view table);
  template <class Row>
  bool applies(const Row& row, int year) const;

  // Bands and classes (compile_tables.cpp).
  NodeIndex bands_value(const Criterion& criterion, NodeIndex value, const RuleScope& scope);
  bool read_band(const CriterionBand& row, std::size_t position, const Criterion& criterion,
                 int year, RuleBand& band);
  void make_cumulative(RuleBandTable& table);
  void check_joints(const RuleBandTable& table, const Criterion& criterion);
  NodeIndex classes_value(const Criterion& criterion, const RuleScope& scope);
  NodeIndex overridden(const Criterion& criterion, NodeIndex value, const RuleScope& scope);
  NodeIndex class_flag(const CriterionClass& row, const RulePlace& place);
  NodeIndex class_table(const Criterion& criterion, NodeIndex value, ClassEffect effect,
                        const RuleScope& scope);

  // Expressions (compile_expression.cpp).
  NodeIndex text_value(const std::string& text, const RuleScope& scope);
  std::optional<Exact> constant_value(const std::string& text, const RuleScope& scope);
  NodeIndex expression_value(const Expression& expression, std::size_t position,
                             const RuleScope& scope);
  NodeIndex name_value(const std::string& name, const RuleScope& scope);
  NodeIndex call_value(const Expression& expression, const ExpressionNode& node,
                       const RuleScope& scope);
  NodeIndex name_call(const Expression& expression, const ExpressionNode& node,
                      const RuleScope& scope);
  NodeIndex round_call(const Expression& expression, const ExpressionNode& node,
                       const RuleScope& scope);
  NodeIndex power_value(NodeIndex base, NodeIndex exponent, const RuleScope& scope);
  std::string word_of(const Expression& expression, std::size_t position) const;

  // Nodes (compile_nodes.cpp).
  NodeIndex constant(Exact value, const RulePlace& place, bool is_literal = false);
  NodeIndex leaf(RuleLeaf leaf, const RulePlace& place, Measure measure);
  NodeIndex make(NodeKind kind, std::vector<NodeIndex> inputs, const RuleScope& scope);
  NodeIndex add_node(RuleNode node);
  Measure measure_of(NodeKind kind, const std::vector<NodeIndex>& inputs, const RuleScope& scope);
  std::optional<Exact> folded(const RuleNode& node);
  void require_measure(NodeIndex node, std::string_view measure, const RuleScope& scope);
  bool is_literal(NodeIndex node) const { return literals_.contains(node); }

  void report(const ProblemKind& kind, const RulePlace& place, std::vector<std::string> arguments);
  std::vector<std::string> known_names(int year) const;

  const Plan& plan_;
  const IndicatorNames& indicators_;
  const Formula& formula_;
  std::size_t formula_row_;
  RuleReading reading_;
  Rule& rule_ = reading_.rule;
  std::map<std::pair<std::string, int>, NodeIndex> criteria_;
  std::map<std::pair<std::string, int>, NodeIndex> parameters_;
  std::vector<std::string> in_progress_;
  std::vector<std::pair<std::size_t, int>> open_circles_;
  std::set<NodeIndex> literals_;
  std::map<std::string, Measure> indicator_measures_;
};

}  // namespace phanbo
