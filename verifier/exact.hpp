#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "verifier/words.hpp"

/// Whole numbers and fractions, exact. Nothing here rounds unless its name says so.
namespace phanbo_verify {

using Wide = __int128;
using Dong = std::int64_t;

/// A product or sum that 128 bits do not hold: the figure cannot be checked.
struct TooLarge : Refusal {
  TooLarge()
      : Refusal({"có số quá lớn, không kiểm tra được", "a number is too large to be checked"}) {}
};

Wide checked_product(Wide a, Wide b);
Wide checked_sum(Wide a, Wide b);
/// Throws TooLarge where 64 bits do not hold it.
Dong to_dong(Wide value);
/// Towards minus infinity, towards plus infinity; divisor > 0.
Wide divide_down(Wide value, Wide divisor);
Wide divide_up(Wide value, Wide divisor);

/// numerator ÷ denominator in lowest terms, denominator > 0.
struct Fraction {
  Wide numerator = 0;
  Wide denominator = 1;
  static Fraction of(Wide numerator, Wide denominator = 1);
  bool is_whole() const { return denominator == 1; }
  bool is_zero() const { return numerator == 0; }
};

Fraction operator+(const Fraction& a, const Fraction& b);
Fraction operator-(const Fraction& a, const Fraction& b);
Fraction operator*(const Fraction& a, const Fraction& b);
/// b is not zero.
Fraction operator/(const Fraction& a, const Fraction& b);
bool operator==(const Fraction& a, const Fraction& b);
/// Like a − b: negative, zero or positive. Never overflows.
int compare(const Fraction& a, const Fraction& b);
/// The same for pairs that are not in lowest terms; numerators >= 0, denominators > 0.
int compare_ratios(Wide a, Wide a_divisor, Wide b, Wide b_divisor);

enum class Rounding { down, up, half_up, half_even };
/// `value` to a whole number of 1/10^digits.
Fraction round_to(const Fraction& value, int digits, Rounding mode);
std::optional<Rounding> parse_rounding(std::string_view name);

/// "-12.50": optional minus, digits, optional point and digits.
std::optional<Fraction> parse_decimal(std::string_view text);
/// "p/q" or a decimal.
std::optional<Fraction> parse_exact(std::string_view text);
std::optional<std::int64_t> parse_whole(std::string_view text);

std::string to_text(Wide value);
/// A whole number, a finite decimal where there is one, otherwise "p/q".
std::string to_text(const Fraction& value);

}  // namespace phanbo_verify
