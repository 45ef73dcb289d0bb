#pragma once

#include <compare>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "models/money.hpp"

namespace phanbo {

/// How a quotient becomes whole. Every rounding in the program names one of these.
enum class RoundingMode { down, up, half_up, half_even };

/// An exact decimal number: units / 10^digits, 0 <= digits <= 12, |units| < 9.2·10^18.
/// Rates, points and indicators are read from their text into this; never from floating point.
/// Equal values compare equal whatever their digits: 4.5 == 4.50.
class Decimal {
 public:
  static constexpr int digits_max = 12;

  constexpr Decimal() = default;
  template <std::same_as<std::int64_t> T>
  static constexpr Decimal from_units(T units, int digits) {
    return Decimal(units, digits);
  }
  template <std::integral T>
  static constexpr Decimal whole(T value) {
    return Decimal(static_cast<std::int64_t>(value), 0);
  }
  /// Plain text: optional '-', digits, optional '.' and 1–12 digits. Empty on anything else or
  /// overflow.
  static std::optional<Decimal> parse(std::string_view text);

  constexpr std::int64_t units() const { return units_; }
  constexpr int digits() const { return digits_; }
  /// 10^digits.
  constexpr std::int64_t scale() const { return power_of_ten(digits_); }
  constexpr bool is_zero() const { return units_ == 0; }
  constexpr bool is_negative() const { return units_ < 0; }
  /// Trailing zeros after the point removed.
  Decimal reduced() const;

  friend std::strong_ordering operator<=>(const Decimal& a, const Decimal& b);
  friend bool operator==(const Decimal& a, const Decimal& b) { return (a <=> b) == 0; }

  static constexpr std::int64_t power_of_ten(int exponent) {
    std::int64_t power = 1;
    while (exponent-- > 0) power *= 10;
    return power;
  }

 private:
  constexpr Decimal(std::int64_t units, int digits) : units_(units), digits_(digits) {}
  std::int64_t units_ = 0;
  int digits_ = 0;
};

/// Plain text with all its digits: "4.50".
std::string to_plain(const Decimal& value);
/// With a decimal comma, as printed in Vietnam: "4,5".
std::string to_vietnamese(const Decimal& value);

/// numerator ÷ denominator rounded to a whole number; denominator > 0.
Int128 divide_rounded(Int128 numerator, Int128 denominator, RoundingMode mode);

}  // namespace phanbo
