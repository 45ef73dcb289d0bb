#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/report_table.hpp"

namespace phanbo {

/// Where a table stands in the workbook. Table row 0 is sheet row `first_row`; table column 0 is
/// sheet column 0; behind the last column stands the hidden column of levels.
struct TablePlace {
  const ReportTable* table = nullptr;
  std::string sheet;
  std::uint32_t first_row = 0;
  std::uint32_t row_of(std::size_t row) const {
    return first_row + static_cast<std::uint32_t>(row);
  }
  std::uint32_t level_column() const { return static_cast<std::uint32_t>(table->columns.size()); }
};

/// Turns the rules of tables into formulas of the workbook. A formula is given only where it yields
/// exactly what stands in the cell, so that cached and recalculated values cannot differ.
class BookRules {
 public:
  /// `places`: every table that has a sheet; they must not move any more.
  BookRules(const std::vector<TablePlace>& places, Language language);

  /// The formula of a cell without "=", or empty: the cell stands by itself.
  std::string formula_of(const TablePlace& place, std::size_t row, std::size_t column);
  /// The value of a rule that stands in no table (a control sum), and its formula.
  struct Worked {
    Int128 value = 0;
    std::string formula;
  };
  /// Empty where a table is missing or the rule cannot be written.
  std::optional<Worked> matching(const ReportRule& rule);

  const TablePlace* find(std::string_view table) const;
  /// A range over all rows of a table's column by its name in the workbook: "ledger.amount_dong".
  static std::string range_name(std::string_view table, std::string_view column);
  /// Sums that would look at too many rows were left as values.
  bool hit_work_limit() const { return hit_work_limit_; }

 private:
  struct Children {
    std::vector<std::uint32_t> first;  ///< by row: where its children begin in `rows`
    std::vector<std::uint32_t> rows;
  };
  struct Target {
    const TablePlace* place = nullptr;
    std::size_t amount_column = 0;
    std::vector<std::size_t> condition_columns;
  };
  const Children& children_of(const TablePlace& place);
  std::string sum_of_children(const TablePlace& place, std::size_t row, std::size_t column);
  std::string worked_out(const TablePlace& place, std::size_t row, std::size_t column,
                         const ReportRule& rule);
  std::string difference(const TablePlace& place, std::size_t row, std::size_t column,
                         const ReportRule& rule) const;
  std::string ratio(const TablePlace& place, std::size_t row, std::size_t column,
                    const ReportRule& rule) const;
  std::string product(const TablePlace& place, std::size_t row, std::size_t column,
                      const ReportRule& rule) const;
  std::optional<Worked> sum_matching(const ReportRule& rule, RowSpan span, const TablePlace* asking,
                                     std::size_t asking_row);
  std::optional<Target> target_of(const ReportRule& rule) const;
  /// May texts of this column be compared by a spreadsheet without being taken for numbers, dates
  /// or patterns, and without two of them being the same but for their case?
  bool is_comparable(const TablePlace& place, std::size_t column);
  std::string range(const Target& target, std::size_t column, RowSpan span) const;

  const std::vector<TablePlace>& places_;
  Language language_;
  std::map<const ReportTable*, Children> children_;
  std::map<std::pair<const ReportTable*, std::size_t>, bool> comparable_;
  std::uint64_t work_ = 0;
  bool hit_work_limit_ = false;
};

/// A whole number or amount in a cell; empty for blanks, text and fractions.
std::optional<Int128> whole_value(const CellView& cell);
/// The value of a cell as the file stores it; empty for blanks and text.
std::optional<Decimal> number_value(const CellView& cell);

}  // namespace phanbo
