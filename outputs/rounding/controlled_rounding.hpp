#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

/// Rounding of a table so that everything adds up as printed (làm tròn có kiểm soát).
namespace phanbo {

/// Amounts (whole đồng) of the leaf rows × leaf columns of a table, with its subtotals. Every
/// subtotal of rows is printed for every column, every group of columns and the total of all
/// columns; so is every leaf row.
struct AmountGrid {
  static constexpr std::size_t none = SIZE_MAX;
  std::size_t row_count = 0;
  std::size_t column_count = 0;
  std::vector<std::int64_t> amounts;  ///< row after row
  /// Subtotals of rows, parents before children; node 0 is the grand total and has parent `none`.
  std::vector<std::size_t> node_parents = {none};
  std::vector<std::size_t> node_of_row;      ///< the smallest subtotal a row belongs to
  std::vector<std::size_t> group_of_column;  ///< empty: flat columns; else 0 … group_count − 1
  std::size_t group_count = 0;

  std::int64_t amount(std::size_t row, std::size_t column) const {
    return amounts[row * column_count + column];
  }
};

/// What was reached.
enum class RoundingOutcome {
  strict,     ///< every cell and every sum is within less than one unit of its exact amount
  inclusive,  ///< some are off by exactly one unit, none by more
  residue     ///< some sums are off by one unit or more: `residue` units over all sums together
};

struct ControlledRounding {
  RoundingOutcome outcome = RoundingOutcome::strict;
  std::vector<std::int64_t> units;  ///< whole units, row after row; every sum is their sum
  std::int64_t residue = 0;         ///< over all sums: units beyond what `inclusive` allows
  /// Nothing better exists (always, where the outcome is `strict`); else the search was cut at its
  /// work limit.
  bool proven_smallest = true;
  std::uint64_t work = 0;  ///< steps of the search
};

inline constexpr std::uint64_t rounding_work_max = 400'000;

/// Rounds to whole `unit`s. Columns without groups: always `strict`, found by network flow (two
/// nested families of sums are totally unimodular). Columns in groups under several levels of
/// subtotals: exact search, `work_max` steps long, then with one unit inclusive, then the smallest
/// residue found. The same grid gives the same result.
ControlledRounding round_controlled(const AmountGrid& grid, std::int64_t unit,
                                    std::uint64_t work_max = rounding_work_max);

/// amount ÷ unit to the nearest whole number, halves away from zero: ordinary rounding.
std::int64_t round_plainly(std::int64_t amount, std::int64_t unit);
/// amount ÷ unit, towards minus infinity.
std::int64_t floor_units(std::int64_t amount, std::int64_t unit);

}  // namespace phanbo
