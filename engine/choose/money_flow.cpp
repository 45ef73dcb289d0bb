#include "engine/choose/money_flow.hpp"

#include <algorithm>
#include <limits>

namespace phanbo::selection {

MoneyFlow::MoneyFlow(const SelectionModel& model) {
  const auto nodes = static_cast<std::size_t>(model.node_count);
  first_.assign(nodes + 1, 0);
  for (const MoneyArc& arc : model.arcs) {
    edges_.push_back({arc.to, arc.capacity});
    edges_.push_back({arc.from, 0});
    ++first_[static_cast<std::size_t>(arc.from) + 1];
    ++first_[static_cast<std::size_t>(arc.to) + 1];
  }
  for (std::size_t v = 0; v < nodes; ++v) first_[v + 1] += first_[v];
  order_.assign(edges_.size(), 0);
  std::vector<int> next(first_.begin(), first_.end() - 1);
  for (std::size_t e = 0; e < edges_.size(); ++e) {
    const int from = edges_[e ^ 1].to;
    order_[static_cast<std::size_t>(next[static_cast<std::size_t>(from)]++)] = static_cast<int>(e);
  }
  met_.assign(nodes, 0);
  cut_off_.assign(nodes, 0);
  reached_by_.assign(nodes, -1);
  queue_.reserve(nodes);
}

/// Between the money node and another, one path at a time, breadth first from the other: the
/// networks are shallow, and money is near from everywhere.
Amount MoneyFlow::move(int node, Amount at_most, bool brings) {
  Amount moved = 0;
  while (moved < at_most) {
    queue_.clear();
    queue_.push_back(node);
    reached_by_[static_cast<std::size_t>(node)] = -2;
    for (std::size_t q = 0; q < queue_.size() && reached_by_[money_node] == -1; ++q) {
      const auto v = static_cast<std::size_t>(queue_[q]);
      for (int k = first_[v]; k < first_[v + 1]; ++k) {
        const int away = order_[static_cast<std::size_t>(k)];
        const int other = edges_[static_cast<std::size_t>(away)].to;
        const int e = brings ? away ^ 1 : away;
        if (reached_by_[static_cast<std::size_t>(other)] != -1 ||
            edges_[static_cast<std::size_t>(e)].room <= 0 ||
            cut_off_[static_cast<std::size_t>(other)] != 0)
          continue;
        reached_by_[static_cast<std::size_t>(other)] = e;
        queue_.push_back(other);
        if (other == money_node) break;
      }
    }
    const bool is_reached = reached_by_[money_node] != -1;
    if (is_reached) moved += move_along(node, at_most - moved, brings);
    for (const int v : queue_) reached_by_[static_cast<std::size_t>(v)] = -1;
    if (!is_reached) break;
  }
  return moved;
}

Amount MoneyFlow::move_along(int node, Amount at_most, bool brings) {
  const auto edge_at = [&](int v) {
    return static_cast<std::size_t>(reached_by_[static_cast<std::size_t>(v)]);
  };
  const auto next = [&](int v) { return edges_[brings ? edge_at(v) : edge_at(v) ^ 1].to; };
  Amount room = at_most;
  for (int v = money_node; v != node; v = next(v)) room = std::min(room, edges_[edge_at(v)].room);
  for (int v = money_node; v != node; v = next(v)) {
    edges_[edge_at(v)].room -= room;
    edges_[edge_at(v) ^ 1].room += room;
  }
  return room;
}

Amount MoneyFlow::raise(int node, Amount amount) {
  const Amount moved = move(node, amount, true);
  met_[static_cast<std::size_t>(node)] += moved;
  return moved;
}

void MoneyFlow::lower(int node, Amount amount) {
  PB_CHECK(amount <= met_[static_cast<std::size_t>(node)]);
  // The money flows back along the arcs that brought it: such a path always exists.
  PB_CHECK(move(node, amount, false) == amount);
  met_[static_cast<std::size_t>(node)] -= amount;
}

bool MoneyFlow::adjust(const std::vector<Amount>& needs) {
  for (std::size_t v = 0; v < needs.size(); ++v) {
    if (met_[v] > needs[v]) lower(static_cast<int>(v), met_[v] - needs[v]);
  }
  bool all = true;
  for (std::size_t v = 0; v < needs.size(); ++v) {
    const Amount missing = needs[v] - met_[v];
    if (missing <= 0) continue;
    if (cut_off_[v] == 0 && raise(static_cast<int>(v), missing) == missing) continue;
    // Whatever could send to it gets no more money from anywhere: no later path leads through.
    if (cut_off_[v] == 0)
      for (const int sender : queue_) cut_off_[static_cast<std::size_t>(sender)] = 1;
    all = false;
  }
  last_cut_off_ = cut_off_;
  if (!all) std::fill(cut_off_.begin(), cut_off_.end(), 0);
  return all;
}

Cut make_cut(const SelectionModel& model, std::vector<char> inside) {
  Cut cut;
  for (const MoneyArc& arc : model.arcs) {
    if (inside[static_cast<std::size_t>(arc.to)] != 0 &&
        inside[static_cast<std::size_t>(arc.from)] == 0) {
      cut.capacity += arc.capacity;
    }
  }
  for (std::size_t v = 0; v < inside.size(); ++v) {
    if (inside[v] != 0) cut.capacity -= model.fixed_uses[v];
  }
  cut.inside = std::move(inside);
  return cut;
}

std::vector<std::vector<char>> connected_parts(const SelectionModel& model,
                                               const std::vector<char>& inside) {
  std::vector<std::size_t> root(inside.size());
  for (std::size_t v = 0; v < root.size(); ++v) root[v] = v;
  const auto find = [&](std::size_t v) {
    while (root[v] != v) v = root[v] = root[root[v]];
    return v;
  };
  for (const MoneyArc& arc : model.arcs) {
    const auto from = static_cast<std::size_t>(arc.from);
    const auto to = static_cast<std::size_t>(arc.to);
    if (inside[from] != 0 && inside[to] != 0 && arc.capacity > 0) root[find(from)] = find(to);
  }
  std::vector<std::vector<char>> parts;
  std::vector<int> part_of(inside.size(), -1);
  for (std::size_t v = 0; v < inside.size(); ++v) {
    if (inside[v] == 0) continue;
    int& part = part_of[find(v)];
    if (part < 0) {
      part = static_cast<int>(parts.size());
      parts.emplace_back(inside.size(), 0);
    }
    parts[static_cast<std::size_t>(part)][v] = 1;
  }
  return parts;
}

}  // namespace phanbo::selection
