#include <algorithm>
#include <map>

#include "inputs/checks.hpp"
#include "inputs/kinds_of_plans.hpp"
#include "inputs/kinds_of_tables.hpp"

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
    if (row.method == FormulaMethod::points && !row.pool && row.pool_rule.empty() &&
        !has_pool_from_above(plan, row)) {
      context.report(formula_pool_missing, "formulas", i, "pool", who);
    }
    if (row.pool && (row.method != FormulaMethod::points || !row.pool_rule.empty())) {
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
    const bool by_points = row.method != FormulaMethod::rates;
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
/// An indicator for that year, or for all.
bool has_indicator(const Plan& plan, Index<Unit> unit, std::string_view name, int year) {
  auto found = std::lower_bound(
      plan.indicators.begin(), plan.indicators.end(), std::pair{unit, name},
      [](const Indicator& row, const auto& key) {
        return std::pair<Index<Unit>, std::string_view>{row.unit, row.indicator} < key;
      });
  for (; found != plan.indicators.end() && found->unit == unit && found->indicator == name; ++found)
    if (!found->year || *found->year == year) return true;
  return false;
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

/// Does the row hold in the formula's year and readings?
template <class Rule>
bool applies(const Rule& row, const Formula& formula) {
  const auto& chosen = formula.readings;
  return row.programme == formula.programme && row.years.has(formula.year) &&
         (row.reading.empty() ||
          std::find(chosen.begin(), chosen.end(), row.reading) != chosen.end());
}

bool is_criterion(const Plan& plan, const Formula& formula, const std::string& name) {
  return std::any_of(plan.criteria.begin(), plan.criteria.end(), [&](const Criterion& row) {
    return row.code == name && applies(row, formula);
  });
}

bool is_indicator(const Plan& plan, const std::string& name) {
  return std::any_of(plan.indicators.begin(), plan.indicators.end(),
                     [&](const Indicator& row) { return row.indicator == name; });
}

bool is_parameter(const Plan& plan, const Formula& formula, const std::string& name) {
  return std::any_of(plan.parameters.begin(), plan.parameters.end(), [&](const Parameter& row) {
    return row.code == name && applies(row, formula);
  });
}

/// Points of a class that stand instead of the criterion's: there the indicator is not needed.
bool is_replaced_somewhere(const Plan& plan, const Criterion& criterion) {
  return std::any_of(plan.criterion_classes.begin(), plan.criterion_classes.end(),
                     [&](const CriterionClass& row) {
                       return row.programme == criterion.programme &&
                              row.criterion == criterion.code && row.effect == ClassEffect::instead;
                     });
}

struct Need {
  std::string_view table;
  std::size_t row = 0;
  std::string indicator;
  std::string status;
};

std::vector<Need> indicators_needed(const Plan& plan, const Formula& formula) {
  std::vector<Need> needs;
  if (formula.method != FormulaMethod::rates) {
    for (std::size_t i = 0; i < plan.criteria.size(); ++i) {
      const Criterion& row = plan.criteria[i];
      if (!applies(row, formula) || row.kind != CriterionKind::linear) continue;
      if (row.indicator.empty() || is_replaced_somewhere(plan, row)) continue;
      if (!is_indicator(plan, row.indicator) && (is_criterion(plan, formula, row.indicator) ||
                                                 is_parameter(plan, formula, row.indicator))) {
        continue;
      }
      needs.push_back({"criteria", i, row.indicator, row.status});
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
        if (has_indicator(plan, unit, need.indicator, formula.year)) continue;
        context.report(indicator_missing, need.table, need.row, "indicator",
                       {plan.units[unit].code, need.indicator,
                        plan.programmes[formula.programme].code, std::to_string(formula.year)});
      }
    }
  }
}

void check_divisors(CheckContext& context) {
  const auto& rows = context.plan.criteria;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].kind == CriterionKind::linear && rows[i].per.is_zero())
      context.report(per_is_zero, "criteria", i, "per", {rows[i].code});
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

void check_criteria_given(TableRows& criteria, ProblemList& problems) {
  if (!criteria.is_sound) return;  // a faulty cell is blank too
  const auto column = [&](std::string_view name) { return field_position(*criteria.spec, name); };
  const std::size_t kind = column("kind");
  const std::size_t expression = column("expression");
  for (std::size_t row = 0; row < criteria.row_count(); ++row) {
    if (criteria.cell(row, kind) != "linear") continue;
    for (const std::string_view name : {"indicator", "points"}) {
      if (!criteria.cell(row, column(name)).empty()) continue;
      if (name == "indicator" && !criteria.cell(row, expression).empty()) continue;
      criteria.is_sound = false;
      problems.add(missing_value, place_of_cell(criteria.places, row, name), {std::string(name)});
    }
  }
}

std::span<const PlanCheck> formula_checks() {
  static const std::vector<PlanCheck> checks = {
      {check_pools, {"programmes", "formulas"}},
      {check_formula_rows, {"programmes", "formulas", "criteria", "rates"}},
      {check_formula_units, {"programmes", "units", "formulas"}},
      {check_indicators,
       {"programmes", "units", "formulas", "criteria", "rates", "indicators", "statuses",
        "parameters", "criterion_classes"}},
      {check_divisors, {"criteria"}},
      {check_first_amounts, {"programmes", "formulas", "first_amounts"}},
  };
  return checks;
}

}  // namespace phanbo
