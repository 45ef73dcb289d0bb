// Strings that break programs, typed as citations: each is read as the text it is, or refused with
// its cell.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "inputs/text_rules.hpp"
#include "template/typed_book.hpp"

namespace phanbo::test {
namespace {

/// Characters that no workbook can hold: the writer of the test replaces them.
bool is_storable(const std::string& text) {
  return std::none_of(text.begin(), text.end(),
                      [](char c) {
                        const auto byte = static_cast<unsigned char>(c);
                        return byte < 0x20 || byte == 0x7F;
                      }) &&
         text.find("\xEF\xBF\xBE") == std::string::npos &&
         text.find("\xEF\xBF\xBF") == std::string::npos;
}

void type_citation(const TypedSheet& sheet, std::uint32_t row, const std::string& code,
                   const std::string& citation) {
  const auto type = [&](std::string_view column, const std::string& text) {
    SheetCell& cell = sheet.touch(row, sheet.column(column));
    cell.kind = SheetValue::text;
    cell.text = text;
  };
  type("code", code);
  type("citation", citation);
  type("verification", "minh họa");
}

TEST(NaughtyStrings, AreTextOrRefusedAtTheirCell) {
  const std::filesystem::path file =
      std::filesystem::path(PHANBO_SHARED_DIR) / "external" / "naughty-strings" / "blns.json";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << file << " is not there";
  std::ifstream stream(file);
  const auto strings = nlohmann::json::parse(stream).get<std::vector<std::string>>();
  ASSERT_GT(strings.size(), 400U);
  SheetBook book = example_book("ha-noi-three-communes", Language::vietnamese);
  const TypedSheet sheet = typed_sheet(book, "documents");
  const std::uint32_t first = sheet.last_row + 1;
  for (std::uint32_t i = 0; i < strings.size(); ++i)
    type_citation(sheet, first + i, "n-" + std::to_string(i), strings[i]);
  const PlanReading reading = read_book(book);

  std::map<std::string, std::string> refused;  // cell → id
  for (const Problem& problem : reading.problems) {
    if (problem.place.sheet == sheet.sheet->name)
      refused.emplace(problem.place.cell, problem.kind->id);
  }
  std::map<std::string, std::string> read;
  for (const CanonicalTable& table : reading.canonical.tables) {
    if (table.name != "documents") continue;
    for (std::size_t row = 0; row < table.row_count(); ++row)
      read.emplace(table.cells[row * table.columns.size()],
                   table.cells[row * table.columns.size() + 1]);
  }
  std::size_t accepted = 0;
  for (std::uint32_t i = 0; i < strings.size(); ++i) {
    const std::string cell = cell_text_name(first + i, sheet.column("citation"));
    const auto found = read.find("n-" + std::to_string(i));
    ASSERT_NE(found, read.end()) << i;
    if (refused.contains(cell)) {
      EXPECT_EQ(found->second, "") << i;
      continue;
    }
    ++accepted;
    std::deque<std::string> storage;
    TextArena arena(storage);
    if (is_storable(strings[i])) {
      EXPECT_EQ(found->second, to_nfc(strings[i], arena)) << i;
    }
  }
  RecordProperty("accepted", static_cast<int>(accepted));
  EXPECT_GT(accepted, 300U);
}

}  // namespace
}  // namespace phanbo::test
