#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "models/check.hpp"

namespace phanbo::flow {

using Node = std::int32_t;
using Arc = std::int32_t;  ///< even: as added; odd: its reverse. arc ^ 1 is the other direction.

/// A directed network with whole capacities, kept as residual capacities, that is raised again and
/// again: capacities grow, flow is augmented, amounts never fall. Nodes first, then arcs, then
/// finish().
template <class Capacity>
class FlowNetwork {
 public:
  Node add_node() { return node_count_++; }

  Arc add_arc(Node from, Node to, Capacity capacity) {
    heads_.push_back(to);
    heads_.push_back(from);
    residuals_.push_back(capacity);
    residuals_.push_back(Capacity{0});
    return static_cast<Arc>(heads_.size() - 2);
  }

  /// Fixes the arcs; sorts them by tail so that walking a node's arcs is one run of memory.
  void finish() {
    first_out_.assign(static_cast<std::size_t>(node_count_) + 1, 0);
    for (std::size_t arc = 0; arc < heads_.size(); ++arc) ++first_out_[at(tail(to_arc(arc))) + 1];
    for (std::size_t node = 1; node < first_out_.size(); ++node)
      first_out_[node] += first_out_[node - 1];
    out_arcs_.resize(heads_.size());
    std::vector<std::int32_t> next(first_out_.begin(), first_out_.end() - 1);
    for (std::size_t arc = 0; arc < heads_.size(); ++arc) {
      out_arcs_[at(next[at(tail(to_arc(arc)))]++)] = to_arc(arc);
    }
    seen_.assign(static_cast<std::size_t>(node_count_), 0);
  }

  Node node_count() const { return node_count_; }
  std::size_t arc_count() const { return heads_.size(); }
  Node head(Arc arc) const { return heads_[at(arc)]; }
  Node tail(Arc arc) const { return heads_[at(arc ^ 1)]; }
  Capacity residual(Arc arc) const { return residuals_[at(arc)]; }
  Capacity flow(Arc arc) const { return residuals_[at(arc ^ 1)]; }  ///< of an arc as added
  Capacity capacity(Arc arc) const { return residual(arc) + flow(arc); }
  void set_capacity(Arc arc, Capacity capacity) {
    change(arc, capacity - flow(arc));
    PB_CHECK(residual(arc) >= 0);
  }
  void push(Arc arc, Capacity amount) {
    change(arc, residuals_[at(arc)] - amount);
    change(arc ^ 1, residuals_[at(arc ^ 1)] + amount);
  }
  void set_residual(Arc arc, Capacity amount) { change(arc, amount); }

  /// The arcs that leave a node, reverse arcs included.
  std::pair<const Arc*, const Arc*> out(Node node) const {
    return {out_arcs_.data() + first_out_[at(node)], out_arcs_.data() + first_out_[at(node) + 1]};
  }

  /// Whole state, to try something and go back.
  std::vector<Capacity> save() const { return residuals_; }
  void restore(std::vector<Capacity> state) { residuals_ = std::move(state); }
  /// Cheap going back for small trials: changes are logged until keep() or undo().
  void begin_trial() { trial_ = true; }
  void keep() {
    trial_ = false;
    log_.clear();
  }
  void undo() {
    for (std::size_t i = log_.size(); i-- > 0;) residuals_[at(log_[i].first)] = log_[i].second;
    keep();
  }
  /// Augments to a greatest flow from `source` to `sink`; returns what was added.
  Capacity augment_all(Node source, Node sink) {
    Capacity added{0};
    while (label_levels(source, sink)) {
      next_out_.assign(first_out_.begin(), first_out_.end() - 1);
      for (Capacity pushed = push_one_path(source, sink); pushed > 0;
           pushed = push_one_path(source, sink)) {
        added += pushed;
      }
    }
    return added;
  }

  /// Sends up to `amount` more from `source` into `node`; returns what arrived. `bounds` holds what
  /// each node can still receive at most, as far as known; nodes with bound 0 are not searched.
  Capacity augment_into(Node source, Node node, Capacity amount,
                        const std::vector<Capacity>& bounds) {
    Capacity arrived{0};
    while (arrived < amount && find_path_back(source, node, bounds)) {
      Capacity bottleneck = amount - arrived;
      for (const Arc arc : path_) bottleneck = std::min(bottleneck, residual(arc));
      for (const Arc arc : path_) push(arc, bottleneck);
      arrived += bottleneck;
    }
    return arrived;
  }

  /// After augment_into fell short: the nodes that nothing more can reach now.
  const std::vector<Node>& unreached() const { return queue_; }

  /// Marks the nodes from which `sink` can be reached in the residual network, not using arcs of
  /// `left_out` (by arc pair; empty = none).
  std::vector<char> nodes_reaching(Node sink, const std::vector<char>& left_out = {}) const {
    std::vector<char> reaches(static_cast<std::size_t>(node_count_), 0);
    std::vector<Node> queue{sink};
    reaches[at(sink)] = 1;
    for (std::size_t i = 0; i < queue.size(); ++i) {
      const auto [first, last] = out(queue[i]);
      for (const Arc* arc = first; arc != last; ++arc) {
        const Node before = head(*arc);
        if (reaches[at(before)] || residual(*arc ^ 1) <= 0) continue;
        if (!left_out.empty() && left_out[at(*arc >> 1)]) continue;
        reaches[at(before)] = 1;
        queue.push_back(before);
      }
    }
    return reaches;
  }

 private:
  static std::size_t at(std::int32_t index) { return static_cast<std::size_t>(index); }
  static Arc to_arc(std::size_t index) { return static_cast<Arc>(index); }

  void change(Arc arc, Capacity value) {
    if (trial_) log_.emplace_back(arc, residuals_[at(arc)]);
    residuals_[at(arc)] = value;
  }

  bool label_levels(Node source, Node sink) {
    levels_.assign(static_cast<std::size_t>(node_count_), -1);
    queue_.clear();
    queue_.push_back(source);
    levels_[at(source)] = 0;
    for (std::size_t i = 0; i < queue_.size(); ++i) {
      const auto [first, last] = out(queue_[i]);
      for (const Arc* arc = first; arc != last; ++arc) {
        const Node next = head(*arc);
        if (levels_[at(next)] >= 0 || residual(*arc) <= 0) continue;
        levels_[at(next)] = levels_[at(queue_[i])] + 1;
        if (next == sink) return true;
        queue_.push_back(next);
      }
    }
    return false;
  }

  /// One augmenting path along rising levels, found without recursion; 0 when none is left.
  Capacity push_one_path(Node source, Node sink) {
    path_.clear();
    Node node = source;
    while (node != sink) {
      const Arc arc = next_admissible(node);
      if (arc >= 0) {
        path_.push_back(arc);
        node = head(arc);
        continue;
      }
      if (path_.empty()) return Capacity{0};
      levels_[at(node)] = -1;
      node = tail(path_.back());
      path_.pop_back();
    }
    Capacity bottleneck = residual(path_.front());
    for (const Arc arc : path_) bottleneck = std::min(bottleneck, residual(arc));
    for (const Arc arc : path_) push(arc, bottleneck);
    return bottleneck;
  }

  Arc next_admissible(Node node) {
    for (auto& position = next_out_[at(node)]; position < first_out_[at(node) + 1]; ++position) {
      const Arc arc = out_arcs_[at(position)];
      if (residual(arc) > 0 && levels_[at(head(arc))] == levels_[at(node)] + 1) return arc;
    }
    return -1;
  }

  /// Breadth first from `node` against the arcs to `source`; leaves the path in path_.
  bool find_path_back(Node source, Node node, const std::vector<Capacity>& bounds) {
    ++seen_round_;
    queue_.clear();
    queue_.push_back(node);
    seen_[at(node)] = seen_round_;
    came_by_.resize(static_cast<std::size_t>(node_count_));
    for (std::size_t i = 0; i < queue_.size(); ++i) {
      const auto [first, last] = out(queue_[i]);
      for (const Arc* out_arc = first; out_arc != last; ++out_arc) {
        const Node before = head(*out_arc);
        if (seen_[at(before)] == seen_round_ || bounds[at(before)] <= 0 ||
            residual(*out_arc ^ 1) <= 0)
          continue;
        seen_[at(before)] = seen_round_;
        came_by_[at(before)] = *out_arc ^ 1;
        if (before == source) {
          path_.clear();
          for (Node walk = source; walk != node; walk = head(path_.back()))
            path_.push_back(came_by_[at(walk)]);
          return true;
        }
        queue_.push_back(before);
      }
    }
    return false;
  }

  Node node_count_ = 0;
  std::vector<Node> heads_;
  std::vector<Capacity> residuals_;
  std::vector<std::int32_t> first_out_;
  std::vector<Arc> out_arcs_;

  std::vector<std::int32_t> levels_;
  std::vector<std::int32_t> next_out_;
  std::vector<Node> queue_;
  std::vector<Arc> path_;
  std::vector<std::uint32_t> seen_;
  std::uint32_t seen_round_ = 0;
  std::vector<Arc> came_by_;
  bool trial_ = false;
  std::vector<std::pair<Arc, Capacity>> log_;
};

}  // namespace phanbo::flow
