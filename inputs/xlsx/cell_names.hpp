#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "inputs/xlsx/read_workbook.hpp"

namespace phanbo {

/// A place on a sheet, from 1.
struct CellPosition {
  std::uint32_t row = 0;
  std::uint16_t column = 0;
};

/// "C7"; capital letters only. Empty outside the sheet or for anything else.
std::optional<CellPosition> parse_cell_name(std::string_view name);
/// "A1:C7", or one cell.
std::optional<CellRange> parse_cell_range(std::string_view name);
/// A row number within the sheet.
std::optional<std::uint32_t> parse_row_number(std::string_view text);

}  // namespace phanbo
