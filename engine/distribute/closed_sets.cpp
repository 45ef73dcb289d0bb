#include "engine/distribute/closed_sets.hpp"

#include <algorithm>

namespace phanbo::flow {

int ClosedSets::resolve(int set) const {
  if (set < 0) return set;
  const auto next = [&](int of) -> int& { return sets_[static_cast<std::size_t>(of)].merged_into; };
  while (next(set) >= 0) {
    if (next(next(set)) >= 0) next(set) = next(next(set));
    set = next(set);
  }
  return set;
}

void ClosedSets::note_before(int set, std::vector<int>& before) const {
  if (is_dry_set(set)) return;
  if (std::find(before.begin(), before.end(), set) == before.end()) before.push_back(set);
}

std::vector<int> ClosedSets::with_all_before(int set) const {
  std::vector<int> all{set};
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (const int before : sets_[static_cast<std::size_t>(all[i])].before) {
      note_before(resolve(before), all);
    }
  }
  return all;
}

Amount ClosedSets::room(int set) const {
  Amount sum = 0;
  for (const int known : with_all_before(set))
    sum = std::min(sum + sets_[static_cast<std::size_t>(known)].slack, unlimited);
  return sum;
}

int ClosedSets::add(const std::vector<Node>& nodes, Amount slack) {
  const int made = static_cast<int>(sets_.size());
  sets_.emplace_back(slack);
  std::vector<int> before;
  for (const Node node : nodes) {
    const auto [first, last] = flow_.out(node);
    for (const Arc* arc = first; arc != last; ++arc) {
      const int known = set_of(flow_.head(*arc));
      if (known < 0 || known == made || flow_.residual(*arc ^ 1) <= 0) continue;
      note_before(known, before);
    }
  }
  for (const Node node : nodes) set_of_[static_cast<std::size_t>(node)] = made;
  sets_.back().before = std::move(before);
  return made;
}

int ClosedSets::add_all_that_leads_to(Node node, Amount slack) {
  return add_what_leads_to(node, slack, -1);
}

/// What led to the old set and leads to the new one no more may have its slack there by now: flow
/// that is given back takes any way.
int ClosedSets::renew(Node node) {
  const int set = set_of(node);
  const std::vector<int> led = with_all_before(set);
  const int made = add_what_leads_to(node, sets_[static_cast<std::size_t>(set)].slack, set);
  const std::vector<int> leads = with_all_before(made);
  for (const int known : led) {
    if (known == set || std::find(leads.begin(), leads.end(), known) != leads.end()) continue;
    sets_[static_cast<std::size_t>(made)].slack += sets_[static_cast<std::size_t>(known)].slack;
  }
  return made;
}

/// Goes through the nodes of one set (-1: without a set) only.
int ClosedSets::add_what_leads_to(Node node, Amount slack, int inside) {
  std::vector<Node> nodes{node};
  const int made = static_cast<int>(sets_.size());
  sets_.emplace_back(slack);
  set_of_[static_cast<std::size_t>(node)] = made;
  std::vector<int> before;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const auto [first, last] = flow_.out(nodes[i]);
    for (const Arc* arc = first; arc != last; ++arc) {
      const Node leading = flow_.head(*arc);
      if (leading == flow_.sink() || flow_.residual(*arc ^ 1) <= 0) continue;
      const int known = set_of(leading);
      // What comes from outside all sets is in the slack.
      if (known == made || (known < 0 && inside >= 0)) continue;
      if (known != inside) {
        note_before(known, before);
        continue;
      }
      set_of_[static_cast<std::size_t>(leading)] = made;
      nodes.push_back(leading);
    }
  }
  sets_.back().before = std::move(before);
  return made;
}

void ClosedSets::narrow(const std::vector<Node>& nodes, Amount slack, int of) {
  const int made = static_cast<int>(sets_.size());
  sets_.emplace_back(slack);
  for (const Node node : nodes) {
    const int known = set_of(node);
    if (known == of || (known >= 0 && sets_[static_cast<std::size_t>(known)].slack > slack))
      set_of_[static_cast<std::size_t>(node)] = made;
  }
}

void ClosedSets::take(int set, Amount amount) {
  const std::vector<int> all = with_all_before(set);
  const Amount left = room(set) - amount;
  PB_CHECK(left >= 0);
  const int made = static_cast<int>(sets_.size());
  for (const int known : all) sets_[static_cast<std::size_t>(known)].merged_into = made;
  sets_.emplace_back(left);
}

void ClosedSets::clear() {
  if (sets_.empty()) return;
  sets_.clear();
  std::fill(set_of_.begin(), set_of_.end(), -1);
}

}  // namespace phanbo::flow
