#include "verifier/formulas.hpp"

#include <algorithm>
#include <map>

#include "verifier/criteria.hpp"
#include "verifier/needs_parts.hpp"
#include "verifier/phrases.hpp"

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

/// On 1 January, or on the unit's first day where it begins later.
bool status_holds(const PlanModel& plan, int unit, const std::string& status, int year) {
  if (status.empty()) return true;
  const Day begins = plan.units[static_cast<std::size_t>(unit)].valid_from;
  return plan.has_status(unit, status, std::max(day_of(year, 1, 1), begins));
}

/// False when no rate names the unit.
bool count_rates(const PlanModel& plan, const FormulaRow& formula, FormulaUnit& unit) {
  bool is_named = false;
  const std::string& code = plan.units[static_cast<std::size_t>(unit.unit)].code;
  for (const RateRow& rate : plan.rates) {
    if (rate.programme != formula.programme ||
        !status_holds(plan, unit.unit, rate.status, formula.year)) {
      continue;
    }
    is_named = true;
    const std::string key = code + "|" + rate.indicator + "|";
    auto found = plan.indicators.find(key + std::to_string(formula.year));
    if (found == plan.indicators.end()) found = plan.indicators.find(key);
    if (found == plan.indicators.end())
      throw BadInput("indicators", no_indicator(code, rate.indicator));
    unit.exact_share = unit.exact_share + found->second * Fraction::of(rate.rate);
  }
  return is_named;
}

Dong half_up_dong(const Fraction& value) {
  if (value.numerator < 0) throw BadInput("criteria", {"số tiền âm", "a negative amount"});
  return to_dong(round_to(value, 0, Rounding::half_up).numerator);
}

/// Between which steps a unit must stay; no most = no limit.
struct Bounds {
  Wide least = 0;
  std::optional<Wide> most;
};

Bounds bounds_of(Criteria& criteria, const FormulaRow& row, const FormulaUnit& unit, Dong step) {
  Bounds bounds;
  if (!row.least.empty()) {
    const Wide wanted = Wide{half_up_dong(criteria.named(row.least, unit.unit))} - unit.first;
    bounds.least = wanted < 0 ? 0 : divide_up(wanted, step);
  }
  if (!row.most.empty()) {
    const Wide room = Wide{half_up_dong(criteria.named(row.most, unit.unit))} - unit.first;
    if (room < 0)
      throw BadInput("formulas",
                     {"mức trần thấp hơn phần giao trước", "a cap below what is given first"});
    bounds.most = divide_down(room, step);
    if (*bounds.most < bounds.least)
      throw BadInput("formulas", {"mức trần thấp hơn mức sàn", "a cap below a floor"});
  }
  return bounds;
}

/// What a unit gets where everybody gets `level` steps a point.
Fraction at_level(const FormulaUnit& unit, const Bounds& bounds, const Fraction& level) {
  Fraction steps = level * unit.points;
  if (bounds.most && compare(steps, Fraction::of(*bounds.most)) > 0)
    steps = Fraction::of(*bounds.most);
  if (compare(steps, Fraction::of(bounds.least)) < 0) steps = Fraction::of(bounds.least);
  return steps;
}

/// The level at which the steps go round: between two levels where some limit begins or ceases to
/// hold it is a straight line. Empty when all stand at their caps before.
std::optional<Fraction> level_of(const std::vector<FormulaUnit>& units,
                                 const std::vector<Bounds>& bounds, Wide steps) {
  std::vector<Fraction> corners{Fraction{}};
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (units[i].points.is_zero()) continue;
    corners.push_back(Fraction::of(bounds[i].least) / units[i].points);
    if (bounds[i].most) corners.push_back(Fraction::of(*bounds[i].most) / units[i].points);
  }
  std::sort(corners.begin(), corners.end(),
            [](const Fraction& a, const Fraction& b) { return compare(a, b) < 0; });
  const auto all_at = [&](const Fraction& level) {
    Fraction sum;
    for (std::size_t i = 0; i < units.size(); ++i) sum = sum + at_level(units[i], bounds[i], level);
    return sum;
  };
  const Fraction wanted = Fraction::of(steps);
  if (compare(all_at(corners.front()), wanted) > 0)
    throw BadInput("formulas", {"tổng mức sàn vượt số đem chia", "floors over the pool"});
  std::size_t low = 0;
  std::size_t high = corners.size();
  while (high - low > 1) {
    const std::size_t middle = (low + high) / 2;
    (compare(all_at(corners[middle]), wanted) <= 0 ? low : high) = middle;
  }
  const Fraction start = all_at(corners[low]);
  const Fraction slope = all_at(corners[low] + Fraction::of(1, 1)) - start;
  if (high < corners.size()) {
    const Fraction rise = all_at(corners[high]) - start;
    if (rise.is_zero()) return corners[low];
    return corners[low] + (wanted - start) * (corners[high] - corners[low]) / rise;
  }
  if (slope.is_zero()) return start == wanted ? std::optional(corners[low]) : std::nullopt;
  return corners[low] + (wanted - start) / slope;
}

/// The steps that rounding leaves over go by largest remainder to those by weight, ties by unit
/// code.
void give_rest(FormulaOutcome& outcome, Dong step, Wide rest) {
  std::vector<FormulaUnit*> order;
  for (FormulaUnit& unit : outcome.units) {
    if (unit.held == 0 && !unit.points.is_zero()) order.push_back(&unit);
  }
  std::stable_sort(order.begin(), order.end(), [](const FormulaUnit* a, const FormulaUnit* b) {
    return compare(a->remainder, b->remainder) > 0;
  });
  const auto more = static_cast<std::size_t>(rest);
  if (more > order.size())
    throw BadInput("formulas",
                   {"số bước còn lại nhiều hơn số đơn vị", "more steps left than units"});
  for (std::size_t i = 0; i < more; ++i) {
    order[i]->share += step;
    order[i]->got_step = true;
  }
  outcome.is_tied = more > 0 && more < order.size() &&
                    compare(order[more - 1]->remainder, order[more]->remainder) == 0;
  if (outcome.is_tied) outcome.tied_remainder = order[more]->remainder;
}

/// Shares by points between the limits, in whole steps.
void share_by_points(FormulaOutcome& outcome, Criteria& criteria, const FormulaRow& row,
                     Dong step) {
  std::vector<Bounds> bounds;
  for (const FormulaUnit& unit : outcome.units) {
    outcome.points = outcome.points + unit.points;
    if (unit.points.numerator < 0) throw BadInput("criteria", {"điểm âm", "negative points"});
    bounds.push_back(bounds_of(criteria, row, unit, step));
  }
  if (outcome.points.is_zero())
    throw BadInput("formulas", {"không đơn vị nào có điểm", "no unit has any points"});
  const Wide steps = outcome.rest / step;
  const auto level = level_of(outcome.units, bounds, steps);
  Wide left = steps;
  for (std::size_t i = 0; i < outcome.units.size(); ++i) {
    FormulaUnit& unit = outcome.units[i];
    const Fraction least = Fraction::of(bounds[i].least);
    const auto stand_at = [&](Wide limit, int held) {
      unit.held = held;
      unit.share = to_dong(checked_product(limit, step));
      unit.exact_share = Fraction::of(unit.share);
    };
    // Levels may differ where all stand at limits; what each gets does not.
    const Fraction exact = level ? at_level(unit, bounds[i], *level) : Fraction{};
    if (unit.points.is_zero() || (!row.least.empty() && level && exact == least)) {
      stand_at(bounds[i].least, row.least.empty() ? 0 : -1);
    } else if (!level || (bounds[i].most && exact == Fraction::of(*bounds[i].most))) {
      const bool is_least = !row.least.empty() && *bounds[i].most == bounds[i].least;
      stand_at(*bounds[i].most, is_least ? -1 : 1);
    } else {
      const Fraction whole = round_to(exact, 0, Rounding::down);
      unit.exact_share = exact * Fraction::of(step);
      unit.remainder = exact - whole;
      unit.share = to_dong(checked_product(whole.numerator, step));
    }
    left -= unit.share / step;
  }
  if (level) {
    give_rest(outcome, step, left);
    left = 0;
  }
  outcome.shared = to_dong(checked_product(steps - left, step));
}

}  // namespace

FormulaOutcome apply_formula(const PlanModel& plan, int formula, Dong pool) {
  const FormulaRow& row = row_of(plan, formula);
  FormulaOutcome outcome;
  outcome.formula = formula;
  outcome.pool = pool;
  outcome.rest = pool;
  const std::vector<int> units = participating_units(plan, row);
  Criteria criteria(plan, row, units);
  for (const int position : units) {
    FormulaUnit unit;
    unit.unit = position;
    bool has_first = false;
    for (const FirstAmountRow& first : plan.first_amounts) {
      if (first.programme == row.programme && first.year == row.year && first.unit == position) {
        unit.first += first.amount;
        has_first = true;
      }
    }
    if (!row.first.empty()) unit.first += half_up_dong(criteria.named(row.first, position));
    outcome.rest -= unit.first;
    if (row.method == "rates") {
      if (!count_rates(plan, row, unit) && !has_first) continue;
    } else if (row.method == "amounts") {
      unit.exact_share = criteria.result(position);
    } else {
      unit.points = criteria.result(position);
    }
    if (row.method != "points") unit.share = half_up_dong(unit.exact_share);
    outcome.units.push_back(std::move(unit));
  }
  if (row.method != "points") return outcome;
  if (outcome.rest < 0)
    throw BadInput("formulas", {"phần giao trước vượt số đem chia", "first amounts over the pool"});
  share_by_points(outcome, criteria, row,
                  plan.programmes[static_cast<std::size_t>(row.programme)].step);
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
  if (!row.pool_rule.empty())
    return half_up_dong(Criteria(plan, row, participating_units(plan, row)).pool());
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
    if (!pool)
      throw BadInput("formulas", {"công thức không có số đem chia", "a formula without a pool"});
    const int parent = envelope_above(model, row);
    FormulaOutcome& outcome = model.formula_outcomes[static_cast<std::size_t>(formula)];
    outcome = apply_formula(plan, formula, *pool);
    for (const FormulaUnit& unit : outcome.units) {
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
    if (!pool)
      throw BadInput("formulas", {"công thức không có số đem chia", "a formula without a pool"});
    const ProgrammeRow& programme = plan.programmes[static_cast<std::size_t>(row.programme)];
    model.formula_outcomes[i] = apply_formula(plan, static_cast<int>(i), *pool);
    for (const FormulaUnit& unit : model.formula_outcomes[i].units) {
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
