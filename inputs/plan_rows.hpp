#pragma once

#include <optional>
#include <string>
#include <vector>

#include "inputs/numbers.hpp"
#include "inputs/plan_header.hpp"
#include "inputs/table_rows.hpp"
#include "models/check.hpp"
#include "models/date.hpp"
#include "models/decimal.hpp"
#include "models/index.hpp"
#include "models/money.hpp"

namespace phanbo {

/// A column of a table, found once by name.
struct Column {
  std::size_t position = 0;
};

/// One row of a checked table, with typed access. Blank and dash are "not given".
class PlanRow {
 public:
  PlanRow(const TableRows& table, std::size_t row) : table_(table), row_(row) {}

  std::string_view text(Column column) const { return table_.cell(row_, column.position); }
  std::string string(Column column) const { return std::string(text(column)); }
  bool is_given(Column column) const { return !text(column).empty() && !is_dash(text(column)); }
  bool flag(Column column) const { return text(column) == "yes"; }

  std::optional<std::int64_t> integer(Column column) const {
    if (!is_given(column)) return std::nullopt;
    return whole_of_canonical(text(column));
  }
  int small(Column column) const { return static_cast<int>(integer(column).value_or(0)); }
  std::optional<int> small_if_given(Column column) const {
    if (!is_given(column)) return std::nullopt;
    return small(column);
  }
  std::optional<Money> money(Column column) const {
    if (!is_given(column)) return std::nullopt;
    return Money::from_dong(whole_of_canonical(text(column)));
  }
  Money money_or_zero(Column column) const { return money(column).value_or(Money()); }
  std::optional<Decimal> decimal(Column column) const {
    if (!is_given(column)) return std::nullopt;
    return Decimal::parse(text(column));
  }
  Decimal decimal_or_zero(Column column) const { return decimal(column).value_or(Decimal()); }
  std::optional<Date> date(Column column) const { return parse_iso_date(text(column)); }
  Date date_or_none(Column column) const { return date(column).value_or(Date()); }
  std::vector<std::string> list(Column column) const { return split_choices(text(column)); }

  /// The choices of the field table stand in the order of the enumerators.
  template <class Enumeration>
  Enumeration choice(Column column) const {
    return choice_of<Enumeration>(column, text(column)).value_or(Enumeration{});
  }
  template <class Enumeration>
  std::optional<Enumeration> choice_if_given(Column column) const {
    return choice_of<Enumeration>(column, text(column));
  }
  template <class Enumeration>
  std::optional<Enumeration> choice_of(Column column, std::string_view word) const {
    std::string_view choices = table_.spec->fields[column.position].choices;
    for (int position = 0; !word.empty() && !choices.empty(); ++position) {
      const std::size_t bar = choices.find('|');
      if (choices.substr(0, bar) == word) return static_cast<Enumeration>(position);
      choices.remove_prefix(bar == std::string_view::npos ? choices.size() : bar + 1);
    }
    return std::nullopt;
  }

  /// The row a reference leads to; not set when blank, '*' or not found.
  template <class Target>
  Index<Target> reference(Column column) const {
    const auto& columns = table_.reference_columns;
    for (std::size_t k = 0; k < columns.size(); ++k) {
      if (columns[k] != column.position) continue;
      const std::uint32_t found = table_.references[row_ * columns.size() + k];
      return found == TableRows::no_row ? Index<Target>() : Index<Target>(found);
    }
    PB_CHECK(false && "not a reference");
    return {};
  }

 private:
  const TableRows& table_;
  std::size_t row_;
};

/// Reads one table row by row: columns by name, rows in canonical order.
class PlanTableReader {
 public:
  explicit PlanTableReader(const TableRows& table) : table_(table) {}
  Column column(std::string_view name) const { return {field_position(*table_.spec, name)}; }
  /// The first of the year columns that stand behind the fields.
  Column first_year_column() const { return {table_.spec->fields.size()}; }
  std::size_t row_count() const { return table_.row_count(); }
  PlanRow row(std::size_t position) const { return {table_, position}; }

 private:
  const TableRows& table_;
};

}  // namespace phanbo
