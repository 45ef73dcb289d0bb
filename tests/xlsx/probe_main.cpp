// xlsx_probe [--count] FILE: what the workbook reader makes of one file. Prints each cell on a line
// of its own (sheet, cell, kind, text), or only their number with --count; problems go to stderr.
// Exit: 0 read, 3 refused.
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "inputs/xlsx/read_workbook.hpp"

namespace {

using phanbo::WorkbookCell;
using phanbo::WorkbookCellKind;

const char* kind_name(WorkbookCellKind kind) {
  switch (kind) {
    case WorkbookCellKind::text:
      return "text";
    case WorkbookCellKind::number:
      return "number";
    case WorkbookCellKind::boolean:
      return "boolean";
    case WorkbookCellKind::error:
      return "error";
    case WorkbookCellKind::date:
      return "date";
  }
  return "";
}

/// Tabs, line ends and backslashes written so that each cell keeps to its line.
std::string on_one_line(std::string_view text) {
  std::string line;
  for (const char letter : text) {
    if (letter == '\n')
      line += "\\n";
    else if (letter == '\r')
      line += "\\r";
    else if (letter == '\t')
      line += "\\t";
    else if (letter == '\\')
      line += "\\\\";
    else
      line += letter;
  }
  return line;
}

void print_cell(const std::string& sheet, const WorkbookCell& cell) {
  std::cout << sheet << '\t' << phanbo::cell_name(cell.row, cell.column) << '\t'
            << kind_name(cell.kind) << (cell.has_formula ? " formula" : "")
            << (cell.is_percent ? " percent" : "") << '\t' << on_one_line(cell.text) << '\n';
}

std::string read_file(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  std::string bytes(static_cast<std::size_t>(stream.seekg(0, std::ios::end).tellg()), '\0');
  stream.seekg(0).read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return bytes;
}

}  // namespace

int main(int argument_count, char** arguments) {
  const bool counts = argument_count == 3 && std::strcmp(arguments[1], "--count") == 0;
  if (argument_count != 2 && !counts) return 2;
  const std::string path = arguments[argument_count - 1];
  const std::string shown = path.substr(path.rfind('/') + 1);
  const phanbo::WorkbookReading reading = phanbo::read_workbook(read_file(path), shown);
  for (const phanbo::Problem& problem : reading.problems)
    std::cerr << phanbo::render(problem, phanbo::Language::english);
  if (phanbo::has_errors(reading.problems)) return 3;
  std::size_t cells = 0;
  for (const phanbo::WorkbookSheet& sheet : reading.sheets) {
    for (const phanbo::WorkbookRow& row : sheet.rows) {
      cells += row.cells.size();
      if (counts) continue;
      for (const WorkbookCell& cell : row.cells) print_cell(sheet.name, cell);
    }
  }
  if (counts) std::cout << cells << '\n';
  return 0;
}
