#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "models/form.hpp"
#include "outputs/workbook/book_rules.hpp"
#include "outputs/workbook/workbook_file.hpp"

namespace phanbo {

/// A line above or below a table: text on the left, on the right, or across the whole width.
struct SheetLine {
  std::string text;
  CellLook look;
  std::string right;      ///< stands over the right half, centred
  bool across = false;    ///< `text` is centred over all columns
  int height_points = 0;  ///< 0 = by the size of the letters
};

/// How a table stands on its sheet.
struct SheetLayout {
  std::vector<SheetLine> head;
  std::vector<SheetLine> foot;
  /// By column: captions above its title, from the outermost.
  std::vector<std::vector<Words>> captions;
  std::uint32_t depth = 0;  ///< rows of captions
  std::vector<int> widths;  ///< characters, by column
  bool official = false;    ///< margins and page number of Decree 30/2020, A4
  std::uint32_t header_row() const { return static_cast<std::uint32_t>(head.size()); }
  std::uint32_t title_row() const { return header_row() + depth; }
  std::uint32_t index_row() const { return title_row() + 1; }
  std::uint32_t first_row() const { return index_row() + 1; }
};

/// Widths by what stands in the columns, so that no number shows as ####.
SheetLayout lay_out_sheet(const ReportTable& table, Language language);
/// The same for an official form: title block above, grounds and signatures below.
SheetLayout lay_out_form(const Form& form, Language language);

/// Cells (rows × columns) from which on the rows of a table go past the library.
inline constexpr std::size_t long_table_cells_min = 20'000;

/// Writes one table on the sheet just added.
void write_table_sheet(WorkbookFile& file, const TablePlace& place, const SheetLayout& layout,
                       BookRules& rules, Language language, const std::string& footer);

/// Short name of a table's sheet.
std::string sheet_name_of(const ReportTable& table, Language language);

const std::string& in(const Words& words, Language language);

}  // namespace phanbo
