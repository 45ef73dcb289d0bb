#include "verifier/exchange.hpp"

#include <algorithm>
#include <deque>

#include "verifier/exchange_order.hpp"

namespace phanbo_verify {

Exchange::Exchange(const DongGraph& graph, const std::vector<int>& frozen)
    : graph_(graph),
      open_(at(graph.arc_count()), 0),
      component_(at(graph.node_count()), -1),
      weight_(at(graph.arc_count()), 0),
      distance_(at(graph.node_count()), 0),
      parent_(at(graph.node_count()), -1),
      queued_(at(graph.node_count()), 0),
      mark_(at(graph.node_count()), 0),
      index_(at(graph.node_count()), -1),
      low_(at(graph.node_count()), 0),
      next_(at(graph.node_count()), -1),
      degree_(at(graph.node_count()), 0) {
  for (int arc = 0; arc < graph.arc_count(); ++arc) open_[at(arc)] = graph.room(arc) > 0;
  for (const int arc : frozen) open_[at(arc)] = open_[at(arc ^ 1)] = 0;
  for (int node = 0; node < graph.node_count(); ++node) nodes_.push_back(node);
  prune();
}

void Exchange::prune() {
  do {
    number_components();
    drop_arcs_between_components();
  } while (peel_leaves());
  dropped_ = 0;
  open_count_ = 0;
  std::erase_if(nodes_, [this](int node) {
    const std::size_t before = open_count_;
    for (int arc = graph_.first_arc(node); arc >= 0; arc = graph_.next_arc(arc))
      open_count_ += open_[at(arc)] ? 1 : 0;
    return open_count_ == before;
  });
}

/// Strongly connected components (Tarjan, without recursion). Nodes alone get no number.
void Exchange::number_components() {
  for (const int node : nodes_) {
    index_[at(node)] = -1;
    component_[at(node)] = -2;  // not known yet
  }
  std::vector<int> stack;
  std::vector<int> path;
  int counter = 0;
  for (const int start : nodes_) {
    if (index_[at(start)] >= 0) continue;
    path.push_back(start);
    while (!path.empty()) {
      const int node = path.back();
      if (index_[at(node)] < 0) {
        index_[at(node)] = low_[at(node)] = counter++;
        next_[at(node)] = graph_.first_arc(node);
        stack.push_back(node);
      }
      int& arc = next_[at(node)];
      bool went_down = false;
      for (; arc >= 0 && !went_down; arc = graph_.next_arc(arc)) {
        if (!open_[at(arc)]) continue;
        const int head = graph_.head(arc);
        if (component_[at(head)] != -2) continue;
        if (index_[at(head)] < 0) {
          path.push_back(head);
          went_down = true;
          break;
        }
        low_[at(node)] = std::min(low_[at(node)], low_[at(head)]);
      }
      if (went_down) continue;
      path.pop_back();
      if (!path.empty()) {
        low_[at(path.back())] = std::min(low_[at(path.back())], low_[at(node)]);
      }
      if (low_[at(node)] != index_[at(node)]) continue;
      if (stack.back() == node) {
        stack.pop_back();
        component_[at(node)] = -1;
        continue;
      }
      for (int top = -1; top != node;) {
        top = stack.back();
        stack.pop_back();
        component_[at(top)] = node;
      }
    }
  }
}

void Exchange::drop_arcs_between_components() {
  for (const int node : nodes_) {
    const int here = component_[at(node)];
    for (int arc = graph_.first_arc(node); arc >= 0; arc = graph_.next_arc(arc)) {
      if (here < 0 || component_[at(graph_.head(arc))] != here) {
        open_[at(arc)] = open_[at(arc ^ 1)] = 0;
      }
    }
  }
}

/// A node with only one open pair of arcs is in no exchange. True when there was one.
bool Exchange::peel_leaves() {
  std::vector<int> leaves;
  for (const int node : nodes_) {
    int& degree = degree_[at(node)];
    degree = 0;
    for (int arc = graph_.first_arc(node); arc >= 0; arc = graph_.next_arc(arc)) {
      if (is_open(arc)) ++degree;
    }
    if (degree == 1) leaves.push_back(node);
  }
  const bool any = !leaves.empty();
  while (!leaves.empty()) {
    const int node = leaves.back();
    leaves.pop_back();
    for (int arc = graph_.first_arc(node); arc >= 0; arc = graph_.next_arc(arc)) {
      if (!is_open(arc)) continue;
      open_[at(arc)] = open_[at(arc ^ 1)] = 0;
      if (--degree_[at(graph_.head(arc))] == 1) leaves.push_back(graph_.head(arc));
    }
  }
  return any;
}

bool Exchange::has_parent_cycle() {
  const int first_mark = mark_number_ + 1;
  for (const int start : reached_) {
    ++mark_number_;
    for (int node = start; node >= 0; node = parent_[at(node)]) {
      if (mark_[at(node)] == mark_number_) return true;
      if (mark_[at(node)] >= first_mark) break;
      mark_[at(node)] = mark_number_;
    }
  }
  return false;
}

/// The shortest distance by −weight from every node to wherever it is least; false when a cycle
/// would make the sum greater. Only what leads to the weighted arcs is looked at: nodes that are
/// not in `reached_` stay at 0.
bool Exchange::find_potentials(const std::vector<Weighted>& arcs) {
  std::deque<int> queue;
  const auto put = [&](int node) {
    if (!queued_[at(node)]) queue.push_back(node);
    queued_[at(node)] = 1;
  };
  for (const Weighted& entry : arcs) {
    const int arc = entry.weight > 0 ? entry.arc : entry.arc ^ 1;
    if (open_[at(arc)]) put(graph_.head(arc));
  }
  std::size_t since_check = 0;
  bool has_cycle = false;
  for (; !queue.empty(); queue.pop_front()) {
    const int node = queue.front();
    queued_[at(node)] = 0;
    for (int back = graph_.first_arc(node); back >= 0 && !has_cycle; back = graph_.next_arc(back)) {
      const int arc = back ^ 1;  // to the node
      const int from = graph_.head(back);
      if (!open_[at(arc)] || distance_[at(node)] - weight_[at(arc)] >= distance_[at(from)]) {
        continue;
      }
      if (distance_[at(from)] == 0) reached_.push_back(from);
      distance_[at(from)] = distance_[at(node)] - weight_[at(arc)];
      parent_[at(from)] = node;
      put(from);
      if (++since_check <= 2 * reached_.size()) continue;
      has_cycle = has_parent_cycle();
      since_check = 0;
    }
  }
  return !has_cycle;
}

/// Closes an arc that would make the choice at hand worse.
void Exchange::drop_if_worse(int arc) {
  const long through = distance_[at(graph_.head(arc))] - weight_[at(arc)];
  if (!open_[at(arc)] || through <= distance_[at(graph_.tail(arc))]) return;
  open_[at(arc)] = 0;
  ++dropped_;
}

bool Exchange::is_greatest(const std::vector<Weighted>& arcs) {
  for (const Weighted& entry : arcs) {
    weight_[at(entry.arc)] = entry.weight;
    weight_[at(entry.arc ^ 1)] = -entry.weight;
  }
  const bool greatest = find_potentials(arcs);
  if (greatest) {
    for (const Weighted& entry : arcs) {
      drop_if_worse(entry.arc);
      drop_if_worse(entry.arc ^ 1);
    }
    for (const int node : reached_) {
      for (int arc = graph_.first_arc(node); arc >= 0; arc = graph_.next_arc(arc)) {
        drop_if_worse(arc);
        drop_if_worse(arc ^ 1);
      }
    }
  }
  for (const Weighted& entry : arcs) weight_[at(entry.arc)] = weight_[at(entry.arc ^ 1)] = 0;
  for (const int node : reached_) {
    distance_[at(node)] = 0;
    parent_[at(node)] = -1;
  }
  reached_.clear();
  if (2 * dropped_ > open_count_) prune();  // what is not pruned costs only time
  return greatest;
}

std::vector<std::size_t> Exchange::not_greatest_in_turn(const std::vector<int>& arcs) const {
  std::vector<int> turn_of_arc(at(graph_.arc_count()), 0);  // counted from the last
  std::vector<std::size_t> position_of_turn(1, 0);
  for (std::size_t i = arcs.size(); i-- > 0;) {
    if (!is_open(arcs[i])) continue;
    turn_of_arc[at(arcs[i])] = turn_of_arc[at(arcs[i] ^ 1)] =
        static_cast<int>(position_of_turn.size());
    position_of_turn.push_back(i);
  }
  std::vector<char> is_asked(at(graph_.arc_count()), 0);
  for (const int arc : arcs) is_asked[at(arc)] = 1;
  std::vector<TimedEdge> edges;
  for (int arc = 0; arc < graph_.arc_count(); ++arc) {
    if (!open_[at(arc)]) continue;
    const int turn = turn_of_arc[at(arc)];
    const int time = turn == 0 ? 0 : is_asked[at(arc)] ? 2 * turn - 1 : 2 * turn;
    edges.push_back({graph_.tail(arc), graph_.head(arc), time});
  }
  std::vector<std::size_t> positions;
  for (const std::size_t edge : closing_edges(graph_.node_count(), edges)) {
    const int time = edges[edge].time;
    if (time % 2 == 1) positions.push_back(position_of_turn[at((time + 1) / 2)]);
  }
  std::sort(positions.begin(), positions.end());
  return positions;
}

}  // namespace phanbo_verify
