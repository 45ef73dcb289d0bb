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
  reached_by_.assign(nodes, -1);
  queue_.reserve(nodes);
}

/// Breadth first, one path at a time: the networks are small and shallow.
Amount MoneyFlow::augment(int from, int to, Amount at_most) {
  Amount moved = 0;
  while (moved < at_most) {
    std::fill(reached_by_.begin(), reached_by_.end(), -1);
    queue_.clear();
    queue_.push_back(from);
    reached_by_[static_cast<std::size_t>(from)] = -2;
    for (std::size_t q = 0; q < queue_.size() && reached_by_[static_cast<std::size_t>(to)] == -1;
         ++q) {
      const auto v = static_cast<std::size_t>(queue_[q]);
      for (int k = first_[v]; k < first_[v + 1]; ++k) {
        const int e = order_[static_cast<std::size_t>(k)];
        const Edge& edge = edges_[static_cast<std::size_t>(e)];
        if (edge.room <= 0 || reached_by_[static_cast<std::size_t>(edge.to)] != -1) continue;
        reached_by_[static_cast<std::size_t>(edge.to)] = e;
        queue_.push_back(edge.to);
      }
    }
    if (reached_by_[static_cast<std::size_t>(to)] == -1) break;
    Amount room = at_most - moved;
    for (int v = to; v != from;) {
      const auto e = static_cast<std::size_t>(reached_by_[static_cast<std::size_t>(v)]);
      room = std::min(room, edges_[e].room);
      v = edges_[e ^ 1].to;
    }
    for (int v = to; v != from;) {
      const auto e = static_cast<std::size_t>(reached_by_[static_cast<std::size_t>(v)]);
      edges_[e].room -= room;
      edges_[e ^ 1].room += room;
      v = edges_[e ^ 1].to;
    }
    moved += room;
  }
  return moved;
}

Amount MoneyFlow::raise(int node, Amount amount) {
  const Amount moved = augment(money_node, node, amount);
  met_[static_cast<std::size_t>(node)] += moved;
  return moved;
}

void MoneyFlow::lower(int node, Amount amount) {
  PB_CHECK(amount <= met_[static_cast<std::size_t>(node)]);
  // The money flows back along the arcs that brought it: such a path always exists.
  Amount left = amount;
  while (left > 0) {
    const Amount moved = augment(node, money_node, left);
    PB_CHECK(moved > 0);
    left -= moved;
  }
  met_[static_cast<std::size_t>(node)] -= amount;
}

bool MoneyFlow::adjust(const std::vector<Amount>& needs) {
  for (std::size_t v = 0; v < needs.size(); ++v) {
    if (met_[v] > needs[v]) lower(static_cast<int>(v), met_[v] - needs[v]);
  }
  bool all = true;
  for (std::size_t v = 0; v < needs.size(); ++v) {
    const Amount missing = needs[v] - met_[v];
    if (missing > 0 && raise(static_cast<int>(v), missing) < missing) all = false;
  }
  return all;
}

std::vector<char> MoneyFlow::senders_to(int node) const {
  std::vector<char> inside(met_.size(), 0);
  std::vector<int> queue{node};
  inside[static_cast<std::size_t>(node)] = 1;
  for (std::size_t q = 0; q < queue.size(); ++q) {
    const auto v = static_cast<std::size_t>(queue[q]);
    for (int k = first_[v]; k < first_[v + 1]; ++k) {
      const auto e = static_cast<std::size_t>(order_[static_cast<std::size_t>(k)]);
      const auto other = static_cast<std::size_t>(edges_[e].to);
      if (inside[other] != 0 || edges_[e ^ 1].room <= 0) continue;
      inside[other] = 1;
      queue.push_back(edges_[e].to);
    }
  }
  return inside;
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
