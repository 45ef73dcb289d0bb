#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "verifier/joined.hpp"

/// The tables beside a result, and what must stand in them.
namespace phanbo_verify {

struct TableColumn {
  std::string_view id;
  std::string_view type;
  std::string_view formula;  ///< "1=2+3", "2=3+…+7", "5"
  int position = 0;          ///< of the first column with this id
  bool is_money() const { return type == "money"; }
};

/// A text, an amount, or neither: null, or no cell at all.
struct TableCell {
  std::string_view text;
  Dong amount = 0;
  bool is_amount = false;
};

/// One table file. Texts live as long as its document.
struct TableFile {
  std::string id;
  std::vector<TableColumn> columns;
  std::vector<int> levels;       ///< by row
  std::vector<TableCell> cells;  ///< row by row, by column

  std::size_t row_count() const { return levels.size(); }
  const TableCell& cell(std::size_t row, int column) const {
    return cells[row * columns.size() + static_cast<std::size_t>(column)];
  }
  /// Columns are mostly asked for in the same order again.
  int column(std::string_view id) const;
  std::string_view text(std::size_t row, std::string_view column) const;
  /// Empty where the cell is null.
  std::optional<Dong> money(std::size_t row, int column) const;

 private:
  mutable std::size_t next_column_ = 0;
};

/// Throws BadInput when the document is not a table. Its "rows" are best read row by row.
TableFile read_table(const std::string& name, JsonDocument& document);

/// Sum columns in every row, and parents against their direct children.
void check_table_formulas(const TableFile& table, Report& report);
void check_table_levels(const TableFile& table, Report& report);

/// table_row: rows are numbered without gaps, none stands twice, codes are those of the result.
void check_table_rows(const Joined& joined, const TableFile& table, Report& report);

/// table, table_row: lists of the result stand in their tables row by row, in the same order.
void check_listed_rows(const Joined& joined, const TableFile& table, Report& report);
/// table_row: every shortage with its limits and demands.
void check_shortage_rows(const Joined& joined, const TableFile& table, Report& report);

/// Amounts by row key and column that a table must show.
class TableContent {
 public:
  using Cells = std::vector<std::pair<int, Wide>>;  ///< position in columns(), amount

  void put(std::string_view key, std::string_view column, Wide amount) {
    put(row(key), position_of(column), amount);
  }
  /// The same in two steps, for rows with many amounts.
  Cells& row(std::string_view key);
  static void put(Cells& cells, int position, Wide amount) {
    for (auto& [known, sum] : cells) {
      if (known != position) continue;
      sum += amount;
      return;
    }
    cells.emplace_back(position, amount);
  }
  int position_of(std::string_view column);

  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };
  using Rows = std::unordered_map<std::string, Cells, TextHash, std::equal_to<>>;
  const Rows& rows() const { return rows_; }
  const std::vector<std::string>& columns() const { return columns_; }

 private:
  Rows rows_;
  std::vector<std::string> columns_;
  std::unordered_map<std::string, int, TextHash, std::equal_to<>> column_positions_;
};

using RowKey = std::function<std::string(const TableFile& table, std::size_t row)>;

/// Every row with a key shows the amounts of `content`; every key of it has one row.
void check_table_content(const TableFile& table, const TableContent& content, const RowKey& key,
                         Report& report);

/// What the known tables must show; false for a table this program does not know.
bool check_known_table(const Joined& joined, const TableFile& table, Report& report);

/// The part of a column id made of a code: lower-case letters, digits and '_'.
std::string column_key(std::string_view code);

}  // namespace phanbo_verify
