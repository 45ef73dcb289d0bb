// Rows that go past libxlsxwriter: read back by our own strict reader, and the same bytes however
// many threads deflate them.
#include "outputs/workbook/long_rows.hpp"

#include <gtest/gtest.h>
#include <zlib.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "inputs/xlsx/read_workbook.hpp"
#include "outputs/tabulate/table_builder.hpp"
#include "outputs/workbook/table_sheet.hpp"
#include "outputs/workbook/workbook.hpp"
#include "outputs/workbook/workbook_file.hpp"
#include "outputs/workbook/zip_insertion.hpp"

namespace phanbo::test {
namespace {

namespace fs = std::filesystem;

fs::path scratch(const std::string& name) {
  const fs::path folder = fs::path(PHANBO_BINARY_DIR) / "long-rows-scratch";
  fs::create_directories(folder);
  return folder / name;
}

std::string bytes_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string inflated(const std::string& deflated, std::size_t size) {
  std::string text(size + 1, '\0');
  z_stream stream{};
  EXPECT_EQ(inflateInit2(&stream, -15), Z_OK);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(deflated.data()));
  stream.avail_in = static_cast<uInt>(deflated.size());
  stream.next_out = reinterpret_cast<Bytef*>(text.data());
  stream.avail_out = static_cast<uInt>(text.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  EXPECT_EQ(stream.total_out, size);
  inflateEnd(&stream);
  text.resize(size);
  return text;
}

std::string read_all(DeflatedText& text) {
  std::string bytes(text.deflated_bytes(), '\0');
  EXPECT_TRUE(text.rewind());
  EXPECT_EQ(text.read(bytes.data(), bytes.size()), bytes.size());
  return bytes;
}

TEST(DeflatedText, IsTheTextForAnyNumberOfThreads) {
  std::string whole;
  std::set<std::string> seen;
  for (const int threads : {1, 2, 7}) {
    whole.clear();
    DeflatedText text(threads);
    for (int block = 0; block < 40; ++block) {
      std::string part;
      for (int i = 0; i < 1'000 * (block % 5); ++i) part += "<c>" + std::to_string(i * block);
      whole += part;
      text.add(part);
      EXPECT_TRUE(part.empty());
    }
    ASSERT_EQ(text.finish(), 0);
    const DeflatedBlock end = Deflater().deflate("the end", true);
    seen.insert(read_all(text) + end.bytes);
    EXPECT_EQ(text.text_bytes(), whole.size());
    whole += "the end";
    EXPECT_EQ(joined_checksum(text.checksum(), end.checksum, end.text_bytes),
              crc32_z(0, reinterpret_cast<const Bytef*>(whole.data()), whole.size()));
  }
  ASSERT_EQ(seen.size(), 1U);
  EXPECT_EQ(inflated(*seen.begin(), whole.size()), whole);
}

/// "kind text" of a cell, counting from 1.
std::string shown(const WorkbookSheet& sheet, std::uint32_t row, std::uint16_t column) {
  constexpr const char* kinds[] = {"text ", "number ", "boolean ", "error ", "date "};
  const WorkbookCell* cell = sheet.cell_at(row, column);
  if (cell == nullptr) return "blank";
  return std::string(cell->has_formula ? "formula " : "") + kinds[static_cast<int>(cell->kind)] +
         std::string(cell->text);
}

CellLook numbers() {
  CellLook look;
  look.number = CellLook::Number::whole;
  return look;
}

TEST(LongRows, AreReadBackAsTheyWereWritten) {
  const fs::path path = scratch("odd.xlsx");
  WorkbookFile file(path, {"Tên", "phanbo"});
  file.add_sheet("Trước");
  file.text(0, 0, "Xã", {});
  file.add_sheet("Dài");
  file.text(0, 0, "Đầu", {});
  file.begin_long_rows();
  file.text(1, 0, "=1+1", {});
  file.text(1, 1, "Xã", {});
  file.text(1, 2, "a < b & c > d", {});
  file.text(2, 0, "  giữ dấu cách ", numbers());
  file.blank(2, 1, numbers());
  file.text(2, 3, "_x0041_\x01", {});
  file.set_height(2, 40);
  file.number(5, 0, Decimal::from_units(std::int64_t{58}, 2), {});
  file.number(5, 1, Decimal::whole(9'000'000'000'000'000), numbers());
  file.number(5, 2, Decimal::from_units(std::int64_t{1'234'567'890'123'456}, 3), {});
  file.number(5, 3, Decimal::from_units(std::int64_t{-5}, 12), {});
  file.formula(5, 4, "SUMIFS(A1:A2,B1:B2,\"<>x&y\")", Decimal::whole(-7), numbers());
  file.end_long_rows(9);
  file.text(9, 0, "Cuối", {});
  ASSERT_EQ(file.close(), 0);

  const WorkbookReading reading = read_workbook(bytes_of(path), "odd.xlsx");
  for (const Problem& problem : reading.problems)
    ADD_FAILURE() << render(problem, Language::english);
  const WorkbookSheet* sheet = reading.sheet_named("Dài");
  ASSERT_NE(sheet, nullptr);
  EXPECT_EQ(shown(*reading.sheet_named("Trước"), 1, 1), "text Xã");
  EXPECT_EQ(shown(*sheet, 1, 1), "text Đầu");
  EXPECT_EQ(shown(*sheet, 2, 1), "text =1+1");
  EXPECT_EQ(shown(*sheet, 2, 2), "text Xã");
  EXPECT_EQ(shown(*sheet, 2, 3), "text a < b & c > d");
  EXPECT_EQ(shown(*sheet, 3, 1), "text   giữ dấu cách ");
  EXPECT_EQ(shown(*sheet, 3, 2), "blank");
  EXPECT_EQ(shown(*sheet, 3, 4), "text _x0041_\xEF\xBF\xBD");
  EXPECT_EQ(shown(*sheet, 6, 1), "number 0.58");
  EXPECT_EQ(shown(*sheet, 6, 2), "number 9000000000000000");
  EXPECT_EQ(shown(*sheet, 6, 3), "text 1234567890123.456");
  EXPECT_EQ(shown(*sheet, 6, 4), "number -0.000000000005");
  EXPECT_EQ(shown(*sheet, 6, 5), "formula number -7");
  EXPECT_EQ(shown(*sheet, 10, 1), "text Cuối");
}

std::string text_at(std::uint32_t row, std::uint32_t column) {
  if (column == 0) return "dòng-" + std::to_string(row);                // never repeats
  if (column == 1) return "dự án " + std::to_string(row / 6);           // repeats six times
  return row % 3 == 0 ? "cả nước" : "tỉnh " + std::to_string(row % 7);  // few
}

fs::path write_long(int threads, std::uint32_t rows) {
  const fs::path path = scratch("threads-" + std::to_string(threads) + ".xlsx");
  WorkbookFile file(path, {"Tên", "phanbo", threads});
  for (const char* name : {"Một", "Hai"}) {
    file.add_sheet(name);
    file.begin_long_rows();
    for (std::uint32_t row = 0; row < rows; ++row) {
      for (std::uint32_t column = 0; column < 3; ++column)
        file.text(row, column, text_at(row, column), {});
      file.number(row, 3, Decimal::whole(std::int64_t{row} * 1'000'003), numbers());
    }
    file.end_long_rows(rows);
    file.text(rows, 0, "Cuối", {});
  }
  EXPECT_EQ(file.close(), 0);
  return path;
}

TEST(LongRows, HaveTheSameBytesForAnyNumberOfThreads) {
  constexpr std::uint32_t rows = 120'000;  // some blocks more than wait for each other
  const std::string once = bytes_of(write_long(1, rows));
  EXPECT_EQ(bytes_of(write_long(1, rows)), once);
  EXPECT_EQ(bytes_of(write_long(2, rows)), once);
  EXPECT_EQ(bytes_of(write_long(5, rows)), once);
}

TEST(LongRows, OfManyBlocksAreReadBack) {
  constexpr std::uint32_t rows = 30'000;
  const WorkbookReading reading = read_workbook(bytes_of(write_long(2, rows)), "long.xlsx");
  for (const Problem& problem : reading.problems)
    ADD_FAILURE() << render(problem, Language::english);
  for (const char* name : {"Một", "Hai"}) {
    const WorkbookSheet* sheet = reading.sheet_named(name);
    ASSERT_NE(sheet, nullptr);
    std::uint32_t wrong = 0;
    for (std::uint32_t row = 0; row < rows; ++row) {
      for (std::uint32_t column = 0; column < 3; ++column) {
        const auto at = static_cast<std::uint16_t>(column + 1);
        wrong += shown(*sheet, row + 1, at) == "text " + text_at(row, column) ? 0 : 1;
      }
      wrong +=
          shown(*sheet, row + 1, 4) == "number " + std::to_string(std::int64_t{row} * 1'000'003)
              ? 0
              : 1;
    }
    EXPECT_EQ(wrong, 0U);
  }
}

TEST(LongRows, OfATableStandBetweenItsHeadAndItsNotes) {
  Plan plan;
  TableBuilder builder("ledger", {"Sổ", "Ledger"});
  for (int column = 0; column < 20; ++column)
    builder.add_column("c" + std::to_string(column), ColumnType::money, {"C", "C"}, {"G", "G"});
  builder.add_note({"Ghi chú", "Note"});
  constexpr std::uint32_t rows = long_table_cells_min / 20;
  for (std::uint32_t row = 0; row < rows; ++row) {
    const std::size_t at = builder.add_row(1);
    builder.at(at, row % 20) = PackedRows::Cell::of(Money::from_dong(std::int64_t{row}));
  }
  const std::vector<ReportTable> tables = {builder.finish()};
  const WorkbookRequest request{"phanbo", {}, &plan, &tables, Language::vietnamese};
  ASSERT_EQ(write_workbook(scratch("table.xlsx"), request), 0);

  const WorkbookReading reading = read_workbook(bytes_of(scratch("table.xlsx")), "table.xlsx");
  EXPECT_TRUE(reading.problems.empty());
  const WorkbookSheet* sheet = reading.sheet_named("Sổ phân bổ");
  ASSERT_NE(sheet, nullptr);
  EXPECT_EQ(shown(*sheet, 1, 1), "text Sổ");
  EXPECT_FALSE(sheet->merged.empty());  // the caption above the columns
  // Title, unit, caption, titles, numbers of the columns; the rows; an empty row and the note.
  constexpr std::uint32_t first = 6;
  for (std::uint32_t row = 0; row < rows; ++row) {
    const auto column = static_cast<std::uint16_t>(row % 20 + 1);
    EXPECT_EQ(shown(*sheet, first + row, column), "number " + std::to_string(row));
  }
  EXPECT_EQ(shown(*sheet, first + rows + 1, 1), "text Ghi chú");
}

TEST(SharedTexts, DoNotGrowWithoutBounds) {
  std::uint32_t numbers = 0;
  SharedTexts shared([&](const std::string&) { return numbers++; });
  for (int i = 0; i < 70'000; ++i) shared.find_or_add(std::to_string(i));
  EXPECT_EQ(numbers, 65'536U);
  EXPECT_EQ(shared.find_or_add("65535").number, 65'535U);
  EXPECT_FALSE(shared.find_or_add("65536").number.has_value());
}

TEST(ZipInsertion, SaysWhyItCannotBeDone) {
  std::vector<ZipInsertion> none;
  const fs::path path = scratch("no-zip.xlsx");
  std::ofstream(path) << "no zip file";
  EXPECT_EQ(insert_into_zip(path, none), EIO);
}

}  // namespace
}  // namespace phanbo::test
