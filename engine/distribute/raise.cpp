#include <fmt/format.h>

#include <algorithm>

#include "engine/distribute/stage.hpp"

namespace phanbo::flow {

Raiser::Raiser(StageContext& context)
    : context_(context), dead_(static_cast<std::size_t>(context.network.flow.node_count()), 0) {}

void Raiser::forget_dead() {
  // What is dead stays dead only while flow is added; undoing a trial or opening a gate may revive
  // it.
  if (any_dead_) std::fill(dead_.begin(), dead_.end(), char{0});
  any_dead_ = false;
}

Amount Raiser::room_under_caps(const Member& member) const {
  Amount room = unlimited;
  for (int cap = context_.group(member).cap; cap >= 0;) {
    const CapNode& node = context_.network.caps[static_cast<std::size_t>(cap)];
    room = std::min(room, context_.network.flow.residual(node.arc));
    cap = node.parent;
  }
  return room;
}

void Raiser::book(Member& member, Amount increase) {
  FlowNetwork<Amount>& flow = context_.network.flow;
  const Group& group = context_.group(member);
  flow.set_capacity(group.amount_arc, flow.flow(group.amount_arc) + increase);
  flow.push(group.amount_arc, increase);
  for (int cap = group.cap; cap >= 0;) {
    const CapNode& node = context_.network.caps[static_cast<std::size_t>(cap)];
    flow.push(node.arc, increase);
    cap = node.parent;
  }
  member.amount += increase;
}

bool Raiser::raise_in_trial(Member& member, Amount increase) {
  if (increase > room_under_caps(member)) return false;
  FlowNetwork<Amount>& flow = context_.network.flow;
  Group& group = context_.group(member);
  if (group.gate >= 0) {
    flow.set_capacity(group.gate_arc, other_money_at_most(context_.network, context_.assessment,
                                                          member.demand, member.amount + increase));
    forget_dead();
  }
  if (dead_[static_cast<std::size_t>(group.node)]) return false;
  const Amount arrived = flow.augment_into(context_.network.money, group.node, increase, dead_);
  any_dead_ = any_dead_ || arrived < increase;
  pushed_in_trial_ = pushed_in_trial_ || arrived > 0;
  if (arrived < increase) return false;
  book(member, increase);
  return true;
}

bool Raiser::raise(Member& member, Amount increase) {
  context_.network.flow.begin_trial();
  pushed_in_trial_ = false;
  if (raise_in_trial(member, increase)) {
    context_.network.flow.keep();
    return true;
  }
  context_.network.flow.undo();
  if (pushed_in_trial_) forget_dead();
  return false;
}

Amount Raiser::raise_up_to(Member& member, Amount increase) {
  FlowNetwork<Amount>& flow = context_.network.flow;
  const Group& group = context_.group(member);
  const Amount wanted = std::min(increase, room_under_caps(member));
  if (wanted <= 0 || dead_[static_cast<std::size_t>(group.node)]) return 0;
  flow.begin_trial();
  const Amount arrived = flow.augment_into(context_.network.money, group.node, wanted, dead_);
  const Amount usable = in_whole_steps(context_, member, arrived);
  if (usable == arrived) {
    any_dead_ = any_dead_ || arrived < wanted;
    book(member, usable);
    flow.keep();
    return usable;
  }
  flow.undo();
  any_dead_ = true;
  forget_dead();
  if (usable > 0) PB_CHECK(raise(member, usable));
  return usable;
}

bool Raiser::raise_all(const std::vector<Member*>& members) {
  context_.network.flow.begin_trial();
  bool all = true;
  for (Member* member : members)
    all = all && raise_in_trial(*member, member->wish - member->amount);
  if (all) {
    context_.network.flow.keep();
    return true;
  }
  context_.network.flow.undo();
  for (Member* member : members) member->amount = 0;
  forget_dead();
  return false;
}

Amount in_whole_steps(const StageContext& context, const Member& member, Amount amount) {
  if (amount >= member.wish) return member.wish;
  const Amount step = context.demand(member).step.dong();
  return amount / step * step;
}

Amount one_step_up(const StageContext& context, const Member& member) {
  return std::min(member.wish, member.amount + context.demand(member).step.dong());
}

int compare(const Remainder& a, const Remainder& b) {
  Int128 a_numerator = a.numerator, a_denominator = a.denominator;
  Int128 b_numerator = b.numerator, b_denominator = b.denominator;
  // Continued fractions: compare whole parts, then the reciprocals of what is left.
  for (int sign = 1;; sign = -sign) {
    const Int128 a_whole = a_numerator / a_denominator, b_whole = b_numerator / b_denominator;
    if (a_whole != b_whole) return a_whole < b_whole ? -sign : sign;
    a_numerator %= a_denominator;
    b_numerator %= b_denominator;
    if (a_numerator == 0 || b_numerator == 0) {
      if (a_numerator == b_numerator) return 0;
      return a_numerator == 0 ? -sign : sign;
    }
    std::swap(a_numerator, a_denominator);
    std::swap(b_numerator, b_denominator);
  }
}

bool Raiser::could_raise(Member& member, Amount increase) {
  const Amount before = member.amount;
  context_.network.flow.begin_trial();
  pushed_in_trial_ = false;
  const bool possible = raise_in_trial(member, increase);
  context_.network.flow.undo();
  member.amount = before;
  if (pushed_in_trial_) forget_dead();
  return possible;
}

namespace {

/// The candidates [first, last) have the same remainder; they rise in the order of codes.
struct Run {
  std::size_t first = 0;
  std::size_t last = 0;
};

/// Whether the code decided: some rose, and another could have risen when the first of them had its
/// turn. Goes back to that state, asks, and repeats what was done.
void note_tie(StageContext& context, Raiser& raiser, const std::vector<Candidate>& candidates,
              const Run& run, const std::vector<char>& rose) {
  TieNote note{context.plan.classes[context.stage.priority_class].code, "remainder", {}, {}};
  std::vector<std::pair<Member*, Amount>> risen;
  context.network.flow.back_to_mark();
  raiser.forget_dead();
  for (std::size_t i = run.first; i < run.last; ++i) {
    if (!rose[i]) continue;
    Member& member = *candidates[i].member;
    const Amount step = candidates[i].increase;
    member.amount -= step;
    risen.emplace_back(&member, step);
  }
  bool refused_could = false;
  for (std::size_t i = run.first; i < run.last; ++i) {
    Member& member = *candidates[i].member;
    if (candidates[i].increase == 0 || !raiser.could_raise(member, candidates[i].increase))
      continue;
    note.among.push_back(demand_code(context.assessment, member.demand));
    if (rose[i]) note.given.push_back(note.among.back());
    refused_could = refused_could || !rose[i];
  }
  for (const auto& [member, step] : risen) PB_CHECK(raiser.raise(*member, step));
  if (refused_could) context.ties.push_back(std::move(note));
}

}  // namespace

std::vector<Candidate> step_round(StageContext& context, Raiser& raiser,
                                  std::vector<Candidate> candidates) {
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    if (const int order = compare(a.remainder, b.remainder); order != 0) return order > 0;
    return a.member->demand < b.member->demand;
  });
  std::vector<char> rose(candidates.size(), 0);
  std::vector<Candidate> risen;
  Run run;
  bool any_rose = false;
  bool any_refused = false;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (i == run.first) context.network.flow.mark();
    Member& member = *candidates[i].member;
    candidates[i].increase = one_step_up(context, member) - member.amount;
    if (candidates[i].increase > 0) {
      rose[i] = raiser.raise(member, candidates[i].increase);
      (rose[i] ? any_rose : any_refused) = true;
      if (rose[i]) risen.push_back(candidates[i]);
    }
    run.last = i + 1;
    const bool run_ends = run.last == candidates.size() ||
                          compare(candidates[run.last].remainder, candidates[i].remainder) != 0;
    if (!run_ends) continue;
    if (any_rose && any_refused) note_tie(context, raiser, candidates, run, rose);
    run.first = run.last;
    any_rose = any_refused = false;
  }
  context.network.flow.forget_mark();
  return risen;
}

}  // namespace phanbo::flow
