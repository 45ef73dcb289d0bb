// Every kind of problem of the workbook reader, provoked by a workbook with this one defect, built
// from its parts. Ids with a case here are listed in tests/errors/covered_elsewhere.txt.
#include <gtest/gtest.h>

#include <functional>
#include <set>

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

constexpr std::string_view right_rows =
    "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\"><v>5</v></c></row>";
const std::string sheet_name_in_package = "xl/worksheets/sheet1.xml";
const std::string sheet_place = "x.xlsx/" + sheet_name_in_package;
const std::string c7 = "x.xlsx: 'Bảng 1'!C7";
const std::string many_letters(workbook_limit::cell_characters_max + 1, 'a');

struct ProblemCase {
  const char* id;
  /// As place_text gives it.
  std::string place;
  std::function<std::string()> build;
};

std::string with_rows(std::string_view rows) { return zip_of(workbook_entries(rows)); }

/// A cell C7 with this inside, and attributes.
std::string with_cell(const std::string& attributes, const std::string& inside) {
  return with_rows("<row r=\"7\"><c r=\"C7\" " + attributes + ">" + inside + "</c></row>");
}

std::string with_part(std::string_view name, std::string content) {
  auto entries = workbook_entries(right_rows);
  entry_named(entries, name).content = std::move(content);
  return zip_of(entries);
}

std::string with_edit(std::string_view name, std::string_view old_text, std::string_view new_text) {
  auto entries = workbook_entries(right_rows);
  std::string& content = entry_named(entries, name).content;
  content.replace(content.find(old_text), old_text.size(), new_text);
  return zip_of(entries);
}

std::string without_part(std::string_view name) {
  auto entries = workbook_entries(right_rows);
  std::erase_if(entries, [&](const ZipEntry& entry) { return entry.name == name; });
  return zip_of(entries);
}

std::string with_sheet_entry(const std::function<void(ZipEntry&)>& change) {
  auto entries = workbook_entries(right_rows);
  change(entry_named(entries, sheet_name_in_package));
  return zip_of(entries);
}

std::string with_merges(std::string_view merges) {
  return with_part(sheet_name_in_package,
                   sheet_part(right_rows, "<mergeCells>" + std::string(merges) + "</mergeCells>"));
}

std::string repeated(std::string_view unit, std::size_t times) {
  std::string text;
  text.reserve(unit.size() * times);
  while (times-- > 0) text += unit;
  return text;
}

std::string compound_file(std::string_view stream_name) {
  std::string bytes = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
  bytes.resize(1024);
  for (const char letter : stream_name) (bytes += letter) += '\0';
  return bytes;
}

const std::vector<ProblemCase> cases_of_files = {
    {"workbook_encrypted", "x.xlsx", [] { return compound_file("EncryptedPackage"); }},
    {"workbook_other_format", "x.xlsx", [] { return compound_file("Workbook"); }},
    {"workbook_other_format", "x.xlsx",
     [] {
       return zip_of({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
                      {"content.xml", "<x/>"},
                      {"META-INF/manifest.xml", "<x/>"}});
     }},
    {"workbook_other_format", "x.xlsx",
     [] {
       auto entries = workbook_entries(right_rows);
       entry_named(entries, "xl/workbook.xml").name = "xl/workbook.bin";
       entry_named(entries, "_rels/.rels")
           .content.replace(entry_named(entries, "_rels/.rels").content.find("workbook.xml"), 12,
                            "workbook.bin");
       return zip_of(entries);
     }},
    {"workbook_not_whole", "x.xlsx", [] { return std::string("ten;so_tien\nAn;1\n"); }},
    {"workbook_not_whole", "x.xlsx", [] { return std::string(); }},
    {"workbook_not_whole", "x.xlsx",
     [] {
       const std::string whole = with_rows(right_rows);
       return whole.substr(0, whole.size() / 2);
     }},
    {"workbook_file_too_large", "x.xlsx",
     [] { return std::string(workbook_limit::file_bytes_max + 1, ' '); }},
    {"workbook_too_many_parts", "x.xlsx",
     [] { return zip_of(std::vector<ZipEntry>(workbook_limit::parts_max + 1)); }},
    {"workbook_part_twice", "x.xlsx",
     [] {
       auto entries = workbook_entries(right_rows);
       entries.push_back({"xl/WorkSheets/Sheet1.xml", sheet_part("")});
       return zip_of(entries);
     }},
    {"workbook_part_missing", "x.xlsx",
     [] {
       return zip_of({{"readme.txt", "x"}});
     }},
    {"workbook_without_sheets", "x.xlsx",
     [] {
       return with_edit("xl/workbook.xml", "<sheet name=\"Bảng 1\" sheetId=\"1\" r:id=\"rId1\"/>",
                        "");
     }},
    {"workbook_empty", "x.xlsx",
     [] { return with_rows("<row r=\"1\"><c r=\"A1\" s=\"1\"/></row>"); }},
    {"workbook_has_macros", "x.xlsx",
     [] {
       return with_edit("xl/_rels/workbook.xml.rels", "</Relationships>",
                        "<Relationship Id=\"m\" Type=\"x/vbaProject\" "
                        "Target=\"vbaProject.bin\"/></Relationships>");
     }},
};

const std::vector<ProblemCase> cases_of_parts = {
    {"workbook_part_missing", "x.xlsx/xl/workbook.xml",
     [] { return without_part(sheet_name_in_package); }},
    {"workbook_part_missing", "x.xlsx/xl/workbook.xml",
     [] { return without_part("xl/sharedStrings.xml"); }},
    {"workbook_part_missing", sheet_place,
     [] {
       return with_edit(sheet_name_in_package, sheet_part(right_rows),
                        "<worksheet xmlns=\"http://purl.oclc.org/ooxml/spreadsheetml/main\"/>");
     }},
    {"workbook_relationship_wrong", "x.xlsx/xl/workbook.xml",
     [] { return with_edit("xl/workbook.xml", "r:id=\"rId1\"", "r:id=\"rId9\""); }},
    {"workbook_relationship_wrong", "x.xlsx/xl/workbook.xml",
     [] { return with_edit("xl/_rels/workbook.xml.rels", "/styles", "/sharedStrings"); }},
    {"workbook_part_damaged", sheet_place,
     [] { return with_sheet_entry([](ZipEntry& entry) { entry.stated_checksum = 1; }); }},
    {"workbook_part_damaged", sheet_place,
     [] { return with_sheet_entry([](ZipEntry& entry) { entry.stated_bytes = 9'999; }); }},
    {"workbook_part_packing", sheet_place,
     [] { return with_sheet_entry([](ZipEntry& entry) { entry.stated_method = 12; }); }},
    {"workbook_part_packing", sheet_place,
     [] { return with_sheet_entry([](ZipEntry& entry) { entry.flags = 1; }); }},
    {"workbook_part_too_large", sheet_place,
     [] {
       return with_sheet_entry([](ZipEntry& entry) {
         entry.stated_bytes = static_cast<std::uint32_t>(workbook_limit::part_bytes_max + 1);
       });
     }},
    {"workbook_part_ratio", sheet_place,
     [] {
       return with_sheet_entry([](ZipEntry& entry) {
         entry.repeated = repeated("          ", 10'000);
         entry.times = 20;
       });
     }},
    {"workbook_xml_malformed", sheet_place + ":2:99",
     [] { return with_part(sheet_name_in_package, sheet_part("<row r=\"1\"\xC3>")); }},
    {"workbook_xml_malformed", sheet_place + ":2:122",
     [] { return with_rows("<row r=\"1\"><c r=\"A1\" t=\"str\"><v>a\xC3(</v></c></row>"); }},
    {"workbook_xml_encoding", sheet_place + ":1:1",
     [] {
       return with_part(sheet_name_in_package, "<?xml version=\"1.0\" encoding=\"TCVN\"?><x/>");
     }},
    {"workbook_xml_encoding", "x.xlsx/xl/styles.xml:1:1",
     [] {
       return with_part("xl/styles.xml", "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><x/>");
     }},
    {"workbook_xml_document_type", "x.xlsx/xl/sharedStrings.xml:1:15",
     [] { return with_part("xl/sharedStrings.xml", "<!DOCTYPE sst [<!ENTITY a \"aa\">]><sst/>"); }},
    {"workbook_xml_too_complex", "x.xlsx/xl/styles.xml:2:482",
     [] {
       return with_edit(
           "xl/styles.xml", "</styleSheet>",
           "<extLst>" + repeated("<a>", 100) + repeated("</a>", 100) + "</extLst></styleSheet>");
     }},
    {"workbook_xml_unexpected", sheet_place + ":2:89", [] { return with_rows("<rwo r=\"1\"/>"); }},
    {"workbook_xml_unexpected", sheet_place + ":2:100",
     [] { return with_rows("<row r=\"1\"><c r=\"A1\" q=\"1\"/></row>"); }},
    {"workbook_xml_unexpected", sheet_place + ":2:110",
     [] { return with_rows("<row r=\"1\"><c r=\"A1\">5</c></row>"); }},
    {"workbook_too_many_elements", "x.xlsx/xl/workbook.xml",
     [] {
       std::string sheets;
       for (std::size_t i = 0; i <= workbook_limit::sheets_max; ++i)
         sheets += "<sheet name=\"" + std::to_string(i) + "\" sheetId=\"1\" r:id=\"rId1\"/>";
       return with_edit("xl/workbook.xml", "<sheets>", "<sheets>" + sheets);
     }},
    {"workbook_count_differs", "x.xlsx/xl/sharedStrings.xml",
     [] { return with_edit("xl/sharedStrings.xml", "<sst ", "<sst uniqueCount=\"4\" "); }},
    {"workbook_count_differs", "x.xlsx/xl/styles.xml",
     [] { return with_edit("xl/styles.xml", "<xf numFmtId=\"9\"/>", ""); }},
    {"workbook_sheet_name", "x.xlsx/xl/workbook.xml",
     [] {
       return with_edit("xl/workbook.xml", "</sheets>",
                        "<sheet name=\"Bảng 1\" sheetId=\"2\" r:id=\"rId1\"/></sheets>");
     }},
};

const std::vector<ProblemCase> cases_of_cells = {
    {"workbook_cell_place", "x.xlsx: 'Bảng 1'!7:7",
     [] { return with_rows("<row r=\"7\"><c r=\"C8\"><v>1</v></c></row>"); }},
    {"workbook_cell_place", "x.xlsx: 'Bảng 1'!7:7",
     [] { return with_rows("<row r=\"7\"><c r=\"XFE7\"><v>1</v></c></row>"); }},
    {"workbook_cell_place", "x.xlsx: 'Bảng 1'!7:7",
     [] { return with_rows("<row r=\"7\"><c r=\"A7\"><v>1</v></c><c><v>1</v></c></row>"); }},
    {"workbook_cell_place", "x.xlsx: 'Bảng 1'!1:1",
     [] { return with_rows("<row r=\"1048577\"><c r=\"A1048577\"><v>1</v></c></row>"); }},
    {"workbook_cell_order", "x.xlsx: 'Bảng 1'!7:7",
     [] {
       return with_rows("<row r=\"7\"><c r=\"C7\"><v>1</v></c><c r=\"C7\"><v>2</v></c></row>");
     }},
    {"workbook_cell_order", "x.xlsx: 'Bảng 1'!7:7",
     [] {
       return with_rows(
           "<row r=\"7\"><c r=\"C7\"><v>1</v></c></row><row r=\"7\"><c "
           "r=\"D7\"><v>2</v></c></row>");
     }},
    {"workbook_value_malformed", c7, [] { return with_cell("", "<v>12abc</v>"); }},
    {"workbook_value_malformed", c7, [] { return with_cell("t=\"b\"", "<v>2</v>"); }},
    {"workbook_value_malformed", c7, [] { return with_cell("t=\"e\"", "<v>#OOPS</v>"); }},
    {"workbook_value_malformed", c7, [] { return with_cell("t=\"d\"", "<v>2026-02-29</v>"); }},
    {"workbook_value_missing", c7, [] { return with_cell("t=\"s\"", ""); }},
    {"workbook_value_missing", c7, [] { return with_cell("", "<v/>"); }},
    {"workbook_value_missing", c7, [] { return with_cell("t=\"inlineStr\"", ""); }},
    {"workbook_number_not_exact", c7, [] { return with_cell("", "<v>12345678901234567</v>"); }},
    {"workbook_formula_without_value", c7, [] { return with_cell("", "<f>SUM(A1:A2)</f>"); }},
    {"workbook_formula_without_value", c7,
     [] { return with_cell("", "<f>SUM(A1:A2)</f><v></v>"); }},
    {"workbook_formula_without_value", c7, [] { return with_cell("t=\"str\"", "<f>A1</f>"); }},
    {"workbook_date_out_of_range", c7, [] { return with_cell("s=\"1\"", "<v>60</v>"); }},
    {"workbook_date_out_of_range", c7, [] { return with_cell("s=\"1\"", "<v>-1</v>"); }},
    {"workbook_date_out_of_range", c7, [] { return with_cell("s=\"1\"", "<v>2958466</v>"); }},
    {"workbook_text_index", c7, [] { return with_cell("t=\"s\"", "<v>3</v>"); }},
    {"workbook_text_index", c7, [] { return with_cell("t=\"s\"", "<v>-5</v>"); }},
    {"workbook_style_unknown", c7, [] { return with_cell("s=\"5\"", "<v>3</v>"); }},
    {"workbook_cell_text_too_long", c7,
     [] { return with_cell("t=\"str\"", "<v>" + many_letters + "</v>"); }},
    {"workbook_cell_text_too_long", c7,
     [] { return with_cell("t=\"inlineStr\"", "<is><t>" + many_letters + "</t></is>"); }},
    {"workbook_cell_text_too_long", c7,
     [] { return with_cell("", "<v>" + repeated("0", 300'000) + "1</v>"); }},
    {"workbook_merge_wrong", "x.xlsx: 'Bảng 1'!B2:A1",
     [] { return with_merges("<mergeCell ref=\"B2:A1\"/>"); }},
    {"workbook_merge_wrong", "x.xlsx: 'Bảng 1'!D4",
     [] { return with_merges("<mergeCell ref=\"C3:D4\"/><mergeCell ref=\"D4:E5\"/>"); }},
    {"workbook_value_under_merge", "x.xlsx: 'Bảng 1'!B1",
     [] { return with_merges("<mergeCell ref=\"A1:C1\"/>"); }},
    {"workbook_content_too_large", "x.xlsx: 'Bảng 1'!",
     [] {
       // Many distinct texts, each within its limit: 40 MB in all, which pack well.
       auto entries = workbook_entries("");
       ZipEntry& sheet = entry_named(entries, sheet_name_in_package);
       const std::string whole = sheet_part("<row>|</row>");
       sheet.content = whole.substr(0, whole.find('|'));
       sheet.tail = whole.substr(whole.find('|') + 1);
       std::string noise;
       std::uint32_t state = 1;
       for (int i = 0; i < 400; ++i) {
         state = state * 1'664'525 + 1'013'904'223;
         noise += static_cast<char>('a' + (state >> 24) % 26);
       }
       sheet.repeated = "<c t=\"str\"><v>" + repeated(noise, 80) + "</v></c>";
       sheet.times = 1'250;
       return zip_of(entries);
     }},
};

std::vector<ProblemCase> all_cases() {
  std::vector<ProblemCase> all = cases_of_files;
  for (const auto* more : {&cases_of_parts, &cases_of_cells})
    all.insert(all.end(), more->begin(), more->end());
  return all;
}

class WorkbookProblem : public ::testing::TestWithParam<std::size_t> {};

TEST_P(WorkbookProblem, IsToldWithItsPlace) {
  const ProblemCase one = all_cases()[GetParam()];
  const WorkbookReading reading = read_workbook(one.build(), "x.xlsx");
  ASSERT_FALSE(reading.problems.empty()) << one.id;
  for (const Problem& problem : reading.problems) {
    EXPECT_EQ(problem.kind->id, one.id) << render(problem, Language::english);
    EXPECT_TRUE(place_text(problem.place).starts_with(one.place))
        << one.id << ": " << place_text(problem.place);
    for (const Language language : {Language::vietnamese, Language::english}) {
      const std::string text = render(problem, language);
      EXPECT_EQ(text.find("{"), std::string::npos) << text;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Kinds, WorkbookProblem,
                         ::testing::Range<std::size_t>(0, all_cases().size()),
                         [](const auto& instance) {
                           return std::string(all_cases()[instance.param].id) + "_" +
                                  std::to_string(instance.param);
                         });

TEST(WorkbookProblems, EveryKindHasACase) {
  std::set<std::string> provoked = {"workbook_problems_left_out"};  // below
  for (const ProblemCase& one : all_cases()) provoked.insert(one.id);
  for (const ProblemKind* kind : workbook_problem_kinds())
    EXPECT_TRUE(provoked.contains(std::string(kind->id))) << kind->id;
}

TEST(WorkbookProblems, AllAreToldTogetherUpToALimit) {
  const auto problems_of = [](std::size_t faulty_cells) {
    std::string row = "<row>";
    for (std::size_t i = 0; i < faulty_cells; ++i) row += "<c><v>x</v></c>";
    return read_workbook(with_rows(row + "</row>"), "x.xlsx").problems;
  };
  EXPECT_EQ(problems_of(3).size(), 3U);
  EXPECT_EQ(problems_of(workbook_limit::problems_max).size(), workbook_limit::problems_max);
  const std::vector<Problem> more = problems_of(workbook_limit::problems_max + 7);
  ASSERT_EQ(more.size(), workbook_limit::problems_max + 1);
  EXPECT_EQ(more.front().kind->id, "workbook_problems_left_out");
  EXPECT_EQ(more.front().arguments.front(), "7");
}

TEST(WorkbookProblems, TheWorkbookTheCasesChangeIsRight) {
  const WorkbookReading reading = read_workbook(with_rows(right_rows), "x.xlsx");
  EXPECT_TRUE(reading.problems.empty());
  ASSERT_EQ(reading.sheets.size(), 1U);
  EXPECT_EQ(reading.sheets.front().cell_at(1, 1)->text, "Xã An Bình");
}

}  // namespace
}  // namespace phanbo
