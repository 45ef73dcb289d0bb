#pragma once

#include <cstdint>
#include <vector>

#include "outputs/rounding/controlled_rounding.hpp"

namespace phanbo {

/// Between which whole units a printed sum may lie.
struct UnitBounds {
  std::int64_t low = 0;
  std::int64_t high = 0;
};
/// Floor and ceiling; with `inclusive`, a whole amount may also be off by one.
UnitBounds bounds_of(std::int64_t amount, std::int64_t unit, bool inclusive);

/// A subtotal or row of a grid in one column: the exact amounts of the columns of a grid, of its
/// groups and of all of them, for each subtotal.
class GridTotals {
 public:
  explicit GridTotals(const AmountGrid& grid);
  /// Parts of a line of column amounts: columns, then groups (where there are any), then all.
  std::size_t part_count() const { return part_count_; }
  /// Exact amounts of a leaf row's or a subtotal's parts.
  const std::int64_t* of_row(std::size_t row) const { return rows_.data() + row * part_count_; }
  const std::int64_t* of_node(std::size_t node) const { return nodes_.data() + node * part_count_; }

 private:
  std::size_t part_count_;
  std::vector<std::int64_t> rows_;
  std::vector<std::int64_t> nodes_;
};

/// Units by which the printed cells and sums leave what `inclusive` (or not) allows, added up.
std::int64_t residue_of(const AmountGrid& grid, std::int64_t unit,
                        const std::vector<std::int64_t>& units, bool inclusive);

/// Splits the whole units of a subtotal among its children (subtotals and rows), each within its
/// bounds in every column, group and in all: a flow, found by augmenting paths.
/// `children`: exact parts of each; `totals`: units of the parent by column. Gives units by child
/// and column, or nothing where there is no such split. `turn` changes the order of the search.
class ChildSplit {
 public:
  ChildSplit(const AmountGrid& grid, std::int64_t unit, bool inclusive);
  bool split(const std::vector<const std::int64_t*>& children, const std::int64_t* totals,
             std::uint64_t turn, std::vector<std::int64_t>& units);
  std::uint64_t work() const { return work_; }

 private:
  struct Edge {
    std::uint32_t to;
    std::int64_t room;
  };
  std::size_t add_edge(std::size_t from, std::size_t to, std::int64_t room);
  void add_bounded(std::size_t from, std::size_t to, UnitBounds bounds);
  bool saturate(std::uint64_t turn);
  std::int64_t augment(std::int64_t most);

  const AmountGrid& grid_;
  std::int64_t unit_;
  bool inclusive_;
  std::uint64_t work_ = 0;
  std::vector<Edge> edges_;  ///< edge i and i ^ 1 are each other's reverse
  std::vector<std::vector<std::uint32_t>> around_;
  std::vector<std::int64_t> excess_;  ///< by vertex: lower bounds in less lower bounds out
};

}  // namespace phanbo
