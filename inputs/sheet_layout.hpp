#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "inputs/problem_list.hpp"
#include "inputs/sheet_words.hpp"
#include "inputs/source_text.hpp"
#include "inputs/xlsx/read_workbook.hpp"

namespace phanbo {

/// A column of a sheet that is one of its table's, or would like to be.
struct SheetColumnPlace {
  std::uint16_t column = 0;  ///< from 1
  std::string name;          ///< canonical
  bool has_content = false;  ///< below the titles, or as a control sum
};

/// A value that stands beside its label above the titles.
struct SheetSetting {
  std::string_view key;  ///< of table_entry_keys
  std::uint32_t row = 0;
  std::uint16_t column = 0;             ///< of the label
  const WorkbookCell* value = nullptr;  ///< null: left blank
};

/// Where things stand on a sheet that holds a table.
struct SheetLayout {
  const TableSpec* spec = nullptr;
  const SourceText* source = nullptr;
  Language language = Language::vietnamese;  ///< in which the sheet is named
  std::uint32_t title_row = 0;               ///< the last row of titles, from 1; 0 = none found
  std::vector<SheetColumnPlace> columns;     ///< recognised ones, from left to right
  std::vector<SheetSetting> settings;
  std::uint32_t row_count = 0;  ///< rows with content in a column of the table
  bool is_sound = true;         ///< no problem was found on the way

  const WorkbookSheet& sheet() const { return *source->sheet; }
  const SheetSetting* setting(std::string_view key) const;
  /// Does the sheet declare how its texts write numbers?
  bool has_number_style() const;
  /// The column at that place of the sheet; null when none.
  const SheetColumnPlace* column_at(std::uint16_t column) const;
};

/// Finds titles, columns and settings; what does not belong there is a problem.
SheetLayout find_layout(const TableSpec& spec, const SourceText& source, int first_year,
                        int last_year, ProblemList& problems);

}  // namespace phanbo
