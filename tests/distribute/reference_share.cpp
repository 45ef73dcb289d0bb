#include <algorithm>

#include "distribute/reference_stage.hpp"
#include "models/check.hpp"

namespace phanbo::distribution_test {

namespace {

std::int64_t rounded(const StageWork& work, const StageMember& member, Int128 amount) {
  if (amount >= member.wish) return member.wish;
  const std::int64_t whole = static_cast<std::int64_t>(amount);
  return work.rules.whole_steps ? whole / member.step * member.step : whole;
}

/// (numerator/denominator − has) ÷ step, not below 0.
Fraction remainder_of(const StageWork& work, const StageMember& member, const Fraction& exact) {
  Fraction remainder;
  remainder.numerator = std::max<Int128>(0, exact.numerator - exact.denominator * member.amount);
  remainder.denominator = exact.denominator * (work.rules.remainder_in_steps ? member.step : 1);
  return remainder;
}

void sort_candidates(const StageWork& work, std::vector<StepCandidate>& candidates) {
  std::sort(candidates.begin(), candidates.end(),
            [&](const StepCandidate& a, const StepCandidate& b) {
              const int order = compare(a.remainder, b.remainder);
              if (order != 0) return (order > 0) == work.rules.largest_remainder_first;
              const bool first = a.member->demand < b.member->demand;
              return work.rules.ties_by_code ? first : !first && a.member != b.member;
            });
}

std::vector<PayNetwork::Change> changes_of(const std::vector<StageMember>& members) {
  std::vector<PayNetwork::Change> changes;
  for (const StageMember& member : members) changes.push_back({member.demand, member.amount});
  return changes;
}

}  // namespace

namespace {

std::int64_t step_up(const StageWork& work, const StageMember& member) {
  const std::int64_t step = work.rules.whole_steps ? member.step : 1;
  return std::min(member.amount + step, member.wish);
}

/// Members [first, last) have the same remainder: one step each, in their order, where possible.
void serve_equals(StageWork& work, const std::vector<StepCandidate>& candidates, std::size_t first,
                  std::size_t last, std::vector<StepCandidate>& rose) {
  TieNote tie{"", "remainder", {}, {}};
  std::vector<char> could_rise;
  for (std::size_t i = first; i < last; ++i) {
    const StageMember& member = *candidates[i].member;
    could_rise.push_back(last - first > 1 &&
                         work.network.can_raise({{member.demand, step_up(work, member)}}));
  }
  for (std::size_t i = first; i < last; ++i) {
    StageMember& member = *candidates[i].member;
    const std::string code = demand_code(work.given.assessment, Index<Demand>(member.demand));
    if (could_rise[i - first]) tie.among.push_back(code);
    const std::int64_t more = step_up(work, member);
    if (!work.network.raise({{member.demand, more}})) continue;
    member.amount = more;
    tie.given.push_back(code);
    rose.push_back(candidates[i]);
  }
  if (tie.given.size() < tie.among.size()) work.result.ties.push_back(tie);
}

}  // namespace

namespace {

std::vector<PayNetwork::Change> after_rounds(const StageWork& work,
                                             const std::vector<StepCandidate>& candidates,
                                             std::int64_t rounds) {
  std::vector<PayNetwork::Change> changes;
  for (const StepCandidate& candidate : candidates) {
    const StageMember& member = *candidate.member;
    const Int128 more = Int128{rounds} * (step_up(work, member) - member.amount);
    const Int128 amount = std::min<Int128>(member.wish, member.amount + more);
    changes.push_back({member.demand, static_cast<std::int64_t>(amount)});
  }
  return changes;
}

/// Rounds in which everybody rises, all at once: what is possible stays possible with less, so no
/// step on the way could have been refused, whatever the order.
void give_complete_rounds(StageWork& work, std::vector<StepCandidate>& candidates) {
  const auto is_possible = [&](std::int64_t rounds) {
    return work.network.can_raise(after_rounds(work, candidates, rounds));
  };
  std::int64_t longest = 0;
  for (const StepCandidate& candidate : candidates) {
    const StageMember& member = *candidate.member;
    longest =
        std::max(longest, (member.wish - member.amount) / (step_up(work, member) - member.amount));
  }
  std::int64_t possible = 0;
  std::int64_t impossible = 1;
  while (impossible <= longest && is_possible(impossible)) {
    possible = impossible;
    impossible *= 2;
  }
  impossible = std::min(impossible, longest + 1);
  while (impossible - possible > 1) {
    const std::int64_t middle = possible + (impossible - possible) / 2;
    (is_possible(middle) ? possible : impossible) = middle;
  }
  if (possible == 0) return;
  const std::vector<PayNetwork::Change> changes = after_rounds(work, candidates, possible);
  PB_CHECK(work.network.raise(changes));
  for (std::size_t i = 0; i < candidates.size(); ++i)
    candidates[i].member->amount = changes[i].amount;
  std::erase_if(candidates, [](const StepCandidate& candidate) {
    return candidate.member->amount == candidate.member->wish;
  });
}

}  // namespace

void round_of_steps(StageWork& work, std::vector<StepCandidate>& candidates) {
  std::vector<StepCandidate> rose;
  for (std::size_t first = 0; first < candidates.size();) {
    std::size_t last = first + 1;
    while (last < candidates.size() &&
           compare(candidates[last].remainder, candidates[first].remainder) == 0) {
      ++last;
    }
    serve_equals(work, candidates, first, last, rose);
    first = last;
  }
  std::erase_if(rose, [](const StepCandidate& candidate) {
    return candidate.member->amount == candidate.member->wish;
  });
  candidates = std::move(rose);
}

std::vector<Fraction> fair_amounts_by_subsets(StageWork& work,
                                              const std::vector<StageMember>& members) {
  const std::size_t subsets = std::size_t{1} << members.size();
  const PayNetwork::State before = work.network.save();
  std::vector<Int128> reach(subsets, 0);
  std::vector<Int128> weight(subsets, 0);
  for (std::size_t set = 1; set < subsets; ++set) {
    std::vector<PayNetwork::Change> wishes;
    for (std::size_t i = 0; i < members.size(); ++i) {
      if ((set >> i & 1) == 0) continue;
      wishes.push_back({members[i].demand, members[i].wish});
      weight[set] += members[i].weight;
    }
    reach[set] = work.network.pour(wishes);
    work.network.restore(before);
  }
  std::vector<Fraction> amounts(members.size());
  for (std::size_t frozen = 0; frozen + 1 < subsets;) {
    Fraction level;
    std::size_t tight = frozen;
    for (std::size_t set = 1; set < subsets; ++set) {
      if ((set & frozen) != frozen || set == frozen) continue;
      const Fraction here{reach[set] - reach[frozen], weight[set] - weight[frozen]};
      const int order = tight == frozen ? -1 : compare(here, level);
      if (order < 0) tight = set;
      if (order < 0) level = here;
      if (order == 0) tight |= set;
    }
    if (!work.rules.others_go_on) tight = subsets - 1;
    for (std::size_t i = 0; i < members.size(); ++i) {
      if ((tight >> i & 1) != 0 && (frozen >> i & 1) == 0)
        amounts[i] = {members[i].weight * level.numerator, level.denominator};
    }
    frozen = tight;
  }
  return amounts;
}

namespace {

/// What a group of members can get beyond the amounts that stand.
Int128 reach_of(StageWork& work, const std::vector<StageMember>& members) {
  const PayNetwork::State before = work.network.save();
  std::vector<PayNetwork::Change> wishes;
  for (const StageMember& member : members) wishes.push_back({member.demand, member.wish});
  const Int128 reach = work.network.pour(wishes);
  work.network.restore(before);
  return reach;
}

/// Splits `active` at the level: who cannot get weight × level, or could not get more, is stuck.
/// The level is possible when nobody lacks anything.
struct Trial {
  bool possible = false;
  std::vector<StageMember> stuck;
};

Trial try_level(StageWork& work, const std::vector<StageMember>& active, const Fraction& level) {
  Flow scaled = work.network.flow;
  for (Flow::Arc arc = 0; arc < scaled.arc_count(); arc += 2) {
    // Both directions, so that the flow is scaled with the capacities.
    const Int128 amount = scaled.flow(arc);
    const Int128 capacity = scaled.capacity(arc);
    scaled.push(arc, -amount);
    scaled.set_capacity(arc, capacity * level.denominator);
    scaled.push(arc, amount * level.denominator);
  }
  Int128 asked = 0;
  for (const StageMember& member : active) {
    const Int128 amount = member.weight * level.numerator;
    scaled.set_capacity(work.network.demands[member.demand].amount_arc, amount);
    asked += amount;
  }
  Trial trial;
  trial.possible = scaled.augment(work.network.money, work.network.sink) == asked;
  const std::vector<char> can_rise = scaled.reached_from(work.network.money);
  for (const StageMember& member : active) {
    const bool has_wish = member.weight * level.numerator >= level.denominator * member.wish;
    const bool is_reached = can_rise[work.network.demands[member.demand].node] != 0;
    if (!is_reached || (trial.possible && has_wish)) trial.stuck.push_back(member);
  }
  return trial;
}

}  // namespace

std::vector<Fraction> fair_amounts_by_flows(StageWork& work,
                                            const std::vector<StageMember>& members) {
  const PayNetwork::State before = work.network.save();
  std::vector<Fraction> amounts(members.size());
  std::vector<StageMember> active = members;
  while (!active.empty()) {
    Fraction level{active[0].wish, active[0].weight};
    for (const StageMember& member : active) {
      const Fraction own{member.wish, member.weight};
      if (compare(own, level) < 0) level = own;
    }
    Trial trial = try_level(work, active, level);
    while (!trial.possible) {
      Int128 weight = 0;
      for (const StageMember& member : trial.stuck) weight += member.weight;
      level = {reach_of(work, trial.stuck), weight};
      trial = try_level(work, active, level);
    }
    PB_CHECK(!trial.stuck.empty());
    if (!work.rules.others_go_on) trial.stuck = active;
    std::vector<PayNetwork::Change> wishes;
    for (const StageMember& stuck : trial.stuck) {
      for (std::size_t i = 0; i < members.size(); ++i)
        if (members[i].demand == stuck.demand)
          amounts[i] = {stuck.weight * level.numerator, level.denominator};
      std::erase_if(active, [&](const StageMember& m) { return m.demand == stuck.demand; });
      wishes.push_back({stuck.demand, stuck.wish});
    }
    // They take whatever they can reach together; how they divide it does not matter to others.
    work.network.pour(wishes);
  }
  work.network.restore(before);
  return amounts;
}

void share_exactly(StageWork& work, std::vector<StageMember>& members) {
  constexpr std::size_t few = 5;
  const std::vector<Fraction> exact = members.size() <= few ? fair_amounts_by_subsets(work, members)
                                                            : fair_amounts_by_flows(work, members);
  std::vector<StepCandidate> candidates;
  for (std::size_t i = 0; i < members.size(); ++i) {
    const Fraction& amount = exact[i];
    members[i].amount = rounded(work, members[i], amount.numerator / amount.denominator);
    if (!work.rules.rounds_down && members[i].amount < members[i].wish) {
      const std::int64_t up = std::min(members[i].amount + members[i].step, members[i].wish);
      if (work.network.can_raise({{members[i].demand, up}})) members[i].amount = up;
      work.network.raise({{members[i].demand, members[i].amount}});
    }
    if (members[i].amount < members[i].wish)
      candidates.push_back({&members[i], remainder_of(work, members[i], amount)});
  }
  PB_CHECK(work.network.raise(changes_of(members)) || !work.rules.rounds_down);
  if (!work.rules.single_steps) return;
  sort_candidates(work, candidates);
  while (!candidates.empty()) {
    if (work.rules.steps_repeat) give_complete_rounds(work, candidates);
    round_of_steps(work, candidates);
    if (!work.rules.steps_repeat) return;
  }
}

namespace {

struct Levels {
  StageWork& work;
  std::vector<StageMember*> active;
  Int128 weights = 0;  ///< W

  std::int64_t amount_at(const StageMember& member, Int128 level) const {
    const Int128 share = member.weight * level;
    if (share >= weights * member.wish) return member.wish;
    return std::max(member.amount, rounded(work, member, share / weights));
  }
  std::vector<PayNetwork::Change> changes_at(Int128 level) const {
    std::vector<PayNetwork::Change> changes;
    for (const StageMember* member : active)
      changes.push_back({member->demand, amount_at(*member, level)});
    return changes;
  }
  Int128 greatest_level() const {
    Int128 highest = 0;  // everybody has his wish
    for (const StageMember* member : active) {
      const Int128 needed = (weights * member->wish + member->weight - 1) / member->weight;
      highest = std::max(highest, needed);
    }
    if (work.network.can_raise(changes_at(highest))) return highest;
    Int128 possible = 0;
    Int128 impossible = highest;
    while (impossible - possible > 1) {
      const Int128 middle = possible + (impossible - possible) / 2;
      (work.network.can_raise(changes_at(middle)) ? possible : impossible) = middle;
    }
    return possible;
  }
};

}  // namespace

void share_by_levels(StageWork& work, std::vector<StageMember>& members) {
  Levels levels{work, {}, 0};
  for (StageMember& member : members) {
    levels.active.push_back(&member);
    levels.weights += member.weight;
  }
  while (!levels.active.empty()) {
    const Int128 level = levels.greatest_level();
    PB_CHECK(work.network.raise(levels.changes_at(level)));
    std::vector<StepCandidate> candidates;
    for (StageMember* member : levels.active) {
      member->amount = levels.amount_at(*member, level);
      if (member->amount == member->wish) continue;
      const Fraction exact{member->weight * level, levels.weights};
      candidates.push_back({member, remainder_of(work, *member, exact)});
    }
    if (!work.rules.single_steps) return;
    sort_candidates(work, candidates);
    round_of_steps(work, candidates);
    levels.active.clear();
    for (const StepCandidate& candidate : candidates) levels.active.push_back(candidate.member);
    if (!work.rules.steps_repeat) return;
    // The order of members has no meaning to the levels.
  }
}

}  // namespace phanbo::distribution_test
