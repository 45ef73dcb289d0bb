#include "rounding/random_grid.hpp"

#include <algorithm>
#include <cstdlib>

namespace phanbo::test {

namespace {

std::int64_t random_amount(Dice& dice, std::int64_t unit) {
  switch (dice.below(8)) {
    case 0:
      return 0;
    case 1:
      return static_cast<std::int64_t>(dice.below(900)) * unit;
    case 2:
      return static_cast<std::int64_t>(dice.below(900)) * unit + unit / 2;
    case 3:
      return static_cast<std::int64_t>(dice.below(static_cast<std::size_t>(unit)));
    case 4:
      return -static_cast<std::int64_t>(dice.below(static_cast<std::size_t>(9 * unit)));
    default:
      return static_cast<std::int64_t>(dice.below(static_cast<std::size_t>(900 * unit)));
  }
}

/// Every set of rows that is printed: each row, each subtotal with all that is below it.
std::vector<std::vector<std::size_t>> printed_rows(const AmountGrid& grid) {
  std::vector<std::vector<std::size_t>> sets;
  for (std::size_t row = 0; row < grid.row_count; ++row) sets.push_back({row});
  for (std::size_t node = 0; node < grid.node_parents.size(); ++node) {
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < grid.row_count; ++row) {
      std::size_t above = grid.node_of_row[row];
      while (above != AmountGrid::none && above != node) above = grid.node_parents[above];
      if (above == node) rows.push_back(row);
    }
    sets.push_back(std::move(rows));
  }
  return sets;
}

std::vector<std::vector<std::size_t>> printed_columns(const AmountGrid& grid) {
  std::vector<std::vector<std::size_t>> sets;
  std::vector<std::size_t> all;
  std::vector<std::vector<std::size_t>> groups(grid.group_count);
  for (std::size_t column = 0; column < grid.column_count; ++column) {
    sets.push_back({column});
    all.push_back(column);
    if (!grid.group_of_column.empty()) groups[grid.group_of_column[column]].push_back(column);
  }
  sets.insert(sets.end(), groups.begin(), groups.end());
  sets.push_back(std::move(all));
  return sets;
}

}  // namespace

AmountGrid random_grid(Dice& dice, std::size_t rows_max, std::size_t columns_max, bool grouped,
                       std::int64_t unit) {
  AmountGrid grid;
  grid.row_count = 1 + dice.below(rows_max);
  grid.column_count = 1 + dice.below(columns_max);
  // Three levels below the grand total; each row hangs at any level.
  for (int level = 0; level < 3; ++level) {
    const std::size_t above_end = grid.node_parents.size();
    const std::size_t count =
        dice.below(2 + grid.row_count / 8 * static_cast<std::size_t>(level + 1));
    for (std::size_t i = 0; i < count; ++i) grid.node_parents.push_back(dice.below(above_end));
  }
  for (std::size_t row = 0; row < grid.row_count; ++row) {
    grid.node_of_row.push_back(dice.below(grid.node_parents.size()));
    for (std::size_t column = 0; column < grid.column_count; ++column)
      grid.amounts.push_back(random_amount(dice, unit));
  }
  if (grouped) {
    grid.group_count = 1 + dice.below(std::min<std::size_t>(4, grid.column_count));
    for (std::size_t column = 0; column < grid.column_count; ++column) {
      grid.group_of_column.push_back(column < grid.group_count ? column
                                                               : dice.below(grid.group_count));
    }
    std::sort(grid.group_of_column.begin(), grid.group_of_column.end());
  }
  return grid;
}

std::string fault_of(const AmountGrid& grid, std::int64_t unit, const ControlledRounding& rounded) {
  if (rounded.units.size() != grid.amounts.size()) return "wrong size";
  const std::int64_t most =
      rounded.outcome == RoundingOutcome::strict ? unit - 1 : unit;  // less than, or exactly, one
  std::int64_t beyond = 0;
  const auto columns = printed_columns(grid);
  for (const auto& rows : printed_rows(grid)) {
    for (const auto& of_columns : columns) {
      std::int64_t exact = 0;
      std::int64_t shown = 0;
      for (const std::size_t row : rows) {
        for (const std::size_t column : of_columns) {
          exact += grid.amount(row, column);
          shown += rounded.units[row * grid.column_count + column];
        }
      }
      const std::int64_t off = std::abs(shown * unit - exact);
      if (off <= most) continue;
      const bool is_cell = rows.size() == 1 && of_columns.size() == 1;
      if (rounded.outcome != RoundingOutcome::residue || is_cell)
        return "off by " + std::to_string(off) + " of " + std::to_string(unit);
      // Whole units needed to come back within one unit inclusive.
      beyond += (off - unit + unit - 1) / unit;
    }
  }
  if (rounded.outcome == RoundingOutcome::residue && beyond != rounded.residue)
    return "stated residue " + std::to_string(rounded.residue) + ", found " +
           std::to_string(beyond);
  return {};
}

}  // namespace phanbo::test
