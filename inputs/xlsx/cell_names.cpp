#include "inputs/xlsx/cell_names.hpp"

#include <algorithm>

#include "inputs/xlsx/read_workbook.hpp"
#include "inputs/xlsx/workbook_limits.hpp"

namespace phanbo {

namespace {

constexpr std::uint32_t letters = 26;

/// Takes capital letters from the front of `name`; 0 unless they name a column of a sheet.
std::uint16_t take_column(std::string_view& name) {
  std::uint32_t column = 0;
  while (!name.empty() && name.front() >= 'A' && name.front() <= 'Z') {
    column = column * letters + static_cast<std::uint32_t>(name.front() - 'A') + 1;
    if (column > workbook_limit::columns_max) return 0;
    name.remove_prefix(1);
  }
  return static_cast<std::uint16_t>(column);
}

/// Takes digits from the front of `name`; 0 unless they name a row of a sheet.
std::uint32_t take_row(std::string_view& name) {
  if (name.empty() || name.front() == '0') return 0;
  std::uint32_t row = 0;
  while (!name.empty() && name.front() >= '0' && name.front() <= '9') {
    row = row * 10 + static_cast<std::uint32_t>(name.front() - '0');
    if (row > workbook_limit::rows_max) return 0;
    name.remove_prefix(1);
  }
  return row;
}

std::optional<CellPosition> take_position(std::string_view& name) {
  const std::uint16_t column = take_column(name);
  if (column == 0) return std::nullopt;
  const std::uint32_t row = take_row(name);
  if (row == 0) return std::nullopt;
  return CellPosition{row, column};
}

}  // namespace

std::string column_name(std::uint16_t column) {
  std::string name;
  for (std::uint32_t left = column; left > 0; left = (left - 1) / letters)
    name += static_cast<char>('A' + (left - 1) % letters);
  std::reverse(name.begin(), name.end());
  return name;
}

std::string cell_name(std::uint32_t row, std::uint16_t column) {
  return column_name(column) + std::to_string(row);
}

std::optional<CellPosition> parse_cell_name(std::string_view name) {
  const auto position = take_position(name);
  return name.empty() ? position : std::nullopt;
}

std::optional<std::uint32_t> parse_row_number(std::string_view text) {
  const std::uint32_t row = take_row(text);
  if (row == 0 || !text.empty()) return std::nullopt;
  return row;
}

std::optional<CellRange> parse_cell_range(std::string_view name) {
  const auto first = take_position(name);
  if (!first) return std::nullopt;
  if (name.empty()) return CellRange{first->row, first->row, first->column, first->column};
  if (name.front() != ':') return std::nullopt;
  name.remove_prefix(1);
  const auto last = take_position(name);
  if (!last || !name.empty() || last->row < first->row || last->column < first->column)
    return std::nullopt;
  return CellRange{first->row, last->row, first->column, last->column};
}

}  // namespace phanbo
