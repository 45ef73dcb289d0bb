#include <algorithm>
#include <limits>

#include "engine/distribute/stage.hpp"

namespace phanbo::flow {

namespace {

struct Turn {
  std::vector<Member*> members;  ///< one divisible member, or all years of an indivisible item
};

/// Ranked ones first by rank, then by higher score, then by code and year (the order of demands).
bool before(const Demand& a, const Demand& b) {
  const auto rank = [](const Demand& d) {
    return d.rank > 0 ? d.rank : std::numeric_limits<int>::max();
  };
  if (rank(a) != rank(b)) return rank(a) < rank(b);
  return a.score > b.score;
}

std::vector<Turn> turns_in_order(StageContext& context) {
  std::vector<Member*> order;
  for (Member& member : context.stage.members) order.push_back(&member);
  std::stable_sort(order.begin(), order.end(), [&](const Member* a, const Member* b) {
    return before(context.demand(*a), context.demand(*b));
  });
  std::vector<int> turn_of_item(context.assessment.items.size(), -1);
  std::vector<Turn> turns;
  for (Member* member : order) {
    const Demand& demand = context.demand(*member);
    if (demand.divisible) {
      turns.push_back({{member}});
      continue;
    }
    int& turn = turn_of_item[demand.item.position()];
    if (turn < 0) {
      turn = static_cast<int>(turns.size());
      turns.emplace_back();
    }
    turns[static_cast<std::size_t>(turn)].members.push_back(member);
  }
  return turns;
}

/// With a local share the greatest possible number of steps is found by halving: possible stays
/// possible below.
void raise_gated(StageContext& context, Raiser& raiser, Member& member) {
  if (raiser.raise(member, member.wish)) return;
  const Amount step = context.demand(member).step.dong();
  Amount possible = 0;
  Amount impossible = (member.wish + step - 1) / step;
  while (impossible - possible > 1) {
    const Amount middle = possible + (impossible - possible) / 2;
    if (raiser.raise(member, middle * step - member.amount)) {
      possible = middle;
    } else {
      impossible = middle;
    }
  }
}

bool is_useless(const StageContext& context, const Member& member) {
  const Demand& demand = context.demand(member);
  return member.amount > 0 && member.amount < member.wish &&
         demand.locked.dong() + member.amount < demand.least_useful.dong();
}

/// A divisible member whose greatest possible amount is of no use gets nothing: tried aside, then
/// taken back.
void raise_divisible(StageContext& context, Raiser& raiser, Member& member) {
  const Demand& demand = context.demand(member);
  const Amount useful = demand.least_useful.dong() - demand.locked.dong();
  if (!context.network.has_gates) {
    raiser.raise_up_to(member, member.wish, useful);
    return;
  }
  const bool may_be_useless = demand.least_useful.dong() > 0;
  const std::vector<Amount> state =
      may_be_useless ? context.network.flow.save() : std::vector<Amount>{};
  if (context.group(member).gate >= 0) {
    raise_gated(context, raiser, member);
  } else {
    raiser.raise_up_to(member, member.wish, 0);
  }
  if (!is_useless(context, member)) return;
  context.network.flow.restore(state);
  member.amount = 0;
  member.dropped = true;
  raiser.forget_bounds();
}

}  // namespace

void serve_in_rank_order(StageContext& context) {
  Raiser raiser(context);
  for (const Turn& turn : turns_in_order(context)) {
    if (context.demand(*turn.members.front()).divisible) {
      raise_divisible(context, raiser, *turn.members.front());
    } else {
      raiser.raise_all(turn.members);
    }
  }
}

}  // namespace phanbo::flow
