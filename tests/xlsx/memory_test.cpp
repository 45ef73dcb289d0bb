// Hostile workbooks: each is answered within 64 MB of memory, measured from outside.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "inputs/xlsx/workbook_limits.hpp"
#include "xlsx/probe.hpp"
#include "xlsx/zip_writer.hpp"

namespace phanbo::test {
namespace {

constexpr long memory_kibibytes_max = 64 * 1024;
const std::string sheet_in_package = "xl/worksheets/sheet1.xml";

Probe probe_file(const std::string& file) {
  Probe probe = count_cells(file);
  EXPECT_LT(probe.peak_kibibytes, memory_kibibytes_max);
  EXPECT_TRUE(probe.exit_code == 0 || probe.exit_code == 3) << probe.exit_code;
  return probe;
}

Probe probe_entries(const std::vector<ZipEntry>& entries) { return probe_file(zip_of(entries)); }

void expect_refused(const std::vector<ZipEntry>& entries, const char* id) {
  const Probe probe = probe_entries(entries);
  EXPECT_EQ(probe.exit_code, 3);
  EXPECT_NE(probe.err.find(std::string("[") + id + "]"), std::string::npos) << probe.err;
}

std::string repeated(std::string_view unit, std::size_t times) {
  std::string text;
  while (times-- > 0) text += unit;
  return text;
}

/// A workbook whose sheet holds `head`, `unit` many times, and `tail` inside its rows.
std::vector<ZipEntry> repeating(std::string_view head, const std::string& unit,
                                std::string_view tail, std::uint32_t times) {
  auto entries = workbook_entries("");
  ZipEntry& sheet = entry_named(entries, sheet_in_package);
  const std::string whole = sheet_part("|");
  sheet.content = whole.substr(0, whole.find('|')) + std::string(head);
  sheet.tail = std::string(tail) + whole.substr(whole.find('|') + 1);
  sheet.repeated = unit;
  sheet.times = times;
  return entries;
}

/// 4,096 pieces that differ by a number, so that they pack like real ones: where limits of ratio
/// would otherwise come first.
std::string numbered(std::string_view head, std::string_view tail) {
  std::string text;
  for (std::uint64_t i = 0; i < 4'096; ++i)
    text += std::string(head) + std::to_string(i * 2'654'435'761 % 100'000) + std::string(tail);
  return text;
}

TEST(HostileWorkbook, PartOf300Megabytes) {
  auto entries = repeating("", std::string(40'960, ' '), "", 7'680);
  expect_refused(entries, "workbook_part_too_large");
  // The directory says otherwise.
  entry_named(entries, sheet_in_package).stated_bytes = 1'000;
  expect_refused(entries, "workbook_part_ratio");
}

TEST(HostileWorkbook, BillionCells) {
  auto entries = repeating("<row>", repeated("<c/>", 4'096), "</row>", 244'141);
  expect_refused(entries, "workbook_part_too_large");
  // The directory says otherwise: the cells beyond the sheet are enough.
  entry_named(entries, sheet_in_package).stated_bytes = 1'000'000;
  expect_refused(entries, "workbook_cell_place");
}

TEST(HostileWorkbook, CellsBeyondTheSheetWithinTheLimitsOfSize) {
  expect_refused(repeating("<row r=\"1\">", numbered("<c><v>", "</v></c>"), "</row>", 60),
                 "workbook_cell_place");
}

TEST(HostileWorkbook, MillionsOfCells) {
  expect_refused(repeating("<row>", numbered("<c><v>", "</v></c></row><row>"), "</row>", 250),
                 "workbook_content_too_large");
}

TEST(HostileWorkbook, OneLongTextInManyCells) {
  auto entries =
      repeating("<row>", repeated("<c t=\"s\"><v>0</v></c></row><row>", 4'096), "</row>", 100);
  entry_named(entries, sheet_in_package).is_stored = true;
  entry_named(entries, "xl/sharedStrings.xml").content =
      "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><si><t>" +
      repeated("ậ", workbook_limit::cell_characters_max) + "</t></si></sst>";
  const Probe probe = probe_entries(entries);
  EXPECT_EQ(probe.exit_code, 0) << probe.err;
  EXPECT_EQ(probe.out, "409600\n");
}

TEST(HostileWorkbook, CellsFarApart) {
  const Probe probe = probe_entries(
      workbook_entries("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c "
                       "r=\"XFD1048576\"><v>2</v></c></row>"));
  EXPECT_EQ(probe.out, "2\n");
  EXPECT_LT(probe.peak_kibibytes, 16 * 1024);
}

TEST(HostileWorkbook, ElementsInElements) {
  expect_refused(repeating("<row>", repeated("<c>", 4'096), "", 1), "workbook_xml_unexpected");
  auto entries = workbook_entries("");
  ZipEntry& sheet = entry_named(entries, sheet_in_package);
  sheet.is_stored = true;
  sheet.content = sheet_part("", "<extLst>" + repeated("<a>", 1'000'000));
  expect_refused(entries, "workbook_xml_too_complex");
}

TEST(HostileWorkbook, EndlessTagsAndNames) {
  auto entries = workbook_entries("");
  ZipEntry& entry = entry_named(entries, sheet_in_package);
  entry.is_stored = true;
  std::string& sheet = entry.content;
  sheet = sheet_part("<row r=\"" + std::string(10'000'000, '1') + "\"/>");
  expect_refused(entries, "workbook_xml_too_complex");
  std::string names;
  for (int i = 0; i < 400'000; ++i) names += "<a" + std::to_string(i) + "/>";
  sheet = sheet_part("", "<extLst>" + names + "</extLst>");
  expect_refused(entries, "workbook_xml_too_complex");
}

TEST(HostileWorkbook, MillionsOfTexts) {
  auto entries = workbook_entries("");
  ZipEntry& strings = entry_named(entries, "xl/sharedStrings.xml");
  strings.content = "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">";
  strings.repeated = numbered("<si><t>", "</t></si>");
  strings.times = 450;
  strings.tail = "</sst>";
  expect_refused(entries, "workbook_content_too_large");
}

TEST(HostileWorkbook, ZipInsideAZip) {
  auto entries = workbook_entries("");
  ZipEntry& sheet = entry_named(entries, sheet_in_package);
  sheet.content = zip_of(workbook_entries(""));
  expect_refused(entries, "workbook_xml_malformed");
}

TEST(HostileWorkbook, DirectoryOfManyEntries) {
  std::vector<ZipEntry> entries = workbook_entries("<row><c><v>1</v></c></row>");
  while (entries.size() < workbook_limit::parts_max)
    entries.push_back({"part" + std::to_string(entries.size()), "", true});
  EXPECT_EQ(probe_entries(entries).exit_code, 0);
  entries.push_back({"one more", "", true});
  expect_refused(entries, "workbook_too_many_parts");
  while (entries.size() < 60'000)
    entries.push_back({"part" + std::to_string(entries.size()), "", true});
  expect_refused(entries, "workbook_too_many_parts");
  // The end record says fewer than there are.
  std::string file = zip_of(entries);
  file.replace(file.size() - 14, 4, std::string("\x01\0\x01\0", 4));
  EXPECT_EQ(probe_file(file).exit_code, 3);
}

TEST(HostileWorkbook, ManyMergedRanges) {
  const auto with_ranges = [](std::size_t count) {
    std::string ranges;
    for (std::size_t i = 1; i <= count; ++i) {
      const std::string row = std::to_string(2 * i);
      ranges += "<mergeCell ref=\"A" + row + ":XFD" + row + "\"/>";
    }
    auto entries = workbook_entries("");
    entry_named(entries, sheet_in_package).content =
        sheet_part("<row><c><v>1</v></c></row>", "<mergeCells>" + ranges + "</mergeCells>");
    return entries;
  };
  constexpr std::size_t most = workbook_limit::merged_ranges_max;
  EXPECT_EQ(probe_entries(with_ranges(most - 1)).exit_code, 0);
  EXPECT_EQ(probe_entries(with_ranges(most)).exit_code, 0);
  expect_refused(with_ranges(most + 1), "workbook_too_many_elements");
}

}  // namespace
}  // namespace phanbo::test
