#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace phanbo_verify {

/// A network of arcs with whole capacities and a flow on it. Arc a and a ^ 1 are a pair: what can
/// still be sent forward, and what can be taken back.
template <class Amount>
class FlowGraph {
 public:
  int add_node() {
    first_.push_back(-1);
    return static_cast<int>(first_.size()) - 1;
  }
  int add_nodes(int count) {
    const int first = node_count();
    first_.insert(first_.end(), static_cast<std::size_t>(count), -1);
    return first;
  }
  int add_arc(int from, int to, Amount capacity) {
    const int arc = static_cast<int>(to_.size());
    put(from, to, capacity);
    put(to, from, Amount{0});
    return arc;
  }

  int node_count() const { return static_cast<int>(first_.size()); }
  int arc_count() const { return static_cast<int>(to_.size()); }
  int first_arc(int node) const { return first_[at(node)]; }
  int next_arc(int arc) const { return next_[at(arc)]; }
  int head(int arc) const { return to_[at(arc)]; }
  int tail(int arc) const { return to_[at(arc ^ 1)]; }
  Amount room(int arc) const { return room_[at(arc)]; }
  Amount flow(int arc) const { return room_[at(arc ^ 1)]; }
  Amount capacity(int arc) const { return room_[at(arc)] + room_[at(arc ^ 1)]; }
  /// The flow on the arc stays; the capacity must hold it.
  void set_capacity(int arc, Amount capacity) { room_[at(arc)] = capacity - flow(arc); }
  void send(int arc, Amount amount) {
    room_[at(arc)] -= amount;
    room_[at(arc ^ 1)] += amount;
  }

  using State = std::vector<Amount>;
  const State& state() const { return room_; }
  void restore(const State& state) { room_ = state; }

  /// Adds as much flow as possible from `source` to `sink`; what already reaches the sink stays.
  Amount maximize(int source, int sink) {
    Amount total{0};
    while (label_levels(source, sink)) {
      next_to_try_ = first_;
      while (const Amount sent = send_one_path(source, sink)) total += sent;
    }
    return total;
  }

  /// Marks every node from which `target` can be reached along arcs with room.
  std::vector<char> nodes_reaching(int target, int never = -1) const {
    std::vector<char> reached(first_.size(), 0);
    std::vector<int> queue{target};
    reached[at(target)] = 1;
    while (!queue.empty()) {
      const int node = queue.back();
      queue.pop_back();
      for (int arc = first_[at(node)]; arc >= 0; arc = next_[at(arc)]) {
        const int from = to_[at(arc)];
        if (from == never || reached[at(from)] || room_[at(arc ^ 1)] == 0) continue;
        reached[at(from)] = 1;
        queue.push_back(from);
      }
    }
    return reached;
  }

 private:
  static std::size_t at(int index) { return static_cast<std::size_t>(index); }

  void put(int from, int to, Amount room) {
    to_.push_back(to);
    room_.push_back(room);
    next_.push_back(first_[at(from)]);
    first_[at(from)] = static_cast<int>(to_.size()) - 1;
  }

  bool label_levels(int source, int sink) {
    levels_.assign(first_.size(), -1);
    levels_[at(source)] = 0;
    queue_.assign(1, source);
    for (std::size_t i = 0; i < queue_.size() && levels_[at(sink)] < 0; ++i) {
      const int node = queue_[i];
      for (int arc = first_[at(node)]; arc >= 0; arc = next_[at(arc)]) {
        const int head = to_[at(arc)];
        if (levels_[at(head)] >= 0 || room_[at(arc)] == 0) continue;
        levels_[at(head)] = levels_[at(node)] + 1;
        queue_.push_back(head);
      }
    }
    return levels_[at(sink)] >= 0;
  }

  /// One path along growing levels; nodes that lead nowhere are not tried again.
  Amount send_one_path(int source, int sink) {
    path_.clear();
    int node = source;
    while (node != sink) {
      int& arc = next_to_try_[at(node)];
      while (arc >= 0 &&
             (room_[at(arc)] == 0 || levels_[at(to_[at(arc)])] != levels_[at(node)] + 1)) {
        arc = next_[at(arc)];
      }
      if (arc >= 0) {
        path_.push_back(arc);
        node = to_[at(arc)];
        continue;
      }
      if (node == source) return Amount{0};
      levels_[at(node)] = -1;
      node = to_[at(path_.back() ^ 1)];
      path_.pop_back();
    }
    Amount amount = room_[at(path_.front())];
    for (const int arc : path_) amount = std::min(amount, room_[at(arc)]);
    for (const int arc : path_) send(arc, amount);
    return amount;
  }

  std::vector<int> to_;
  std::vector<int> next_;
  std::vector<Amount> room_;
  std::vector<int> first_;
  std::vector<int> levels_;
  std::vector<int> queue_;
  std::vector<int> next_to_try_;
  std::vector<int> path_;
};

}  // namespace phanbo_verify
