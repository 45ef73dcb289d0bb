#include "outputs/workbook/workbook.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "outputs/tabulate/table_builder.hpp"
#include "outputs/workbook/book_rules.hpp"
#include "outputs/workbook/table_sheet.hpp"
#include "outputs/workbook/text_of_cells.hpp"
#include "outputs/workbook/workbook_file.hpp"

namespace phanbo::test {
namespace {

namespace fs = std::filesystem;
using Cell = PackedRows::Cell;

fs::path scratch(const std::string& name) {
  const fs::path folder = fs::path(PHANBO_BINARY_DIR) / "workbook-scratch";
  fs::create_directories(folder);
  return folder / (std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()) +
                   "-" + name);
}

std::string bytes_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

TEST(CellText, KeepsVietnameseAndReplacesWhatXmlForbids) {
  EXPECT_EQ(cell_text("Sở Tài chính\n₫"), "Sở Tài chính\n₫");
  EXPECT_EQ(cell_text("a\x01z"), "a\xEF\xBF\xBDz");
  EXPECT_EQ(cell_text("a\xFFz"), "a\xEF\xBF\xBDz");
  EXPECT_EQ(cell_text("\xEF\xBF\xBE"), "\xEF\xBF\xBD");
}

TEST(CellText, EscapesWhatExcelReadsAsAnEscape) {
  EXPECT_EQ(cell_text("_x0041_"), "_x005F_x0041_");
  EXPECT_EQ(cell_text("_x004_"), "_x004_");
  EXPECT_EQ(cell_text("a_x0041"), "a_x0041");
}

TEST(CellText, IsCutAtWhatACellHolds) {
  const std::string text = cell_text(std::string(40'000, 'a'));
  EXPECT_EQ(character_count(text), 32'767U);
  EXPECT_TRUE(text.ends_with("…"));
  // Signs outside the basic plane count twice in a cell.
  std::string emoji;
  for (int i = 0; i < 20'000; ++i) emoji += "😀";
  EXPECT_LE(2 * character_count(cell_text(emoji)), 32'768U);
}

TEST(SheetNames, AreLegalUniqueAndShort) {
  std::set<std::string> taken;
  EXPECT_EQ(legal_sheet_name("Di tích: a/b [c]*?", taken), "Di tích ab c");
  EXPECT_EQ(legal_sheet_name("'x'", taken), "x");
  EXPECT_EQ(legal_sheet_name("X", taken), "X (2)");
  EXPECT_EQ(legal_sheet_name("", taken), "Sheet");
  EXPECT_LE(character_count(legal_sheet_name(std::string(90, 'e'), taken)), 31U);
  EXPECT_LE(character_count(legal_sheet_name(std::string(90, 'e'), taken)), 31U);
}

TEST(RangeNames, AreNeverTakenForCells) {
  for (const char* good : {"ledger.amount_dong", "demands.x1", "_a.b"})
    EXPECT_TRUE(is_legal_range_name(good)) << good;
  for (const char* bad : {"1abc", "A1", "R1C1", "has space", "", "ABC123", "a-b.c", "é.a"})
    EXPECT_FALSE(is_legal_range_name(bad)) << bad;
}

TEST(CellNames, CountLikeSpreadsheets) {
  EXPECT_EQ(cell_name(0, 0), "A1");
  EXPECT_EQ(cell_name(6, 25), "Z7");
  EXPECT_EQ(cell_name(6, 26), "AA7");
  EXPECT_EQ(cell_name(6, 702, true), "$AAA$7");
  EXPECT_EQ(quoted_sheet("Bà's"), "'Bà''s'");
}

/// A ledger of three lines and a table that sums it by source.
struct SmallBook {
  SmallBook(const std::vector<std::string>& sources, std::int64_t stated_first) {
    TableBuilder ledger_table("ledger", {"Sổ", "Ledger"});
    const std::size_t source = ledger_table.add_column("source", ColumnType::code, {"N", "S"});
    const std::size_t amount =
        ledger_table.add_column("amount_dong", ColumnType::money, {"T", "A"});
    ledger_table.set_decided(amount);
    for (const std::string& code : sources) {
      const std::size_t row = ledger_table.add_row(1);
      ledger_table.at(row, source) = ledger_table.made(code);
      ledger_table.at(row, amount) = Cell::of(Money::from_dong(std::int64_t{100}));
    }
    TableBuilder sums_table("sums", {"Tổng", "Sums"});
    const std::size_t code = sums_table.add_column("source", ColumnType::code, {"N", "S"});
    const std::size_t sum = sums_table.add_column("amount_dong", ColumnType::money, {"T", "A"});
    sums_table.set_rule(sum, ledger_rule({is_own("source", code)}));
    const std::size_t row = sums_table.add_row(1);
    sums_table.set_ledger_rows(row, RowSpan::whole());
    sums_table.at(row, code) = sums_table.made(sources.front());
    sums_table.at(row, sum) = Cell::of(Money::from_dong(stated_first));
    ledger = ledger_table.finish();
    sums = sums_table.finish();
    places = {{&ledger, "Sổ", 3}, {&sums, "Tổng", 3}};
  }
  std::string formula() {
    return BookRules(places, Language::vietnamese).formula_of(places[1], 0, 1);
  }
  ReportTable ledger, sums;
  std::vector<TablePlace> places;
};

TEST(BookRules, SumsTheLedgerByNames) {
  EXPECT_EQ(SmallBook({"xo-so", "dat", "xo-so"}, 200).formula(),
            "SUMIFS(ledger.amount_dong,ledger.source,A4)");
}

TEST(BookRules, GivesNoFormulaThatYieldsAnotherValue) {
  EXPECT_EQ(SmallBook({"xo-so", "dat", "xo-so"}, 201).formula(), "");
}

TEST(BookRules, GivesNoFormulaOverTextsThatASpreadsheetReadsOtherwise) {
  // Numbers, patterns, dates, and codes that differ in case only.
  EXPECT_EQ(SmallBook({"01", "1"}, 100).formula(), "");
  EXPECT_EQ(SmallBook({"x*", "xa"}, 100).formula(), "");
  EXPECT_EQ(SmallBook({"mar-1", "dat"}, 100).formula(), "");
  EXPECT_EQ(SmallBook({"Dat", "dat"}, 100).formula(), "");
}

TEST(BookRules, WritesControlSumsBeyondTheLimitOfWork) {
  const SmallBook book(std::vector<std::string>(100'000, "xo-so"), 10'000'000);
  BookRules rules(book.places, Language::vietnamese);
  EXPECT_NE(rules.formula_of(book.places[1], 0, 1), "");
  for (int i = 0; i < 40; ++i) rules.formula_of(book.places[1], 0, 1);
  EXPECT_TRUE(rules.hit_work_limit());
  EXPECT_EQ(rules.formula_of(book.places[1], 0, 1), "");
  const auto control = rules.matching(ledger_rule({}));
  ASSERT_TRUE(control.has_value());
  EXPECT_EQ(control->formula, "SUM(ledger.amount_dong)");
  EXPECT_EQ(control->value, Int128{10'000'000});
}

TEST(Workbook, HasTheSameBytesForTheSameTables) {
  Plan plan;
  plan.name = "Kế hoạch";
  const SmallBook book({"xo-so", "dat", "xo-so"}, 200);
  const std::vector<ReportTable> tables = {book.sums, book.ledger};
  const WorkbookRequest request{
      "phanbo", {{"plan.json", "ab"}}, &plan, &tables, Language::vietnamese};
  ASSERT_EQ(write_workbook(scratch("a.xlsx"), request), 0);
  ASSERT_EQ(write_workbook(scratch("b.xlsx"), request), 0);
  EXPECT_EQ(bytes_of(scratch("a.xlsx")), bytes_of(scratch("b.xlsx")));
  EXPECT_GT(bytes_of(scratch("a.xlsx")).size(), 4'000U);
}

TEST(Workbook, LongTablesAreWrittenRowAfterRow) {
  Plan plan;
  TableBuilder long_table("ledger", {"Sổ", "Ledger"});
  for (int column = 0; column < 20; ++column)
    long_table.add_column("c" + std::to_string(column), ColumnType::money, {"C", "C"}, {"G", "G"});
  long_table.add_note({"Ghi chú", "Note"});
  for (std::size_t row = 0; row < long_table_cells_min / 20; ++row)
    long_table.at(long_table.add_row(1), row % 20) = Cell::of(Money::from_dong(std::int64_t{7}));
  const SmallBook book({"xo-so", "dat"}, 100);
  const std::vector<ReportTable> tables = {book.sums, long_table.finish()};
  const WorkbookRequest request{"phanbo", {}, &plan, &tables, Language::vietnamese};
  EXPECT_EQ(write_workbook(scratch("long.xlsx"), request), 0);
}

TEST(Workbook, SaysWhyItCannotBeWritten) {
  Plan plan;
  const std::vector<ReportTable> tables;
  const WorkbookRequest request{"phanbo", {}, &plan, &tables, Language::english};
  EXPECT_EQ(write_workbook("/nowhere/at/all.xlsx", request), ENOENT);
}

}  // namespace
}  // namespace phanbo::test
