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

}  // namespace

std::optional<Derivation> derive_points_figure(const AskedFigure& asked) {
  Workbench scratch(asked.plan);
  const auto formula = formula_of(asked, scratch);
  if (!formula) return std::nullopt;
  if (const UnitShare* unit = unit_of(asked, *formula, ""))
    return unit_points_node(asked.plan, formula->row, formula->shares, *unit);
  const FormulaShares& shares = formula->shares;
  if (asked.last() == "total") return total_points_node(asked.plan, formula->row, shares);
  if (asked.last() == "pool_dong") {
    const Formula& row = asked.plan.formulas[formula->row];
    if (row.pool || !row.pool_rule.empty()) return pool_node(asked.plan, formula->row, shares);
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
    if (!unit.first_by_rule.is_zero()) {
      parts.push_back(node(Operation::count, {"Nhu cầu bố trí trước", "Need met first"},
                           to_plain(unit.first_by_rule), "dong", {}));
    }
    if (!unit.first_row) continue;
    const FirstAmount& first = asked.plan.first_amounts[*unit.first_row];
    parts.push_back(input_node(
        {"Khoản ấn định trước", "Amount before the formula"}, to_plain(first.amount), "dong",
        {"first_amounts", *unit.first_row, "amount"}, citation_of(asked.plan, first.document)));
  }
  Derivation rest = node(Operation::difference, {"Còn lại để chia theo điểm", "Left to share"},
                         to_plain(shares.rest), "dong", std::move(parts));
  const bool is_limited = std::any_of(shares.units.begin(), shares.units.end(),
                                      [](const UnitShare& unit) { return unit.held != 0; });
  Derivation shared = is_limited ? node(Operation::count, {"Đã chia", "Shared"},
                                        to_plain(shares.shared), "dong", {})
                                 : shared_pool_node(asked.plan, formula->row, shares);
  return asked.node(Operation::difference, {"Không chia hết", "Not shared"},
                    {std::move(rest), std::move(shared)});
}

std::optional<Derivation> derive_share_figure(const AskedFigure& asked) {
  Workbench scratch(asked.plan);
  const auto formula = formula_of(asked, scratch);
  if (!formula) return std::nullopt;
  if (const UnitShare* unit = unit_of(asked, *formula, "/amount_dong"))
    return unit_amount_node(asked.plan, formula->row, formula->shares, *unit);
  for (const std::string_view end : {"/floor_dong", "/cap_dong"}) {
    if (const UnitShare* unit = unit_of(asked, *formula, end))
      return unit_amount_node(asked.plan, formula->row, formula->shares, *unit);
  }
  const UnitShare* unit = unit_of(asked, *formula, "/percent");
  if (unit == nullptr) return std::nullopt;
  const FormulaShares& shares = formula->shares;
  Derivation quotient =
      node(Operation::product, {"Số điểm × 100", "Points × 100"},
           text_of(Exact(shares.value_of(*unit) * 100)), "points",
           {unit_points_node(asked.plan, formula->row, shares, *unit),
            node(Operation::count, {"Một trăm phần", "One hundred"}, "100", "count", {})});
  return asked.node(Operation::quotient, {"Tỷ lệ trong tổng số điểm", "Share of all points"},
                    {std::move(quotient), all_points_node(asked.plan, formula->row, shares)});
}

}  // namespace phanbo
