#include <fmt/format.h>

#include <algorithm>

#include "engine/distribute/stage.hpp"

namespace phanbo::flow {

Raiser::Raiser(StageContext& context)
    : context_(context),
      dead_stayed_(context.network.flow.dead_stay()),
      closed_(context.network.flow),
      bounds_(context.network.has_gates
                  ? static_cast<std::size_t>(context.network.flow.node_count())
                  : 0,
              unlimited) {
  context.network.flow.set_dead_stay(!context.network.has_gates);
}

Raiser::~Raiser() { context_.network.flow.set_dead_stay(dead_stayed_); }

void Raiser::forget_bounds() {
  closed_.clear();
  context_.network.flow.forget_labels();
  if (any_bound_) std::fill(bounds_.begin(), bounds_.end(), unlimited);
  any_bound_ = false;
}

/// What falls short shows a cut: no node behind it can ever receive more than `amount`, for amounts
/// never fall.
void Raiser::bound_unreached(Amount amount) {
  any_bound_ = true;
  for (const Node node : context_.network.flow.newly_unreachable()) {
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
  const Amount arrived = context_.network.flow.augment_into(node, increase);
  if (arrived == increase) book(member, increase);
  return arrived;
}

/// With gates, what a trial changed is undone exactly, for a gate is open only as far as its member
/// has come.
bool Raiser::raise_in_trial(Member& member, Amount increase) {
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

/// Brings up to `wanted` into the node if at least `least` may be had; what arrives is for the
/// caller to book or to give back, and to tell by settle().
Amount Raiser::bring(Node node, Amount wanted, Amount least) {
  FlowNetwork<Amount>& flow = context_.network.flow;
  Amount arrived = 0;
  set_ = closed_.set_of(node);
  if (set_ < 0) {
    arrived = flow.augment_into(node, wanted);
    if (!flow.newly_unreachable().empty())
      closed_.add(flow.newly_unreachable(), arrived == wanted ? 0 : arrived);
    if (arrived == wanted) return arrived;
    set_ = closed_.set_of(node);
    // Out of reach from the beginning: nothing flows in but through sets that are known.
    if (set_ < 0) set_ = closed_.add_all_that_leads_to(node, arrived);
  }
  Amount room = closed_.room(set_);
  if (room < least || room <= arrived) return arrived;
  set_ = closed_.renew(node);
  room = closed_.room(set_);
  if (room < least || room <= arrived) return arrived;
  const Amount most = std::min(wanted, room);
  const auto is_dry = [&](Node other) { return closed_.is_dry(other); };
  arrived += flow.augment_anywhere(node, most - arrived, is_dry);
  if (arrived < most) {
    closed_.narrow(flow.visited(), arrived, set_);
    set_ = closed_.set_of(node);
  }
  return arrived;
}

/// Keeps `used` of what bring() brought.
void Raiser::settle(Node node, Amount arrived, Amount used) {
  if (arrived > used) context_.network.flow.give_back(node, arrived - used);
  if (set_ >= 0 && used > 0) closed_.take(set_, used);
}

bool Raiser::raise(Member& member, Amount increase) {
  if (context_.network.has_gates) return raise_in_trial(member, increase);
  if (increase > room_under_caps(member)) return false;
  const Node node = context_.group(member).node;
  const Amount arrived = bring(node, increase, increase);
  const bool is_enough = arrived == increase;
  settle(node, arrived, is_enough ? arrived : 0);
  if (is_enough) book(member, increase);
  return is_enough;
}

bool Raiser::could_raise(Member& member, Amount increase) {
  const Amount before = member.amount;
  FlowNetwork<Amount>& flow = context_.network.flow;
  if (context_.network.has_gates) {
    flow.begin_trial();
    const bool possible = try_in_trial(member, increase) == increase;
    flow.undo();
    member.amount = before;
    return possible;
  }
  if (increase > room_under_caps(member)) return false;
  const Node node = context_.group(member).node;
  const Amount arrived = bring(node, increase, increase);
  settle(node, arrived, 0);
  return arrived == increase;
}

Amount Raiser::raise_up_to(Member& member, Amount increase, Amount useful) {
  const Node node = context_.group(member).node;
  const Amount wanted = std::min(increase, room_under_caps(member));
  const Amount least = one_step_up(context_, member) - member.amount;
  if (wanted < least) return 0;
  if (context_.network.has_gates) return raise_up_to_in_trial(member, wanted);
  const Amount arrived = bring(node, wanted, least);
  const Amount possible = in_whole_steps(context_, member, arrived);
  member.dropped = possible > 0 && possible < member.wish && possible < useful;
  const Amount usable = member.dropped ? 0 : possible;
  settle(node, arrived, usable);
  book(member, usable);
  return usable;
}

Amount Raiser::raise_up_to_in_trial(Member& member, Amount increase) {
  FlowNetwork<Amount>& flow = context_.network.flow;
  const Node node = context_.group(member).node;
  const Amount wanted = std::min(increase, bounds_[static_cast<std::size_t>(node)]);
  if (in_whole_steps(context_, member, wanted) <= 0) return 0;
  flow.begin_trial();
  const Amount arrived = flow.augment_into(node, wanted);
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
    PB_CHECK(flow.augment_into(node, usable) == usable);
    book(member, usable);
    flow.keep();
  }
  return usable;
}

bool Raiser::is_bounded(const Member& member, Amount increase) const {
  const Group& group = context_.group(member);
  if (group.gate >= 0) return false;
  if (context_.network.has_gates) return increase > bounds_[static_cast<std::size_t>(group.node)];
  const int set = closed_.set_of(group.node);
  return set >= 0 && increase > closed_.room(set);
}

bool Raiser::raise_all(const std::vector<Member*>& members) {
  for (const Member* member : members) {
    if (is_bounded(*member, member->wish - member->amount)) return false;
  }
  return context_.network.has_gates ? raise_all_in_trial(members) : raise_all_freely(members);
}

bool Raiser::raise_all_in_trial(const std::vector<Member*>& members) {
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

/// Asked one by one first: then what was found out stays true. Where only all together do not fit,
/// amounts fall again, and nothing found out before holds any more.
bool Raiser::raise_all_freely(const std::vector<Member*>& members) {
  for (Member* member : members) {
    if (!could_raise(*member, member->wish - member->amount)) return false;
  }
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (raise(*members[i], members[i]->wish - members[i]->amount)) continue;
    for (std::size_t k = 0; k < i; ++k) take_back(*members[k]);
    forget_bounds();
    return false;
  }
  return true;
}

void Raiser::take_back(Member& member) {
  FlowNetwork<Amount>& flow = context_.network.flow;
  const Group& group = context_.group(member);
  flow.push(group.amount_arc ^ 1, member.amount);
  flow.set_capacity(group.amount_arc, flow.flow(group.amount_arc));
  for (int cap = group.cap; cap >= 0;) {
    const CapNode& node = context_.network.caps[static_cast<std::size_t>(cap)];
    flow.push(node.arc ^ 1, member.amount);
    cap = node.parent;
  }
  flow.give_back(group.node, member.amount);
  member.amount = 0;
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
