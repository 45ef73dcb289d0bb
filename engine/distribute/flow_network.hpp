#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "models/check.hpp"

namespace phanbo::flow {

using Node = std::int32_t;
using Arc = std::int32_t;  ///< even: as added; odd: its reverse. arc ^ 1 is the other direction.

/// A directed network with whole capacities, kept as residual capacities, that is raised again and
/// again: capacities grow, flow is augmented, amounts never fall. Nodes first, then arcs, then
/// finish().
///
/// All flow comes from one node, the origin, and is augmented along shortest ways. Then no node
/// ever comes nearer to the origin, so one labelling of nodes by their distance from it, raised
/// where a search gets stuck, serves any number of targets one after the other.
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
  void reserve(std::size_t arcs) {
    heads_.reserve(2 * arcs);
    residuals_.reserve(2 * arcs);
  }

  /// Fixes the arcs; sorts them by tail so that walking a node's arcs is one run of memory. Flow
  /// comes from `origin` and ends in `sink`; no way leads on from the sink.
  void finish(Node origin, Node sink) {
    origin_ = origin;
    sink_ = sink;
    first_out_.assign(at(node_count_) + 1, 0);
    for (std::size_t arc = 0; arc < heads_.size(); ++arc) ++first_out_[at(tail(to_arc(arc))) + 1];
    for (std::size_t node = 1; node < first_out_.size(); ++node)
      first_out_[node] += first_out_[node - 1];
    out_arcs_.resize(heads_.size());
    std::vector<std::int32_t> next(first_out_.begin(), first_out_.end() - 1);
    for (std::size_t arc = 0; arc < heads_.size(); ++arc)
      out_arcs_[at(next[at(tail(to_arc(arc)))]++)] = to_arc(arc);
  }

  Node node_count() const { return node_count_; }
  Node sink() const { return sink_; }
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
  void save_in(std::vector<Capacity>& state) const { state = residuals_; }  ///< reuses its storage
  void restore(const std::vector<Capacity>& state) {
    residuals_ = state;
    is_labelled_ = false;
  }
  void restore(std::vector<Capacity>&& state) {
    residuals_ = std::move(state);
    is_labelled_ = false;
  }
  /// To be called before flow is moved otherwise than by augmenting.
  void forget_labels() { is_labelled_ = false; }
  /// Whether nodes found unreachable stay out of the searches of augment_into until labels are
  /// forgotten, even where flow that was given back could reach them again.
  void set_dead_stay(bool stay) {
    dead_stay_ = stay;
    forget_labels();
  }
  bool dead_stay() const { return dead_stay_; }
  /// Cheap going back for small trials: changes are logged until keep() or undo().
  void begin_trial() {
    trial_ = true;
    labelled_in_trial_ = false;
  }
  void keep() {
    trial_ = false;
    log_.clear();
    label_log_.clear();
  }
  void undo() {
    for (std::size_t i = log_.size(); i-- > 0;) residuals_[at(log_[i].first)] = log_[i].second;
    for (std::size_t i = label_log_.size(); i-- > 0;) {
      const OldLabel& old = label_log_[i];
      count_label(labels_[at(old.node)], -1);
      labels_[at(old.node)] = old.label;
      next_in_[at(old.node)] = old.next_in;
      count_label(old.label, 1);
    }
    if (labelled_in_trial_) is_labelled_ = false;
    keep();
  }

  /// Augments to a greatest flow into the sink; returns what was added. Layer by layer, after
  /// Dinic: exact labels, then every shortest way is filled.
  Capacity augment_all() {
    Capacity room{0};
    const auto [first, last] = out(sink_);
    for (const Arc* arc = first; arc != last; ++arc) room += residual(*arc ^ 1);
    Capacity added{0};
    while (added < room) {
      find_labels(true);
      if (labels_[at(sink_)] >= dead) break;
      added += fill_shortest_ways();
    }
    return added;
  }

  /// Sends up to `amount` more into `node`; returns what arrived.
  Capacity augment_into(Node node, Capacity amount) {
    label();
    newly_dead_.clear();
    if (node == sink_) label_sink();
    Capacity arrived{0};
    while (arrived < amount && find_path_into(node)) {
      Capacity bottleneck = amount - arrived;
      for (const Arc arc : path_) bottleneck = std::min(bottleneck, residual(arc));
      for (const Arc arc : path_) push_on_path(arc, bottleneck);
      arrived += bottleneck;
    }
    return arrived;
  }

  /// Nodes that nothing more can reach, found out by the last augment_into.
  const std::vector<Node>& newly_unreachable() const { return newly_dead_; }

  /// The same as augment_into, but searching everywhere, not only where labels say that something
  /// may be left; nodes that `is_dry` are passed by. When it falls short, `visited` is all that
  /// leads to the node.
  template <class IsDry>
  Capacity augment_anywhere(Node node, Capacity amount, const IsDry& is_dry) {
    Capacity arrived{0};
    while (arrived < amount && walk_to_origin(node, 1, is_dry))
      arrived += push_path(amount - arrived);
    return arrived;
  }
  const std::vector<Node>& visited() const { return queue_; }

  /// Sends `amount`, which arrived in `node`, back to the origin by any ways.
  void give_back(Node node, Capacity amount) {
    while (amount > 0) {
      PB_CHECK(walk_to_origin(node, 0, [](Node) { return false; }));
      amount -= push_path(amount);
    }
  }

  /// Marks the nodes from which `sink` can be reached in the residual network.
  std::vector<char> nodes_reaching(Node sink) const { return nodes_reaching(sink, {}, residuals_); }
  /// The same in a state that save() gave, not using arcs of `left_out` (by arc pair; empty =
  /// none).
  std::vector<char> nodes_reaching(Node sink, const std::vector<char>& left_out,
                                   const std::vector<Capacity>& state) const {
    std::vector<char> reaches(at(node_count_), 0);
    std::vector<Node> queue{sink};
    reaches[at(sink)] = 1;
    for (std::size_t i = 0; i < queue.size(); ++i) {
      const auto [first, last] = out(queue[i]);
      for (const Arc* arc = first; arc != last; ++arc) {
        const Node before = head(*arc);
        if (reaches[at(before)] || state[at(*arc ^ 1)] <= 0) continue;
        if (!left_out.empty() && left_out[at(*arc >> 1)]) continue;
        reaches[at(before)] = 1;
        queue.push_back(before);
      }
    }
    return reaches;
  }

 private:
  static constexpr std::int32_t dead = std::numeric_limits<std::int32_t>::max() / 2;
  struct OldLabel {
    Node node;
    std::int32_t label;
    std::int32_t next_in;
  };

  static std::size_t at(std::int32_t index) { return static_cast<std::size_t>(index); }
  static Arc to_arc(std::size_t index) { return static_cast<Arc>(index); }

  void change(Arc arc, Capacity value) {
    const Capacity before = residuals_[at(arc)];
    if (trial_) log_.emplace_back(arc, before);
    residuals_[at(arc)] = value;
    if (before <= 0 && value > 0 && is_labelled_) note_new_way(arc);
  }
  /// Breadth first from `node` to the origin, along arcs (direction 0) or against them (1); leaves
  /// the arcs that flow is to be pushed on in path_.
  template <class IsPassedBy>
  bool walk_to_origin(Node node, Arc direction, const IsPassedBy& is_passed_by) {
    seen_.resize(at(node_count_), 0);
    came_by_.resize(at(node_count_));
    ++seen_round_;
    queue_.assign(1, node);
    seen_[at(node)] = seen_round_;
    for (std::size_t i = 0; i < queue_.size(); ++i) {
      const auto [first, last] = out(queue_[i]);
      for (const Arc* out_arc = first; out_arc != last; ++out_arc) {
        const Node next = head(*out_arc);
        const Arc arc = *out_arc ^ direction;
        if (seen_[at(next)] == seen_round_ || next == sink_ || residual(arc) <= 0) continue;
        seen_[at(next)] = seen_round_;
        if (is_passed_by(next)) continue;
        came_by_[at(next)] = *out_arc;
        if (next == origin_) {
          path_.clear();
          for (Node walk = origin_; walk != node; walk = tail(came_by_[at(walk)]))
            path_.push_back(came_by_[at(walk)] ^ direction);
          return true;
        }
        queue_.push_back(next);
      }
    }
    return false;
  }

  /// Pushes as much as fits, at most `most`, along path_.
  Capacity push_path(Capacity most) {
    for (const Arc arc : path_) most = std::min(most, residual(arc));
    for (const Arc arc : path_) {
      const bool is_new = residuals_[at(arc ^ 1)] <= 0;
      push_on_path(arc, most);
      if (is_new && is_labelled_) note_new_way(arc ^ 1);
    }
    return most;
  }

  void push_on_path(Arc arc, Capacity amount) {
    if (trial_) {
      log_.emplace_back(arc, residuals_[at(arc)]);
      log_.emplace_back(arc ^ 1, residuals_[at(arc ^ 1)]);
    }
    residuals_[at(arc)] -= amount;
    residuals_[at(arc ^ 1)] += amount;
  }

  void label() {
    if (!is_labelled_) find_labels(false);
  }

  /// Exact distances from the origin; what it cannot reach is dead. Up to the layer of the sink
  /// only, where that is enough and the sink can be reached.
  void find_labels(bool up_to_sink) {
    labels_.assign(at(node_count_), dead);
    next_in_.assign(first_out_.begin(), first_out_.end() - 1);
    label_counts_.assign(1, 0);
    queue_.assign(1, origin_);
    labels_[at(origin_)] = 0;
    is_labelled_ = true;
    labelled_in_trial_ = true;
    for (std::size_t i = 0; i < queue_.size(); ++i) {
      const Node node = queue_[i];
      if (labels_[at(node)] >= labels_[at(sink_)]) break;
      count_label(labels_[at(node)], 1);
      const auto [first, last] = out(node);
      for (const Arc* arc = first; arc != last; ++arc) {
        const Node next = head(*arc);
        if (labels_[at(next)] != dead || residual(*arc) <= 0) continue;
        if (next == sink_ && !up_to_sink) continue;
        labels_[at(next)] = labels_[at(node)] + 1;
        if (next != sink_) queue_.push_back(next);
        is_labelled_ = is_labelled_ && next != sink_;
      }
    }
  }

  void count_label(std::int32_t label, std::int32_t change) {
    if (label >= dead) return;
    if (at(label) >= label_counts_.size()) label_counts_.resize(at(label) + 1, 0);
    label_counts_[at(label)] += change;
  }

  /// The label of the sink is not kept up, for nothing leads on from it.
  void label_sink() {
    if (labels_[at(sink_)] < dead) count_label(labels_[at(sink_)], -1);
    labels_[at(sink_)] = nearest_before(sink_);
    count_label(labels_[at(sink_)], 1);
    next_in_[at(sink_)] = first_out_[at(sink_)];
  }

  void log_label(Node node) {
    if (trial_) label_log_.push_back({node, labels_[at(node)], next_in_[at(node)]});
  }

  /// One more than the least label of the nodes that lead to `node`.
  std::int32_t nearest_before(Node node) const {
    std::int32_t least = dead - 1;
    const auto [first, last] = out(node);
    for (const Arc* arc = first; arc != last; ++arc) {
      const Node before = head(*arc);
      if (before != sink_ && labels_[at(before)] < least && residual(*arc ^ 1) > 0)
        least = labels_[at(before)];
    }
    return least == dead - 1 ? dead : least + 1;
  }

  /// An arc of a shortest way into the node, or -1.
  Arc admissible_into(Node node) {
    const std::int32_t wanted = labels_[at(node)] - 1;
    const std::int32_t end = first_out_[at(node) + 1];
    const std::int32_t start = next_in_[at(node)];
    std::int32_t position = start;
    Arc found = -1;
    for (; position < end; ++position) {
      const Arc arc = out_arcs_[at(position)];
      const Node before = head(arc);
      if (labels_[at(before)] != wanted || before == sink_ || residual(arc ^ 1) <= 0) continue;
      found = arc ^ 1;
      break;
    }
    if (position != start) {
      log_label(node);
      next_in_[at(node)] = position;
    }
    return found;
  }

  /// Walks from `target` back to the origin along falling labels; leaves the arcs in path_, the
  /// last one first.
  bool find_path_into(Node target) {
    path_.clear();
    if (labels_[at(target)] >= dead) return false;
    Node node = target;
    while (node != origin_) {
      const Arc arc = admissible_into(node);
      if (arc >= 0) {
        path_.push_back(arc);
        node = tail(arc);
        continue;
      }
      raise_label(node);
      if (node != target) {
        node = head(path_.back());
        path_.pop_back();
      } else if (labels_[at(node)] >= dead) {
        return false;
      }
    }
    return true;
  }

  /// Fills all shortest ways into the sink, which exact labels lead to; returns what arrived.
  Capacity fill_shortest_ways() {
    Capacity arrived{0};
    path_.clear();
    for (Node node = sink_;;) {
      if (node == origin_) {
        arrived += fill_path();
        node = head(path_.back());
        path_.pop_back();
      }
      if (const Arc arc = admissible_into(node); arc >= 0) {
        path_.push_back(arc);
        node = tail(arc);
      } else if (node == sink_) {
        return arrived;
      } else {
        node = head(path_.back());
        path_.pop_back();
        ++next_in_[at(node)];
      }
    }
  }

  /// Pushes what fits along path_, which ends at the origin, and cuts it before the full arc that
  /// is nearest to the sink.
  Capacity fill_path() {
    Capacity bottleneck = residual(path_.front());
    for (const Arc arc : path_) bottleneck = std::min(bottleneck, residual(arc));
    std::size_t full = path_.size();
    for (std::size_t i = path_.size(); i-- > 0;) {
      push_on_path(path_[i], bottleneck);
      if (residual(path_[i]) <= 0) full = i;
    }
    path_.resize(full + 1);
    return bottleneck;
  }

  void raise_label(Node node) {
    const std::int32_t old = labels_[at(node)];
    log_label(node);
    count_label(old, -1);
    const std::int32_t label = nearest_before(node);
    // No way can step over a label that nobody has.
    if (label >= dead || label_counts_[at(old)] == 0) {
      labels_[at(node)] = dead;
      next_in_[at(node)] = first_out_[at(node)];
      newly_dead_.push_back(node);
      bury_what_leads_to_dead();
      return;
    }
    labels_[at(node)] = label;
    next_in_[at(node)] = first_out_[at(node)];
    count_label(label, 1);
  }

  /// What leads to a node that cannot be reached cannot be reached itself.
  void bury_what_leads_to_dead() {
    for (std::size_t i = newly_dead_.size() - 1; i < newly_dead_.size(); ++i) {
      const auto [first, last] = out(newly_dead_[i]);
      for (const Arc* arc = first; arc != last; ++arc) {
        const Node before = head(*arc);
        if (labels_[at(before)] >= dead || before == sink_ || residual(*arc ^ 1) <= 0) continue;
        PB_CHECK(before != origin_);
        log_label(before);
        count_label(labels_[at(before)], -1);
        labels_[at(before)] = dead;
        newly_dead_.push_back(before);
      }
    }
  }

  /// An arc has got room again: labels behind it may be too high.
  void note_new_way(Arc arc) {
    const Node from = tail(arc);
    const Node to = head(arc);
    if (from == sink_ || to == sink_ || labels_[at(from)] >= dead) return;
    if (dead_stay_ && labels_[at(to)] >= dead) return;
    if (labels_[at(to)] == labels_[at(from)] + 1) start_over(to);
    if (labels_[at(to)] > labels_[at(from)] + 1) lower_labels(to, labels_[at(from)] + 1);
  }

  void start_over(Node node) {
    log_label(node);
    next_in_[at(node)] = first_out_[at(node)];
  }

  void lower_label(Node node, std::int32_t label) {
    log_label(node);
    count_label(labels_[at(node)], -1);
    labels_[at(node)] = label;
    next_in_[at(node)] = first_out_[at(node)];
    count_label(label, 1);
  }

  void lower_labels(Node start, std::int32_t label) {
    lower_label(start, label);
    std::vector<Node> queue{start};
    for (std::size_t i = 0; i < queue.size(); ++i) {
      const std::int32_t next_label = labels_[at(queue[i])] + 1;
      const auto [first, last] = out(queue[i]);
      for (const Arc* arc = first; arc != last; ++arc) {
        const Node next = head(*arc);
        if (next == sink_ || residual(*arc) <= 0 || labels_[at(next)] < next_label) continue;
        if (dead_stay_ && labels_[at(next)] >= dead) continue;
        if (labels_[at(next)] == next_label) {
          start_over(next);
        } else {
          lower_label(next, next_label);
          queue.push_back(next);
        }
      }
    }
  }

  Node node_count_ = 0;
  Node origin_ = -1;
  Node sink_ = -1;
  std::vector<Node> heads_;
  std::vector<Capacity> residuals_;
  std::vector<std::int32_t> first_out_;
  std::vector<Arc> out_arcs_;

  bool is_labelled_ = false;
  bool dead_stay_ = false;
  std::vector<std::int32_t> labels_;        ///< at most the distance from the origin
  std::vector<std::int32_t> next_in_;       ///< where to go on looking for a way into the node
  std::vector<std::int32_t> label_counts_;  ///< nodes with each label
  std::vector<Node> newly_dead_;
  std::vector<Arc> path_;
  std::vector<Node> queue_;
  std::vector<std::uint32_t> seen_;
  std::uint32_t seen_round_ = 0;
  std::vector<Arc> came_by_;
  bool trial_ = false;
  bool labelled_in_trial_ = false;
  std::vector<std::pair<Arc, Capacity>> log_;
  std::vector<OldLabel> label_log_;
};

}  // namespace phanbo::flow
