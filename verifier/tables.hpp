#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verifier/joined.hpp"

/// The tables beside a result, and what must stand in them.
namespace phanbo_verify {

struct TableColumn {
  std::string_view id;
  std::string_view type;
  std::string_view formula;  ///< "1=2+3", "2=3+…+7", "5"
  bool is_money() const { return type == "money"; }
};

/// One table file; cells by column, missing cells are null.
struct TableFile {
  std::string id;
  std::vector<TableColumn> columns;
  std::vector<int> levels;                     ///< by row
  std::vector<std::vector<const Json*>> rows;  ///< by row, by column; null pointer = no cell

  int column(std::string_view id) const;
  std::string_view text(std::size_t row, std::string_view column) const;
  /// Empty where the cell is null.
  std::optional<Dong> money(std::size_t row, int column) const;
};

/// Throws BadInput when the document is not a table.
TableFile read_table(const std::string& name, const Json& root);

/// Sum columns in every row, and parents against their direct children.
void check_table_formulas(const TableFile& table, Report& report);
void check_table_levels(const TableFile& table, Report& report);

/// Amounts by row key and column that a table must show.
class TableContent {
 public:
  void put(const std::string& key, const std::string& column, Wide amount) {
    cells_[key][column] += amount;
  }
  const std::map<std::string, std::map<std::string, Wide>>& cells() const { return cells_; }

 private:
  std::map<std::string, std::map<std::string, Wide>> cells_;
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
