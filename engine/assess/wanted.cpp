#include "engine/assess/problem_kinds.hpp"
#include "engine/assess/workbench.hpp"

namespace phanbo {

namespace {

bool rounds_up(ItemOrigin origin) {
  return origin == ItemOrigin::entitlement || origin == ItemOrigin::top_up ||
         origin == ItemOrigin::formula;
}

/// A computed need is asked for in the next whole step; a given one never asks for more than given.
Money whole_steps(Money need, Money step, ItemOrigin origin) {
  const Money down = floor_to_step(need, step);
  return down == need || !rounds_up(origin) ? down : down + step;
}

}  // namespace

void settle_wanted_amounts(Workbench& bench) {
  Assessment& assessment = bench.assessment;
  for (std::size_t i = 0; i < assessment.demands.size(); ++i) {
    Demand& demand = assessment.demands.rows()[i];
    if (demand.standing == Standing::ordinary) {
      const ItemOrigin origin = assessment.items[demand.item].origin;
      demand.wanted = whole_steps(demand.need, demand.step, origin);
      if (demand.wanted != demand.need) {
        assessment.roundings.push_back(
            {demand_code(assessment, Index<Demand>(i)),
             (rounds_up(origin) ? "up_to_step " : "down_to_step ") + to_plain(demand.step),
             to_plain(demand.need), to_plain(demand.wanted)});
      }
    }
    if (demand.locked > demand.wanted) demand.wanted = demand.locked;
  }
}

void check_limits(Workbench& bench) {
  const Assessment& assessment = bench.assessment;
  Int128 need = 0;
  for (const Demand& demand : assessment.demands) need += demand.need.dong();
  within_limit(bench, need, "total_need_dong", {});
  if (assessment.demands.size() > limit_demand_years_max) {
    bench.report(assess_problems::over_limit, {},
                 {"demand_years", std::to_string(assessment.demands.size()),
                  std::to_string(limit_demand_years_max)});
  }
}

}  // namespace phanbo
