// What people do to a workbook, one slip at a time.
#include <gtest/gtest.h>
#include <unistd.h>
#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "inputs/marked_book.hpp"
#include "inputs/sheet_words.hpp"
#include "inputs/source_text.hpp"
#include "inputs/table_sheet.hpp"
#include "inputs/xlsx/read_workbook.hpp"
#include "template/damages.hpp"
#include "template/typed_book.hpp"

namespace phanbo::test {
namespace {

class Typing : public ::testing::Test {
 protected:
  Typing() : book_(example_book("an-binh", Language::vietnamese)) {}

  static const std::string& sound() {
    static const std::string text = canonical_text(example_reading("an-binh"));
    return text;
  }

  /// The cell of a table's data row (from 0) in a named column.
  SheetCell& cell(std::string_view table, std::uint32_t row, std::string_view column) {
    const TypedSheet sheet = typed_sheet(book_, table);
    return sheet.touch(sheet.first_row() + row, sheet.column(column));
  }

  /// "'Sheet'!C7 id" of every error.
  std::string told() {
    const PlanReading reading = read_book(book_);
    std::string text;
    for (const Problem& problem : reading.problems) {
      if (problem.kind->severity != Severity::error) continue;
      text += "'" + problem.place.sheet + "'!" + problem.place.cell + " " +
              std::string(problem.kind->id) + "\n";
    }
    return text;
  }

  std::string place(std::string_view table, std::uint32_t row, std::string_view column) {
    const TypedSheet sheet = typed_sheet(book_, table);
    return "'" + sheet.sheet->name + "'!" +
           cell_text_name(sheet.first_row() + row, sheet.column(column));
  }

  SheetBook book_;
};

TEST_F(Typing, NumberAsTextIsReadByADeclaredStyle) {
  SheetCell& amount = cell("source_years", 0, "available");
  amount.kind = SheetValue::text;
  amount.text = "2.500";
  EXPECT_EQ(told(), place("source_years", 0, "available") + " number_as_text\n");
  // A row "Kiểu số" above the titles: the title row of the sheet has room beside it.
  TypedSheet sheet = typed_sheet(book_, "source_years");
  sheet.touch(0, 5).kind = SheetValue::text;
  sheet.touch(0, 5).text = "Kiểu số";
  sheet.touch(0, 6).kind = SheetValue::text;
  sheet.touch(0, 6).text = "1.234.567,5";
  const PlanReading reading = read_book(book_);
  EXPECT_EQ(difference(canonical_text(reading), sound()), "");
}

TEST_F(Typing, PercentFormatCountsInAPercentColumn) {
  SheetCell& share = cell("programmes", 0, "local_share_percent");
  share.kind = SheetValue::number;
  share.text = "30";
  const std::string thirty = canonical_text(read_book(book_));
  SheetCell& again = cell("programmes", 0, "local_share_percent");
  again.text = "0.3";
  again.is_percent = true;
  EXPECT_EQ(difference(canonical_text(read_book(book_)), thirty), "");
}

TEST_F(Typing, BlankDashAndZeroAreThreeValues) {
  SheetCell& value = cell("in_kind", 1, "value");
  for (const char* text : {"0", "-", ""}) {
    value.kind = std::string(text) == "0"  ? SheetValue::number
                 : std::string(text) == "" ? SheetValue::blank
                                           : SheetValue::text;
    value.text = text;
    const PlanReading reading = read_book(book_);
    ASSERT_TRUE(reading.plan.has_value());
    for (const CanonicalTable& table : reading.canonical.tables) {
      if (table.name != "in_kind") continue;
      const auto column = static_cast<std::size_t>(
          std::find(table.columns.begin(), table.columns.end(), "value") - table.columns.begin());
      EXPECT_EQ(table.cells[table.columns.size() + column], text);
    }
  }
}

TEST_F(Typing, WordsOfBothLanguagesAndCodesOfChoices) {
  cell("classes", 0, "mandatory").text = "yes";
  cell("units", 0, "kind").text = "ward";
  cell("sites", 0, "payers").text = "trung ương | cấp tỉnh|outside";
  EXPECT_EQ(difference(canonical_text(read_book(book_)), sound()), "");
}

TEST_F(Typing, ChangesNameSheetsAndColumnsAsTheWorkbookDoes) {
  cell("scenario_changes", 0, "table").text = "Thứ tự ưu tiên";
  cell("scenario_changes", 0, "column").text = "Thứ tự";
  EXPECT_EQ(told(), "");
  cell("scenario_changes", 0, "table").text = "Trang không có";
  EXPECT_NE(told().find(place("scenario_changes", 0, "table")), std::string::npos);
}

std::string decomposed(const std::string& text) {
  utf8proc_uint8_t* apart = utf8proc_NFD(reinterpret_cast<const utf8proc_uint8_t*>(text.c_str()));
  std::string result(reinterpret_cast<const char*>(apart));
  std::free(apart);
  return result;
}

/// Some keyboards and systems give letters and tone marks one by one.
TEST_F(Typing, DecomposedLettersAreTheSameLetters) {
  constexpr int sheet_name_max = 31;
  const std::string without_changes = canonical_text(read_book(book_));
  cell("scenario_changes", 0, "table").text = "Thứ tự ưu tiên";
  cell("scenario_changes", 0, "column").text = "Thứ tự";
  for (Sheet& sheet : book_.sheets) {
    const std::string name = decomposed(sheet.name);
    if (count_code_points(name) <= sheet_name_max) sheet.name = name;
    for (SheetCell& known : sheet.cells) known.text = decomposed(known.text);
  }
  EXPECT_EQ(told(), "");
  EXPECT_EQ(difference(canonical_text(read_book(book_)), without_changes), "");
}

TEST_F(Typing, ASumIsWrittenAsTheNumbersOfItsColumn) {
  const auto sum_place = [&](const TypedSheet& sheet, std::string_view column) {
    std::uint32_t row = 0;
    for (const SheetCell& known : sheet.sheet->cells)
      if (known.text == "Tổng đối chiếu") row = known.row;
    return std::pair(row, sheet.column(column));
  };
  SheetCell& share = cell("programmes", 0, "local_share_percent");
  share.kind = SheetValue::number;
  share.text = "30";
  const TypedSheet programmes = typed_sheet(book_, "programmes");
  const auto [row, column] = sum_place(programmes, "local_share_percent");
  SheetCell& sum = programmes.touch(row, column);
  sum.kind = SheetValue::number;
  sum.text = "0.5";  // with the 20 % of another row
  sum.is_percent = true;
  EXPECT_EQ(told(), "");

  TypedSheet money = typed_sheet(book_, "source_years");
  const auto [money_row, money_column] = sum_place(money, "available");
  money.touch(money_row, money_column).kind = SheetValue::text;
  money.touch(money_row, money_column).text = "1.000,5";
  const std::string at =
      "'" + money.sheet->name + "'!" + cell_text_name(money_row, money_column) + " ";
  EXPECT_EQ(told(), at + "number_as_text\n");
  money.touch(0, 5).kind = SheetValue::text;
  money.touch(0, 5).text = "Kiểu số";
  money.touch(0, 6).kind = SheetValue::text;
  money.touch(0, 6).text = "1.234.567,5";
  EXPECT_EQ(told(), at + "control_sum_differs\n");
  money.touch(money_row, money_column).kind = SheetValue::number;
  money.touch(money_row, money_column).text = "1000.5";
  EXPECT_EQ(told(), at + "control_sum_differs\n");
}

TEST(TypedCells, AMergedCellKeepsItsKind) {
  SheetBook book;
  Sheet& sheet = book.sheets.emplace_back();
  sheet.name = "Nháp";
  sheet.cells.push_back({0, 0, SheetValue::number, "5", SheetStyle::plain, 0, false, 3, false});
  sheet.cells.push_back(
      {1, 0, SheetValue::date, "2026-01-31", SheetStyle::plain, 0, false, 2, false});
  sheet.cells.push_back({2, 0, SheetValue::text, "chữ", SheetStyle::plain, 0, false, 2, false});
  const WorkbookReading read = read_workbook(bytes_of(book), "x.xlsx");
  ASSERT_EQ(read.sheets.size(), 1U);
  const WorkbookSheet& back = read.sheets.front();
  EXPECT_EQ(back.merged.size(), 3U);
  ASSERT_NE(back.cell_at(1, 1), nullptr);
  EXPECT_EQ(back.cell_at(1, 1)->kind, WorkbookCellKind::number);
  EXPECT_EQ(back.cell_at(2, 1)->kind, WorkbookCellKind::date);
  EXPECT_EQ(back.cell_at(3, 1)->text, "chữ");
}

/// A spreadsheet program keeps 15 digits of a number, and whole numbers up to 9·10¹⁵.
TEST(TypedCells, ANegativeNumberThatNoCellHoldsExactlyIsWrittenAsText) {
  WrittenTable table;
  table.spec = find_table_spec("source_years");
  table.columns = canonical_columns(*table.spec, 2026, 2026);
  table.cells.resize(table.columns.size() * 2);
  const std::size_t available = field_position(*table.spec, "available");
  table.cells[available] = "-9999999999999999";
  table.cells[table.columns.size() + available] = "-8999999999999999";
  const Sheet sheet = table_sheet(table, {}, false, Language::vietnamese);
  std::string kinds;
  for (const SheetCell& cell : sheet.cells) {
    if (cell.text == "-9999999999999999") kinds += cell.kind == SheetValue::text ? "text " : "?";
    if (cell.text == "-8999999999999999") kinds += cell.kind == SheetValue::number ? "number" : "?";
  }
  EXPECT_EQ(kinds, "text number");
}

TEST_F(Typing, OwnSheetsAreLeftAlone) {
  Sheet draft;
  draft.name = "Nháp của tôi";
  draft.cells.push_back({0, 0, SheetValue::text, "=1+1", SheetStyle::plain, 0, false, 1, false});
  book_.sheets.insert(book_.sheets.begin(), draft);
  EXPECT_EQ(difference(canonical_text(read_book(book_)), sound()), "");
}

TEST_F(Typing, TwoSheetsOfOneTable) {
  Sheet copy = *typed_sheet(book_, "caps").sheet;
  copy.name = "Caps";
  book_.sheets.push_back(std::move(copy));
  EXPECT_EQ(told(), "'Caps'!A1 sheet_twice\n");
}

TEST_F(Typing, NoHead) {
  std::erase_if(book_.sheets, [](const Sheet& sheet) { return sheet.name == "Kế hoạch"; });
  const PlanReading reading = read_book(book_);
  ASSERT_EQ(reading.problems.size(), 1U);
  EXPECT_EQ(reading.problems[0].kind->id, "plan_sheet_missing");
}

TEST_F(Typing, AKeyTwice) {
  for (Sheet& sheet : book_.sheets) {
    if (sheet.name != "Kế hoạch") continue;
    sheet.cells.push_back(
        {40, 0, SheetValue::text, "Mã kế hoạch", SheetStyle::plain, 0, false, 1, false});
    sheet.cells.push_back({40, 1, SheetValue::text, "b", SheetStyle::plain, 0, false, 1, false});
    sheet.cells.push_back(
        {41, 0, SheetValue::text, "Tên kế hoach", SheetStyle::plain, 0, false, 1, false});
    sheet.cells.push_back({41, 1, SheetValue::text, "c", SheetStyle::plain, 0, false, 1, false});
  }
  EXPECT_EQ(told(), "'Kế hoạch'!A41 sheet_key_twice\n'Kế hoạch'!A42 unknown_key\n");
}

TEST_F(Typing, ADayThatNoMonthHasIsNoDate) {
  SheetCell& day = cell("documents", 1, "issued");
  day.kind = SheetValue::text;
  day.text = "2026-02-30";
  EXPECT_EQ(told(), place("documents", 1, "issued") + " date_malformed\n");
}

TEST_F(Typing, YearsBeyondThePlanCountOnceFilledIn) {
  TypedSheet sheet = typed_sheet(book_, "projects");
  const auto column = static_cast<std::uint32_t>(sheet.columns.size());
  sheet.touch(sheet.index_row, column).kind = SheetValue::text;
  sheet.touch(sheet.index_row, column).text = "y2031";
  EXPECT_EQ(difference(canonical_text(read_book(book_)), sound()), "");
  sheet.touch(sheet.first_row(), column).kind = SheetValue::number;
  sheet.touch(sheet.first_row(), column).text = "5";
  EXPECT_EQ(told(), "'" + sheet.sheet->name + "'!" + cell_text_name(sheet.index_row, column) +
                        " year_column_outside_plan\n");
}

TEST_F(Typing, TheMessageShowsWhatStandsInTheCell) {
  SheetCell& amount = cell("source_years", 0, "available");
  amount.kind = SheetValue::text;
  amount.text = "2,5 tỷ";
  const PlanReading reading = read_book(book_);
  ASSERT_EQ(reading.problems.size(), 1U);
  EXPECT_EQ(render(reading.problems[0], Language::vietnamese),
            "plan.xlsx: " + place("source_years", 0, "available") +
                ": lỗi[number_as_text]: Ô \"Số có để phân bổ (available)\" chứa chữ \"2,5 tỷ\" chứ "
                "không phải số; dấu chấm, dấu phẩy có thể hiểu theo hai cách.\n"
                "   E8 | 2,5 tỷ\n"
                "  sửa: Gõ lại thành số (căn phải); hoặc thêm hàng \"Kiểu số\" phía trên tên cột: "
                "1.234.567,5 hay 1234567.5.\n");
}

/// The marked copy has the officer's values where she left them, and reads with the same problems.
TEST_F(Typing, TheMarkedCopyIsTheSamePlanWithItsFaultsShown) {
  const std::string before = told();
  EXPECT_EQ(before, "");
  SheetCell& amount = cell("source_years", 3, "available");
  amount.kind = SheetValue::text;
  amount.text = "mười tỷ";
  cell("units", 2, "parent").text = "khong-co";
  const PlanReading reading = read_book(book_);
  const auto file = std::filesystem::temp_directory_path() /
                    ("phanbo-marked-" + std::to_string(::getpid()) + ".xlsx");
  std::ofstream(file, std::ios::binary) << bytes_of(book_);
  const auto marked = marked_book(file, reading.problems, Language::vietnamese);
  std::filesystem::remove(file);
  ASSERT_TRUE(marked.has_value());
  EXPECT_EQ(marked->sheets.front().name, "Lỗi");
  EXPECT_EQ(marked->sheets.front().links.size(), reading.problems.size());
  std::string red;
  for (const Sheet& sheet : marked->sheets) {
    for (const SheetCell& shown : sheet.cells) {
      if (shown.is_faulty)
        red += "'" + sheet.name + "'!" + cell_text_name(shown.row, shown.column) + "\n";
    }
  }
  EXPECT_EQ(red, place("units", 2, "parent") + "\n" + place("source_years", 3, "available") + "\n");
  const PlanReading again = read_book(*marked);
  ASSERT_EQ(again.problems.size(), reading.problems.size());
  for (std::size_t i = 0; i < again.problems.size(); ++i)
    EXPECT_EQ(render(again.problems[i], Language::english),
              render(reading.problems[i], Language::english));
}

TEST_F(Typing, AMarkedCopyOfASoundPlanReadsTheSame) {
  const auto file = std::filesystem::temp_directory_path() /
                    ("phanbo-marked-sound-" + std::to_string(::getpid()) + ".xlsx");
  std::ofstream(file, std::ios::binary) << bytes_of(book_);
  const auto marked = marked_book(file, {}, Language::english);
  std::filesystem::remove(file);
  ASSERT_TRUE(marked.has_value());
  EXPECT_EQ(difference(canonical_text(read_book(*marked)), sound()), "");
}

/// The campaign tries a thousand; here every kind of damage once, and a few more.
TEST(Damages, AreAnsweredAtTheirCell) {
  const SheetBook book = example_book("an-binh", Language::vietnamese);
  const std::string sound = canonical_text(example_reading("an-binh"));
  std::set<std::string> tried;
  for (std::uint64_t seed = 0; seed < 52; ++seed) {
    const DamagedBook damaged = damage(book, seed);
    tried.insert(damaged.kind);
    EXPECT_EQ(wrong_answer(damaged, sound), "") << "seed " << seed;
  }
  EXPECT_EQ(tried.size(), damage_kinds().size());
}

/// The check itself must be able to fail.
TEST(Damages, AWrongAnswerIsSeen) {
  const SheetBook book = example_book("an-binh", Language::vietnamese);
  const std::string sound = canonical_text(example_reading("an-binh"));
  DamagedBook harmless;
  harmless.book = book;
  harmless.sheet = "Nguồn vốn";
  harmless.cell = "A1";
  harmless.ids = {"missing_value"};
  EXPECT_NE(wrong_answer(harmless, sound), "");
  DamagedBook harmful = damage(book, 0);
  harmful.cell = "A1";
  EXPECT_NE(wrong_answer(harmful, sound), "");
  harmful.sheet.clear();
  EXPECT_NE(wrong_answer(harmful, sound), "");
}

}  // namespace
}  // namespace phanbo::test
