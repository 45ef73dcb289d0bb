#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "models/decimal.hpp"
#include "models/money.hpp"
#include "models/packed_rows.hpp"
#include "models/report_rule.hpp"

namespace phanbo {

enum class ColumnType { marker, text, code, money, number, percent };

struct ReportColumn {
  std::string id;  ///< key in JSON, header in plain CSV
  ColumnType type = ColumnType::text;
  Words title;
  Words group;          ///< caption above this and its neighbours of the same group; empty = none
  std::string formula;  ///< as printed in the index row: "1=2+3"; empty = none
  /// How the cells of the column come from other cells, for spreadsheets that recalculate. A cell
  /// whose value does not follow the rule stands by itself.
  ReportRule rule = {};
  bool additive = false;  ///< amounts are added up into the rows that add up
  bool decided = false;   ///< amounts are decisions of the distribution: shown as such
  Words note = {};        ///< ground of the whole column (rule, article); empty = none
};

/// Blank (no value), text in both languages, an amount, or an exact number.
using ReportCell = std::variant<std::monostate, Words, Money, Decimal>;

/// A row; `level` 0 is the grand total, deeper rows are parts of the nearest shallower row above
/// them. `adds_up`: this row's amounts are the sum of its direct children.
struct ReportRow {
  int level = 0;
  bool adds_up = false;
  std::vector<ReportCell> cells;  ///< parallel to the columns
};

/// A cell that comes from other cells in a way of its own.
struct CellRule {
  std::size_t row = 0;
  std::size_t column = 0;
  ReportRule rule;
};

/// The ground of one cell, in words: rule and article.
struct CellNote {
  std::size_t row = 0;
  std::size_t column = 0;
  Words words;
};

/// One output table: a view of the ledger, in đồng. Writers only format it.
struct ReportTable {
  std::string id;
  Words title;
  Words unit_line;
  Words subtitle;
  std::vector<ReportColumn> columns;
  /// The rows of a short table. Read rows through the functions below: a long table has only
  /// `packed`.
  std::vector<ReportRow> rows;
  std::vector<Words> notes;
  bool draft = false;                        ///< rests on recalled law: stamped DỰ THẢO
  bool illustrative = false;                 ///< rests on made-up data: says so
  std::shared_ptr<const PackedRows> packed;  ///< all rows, compact; not set = `rows` holds them
  /// Parallel to the rows, or empty: which rows of the ledger a rule of kind `matching` looks at.
  std::vector<RowSpan> ledger_rows = {};
  std::vector<CellRule> cell_rules = {};  ///< sorted by row, column
  std::vector<CellNote> cell_notes = {};  ///< sorted by row, column
  /// Cells that controlled rounding took to another whole than the nearest; sorted (row, column).
  std::vector<std::pair<std::size_t, std::size_t>> moved_cells = {};
};

inline std::size_t row_count(const ReportTable& table) {
  return table.packed ? table.packed->size() : table.rows.size();
}
inline int row_level(const ReportTable& table, std::size_t row) {
  return table.packed ? table.packed->level(row) : table.rows[row].level;
}
inline bool row_adds_up(const ReportTable& table, std::size_t row) {
  return table.packed ? table.packed->adds_up(row) : table.rows[row].adds_up;
}
/// What stands in a cell; its texts live as long as the table (and the plan it was made of).
inline CellView cell_of(const ReportTable& table, std::size_t row, std::size_t column) {
  if (table.packed) return table.packed->at(row, column).view();
  const ReportCell& cell = table.rows[row].cells[column];
  if (const auto* words = std::get_if<Words>(&cell)) return Text{words->vi, words->en};
  if (const auto* amount = std::get_if<Money>(&cell)) return *amount;
  if (const auto* number = std::get_if<Decimal>(&cell)) return *number;
  return std::monostate{};
}

}  // namespace phanbo
