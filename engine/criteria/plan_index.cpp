#include "engine/criteria/plan_index.hpp"

#include <algorithm>

namespace phanbo {

PlanIndex::PlanIndex(const Plan& plan) : plan_(plan) {
  const std::size_t count = plan.units.size();
  children_.fill(count, plan.units.rows(), [&](const Unit& unit) {
    return unit.parent.is_set() ? unit.parent.position() : count;
  });
  indicators_.fill(count, plan.indicators,
                   [](const Indicator& row) { return row.unit.position(); });
  statuses_.fill(count, plan.statuses, [](const UnitStatus& row) { return row.unit.position(); });
  lineage_.fill(count, plan.lineage, [](const Lineage& row) { return row.successor.position(); });
}

bool PlanIndex::has_status(Index<Unit> unit, std::string_view status, int year) const {
  Date day{year, 1, 1};
  const auto& begins = plan_.units[unit].valid_from;
  if (begins && day < *begins) day = *begins;
  const auto rows = statuses_.of(unit.position());
  return std::any_of(rows.begin(), rows.end(), [&](std::uint32_t row) {
    return plan_.statuses[row].status == status && plan_.statuses[row].holds_on(day);
  });
}

std::vector<Index<Unit>> PlanIndex::units_of(const Formula& formula) const {
  std::vector<Index<Unit>> units;
  const auto& kinds = formula.unit_kinds;
  for (const std::uint32_t position : children_of(formula.parent)) {
    const Unit& unit = plan_.units.rows()[position];
    if (!kinds.empty() && std::find(kinds.begin(), kinds.end(), unit.kind) == kinds.end()) continue;
    if (unit.valid_from && *unit.valid_from > Date{formula.year, 12, 31}) continue;
    if (unit.valid_to && *unit.valid_to < Date{formula.year, 1, 1}) continue;
    units.emplace_back(position);
  }
  return units;
}

std::size_t PlanIndex::indicator_row(Index<Unit> unit, std::string_view name, int year) const {
  std::size_t for_all_years = none;
  for (const std::uint32_t row : indicators_of(unit)) {
    const Indicator& indicator = plan_.indicators[row];
    if (indicator.indicator != name) continue;
    if (indicator.year == year) return row;
    if (!indicator.year) for_all_years = row;
  }
  return for_all_years;
}

}  // namespace phanbo
