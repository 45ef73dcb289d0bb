#pragma once

#include <string>
#include <utility>

#include "models/sheet_book.hpp"

namespace phanbo {

/// Adds a cell with a text, or a blank one. The reference holds until the next cell is added.
inline SheetCell& add_text(Sheet& sheet, std::uint32_t row, std::uint32_t column, std::string text,
                           SheetStyle style) {
  SheetCell& cell = sheet.cells.emplace_back();
  cell.row = row;
  cell.column = column;
  cell.kind = text.empty() ? SheetValue::blank : SheetValue::text;
  cell.text = std::move(text);
  cell.style = style;
  return cell;
}

}  // namespace phanbo
