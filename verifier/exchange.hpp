#pragma once

#include <vector>

#include "verifier/supply.hpp"

/// What could still be exchanged in a flow: the arcs of its residual network, fewer with every
/// choice that has been checked and fixed.
namespace phanbo_verify {

class Exchange {
 public:
  /// All arcs with room take part but those of `frozen` (arc numbers; both directions are fixed).
  Exchange(const DongGraph& graph, const std::vector<int>& frozen);

  /// An arc and what one dong more on it counts for.
  struct Weighted {
    int arc;
    int weight;
  };
  /// Is the weighted sum of flows as great as can be? If so, only exchanges that keep it so stay.
  bool is_greatest(const std::vector<Weighted>& arcs);
  /// Arcs that are chosen one after the other, each as great as can be with the earlier ones fixed:
  /// positions of those that could be greater, in order.
  std::vector<std::size_t> not_greatest_in_turn(const std::vector<int>& arcs) const;
  /// Takes part in an exchange, in either direction?
  bool is_open(int arc) const { return open_[at(arc)] || open_[at(arc ^ 1)]; }

 private:
  static std::size_t at(int index) { return static_cast<std::size_t>(index); }

  /// Drops arcs that are in no exchange any more.
  void prune();
  void number_components();
  void drop_arcs_between_components();
  bool peel_leaves();
  bool find_potentials(const std::vector<Weighted>& arcs);
  void drop_if_worse(int arc);
  bool has_parent_cycle();

  const DongGraph& graph_;
  std::vector<char> open_;      ///< by arc
  std::vector<int> nodes_;      ///< with open arcs when last pruned
  std::vector<int> component_;  ///< by node; −1 = alone, in no exchange
  std::vector<int> weight_;     ///< by arc, of the choice at hand
  std::vector<long> distance_;
  std::vector<int> reached_;  ///< nodes with a distance below 0
  std::vector<int> parent_;   ///< the next node on the shortest way
  std::vector<char> queued_;
  std::vector<int> mark_;
  int mark_number_ = 0;
  std::vector<int> index_;  ///< work space of number_components
  std::vector<int> low_;
  std::vector<int> next_;
  std::vector<int> degree_;
  std::size_t open_count_ = 0;  ///< arcs when last pruned
  std::size_t dropped_ = 0;     ///< arcs since the last pruning
};

}  // namespace phanbo_verify
