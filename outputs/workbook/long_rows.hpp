#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "outputs/workbook/deflated_text.hpp"
#include "outputs/workbook/workbook_file.hpp"

namespace phanbo {

/// Texts of long rows that stand in the workbook's list of shared strings. It does not grow without
/// bounds: further texts have no number and are written into their cells.
class SharedTexts {
 public:
  /// `number_of` enters a text into the list of the workbook and returns its number there.
  explicit SharedTexts(std::function<std::uint32_t(const std::string&)> number_of)
      : number_of_(std::move(number_of)) {}
  struct Entry {
    std::optional<std::uint32_t> number;
    bool is_new = false;
  };
  Entry find_or_add(std::string_view text);
  /// A cell names its text by number.
  void count_use() { ++uses_; }
  std::uint32_t uses() const { return uses_; }

 private:
  static constexpr std::size_t texts_max = 65'536;
  std::function<std::uint32_t(const std::string&)> number_of_;
  std::deque<std::string> kept_;
  std::unordered_map<std::string_view, std::uint32_t> numbers_;
  std::uint32_t uses_ = 0;
};

/// The rows of a long sheet as SpreadsheetML, deflated as they come: what libxlsxwriter would
/// write, with shared strings. Rows come from top to bottom, their cells from left to right;
/// nothing else than a cell's text, exact number or formula is known here. Numbers count from 0.
class LongRows {
 public:
  /// `format_of`: the number of a look in the list of cell formats.
  LongRows(std::function<int(const CellLook&)> format_of, SharedTexts& shared, int threads);

  void blank(std::uint32_t row, std::uint32_t column, const CellLook& look);
  /// As `cell_text` makes it.
  void text(std::uint32_t row, std::uint32_t column, std::string_view text, const CellLook& look);
  /// `value` in plain digits.
  void number(std::uint32_t row, std::uint32_t column, std::string_view value,
              const CellLook& look);
  void formula(std::uint32_t row, std::uint32_t column, std::string_view formula,
               std::string_view value, const CellLook& look);
  /// Of the row begun last, or of one below it.
  void set_height(std::uint32_t row, int points);

  /// After the last row.
  DeflatedText finish();
  std::uint32_t last_row() const { return row_; }

 private:
  /// What repeats from row to row in a column.
  struct Column {
    std::string start;  ///< up to the letters of the column
    CellLook look;
    std::string style;      ///< of the look: the attribute, after the place
    std::string text;       ///< last one written
    std::string text_rest;  ///< its cell after the place and the style
    bool is_shared = false;
    std::uint32_t texts = 0;
    std::uint32_t new_texts = 0;
    bool shares = true;
  };
  Column& begin_cell(std::uint32_t row, std::uint32_t column, const CellLook& look);
  void set_text(Column& column, std::string_view text);
  void begin_row(std::uint32_t row);
  void end_row();

  std::function<int(const CellLook&)> format_of_;
  SharedTexts& shared_;
  DeflatedText deflated_;
  std::vector<Column> columns_;
  std::string block_;
  std::string cells_;       ///< of the row begun last
  std::string row_number_;  ///< as it is written, counting from 1
  std::uint32_t row_ = 0;
  std::uint32_t next_column_ = 0;
  int height_points_ = 0;
  bool in_row_ = false;
};

}  // namespace phanbo
