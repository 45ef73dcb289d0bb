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
  /// The same for one arc; the arc is fixed afterwards.
  bool is_greatest_and_fix(int arc);
  /// Takes part in an exchange, in either direction?
  bool is_open(int arc) const { return open_[at(arc)] || open_[at(arc ^ 1)]; }

  /// Drops arcs that are in no exchange any more.
  void prune();

 private:
  static std::size_t at(int index) { return static_cast<std::size_t>(index); }

  void drop_arcs_between_components();
  void peel_leaves();
  void number_components();
  std::vector<int> arcs_in_component_of(const std::vector<Weighted>& arcs) const;
  bool find_potentials(const std::vector<int>& nodes);
  std::vector<int> nodes_of_components(const std::vector<Weighted>& arcs) const;
  bool has_parent_cycle(const std::vector<int>& nodes);

  const DongGraph& graph_;
  std::vector<char> open_;                 ///< by arc
  std::vector<int> component_;             ///< by node
  std::vector<std::vector<int>> members_;  ///< nodes by component
  std::vector<int> weight_;                ///< by arc, of the choice at hand
  std::vector<long> distance_;
  std::vector<int> parent_;
  std::vector<char> queued_;
  std::vector<int> mark_;
  int mark_number_ = 0;
  std::size_t work_ = 0;
  std::size_t open_count_ = 0;
};

}  // namespace phanbo_verify
