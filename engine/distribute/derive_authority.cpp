#include <fmt/format.h>

#include <algorithm>

#include "engine/distribute/derivation_parts.hpp"
#include "engine/distribute/distribute.hpp"

namespace phanbo {

namespace {

/// The same assessment with one locked amount set free.
Assessment without_lock(const Assessment& assessment, std::size_t position) {
  Assessment without = assessment;
  const LockedAmount& locked = assessment.locked[position];
  without.locked.erase(without.locked.begin() + static_cast<std::ptrdiff_t>(position));
  without.demands[locked.demand].locked -= locked.amount;
  return without;
}

}  // namespace

std::optional<Derivation> derive_authority_cost(const Plan& plan, const Assessment& assessment,
                                                const Allocation& allocation, std::string_view id) {
  const auto figure = std::find_if(allocation.figures.begin(), allocation.figures.end(),
                                   [&](const Figure& row) { return row.id == id; });
  if (figure == allocation.figures.end()) return std::nullopt;
  for (std::size_t i = 0; i < assessment.locked.size(); ++i) {
    const LockedAmount& locked = assessment.locked[i];
    const DecidedAmount& decided = plan.decided[locked.decided_row];
    if (decided.authority.empty()) continue;
    const std::string own =
        fmt::format("authority_cost/{}@{}", demand_code(assessment, locked.demand),
                    plan.sources[locked.source].code);
    if (own != id) continue;
    const DistributionReading other = distribute(plan, without_lock(assessment, i));
    if (has_errors(other.problems)) return std::nullopt;
    Derivation cost = derivation_node(
        {fmt::format("Số các nhu cầu khác mất vì số do {} ấn định", decided.authority),
         fmt::format("What other demands lose by the amount that {} fixed", decided.authority)},
        Operation::sum, figure->value);
    for (std::size_t d = 0; d < assessment.demands.size(); ++d) {
      const Money with = allocation.demands[d].allocated;
      const Money without = other.allocation.demands[d].allocated;
      if (d == locked.demand.position() || without <= with) continue;
      const std::string code = demand_code(assessment, Index<Demand>(d));
      const Item& item = assessment.items[assessment.demands[Index<Demand>(d)].item];
      Derivation loss = derivation_node({item.name + ", " + code, item.name + ", " + code},
                                        Operation::difference, to_plain(without - with));
      loss.children.push_back(
          derivation_node({"Được bố trí nếu không có số ấn định", "Allocated without that amount"},
                          Operation::outcome, to_plain(without)));
      loss.children.push_back(
          demand_outcome({"Được bố trí", "Allocated"}, with, code, "allocated_dong"));
      cost.children.push_back(std::move(loss));
    }
    Derivation grounds = derivation_node({"Số được ấn định", "The amount that was fixed"},
                                         Operation::grounds, "", "");
    grounds.children.push_back(input_of({"Số đã giao", "Amount decided"}, to_plain(decided.amount),
                                        {"decided", locked.decided_row, "amount"},
                                        citation_of_document(plan, decided.document)));
    cost.children.push_back(std::move(grounds));
    return cost;
  }
  return std::nullopt;
}

}  // namespace phanbo
