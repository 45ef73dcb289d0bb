#pragma once

#include <map>
#include <utility>
#include <vector>

#include "engine/distribute/network.hpp"

/// Moving flow inside a network whose amounts are settled: each choice of the split is a least-cost
/// rerouting, after which every arc that would lose the choice is frozen.
namespace phanbo::flow {

class Rerouter {
 public:
  explicit Rerouter(FlowNetwork<Amount>& flow);

  /// Takes an arc (both directions) out of all further rerouting.
  void freeze(Arc arc) { frozen_[static_cast<std::size_t>(arc >> 1)] = 1; }
  bool is_frozen(Arc arc) const { return frozen_[static_cast<std::size_t>(arc >> 1)] != 0; }

  /// Makes the flow on `arcs` together as great as possible, and keeps it so.
  void maximise(const std::vector<Arc>& arcs);
  /// Makes the flow on `arcs` together as small as possible, and keeps it so.
  void minimise(const std::vector<Arc>& arcs);
  /// Raises the flow on one arc by up to `amount` (other free arcs give way); returns by how much.
  Amount raise(Arc arc, Amount amount);
  /// Hands out up to `amount` of what starts at a source's arc and ends behind its pool arc, beside
  /// what flows on these two arcs now: `own.second` leads on from the head of `own.first`.
  Amount hand_out_through_pool(std::pair<Arc, Arc> own, Amount amount);
  /// Freezes arcs that lie on no cycle of free arcs, as far as they hang on loose ends.
  void freeze_loose_ends();

 private:
  static std::size_t at(std::int32_t index) { return static_cast<std::size_t>(index); }
  int cost(Arc arc) const;
  void add_excess(Node node, Amount amount);
  void route_back(int forward_cost, const std::vector<Arc>& arcs);
  bool find_distances();
  Amount push_blocking();
  Amount push_one_path(Node start);
  void freeze_what_would_lose();
  void fill_and_take_back(const std::vector<Arc>& arcs);
  Amount give_back(Node head, Node tail, Amount wanted);
  bool raise_to_bounds(const std::vector<Arc>& arcs);
  Amount room_at_head(Arc arc) const;
  Amount room_at_tail(Arc arc) const;
  bool move_excess();
  void clear_excess();
  bool is_cut_off(Node node, Node from) const;
  void cut_off(Node tail);
  bool find_way(Node start, Node end);

  /// One end of a search for a way.
  struct Front {
    std::vector<Node> queue;
    std::size_t next = 0;
    std::vector<unsigned> seen;  ///< by node: the search that saw it last
    std::vector<Arc> by;         ///< by node: the arc of the way
    void begin(Node node, unsigned visit, std::size_t node_count) {
      seen.resize(node_count);
      by.resize(node_count);
      queue.assign(1, node);
      next = 0;
      seen[static_cast<std::size_t>(node)] = visit;
    }
  };
  Node expand(Front& front, const Front& other, Arc direction);

  /// What is known of the ways to one node: only these can still reach it, or these can no longer.
  struct CutOff {
    bool only_these = false;
    std::vector<Node> nodes;  ///< sorted
  };

  FlowNetwork<Amount>& flow_;
  std::vector<char> frozen_;  ///< by arc pair
  std::vector<signed char>
      costs_;  ///< by arc pair: cost of the forward direction; reverse has the opposite
  std::vector<Amount> excess_;  ///< > 0: has too much, < 0: lacks
  std::vector<Node> touched_;   ///< nodes that ever had excess in this rerouting
  std::vector<int> distance_;
  std::vector<int> potential_;  ///< <= 0; nodes never reached have 0
  std::vector<Node> with_potential_;
  std::vector<Node> reached_;
  std::vector<int> level_;
  std::vector<std::size_t> next_arc_;
  std::vector<Arc> way_;
  Front ahead_;
  Front behind_;
  unsigned visit_ = 0;
  std::pair<Arc, Arc> own_{-1, -1};  ///< may be walked although frozen
  std::map<Node, CutOff> cut_off_;   ///< by tail
};

}  // namespace phanbo::flow
