#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/decimal.hpp"

namespace phanbo {

/// Words of a table in both languages (owned; `Text` only views literals).
struct Words {
  std::string vi;
  std::string en;
  friend bool operator==(const Words&, const Words&) = default;
};

/// A test of one row of the table that is summed: the text of `column` equals `words`, or, where
/// `own_column` is set, the text in that column of the row that asks.
struct RowCondition {
  std::string column;
  Words words;
  std::optional<std::size_t> own_column = {};
  bool differs = false;  ///< the texts must differ instead
};

/// How a cell comes from others. Columns are positions in its own table.
struct ReportRule {
  enum class Kind : std::uint8_t {
    none,
    sum,       ///< Σ plus − Σ minus of the same row
    excess,    ///< the same, but not below 0
    product,   ///< of `plus` (a percent counts as hundredths), rounded to whole numbers
    ratio,     ///< first of `plus` in percent of first of `minus`, two decimals; blank over 0
    matching,  ///< Σ of `amount_column` over the rows of `table` that meet all conditions
  };
  Kind kind = Kind::none;
  std::vector<std::size_t> plus = {};
  std::vector<std::size_t> minus = {};
  RoundingMode rounding = RoundingMode::half_up;
  std::string table = {};
  std::string amount_column = {};
  std::vector<RowCondition> conditions = {};
};

/// Rows first … end − 1 of another table; `nothing` = the rule does not apply here.
struct RowSpan {
  std::uint32_t first = 0;
  std::uint32_t end = 0;
  static constexpr std::uint32_t all = UINT32_MAX;
  static constexpr RowSpan whole() { return {0, all}; }
  static constexpr RowSpan nothing() { return {0, 0}; }
  bool is_nothing() const { return first == end; }
};

}  // namespace phanbo
