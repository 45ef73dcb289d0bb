#pragma once

#include <cstdint>
#include <string>
#include <vector>

/// A workbook as plain data: what stands in which cell and how it looks. Rows and columns count
/// from 0.
namespace phanbo {

enum class SheetStyle : std::uint8_t {
  plain,
  title,     ///< of a sheet
  remark,    ///< a sentence for the person who fills it in
  label,     ///< of one value beside it
  setting,   ///< a value that the person sets, beside its label
  heading,   ///< of a column
  required,  ///< of a column that must be filled in
  index,     ///< the canonical name of a column, small and grey
  sum,       ///< a control sum
  code,      ///< text kept as typed, leading zeros too
  words,     ///< running text
  amount,    ///< money, or any number with groups of digits
  whole,     ///< years, months, counts
  date
};

enum class SheetValue : std::uint8_t { blank, text, number, date, boolean };

struct SheetCell {
  std::uint32_t row = 0;
  std::uint32_t column = 0;
  SheetValue kind = SheetValue::blank;
  /// text as it is; number in plain digits; date as 2026-01-31; boolean "true" or "false".
  std::string text;
  SheetStyle style = SheetStyle::plain;
  std::uint8_t decimals = 0;         ///< shown of a number, where it has some
  bool is_percent = false;           ///< shown as a percentage
  std::uint32_t columns_across = 1;  ///< one cell over so many columns
  bool is_input = false;             ///< filled light yellow: to be typed
  bool is_faulty = false;            ///< filled red
};

/// How the cells of a column look that nobody has filled in yet.
struct SheetColumn {
  SheetStyle style = SheetStyle::plain;
  int width = 12;  ///< characters
};

/// A drop-down list over part of a column.
struct SheetChoice {
  std::uint32_t first_row = 0;
  std::uint32_t last_row = 0;
  std::uint32_t column = 0;
  std::string source;      ///< cells that hold the words: 'Sheet'!$A$2:$A$9
  bool is_strict = false;  ///< other values are refused by the spreadsheet program, else questioned
};

/// A note of a cell.
struct SheetNote {
  std::uint32_t row = 0;
  std::uint32_t column = 0;
  std::string text;
};

/// A cell that leads to a cell of a sheet of the same workbook; its words stand among the cells.
struct SheetLink {
  std::uint32_t row = 0;
  std::uint32_t column = 0;
  std::string target;  ///< 'Sheet'!C7
};

/// The height of a row; others have the height of one line.
struct SheetRowHeight {
  std::uint32_t row = 0;
  int lines = 1;
};

struct Sheet {
  std::string name;
  std::vector<SheetCell> cells;
  std::vector<SheetColumn> columns;
  std::vector<SheetChoice> choices;
  std::vector<SheetNote> notes;
  std::vector<SheetLink> links;
  std::vector<SheetRowHeight> heights;
  std::uint32_t frozen_rows = 0;
  std::uint32_t frozen_columns = 0;
  /// Rows of column titles, repeated on each printed page; first > last: none.
  std::uint32_t first_title_row = 1;
  std::uint32_t last_title_row = 0;
  bool is_wide = true;      ///< printed across
  bool is_faulty = false;   ///< its tab is red
  bool is_optional = true;  ///< its tab is grey; false: must be filled in
};

struct SheetBook {
  std::string title;
  std::vector<Sheet> sheets;
};

}  // namespace phanbo
