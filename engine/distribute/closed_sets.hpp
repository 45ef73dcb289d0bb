#pragma once

#include <vector>

#include "engine/distribute/network.hpp"

/// What searches in vain have shown: sets of nodes into which no more can flow than a known slack.
/// Amounts never fall, so a slack never grows, whoever pays.
namespace phanbo::flow {

class ClosedSets {
 public:
  explicit ClosedSets(const FlowNetwork<Amount>& flow)
      : flow_(flow), set_of_(static_cast<std::size_t>(flow.node_count()), -1) {}

  /// The set a node lies in, -1 when none is known.
  int set_of(Node node) const { return resolve(set_of_[static_cast<std::size_t>(node)]); }
  /// At most so much more can flow into the set, directly and through the sets that lead to it.
  Amount room(int set) const;
  /// Whether it is known that nothing can flow into the node any more, whoever pays.
  bool is_dry(Node node) const {
    const int set = set_of(node);
    return set >= 0 && is_dry_set(set);
  }
  /// Nodes that only other sets lead to, beside `slack` from outside all sets.
  int add(const std::vector<Node>& nodes, Amount slack);
  /// The same for a node and all nodes without a set that lead to it.
  int add_all_that_leads_to(Node node, Amount slack);
  /// A set of its own for what leads to the node inside its set: what is known of other sets by now
  /// counts for it.
  int renew(Node node);
  /// All that leads to a node of set `of`, and together can receive no more than `slack`: noted
  /// for the nodes of that set and for those of sets of which only more was known.
  void narrow(const std::vector<Node>& nodes, Amount slack, int of);
  /// `amount` has flowed into the set, from wherever it could: it and the sets that lead to it are
  /// one from now on, but for dry ones.
  void take(int set, Amount amount);
  bool empty() const { return sets_.empty(); }
  void clear();

 private:
  struct Set {
    explicit Set(Amount a_slack) : slack(a_slack) {}
    Amount slack;
    std::vector<int> before;  ///< sets that lead to this one; none that was dry by then
    int merged_into = -1;
  };
  int resolve(int set) const;
  bool is_dry_set(int set) const {
    const Set& known = sets_[static_cast<std::size_t>(set)];
    return known.slack == 0 && known.before.empty();
  }
  void note_before(int set, std::vector<int>& before) const;
  int add_what_leads_to(Node node, Amount slack, int inside);
  /// The set and all that lead to it, each once.
  std::vector<int> with_all_before(int set) const;

  const FlowNetwork<Amount>& flow_;
  std::vector<int> set_of_;        ///< by node
  mutable std::vector<Set> sets_;  ///< mutable: ways to merged sets are shortened when walked
};

}  // namespace phanbo::flow
