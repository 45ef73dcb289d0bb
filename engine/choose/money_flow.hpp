#pragma once

#include <vector>

#include "engine/choose/selection_model.hpp"

/// Whole-đồng flow from the money node to the nodes that need it, kept up to date while needs rise
/// and fall.
namespace phanbo::selection {

class MoneyFlow {
 public:
  explicit MoneyFlow(const SelectionModel& model);

  /// Brings up to `amount` more to the node; returns what could be brought.
  Amount raise(int node, Amount amount);
  /// Takes back `amount` that was brought to the node.
  void lower(int node, Amount amount);
  /// Brings what is missing for `needs` (by node) and takes back what is too much; true when all
  /// needs are met.
  bool adjust(const std::vector<Amount>& needs);
  /// After an adjust() that fell short: all nodes that could still send money to an unmet need;
  /// their needs are more than the arcs into them can bring. Never holds the money node.
  const std::vector<char>& cut_off() const { return last_cut_off_; }
  const std::vector<Amount>& met() const { return met_; }
  /// By arc of the model.
  Amount on_arc(std::size_t arc) const { return edges_[arc * 2 + 1].room; }

 private:
  struct Edge {
    int to = 0;
    Amount room = 0;
  };
  Amount move(int node, Amount at_most, bool brings);
  Amount move_along(int node, Amount at_most, bool brings);

  std::vector<Edge> edges_;  ///< the reverse of edge e is e ^ 1
  std::vector<int> first_;   ///< by node, into order_
  std::vector<int> order_;
  std::vector<Amount> met_;
  std::vector<char> cut_off_;  ///< while adjusting
  std::vector<char> last_cut_off_;
  std::vector<int> reached_by_;
  std::vector<int> queue_;
};

/// A set of nodes (never the money node): what its members need together is at most what the arcs
/// into it can bring.
struct Cut {
  std::vector<char> inside;  ///< by node
  Amount capacity = 0;       ///< arcs into the set, less fixed uses inside
};

Cut make_cut(const SelectionModel& model, std::vector<char> inside);
/// The connected parts of a set of nodes.
std::vector<std::vector<char>> connected_parts(const SelectionModel& model,
                                               const std::vector<char>& inside);

}  // namespace phanbo::selection
