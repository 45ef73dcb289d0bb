#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "inputs/xlsx/read_sheet.hpp"
#include "inputs/xlsx/read_workbook.hpp"

namespace phanbo {

/// The kinds of cell a file can declare (ISO/IEC 29500-1, 18.18.11).
enum class StoredCellType : std::uint8_t {
  number,
  shared_string,
  formula_string,
  inline_string,
  boolean,
  error,
  date
};

/// A cell as the file holds it.
struct StoredCell {
  StoredCellType type = StoredCellType::number;
  bool has_formula = false;
  bool has_value = false;          ///< There is an element for the value, perhaps empty.
  std::string value;               ///< Of `v`.
  std::string_view inline_string;  ///< Of `is`, resolved.
  std::uint32_t style = 0;
};

/// What a stored cell says, or why it cannot be read.
struct CellValue {
  enum class Outcome { blank, value, problem };
  Outcome outcome = Outcome::blank;
  WorkbookCellKind kind = WorkbookCellKind::text;
  bool is_percent = false;
  std::uint8_t decimals = 0;
  /// A view of a shared string (`is_shared`), or of `scratch` until the next call.
  std::string_view text;
  bool is_shared = false;
  const ProblemKind* problem = nullptr;
  std::vector<std::string> arguments;
};

CellValue value_of(const StoredCell& cell, const SheetContext& context, std::string& scratch);

/// "n", "s", … of the file; empty for a kind that does not exist.
std::optional<StoredCellType> parse_cell_type(std::string_view text);

}  // namespace phanbo
