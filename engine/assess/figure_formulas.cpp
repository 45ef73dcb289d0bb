#include <algorithm>

#include "engine/assess/figure_derivation.hpp"
#include "engine/assess/formula_nodes.hpp"

/// points/… and share/…: what formulas give.
namespace phanbo {

namespace {

struct AskedFormula {
  std::size_t row = 0;
  FormulaShares shares;
};

std::string formula_id(const Plan& plan, const Formula& formula) {
  return plan.programmes[formula.programme].code + "/" + std::to_string(formula.year) + "/";
}

/// The money a formula shared: given, or the figure of its pool.
std::optional<Money> pool_of(const AskedFigure& asked, const Formula& formula) {
  if (formula.pool) return formula.pool;
  const std::string id = "points/" + formula_id(asked.plan, formula) +
                         asked.plan.units[formula.parent].code + "/pool_dong";
  if (!asked.has(id)) return std::nullopt;
  const auto pool = Decimal::parse(asked.other(id).value);
  PB_CHECK(pool && pool->digits() == 0);
  return Money::from_dong(pool->units());
}

/// Is the figure about this formula? It names one of its units, or, for the whole, its parent.
bool is_about(const AskedFigure& asked, const Formula& formula) {
  const std::string start =
      std::string(asked.words.front()) + "/" + formula_id(asked.plan, formula);
  if (!asked.figure.id.starts_with(start)) return false;
  const std::string rest = asked.figure.id.substr(start.size());
  const std::string code = rest.substr(0, rest.find('/'));
  const bool is_of_whole = asked.words.front() == "points" && code.size() < rest.size();
  const auto& units = asked.plan.units.rows();
  return std::any_of(units.begin(), units.end(), [&](const Unit& unit) {
    if (unit.code != code) return false;
    return is_of_whole ? asked.plan.units[formula.parent].code == code
                       : unit.parent == formula.parent;
  });
}

/// The formula that a figure "<family>/<programme>/<year>/…" is about.
std::optional<AskedFormula> formula_of(const AskedFigure& asked, Workbench& scratch) {
  for (std::size_t row = 0; row < asked.plan.formulas.size(); ++row) {
    const Formula& formula = asked.plan.formulas[row];
    if (!is_about(asked, formula)) continue;
    auto shares = FormulaBook(scratch).share(row, pool_of(asked, formula));
    if (!shares) return std::nullopt;
    return AskedFormula{row, std::move(*shares)};
  }
  return std::nullopt;
}

/// The unit whose code stands behind the formula's id; `end` is what follows it.
const UnitShare* unit_of(const AskedFigure& asked, const AskedFormula& formula,
                         std::string_view end) {
  const std::string start = std::string(asked.words.front()) + "/" +
                            formula_id(asked.plan, asked.plan.formulas[formula.row]);
  for (const UnitShare& unit : formula.shares.units) {
    if (asked.figure.id == start + asked.plan.units[unit.unit].code + std::string(end))
      return &unit;
  }
  return nullptr;
}

Derivation total_points_node(const AskedFigure& asked, const FormulaShares& shares) {
  std::vector<Derivation> all;
  for (const UnitShare& unit : shares.units) all.push_back(unit_points_node(asked.plan, unit));
  return node(Operation::sum, {"Tổng số điểm", "All points"}, shares.total_points, "points",
              std::move(all));
}

}  // namespace

std::optional<Derivation> derive_points_figure(const AskedFigure& asked) {
  Workbench scratch(asked.plan);
  const auto formula = formula_of(asked, scratch);
  if (!formula) return std::nullopt;
  if (const UnitShare* unit = unit_of(asked, *formula, ""))
    return unit_points_node(asked.plan, *unit);
  const FormulaShares& shares = formula->shares;
  if (asked.last() == "total") return total_points_node(asked, shares);
  if (asked.last() == "pool_dong") {
    const Formula& row = asked.plan.formulas[formula->row];
    if (row.pool) return pool_node(asked.plan, formula->row, shares);
    // The pool of a second step is what the first step gave the unit above.
    for (const Envelope& envelope : asked.assessment.envelopes) {
      if (envelope.programme != row.programme || envelope.year != row.year) continue;
      if (asked.plan.units[envelope.unit].parent != row.parent) continue;
      if (!envelope.parent.is_set()) continue;
      const Envelope& above = asked.assessment.envelopes[envelope.parent];
      const std::string id = "share/" + asked.plan.programmes[above.programme].code + "/" +
                             std::to_string(above.year) + "/" + asked.plan.units[above.unit].code +
                             "/amount_dong";
      return asked.node(Operation::sum, {"Số đem chia", "Pool"},
                        {asked.refer(id, {"Phần của đơn vị cấp trên", "Given to the unit above"})});
    }
    return std::nullopt;
  }
  if (asked.last() != "unshared_dong") return std::nullopt;
  std::vector<Derivation> parts{pool_node(asked.plan, formula->row, shares)};
  for (const UnitShare& unit : shares.units) {
    if (!unit.first_row) continue;
    const FirstAmount& first = asked.plan.first_amounts[*unit.first_row];
    parts.push_back(input_node(
        {"Khoản ấn định trước", "Amount before the formula"}, to_plain(first.amount), "dong",
        {"first_amounts", *unit.first_row, "amount"}, citation_of(asked.plan, first.document)));
  }
  Derivation rest = node(Operation::difference, {"Còn lại để chia theo điểm", "Left to share"},
                         to_plain(shares.rest), "dong", std::move(parts));
  return asked.node(Operation::difference, {"Không chia hết", "Not shared"},
                    {std::move(rest), shared_pool_node(asked.plan, formula->row, shares)});
}

std::optional<Derivation> derive_share_figure(const AskedFigure& asked) {
  Workbench scratch(asked.plan);
  const auto formula = formula_of(asked, scratch);
  if (!formula) return std::nullopt;
  if (const UnitShare* unit = unit_of(asked, *formula, "/amount_dong"))
    return unit_amount_node(asked.plan, formula->row, formula->shares, *unit);
  const UnitShare* unit = unit_of(asked, *formula, "/percent");
  if (unit == nullptr) return std::nullopt;
  Derivation quotient =
      node(Operation::product, {"Số điểm × 100", "Points × 100"}, "", "points",
           {unit_points_node(asked.plan, *unit),
            node(Operation::count, {"Một trăm phần", "One hundred"}, "100", "count", {})});
  const auto points = Decimal::parse(unit->points);
  if (!points) return std::nullopt;  // a fraction that no decimal holds
  quotient.value = ExactProduct().times(*points).times(Decimal::whole(100)).text();
  return asked.node(Operation::quotient, {"Tỷ lệ trong tổng số điểm", "Share of all points"},
                    {std::move(quotient), total_points_node(asked, formula->shares)});
}

}  // namespace phanbo
