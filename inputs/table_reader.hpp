#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "inputs/cell_rules.hpp"
#include "inputs/problem_list.hpp"
#include "inputs/table_rows.hpp"

namespace phanbo {

/// How a table is to be read.
struct TableOptions {
  std::optional<AmountUnit> amount_unit;
  NumberStyle number_style = NumberStyle::plain;
  int first_year = 0;
  int last_year = 0;
  /// How messages name a column; empty: by its own name.
  std::function<std::string(std::string_view)> shown_name = {};
};

/// A number column summed over all rows: money in đồng, others as they are.
struct ColumnSum {
  std::string column;
  bool is_money = false;
  Int128 sum = 0;  ///< × 10^12 unless money
};

/// Turns the rows of a file, of whatever form, into canonical texts, and reports every faulty cell
/// with its place.
class TableReader {
 public:
  TableReader(const TableSpec& spec, const SourceText& source, const TableOptions& options,
              TextArena& arena, ProblemList& problems);

  /// Matches the header with the table's columns. False when the rows cannot be read with it.
  bool read_header(std::span<const CsvCell> names, TextPoint start);
  /// Room for so many rows, as far as the file can hold them.
  void expect_rows(std::int64_t count);
  void read_row(std::span<const CsvCell> cells, TextPoint start);
  /// A row that could not even be split into cells.
  void drop_row(const CsvFault& fault, TextPoint start);
  /// For rows that stand in no file: where a cell is. `offset` of a cell and `start` are then what
  /// the finder makes of them.
  using PlaceFinder = std::function<Place(const CsvCell&, TextPoint)>;
  void find_places_with(PlaceFinder finder) { finder_ = std::move(finder); }

  std::size_t rows_seen() const { return rows_seen_; }
  TableRows& rows() { return rows_; }
  std::vector<ColumnSum> sums() const;
  /// Sums of money beyond the limit.
  void check_sums();

 private:
  struct Column {
    const Field* field = nullptr;  ///< null for a year column
    std::string_view name;
    int file_column = -1;
    FieldType type = FieldType::text;
    bool required = false;
    CellRules rules;
    Int128 sum = 0;
  };

  void set_columns(const TableOptions& options);
  void match_names(std::span<const CsvCell> names, TextPoint start);
  void report_unknown_column(const CsvCell& name, TextPoint start);
  std::string_view read_cell(Column& column, const CsvCell& cell, TextPoint start);
  bool passes_text_rules(const Column& column, const CsvCell& cell, TextPoint start);
  /// Two columns whose values may not come in the other order.
  struct OrderRule {
    std::size_t first = 0;
    std::size_t last = 0;
    const ProblemKind* kind = nullptr;
  };
  void add_order_rule(std::string_view first, std::string_view last, const ProblemKind& kind);
  void check_order(const OrderRule& rule, TextPoint start, std::span<const CsvCell> cells);
  void report(const ProblemKind& kind, const CsvCell& cell, TextPoint start,
              std::vector<std::string> arguments);

  const SourceText& source_;
  TextArena& arena_;
  ProblemList& problems_;
  TableOptions options_;
  std::vector<Column> columns_;
  std::vector<OrderRule> order_rules_;
  std::size_t header_width_ = 0;
  std::size_t rows_seen_ = 0;
  TableRows rows_;
  PlaceFinder finder_;
};

/// Reads a whole CSV file into `reader`.
void read_csv_table(const SourceText& source, TableReader& reader, TextArena& arena,
                    ProblemList& problems);

/// Sorts rows by their key columns and reports keys that occur twice.
void sort_rows(TableRows& rows, ProblemList& problems);

/// How two rows of one kind of table stand in key order: negative, 0, positive.
int compare_keys(const TableRows& a, std::size_t row_a, const TableRows& b, std::size_t row_b);

}  // namespace phanbo
