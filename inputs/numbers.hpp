#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "models/decimal.hpp"
#include "models/money.hpp"
#include "models/problem.hpp"

namespace phanbo {

/// How the numbers of a table are written. Never guessed: the plan declares it for each table.
enum class NumberStyle {
  plain,      ///< 1234567.5
  vietnamese  ///< 1.234.567,5 with complete groups, or 1234567,5
};

/// The unit of the money of a table, as a power of ten of the đồng.
enum class AmountUnit { dong = 0, thousand_dong = 3, million_dong = 6, billion_dong = 9 };

/// "million_dong" and the like, as plans write it.
std::string_view word_of(AmountUnit unit);

/// A number as written: sign · units / 10^digits. `fault` is set instead when the text is not a
/// number.
struct NumberText {
  const ProblemKind* fault = nullptr;
  bool negative = false;
  Int128 units = 0;
  int digits = 0;
};

NumberText parse_number(std::string_view text, NumberStyle style);

/// The number × 10^power as a whole number; empty when a fraction is left.
std::optional<Int128> scaled_to_whole(const NumberText& number, int power);

/// Canonical text: plain digits, '.' before the decimals, as many decimals as written.
std::string to_canonical(const NumberText& number);

/// Whole number of plain digits (canonical text); the caller knows that it is one.
std::int64_t whole_of_canonical(std::string_view text);

}  // namespace phanbo
