#include "engine/assess/formula_shares.hpp"

#include <algorithm>
#include <initializer_list>

#include "engine/assess/exact.hpp"
#include "engine/assess/problem_kinds.hpp"
#include "engine/criteria/compile.hpp"

namespace phanbo {

namespace {

/// Without room to grow: a country's plan has some hundred thousand of these texts.
std::string joined(std::initializer_list<std::string_view> parts) {
  std::size_t size = 0;
  for (const std::string_view part : parts) size += part.size();
  std::string text;
  text.reserve(size);
  for (const std::string_view part : parts) text += part;
  return text;
}

std::string shares_id(const Plan& plan, const Formula& formula) {
  return plan.programmes[formula.programme].code + "/" + std::to_string(formula.year);
}

std::string unit_year_code(const Plan& plan, const Formula& formula, Index<Unit> unit) {
  return joined({plan.programmes[formula.programme].code, "/", plan.units[unit].code, "/",
                 std::to_string(formula.year)});
}

/// Whole đồng of a column's value, half up; beyond the limit nothing.
std::optional<Money> dong_at(const Column& column, std::size_t i) {
  if (!column.is_exact) {
    return Money::checked(
        divide_rounded(column.units[column.at(i)], column.scale, RoundingMode::half_up));
  }
  return money_of(rounded_whole(column.values[column.at(i)], RoundingMode::half_up));
}

bool is_negative_at(const Column& column, std::size_t i) {
  return column.is_exact ? column.values[column.at(i)] < 0 : column.units[column.at(i)] < 0;
}

Exact total_of(const Column& column, std::size_t count) {
  if (column.is_exact) {
    Exact total = 0;
    for (std::size_t i = 0; i < count; ++i) total += column.exact_at(i);
    return total;
  }
  Int128 units = 0;
  for (std::size_t i = 0; i < count; ++i) units += column.units[column.at(i)];
  return exact_of(units, column.scale);
}

/// For `more` rows; at least twofold, so that rows that come in many portions are moved rarely.
template <class Row>
void make_room(std::vector<Row>& rows, std::size_t more) {
  const std::size_t wanted = rows.size() + more;
  if (rows.capacity() < wanted) rows.reserve(std::max(wanted, 2 * rows.capacity()));
}

std::int64_t steps_up(Money amount, Money step) {
  return static_cast<std::int64_t>(divide_rounded(amount.dong(), step.dong(), RoundingMode::up));
}

std::int64_t steps_down(Money amount, Money step) {
  return static_cast<std::int64_t>(divide_rounded(amount.dong(), step.dong(), RoundingMode::down));
}

}  // namespace

std::string FormulaShares::value_text(const UnitShare& unit) const {
  if (values.is_exact) return text_of(value_of(unit));
  return exact_text(values.units[values.at(unit.position)], values.scale);
}

std::string FormulaShares::percent_text(const UnitShare& unit) const {
  Int128 hundredfold = 0;
  if (values.is_exact || total_units <= 0 ||
      __builtin_mul_overflow(values.units[values.at(unit.position)], Int128{100}, &hundredfold)) {
    return text_of(Exact(value_of(unit) * 100 / total_points));
  }
  return exact_text(hundredfold, total_units);
}

std::string FormulaShares::exact_share_text(const UnitShare& unit, Money step) const {
  if (apportionment.steps.empty()) return value_text(unit);  // amounts, not points
  if (unit.held != 0 || apportionment.weight_total == 0) return to_plain(unit.share);
  const Int128 by_weight = Int128{apportionment.shared_steps} * step.dong();
  Int128 product = 0;
  if (values.is_exact || weighed_units <= 0 ||
      __builtin_mul_overflow(values.units[values.at(unit.position)], by_weight, &product)) {
    return text_of(Exact(exact_of(by_weight, 1) * value_of(unit) / apportionment.weight_total));
  }
  return exact_text(product, weighed_units);
}

bool FormulaBook::compile(std::size_t formula_row, FormulaShares& shares) {
  const Plan& plan = bench_.plan;
  bool is_good = true;
  for (std::size_t row = 0; row < plan.criteria.size(); ++row) {
    const Criterion& criterion = plan.criteria[row];
    if (criterion.programme == plan.formulas[formula_row].programme &&
        criterion.kind == CriterionKind::linear && criterion.per.is_zero()) {
      is_good = false;  // reported once for all formulas
    }
  }
  if (!is_good) return false;
  RuleReading reading = compile_rule(plan, *indicators_, formula_row);
  if (has_errors(reading.problems)) {
    for (Problem& problem : reading.problems) bench_.problems.push_back(std::move(problem));
    return false;
  }
  shares.rule = std::make_shared<const Rule>(std::move(reading.rule));
  return true;
}

/// A missing indicator under the same id as the reader's; everything else as the rule names it.
Problem FormulaBook::problem_of(const RuleEvaluation& evaluation, std::uint32_t fault,
                                std::size_t position, std::size_t formula_row) const {
  const Plan& plan = bench_.plan;
  const Formula& formula = plan.formulas[formula_row];
  Problem problem = evaluation.problem_of(fault, evaluation.units()[position]);
  if (!evaluation.lacks_indicator(fault)) return problem;
  problem.kind = &assess_problems::indicator_missing;
  problem.place.table = "formulas";
  problem.place.row = formula_row;
  problem.place.field = "programme";
  problem.arguments = {problem.arguments[1], problem.arguments[2],
                       plan.programmes[formula.programme].code, std::to_string(formula.year)};
  return problem;
}

bool FormulaBook::check_faults(const RuleEvaluation& evaluation, const Column& column,
                               std::size_t formula_row) {
  if (column.faults.empty()) return true;
  bool is_good = true;
  for (std::size_t i = 0; i < evaluation.units().size(); ++i) {
    const std::uint32_t fault = column.fault_at(i);
    if (fault == 0) continue;
    is_good = false;
    Problem problem = problem_of(evaluation, fault, i, formula_row);
    const auto is_same = [&](const Problem& known) {
      return known.kind == problem.kind && known.place.table == problem.place.table &&
             known.place.row == problem.place.row && known.arguments == problem.arguments;
    };
    auto& problems = bench_.problems;
    if (std::none_of(problems.begin(), problems.end(), is_same))
      problems.push_back(std::move(problem));
    constexpr std::size_t problems_max = 200;
    if (problems.size() > problems_max) return false;
  }
  return is_good;
}

bool FormulaBook::dong_column(RuleEvaluation& evaluation, NodeIndex node, std::size_t formula_row,
                              std::vector<Money>& amounts) {
  const Column column = evaluation.column(node);
  if (!check_faults(evaluation, column, formula_row)) return false;
  const Formula& formula = bench_.plan.formulas[formula_row];
  bool is_good = true;
  for (std::size_t i = 0; i < evaluation.units().size(); ++i) {
    const auto amount = dong_at(column, i);
    if (!amount) {
      bench_.report(
          assess_problems::over_limit, {"formulas", formula_row, "programme"},
          {"amount_dong", text_of(column.exact_at(i)), std::to_string(limit_amount_dong_max)});
      return false;
    }
    if (is_negative_at(column, i)) {
      bench_.report(assess_problems::negative_formula_amount,
                    {"formulas", formula_row, "programme"},
                    {bench_.plan.units[evaluation.units()[i]].code, to_grouped(*amount, '.'),
                     bench_.plan.programmes[formula.programme].code, std::to_string(formula.year)});
      is_good = false;
    }
    amounts.push_back(*amount);
  }
  return is_good;
}

std::optional<Money> FormulaBook::pool_by_rule(std::size_t formula_row, RuleEvaluation& evaluation,
                                               const Rule& rule) {
  std::vector<Money> amounts;
  if (!dong_column(evaluation, rule.pool, formula_row, amounts)) return std::nullopt;
  return amounts.front();
}

std::optional<FormulaShares> FormulaBook::share(std::size_t formula_row,
                                                std::optional<Money> pool) {
  const Formula& formula = bench_.plan.formulas[formula_row];
  const std::string& programme = bench_.plan.programmes[formula.programme].code;
  const std::string year = std::to_string(formula.year);
  const bool by_points = formula.method == FormulaMethod::points;
  if (by_points && !pool && formula.pool_rule.empty()) {
    bench_.report(assess_problems::formula_pool_missing, {"formulas", formula_row, "pool"},
                  {programme, year});
    return std::nullopt;
  }
  FormulaShares shares;
  shares.evaluated = index_->units_of(formula);
  if (shares.evaluated.empty()) {
    bench_.report(assess_problems::formula_without_units, {"formulas", formula_row, "parent"},
                  {bench_.plan.units[formula.parent].code, programme, year});
    return std::nullopt;
  }
  for (std::size_t i = 0; i < shares.evaluated.size(); ++i) {
    UnitShare unit;
    unit.unit = shares.evaluated[i];
    unit.position = i;
    shares.units.push_back(unit);
  }
  if (!compile(formula_row, shares)) return std::nullopt;
  shares.index = index_;
  shares.evaluation = std::make_shared<RuleEvaluation>(*index_, *shares.rule, shares.evaluated);
  RuleEvaluation& evaluation = *shares.evaluation;
  if (by_points && shares.rule->pool != no_node) {
    pool = pool_by_rule(formula_row, evaluation, *shares.rule);
    if (!pool) return std::nullopt;
  }
  shares.pool = pool.value_or(Money());
  if (!add_first_amounts(formula_row, evaluation, shares)) return std::nullopt;
  shares.values = evaluation.column(shares.rule->result);
  if (!check_faults(evaluation, shares.values, formula_row)) return std::nullopt;
  const bool is_good = by_points ? share_by_points(formula_row, evaluation, shares)
                                 : set_amounts(formula_row, evaluation, shares);
  return is_good ? std::optional(std::move(shares)) : std::nullopt;
}

/// Does a formula of the same programme and year share among the units beside this one?
bool FormulaBook::is_of_another_parent(const Formula& formula, Index<Unit> unit) const {
  const Index<Unit> parent = bench_.plan.units[unit].parent;
  if (parent == formula.parent) return false;
  return std::any_of(bench_.plan.formulas.begin(), bench_.plan.formulas.end(),
                     [&](const Formula& other) {
                       return other.programme == formula.programme && other.year == formula.year &&
                              other.parent == parent;
                     });
}

bool FormulaBook::add_first_amounts(std::size_t formula_row, RuleEvaluation& evaluation,
                                    FormulaShares& shares) {
  const Plan& plan = bench_.plan;
  const Formula& formula = plan.formulas[formula_row];
  const std::string& programme = plan.programmes[formula.programme].code;
  bool is_good = true;
  if (shares.rule->first != no_node) {
    std::vector<Money> amounts;
    if (!dong_column(evaluation, shares.rule->first, formula_row, amounts)) return false;
    for (std::size_t i = 0; i < amounts.size(); ++i) shares.units[i].first_by_rule = amounts[i];
  }
  for (std::size_t row = 0; row < plan.first_amounts.size(); ++row) {
    const FirstAmount& first = plan.first_amounts[row];
    if (first.programme != formula.programme || first.year != formula.year) continue;
    if (is_of_another_parent(formula, first.unit)) continue;
    const auto unit =
        std::lower_bound(shares.units.begin(), shares.units.end(), first.unit,
                         [](const UnitShare& a, Index<Unit> wanted) { return a.unit < wanted; });
    if (unit == shares.units.end() || unit->unit != first.unit) {
      bench_.report(assess_problems::first_amount_outside_formula, {"first_amounts", row, "unit"},
                    {plan.units[first.unit].code, programme, std::to_string(first.year)});
      is_good = false;
      continue;
    }
    unit->first_given += first.amount;
    unit->first_row = row;
  }
  Int128 sum = 0;
  for (const UnitShare& unit : shares.units) sum += Int128{unit.first().dong()};
  shares.rest = shares.pool;
  if (formula.method != FormulaMethod::points) return is_good;
  if (sum > shares.pool.dong()) {
    bench_.report(assess_problems::first_amounts_over_pool, {"formulas", formula_row, "pool"},
                  {programme, std::to_string(formula.year),
                   sum <= limit_amount_dong_max
                       ? to_grouped(Money::from_dong(static_cast<std::int64_t>(sum)), '.')
                       : to_plain(sum),
                   to_grouped(shares.pool, '.')});
    return false;
  }
  shares.rest = shares.pool - Money::from_dong(static_cast<std::int64_t>(sum));
  return is_good;
}

/// A unit that no rate names and that has no first amount takes no part.
void FormulaBook::keep_named_by_rates(RuleEvaluation& evaluation, FormulaShares& shares) {
  const Rule& rule = *shares.rule;
  std::vector<char> is_named(shares.units.size(), 0);
  for (const NodeIndex mask : rule.rate_masks) {
    if (mask == no_node) return;
    const Column flags = evaluation.column(mask);
    for (std::size_t i = 0; i < is_named.size(); ++i)
      if (flags.units[flags.at(i)] != 0) is_named[i] = 1;
  }
  std::erase_if(shares.units, [&](const UnitShare& unit) {
    return is_named[unit.position] == 0 && !unit.first_row;
  });
}

bool FormulaBook::set_amounts(std::size_t formula_row, RuleEvaluation& evaluation,
                              FormulaShares& shares) {
  const Formula& formula = bench_.plan.formulas[formula_row];
  std::vector<Money> amounts;
  if (!dong_column(evaluation, shares.rule->result, formula_row, amounts)) return false;
  if (formula.method == FormulaMethod::rates) keep_named_by_rates(evaluation, shares);
  bool is_good = true;
  for (UnitShare& unit : shares.units) {
    unit.share = amounts[unit.position];
    const Int128 whole =
        Int128{unit.share.dong()} + unit.first_given.dong() + unit.first_by_rule.dong();
    if (Money::checked(whole)) continue;
    bench_.report(assess_problems::over_limit, {"formulas", formula_row, "programme"},
                  {"amount_dong", to_plain(whole), std::to_string(limit_amount_dong_max)});
    is_good = false;
  }
  return is_good;
}

bool FormulaBook::has_points(std::size_t formula_row, FormulaShares& shares) {
  const Plan& plan = bench_.plan;
  const Formula& formula = plan.formulas[formula_row];
  const std::string& programme = plan.programmes[formula.programme].code;
  bool is_good = true;
  for (std::size_t i = 0; i < shares.units.size(); ++i) {
    if (!is_negative_at(shares.values, i)) continue;
    bench_.report(assess_problems::negative_points, {"formulas", formula_row, "programme"},
                  {plan.units[shares.units[i].unit].code, text_of(shares.values.exact_at(i)),
                   programme, std::to_string(formula.year)});
    is_good = false;
  }
  if (!is_good) return false;
  shares.total_points = total_of(shares.values, shares.units.size());
  if (!shares.values.is_exact)
    for (std::size_t i = 0; i < shares.units.size(); ++i)
      shares.total_units += shares.values.units[shares.values.at(i)];
  if (shares.total_points != 0) return true;
  bench_.report(assess_problems::formula_without_points, {"formulas", formula_row, "programme"},
                {programme, std::to_string(formula.year)});
  return false;
}

/// Least and most of a unit are for all it gets; what it gets first counts.
bool FormulaBook::set_limits(std::size_t formula_row, RuleEvaluation& evaluation,
                             const FormulaShares& shares, ApportionLimits& limits) {
  const Rule& rule = *shares.rule;
  const Money step = bench_.plan.programmes[bench_.plan.formulas[formula_row].programme].step;
  std::vector<Money> amounts;
  if (rule.least != no_node) {
    if (!dong_column(evaluation, rule.least, formula_row, amounts)) return false;
    for (std::size_t i = 0; i < amounts.size(); ++i) {
      const Money wanted = amounts[i] - shares.units[i].first();
      limits.least_steps.push_back(wanted.is_negative() ? 0 : steps_up(wanted, step));
    }
  }
  amounts.clear();
  if (rule.most != no_node) {
    if (!dong_column(evaluation, rule.most, formula_row, amounts)) return false;
    for (std::size_t i = 0; i < amounts.size(); ++i) {
      const Money room = amounts[i] - shares.units[i].first();
      limits.most_steps.push_back(room.is_negative() ? -1 : steps_down(room, step));
    }
  }
  return true;
}

bool FormulaBook::share_by_points(std::size_t formula_row, RuleEvaluation& evaluation,
                                  FormulaShares& shares) {
  const Plan& plan = bench_.plan;
  const Formula& formula = plan.formulas[formula_row];
  if (!has_points(formula_row, shares)) return false;
  ApportionLimits limits;
  if (!set_limits(formula_row, evaluation, shares, limits)) return false;
  const Money step = plan.programmes[formula.programme].step;
  shares.shared = floor_to_step(shares.rest, step);
  auto result =
      apportion(shares.shared.dong() / step.dong(), shares.values, shares.units.size(), limits);
  if (!result) {
    bench_.report(assess_problems::formula_floors_over_pool,
                  {"formulas", formula_row, limits.least_steps.empty() ? "most" : "least"},
                  {plan.programmes[formula.programme].code, std::to_string(formula.year),
                   to_grouped(shares.rest, '.')});
    return false;
  }
  for (std::size_t i = 0; i < shares.units.size(); ++i) {
    UnitShare& unit = shares.units[i];
    unit.share = Money::from_dong(result->steps[i] * step.dong());
    const bool has_limit = result->held[i] < 0 ? !limits.least_steps.empty() : true;
    unit.held = has_limit ? result->held[i] : 0;
  }
  shares.shared = shares.shared - Money::from_dong(result->left_steps * step.dong());
  shares.unshared = shares.rest - shares.shared;
  if (!result->tied.empty()) {
    TieNote tie{"formula/" + shares_id(plan, formula) + "/" + plan.units[formula.parent].code,
                "remainder",
                {},
                {}};
    for (const std::size_t i : result->tied)
      tie.among.push_back(plan.units[shares.units[i].unit].code);
    for (const std::size_t i : result->given)
      tie.given.push_back(plan.units[shares.units[i].unit].code);
    shares.tie = std::move(tie);
  }
  shares.apportionment = std::move(*result);
  for (std::size_t i = 0; i < shares.units.size() && !shares.values.is_exact; ++i) {
    if (shares.apportionment.held[i] == 0)
      shares.weighed_units += shares.values.units[shares.values.at(i)];
  }
  return true;
}

void add_share_figures(Workbench& bench, const Formula& formula, const FormulaShares& shares) {
  const Plan& plan = bench.plan;
  const std::string id = shares_id(plan, formula);
  const bool by_points = formula.method == FormulaMethod::points;
  const Money step = plan.programmes[formula.programme].step;
  make_room(bench.assessment.figures, 3 * shares.units.size() + 3);
  make_room(bench.assessment.roundings, shares.units.size());
  // In runs that are sorted by id, because all figures are sorted in the end.
  for (const UnitShare& unit : shares.units) {
    if (by_points && bench.wants_figures)
      bench.figure(joined({"points/", id, "/", plan.units[unit.unit].code}),
                   shares.value_text(unit), "points");
  }
  for (const UnitShare& unit : shares.units) {
    const std::string unit_id = joined({"share/", id, "/", plan.units[unit.unit].code});
    bench.dong_figure(joined({unit_id, "/amount_dong"}), unit.amount());
    if (unit.held > 0) bench.dong_figure(joined({unit_id, "/cap_dong"}), unit.amount());
    if (unit.held < 0) bench.dong_figure(joined({unit_id, "/floor_dong"}), unit.amount());
    if (by_points && bench.wants_figures)
      bench.figure(joined({unit_id, "/percent"}), shares.percent_text(unit), "percent");
    std::string exact = shares.exact_share_text(unit, step);
    if (exact == to_plain(unit.share)) continue;
    bench.assessment.roundings.push_back({unit_year_code(plan, formula, unit.unit),
                                          by_points ? "largest_remainder" : "half_up",
                                          std::move(exact), to_plain(unit.share)});
  }
  if (!by_points) return;
  const std::string parent_id = "points/" + id + "/" + plan.units[formula.parent].code;
  bench.figure(parent_id + "/total", text_of(shares.total_points), "points");
  bench.dong_figure(parent_id + "/pool_dong", shares.pool);
  bench.dong_figure(parent_id + "/unshared_dong", shares.unshared);
  if (shares.tie) bench.assessment.ties.push_back(*shares.tie);
}

}  // namespace phanbo
