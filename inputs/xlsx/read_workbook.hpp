#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/problem.hpp"

namespace phanbo {

/// What a cell of a workbook holds.
enum class WorkbookCellKind : std::uint8_t { text, number, boolean, error, date };

/// One cell with content; cells that are only formatted are not there. Texts are views into the
/// reading and live as long as it does.
struct WorkbookCell {
  /// text: the text as shown, not trimmed, not normalised, possibly empty (a formula that gives
  /// ""). number: the decimal a person typed, plain notation: "-1234.5", "0.58", "125000000000".
  /// boolean: "true" or "false". error: "#REF!" and the like.
  /// date: "2026-01-31", with a time of day "2026-01-31T08:30:00", or a time alone "08:30:00".
  std::string_view text;
  std::uint32_t row = 0;     ///< From 1.
  std::uint16_t column = 0;  ///< From 1.
  WorkbookCellKind kind = WorkbookCellKind::text;
  bool has_formula : 1 = false;
  /// A number whose format shows it as a percentage: `text` is 0.35 where the person sees 35 %.
  bool is_percent : 1 = false;
  /// How many decimals the format of a number always shows (0 for most): "18.60" is a number 18.6
  /// with two.
  std::uint8_t decimals : 5 = 0;
};
static_assert(sizeof(WorkbookCell) == 24);

/// A row with at least one cell; cells by column, ascending.
struct WorkbookRow {
  std::span<const WorkbookCell> cells;
  std::uint32_t number = 0;  ///< From 1.
  bool is_hidden = false;    ///< By hand or by a filter (WorkbookSheet::has_filter).
};

/// A rectangle of cells, all corners included, from 1.
struct CellRange {
  std::uint32_t first_row = 0;
  std::uint32_t last_row = 0;
  std::uint16_t first_column = 0;
  std::uint16_t last_column = 0;
  friend bool operator==(const CellRange&, const CellRange&) = default;
};

enum class SheetVisibility : std::uint8_t { visible, hidden, very_hidden };

struct WorkbookSheet {
  std::string name;
  SheetVisibility visibility = SheetVisibility::visible;
  /// False for sheets without cells (a chart alone) and for those the caller did not want.
  bool was_read = false;
  /// A filter is set on the sheet: hidden rows may be filtered out.
  bool has_filter = false;
  std::deque<WorkbookRow> rows;
  /// No two overlap; only the first cell of one holds content.
  std::vector<CellRange> merged;
  /// Columns that are hidden, as ranges over all rows.
  std::vector<CellRange> hidden_columns;

  /// Row and column from 1; null where the cell is blank.
  const WorkbookCell* cell_at(std::uint32_t row, std::uint16_t column) const;
};

/// Keeps what the views of a reading point to. Grows by blocks that never move.
class WorkbookStore;

/// A workbook as read. Where `problems` holds an error of a sheet (or of no sheet), the cells of
/// that sheet (of all) are not to be used.
struct WorkbookReading {
  WorkbookReading();
  WorkbookReading(WorkbookReading&&) noexcept;
  WorkbookReading& operator=(WorkbookReading&&) noexcept;
  ~WorkbookReading();

  std::vector<WorkbookSheet> sheets;  ///< In the order of the workbook.
  bool counts_from_1904 = false;      ///< Days are counted from 1904; the dates given respect it.
  /// Sorted. Place: file, sheet and cell; or, for what is inside the file,
  /// "plan.xlsx/xl/workbook.xml" with line and column.
  std::vector<Problem> problems;

  const WorkbookSheet* sheet_named(std::string_view name) const;

  std::unique_ptr<WorkbookStore> store;
};

/// Which sheets are read, by name; the others are listed only, whatever they hold.
using SheetFilter = std::function<bool(std::string_view name)>;

/// Reads an XLSX workbook (ISO/IEC 29500, transitional or strict) strictly: each value exactly, or
/// a problem that names sheet and cell or the part of the file. `bytes` is the whole file (of at
/// most workbook_limit::file_bytes_max; read_file of inputs/file_bytes.hpp takes the limit), needed
/// during the call only; `shown_path` is how problems name it.
WorkbookReading read_workbook(std::string_view bytes, const std::string& shown_path,
                              const SheetFilter& is_wanted = {});

/// Replaces every text of cells and every name of sheets, also in the places of problems, by what
/// `form` makes of it; the views it returns must outlive the reading.
void replace_texts(WorkbookReading& reading,
                   const std::function<std::string_view(std::string_view)>& form);

/// "C7" of row 7, column 3.
std::string cell_name(std::uint32_t row, std::uint16_t column);
/// "C" of column 3.
std::string column_name(std::uint16_t column);

/// Every kind of problem this folder reports.
std::span<const ProblemKind* const> workbook_problem_kinds();

}  // namespace phanbo
