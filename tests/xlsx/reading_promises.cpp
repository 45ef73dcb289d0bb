#include "xlsx/reading_promises.hpp"

#include <algorithm>

#include "inputs/xlsx/workbook_limits.hpp"

namespace phanbo::test {

namespace {

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

/// "-1234.5": no zeros in front of the whole part or behind the decimals, no lone sign.
bool is_plain_decimal(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  if (whole.empty() || !std::all_of(whole.begin(), whole.end(), is_digit)) return false;
  if (whole.size() > 1 && whole.front() == '0') return false;
  if (point == text.npos) return true;
  const std::string_view decimals = text.substr(point + 1);
  return !decimals.empty() && decimals.back() != '0' &&
         std::all_of(decimals.begin(), decimals.end(), is_digit);
}

bool is_date(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char letter) {
    return is_digit(letter) || letter == '-' || letter == ':' || letter == 'T' || letter == '.';
  });
}

bool has_right_form(const WorkbookCell& cell) {
  switch (cell.kind) {
    case WorkbookCellKind::text:
      return true;
    case WorkbookCellKind::number:
      return is_plain_decimal(cell.text);
    case WorkbookCellKind::boolean:
      return cell.text == "true" || cell.text == "false";
    case WorkbookCellKind::error:
      return cell.text.starts_with('#');
    case WorkbookCellKind::date:
      return is_date(cell.text);
  }
  return false;
}

std::string broken_promise_of(const WorkbookSheet& sheet) {
  std::uint32_t last_row = 0;
  for (const WorkbookRow& row : sheet.rows) {
    if (row.number <= last_row || row.number > workbook_limit::rows_max) return "rows ascend";
    if (row.cells.empty()) return "a row has cells";
    last_row = row.number;
    std::uint16_t last_column = 0;
    for (const WorkbookCell& cell : row.cells) {
      if (cell.row != row.number) return "a cell knows its row";
      if (cell.column <= last_column || cell.column > workbook_limit::columns_max)
        return "cells ascend";
      last_column = cell.column;
      if (!has_right_form(cell))
        return "a value has the form of its kind: " + std::string(cell.text);
      if (sheet.cell_at(cell.row, cell.column) != &cell) return "a cell is found by its place";
    }
  }
  return {};
}

}  // namespace

std::string broken_promise(const WorkbookReading& reading) {
  for (const Problem& problem : reading.problems) {
    if (problem.kind == nullptr || problem.place.file.empty()) return "a problem has a place";
    if (render(problem, Language::vietnamese).empty()) return "a problem can be told";
  }
  const bool has_content =
      std::any_of(reading.sheets.begin(), reading.sheets.end(),
                  [](const WorkbookSheet& sheet) { return !sheet.rows.empty(); });
  if (!has_errors(reading.problems) && !has_content) return "no empty success";
  for (const WorkbookSheet& sheet : reading.sheets) {
    if (std::string broken = broken_promise_of(sheet); !broken.empty()) return broken;
  }
  return {};
}

}  // namespace phanbo::test
