#pragma once

#include "verifier/tables.hpp"

namespace phanbo_verify {

/// Compares what stands in one row of a table with what should.
class RowComparison {
 public:
  RowComparison(std::string_view rule, const TableFile& table, std::size_t row, Report& report)
      : rule_(rule), table_(table), row_(row), report_(report) {}
  ~RowComparison() { report_.looked_at(rule_, cells_); }
  RowComparison(const RowComparison&) = delete;
  RowComparison& operator=(const RowComparison&) = delete;

  void equal(std::string_view column, std::string_view expected) {
    ++cells_;
    const std::string_view found = table_.text(row_, column);
    if (found != expected) fault(column, plain(expected), plain(found));
  }
  /// A cell without amount counts as 0.
  void equal(std::string_view column, int position, Wide expected) {
    ++cells_;
    const Dong found = position == nothing ? 0 : table_.money(row_, position).value_or(0);
    if (found != expected) fault(column, in_dong(expected), in_dong(found));
  }

 private:
  void fault(std::string_view column, Words expected, Words found) {
    report_.fault(rule_, row_place(table_.id, row_) + Words{", cột ", " "} + column,
                  std::move(expected), std::move(found));
  }

  std::string_view rule_;
  const TableFile& table_;
  std::size_t row_;
  Report& report_;
  std::size_t cells_ = 0;
};

}  // namespace phanbo_verify
