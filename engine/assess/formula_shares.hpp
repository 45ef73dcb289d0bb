#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/assess/workbench.hpp"
#include "engine/criteria/apportion.hpp"
#include "engine/criteria/compile.hpp"
#include "engine/criteria/evaluate.hpp"

/// Formulas: criteria → points → shares of a pool, or amounts by rates and expressions. All
/// quotients are exact; what a criterion comes to is the business of engine/criteria.
namespace phanbo {

struct UnitShare {
  Index<Unit> unit;
  std::size_t position = 0;              ///< among the units evaluated
  std::optional<std::size_t> first_row;  ///< of Plan::first_amounts
  Money first_given;                     ///< of that table
  Money first_by_rule;                   ///< of the criterion that is served first
  Money share;
  int held = 0;  ///< -1: at its least, 1: at its most, 0: by weight
  Money first() const { return first_given + first_by_rule; }
  Money amount() const { return first() + share; }
};

struct FormulaShares {
  std::vector<UnitShare> units;  ///< in code order
  Column values;                 ///< points, or exact đồng; by UnitShare::position
  Exact total_points = 0;
  Int128 total_units = 0;    ///< the same over the scale of the values, where they have one
  Int128 weighed_units = 0;  ///< of those that share by weight
  Money pool;
  Money rest;    ///< pool less the first amounts
  Money shared;  ///< whole steps of the rest; what is left stays unshared
  Money unshared;
  Apportionment apportionment;
  std::optional<TieNote> tie;
  std::vector<Index<Unit>> evaluated;
  /// How the values came about; the index outlives the book.
  std::shared_ptr<const PlanIndex> index;
  std::shared_ptr<const Rule> rule;
  std::shared_ptr<RuleEvaluation> evaluation;

  Exact value_of(const UnitShare& unit) const { return values.exact_at(unit.position); }
  /// Points, or exact đồng, as plain text.
  std::string value_text(const UnitShare& unit) const;
  /// Points in percent of all.
  std::string percent_text(const UnitShare& unit) const;
  /// The share by weight before it is made whole; the share itself where a limit holds it.
  std::string exact_share_text(const UnitShare& unit, Money step) const;
};

/// The tables of a plan that formulas read, indexed once.
class FormulaBook {
 public:
  explicit FormulaBook(Workbench& bench)
      : bench_(bench),
        index_(std::make_shared<const PlanIndex>(bench.plan)),
        indicators_(std::make_shared<const IndicatorNames>(indicator_names(bench.plan))) {}
  /// The same tables for another bench of the same plan.
  FormulaBook(Workbench& bench, const FormulaBook& other)
      : bench_(bench), index_(other.index_), indicators_(other.indicators_) {}

  /// Empty, with problems at the row, when the formula cannot be computed. `pool` as given in the
  /// plan or taken from an envelope.
  std::optional<FormulaShares> share(std::size_t formula_row, std::optional<Money> pool);

 private:
  bool is_of_another_parent(const Formula& formula, Index<Unit> unit) const;
  bool compile(std::size_t formula_row, FormulaShares& shares);
  std::optional<Money> pool_by_rule(std::size_t formula_row, RuleEvaluation& evaluation,
                                    const Rule& rule);
  bool add_first_amounts(std::size_t formula_row, RuleEvaluation& evaluation,
                         FormulaShares& shares);
  /// A column in đồng, half up; false with problems where some unit has no such amount.
  bool dong_column(RuleEvaluation& evaluation, NodeIndex node, std::size_t formula_row,
                   std::vector<Money>& amounts);
  bool check_faults(const RuleEvaluation& evaluation, const Column& column,
                    std::size_t formula_row);
  Problem problem_of(const RuleEvaluation& evaluation, std::uint32_t fault, std::size_t position,
                     std::size_t formula_row) const;
  void keep_named_by_rates(RuleEvaluation& evaluation, FormulaShares& shares);
  bool set_amounts(std::size_t formula_row, RuleEvaluation& evaluation, FormulaShares& shares);
  bool share_by_points(std::size_t formula_row, RuleEvaluation& evaluation, FormulaShares& shares);
  bool set_limits(std::size_t formula_row, RuleEvaluation& evaluation, const FormulaShares& shares,
                  ApportionLimits& limits);
  bool has_points(std::size_t formula_row, FormulaShares& shares);

  Workbench& bench_;
  std::shared_ptr<const PlanIndex> index_;
  std::shared_ptr<const IndicatorNames> indicators_;
};

/// Points, shares and the tie of a computed formula, as figures and notes.
void add_share_figures(Workbench& bench, const Formula& formula, const FormulaShares& shares);

}  // namespace phanbo
