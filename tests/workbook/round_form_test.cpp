#include "outputs/rounding/round_form.hpp"

#include <gtest/gtest.h>

#include "outputs/tabulate/table_builder.hpp"

namespace phanbo::test {
namespace {

using Cell = PackedRows::Cell;

Cell dong(std::int64_t amount) { return Cell::of(Money::from_dong(amount)); }

/// Total = a + b; two groups of two rows.
ReportTable table_of(const std::vector<std::int64_t>& amounts) {
  TableBuilder table("t", {"B", "T"});
  table.add_number_column();
  const std::size_t total = table.add_column("total_dong", ColumnType::money, {"T", "T"});
  const std::size_t a = table.add_column("a_dong", ColumnType::money, {"A", "A"});
  const std::size_t b = table.add_column("b_dong", ColumnType::money, {"B", "B"});
  table.set_sum(total, {a, b});
  table.add_row(0, true);
  for (std::size_t group = 0; group < 2; ++group) {
    table.add_row(1, true);
    for (std::size_t row = 0; row < 2; ++row) {
      const std::size_t at = table.add_row(2);
      table.at(at, a) = dong(amounts[4 * group + 2 * row]);
      table.at(at, b) = dong(amounts[4 * group + 2 * row + 1]);
    }
  }
  return table.finish();
}

std::int64_t printed(const ReportTable& table, std::size_t row, std::size_t column) {
  return std::get<Decimal>(cell_of(table, row, column)).units();
}

void expect_ties(const ReportTable& table) {
  for (std::size_t row = 0; row < row_count(table); ++row)
    EXPECT_EQ(printed(table, row, 1), printed(table, row, 2) + printed(table, row, 3)) << row;
  for (std::size_t column = 1; column < 4; ++column) {
    EXPECT_EQ(printed(table, 0, column), printed(table, 1, column) + printed(table, 4, column));
    EXPECT_EQ(printed(table, 1, column), printed(table, 2, column) + printed(table, 3, column));
  }
}

const std::vector<std::int64_t> thirds = {333'333, 333'333, 333'333, 333'333,
                                          333'333, 333'333, 333'333, 333'333};

TEST(RoundForPrint, LeavesWholeMillionsAlone) {
  const std::int64_t m = 1'000'000;
  const ReportTable table = table_of({m, 2 * m, 3 * m, 4 * m, 0, 0, 7 * m, 8 * m});
  const ReportTable rounded =
      round_for_print(table, PrintUnit::million_dong, PrintRounding::controlled);
  EXPECT_EQ(printed(rounded, 0, 1), 25);
  EXPECT_TRUE(rounded.moved_cells.empty());
  EXPECT_TRUE(rounded.notes.empty());
}

TEST(RoundForPrint, OrdinaryRoundingAddsUpWhatIsPrintedAndStatesTheResidue) {
  const ReportTable rounded =
      round_for_print(table_of(thirds), PrintUnit::million_dong, PrintRounding::ordinary);
  expect_ties(rounded);
  EXPECT_EQ(printed(rounded, 0, 1), 0);
  ASSERT_EQ(rounded.notes.size(), 1U);
  EXPECT_NE(rounded.notes[0].vi.find("2.666.664 đồng"), std::string::npos) << rounded.notes[0].vi;
  EXPECT_NE(rounded.notes[0].vi.find("-2.666.664 đồng"), std::string::npos) << rounded.notes[0].vi;
}

TEST(RoundForPrint, ControlledRoundingKeepsTheTotalWithinOneUnitAndMarksWhatMoved) {
  const ReportTable rounded =
      round_for_print(table_of(thirds), PrintUnit::million_dong, PrintRounding::controlled);
  expect_ties(rounded);
  EXPECT_TRUE(printed(rounded, 0, 1) == 2 || printed(rounded, 0, 1) == 3);
  EXPECT_EQ(static_cast<std::int64_t>(rounded.moved_cells.size()), printed(rounded, 0, 1));
  EXPECT_EQ(rounded.notes.size(), 2U);
}

TEST(RoundForPrint, InDongNothingChanges) {
  const ReportTable table = table_of(thirds);
  const ReportTable rounded = round_for_print(table, PrintUnit::dong, PrintRounding::ordinary);
  EXPECT_EQ(std::get<Money>(cell_of(rounded, 0, 1)), std::get<Money>(cell_of(table, 0, 1)));
}

}  // namespace
}  // namespace phanbo::test
