#include "verifier/exchange.hpp"

#include <algorithm>
#include <deque>

namespace phanbo_verify {

Exchange::Exchange(const DongGraph& graph, const std::vector<int>& frozen)
    : graph_(graph),
      open_(at(graph.arc_count()), 0),
      component_(at(graph.node_count()), 0),
      weight_(at(graph.arc_count()), 0),
      distance_(at(graph.node_count()), 0),
      parent_(at(graph.node_count()), -1),
      queued_(at(graph.node_count()), 0),
      mark_(at(graph.node_count()), 0) {
  for (int arc = 0; arc < graph.arc_count(); ++arc) open_[at(arc)] = graph.room(arc) > 0;
  for (const int arc : frozen) open_[at(arc)] = open_[at(arc ^ 1)] = 0;
  prune();
}

void Exchange::prune() {
  number_components();
  drop_arcs_between_components();
  peel_leaves();
  number_components();
  drop_arcs_between_components();
  open_count_ = static_cast<std::size_t>(std::count(open_.begin(), open_.end(), 1));
  work_ = 0;
}

/// Strongly connected components (Tarjan, without recursion).
void Exchange::number_components() {
  const int count = graph_.node_count();
  std::vector<int> index(at(count), -1);
  std::vector<int> low(at(count), 0);
  std::vector<int> next(at(count), -1);
  std::vector<int> stack;
  std::vector<int> path;
  int counter = 0;
  members_.clear();
  std::fill(component_.begin(), component_.end(), -1);
  for (int start = 0; start < count; ++start) {
    if (index[at(start)] >= 0) continue;
    path.push_back(start);
    while (!path.empty()) {
      const int node = path.back();
      if (index[at(node)] < 0) {
        index[at(node)] = low[at(node)] = counter++;
        next[at(node)] = graph_.first_arc(node);
        stack.push_back(node);
      }
      int& arc = next[at(node)];
      bool went_down = false;
      for (; arc >= 0; arc = graph_.next_arc(arc)) {
        if (!open_[at(arc)]) continue;
        const int head = graph_.head(arc);
        if (index[at(head)] < 0) {
          path.push_back(head);
          went_down = true;
          break;
        }
        if (component_[at(head)] < 0) low[at(node)] = std::min(low[at(node)], low[at(head)]);
      }
      if (went_down) continue;
      path.pop_back();
      if (low[at(node)] != index[at(node)]) continue;
      members_.emplace_back();
      for (int top = -1; top != node;) {
        top = stack.back();
        stack.pop_back();
        component_[at(top)] = static_cast<int>(members_.size()) - 1;
        members_.back().push_back(top);
      }
    }
  }
}

void Exchange::drop_arcs_between_components() {
  for (int arc = 0; arc < graph_.arc_count(); ++arc) {
    if (component_[at(graph_.tail(arc))] != component_[at(graph_.head(arc))]) open_[at(arc)] = 0;
  }
}

/// A node with only one open pair of arcs is in no exchange.
void Exchange::peel_leaves() {
  std::vector<int> degree(at(graph_.node_count()), 0);
  for (int arc = 0; arc < graph_.arc_count(); arc += 2) {
    if (!is_open(arc)) continue;
    ++degree[at(graph_.tail(arc))];
    ++degree[at(graph_.head(arc))];
  }
  std::vector<int> leaves;
  for (int node = 0; node < graph_.node_count(); ++node) {
    if (degree[at(node)] == 1) leaves.push_back(node);
  }
  while (!leaves.empty()) {
    const int node = leaves.back();
    leaves.pop_back();
    for (int arc = graph_.first_arc(node); arc >= 0; arc = graph_.next_arc(arc)) {
      if (!is_open(arc)) continue;
      open_[at(arc)] = open_[at(arc ^ 1)] = 0;
      if (--degree[at(graph_.head(arc))] == 1) leaves.push_back(graph_.head(arc));
    }
  }
}

std::vector<int> Exchange::nodes_of_components(const std::vector<Weighted>& arcs) const {
  std::vector<int> components;
  for (const Weighted& entry : arcs) {
    if (is_open(entry.arc)) components.push_back(component_[at(graph_.tail(entry.arc))]);
  }
  std::sort(components.begin(), components.end());
  components.erase(std::unique(components.begin(), components.end()), components.end());
  std::vector<int> nodes;
  for (const int component : components) {
    nodes.insert(nodes.end(), members_[at(component)].begin(), members_[at(component)].end());
  }
  return nodes;
}

bool Exchange::has_parent_cycle(const std::vector<int>& nodes) {
  const int first_mark = mark_number_ + 1;
  for (const int start : nodes) {
    ++mark_number_;
    for (int node = start; node >= 0; node = parent_[at(node)]) {
      if (mark_[at(node)] == mark_number_) return true;
      if (mark_[at(node)] >= first_mark) break;
      mark_[at(node)] = mark_number_;
    }
  }
  return false;
}

/// Shortest distances by −weight; false when a cycle would make the sum greater.
bool Exchange::find_potentials(const std::vector<int>& nodes) {
  std::deque<int> queue;
  for (const int node : nodes) {
    distance_[at(node)] = 0;
    parent_[at(node)] = -1;
    queued_[at(node)] = 1;
    queue.push_back(node);
  }
  std::size_t since_check = 0;
  while (!queue.empty()) {
    const int node = queue.front();
    queue.pop_front();
    queued_[at(node)] = 0;
    for (int arc = graph_.first_arc(node); arc >= 0; arc = graph_.next_arc(arc)) {
      if (!open_[at(arc)]) continue;
      const int head = graph_.head(arc);
      const long through = distance_[at(node)] - weight_[at(arc)];
      if (through >= distance_[at(head)]) continue;
      distance_[at(head)] = through;
      parent_[at(head)] = node;
      if (++since_check > nodes.size()) {
        if (has_parent_cycle(nodes)) return false;
        since_check = 0;
      }
      if (!queued_[at(head)]) {
        queued_[at(head)] = 1;
        queue.push_back(head);
      }
    }
  }
  return true;
}

bool Exchange::is_greatest(const std::vector<Weighted>& arcs) {
  const std::vector<int> nodes = nodes_of_components(arcs);
  if (nodes.empty()) return true;
  for (const Weighted& entry : arcs) {
    weight_[at(entry.arc)] = entry.weight;
    weight_[at(entry.arc ^ 1)] = -entry.weight;
  }
  const bool greatest = find_potentials(nodes);
  bool any_dropped = false;
  if (greatest) {
    for (const int node : nodes) {
      for (int arc = graph_.first_arc(node); arc >= 0; arc = graph_.next_arc(arc)) {
        if (!open_[at(arc)]) continue;
        const long reduced =
            distance_[at(node)] - weight_[at(arc)] - distance_[at(graph_.head(arc))];
        if (reduced > 0) {
          open_[at(arc)] = 0;
          any_dropped = true;
        }
      }
    }
  }
  for (const Weighted& entry : arcs) weight_[at(entry.arc)] = weight_[at(entry.arc ^ 1)] = 0;
  if (any_dropped) prune();
  return greatest;
}

bool Exchange::is_greatest_and_fix(int arc) {
  if (!is_open(arc)) return true;
  bool greatest = true;
  if (open_[at(arc)]) {
    ++mark_number_;
    std::vector<int> stack{graph_.head(arc)};
    mark_[at(stack.back())] = mark_number_;
    while (!stack.empty() && greatest) {
      const int node = stack.back();
      stack.pop_back();
      for (int out = graph_.first_arc(node); out >= 0; out = graph_.next_arc(out)) {
        ++work_;
        if (!open_[at(out)] || (out ^ 1) == arc) continue;
        const int head = graph_.head(out);
        if (mark_[at(head)] == mark_number_) continue;
        if (head == graph_.tail(arc)) greatest = false;
        mark_[at(head)] = mark_number_;
        stack.push_back(head);
      }
    }
  }
  open_[at(arc)] = open_[at(arc ^ 1)] = 0;
  if (work_ > 8 * open_count_ + 1000) prune();
  return greatest;
}

}  // namespace phanbo_verify
