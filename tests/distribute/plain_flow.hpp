#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace phanbo::distribution_test {

/// A flow network as plain as can be: augmenting paths found breadth first.
template <class Amount>
class PlainFlow {
 public:
  using Node = std::size_t;
  using Arc = std::size_t;  ///< even: as added; the odd one after it is its reverse

  Node add_node() {
    out_.emplace_back();
    return out_.size() - 1;
  }
  Arc add_arc(Node from, Node to, Amount capacity) {
    out_[from].push_back(heads_.size());
    heads_.push_back(to);
    residuals_.push_back(capacity);
    out_[to].push_back(heads_.size());
    heads_.push_back(from);
    residuals_.push_back(0);
    return heads_.size() - 2;
  }

  std::size_t node_count() const { return out_.size(); }
  std::size_t arc_count() const { return heads_.size(); }
  Node head(Arc arc) const { return heads_[arc]; }
  Node tail(Arc arc) const { return heads_[arc ^ 1]; }
  const std::vector<Arc>& out(Node node) const { return out_[node]; }
  Amount residual(Arc arc) const { return residuals_[arc]; }
  Amount flow(Arc arc) const { return residuals_[arc ^ 1]; }
  Amount capacity(Arc arc) const { return residuals_[arc] + residuals_[arc ^ 1]; }
  void set_capacity(Arc arc, Amount capacity) { residuals_[arc] = capacity - flow(arc); }
  void push(Arc arc, Amount amount) {
    residuals_[arc] -= amount;
    residuals_[arc ^ 1] += amount;
  }

  /// Takes an arc out: what flows on it stays, and nothing more passes in either direction.
  void seal(Arc arc) { residuals_[arc] = residuals_[arc ^ 1] = 0; }

  std::vector<Amount> save() const { return residuals_; }
  void restore(const std::vector<Amount>& residuals) { residuals_ = residuals; }

  /// Adds as much flow as fits; returns how much was added.
  Amount augment(Node source, Node sink) {
    Amount added = 0;
    while (find_path(source, sink)) {
      Amount amount = residuals_[came_by_[sink]];
      for (Node node = sink; node != source; node = tail(came_by_[node]))
        amount = std::min(amount, residuals_[came_by_[node]]);
      for (Node node = sink; node != source; node = tail(came_by_[node]))
        push(came_by_[node], amount);
      added += amount;
    }
    return added;
  }

  /// The nodes that residual paths lead to from `source`.
  std::vector<char> reached_from(Node source) const {
    std::vector<char> reached(node_count(), 0);
    std::vector<Node> queue{source};
    reached[source] = 1;
    for (std::size_t next = 0; next < queue.size(); ++next) {
      for (const Arc arc : out_[queue[next]]) {
        if (residuals_[arc] <= 0 || reached[heads_[arc]]) continue;
        reached[heads_[arc]] = 1;
        queue.push_back(heads_[arc]);
      }
    }
    return reached;
  }
  /// The nodes from which residual paths lead to `sink`.
  std::vector<char> leading_to(Node sink) const {
    std::vector<char> leading(node_count(), 0);
    std::vector<Node> queue{sink};
    leading[sink] = 1;
    for (std::size_t next = 0; next < queue.size(); ++next) {
      for (const Arc arc : out_[queue[next]]) {
        if (residuals_[arc ^ 1] <= 0 || leading[heads_[arc]]) continue;
        leading[heads_[arc]] = 1;
        queue.push_back(heads_[arc]);
      }
    }
    return leading;
  }

 private:
  static constexpr Arc no_arc = static_cast<Arc>(-1);

  bool find_path(Node source, Node sink) {
    came_by_.assign(node_count(), no_arc);
    queue_.assign(1, source);
    for (std::size_t next = 0; next < queue_.size(); ++next) {
      for (const Arc arc : out_[queue_[next]]) {
        const Node to = heads_[arc];
        if (residuals_[arc] <= 0 || to == source || came_by_[to] != no_arc) continue;
        came_by_[to] = arc;
        if (to == sink) return true;
        queue_.push_back(to);
      }
    }
    return false;
  }

  std::vector<Node> heads_;
  std::vector<Amount> residuals_;
  std::vector<std::vector<Arc>> out_;
  std::vector<Arc> came_by_;
  std::vector<Node> queue_;
};

}  // namespace phanbo::distribution_test
