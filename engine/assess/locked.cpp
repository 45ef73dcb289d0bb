#include <algorithm>
#include <map>

#include "engine/assess/problem_kinds.hpp"
#include "engine/assess/workbench.hpp"

namespace phanbo {

Money locked_part(const DecidedAmount& decided) {
  return decided.adjustable ? decided.paid + decided.advanced : decided.amount;
}

void lock_decided_amounts(Workbench& bench) {
  Assessment& assessment = bench.assessment;
  if (bench.plan.decided.empty()) return;
  const DemandLookup lookup(assessment);
  std::map<Index<Demand>, Int128> decided_by_demand;
  for (std::size_t row = 0; row < bench.plan.decided.size(); ++row) {
    const DecidedAmount& decided = bench.plan.decided[row];
    const Index<Demand> index = lookup.find(decided.item, decided.year);
    if (!index.is_set()) {
      bench.report(assess_problems::decided_item_without_demand, {"decided", row, "item"},
                   {decided.item, std::to_string(decided.year)});
      continue;
    }
    decided_by_demand[index] += decided.amount.dong();
    const Money locked = locked_part(decided);
    if (locked <= Money()) continue;
    assessment.demands[index].locked += locked;
    assessment.locked.push_back({index, decided.source, locked, row});
  }
  // "(nếu có)": the decision gives the amount that the plan left open.
  for (const auto& [index, amount] : decided_by_demand) {
    Demand& demand = assessment.demands[index];
    if (demand.standing != Standing::conditional || amount <= 0) continue;
    const bool nobody = assessment.payer_sets[demand.payer_set].payers.empty();
    demand.standing = nobody ? Standing::nobody_may_pay : Standing::ordinary;
    demand.need = within_limit(bench, amount, "need_dong", {"decided", 0, "amount"});
  }
  std::sort(assessment.locked.begin(), assessment.locked.end(),
            [](const LockedAmount& a, const LockedAmount& b) {
              return std::tuple(a.demand, a.source, a.decided_row) <
                     std::tuple(b.demand, b.source, b.decided_row);
            });
}

}  // namespace phanbo
