// Whole workbooks: what sheets, rows and cells are.
#include <gtest/gtest.h>

#include <string>

#include "inputs/xlsx/read_workbook.hpp"
#include "inputs/xlsx/workbook_limits.hpp"
#include "xlsx/zip_writer.hpp"

namespace phanbo {
namespace {

using test::entry_named;
using test::sheet_part;
using test::workbook_entries;
using test::zip_of;
using test::ZipEntry;

const std::string sheet_in_package = "xl/worksheets/sheet1.xml";

/// "A1=text|B1=…" of every cell, with marks for formulas and percents.
std::string cells_of(const WorkbookSheet& sheet) {
  constexpr const char* kinds = "tnbed";
  std::string text;
  for (const WorkbookRow& row : sheet.rows) {
    for (const WorkbookCell& cell : row.cells) {
      if (!text.empty()) text += '|';
      text += cell_name(cell.row, cell.column) + ':' + kinds[static_cast<int>(cell.kind)];
      if (cell.has_formula) text += 'f';
      if (cell.is_percent) text += '%';
      text += '=' + std::string(cell.text);
    }
  }
  return text;
}

std::string read_entries(const std::vector<ZipEntry>& entries) {
  const WorkbookReading reading = read_workbook(zip_of(entries), "x.xlsx");
  for (const Problem& problem : reading.problems)
    ADD_FAILURE() << render(problem, Language::english);
  return reading.sheets.empty() ? "" : cells_of(reading.sheets.front());
}

std::string read_rows(std::string_view rows) { return read_entries(workbook_entries(rows)); }

std::string edited(std::vector<ZipEntry>& entries, std::string_view part, std::string_view old_text,
                   std::string_view new_text) {
  std::string& content = entry_named(entries, part).content;
  for (std::size_t at = content.find(old_text); at != content.npos;
       at = content.find(old_text, at + new_text.size()))
    content.replace(at, old_text.size(), new_text);
  return content;
}

TEST(Workbook, CellsOfEveryKind) {
  EXPECT_EQ(read_rows("<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c>"
                      "<c r=\"B2\" s=\"4\"><v>1.25E+11</v></c>"
                      "<c r=\"C2\" s=\"1\"><v>46023</v></c>"
                      "<c r=\"D2\" t=\"b\"><v>1</v></c>"
                      "<c r=\"E2\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>"
                      "<c r=\"F2\" t=\"str\"><f>A2</f><v> Xã </v></c>"
                      "<c r=\"G2\" s=\"2\"><v>0.35</v></c>"
                      "<c r=\"H2\" t=\"d\"><v>2026-01-31</v></c>"
                      "<c r=\"I2\" s=\"4\"/>"
                      "<c r=\"J2\" t=\"str\"><f>\"\"</f><v></v></c>"
                      "<c r=\"K2\" s=\"3\"><v>0.5</v></c>"
                      "<c r=\"XFD2\"><v> 7 </v></c></row>"),
            "A2:t=Xã An Bình|B2:n=125000000000|C2:d=2026-01-01|D2:b=true|E2:ef=#DIV/0!|F2:tf= Xã |"
            "G2:n%=0.35|H2:d=2026-01-31|J2:tf=|K2:d=12:00:00|XFD2:n=7");
}

TEST(Workbook, TextsInRunsAndInline) {
  EXPECT_EQ(read_rows("<row><c t=\"inlineStr\"><is><t>  Xã  </t></is></c>"
                      "<c t=\"inlineStr\"><is><t xml:space=\"preserve\">  Xã  </t></is></c>"
                      "<c t=\"inlineStr\"><is><r><rPr><b/></rPr><t>An</t></r><r><t "
                      "xml:space=\"preserve\"> Bình</t></r><rPh sb=\"0\" "
                      "eb=\"1\"><t>x</t></rPh></is></c>"
                      "<c t=\"inlineStr\"><v>1.0</v><is><t>1.</t></is></c>"
                      "<c t=\"inlineStr\"><is><t><![CDATA[a<b]]>&amp;_x0041_</t></is></c>"
                      "<c t=\"inlineStr\"><is><t> &#10; a </t></is></c>"
                      "<c t=\"s\"><v>2</v></c></row>"),
            "A1:t=Xã|B1:t=  Xã  |C1:t=An Bình|D1:t=1.|E1:t=a<b&A|F1:t=\n a|G1:t=  giữ dấu cách  ");
}

TEST(Workbook, PlacesMayBeImplied) {
  EXPECT_EQ(read_rows("<row><c><v>1</v></c><c/><c><v>2</v></c></row><row><c><v>3</v></c></row>"
                      "<row r=\"9\"><c r=\"C9\"><v>4</v></c><c><v>5</v></c></row>"),
            "A1:n=1|C1:n=2|A2:n=3|C9:n=4|D9:n=5");
}

TEST(Workbook, TheLastCellOfASheetCostsNoMoreThanTheFirst) {
  EXPECT_EQ(read_rows("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"
                      "<row r=\"1048576\"><c r=\"XFD1048576\"><v>2</v></c></row>"),
            "A1:n=1|XFD1048576:n=2");
}

TEST(Workbook, HiddenThingsAreMarked) {
  auto entries = workbook_entries("");
  entry_named(entries, sheet_in_package).content = sheet_part(
      "<row r=\"1\" hidden=\"1\"><c r=\"A1\"><v>1</v></c></row>"
      "<row r=\"2\"><c r=\"A2\"><v>2</v></c></row>",
      "<autoFilter ref=\"A1:B2\"/>");
  edited(entries, sheet_in_package, "<sheetData>",
         "<cols><col min=\"2\" max=\"3\" hidden=\"true\"/><col min=\"4\" "
         "max=\"4\"/></cols><sheetData>");
  edited(entries, "xl/workbook.xml", "name=\"Bảng 1\"", "name=\"Bảng 1\" state=\"veryHidden\"");
  const WorkbookReading reading = read_workbook(zip_of(entries), "x.xlsx");
  ASSERT_TRUE(reading.problems.empty());
  const WorkbookSheet& sheet = *reading.sheet_named("Bảng 1");
  EXPECT_EQ(sheet.visibility, SheetVisibility::very_hidden);
  EXPECT_TRUE(sheet.has_filter);
  EXPECT_TRUE(sheet.rows[0].is_hidden);
  EXPECT_FALSE(sheet.rows[1].is_hidden);
  ASSERT_EQ(sheet.hidden_columns.size(), 1U);
  EXPECT_EQ(sheet.hidden_columns[0], (CellRange{1, workbook_limit::rows_max, 2, 3}));
}

TEST(Workbook, MergedRanges) {
  auto entries = workbook_entries("");
  entry_named(entries, sheet_in_package).content =
      sheet_part("<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\" s=\"1\"/></row>",
                 "<mergeCells count=\"2\"><mergeCell ref=\"A1:B2\"/><mergeCell ref=\"C1:C3\"/>"
                 "</mergeCells>");
  const WorkbookReading reading = read_workbook(zip_of(entries), "x.xlsx");
  ASSERT_TRUE(reading.problems.empty());
  EXPECT_EQ(reading.sheets[0].merged, (std::vector<CellRange>{{1, 2, 1, 2}, {1, 3, 3, 3}}));
}

TEST(Workbook, TheEpochOf1904) {
  auto entries = workbook_entries("<row><c s=\"1\"><v>44561</v></c></row>");
  edited(entries, "xl/workbook.xml", "<sheets>", "<workbookPr date1904=\"1\"/><sheets>");
  const WorkbookReading reading = read_workbook(zip_of(entries), "x.xlsx");
  EXPECT_TRUE(reading.counts_from_1904);
  EXPECT_EQ(cells_of(reading.sheets[0]), "A1:d=2026-01-01");
}

TEST(Workbook, StrictNamespacesAndForeignPrefixes) {
  auto entries = workbook_entries("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>");
  for (ZipEntry& entry : entries) {
    edited(entries, entry.name, "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
           "http://purl.oclc.org/ooxml/spreadsheetml/main");
    edited(entries, entry.name,
           "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
           "http://purl.oclc.org/ooxml/officeDocument/relationships");
  }
  entry_named(entries, sheet_in_package).content =
      "<w:worksheet xmlns:w=\"http://purl.oclc.org/ooxml/spreadsheetml/main\" "
      "xmlns:e=\"urn:extension\" e:mark=\"1\"><e:other><w:c/></e:other><w:sheetData><w:row "
      "r=\"1\" e:height=\"5\"><w:c r=\"A1\" "
      "t=\"s\"><w:v>0</w:v></w:c></w:row></w:sheetData></w:worksheet>";
  EXPECT_EQ(read_entries(entries), "A1:t=Xã An Bình");
}

TEST(Workbook, PartsAnywhereUnderAnyCase) {
  auto entries = workbook_entries("<row><c t=\"s\"><v>0</v></c></row>");
  edited(entries, "_rels/.rels", "xl/workbook.xml", "/Deep/er/book.XML");
  edited(entries, "xl/_rels/workbook.xml.rels", "worksheets/sheet1.xml", "../../SHEET.xml");
  edited(entries, "xl/_rels/workbook.xml.rels", "styles.xml", "./../er/styles.xml");
  edited(entries, "xl/_rels/workbook.xml.rels", "sharedStrings.xml", "/xl/SharedStrings.xml");
  entry_named(entries, "xl/workbook.xml").name = "deep/ER/BOOK.xml";
  entry_named(entries, "xl/_rels/workbook.xml.rels").name = "deep\\er\\_RELS\\book.xml.rels";
  entry_named(entries, "xl/styles.xml").name = "deep/er/styles.xml";
  entry_named(entries, sheet_in_package).name = "/sheet.xml";
  EXPECT_EQ(read_entries(entries), "A1:t=Xã An Bình");
}

TEST(Workbook, Utf16AndByteOrderMarks) {
  auto entries = workbook_entries("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>");
  std::string& sheet = entry_named(entries, sheet_in_package).content;
  sheet.erase(0, sheet.find("?>") + 2);
  std::string wide = "\xFF\xFE";
  for (const char letter : sheet) (wide += letter) += '\0';
  sheet = wide;
  ZipEntry& strings = entry_named(entries, "xl/sharedStrings.xml");
  strings.content = "\xEF\xBB\xBF" + strings.content;
  EXPECT_EQ(read_entries(entries), "A1:t=Xã An Bình");
}

TEST(Workbook, SheetsNotWantedMayHoldAnything) {
  auto entries = workbook_entries("<row><c><v>1</v></c></row>");
  edited(entries, "xl/workbook.xml", "</sheets>",
         "<sheet name=\"Nháp\" sheetId=\"2\" r:id=\"nowhere\"/></sheets>");
  const std::string bytes = zip_of(entries);
  EXPECT_TRUE(has_errors(read_workbook(bytes, "x.xlsx").problems));
  const WorkbookReading reading =
      read_workbook(bytes, "x.xlsx", [](std::string_view name) { return name == "Bảng 1"; });
  EXPECT_TRUE(reading.problems.empty());
  ASSERT_EQ(reading.sheets.size(), 2U);
  EXPECT_TRUE(reading.sheets[0].was_read);
  EXPECT_FALSE(reading.sheets[1].was_read);
  const WorkbookReading none =
      read_workbook(bytes, "x.xlsx", [](std::string_view) { return false; });
  EXPECT_TRUE(none.problems.empty());
}

TEST(Workbook, AReadingMayBeMovedAndKeepsItsTexts) {
  WorkbookReading first =
      read_workbook(zip_of(workbook_entries("<row><c t=\"str\"><v>một</v></c></row>")), "x.xlsx");
  const WorkbookReading moved = std::move(first);
  EXPECT_EQ(cells_of(moved.sheets[0]), "A1:t=một");
  EXPECT_EQ(moved.sheet_named("bảng 1"), nullptr);
  EXPECT_EQ(moved.sheets[0].cell_at(1, 2), nullptr);
  EXPECT_EQ(moved.sheets[0].cell_at(2, 1), nullptr);
}

TEST(CellNames, LettersAndNumbers) {
  EXPECT_EQ(cell_name(7, 3), "C7");
  EXPECT_EQ(cell_name(1, 26), "Z1");
  EXPECT_EQ(cell_name(1, 27), "AA1");
  EXPECT_EQ(cell_name(1'048'576, 16'384), "XFD1048576");
}

}  // namespace
}  // namespace phanbo
