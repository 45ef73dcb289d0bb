#pragma once

#include <map>
#include <string>

#include "inputs/plan_texts.hpp"
#include "models/sheet_book.hpp"

namespace phanbo {

/// Where things stand on the sheet of a table. Rows count from 0.
struct TableSheetRows {
  bool has_unit = false;
  bool has_style = false;
  bool has_sums = false;
  std::uint32_t unit = 0;
  std::uint32_t count = 0;
  std::uint32_t style = 0;
  std::uint32_t sums = 0;
  std::uint32_t headings = 0;
  std::uint32_t index = 0;
  std::uint32_t first = 0;  ///< of the data
};

TableSheetRows rows_of_sheet(const WrittenTable& table);

/// Rows of a sheet that drop-downs are prepared for.
inline constexpr std::uint32_t prepared_rows = 20'000;

/// Cells that hold a list: name of the list or of a table → 'Sheet'!$A$2:$A$9.
using ListPlaces = std::map<std::string, std::string, std::less<>>;

/// A sheet with the table's rows, ready to be filled in. `lists` says where choices stand.
Sheet table_sheet(const WrittenTable& table, const ListPlaces& lists, bool keeps_controls,
                  Language language);

/// How a column of the table looks, whether or not it is filled in.
SheetColumn column_look(const TableSpec& table, std::string_view column, Language language);

/// What a person reads about a column: its meaning, whether it is required, how it is written.
std::string column_explanation(const TableSpec& table, std::string_view column, Language language);

/// Does the table have a column that can be summed?
bool has_numbers(const TableSpec& table);

/// "'Sheet'!$A$2:$A$9"; rows and columns from 0.
std::string fixed_range(std::string_view sheet, std::uint32_t column, std::uint32_t first_row,
                        std::uint32_t last_row);
/// Lines that a text takes in a column of so many characters.
int lines_of(std::string_view text, int width);

}  // namespace phanbo
