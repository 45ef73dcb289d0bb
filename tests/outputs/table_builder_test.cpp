#include "outputs/tabulate/table_builder.hpp"

#include <gtest/gtest.h>

#include "outputs/ties.hpp"

namespace phanbo::test {
namespace {

using Cell = PackedRows::Cell;

TEST(TableBuilder, NumbersStartAgainUnderEachParent) {
  TableBuilder table("t", {"B", "T"});
  table.add_number_column();
  table.set_numbering({Numbering::letter, Numbering::roman, Numbering::small_letter});
  for (const int level : {0, 1, 2, 3, 3, 2, 1, 2, 3}) table.add_row(level);
  const ReportTable made = table.finish();
  const std::vector<std::string> expected = {"", "A", "I", "a", "b", "II", "B", "I", "a"};
  for (std::size_t row = 0; row < expected.size(); ++row)
    EXPECT_EQ(text_of(made, row, "number"), expected[row]) << row;
}

TEST(TableBuilder, LettersFollowTheVietnameseAlphabetOfForms) {
  TableBuilder table("t", {"B", "T"});
  table.add_number_column();
  table.set_numbering({Numbering::letter});
  for (int i = 0; i < 25; ++i) table.add_row(1);
  const ReportTable made = table.finish();
  EXPECT_EQ(text_of(made, 4, "number"), "Đ");
  EXPECT_EQ(text_of(made, 8, "number"), "I");
  EXPECT_EQ(text_of(made, 22, "number"), "Y");
  EXPECT_EQ(text_of(made, 23, "number"), "A2");
}

TEST(TableBuilder, RomanNumbersAreRight) {
  TableBuilder table("t", {"B", "T"});
  table.add_number_column();
  table.set_numbering({Numbering::roman});
  for (int i = 0; i < 1994; ++i) table.add_row(1);
  const ReportTable made = table.finish();
  EXPECT_EQ(text_of(made, 3, "number"), "IV");
  EXPECT_EQ(text_of(made, 48, "number"), "XLIX");
  EXPECT_EQ(text_of(made, 1993, "number"), "MCMXCIV");
}

ReportTable sums_table() {
  TableBuilder table("t", {"B", "T"});
  table.add_number_column();
  const std::size_t total = table.add_column("total_dong", ColumnType::money, {"T", "T"});
  const std::size_t a = table.add_column("a_dong", ColumnType::money, {"A", "A"});
  const std::size_t b = table.add_column("b_dong", ColumnType::money, {"B", "B"});
  const std::size_t price = table.add_column("price_dong", ColumnType::money, {"P", "P"});
  table.set_sum(total, {a, b});
  table.set_not_additive(price);
  table.add_row(0, true);
  table.add_row(1, true);
  for (const int amount : {5, 7}) {
    const std::size_t row = table.add_row(2);
    table.at(row, a) = Cell::of(Money::from_dong(std::int64_t{amount}));
    table.at(row, b) = Cell::of(Money::from_dong(std::int64_t{100}));
    table.at(row, price) = Cell::of(Money::from_dong(std::int64_t{9}));
  }
  table.add_row(1, true);
  table.add_row(2);
  return table.finish();
}

TEST(TableBuilder, SumsGoUpAndAcross) {
  const ReportTable made = sums_table();
  EXPECT_EQ(text_of(made, 0, "total_dong"), "212");
  EXPECT_EQ(text_of(made, 0, "a_dong"), "12");
  EXPECT_EQ(text_of(made, 1, "b_dong"), "200");
  EXPECT_EQ(text_of(made, 2, "total_dong"), "105");
  EXPECT_EQ(text_of(made, 0, "price_dong"), "");
  EXPECT_EQ(text_of(made, 4, "a_dong"), "") << "a sum of blanks is blank";
  EXPECT_TRUE(broken_ties(made).empty());
}

TEST(TableBuilder, TheIndexRowPrintsItsFormulas) {
  const ReportTable made = sums_table();
  const std::vector<std::string> expected = {"A", "1=2+3", "2", "3", "4"};
  for (std::size_t column = 0; column < expected.size(); ++column)
    EXPECT_EQ(made.columns[column].formula, expected[column]);
}

TEST(TableBuilder, LongFormulasAreShortened) {
  TableBuilder table("t", {"B", "T"});
  const std::size_t total = table.add_column("total_dong", ColumnType::money, {"T", "T"});
  std::vector<std::size_t> parts;
  for (int i = 0; i < 9; ++i)
    parts.push_back(table.add_column("p_dong", ColumnType::money, {"P", "P"}));
  table.set_sum(total, parts);
  const ReportTable made = table.finish();
  EXPECT_EQ(made.columns[0].formula, "1=2+…+10");
  EXPECT_EQ(made.columns[1].id, "p_dong");
  EXPECT_EQ(made.columns[9].id, "p_dong_9") << "ids stay unique";
}

TEST(TableBuilder, ShortTablesAreAlsoPlainRows) {
  const ReportTable made = sums_table();
  ASSERT_EQ(made.rows.size(), row_count(made));
  EXPECT_EQ(std::get<Money>(made.rows[0].cells[1]), Money::from_dong(std::int64_t{212}));
  ReportTable plain = made;
  plain.packed.reset();
  for (std::size_t row = 0; row < row_count(made); ++row) {
    for (const ReportColumn& column : made.columns)
      EXPECT_EQ(text_of(plain, row, column.id), text_of(made, row, column.id));
  }
}

TEST(TableBuilder, WordsOfMoneyAndMonths) {
  EXPECT_EQ(money_words(Money::from_dong(std::int64_t{1234567})).vi, "1.234.567 đồng");
  EXPECT_EQ(money_words(Money::from_dong(std::int64_t{1234567})).en, "1,234,567 dong");
  EXPECT_EQ(months_text({3, 12}), "3-12");
  EXPECT_EQ(months_text({7, 7}), "7");
  EXPECT_EQ(column_key("NTM.2025/a-b"), "ntm_2025_a_b");
}

}  // namespace
}  // namespace phanbo::test
