// The XML inside a workbook: the input, divided at each byte FF (which UTF-8 never holds), gives
// sheet, shared strings, styles, workbook and its relationships; a right zip is built around them.
#include <algorithm>
#include <vector>

#include "fuzz/fuzz.hpp"
#include "inputs/xlsx/read_workbook.hpp"
#include "xlsx/reading_promises.hpp"
#include "xlsx/zip_writer.hpp"

namespace phanbo::fuzz {
namespace {

constexpr const char* fuzzed_parts[] = {"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml",
                                        "xl/styles.xml", "xl/workbook.xml",
                                        "xl/_rels/workbook.xml.rels"};

std::string built_around(std::string_view input) {
  std::vector<test::ZipEntry> entries = test::workbook_entries("");
  for (const char* part : fuzzed_parts) {
    const std::size_t end = std::min(input.find('\xFF'), input.size());
    if (end > 0) test::entry_named(entries, part).content = input.substr(0, end);
    input.remove_prefix(std::min(end + 1, input.size()));
  }
  for (test::ZipEntry& entry : entries) entry.is_stored = true;
  return test::zip_of(entries);
}

/// Whatever was read once is read the same again.
std::string summary(const WorkbookReading& reading) {
  std::string text;
  for (const WorkbookSheet& sheet : reading.sheets) {
    text += sheet.name + '\n';
    for (const WorkbookRow& row : sheet.rows) {
      for (const WorkbookCell& cell : row.cells)
        text += cell_name(cell.row, cell.column) + '=' + std::string(cell.text) + '\n';
    }
  }
  for (const Problem& problem : reading.problems) text += render(problem, Language::english);
  return text;
}

void run(std::string_view input) {
  const std::string bytes = built_around(input);
  const WorkbookReading reading = read_workbook(bytes, "x.xlsx");
  const std::string broken = test::broken_promise(reading);
  promise(broken.empty(), broken);
  promise(summary(reading) == summary(read_workbook(bytes, "x.xlsx")), "the same twice");
}

}  // namespace
}  // namespace phanbo::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  phanbo::fuzz::run(phanbo::fuzz::text_of(data, size));
  return 0;
}
