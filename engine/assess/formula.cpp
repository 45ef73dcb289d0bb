#include <algorithm>
#include <map>

#include "engine/assess/derivation_nodes.hpp"
#include "engine/assess/formula_nodes.hpp"
#include "engine/assess/formula_shares.hpp"
#include "engine/assess/kinds.hpp"
#include "engine/assess/problem_kinds.hpp"
#include "engine/assess/rule_derivation.hpp"

namespace phanbo {

namespace {

/// "1.000" for a thousand, as Vietnamese texts group digits: three digits behind the point.
bool looks_grouped(const Decimal& value) {
  constexpr std::int64_t group = 1'000;
  return value.digits() == 3 && value.units() >= group && value.units() < group * group;
}

void report_grouped(Workbench& bench, const Decimal& value, const Asker& asker) {
  bench.report(assess_problems::number_looks_grouped, asker,
               {to_plain(value), std::string(asker.field), std::to_string(value.units())});
}

/// People are whole, and nobody divides by 1.000: there a point was meant to group digits.
void check_grouped(Workbench& bench) {
  const Plan& plan = bench.plan;
  for (std::size_t row = 0; row < plan.criteria.size(); ++row) {
    const Decimal& per = plan.criteria[row].per;
    if (looks_grouped(per) && per.units() % 1'000 == 0)
      report_grouped(bench, per, {"criteria", row, "per"});
  }
  for (std::size_t row = 0; row < plan.indicators.size(); ++row) {
    const Indicator& indicator = plan.indicators[row];
    if (!looks_grouped(indicator.value)) continue;
    const auto is_people = [&](const IndicatorKind& kind) {
      return kind.indicator == indicator.indicator && kind.measure == "people";
    };
    if (std::any_of(plan.indicator_kinds.begin(), plan.indicator_kinds.end(), is_people))
      report_grouped(bench, indicator.value, {"indicators", row, "value"});
  }
}

/// Criteria of the linear kind divide by "for every".
void check_criteria(Workbench& bench) {
  check_grouped(bench);
  for (std::size_t row = 0; row < bench.plan.criteria.size(); ++row) {
    const Criterion& criterion = bench.plan.criteria[row];
    if (!criterion.per.is_zero() || criterion.kind != CriterionKind::linear) continue;
    bench.report(assess_problems::per_is_zero, {"criteria", row, "per"}, {criterion.code});
  }
}

Index<Item> item_of(Workbench& bench, std::size_t formula_row, Index<Unit> unit_index,
                    std::map<std::string, Index<Item>>& items) {
  const Plan& plan = bench.plan;
  const Formula& formula = plan.formulas[formula_row];
  const Programme& programme = plan.programmes[formula.programme];
  const Unit& unit = plan.units[unit_index];
  std::string code = programme.code + "/" + unit.code;
  const auto known = items.find(code);
  if (known != items.end()) return known->second;
  const Index<Item> item =
      bench.assessment.items.push_back({code, programme.name + " – " + unit.name, formula.programme,
                                        unit_index, unit.name, ItemOrigin::formula, formula_row});
  items.emplace(std::move(code), item);
  return item;
}

}  // namespace

void assess_formulas(Workbench& bench, PayerFinder& finder) {
  check_criteria(bench);
  const Plan& plan = bench.plan;
  if (plan.formulas.empty()) return;
  FormulaBook book(bench);
  std::map<std::string, Index<Item>> items;
  for (std::size_t row = 0; row < plan.formulas.size(); ++row) {
    const Formula& formula = plan.formulas[row];
    if (formula.result != FormulaResult::demand) continue;
    if (!bench.is_of_kind(formula.programme, ProgrammeKind::formula,
                          {"formulas", row, "programme"})) {
      continue;
    }
    const auto shares = book.share(row, formula.pool);
    if (!shares) continue;
    add_share_figures(bench, formula, *shares);
    for (const UnitShare& unit : shares->units) {
      DemandDraft draft;
      draft.year = formula.year;
      draft.need = unit.amount();
      add_demand(bench, finder, item_of(bench, row, unit.unit, items), draft);
    }
  }
}

namespace {

Derivation first_amount_node(const Plan& plan, std::size_t row) {
  const FirstAmount& first = plan.first_amounts[row];
  return input_node({"Khoản ấn định trước: " + plan.units[first.unit].name,
                     "Amount before the formula: " + plan.units[first.unit].name},
                    to_plain(first.amount), "dong", {"first_amounts", row, "amount"},
                    citation_of(plan, first.document));
}

/// The computed formula with its rule and values, for the derivation of one unit.
struct Opened {
  const Plan& plan;
  std::size_t row = 0;
  const FormulaShares& shares;
  RuleEvaluation& evaluation = *shares.evaluation;

  const Formula& formula() const { return plan.formulas[row]; }
  std::string citation() const { return citation_of(plan, formula().document, formula().article); }
};

Derivation unit_points_node(const Opened& open, const UnitShare& unit) {
  RuleDerivation written(open.plan, *open.shares.rule, open.evaluation, open.shares.rule->result,
                         unit.position);
  const std::string& name = open.plan.units[unit.unit].name;
  return node(Operation::sum, {"Số điểm của " + name, "Points of " + name},
              open.shares.value_text(unit), "points", written.counted(open.shares.rule->result));
}

/// Another figure of the result, as a ground: `explain` goes on there.
Derivation figure_node(Label label, std::string value, std::string_view unit,
                       const std::string& id) {
  Derivation told = node(Operation::outcome, std::move(label), std::move(value), unit, {});
  told.place = "figures[" + id + "].value";
  return told;
}

/// "points/<programme>/<year>/<unit>".
std::string figure_id(const Opened& open, std::string_view family, Index<Unit> unit) {
  return std::string(family) + "/" + open.plan.programmes[open.formula().programme].code + "/" +
         std::to_string(open.formula().year) + "/" + open.plan.units[unit].code;
}

Derivation points_figure_node(const Opened& open, const UnitShare& unit) {
  const std::string& name = open.plan.units[unit.unit].name;
  return figure_node({"Số điểm của " + name, "Points of " + name}, open.shares.value_text(unit),
                     "points", figure_id(open, "points", unit.unit));
}

constexpr std::size_t units_written_max = 12;

/// All points: each unit's where they are few, else the figure of the whole.
Derivation all_points_node(const Opened& open) {
  const std::string value = text_of(open.shares.total_points);
  if (open.shares.units.size() > units_written_max) {
    return figure_node({"Tổng số điểm", "All points"}, value, "points",
                       figure_id(open, "points", open.formula().parent) + "/total");
  }
  std::vector<Derivation> all;
  for (const UnitShare& unit : open.shares.units) all.push_back(unit_points_node(open, unit));
  return node(Operation::sum, {"Tổng số điểm", "All points"}, value, "points", std::move(all));
}

/// The figure of the whole itself: the points of every unit.
Derivation total_points_node(const Opened& open) {
  if (open.shares.units.size() <= units_written_max) return all_points_node(open);
  std::vector<Derivation> all;
  for (const UnitShare& unit : open.shares.units) all.push_back(points_figure_node(open, unit));
  return node(Operation::sum, {"Tổng số điểm", "All points"}, text_of(open.shares.total_points),
              "points", std::move(all));
}

/// Shares of the units that stand at their floor or cap.
Derivation held_shares_node(const Opened& open, Money held) {
  const Label label{"Của các đơn vị ở mức sàn, mức trần", "Held at floors and caps"};
  std::vector<Derivation> parts;
  for (const UnitShare& unit : open.shares.units) {
    if (unit.held == 0) continue;
    if (unit.amount() != unit.share)
      return node(Operation::count, label, to_plain(held), "dong", {});
    const std::string& name = open.plan.units[unit.unit].name;
    parts.push_back(figure_node(
        {"Phần của " + name, "Share of " + name}, to_plain(unit.share), "dong",
        figure_id(open, "share", unit.unit) + (unit.held > 0 ? "/cap_dong" : "/floor_dong")));
  }
  return node(Operation::sum, label, to_plain(held), "dong", std::move(parts));
}

Derivation held_points_node(const Opened& open, const Exact& held) {
  std::vector<Derivation> parts;
  for (const UnitShare& unit : open.shares.units) {
    if (unit.held != 0) parts.push_back(points_figure_node(open, unit));
  }
  return node(Operation::sum,
              {"Điểm của các đơn vị ở mức sàn, mức trần", "Points held at floors and caps"},
              text_of(held), "points", std::move(parts));
}

Derivation first_by_rule_node(const Opened& open, const UnitShare& unit) {
  const Rule& rule = *open.shares.rule;
  RuleDerivation written(open.plan, rule, open.evaluation, rule.first, unit.position);
  Derivation exact = written.of(rule.first);
  if (exact.value == to_plain(unit.first_by_rule)) return exact;
  Derivation rounded = node(Operation::round, {"Làm tròn đến đồng", "To whole dong"},
                            to_plain(unit.first_by_rule), "dong", {std::move(exact)});
  rounded.note = "half_up 0";
  return rounded;
}

Derivation pool_node(const Opened& open) {
  const Rule& rule = *open.shares.rule;
  if (rule.pool == no_node && open.formula().pool) {
    return input_node({"Số đem chia", "Pool"}, to_plain(open.shares.pool), "dong",
                      {"formulas", open.row, "pool"}, open.citation());
  }
  if (rule.pool == no_node) {  // what the unit above was given by its own formula
    Derivation given =
        node(Operation::outcome, {"Phần của đơn vị cấp trên", "Given to the unit above"},
             to_plain(open.shares.pool), "dong", {});
    given.place = "figures[points/" + open.plan.programmes[open.formula().programme].code + "/" +
                  std::to_string(open.formula().year) + "/" +
                  open.plan.units[open.formula().parent].code + "/pool_dong].value";
    given.citation = open.citation();
    return given;
  }
  RuleDerivation written(open.plan, rule, open.evaluation, rule.pool, 0);
  Derivation exact = written.of(rule.pool);
  if (exact.value == to_plain(open.shares.pool)) return exact;
  Derivation rounded = node(Operation::round, {"Số đem chia", "Pool"}, to_plain(open.shares.pool),
                            "dong", {std::move(exact)});
  rounded.note = "half_up 0";
  return rounded;
}

Derivation shared_pool_node(const Opened& open) {
  const FormulaShares& shares = open.shares;
  std::vector<Derivation> parts{pool_node(open)};
  Money by_rule;
  for (const UnitShare& unit : shares.units) {
    if (unit.first_row) parts.push_back(first_amount_node(open.plan, *unit.first_row));
    by_rule += unit.first_by_rule;
  }
  if (!by_rule.is_zero()) {
    parts.push_back(node(Operation::count,
                         {"Nhu cầu bố trí trước của các đơn vị", "Needs met first"},
                         to_plain(by_rule), "dong", {}));
  }
  Derivation rest = parts.size() == 1 ? std::move(parts.front())
                                      : node(Operation::difference,
                                             {"Còn lại để chia theo điểm", "Left to share"},
                                             to_plain(shares.rest), "dong", std::move(parts));
  const Money step = open.plan.programmes[open.formula().programme].step;
  const Money whole_steps = floor_to_step(shares.rest, step);
  if (whole_steps != shares.rest) {
    rest = node(Operation::round, {"Số bước trọn được chia", "Whole steps shared"},
                to_plain(whole_steps), "dong", {std::move(rest)});
    rest.note = "down_to_step " + to_plain(step);
  }
  const Int128 by_weight = Int128{shares.apportionment.shared_steps} * step.dong();
  if (by_weight == whole_steps.dong()) return rest;
  // Some units stand at their floor or cap; the others share what is left.
  const Money held = whole_steps - Money::from_dong(static_cast<std::int64_t>(by_weight));
  return node(Operation::difference,
              {"Còn lại cho các đơn vị chia theo điểm", "Left for those that share by points"},
              to_plain(by_weight), "dong", {std::move(rest), held_shares_node(open, held)});
}

/// A unit at its floor or cap: the limit itself is the reason.
Derivation held_node(const Opened& open, const UnitShare& own) {
  const Rule& rule = *open.shares.rule;
  const NodeIndex limit = own.held < 0 ? rule.least : rule.most;
  RuleDerivation written(open.plan, rule, open.evaluation, limit, own.position);
  Derivation result = standing_node(own.held < 0 ? Label{"Giữ ở mức sàn", "Held at its floor"}
                                                 : Label{"Giữ ở mức trần", "Held at its cap"},
                                    to_plain(own.share), "dong", {written.of(limit)});
  result.citation = open.citation();
  return result;
}

Derivation points_node(const Opened& open, const UnitShare& own) {
  if (own.held != 0) return held_node(open, own);
  Derivation total = all_points_node(open);
  const Exact& weighed = open.shares.apportionment.weight_total;
  if (weighed != open.shares.total_points) {
    const Exact held = open.shares.total_points - weighed;
    total = node(Operation::difference,
                 {"Điểm của các đơn vị chia theo điểm", "Points of those that share"},
                 text_of(weighed), "points", {std::move(total), held_points_node(open, held)});
  }
  Derivation result = node(Operation::largest_remainder, {"Phần chia theo điểm", "Share by points"},
                           to_plain(own.share), "dong",
                           {shared_pool_node(open), unit_points_node(open, own), std::move(total)});
  result.note = "step " + to_plain(open.plan.programmes[open.formula().programme].step);
  result.citation = open.citation();
  return result;
}

Derivation rates_node(const Opened& open, const UnitShare& own) {
  const Rule& rule = *open.shares.rule;
  RuleDerivation written(open.plan, rule, open.evaluation, rule.result, own.position);
  std::vector<Derivation> parts;
  for (std::size_t k = 0; k < rule.rate_rows.size(); ++k) {
    const UnitRate& rate = open.plan.rates[rule.rate_rows[k]];
    NodeIndex product = rule.rate_values[k];
    if (rule.rate_masks[k] != no_node) {
      if (written.value(rule.rate_masks[k]).value_or(Exact(0)) == 0) continue;
      product = rule.nodes[product].inputs[1];
    }
    parts.push_back(node(Operation::product, {"Số lượng × định mức", "Count × rate"},
                         text_of(written.value(product).value_or(Exact(0))), "dong",
                         {written.of(rule.nodes[product].inputs[0]),
                          input_node({"Định mức", "Unit rate"}, to_plain(rate.rate), "dong",
                                     {"rates", rule.rate_rows[k], "rate"},
                                     citation_of(open.plan, rate.document, rate.article))}));
  }
  return node(Operation::sum, {"Theo định mức", "By unit rates"}, open.shares.value_text(own),
              "dong", std::move(parts));
}

Derivation amounts_node(const Opened& open, const UnitShare& own) {
  const Rule& rule = *open.shares.rule;
  RuleDerivation written(open.plan, rule, open.evaluation, rule.result, own.position);
  std::vector<Derivation> parts = written.counted(rule.result);
  if (parts.size() == 1) return std::move(parts.front());
  return node(Operation::sum, {"Theo quy tắc", "By the rule"}, open.shares.value_text(own), "dong",
              std::move(parts));
}

Derivation amount_node(const Opened& open, const UnitShare& own) {
  Derivation sum = open.formula().method == FormulaMethod::rates ? rates_node(open, own)
                                                                 : amounts_node(open, own);
  if (sum.citation.empty()) sum.citation = open.citation();
  if (sum.value == to_plain(own.share)) return sum;
  Derivation rounded = node(Operation::round, {"Làm tròn đến đồng", "To whole dong"},
                            to_plain(own.share), "dong", {std::move(sum)});
  rounded.note = "half_up 0";
  return rounded;
}

}  // namespace

Derivation unit_points_node(const Plan& plan, std::size_t formula_row, const FormulaShares& shares,
                            const UnitShare& unit) {
  return unit_points_node(Opened{plan, formula_row, shares}, unit);
}

Derivation all_points_node(const Plan& plan, std::size_t formula_row, const FormulaShares& shares) {
  return all_points_node(Opened{plan, formula_row, shares});
}

Derivation total_points_node(const Plan& plan, std::size_t formula_row,
                             const FormulaShares& shares) {
  return total_points_node(Opened{plan, formula_row, shares});
}

Derivation pool_node(const Plan& plan, std::size_t formula_row, const FormulaShares& shares) {
  return pool_node(Opened{plan, formula_row, shares});
}

Derivation shared_pool_node(const Plan& plan, std::size_t formula_row,
                            const FormulaShares& shares) {
  return shared_pool_node(Opened{plan, formula_row, shares});
}

Derivation unit_amount_node(const Plan& plan, std::size_t formula_row, const FormulaShares& shares,
                            const UnitShare& own) {
  const Opened open{plan, formula_row, shares};
  Derivation share = open.formula().method == FormulaMethod::points ? points_node(open, own)
                                                                    : amount_node(open, own);
  std::vector<Derivation> parts;
  if (own.first_row) parts.push_back(first_amount_node(plan, *own.first_row));
  if (!own.first_by_rule.is_zero()) parts.push_back(first_by_rule_node(open, own));
  if (parts.empty()) return share;
  parts.push_back(std::move(share));
  const std::string& name = plan.units[own.unit].name;
  return node(Operation::sum, {"Số của " + name, "Amount of " + name}, to_plain(own.amount()),
              "dong", std::move(parts));
}

Derivation derive_formula(NeedGrounds& grounds, const Demand& demand) {
  const Plan& plan = grounds.plan;
  const Item& item = grounds.assessment.items[demand.item];
  const std::size_t row =
      grounds.formula_row(item.programme, plan.units[item.unit].parent, demand.year);
  const FormulaShares& shares = grounds.shares(row);
  const UnitShare* own = nullptr;
  for (const UnitShare& unit : shares.units) {
    if (unit.unit == item.unit) own = &unit;
  }
  PB_CHECK(own != nullptr);
  Derivation result = unit_amount_node(plan, row, shares, *own);
  if (own->first().is_zero() && !own->first_row) return result;
  result.label_vi = "Nhu cầu: " + item.name;
  result.label_en = "Need: " + item.name;
  return result;
}

}  // namespace phanbo
