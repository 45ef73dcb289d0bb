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
  raiser.forget_bounds();
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
