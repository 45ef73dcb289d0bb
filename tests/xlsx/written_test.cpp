// Workbooks written by libxlsxwriter are read back as they were written; the plan-sized ones too.
#include <gtest/gtest.h>
#include <xlsxwriter.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "inputs/xlsx/read_workbook.hpp"
#include "xlsx/probe.hpp"

namespace phanbo::test {
namespace {

namespace fs = std::filesystem;

class WrittenWorkbook : public ::testing::Test {
 protected:
  WrittenWorkbook() {
    std::string name = (fs::temp_directory_path() / "xlsx-written-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    folder_ = name;
  }
  ~WrittenWorkbook() override { fs::remove_all(folder_); }

  std::string path() const { return (folder_ / "written.xlsx").string(); }
  std::string bytes() const {
    std::ifstream stream(path(), std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
  }

 private:
  fs::path folder_;
};

/// "kind text" of a cell; "blank" where there is none.
std::string shown(const WorkbookSheet& sheet, std::uint32_t row, std::uint16_t column) {
  constexpr const char* kinds[] = {"text ", "number ", "boolean ", "error ", "date "};
  const WorkbookCell* cell = sheet.cell_at(row, column);
  if (cell == nullptr) return "blank";
  return std::string(cell->has_formula ? "formula " : "") + kinds[static_cast<int>(cell->kind)] +
         std::string(cell->text);
}

void write_a_bit_of_everything(const std::string& path, bool with_constant_memory) {
  lxw_workbook_options options{};
  options.constant_memory = with_constant_memory ? LXW_TRUE : LXW_FALSE;
  lxw_workbook* book = workbook_new_opt(path.c_str(), &options);
  lxw_worksheet* sheet = workbook_add_worksheet(book, "Dự án & vốn");
  lxw_format* day = workbook_add_format(book);
  format_set_num_format(day, "dd/mm/yyyy");
  lxw_format* percent = workbook_add_format(book);
  format_set_num_format(percent, "0.00%");
  worksheet_merge_range(sheet, 0, 0, 0, 3, "Kế hoạch vốn <2026>", nullptr);
  worksheet_write_string(sheet, 1, 0, "  giữ hai dấu cách  ", nullptr);
  worksheet_write_string(sheet, 1, 1, "dòng một\ndòng hai", nullptr);
  worksheet_write_string(sheet, 1, 2, "\x01", nullptr);
  worksheet_write_number(sheet, 2, 0, 0.58, nullptr);
  worksheet_write_number(sheet, 2, 1, 9'000'000'000'000'000.0, nullptr);
  worksheet_write_number(sheet, 2, 2, 46'023, day);
  worksheet_write_number(sheet, 2, 3, 0.35, percent);
  worksheet_write_formula_num(sheet, 3, 0, "=SUM(A3:B3)", nullptr, 12.5);
  worksheet_write_formula_str(sheet, 3, 1, "=A2", nullptr, "Xã");
  worksheet_write_boolean(sheet, 3, 2, 1, nullptr);
  worksheet_write_blank(sheet, 3, 3, day);
  worksheet_set_row_opt(sheet, 4, LXW_DEF_ROW_HEIGHT, nullptr, nullptr);
  lxw_row_col_options hidden{};
  hidden.hidden = LXW_TRUE;
  worksheet_set_row_opt(sheet, 5, LXW_DEF_ROW_HEIGHT, nullptr, &hidden);
  worksheet_write_number(sheet, 5, 0, 1, nullptr);
  ASSERT_EQ(workbook_close(book), LXW_NO_ERROR);
}

void expect_a_bit_of_everything(const std::string& bytes) {
  const WorkbookReading reading = read_workbook(bytes, "written.xlsx");
  for (const Problem& problem : reading.problems)
    ADD_FAILURE() << render(problem, Language::english);
  const WorkbookSheet* sheet = reading.sheet_named("Dự án & vốn");
  ASSERT_NE(sheet, nullptr);
  EXPECT_EQ(shown(*sheet, 1, 1), "text Kế hoạch vốn <2026>");
  EXPECT_EQ(sheet->merged, (std::vector<CellRange>{{1, 1, 1, 4}}));
  EXPECT_EQ(shown(*sheet, 2, 1), "text   giữ hai dấu cách  ");
  EXPECT_EQ(shown(*sheet, 2, 2), "text dòng một\ndòng hai");
  EXPECT_EQ(shown(*sheet, 2, 3), "text \x01");
  EXPECT_EQ(shown(*sheet, 3, 1), "number 0.58");
  EXPECT_EQ(shown(*sheet, 3, 2), "number 9000000000000000");
  EXPECT_EQ(shown(*sheet, 3, 3), "date 2026-01-01");
  EXPECT_EQ(shown(*sheet, 3, 4), "number 0.35");
  EXPECT_TRUE(sheet->cell_at(3, 4)->is_percent);
  EXPECT_EQ(shown(*sheet, 4, 1), "formula number 12.5");
  EXPECT_EQ(shown(*sheet, 4, 2), "formula text Xã");
  EXPECT_EQ(shown(*sheet, 4, 3), "boolean true");
  EXPECT_EQ(shown(*sheet, 4, 4), "blank");
  EXPECT_TRUE(sheet->rows.back().is_hidden);
}

TEST_F(WrittenWorkbook, ByLibxlsxwriterIsReadBack) {
  write_a_bit_of_everything(path(), false);
  expect_a_bit_of_everything(bytes());
}

TEST_F(WrittenWorkbook, WithTextsInTheirCellsIsReadBack) {
  write_a_bit_of_everything(path(), true);
  expect_a_bit_of_everything(bytes());
}

TEST_F(WrittenWorkbook, OfFiveThousandProjectsFitsInMemory) {
  lxw_workbook_options options{};
  lxw_workbook* book = workbook_new_opt(path().c_str(), &options);
  lxw_worksheet* sheet = workbook_add_worksheet(book, "Dự án");
  for (lxw_row_t row = 0; row < 5'000; ++row) {
    for (lxw_col_t column = 0; column < 25; ++column) {
      if (column < 5) {
        const std::string text = "Dự án số " + std::to_string(row) + "." + std::to_string(column);
        worksheet_write_string(sheet, row, column, text.c_str(), nullptr);
      } else {
        worksheet_write_number(sheet, row, column, 1e6 * row + column, nullptr);
      }
    }
  }
  ASSERT_EQ(workbook_close(book), LXW_NO_ERROR);
  const Probe probe = count_cells(bytes());
  EXPECT_EQ(probe.out, "125000\n") << probe.err;
  EXPECT_LT(probe.peak_kibibytes, 32 * 1024);
}

}  // namespace
}  // namespace phanbo::test
