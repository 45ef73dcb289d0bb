#include <algorithm>
#include <tuple>

#include "distribute/reference_stage.hpp"

namespace phanbo::distribution_test {

namespace {

/// Rank as a number that grows with later places; 0 comes after all ranks.
int place_of(const Demand& demand, const Rules& rules) {
  const bool unranked = demand.rank == 0;
  if (unranked) return rules.unranked_last ? 1'000'000 : -1'000'000;
  return rules.low_ranks_first ? demand.rank : -demand.rank;
}

/// Does `a` stand before `b` in rank order? Positions are in the order of code, then year.
bool stands_before(const StageWork& work, std::size_t a, std::size_t b) {
  const int place_a = place_of(work.demand(a), work.rules);
  const int place_b = place_of(work.demand(b), work.rules);
  if (place_a != place_b) return place_a < place_b;
  const auto by_score = work.demand(a).score <=> work.demand(b).score;
  if (by_score != 0) return (by_score > 0) == work.rules.high_scores_first;
  return work.rules.ties_by_code ? a < b : a > b;
}

bool is_whole_item(const StageWork& work, std::size_t position) {
  return !work.demand(position).divisible && work.rules.whole_items;
}

std::int64_t greatest_possible(StageWork& work, const StageMember& member) {
  if (work.network.can_raise({{member.demand, member.wish}})) return member.wish;
  const std::int64_t step = work.rules.whole_steps ? member.step : 1;
  std::int64_t possible = 0;
  std::int64_t impossible = member.wish / step + 1;
  while (impossible - possible > 1) {
    const std::int64_t middle = possible + (impossible - possible) / 2;
    const std::int64_t amount = std::min(middle * step, member.wish);
    (work.network.can_raise({{member.demand, amount}}) ? possible : impossible) = middle;
  }
  return possible * step;
}

void serve_whole_item(StageWork& work, const std::vector<StageMember>& members,
                      std::size_t position) {
  std::vector<PayNetwork::Change> all_years;
  for (const StageMember& member : members) {
    if (work.demand(member).item != work.demand(position).item) continue;
    if (!is_whole_item(work, member.demand)) continue;
    if (!work.rules.all_years_of_whole_items && member.demand != position) continue;
    all_years.push_back({member.demand, member.wish});
  }
  if (work.network.raise(all_years)) return;
  for (const PayNetwork::Change& change : all_years)
    work.result.reasons[change.demand] = DemandReason::whole_does_not_fit;
}

bool is_first_year(const StageWork& work, const std::vector<StageMember>& members,
                   std::size_t position) {
  if (!work.rules.all_years_of_whole_items) return true;
  return std::none_of(members.begin(), members.end(), [&](const StageMember& member) {
    return work.demand(member).item == work.demand(position).item &&
           is_whole_item(work, member.demand) && member.demand < position;
  });
}

}  // namespace

void serve_by_rank(StageWork& work, std::vector<StageMember> members) {
  std::sort(members.begin(), members.end(), [&](const StageMember& a, const StageMember& b) {
    return stands_before(work, a.demand, b.demand);
  });
  for (const StageMember& member : members) {
    if (is_whole_item(work, member.demand)) {
      if (is_first_year(work, members, member.demand))
        serve_whole_item(work, members, member.demand);
      continue;
    }
    const std::int64_t amount = greatest_possible(work, member);
    const Demand& demand = work.demand(member);
    const bool is_exempt = amount == member.wish && work.rules.least_useful_only_below_wish;
    const bool is_useless = demand.locked.dong() + amount < demand.least_useful.dong();
    if (is_useless && !is_exempt && work.rules.least_useful) {
      if (amount > 0) work.result.reasons[member.demand] = DemandReason::below_least_useful;
      continue;
    }
    work.network.raise({{member.demand, amount}});
  }
}

namespace {

/// Weights by the rule of the class; scores all scaled alike.
void set_weights(StageWork& work, std::vector<StageMember>& members) {
  const SharingRule rule = work.given.plan.classes[work.priority_class].rule;
  for (StageMember& member : members) {
    const Demand& demand = work.demand(member);
    if (rule == SharingRule::by_points) {
      const Decimal& score = demand.score;
      const std::int64_t finer = Decimal::power_of_ten(Decimal::digits_max - 6 - score.digits());
      member.weight = Int128{score.units()} * finer;
      if (!work.rules.points_in_fine_digits) member.weight /= 1'000'000;
    } else if (rule == SharingRule::max_min) {
      member.weight = 1;
    } else {
      member.weight = work.rules.weights_without_locked ? member.wish : demand.wanted.dong();
    }
    if (!work.rules.weights_by_rule) member.weight = 1;
  }
}

bool caps_can_bind(StageWork& work, const std::vector<StageMember>& members) {
  std::vector<std::int64_t> amounts = work.network.amounts();
  for (const StageMember& member : members) amounts[member.demand] = member.wish;
  for (std::size_t cap = 0; cap < work.network.caps.size(); ++cap) {
    Int128 sum = 0;
    for (std::size_t i = 0; i < amounts.size(); ++i)
      if (is_capped(work.given, work.given.plan.caps[cap], work.demand(i))) sum += amounts[i];
    if (sum > work.network.caps[cap].capacity) return true;
  }
  return false;
}

bool has_local_share(StageWork& work, const std::vector<StageMember>& members) {
  return std::any_of(members.begin(), members.end(), [&](const StageMember& member) {
    return work.demand(member).local_share_numerator > 0;
  });
}

/// The stage for these members; true when all got all they want.
bool share_once(StageWork& work, std::vector<StageMember>& members) {
  std::vector<PayNetwork::Change> wishes;
  for (const StageMember& member : members) wishes.push_back({member.demand, member.wish});
  if (work.network.raise(wishes)) {
    for (StageMember& member : members) member.amount = member.wish;
    return true;
  }
  const bool levels = has_local_share(work, members) || caps_can_bind(work, members);
  std::vector<StageMember> sharing;
  for (StageMember& member : members) {
    member.amount = 0;
    if (member.weight > 0) sharing.push_back(member);
    work.result.served_by_levels[member.demand] = levels;
  }
  if (sharing.empty()) return false;
  (levels ? share_by_levels : share_exactly)(work, sharing);
  for (const StageMember& shared : sharing)
    for (StageMember& member : members)
      if (member.demand == shared.demand) member.amount = shared.amount;
  return false;
}

/// Of the members with a useless amount the one that is dropped; members.size() when there is none.
std::size_t find_useless(const StageWork& work, const std::vector<StageMember>& members) {
  std::size_t lowest = members.size();
  for (std::size_t i = 0; i < members.size(); ++i) {
    const Demand& demand = work.demand(members[i]);
    const bool is_useless = members[i].amount > 0 &&
                            demand.locked.dong() + members[i].amount < demand.least_useful.dong();
    if (!is_useless || !work.rules.least_useful) continue;
    if (work.rules.least_useful_only_below_wish && members[i].amount == members[i].wish) continue;
    const bool first = lowest == members.size();
    if (first || stands_before(work, members[lowest].demand, members[i].demand) ==
                     work.rules.least_useful_drops_lowest) {
      lowest = i;
    }
  }
  return lowest;
}

/// The stage is known to be short: members without points are out from the beginning.
void share(StageWork& work, std::vector<StageMember> members) {
  const PayNetwork::State before = work.network.save();
  set_weights(work, members);
  if (work.rules.no_points_no_part)
    std::erase_if(members, [](const StageMember& member) { return member.weight == 0; });
  while (true) {
    const std::size_t ties_before = work.result.ties.size();
    work.network.restore(before);
    if (share_once(work, members)) return;
    std::size_t useless = find_useless(work, members);
    if (useless == members.size()) return;
    work.result.ties.resize(ties_before);
    while (useless < members.size()) {
      work.result.reasons[members[useless].demand] = DemandReason::below_least_useful;
      members.erase(members.begin() + static_cast<std::ptrdiff_t>(useless));
      useless = work.rules.least_useful_one_by_one ? members.size() : find_useless(work, members);
    }
  }
}

void serve_stage(StageWork work) {
  std::vector<StageMember> members;
  std::vector<PayNetwork::Change> wishes;
  for (std::size_t i = 0; i < work.given.assessment.demands.size(); ++i) {
    const Demand& demand = work.demand(i);
    const bool is_member = takes_part(demand) && demand.priority_class == work.priority_class &&
                           (!work.year || *work.year == demand.year);
    if (!is_member) continue;
    members.push_back({i, demand.wanted.dong() - demand.locked.dong(), demand.step.dong(), 0, 0});
    wishes.push_back({i, members.back().wish});
  }
  if (members.empty() || work.network.raise(wishes)) return;
  for (const StageMember& member : members)
    work.result.reasons[member.demand] = DemandReason::short_of_money;
  for (Shortfall& part : find_reference_shortfalls(work, members))
    work.result.shortfalls.push_back(std::move(part));
  const SharingRule rule = work.given.plan.classes[work.priority_class].rule;
  if (rule == SharingRule::in_rank_order)
    serve_by_rank(work, std::move(members));
  else
    share(work, std::move(members));
}

DemandReason reason_at_first(const Demand& demand) {
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
  return demand.need.is_zero() ? DemandReason::nothing_needed : DemandReason::in_full;
}

}  // namespace

ReferenceAmounts reference_amounts(const Case& given, const Rules& rules) {
  const Plan& plan = given.plan;
  ReferenceAmounts result;
  const std::size_t count = given.assessment.demands.size();
  for (const Demand& demand : given.assessment.demands)
    result.reasons.push_back(reason_at_first(demand));
  result.served_by_levels.assign(count, 0);
  PayNetwork network(given, rules);
  std::vector<std::tuple<int, int, std::size_t>> stages;  // year (or 0), order, class
  const bool by_year = (plan.class_order == ClassOrder::by_year) == rules.year_order;
  for (std::size_t c = 0; c < plan.classes.size(); ++c) {
    const int order = plan.classes.rows()[c].order;
    const int place = rules.class_order ? order : -order;
    for (int year = plan.first_year; year <= plan.last_year; ++year)
      if (by_year || year == plan.first_year) stages.emplace_back(by_year ? year : 0, place, c);
  }
  std::sort(stages.begin(), stages.end());
  for (const auto& [year, place, c] : stages) {
    serve_stage({given, rules, network, Index<PriorityClass>(c),
                 by_year ? std::optional<int>(year) : std::nullopt, result});
  }
  result.amounts = network.amounts();
  for (std::size_t i = 0; i < count; ++i) {
    const Demand& demand = given.assessment.demands.rows()[i];
    if (takes_part(demand) && !demand.need.is_zero() &&
        result.amounts[i] == demand.wanted.dong() - demand.locked.dong())
      result.reasons[i] = DemandReason::in_full;
  }
  return result;
}

}  // namespace phanbo::distribution_test
