#include "verifier/exchange_order.hpp"

#include <algorithm>
#include <cstddef>

namespace phanbo_verify {

namespace {

class ClosingEdges {
 public:
  ClosingEdges(int node_count, std::vector<TimedEdge> edges)
      : edges_(std::move(edges)),
        leader_(static_cast<std::size_t>(node_count)),
        local_(leader_.size(), -1) {
    for (std::size_t i = 0; i < leader_.size(); ++i) leader_[i] = static_cast<int>(i);
  }

  std::vector<std::size_t> run() {
    std::vector<int> all;
    int last = 0;
    for (std::size_t i = 0; i < edges_.size(); ++i) {
      all.push_back(static_cast<int>(i));
      last = std::max(last, edges_[i].time);
    }
    number_components(all);
    std::erase_if(all, [this](int edge) { return !is_on_circle(edge); });
    follow(0, last, all);
    return std::move(closing_);
  }

 private:
  static std::size_t at(int index) { return static_cast<std::size_t>(index); }

  int leader(int node) {
    while (leader_[at(node)] != node) node = leader_[at(node)] = leader_[at(leader_[at(node)])];
    return node;
  }

  /// All these edges come to lie on circles at a time from `first` to `last`.
  void follow(int first, int last, std::vector<int>& edges) {
    if (edges.empty()) return;
    if (first == last) {
      for (const int edge : edges) {
        if (edges_[at(edge)].time == first && first > 0) closing_.push_back(at(edge));
        leader_[at(leader(edges_[at(edge)].from))] = leader(edges_[at(edge)].to);
      }
      return;
    }
    const int middle = first + (last - first) / 2;
    const auto later = std::partition(edges.begin(), edges.end(),
                                      [&](int edge) { return edges_[at(edge)].time <= middle; });
    std::vector<int> early(edges.begin(), later);
    std::vector<int> late(later, edges.end());
    edges = {};
    number_components(early);
    const auto open =
        std::partition(early.begin(), early.end(), [this](int edge) { return is_on_circle(edge); });
    late.insert(late.end(), open, early.end());
    early.erase(open, early.end());
    follow(first, middle, early);
    std::erase_if(late, [this](int edge) { return is_within_a_point(edge); });
    follow(middle + 1, last, late);
  }

  /// An edge within one point closes a circle when it appears.
  bool is_within_a_point(int edge) {
    const TimedEdge& known = edges_[at(edge)];
    if (leader(known.from) != leader(known.to)) return false;
    if (known.time > 0) closing_.push_back(at(edge));
    return true;
  }

  bool is_on_circle(int edge) {
    const int from = local_of(edges_[at(edge)].from);
    return component_[at(from)] == component_[at(local_of(edges_[at(edge)].to))];
  }

  int local_of(int node) { return local_[at(leader(node))]; }

  /// Strongly connected components (Tarjan, without recursion) of the points these edges touch.
  void number_components(const std::vector<int>& edges) {
    lay_out(edges);
    const std::size_t count = nodes_.size();
    index_.assign(count, -1);
    low_.assign(count, 0);
    component_.assign(count, -1);
    next_.assign(start_.begin(), start_.end() - 1);
    int counter = 0;
    int components = 0;
    for (std::size_t start = 0; start < count; ++start) {
      if (index_[start] >= 0) continue;
      path_.assign(1, static_cast<int>(start));
      while (!path_.empty()) visit(path_.back(), counter, components);
    }
    for (const int node : nodes_) seen_.push_back(node);
  }

  void visit(int node, int& counter, int& components) {
    if (index_[at(node)] < 0) {
      index_[at(node)] = low_[at(node)] = counter++;
      stack_.push_back(node);
    }
    while (next_[at(node)] < start_[at(node) + 1]) {
      const int head = heads_[at(next_[at(node)])];
      if (index_[at(head)] < 0) {
        path_.push_back(head);
        return;
      }
      if (component_[at(head)] < 0) low_[at(node)] = std::min(low_[at(node)], low_[at(head)]);
      ++next_[at(node)];
    }
    path_.pop_back();
    if (low_[at(node)] != index_[at(node)]) return;
    for (int top = -1; top != node;) {
      top = stack_.back();
      stack_.pop_back();
      component_[at(top)] = components;
    }
    ++components;
  }

  /// The edges by their first point, points renumbered from 0.
  void lay_out(const std::vector<int>& edges) {
    for (const int node : seen_) local_[at(node)] = -1;
    seen_.clear();
    nodes_.clear();
    start_.assign(1, 0);
    const auto number = [this](int node) {
      int& local = local_[at(node)];
      if (local < 0) {
        local = static_cast<int>(nodes_.size());
        nodes_.push_back(node);
        start_.push_back(0);
      }
      return local;
    };
    for (const int edge : edges) {
      ++start_[at(number(leader(edges_[at(edge)].from))) + 1];
      number(leader(edges_[at(edge)].to));
    }
    for (std::size_t i = 1; i < start_.size(); ++i) start_[i] += start_[i - 1];
    heads_.resize(edges.size());
    std::vector<int> place(start_.begin(), start_.end() - 1);
    for (const int edge : edges) {
      heads_[at(place[at(local_of(edges_[at(edge)].from))]++)] = local_of(edges_[at(edge)].to);
    }
  }

  std::vector<TimedEdge> edges_;
  std::vector<int> leader_;  ///< points connected both ways are one
  std::vector<int> local_;   ///< by leader: number in the search at hand
  std::vector<std::size_t> closing_;

  std::vector<int> seen_;  ///< points with a number
  std::vector<int> nodes_;
  std::vector<int> start_;
  std::vector<int> heads_;
  std::vector<int> next_;
  std::vector<int> index_;
  std::vector<int> low_;
  std::vector<int> component_;
  std::vector<int> path_;
  std::vector<int> stack_;
};

}  // namespace

std::vector<std::size_t> closing_edges(int node_count, std::vector<TimedEdge> edges) {
  return ClosingEdges(node_count, std::move(edges)).run();
}

}  // namespace phanbo_verify
