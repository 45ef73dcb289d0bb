#include "verifier/formulas.hpp"

#include <algorithm>
#include <map>

#include "verifier/fault.hpp"
#include "verifier/needs_parts.hpp"

namespace phanbo_verify {

namespace {

const FormulaRow& row_of(const PlanModel& plan, int formula) {
  return plan.formulas[static_cast<std::size_t>(formula)];
}

/// Units directly below the parent, of the right kinds, that exist at some time of the year.
std::vector<int> participating_units(const PlanModel& plan, const FormulaRow& formula) {
  std::vector<int> units;
  const Day first = day_of(formula.year, 1, 1);
  const Day last = day_of(formula.year, 12, 31);
  for (std::size_t i = 0; i < plan.units.size(); ++i) {
    const UnitRow& unit = plan.units[i];
    if (unit.parent != formula.parent || unit.valid_from > last || unit.valid_to < first) continue;
    const auto& kinds = formula.unit_kinds;
    if (!kinds.empty() && std::find(kinds.begin(), kinds.end(), unit.kind) == kinds.end()) continue;
    units.push_back(static_cast<int>(i));
  }
  return units;
}

Fraction indicator_value(const PlanModel& plan, int unit, const std::string& indicator) {
  const std::string& code = plan.units[static_cast<std::size_t>(unit)].code;
  const auto found = plan.indicators.find(code + "|" + indicator);
  if (found == plan.indicators.end()) {
    throw BadInput("indicators", "unit " + code + " has no " + indicator);
  }
  return found->second;
}

/// On 1 January, or on the unit's first day where it begins later.
bool status_holds(const PlanModel& plan, int unit, const std::string& status, int year) {
  if (status.empty()) return true;
  const Day begins = plan.units[static_cast<std::size_t>(unit)].valid_from;
  return plan.has_status(unit, status, std::max(day_of(year, 1, 1), begins));
}

void count_points(const PlanModel& plan, const FormulaRow& formula, FormulaUnit& unit) {
  for (std::size_t i = 0; i < plan.criteria.size(); ++i) {
    const CriterionRow& criterion = plan.criteria[i];
    if (criterion.programme != formula.programme ||
        !status_holds(plan, unit.unit, criterion.status, formula.year)) {
      continue;
    }
    CriterionPoints part;
    part.criterion = static_cast<int>(i);
    part.exact =
        indicator_value(plan, unit.unit, criterion.indicator) / criterion.per * criterion.points;
    part.points =
        criterion.digits ? round_to(part.exact, *criterion.digits, criterion.rounding) : part.exact;
    unit.points = unit.points + part.points;
    unit.parts.push_back(part);
  }
}

/// False when no rate names the unit.
bool count_rates(const PlanModel& plan, const FormulaRow& formula, FormulaUnit& unit) {
  bool is_named = false;
  for (const RateRow& rate : plan.rates) {
    if (rate.programme != formula.programme ||
        !status_holds(plan, unit.unit, rate.status, formula.year)) {
      continue;
    }
    is_named = true;
    unit.exact_share = unit.exact_share +
                       indicator_value(plan, unit.unit, rate.indicator) * Fraction::of(rate.rate);
  }
  unit.share = to_dong(round_to(unit.exact_share, 0, Rounding::half_up).numerator);
  return is_named;
}

/// Shares by points: whole steps rounded down, the rest by largest remainder, ties by unit code.
void share_by_points(FormulaOutcome& outcome, Dong step) {
  for (const FormulaUnit& unit : outcome.units) outcome.points = outcome.points + unit.points;
  if (outcome.points.is_zero()) throw BadInput("formulas", "no unit has any points");
  outcome.shared = outcome.rest / step * step;
  Dong given = 0;
  for (FormulaUnit& unit : outcome.units) {
    unit.exact_share = Fraction::of(outcome.shared) * (unit.points / outcome.points);
    const Fraction steps = unit.exact_share / Fraction::of(step);
    const Fraction whole = round_to(steps, 0, Rounding::down);
    unit.remainder = steps - whole;
    unit.share = to_dong(checked_product(whole.numerator, step));
    given += unit.share;
  }
  std::vector<FormulaUnit*> order;
  for (FormulaUnit& unit : outcome.units) order.push_back(&unit);
  std::stable_sort(order.begin(), order.end(), [](const FormulaUnit* a, const FormulaUnit* b) {
    return compare(a->remainder, b->remainder) > 0;
  });
  const auto more = static_cast<std::size_t>((outcome.shared - given) / step);
  for (std::size_t i = 0; i < more; ++i) {
    order[i]->share += step;
    order[i]->got_step = true;
  }
  outcome.is_tied = more > 0 && more < order.size() &&
                    compare(order[more - 1]->remainder, order[more]->remainder) == 0;
  if (outcome.is_tied) outcome.tied_remainder = order[more]->remainder;
}

}  // namespace

FormulaOutcome apply_formula(const PlanModel& plan, int formula, Dong pool) {
  const FormulaRow& row = row_of(plan, formula);
  FormulaOutcome outcome;
  outcome.formula = formula;
  outcome.pool = pool;
  outcome.rest = pool;
  for (const int position : participating_units(plan, row)) {
    FormulaUnit unit;
    unit.unit = position;
    bool has_first = false;
    for (const FirstAmountRow& first : plan.first_amounts) {
      if (first.programme == row.programme && first.year == row.year && first.unit == position) {
        unit.first += first.amount;
        has_first = true;
      }
    }
    outcome.rest -= unit.first;
    if (row.method == "rates") {
      if (!count_rates(plan, row, unit) && !has_first) continue;
    } else {
      count_points(plan, row, unit);
    }
    outcome.units.push_back(std::move(unit));
  }
  if (row.method == "points") {
    share_by_points(outcome, plan.programmes[static_cast<std::size_t>(row.programme)].step);
  }
  return outcome;
}

namespace {

bool is_meant_for(const EnvelopeModel& envelope, int programme) {
  return std::find(envelope.pays_for.begin(), envelope.pays_for.end(), programme) !=
         envelope.pays_for.end();
}

/// The envelope that a formula splits further: of its parent unit, source and year. Of several, one
/// that is meant for its programme, then the first by code.
int envelope_above(const NeedModel& model, const FormulaRow& row) {
  const auto above = model.envelopes_of_unit.find({row.parent, row.pool_source, row.year});
  if (above == model.envelopes_of_unit.end()) return nothing;
  int best = nothing;
  for (const int position : above->second) {
    const EnvelopeModel& envelope = model.envelopes[static_cast<std::size_t>(position)];
    if (envelope.programme == row.programme) continue;
    if (best != nothing) {
      const EnvelopeModel& known = model.envelopes[static_cast<std::size_t>(best)];
      const bool is_meant = is_meant_for(envelope, row.programme);
      const bool known_is_meant = is_meant_for(known, row.programme);
      if (is_meant != known_is_meant ? known_is_meant : known.code < envelope.code) continue;
    }
    best = position;
  }
  return best;
}

}  // namespace

std::optional<Dong> pool_of(const PlanModel& plan, const NeedModel& model, int formula) {
  const FormulaRow& row = row_of(plan, formula);
  if (row.method != "points") return Dong{0};
  if (row.pool || !row.makes_envelopes) return row.pool;
  const int above = envelope_above(model, row);
  if (above == nothing) return std::nullopt;
  return model.envelopes[static_cast<std::size_t>(above)].amount;
}

/// Envelopes from the top down: a formula may share what another has given to its parent.
void add_envelopes(const PlanModel& plan, NeedModel& model) {
  std::vector<int> order;
  for (std::size_t i = 0; i < plan.formulas.size(); ++i) {
    if (plan.formulas[i].makes_envelopes) order.push_back(static_cast<int>(i));
  }
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
    return plan.units[static_cast<std::size_t>(row_of(plan, a).parent)].depth <
           plan.units[static_cast<std::size_t>(row_of(plan, b).parent)].depth;
  });
  for (const int formula : order) {
    const FormulaRow& row = row_of(plan, formula);
    const auto pool = pool_of(plan, model, formula);
    if (!pool) throw BadInput("formulas", "a formula without a pool");
    const int parent = envelope_above(model, row);
    for (const FormulaUnit& unit : apply_formula(plan, formula, *pool).units) {
      EnvelopeModel envelope;
      envelope.code = plan.programmes[static_cast<std::size_t>(row.programme)].code + "/" +
                      plan.units[static_cast<std::size_t>(unit.unit)].code + "/" +
                      std::to_string(row.year);
      envelope.programme = row.programme;
      envelope.unit = unit.unit;
      envelope.source = row.pool_source;
      envelope.year = row.year;
      envelope.amount = unit.amount();
      envelope.parent = parent;
      envelope.pays_for = row.envelope_for;
      model.envelopes_of_unit[{envelope.unit, envelope.source, envelope.year}].push_back(
          static_cast<int>(model.envelopes.size()));
      model.envelopes.push_back(std::move(envelope));
    }
  }
}

void add_formula_demands(const PlanModel& plan, NeedModel& model, PayerJudge& judge) {
  for (std::size_t i = 0; i < plan.formulas.size(); ++i) {
    const FormulaRow& row = plan.formulas[i];
    if (row.makes_envelopes) continue;
    const auto pool = pool_of(plan, model, static_cast<int>(i));
    if (!pool) throw BadInput("formulas", "a formula without a pool");
    const ProgrammeRow& programme = plan.programmes[static_cast<std::size_t>(row.programme)];
    for (const FormulaUnit& unit : apply_formula(plan, static_cast<int>(i), *pool).units) {
      Need need;
      need.item = programme.code + "/" + plan.units[static_cast<std::size_t>(unit.unit)].code;
      need.origin = "formula";
      need.asks_for_whole_steps = true;
      need.year = row.year;
      need.programme = row.programme;
      need.unit = unit.unit;
      need.priority_class = programme.priority_class;
      need.step = programme.step;
      need.local_share = programme.local_share;
      need.need = unit.amount();
      need.ways = judge.ways_for(need, {});
      model.needs.push_back(std::move(need));
    }
  }
}

}  // namespace phanbo_verify
