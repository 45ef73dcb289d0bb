#include <algorithm>
#include <map>

#include "verifier/serving.hpp"

/// Members one after another: by rank (0 last), higher score, code, year.
namespace phanbo_verify {

namespace {

struct Turn {
  std::vector<Member*> members;  ///< one, or all years of an indivisible item
};

bool comes_before(const Need& a, const Need& b) {
  if (a.rank != b.rank) return b.rank == 0 || (a.rank != 0 && a.rank < b.rank);
  if (const int by_score = compare(a.score, b.score); by_score != 0) return by_score > 0;
  return std::tie(a.item, a.year) < std::tie(b.item, b.year);
}

std::vector<Turn> turns_of(Serving& serving, StagePlan& stage) {
  std::vector<Member*> order;
  for (Member& member : stage.members) order.push_back(&member);
  std::stable_sort(order.begin(), order.end(), [&](const Member* a, const Member* b) {
    return comes_before(serving.need(*a), serving.need(*b));
  });
  std::vector<Turn> turns;
  std::map<std::string, std::size_t> turn_of_item;
  for (Member* member : order) {
    const Need& need = serving.need(*member);
    if (!need.divisible) {
      const auto [found, is_new] = turn_of_item.try_emplace(need.item, turns.size());
      if (!is_new) {
        turns[found->second].members.push_back(member);
        continue;
      }
    }
    turns.push_back({{member}});
  }
  return turns;
}

}  // namespace

void serve_in_rank_order(Serving& serving, StagePlan& stage) {
  for (Turn& turn : turns_of(serving, stage)) {
    Member& first = *turn.members.front();
    const Need& need = serving.need(first);
    if (!need.divisible) {
      serving.raise_together(turn.members);
      continue;
    }
    serving.raise_to_the_most(first);
    if (first.amount > 0 && first.amount < first.wish &&
        need.locked + first.amount < need.least_useful) {
      serving.undo_last_raise();
      first.is_out = true;
    }
  }
}

}  // namespace phanbo_verify
