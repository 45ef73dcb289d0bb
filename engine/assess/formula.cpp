#include <map>

#include "engine/assess/derivation_nodes.hpp"
#include "engine/assess/formula_nodes.hpp"
#include "engine/assess/formula_shares.hpp"
#include "engine/assess/kinds.hpp"
#include "engine/assess/problem_kinds.hpp"

namespace phanbo {

namespace {

void check_criteria(Workbench& bench) {
  for (std::size_t row = 0; row < bench.plan.criteria.size(); ++row) {
    const Criterion& criterion = bench.plan.criteria[row];
    if (!criterion.per.is_zero()) continue;
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

Derivation indicator_node(const Plan& plan, std::size_t row) {
  const Indicator& indicator = plan.indicators[row];
  const std::string& unit = plan.units[indicator.unit].name;
  return input_node({"Chỉ số " + indicator.indicator + ": " + unit,
                     "Indicator " + indicator.indicator + ": " + unit},
                    to_plain(indicator.value.reduced()), "count", {"indicators", row, "value"},
                    citation_of(plan, indicator.document));
}

std::string rounding_rule(const Criterion& criterion) {
  return std::string(to_code(criterion.rounding)) + " " + std::to_string(*criterion.digits);
}

/// a ÷ b; 128 bits hold any two decimals.
std::string quotient_text(const Decimal& a, const Decimal& b) {
  const Int128 sign = b.is_negative() ? -1 : 1;
  return exact_text(sign * a.units() * b.scale(), sign * b.units() * a.scale());
}

/// value ÷ per × points, rounded where the criterion says so.
Derivation criterion_node(const Plan& plan, const SharePart& part) {
  const Criterion& criterion = plan.criteria[part.row];
  const std::string citation = citation_of(plan, criterion.document, criterion.article);
  Derivation counted = indicator_node(plan, part.indicator_row);
  if (criterion.per != Decimal::whole(std::int64_t{1})) {
    Derivation per = input_node({"Cứ mỗi", "For every"}, to_plain(criterion.per.reduced()), "count",
                                {"criteria", part.row, "per"}, citation);
    const std::string quotient =
        quotient_text(plan.indicators[part.indicator_row].value, criterion.per);
    counted = node(Operation::quotient, {"Giá trị : cứ mỗi", "Value ÷ for every"}, quotient,
                   "count", {std::move(counted), std::move(per)});
  }
  Derivation points = input_node({"Số điểm", "Points"}, to_plain(criterion.points.reduced()),
                                 "points", {"criteria", part.row, "points"}, citation);
  Derivation exact = node(Operation::product, {criterion.name, criterion.name}, part.exact,
                          "points", {std::move(counted), std::move(points)});
  exact.citation = citation;
  if (!criterion.digits) return exact;
  Derivation rounded = node(Operation::round, {criterion.name, criterion.name}, part.value,
                            "points", {std::move(exact)});
  rounded.note = rounding_rule(criterion);
  return rounded;
}

}  // namespace

Derivation unit_points_node(const Plan& plan, const UnitShare& unit) {
  std::vector<Derivation> parts;
  for (const SharePart& part : unit.parts) parts.push_back(criterion_node(plan, part));
  const std::string& name = plan.units[unit.unit].name;
  return node(Operation::sum, {"Số điểm của " + name, "Points of " + name}, unit.points, "points",
              std::move(parts));
}

Derivation pool_node(const Plan& plan, std::size_t formula_row, const FormulaShares& shares) {
  const Formula& formula = plan.formulas[formula_row];
  const std::string citation = citation_of(plan, formula.document, formula.article);
  if (formula.pool) {
    return input_node({"Số đem chia", "Pool"}, to_plain(shares.pool), "dong",
                      {"formulas", formula_row, "pool"}, citation);
  }
  // What the unit above was given by its own formula.
  Derivation given =
      node(Operation::outcome, {"Phần của đơn vị cấp trên", "Given to the unit above"},
           to_plain(shares.pool), "dong", {});
  given.place = "figures[points/" + plan.programmes[formula.programme].code + "/" +
                std::to_string(formula.year) + "/" + plan.units[formula.parent].code +
                "/pool_dong].value";
  given.citation = citation;
  return given;
}

Derivation shared_pool_node(const Plan& plan, std::size_t formula_row,
                            const FormulaShares& shares) {
  const Formula& formula = plan.formulas[formula_row];
  std::vector<Derivation> parts{pool_node(plan, formula_row, shares)};
  for (const UnitShare& unit : shares.units) {
    if (unit.first_row) parts.push_back(first_amount_node(plan, *unit.first_row));
  }
  Derivation rest = parts.size() == 1 ? std::move(parts.front())
                                      : node(Operation::difference,
                                             {"Còn lại để chia theo điểm", "Left to share"},
                                             to_plain(shares.rest), "dong", std::move(parts));
  if (shares.rest == shares.shared) return rest;
  Derivation whole = node(Operation::round, {"Số bước trọn được chia", "Whole steps shared"},
                          to_plain(shares.shared), "dong", {std::move(rest)});
  whole.note = "down_to_step " + to_plain(plan.programmes[formula.programme].step);
  return whole;
}

Derivation points_node(const Plan& plan, std::size_t formula_row, const FormulaShares& shares,
                       const UnitShare& own) {
  std::vector<Derivation> all;
  for (const UnitShare& unit : shares.units) all.push_back(unit_points_node(plan, unit));
  const Formula& formula = plan.formulas[formula_row];
  Derivation result =
      node(Operation::largest_remainder, {"Phần chia theo điểm", "Share by points"},
           to_plain(own.share), "dong",
           {shared_pool_node(plan, formula_row, shares), unit_points_node(plan, own),
            node(Operation::sum, {"Tổng số điểm", "All points"}, shares.total_points, "points",
                 std::move(all))});
  result.note = "step " + to_plain(plan.programmes[formula.programme].step);
  result.citation = citation_of(plan, formula.document, formula.article);
  return result;
}

Derivation rates_node(const Plan& plan, std::size_t formula_row, const UnitShare& own) {
  std::vector<Derivation> parts;
  for (const SharePart& part : own.parts) {
    const UnitRate& rate = plan.rates[part.row];
    Derivation amount = node(
        Operation::product, {"Số lượng × định mức", "Count × rate"}, part.exact, "dong",
        {indicator_node(plan, part.indicator_row),
         input_node({"Định mức", "Unit rate"}, to_plain(rate.rate), "dong",
                    {"rates", part.row, "rate"}, citation_of(plan, rate.document, rate.article))});
    parts.push_back(std::move(amount));
  }
  const Formula& formula = plan.formulas[formula_row];
  Derivation sum = node(Operation::sum, {"Theo định mức", "By unit rates"}, own.exact_dong, "dong",
                        std::move(parts));
  sum.citation = citation_of(plan, formula.document, formula.article);
  if (own.exact_dong == to_plain(own.share)) return sum;
  Derivation rounded = node(Operation::round, {"Làm tròn đến đồng", "To whole dong"},
                            to_plain(own.share), "dong", {std::move(sum)});
  rounded.note = "half_up 0";
  return rounded;
}

Derivation unit_amount_node(const Plan& plan, std::size_t formula_row, const FormulaShares& shares,
                            const UnitShare& own) {
  Derivation share = plan.formulas[formula_row].method == FormulaMethod::points
                         ? points_node(plan, formula_row, shares, own)
                         : rates_node(plan, formula_row, own);
  if (!own.first_row) return share;
  const std::string& name = plan.units[own.unit].name;
  return node(Operation::sum, {"Số của " + name, "Amount of " + name}, to_plain(own.amount()),
              "dong", {first_amount_node(plan, *own.first_row), std::move(share)});
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
  Derivation share = plan.formulas[row].method == FormulaMethod::points
                         ? points_node(plan, row, shares, *own)
                         : rates_node(plan, row, *own);
  if (!own->first_row) return share;
  return node(Operation::sum, {"Nhu cầu: " + item.name, "Need: " + item.name},
              to_plain(demand.need), "dong",
              {first_amount_node(plan, *own->first_row), std::move(share)});
}

}  // namespace phanbo
