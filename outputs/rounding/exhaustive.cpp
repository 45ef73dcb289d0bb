#include "outputs/rounding/exhaustive.hpp"

#include <algorithm>

#include "outputs/rounding/sum_bounds.hpp"

namespace phanbo {

ExhaustiveRounding::ExhaustiveRounding(const AmountGrid& grid, std::int64_t unit, bool inclusive,
                                       std::uint64_t work_max)
    : work_max_(work_max) {
  const GridTotals totals(grid);
  const std::size_t parts = totals.part_count();
  const std::size_t columns = grid.column_count;
  const bool grouped = !grid.group_of_column.empty();
  // Sums: of rows first (their first `columns` parts are the cells themselves), then of nodes.
  const auto add_sums = [&](const std::int64_t* exact) {
    for (std::size_t part = 0; part < parts; ++part) {
      const UnitBounds bounds = bounds_of(exact[part], unit, inclusive);
      sums_.push_back({bounds.low, bounds.high, 0, 0});
    }
  };
  for (std::size_t row = 0; row < grid.row_count; ++row) add_sums(totals.of_row(row));
  for (std::size_t node = 0; node < grid.node_parents.size(); ++node)
    add_sums(totals.of_node(node));
  for (std::size_t row = 0; row < grid.row_count; ++row) {
    for (std::size_t column = 0; column < columns; ++column) {
      const std::int64_t amount = grid.amount(row, column);
      const UnitBounds bounds = bounds_of(amount, unit, inclusive);
      Cell cell{bounds.low, bounds.high, {}, {}};
      for (std::int64_t value = bounds.low; value <= bounds.high; ++value)
        cell.choices.push_back(value);
      std::stable_sort(cell.choices.begin(), cell.choices.end(), [&](auto a, auto b) {
        return std::abs(a * unit - amount) < std::abs(b * unit - amount);
      });
      const auto add = [&](std::size_t line) {
        const std::size_t first = line * parts;
        cell.sums.push_back(static_cast<std::uint32_t>(first + column));
        if (grouped) {
          cell.sums.push_back(
              static_cast<std::uint32_t>(first + columns + grid.group_of_column[column]));
        }
        cell.sums.push_back(static_cast<std::uint32_t>(first + parts - 1));
      };
      add(row);
      for (std::size_t node = grid.node_of_row[row]; node != AmountGrid::none;
           node = grid.node_parents[node])
        add(grid.row_count + node);
      for (const std::uint32_t sum : cell.sums) {
        sums_[sum].open_low += cell.low;
        sums_[sum].open_high += cell.high;
      }
      cells_.push_back(std::move(cell));
    }
  }
}

bool ExhaustiveRounding::take(std::size_t cell, std::int64_t value) {
  bool possible = true;
  for (const std::uint32_t at : cells_[cell].sums) {
    Sum& sum = sums_[at];
    sum.low -= value;
    sum.high -= value;
    sum.open_low -= cells_[cell].low;
    sum.open_high -= cells_[cell].high;
    possible = possible && sum.open_high >= sum.low && sum.open_low <= sum.high;
  }
  return possible;
}

void ExhaustiveRounding::give_back(std::size_t cell, std::int64_t value) {
  for (const std::uint32_t at : cells_[cell].sums) {
    Sum& sum = sums_[at];
    sum.low += value;
    sum.high += value;
    sum.open_low += cells_[cell].low;
    sum.open_high += cells_[cell].high;
  }
}

std::vector<std::int64_t> ExhaustiveRounding::search() {
  std::vector<std::size_t> next(cells_.size() + 1, 0);  // by cell: choice to try next
  std::size_t cell = 0;
  while (cell < cells_.size()) {
    if (++work_ >= work_max_) return {};
    const std::vector<std::int64_t>& choices = cells_[cell].choices;
    if (next[cell] == choices.size()) {
      next[cell] = 0;
      if (cell == 0) return {};
      --cell;
      give_back(cell, cells_[cell].choices[next[cell] - 1]);
      continue;
    }
    const std::int64_t value = choices[next[cell]++];
    if (take(cell, value)) {
      ++cell;
    } else {
      give_back(cell, value);
    }
  }
  std::vector<std::int64_t> units;
  for (std::size_t i = 0; i < cells_.size(); ++i) units.push_back(cells_[i].choices[next[i] - 1]);
  return units;
}

}  // namespace phanbo
