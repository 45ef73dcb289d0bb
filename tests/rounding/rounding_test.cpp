#include <gtest/gtest.h>

#include "rounding/random_grid.hpp"

namespace phanbo::test {
namespace {

constexpr std::int64_t million = 1'000'000;

AmountGrid grid_of(std::size_t columns, std::vector<std::int64_t> amounts) {
  AmountGrid grid;
  grid.column_count = columns;
  grid.row_count = amounts.size() / columns;
  grid.amounts = std::move(amounts);
  grid.node_of_row.assign(grid.row_count, 0);
  return grid;
}

TEST(PlainRounding, GoesToTheNearestAndHalvesAwayFromZero) {
  EXPECT_EQ(round_plainly(1'499'999, million), 1);
  EXPECT_EQ(round_plainly(1'500'000, million), 2);
  EXPECT_EQ(round_plainly(-1'500'000, million), -2);
  EXPECT_EQ(round_plainly(-1'499'999, million), -1);
  EXPECT_EQ(floor_units(-1, million), -1);
}

TEST(ControlledRounding, LeavesWholeAmountsAlone) {
  const AmountGrid grid = grid_of(2, {3 * million, 0, -2 * million, 7 * million});
  const ControlledRounding rounded = round_controlled(grid, million);
  EXPECT_EQ(rounded.outcome, RoundingOutcome::strict);
  EXPECT_EQ(rounded.units, (std::vector<std::int64_t>{3, 0, -2, 7}));
}

TEST(ControlledRounding, ThreeThirdsMakeOne) {
  // Each third alone rounds to 0, their sum to 1: ordinary rounding does not add up.
  const AmountGrid grid = grid_of(1, {333'333, 333'333, 333'334});
  const ControlledRounding rounded = round_controlled(grid, million);
  EXPECT_EQ(rounded.units[0] + rounded.units[1] + rounded.units[2], 1);
  EXPECT_EQ(fault_of(grid, million, rounded), "");
}

TEST(ControlledRounding, TiesRowsColumnsAndThreeLevelsOfSubtotals) {
  Dice dice(7);
  for (int i = 0; i < 400; ++i) {
    const AmountGrid grid = random_grid(dice, 40, 8, false, million);
    const ControlledRounding rounded = round_controlled(grid, million);
    ASSERT_EQ(rounded.outcome, RoundingOutcome::strict) << i;
    ASSERT_EQ(fault_of(grid, million, rounded), "") << i;
  }
}

TEST(ControlledRounding, KeepsItsPromiseWithGroupedColumns) {
  Dice dice(11);
  for (int i = 0; i < 60; ++i) {
    const AmountGrid grid = random_grid(dice, 16, 8, true, million);
    ASSERT_EQ(fault_of(grid, million, round_controlled(grid, million, 20'000)), "") << i;
  }
}

TEST(ControlledRounding, GivesTheSameForTheSame) {
  Dice dice(3);
  const AmountGrid grid = random_grid(dice, 30, 8, true, million);
  EXPECT_EQ(round_controlled(grid, million).units, round_controlled(grid, million).units);
}

/// The best residue of all roundings that keep each cell at its floor or ceiling or, where it is
/// whole, within one unit: by trying every one of them.
TEST(ControlledRounding, WhatItCallsProvenNoOtherRoundingBeats) {
  Dice dice(19);
  int not_strict = 0;
  for (int i = 0; i < 3'000 && not_strict < 12; ++i) {
    AmountGrid grid = random_grid(dice, 4, 3, true, 10);
    if (grid.amounts.size() > 9) continue;
    const ControlledRounding rounded = round_controlled(grid, 10);
    if (rounded.outcome == RoundingOutcome::strict || !rounded.proven_smallest) continue;
    ++not_strict;
    const std::size_t cells = grid.amounts.size();
    for (std::size_t choice = 0; choice < std::size_t{1} << cells; ++choice) {
      ControlledRounding other;
      for (std::size_t cell = 0; cell < cells; ++cell) {
        const std::int64_t low = floor_units(grid.amounts[cell], 10);
        const bool whole = low * 10 == grid.amounts[cell];
        other.units.push_back(low + ((choice >> cell & 1U) != 0 && !whole ? 1 : 0));
      }
      ASSERT_NE(fault_of(grid, 10, other), "") << i;
    }
  }
}

// The broken twin: ordinary rounding passed off as controlled must be caught.
TEST(ControlledRounding, TheCheckCatchesOrdinaryRounding) {
  Dice dice(5);
  int caught = 0;
  for (int i = 0; i < 50; ++i) {
    const AmountGrid grid = random_grid(dice, 30, 8, false, million);
    ControlledRounding plain;
    for (const std::int64_t amount : grid.amounts)
      plain.units.push_back(round_plainly(amount, million));
    caught += fault_of(grid, million, plain).empty() ? 0 : 1;
  }
  EXPECT_GT(caught, 30);
}

TEST(ControlledRounding, TheCheckCatchesOneMovedCell) {
  Dice dice(6);
  const AmountGrid grid = random_grid(dice, 30, 8, false, million);
  ControlledRounding rounded = round_controlled(grid, million);
  ++rounded.units.front();
  EXPECT_NE(fault_of(grid, million, rounded), "");
}

}  // namespace
}  // namespace phanbo::test
