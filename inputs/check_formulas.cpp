#include <algorithm>
#include <map>

#include "inputs/checks.hpp"
#include "inputs/kinds_of_plans.hpp"

namespace phanbo {

using namespace input_problem;

namespace {

/// A share of the envelope that another formula opens for this one needs no pool of its own.
bool has_pool_from_above(const Plan& plan, const Formula& formula) {
  return std::any_of(plan.formulas.begin(), plan.formulas.end(), [&](const Formula& above) {
    const auto& served = above.envelope_for;
    return above.result == FormulaResult::envelope && formula.result == FormulaResult::envelope &&
           above.year == formula.year && above.pool_source == formula.pool_source &&
           std::find(served.begin(), served.end(), formula.programme) != served.end();
  });
}

void check_pools(CheckContext& context) {
  const Plan& plan = context.plan;
  for (std::size_t i = 0; i < plan.formulas.size(); ++i) {
    const Formula& row = plan.formulas[i];
    const std::vector<std::string> who = {plan.programmes[row.programme].code,
                                          std::to_string(row.year)};
    if (row.method == FormulaMethod::points && !row.pool && !has_pool_from_above(plan, row)) {
      context.report(formula_pool_missing, "formulas", i, "pool", who);
    }
    if (row.method == FormulaMethod::rates && row.pool) {
      context.report(formula_pool_not_used, "formulas", i, "pool", who);
    }
    if (row.result == FormulaResult::envelope && !row.pool_source.is_set()) {
      context.report(formula_source_missing, "formulas", i, "pool_source", who);
    }
  }
}

template <class Rows>
bool has_row_of(const Rows& rows, Index<Programme> programme) {
  return std::any_of(rows.begin(), rows.end(),
                     [&](const auto& row) { return row.programme == programme; });
}

void check_formula_rows(CheckContext& context) {
  const Plan& plan = context.plan;
  for (std::size_t i = 0; i < plan.formulas.size(); ++i) {
    const Formula& row = plan.formulas[i];
    const bool by_points = row.method == FormulaMethod::points;
    const bool has_rows = by_points ? has_row_of(plan.criteria, row.programme)
                                    : has_row_of(plan.rates, row.programme);
    if (has_rows) continue;
    context.report(formula_without_rows, "formulas", i, "programme",
                   {plan.programmes[row.programme].code, by_points ? "criteria" : "rates"});
  }
}

/// The units directly below the parent, of the kinds named, that exist on some day of the year.
std::vector<Index<Unit>> participating_units(const Plan& plan, const Formula& formula) {
  std::vector<Index<Unit>> units;
  for (std::size_t i = 0; i < plan.units.size(); ++i) {
    const Unit& unit = plan.units.rows()[i];
    if (unit.parent != formula.parent) continue;
    if (!exists_between(unit, first_day_of(formula.year), {formula.year, 12, 31})) continue;
    const auto& kinds = formula.unit_kinds;
    if (!kinds.empty() && std::find(kinds.begin(), kinds.end(), unit.kind) == kinds.end()) continue;
    units.emplace_back(i);
  }
  return units;
}

void check_formula_units(CheckContext& context) {
  const Plan& plan = context.plan;
  for (std::size_t i = 0; i < plan.formulas.size(); ++i) {
    const Formula& row = plan.formulas[i];
    if (!participating_units(plan, row).empty()) continue;
    context.report(formula_without_units, "formulas", i, "parent",
                   {plan.units[row.parent].code, plan.programmes[row.programme].code,
                    std::to_string(row.year)});
  }
}

/// Indicators stand by unit, then name.
bool has_indicator(const Plan& plan, Index<Unit> unit, std::string_view name) {
  const auto found = std::lower_bound(
      plan.indicators.begin(), plan.indicators.end(), std::pair{unit, name},
      [](const Indicator& row, const auto& key) {
        return std::pair<Index<Unit>, std::string_view>{row.unit, row.indicator} < key;
      });
  return found != plan.indicators.end() && found->unit == unit && found->indicator == name;
}

/// Has the unit the status on 1 January, or on its own first day where that comes later? Statuses
/// stand by unit.
bool has_status_in(const Plan& plan, Index<Unit> unit, std::string_view status, int year) {
  const Date day = std::max(first_day_of(year), plan.units[unit].valid_from.value_or(Date()));
  auto row =
      std::lower_bound(plan.statuses.begin(), plan.statuses.end(), unit,
                       [](const UnitStatus& a, Index<Unit> wanted) { return a.unit < wanted; });
  for (; row != plan.statuses.end() && row->unit == unit; ++row) {
    if (row->status == status && row->holds_on(day)) return true;
  }
  return false;
}

struct Need {
  std::string_view table;
  std::size_t row = 0;
  std::string indicator;
  std::string status;
};

std::vector<Need> indicators_needed(const Plan& plan, const Formula& formula) {
  std::vector<Need> needs;
  if (formula.method == FormulaMethod::points) {
    for (std::size_t i = 0; i < plan.criteria.size(); ++i) {
      const Criterion& row = plan.criteria[i];
      if (row.programme == formula.programme) {
        needs.push_back({"criteria", i, row.indicator, row.status});
      }
    }
    return needs;
  }
  for (std::size_t i = 0; i < plan.rates.size(); ++i) {
    const UnitRate& row = plan.rates[i];
    if (row.programme == formula.programme)
      needs.push_back({"rates", i, row.indicator, row.status});
  }
  return needs;
}

void check_indicators(CheckContext& context) {
  const Plan& plan = context.plan;
  for (const Formula& formula : plan.formulas) {
    const auto units = participating_units(plan, formula);
    for (const Need& need : indicators_needed(plan, formula)) {
      for (const Index<Unit> unit : units) {
        if (!need.status.empty() && !has_status_in(plan, unit, need.status, formula.year)) continue;
        if (has_indicator(plan, unit, need.indicator)) continue;
        context.report(indicator_missing, need.table, need.row, "indicator",
                       {plan.units[unit].code, need.indicator,
                        plan.programmes[formula.programme].code, std::to_string(formula.year)});
      }
    }
  }
}

void check_criteria(CheckContext& context) {
  const auto& rows = context.plan.criteria;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].per.is_zero()) context.report(per_is_zero, "criteria", i, "per", {rows[i].code});
  }
}

void check_first_amounts(CheckContext& context) {
  const Plan& plan = context.plan;
  std::map<std::pair<Index<Programme>, int>, Money> sums;
  for (const FirstAmount& row : plan.first_amounts) sums[{row.programme, row.year}] += row.amount;
  for (std::size_t i = 0; i < plan.formulas.size(); ++i) {
    const Formula& row = plan.formulas[i];
    const Money first = sums[{row.programme, row.year}];
    if (!row.pool || first <= *row.pool) continue;
    context.report(first_amounts_over_pool, "formulas", i, "pool",
                   {plan.programmes[row.programme].code, std::to_string(row.year), to_plain(first),
                    to_plain(*row.pool)});
  }
}

}  // namespace

std::span<const PlanCheck> formula_checks() {
  static const std::vector<PlanCheck> checks = {
      {check_pools, {"programmes", "formulas"}},
      {check_formula_rows, {"programmes", "formulas", "criteria", "rates"}},
      {check_formula_units, {"programmes", "units", "formulas"}},
      {check_indicators,
       {"programmes", "units", "formulas", "criteria", "rates", "indicators", "statuses"}},
      {check_criteria, {"criteria"}},
      {check_first_amounts, {"programmes", "formulas", "first_amounts"}},
  };
  return checks;
}

}  // namespace phanbo
