#include "engine/assess/formula_shares.hpp"

#include <algorithm>
#include <numeric>

#include "engine/assess/exact_fraction.hpp"
#include "engine/assess/problem_kinds.hpp"

namespace phanbo {

namespace {

Exact exact_of(const Decimal& value) { return Exact::of(value); }
std::string text_of(const Exact& value) { return value.text(); }
Whole floor_of(const Exact& value) { return value.floor(); }

Whole rounded_whole(const Exact& value, RoundingMode mode) {
  const Whole down = floor_of(value);
  const Exact rest = value - Exact(down);
  const Exact half(Whole(1), Whole(2));
  if (rest == 0 || mode == RoundingMode::down) return down;
  if (mode == RoundingMode::up || rest > half) return down + 1;
  if (rest < half) return down;
  return mode == RoundingMode::half_up || down % 2 != 0 ? Whole(down + 1) : down;
}

Exact rounded_to_digits(const Exact& value, std::optional<int> digits, RoundingMode mode) {
  if (!digits) return value;
  const Whole scale = pow(Whole(10), static_cast<unsigned>(std::max(*digits, 0)));
  return Exact(rounded_whole(value * scale, mode), scale);
}

std::optional<Money> money_of(const Whole& amount) {
  if (abs(amount) > limit_amount_dong_max) return std::nullopt;
  return Money::from_dong(amount.convert_to<std::int64_t>());
}

/// Shares of `step_count` steps in proportion to the points by largest remainder; equal remainders
/// in the order of codes, which is the order of `points`.
struct LargestRemainder {
  std::vector<std::int64_t> steps;
  std::vector<Exact> quotas;       ///< exact, in steps
  std::vector<std::size_t> tied;   ///< those with the remainder at the cut, when it splits them
  std::vector<std::size_t> given;  ///< of these, who got the step
};

LargestRemainder largest_remainder(const std::vector<Exact>& points, const Exact& total,
                                   std::int64_t step_count) {
  LargestRemainder result;
  std::vector<Exact> remainders;
  std::int64_t left = step_count;
  for (const Exact& own : points) {
    const Exact quota = Exact(step_count) * own / total;
    const Whole down = floor_of(quota);
    result.quotas.push_back(quota);
    result.steps.push_back(down.convert_to<std::int64_t>());
    remainders.push_back(quota - Exact(down));
    left -= result.steps.back();
  }
  if (left == 0) return result;
  std::vector<std::size_t> order(points.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
  const auto cut = static_cast<std::size_t>(left);
  for (std::size_t i = 0; i < cut; ++i) ++result.steps[order[i]];
  const Exact& at_cut = remainders[order[cut - 1]];
  if (cut == order.size() || remainders[order[cut]] != at_cut) return result;
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (remainders[order[i]] != at_cut) continue;
    result.tied.push_back(order[i]);
    if (i < cut) result.given.push_back(order[i]);
  }
  return result;
}

std::string shares_id(const Plan& plan, const Formula& formula) {
  return plan.programmes[formula.programme].code + "/" + std::to_string(formula.year);
}

std::string unit_year_code(const Plan& plan, const Formula& formula, Index<Unit> unit) {
  return plan.programmes[formula.programme].code + "/" + plan.units[unit].code + "/" +
         std::to_string(formula.year);
}

}  // namespace

FormulaBook::FormulaBook(Workbench& bench) : bench_(bench) {
  const Plan& plan = bench.plan;
  for (std::size_t i = 0; i < plan.units.size(); ++i) {
    const Unit& unit = plan.units.rows()[i];
    if (unit.parent.is_set()) children_[unit.parent].push_back(Index<Unit>(i));
  }
  for (std::size_t row = 0; row < plan.indicators.size(); ++row)
    indicators_[{plan.indicators[row].unit, plan.indicators[row].indicator}] = row;
  for (const UnitStatus& status : plan.statuses) statuses_[status.unit].push_back(&status);
}

/// Units directly below the parent, of the allowed kinds, that exist on some day of the year.
std::vector<Index<Unit>> FormulaBook::units_of(const Formula& formula) const {
  std::vector<Index<Unit>> units;
  const auto found = children_.find(formula.parent);
  if (found == children_.end()) return units;
  for (const Index<Unit> index : found->second) {
    const Unit& unit = bench_.plan.units[index];
    const auto& kinds = formula.unit_kinds;
    if (!kinds.empty() && std::find(kinds.begin(), kinds.end(), unit.kind) == kinds.end()) continue;
    if (unit.valid_from && *unit.valid_from > Date{formula.year, 12, 31}) continue;
    if (unit.valid_to && *unit.valid_to < Date{formula.year, 1, 1}) continue;
    units.push_back(index);
  }
  return units;
}

/// Does the unit have the status on 1 January, or on its first day when it begins later?
bool FormulaBook::counts_for(Index<Unit> unit, std::string_view status, int year) const {
  if (status.empty()) return true;
  const auto found = statuses_.find(unit);
  if (found == statuses_.end()) return false;
  Date day{year, 1, 1};
  const auto& begins = bench_.plan.units[unit].valid_from;
  if (begins && day < *begins) day = *begins;
  return std::any_of(found->second.begin(), found->second.end(), [&](const UnitStatus* row) {
    return row->status == status && row->holds_on(day);
  });
}

const Indicator* FormulaBook::indicator_of(Index<Unit> unit, const std::string& indicator,
                                           std::size_t formula_row) {
  const auto found = indicators_.find({unit, indicator});
  if (found != indicators_.end()) return &bench_.plan.indicators[found->second];
  const Formula& formula = bench_.plan.formulas[formula_row];
  bench_.report(assess_problems::indicator_missing, {"formulas", formula_row, "programme"},
                {bench_.plan.units[unit].code, indicator,
                 bench_.plan.programmes[formula.programme].code, std::to_string(formula.year)});
  return nullptr;
}

std::optional<FormulaShares> FormulaBook::share(std::size_t formula_row,
                                                std::optional<Money> pool) {
  const Formula& formula = bench_.plan.formulas[formula_row];
  const std::string& programme = bench_.plan.programmes[formula.programme].code;
  const std::string year = std::to_string(formula.year);
  const bool by_points = formula.method == FormulaMethod::points;
  if (by_points && !pool) {
    bench_.report(assess_problems::formula_pool_missing, {"formulas", formula_row, "pool"},
                  {programme, year});
    return std::nullopt;
  }
  FormulaShares shares;
  for (const Index<Unit> unit : units_of(formula))
    shares.units.push_back({unit, {}, {}, {}, {}, std::nullopt, {}, {}});
  if (shares.units.empty()) {
    bench_.report(assess_problems::formula_without_units, {"formulas", formula_row, "parent"},
                  {bench_.plan.units[formula.parent].code, programme, year});
    return std::nullopt;
  }
  shares.pool = pool.value_or(Money());
  if (!add_first_amounts(formula_row, shares)) return std::nullopt;
  return by_points ? share_by_points(formula_row, std::move(shares))
                   : share_by_rates(formula_row, std::move(shares));
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

bool FormulaBook::add_first_amounts(std::size_t formula_row, FormulaShares& shares) {
  const Plan& plan = bench_.plan;
  const Formula& formula = plan.formulas[formula_row];
  const std::string& programme = plan.programmes[formula.programme].code;
  Money sum;
  bool is_good = true;
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
    unit->first += first.amount;
    unit->first_row = row;
    sum += first.amount;
  }
  shares.rest = shares.pool - sum;
  if (formula.method == FormulaMethod::points && shares.rest.is_negative()) {
    bench_.report(assess_problems::first_amounts_over_pool, {"formulas", formula_row, "pool"},
                  {programme, std::to_string(formula.year), to_grouped(sum, '.'),
                   to_grouped(shares.pool, '.')});
    is_good = false;
  }
  return is_good;
}

std::optional<FormulaShares> FormulaBook::share_by_rates(std::size_t formula_row,
                                                         FormulaShares shares) {
  const Plan& plan = bench_.plan;
  const Formula& formula = plan.formulas[formula_row];
  bool is_good = true;
  for (UnitShare& unit : shares.units) {
    Exact sum = 0;
    for (std::size_t row = 0; row < plan.rates.size(); ++row) {
      const UnitRate& rate = plan.rates[row];
      if (rate.programme != formula.programme) continue;
      if (!counts_for(unit.unit, rate.status, formula.year)) continue;
      const Indicator* indicator = indicator_of(unit.unit, rate.indicator, formula_row);
      if (indicator == nullptr) {
        is_good = false;
        continue;
      }
      const Exact amount = exact_of(indicator->value) * Whole(rate.rate.dong());
      sum += amount;
      const auto indicator_row = static_cast<std::size_t>(indicator - plan.indicators.data());
      unit.parts.push_back({row, indicator_row, text_of(amount), text_of(amount)});
    }
    unit.exact_dong = text_of(sum);
    const Whole whole = rounded_whole(sum, RoundingMode::half_up);
    const auto share = money_of(whole + unit.first.dong());
    if (!share) {
      bench_.report(assess_problems::over_limit, {"formulas", formula_row, "programme"},
                    {"amount_dong", whole.str(), std::to_string(limit_amount_dong_max)});
      is_good = false;
      continue;
    }
    unit.share = *share - unit.first;
  }
  if (!is_good) return std::nullopt;
  // A unit that no rate names and that has no first amount takes no part.
  std::erase_if(shares.units,
                [](const UnitShare& unit) { return unit.parts.empty() && !unit.first_row; });
  return shares;
}

namespace {

/// The points of a criterion for one unit: value ÷ per × points, as the criterion rounds them.
std::pair<Exact, Exact> points_by(const Criterion& criterion, const Indicator& indicator) {
  const Exact exact =
      exact_of(indicator.value) * exact_of(criterion.points) / exact_of(criterion.per);
  return {exact, rounded_to_digits(exact, criterion.digits, criterion.rounding)};
}

void share_rest(const Plan& plan, const Formula& formula, FormulaShares& shares,
                const std::vector<Exact>& points, const Exact& total) {
  const Money step = plan.programmes[formula.programme].step;
  shares.shared = floor_to_step(shares.rest, step);
  const LargestRemainder result =
      largest_remainder(points, total, shares.shared.dong() / step.dong());
  for (std::size_t i = 0; i < points.size(); ++i) {
    UnitShare& unit = shares.units[i];
    unit.percent = text_of(points[i] * 100 / total);
    unit.exact_dong = text_of(result.quotas[i] * Whole(step.dong()));
    unit.share = Money::from_dong(result.steps[i] * step.dong());
  }
  if (result.tied.empty()) return;
  TieNote tie{"formula/" + shares_id(plan, formula) + "/" + plan.units[formula.parent].code,
              "remainder",
              {},
              {}};
  for (const std::size_t i : result.tied)
    tie.among.push_back(plan.units[shares.units[i].unit].code);
  for (const std::size_t i : result.given)
    tie.given.push_back(plan.units[shares.units[i].unit].code);
  shares.tie = std::move(tie);
}

}  // namespace

std::optional<FormulaShares> FormulaBook::share_by_points(std::size_t formula_row,
                                                          FormulaShares shares) {
  const Plan& plan = bench_.plan;
  const Formula& formula = plan.formulas[formula_row];
  const std::string& programme = plan.programmes[formula.programme].code;
  std::vector<Exact> points;
  Exact total = 0;
  bool is_good = true;
  for (UnitShare& unit : shares.units) {
    Exact own = 0;
    for (std::size_t row = 0; row < plan.criteria.size(); ++row) {
      const Criterion& criterion = plan.criteria[row];
      if (criterion.programme != formula.programme || criterion.per.is_zero()) continue;
      if (!counts_for(unit.unit, criterion.status, formula.year)) continue;
      const Indicator* indicator = indicator_of(unit.unit, criterion.indicator, formula_row);
      if (indicator == nullptr) {
        is_good = false;
        continue;
      }
      const auto [exact, value] = points_by(criterion, *indicator);
      own += value;
      const auto indicator_row = static_cast<std::size_t>(indicator - plan.indicators.data());
      unit.parts.push_back({row, indicator_row, text_of(exact), text_of(value)});
    }
    unit.points = text_of(own);
    if (own < 0) {
      bench_.report(
          assess_problems::negative_points, {"formulas", formula_row, "programme"},
          {plan.units[unit.unit].code, unit.points, programme, std::to_string(formula.year)});
      is_good = false;
    }
    total += own;
    points.push_back(own);
  }
  if (!is_good) return std::nullopt;
  if (total == 0) {
    bench_.report(assess_problems::formula_without_points, {"formulas", formula_row, "programme"},
                  {programme, std::to_string(formula.year)});
    return std::nullopt;
  }
  shares.total_points = text_of(total);
  share_rest(plan, formula, shares, points, total);
  return shares;
}

void add_share_figures(Workbench& bench, const Formula& formula, const FormulaShares& shares) {
  const Plan& plan = bench.plan;
  const std::string id = shares_id(plan, formula);
  const bool by_points = formula.method == FormulaMethod::points;
  // In runs that are sorted by id, because all figures are sorted in the end.
  for (const UnitShare& unit : shares.units) {
    if (by_points && bench.wants_figures)
      bench.figure("points/" + id + "/" + plan.units[unit.unit].code, unit.points, "points");
  }
  for (const UnitShare& unit : shares.units) {
    const std::string unit_id = "share/" + id + "/" + plan.units[unit.unit].code;
    bench.dong_figure(unit_id + "/amount_dong", unit.amount());
    if (by_points && bench.wants_figures)
      bench.figure(unit_id + "/percent", unit.percent, "percent");
    if (unit.exact_dong == to_plain(unit.share)) continue;
    bench.assessment.roundings.push_back({unit_year_code(plan, formula, unit.unit),
                                          by_points ? "largest_remainder" : "half_up",
                                          unit.exact_dong, to_plain(unit.share)});
  }
  if (!by_points) return;
  const std::string parent_id = "points/" + id + "/" + plan.units[formula.parent].code;
  bench.figure(parent_id + "/total", shares.total_points, "points");
  bench.dong_figure(parent_id + "/pool_dong", shares.pool);
  bench.dong_figure(parent_id + "/unshared_dong", shares.rest - shares.shared);
  if (shares.tie) bench.assessment.ties.push_back(*shares.tie);
}

}  // namespace phanbo
