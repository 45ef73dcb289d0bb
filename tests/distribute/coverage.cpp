#include "distribute/coverage.hpp"

#include <algorithm>
#include <iomanip>
#include <ostream>
#include <set>

#include "distribute/invariants.hpp"
#include "distribute/pay_network.hpp"
#include "distribute/rules.hpp"

namespace phanbo::distribution_test {

namespace {

struct Observed {
  const Case& given;
  const Allocation& result;
};

/// Could somebody who is short get one more step if this limit were not there?
bool binds(const Observed& seen, bool Rules::*limit) {
  Rules relaxed;
  relaxed.*limit = false;
  PayNetwork network(seen.given, relaxed);
  std::vector<PayNetwork::Change> amounts;
  for (std::size_t i = 0; i < seen.result.demands.size(); ++i)
    amounts.push_back({i, served_dong(seen.given, seen.result, i)});
  if (!network.raise(amounts)) return false;
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    const Demand& demand = seen.given.assessment.demands.rows()[i];
    const PriorityClass& priority = seen.given.plan.classes[demand.priority_class];
    const bool has_no_points = priority.rule == SharingRule::by_points && demand.score.is_zero();
    if (seen.result.demands[i].reason != DemandReason::short_of_money || has_no_points ||
        !takes_part(demand)) {
      continue;
    }
    const std::int64_t wish = demand.wanted.dong() - demand.locked.dong();
    const std::int64_t more = std::min(wish, amounts[i].amount + demand.step.dong());
    if (network.can_raise({{i, more}})) return true;
  }
  return false;
}

bool has_reason(const Observed& seen, DemandReason reason) {
  return std::any_of(seen.result.demands.begin(), seen.result.demands.end(),
                     [&](const DemandOutcome& outcome) { return outcome.reason == reason; });
}

bool is_at_a_cap(const Observed& seen) {
  for (const Cap& cap : seen.given.plan.caps) {
    Money sum;
    for (std::size_t i = 0; i < seen.result.demands.size(); ++i)
      if (is_capped(seen.given, cap, seen.given.assessment.demands.rows()[i]))
        sum += seen.result.demands[i].allocated;
    if (sum == cap.amount && !sum.is_zero()) return true;
  }
  return false;
}

bool is_short_by(const Observed& seen, SharingRule rule) {
  return std::any_of(seen.result.shortfalls.begin(), seen.result.shortfalls.end(),
                     [&](const Shortfall& part) {
                       return seen.given.plan.classes[part.priority_class].rule == rule;
                     });
}

bool pays_from_several(const Observed& seen) {
  const auto& ledger = seen.result.ledger;
  for (std::size_t i = 1; i < ledger.size(); ++i)
    if (ledger[i].demand.is_set() && ledger[i].demand == ledger[i - 1].demand &&
        ledger[i].source != ledger[i - 1].source) {
      return true;
    }
  return false;
}

bool is_huge(const Observed& seen) {
  return std::any_of(seen.result.sources.begin(), seen.result.sources.end(),
                     [](const SourceBalance& row) {
                       return row.available.dong() > std::int64_t{1'000'000'000'000};
                     });
}

struct Trait {
  std::string_view name;
  bool (*holds)(const Observed&);
};

bool is_feasible(const Observed& seen) { return seen.result.shortfalls.empty(); }
bool is_short(const Observed& seen) { return !seen.result.shortfalls.empty(); }
bool is_tied(const Observed& seen) { return !seen.result.ties.empty(); }
bool has_several_parts(const Observed& seen) {
  const auto& parts = seen.result.shortfalls;
  for (std::size_t i = 1; i < parts.size(); ++i)
    if (parts[i].priority_class == parts[i - 1].priority_class &&
        parts[i].year == parts[i - 1].year)
      return true;
  return false;
}
bool carries_over(const Observed& seen) {
  return std::any_of(seen.result.sources.begin(), seen.result.sources.end(),
                     [](const SourceBalance& row) { return !row.carried_out.is_zero(); });
}
bool has_locked(const Observed& seen) { return !seen.given.assessment.locked.empty(); }

const std::vector<Trait>& traits() {
  static const std::vector<Trait> all = {
      {"feasible", is_feasible},
      {"short", is_short},
      {"tied", is_tied},
      {"at a cap", is_at_a_cap},
      {"cap-bound", [](const Observed& s) { return binds(s, &Rules::caps); }},
      {"kept money binds", [](const Observed& s) { return binds(s, &Rules::kept_money); }},
      {"ratio-bound", [](const Observed& s) { return binds(s, &Rules::local_share); }},
      {"carry-over-bound", [](const Observed& s) { return binds(s, &Rules::carry_limits); }},
      {"envelope-bound", [](const Observed& s) { return binds(s, &Rules::envelopes); }},
      {"project-limit-bound", [](const Observed& s) { return binds(s, &Rules::project_limits); }},
      {"least-useful drops",
       [](const Observed& s) { return has_reason(s, DemandReason::below_least_useful); }},
      {"whole refused",
       [](const Observed& s) { return has_reason(s, DemandReason::whole_does_not_fit); }},
      {"short in_full", [](const Observed& s) { return is_short_by(s, SharingRule::in_full); }},
      {"short in_rank_order",
       [](const Observed& s) { return is_short_by(s, SharingRule::in_rank_order); }},
      {"short pro_rata", [](const Observed& s) { return is_short_by(s, SharingRule::pro_rata); }},
      {"short by_points", [](const Observed& s) { return is_short_by(s, SharingRule::by_points); }},
      {"short max_min", [](const Observed& s) { return is_short_by(s, SharingRule::max_min); }},
      {"several parts", has_several_parts},
      {"several payers", pays_from_several},
      {"carries over", carries_over},
      {"earlier decisions", has_locked},
      {"over a trillion", is_huge},
  };
  return all;
}

}  // namespace

void Coverage::observe(const Case& given, const Allocation& result) {
  if (rows_.empty())
    for (const Trait& trait : traits()) rows_.push_back({trait.name, 0});
  ++plan_count_;
  for (std::size_t i = 0; i < rows_.size(); ++i)
    rows_[i].plans += traits()[i].holds({given, result}) ? 1U : 0U;
}

void Coverage::print(std::ostream& out) const {
  out << "coverage of " << plan_count_ << " plans\n";
  for (const Row& row : rows_) {
    const std::uint64_t per_mille = plan_count_ == 0 ? 0 : row.plans * 1000 / plan_count_;
    out << "  " << std::left << std::setw(22) << row.trait << std::right << std::setw(9)
        << row.plans << std::setw(5) << per_mille / 10 << "." << per_mille % 10 << " %\n";
  }
}

}  // namespace phanbo::distribution_test
