#include "engine/distribute/distribute.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "engine/distribute/problem_kinds.hpp"
#include "engine/distribute/split.hpp"
#include "engine/distribute/stages.hpp"
#include "models/parallel.hpp"

namespace phanbo {

namespace {

using flow::Amount;
using flow::Network;
using flow::Payment;
using flow::StagesOutcome;

Money money(Amount dong) { return Money::from_dong(dong); }

LineReason reason_of(const DecidedAmount& decided) {
  if (!decided.authority.empty()) return LineReason::fixed_by_authority;
  return decided.adjustable ? LineReason::paid_before : LineReason::decided_before;
}

void add_locked_lines(const Plan& plan, const Assessment& assessment, Allocation& allocation) {
  for (const LockedAmount& locked : assessment.locked) {
    LedgerLine line;
    line.year = assessment.demands[locked.demand].year;
    line.source = locked.source;
    line.demand = locked.demand;
    line.part = Part::decided;
    line.reason = reason_of(plan.decided[locked.decided_row]);
    line.amount = locked.amount;
    allocation.ledger.push_back(line);
  }
}

/// Local sources in drawing order make up the local share; a payment may be cut in two by it.
void add_payment_lines(const Plan& plan, const Assessment& assessment, const Network& network,
                       const std::vector<Payment>& payments, const std::vector<Amount>& amounts,
                       Allocation& allocation) {
  Amount local_left = 0;
  for (std::size_t i = 0; i < payments.size(); ++i) {
    const Payment& payment = payments[i];
    const Demand& demand = assessment.demands[payment.demand];
    if (i == 0 || payments[i - 1].demand != payment.demand) {
      const Money whole = demand.locked + money(amounts[payment.demand.position()]);
      const Money share =
          scale_ceil(whole, demand.local_share_numerator, demand.local_share_denominator);
      local_left =
          std::max<Amount>(0, share.dong() - network.locked_local[payment.demand.position()]);
    }
    LedgerLine line;
    line.year = demand.year;
    line.source = payment.source;
    line.demand = payment.demand;
    Amount rest = payment.amount;
    if (plan.sources[payment.source].is_local() && local_left > 0) {
      line.part = Part::local_share;
      line.amount = money(std::min(rest, local_left));
      allocation.ledger.push_back(line);
      rest -= line.amount.dong();
      local_left -= line.amount.dong();
    }
    if (rest > 0) {
      line.part = Part::main;
      line.amount = money(rest);
      allocation.ledger.push_back(line);
    }
  }
}

/// A supplement to a lower budget leaves one source and is the money of another.
void add_transfer_lines(const Plan& plan, Allocation& allocation) {
  for (const SourceYear& row : plan.source_years) {
    const Index<Source> giver = plan.sources[row.source].transfer_from;
    if (!giver.is_set() || row.available.is_zero()) continue;
    LedgerLine line;
    line.year = row.year;
    line.source = giver;
    line.receiving_source = row.source;
    line.part = Part::transfer;
    line.reason = LineReason::supplement;
    line.amount = row.available;
    allocation.ledger.push_back(line);
  }
}

void sort_ledger(const Network& network, Allocation& allocation) {
  std::vector<std::size_t> rank(network.drawing_order.size());
  for (std::size_t i = 0; i < rank.size(); ++i) rank[network.drawing_order[i].position()] = i;
  std::stable_sort(allocation.ledger.begin(), allocation.ledger.end(),
                   [&](const LedgerLine& a, const LedgerLine& b) {
                     const bool a_transfer = a.part == Part::transfer,
                                b_transfer = b.part == Part::transfer;
                     if (a_transfer != b_transfer) return b_transfer;
                     if (a.demand != b.demand) return a.demand < b.demand;
                     if (a.source != b.source)
                       return rank[a.source.position()] < rank[b.source.position()];
                     return a.part < b.part;
                   });
}

void add_balances(const Plan& plan, const Network& network, Allocation& allocation) {
  const auto years = static_cast<std::size_t>(plan.year_count());
  std::vector<Amount> spent(plan.sources.size() * years, 0);
  for (const LedgerLine& line : allocation.ledger) {
    spent[line.source.position() * years + plan.year_position(line.year)] += line.amount.dong();
  }
  Money carried_in;
  for (std::size_t row = 0; row < plan.source_years.size(); ++row) {
    const SourceYear& entry = plan.source_years.rows()[row];
    const bool follows = row > 0 && plan.source_years.rows()[row - 1].source == entry.source &&
                         plan.source_years.rows()[row - 1].year + 1 == entry.year;
    if (!follows) carried_in = Money{};
    SourceBalance balance;
    balance.source = entry.source;
    balance.year = entry.year;
    balance.available = entry.available;
    balance.carried_in = carried_in;
    balance.reserved = entry.reserve;
    balance.allocated =
        money(spent[entry.source.position() * years + plan.year_position(entry.year)]);
    const flow::Arc carry = network.carry_arcs[row];
    balance.carried_out = carry < 0 ? Money{} : money(network.flow.flow(carry));
    balance.unallocated = balance.available + balance.carried_in - balance.reserved -
                          balance.allocated - balance.carried_out;
    carried_in = balance.carried_out;
    allocation.sources.push_back(balance);
  }
}

DemandReason reason_of(const Demand& demand, Money allocated, bool useless) {
  switch (demand.standing) {
    case Standing::conditional:
      return DemandReason::conditional;
    case Standing::no_dossier:
      return DemandReason::no_dossier;
    case Standing::nobody_may_pay:
      return DemandReason::nobody_may_pay;
    case Standing::not_chosen:
      return DemandReason::not_chosen;
    case Standing::ordinary:
      break;
  }
  if (demand.need.is_zero()) return DemandReason::nothing_needed;
  if (allocated >= demand.wanted) return DemandReason::in_full;
  if (useless) return DemandReason::below_least_useful;
  if (!demand.divisible && allocated == demand.locked) return DemandReason::whole_does_not_fit;
  return DemandReason::short_of_money;
}

void add_outcomes(const Plan& plan, const Assessment& assessment, const StagesOutcome& stages,
                  Allocation& allocation) {
  for (std::size_t d = 0; d < assessment.demands.size(); ++d) {
    const Demand& demand = assessment.demands.rows()[d];
    DemandOutcome outcome;
    outcome.allocated = demand.locked + money(stages.amounts[d]);
    outcome.shortfall = std::max(Money{}, demand.need - outcome.allocated);
    outcome.reason = reason_of(demand, outcome.allocated, stages.useless[d] != 0);
    const bool conditional = demand.standing == Standing::conditional;
    if (plan.classes[demand.priority_class].mandatory && outcome.shortfall > Money{} &&
        !conditional) {
      allocation.status = Status::shortfall;
    }
    allocation.demands.push_back(outcome);
  }
}

/// The first reason that kept money away; else in full where any year was paid.
DemandReason overall_reason(DemandReason so_far, DemandReason next) {
  const bool quiet = so_far == DemandReason::in_full || so_far == DemandReason::nothing_needed;
  if (!quiet) return so_far;
  return next == DemandReason::nothing_needed ? so_far : next;
}

void add_projects(const Assessment& assessment, Allocation& allocation) {
  for (std::size_t d = 0; d < assessment.demands.size(); ++d) {
    const Demand& demand = assessment.demands.rows()[d];
    const Item& item = assessment.items[demand.item];
    if (item.origin != ItemOrigin::project && item.origin != ItemOrigin::site) continue;
    const DemandOutcome& outcome = allocation.demands[d];
    const bool first_year =
        allocation.projects.empty() || allocation.projects.back().item != demand.item;
    if (first_year) allocation.projects.push_back({demand.item, false, "", outcome.reason});
    ProjectOutcome& project = allocation.projects.back();
    project.selected = project.selected || outcome.allocated > Money{};
    if (project.selected) project.schedule = "given";
    project.reason = overall_reason(project.reason, outcome.reason);
  }
}

bool money_is_within_limit(const Plan& plan, std::vector<Problem>& problems) {
  Int128 sum = 0;
  for (const SourceYear& row : plan.source_years) sum += row.available.dong();
  if (sum <= limit_amount_dong_max) return true;
  Problem problem{&distribute_problems::money_over_limit,
                  {},
                  {to_plain(sum), std::to_string(limit_amount_dong_max)}};
  problem.place.table = "source_years";
  problem.place.field = "available";
  problems.push_back(std::move(problem));
  return false;
}

void check_local_shares(const Plan& plan, std::vector<Problem>& problems) {
  for (std::size_t row = 0; row < plan.programmes.size(); ++row) {
    const Programme& programme = plan.programmes.rows()[row];
    if (programme.local_share_denominator <= limit_local_share_denominator_max) continue;
    Problem problem{&distribute_problems::local_share_too_fine,
                    {},
                    {programme.code, std::to_string(programme.local_share_denominator),
                     std::to_string(limit_local_share_denominator_max)}};
    problem.place.table = "programmes";
    problem.place.row = row;
    problem.place.field = "local_share_percent";
    problems.push_back(std::move(problem));
  }
}

DistributionReading distribute_once(const Plan& plan, const Assessment& assessment, int threads) {
  DistributionReading reading;
  check_local_shares(plan, reading.problems);
  if (!money_is_within_limit(plan, reading.problems)) return reading;
  Network network = flow::build_network(plan, assessment, reading.problems);
  if (has_errors(reading.problems)) return reading;
  StagesOutcome stages = flow::serve_stages(plan, assessment, network, reading.problems, threads);
  if (has_errors(reading.problems)) return reading;
  Allocation& allocation = reading.allocation;
  const std::vector<Payment> payments =
      flow::split_over_sources(plan, assessment, network, stages.amounts);
  // A payment may be cut in two by the local share.
  allocation.ledger.reserve(assessment.locked.size() + payments.size() + payments.size() / 8 +
                            plan.source_years.size());
  allocation.demands.reserve(assessment.demands.size());
  add_locked_lines(plan, assessment, allocation);
  add_payment_lines(plan, assessment, network, payments, stages.amounts, allocation);
  add_transfer_lines(plan, allocation);
  sort_ledger(network, allocation);
  add_balances(plan, network, allocation);
  add_outcomes(plan, assessment, stages, allocation);
  add_projects(assessment, allocation);
  allocation.shortfalls = std::move(stages.shortfalls);
  allocation.ties = std::move(stages.ties);
  return reading;
}

/// What a locked amount costs the other demands: the run without it, compared. Empty when there is
/// no such run.
std::optional<Money> cost_of(const Plan& plan, const Assessment& assessment,
                             const Allocation& allocation, std::size_t lock) {
  const LockedAmount& locked = assessment.locked[lock];
  Assessment without = assessment;
  without.locked.erase(without.locked.begin() + static_cast<std::ptrdiff_t>(lock));
  without.demands[locked.demand].locked -= locked.amount;
  const DistributionReading other = distribute_once(plan, without, 1);
  if (has_errors(other.problems)) return std::nullopt;
  Money cost;
  for (std::size_t d = 0; d < assessment.demands.size(); ++d) {
    if (d == locked.demand.position()) continue;
    cost +=
        std::max(Money{}, other.allocation.demands[d].allocated - allocation.demands[d].allocated);
  }
  return cost;
}

/// For every amount fixed by a named authority.
void add_authority_costs(const Plan& plan, const Assessment& assessment, int threads,
                         Allocation& allocation) {
  std::vector<std::size_t> locks;
  for (std::size_t i = 0; i < assessment.locked.size(); ++i) {
    if (!plan.decided[assessment.locked[i].decided_row].authority.empty()) locks.push_back(i);
  }
  std::vector<std::optional<Money>> costs(locks.size());
  run_jobs(threads, locks.size(),
           [&](std::size_t i) { costs[i] = cost_of(plan, assessment, allocation, locks[i]); });
  for (std::size_t i = 0; i < locks.size(); ++i) {
    if (!costs[i]) continue;
    const LockedAmount& locked = assessment.locked[locks[i]];
    allocation.figures.push_back(
        {fmt::format("authority_cost/{}@{}", demand_code(assessment, locked.demand),
                     plan.sources[locked.source].code),
         to_plain(*costs[i]), "dong"});
  }
}

}  // namespace

DistributionReading distribute(const Plan& plan, const Assessment& assessment,
                               const DistributeOptions& options) {
  DistributionReading reading = distribute_once(plan, assessment, options.threads);
  if (options.with_figures && !has_errors(reading.problems))
    add_authority_costs(plan, assessment, options.threads, reading.allocation);
  sort_problems(reading.problems);
  return reading;
}

/// local_share_too_fine is not listed: the reader finds it first, under the same id.
std::span<const ProblemKind* const> distribute_problem_kinds() {
  using namespace distribute_problems;
  static constexpr const ProblemKind* kinds[] = {
      &money_over_committed, &kept_money_over_available,       &kept_money_behind_envelope,
      &caps_cross,           &whole_schedule_needs_rank_order, &money_over_limit,
      &scores_too_fine};
  return kinds;
}

}  // namespace phanbo
