#include <fmt/format.h>

#include <algorithm>

#include "engine/distribute/stage.hpp"

namespace phanbo::flow {

Raiser::Raiser(StageContext& context)
    : context_(context),
      bounds_(static_cast<std::size_t>(context.network.flow.node_count()), unlimited) {}

void Raiser::forget_bounds() {
  if (any_bound_) std::fill(bounds_.begin(), bounds_.end(), unlimited);
  any_bound_ = false;
}

/// What falls short shows a cut: no node behind it can ever receive more than `amount`, for amounts
/// never fall.
void Raiser::bound_unreached(Amount amount) {
  any_bound_ = true;
  for (const Node node : context_.network.flow.unreached()) {
    Amount& bound = bounds_[static_cast<std::size_t>(node)];
    bound = std::min(bound, amount);
  }
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

/// Opens the member's gate, if it has one, for the amount it would have; that may free what was
/// bounded.
void Raiser::open_gate(const Member& member, Amount increase) {
  Group& group = context_.group(member);
  if (group.gate < 0) return;
  context_.network.flow.set_capacity(
      group.gate_arc, other_money_at_most(context_.network, context_.assessment, member.demand,
                                          member.amount + increase));
  forget_bounds();
}

/// Returns what arrived; books it when it is all that was asked.
Amount Raiser::try_in_trial(Member& member, Amount increase) {
  open_gate(member, increase);
  const Node node = context_.group(member).node;
  if (increase > room_under_caps(member) || increase > bounds_[static_cast<std::size_t>(node)])
    return -1;
  const Amount arrived =
      context_.network.flow.augment_into(context_.network.money, node, increase, bounds_);
  if (arrived == increase) book(member, increase);
  return arrived;
}

bool Raiser::raise(Member& member, Amount increase) {
  context_.network.flow.begin_trial();
  const Amount arrived = try_in_trial(member, increase);
  if (arrived == increase) {
    context_.network.flow.keep();
    return true;
  }
  context_.network.flow.undo();
  // A gate that was opened is shut again by undo(), so a bound found behind it may be too generous,
  // never too tight.
  if (arrived >= 0) bound_unreached(arrived);
  return false;
}

bool Raiser::could_raise(Member& member, Amount increase) {
  const Amount before = member.amount;
  context_.network.flow.begin_trial();
  const bool possible = try_in_trial(member, increase) == increase;
  context_.network.flow.undo();
  member.amount = before;
  return possible;
}

Amount Raiser::raise_up_to(Member& member, Amount increase) {
  FlowNetwork<Amount>& flow = context_.network.flow;
  const Node node = context_.group(member).node;
  const Amount wanted =
      std::min({increase, room_under_caps(member), bounds_[static_cast<std::size_t>(node)]});
  if (in_whole_steps(context_, member, wanted) <= 0) return 0;
  flow.begin_trial();
  const Amount arrived = flow.augment_into(context_.network.money, node, wanted, bounds_);
  const Amount usable = in_whole_steps(context_, member, arrived);
  if (arrived < wanted) bound_unreached(arrived - usable);
  if (usable == arrived) {
    book(member, usable);
    flow.keep();
    return usable;
  }
  flow.undo();
  if (usable > 0) {
    flow.begin_trial();
    PB_CHECK(flow.augment_into(context_.network.money, node, usable, bounds_) == usable);
    book(member, usable);
    flow.keep();
  }
  return usable;
}

bool Raiser::raise_together(const std::vector<Candidate*>& batch) {
  FlowNetwork<Amount>& flow = context_.network.flow;
  flow.begin_trial();
  Amount all = 0;
  for (const Candidate* candidate : batch) {
    Member& member = *candidate->member;
    open_gate(member, candidate->increase);
    const Arc arc = context_.group(member).amount_arc;
    flow.set_capacity(arc, flow.capacity(arc) + candidate->increase);
    all += candidate->increase;
  }
  if (flow.augment_all(context_.network.money, context_.network.sink) != all) {
    flow.undo();
    return false;
  }
  flow.keep();
  for (const Candidate* candidate : batch) candidate->member->amount += candidate->increase;
  return true;
}

bool Raiser::is_bounded(const Candidate& candidate) const {
  const Member& member = *candidate.member;
  return context_.group(member).gate < 0 &&
         candidate.increase > bounds_[static_cast<std::size_t>(context_.group(member).node)];
}

bool Raiser::raise_all(const std::vector<Member*>& members) {
  context_.network.flow.begin_trial();
  bool all = true;
  for (Member* member : members) {
    const Amount missing = member->wish - member->amount;
    all = all && try_in_trial(*member, missing) == missing;
  }
  if (all) {
    context_.network.flow.keep();
    return true;
  }
  context_.network.flow.undo();
  for (Member* member : members) member->amount = 0;
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

}  // namespace phanbo::flow
