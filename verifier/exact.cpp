#include "verifier/exact.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

namespace phanbo_verify {

namespace {

Wide absolute(Wide value) { return value < 0 ? -value : value; }

template <class Number>
Number greatest_common_divisor_of(Number a, Number b) {
  while (b != 0) {
    const Number rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

/// Most numbers are short, and short divisions are quick.
bool is_short(Wide value) {
  return value >= 0 && value <= std::numeric_limits<std::int64_t>::max();
}

Wide greatest_common_divisor(Wide a, Wide b) {
  a = absolute(a);
  b = absolute(b);
  if (is_short(a) && is_short(b)) {
    return greatest_common_divisor_of(static_cast<std::uint64_t>(a), static_cast<std::uint64_t>(b));
  }
  return greatest_common_divisor_of(a, b);
}

Wide power_of_ten(int exponent) {
  Wide power = 1;
  for (int i = 0; i < exponent; ++i) power = checked_product(power, 10);
  return power;
}

bool is_digit(char letter) { return '0' <= letter && letter <= '9'; }

}  // namespace

Wide checked_product(Wide a, Wide b) {
  Wide result;
  if (__builtin_mul_overflow(a, b, &result)) throw TooLarge();
  return result;
}

Wide checked_sum(Wide a, Wide b) {
  Wide result;
  if (__builtin_add_overflow(a, b, &result)) throw TooLarge();
  return result;
}

Dong to_dong(Wide value) {
  if (value > std::numeric_limits<Dong>::max() || value < std::numeric_limits<Dong>::min()) {
    throw TooLarge();
  }
  return static_cast<Dong>(value);
}

Wide divide_down(Wide value, Wide divisor) {
  const Wide quotient = value / divisor;
  return value % divisor < 0 ? quotient - 1 : quotient;
}

Wide divide_up(Wide value, Wide divisor) { return -divide_down(-value, divisor); }

Fraction Fraction::of(Wide numerator, Wide denominator) {
  if (denominator < 0) {
    numerator = -numerator;
    denominator = -denominator;
  }
  const Wide common = greatest_common_divisor(numerator, denominator);
  Fraction fraction;
  fraction.numerator = common == 1 ? numerator : numerator / common;
  fraction.denominator = common == 1 ? denominator : denominator / common;
  return fraction;
}

Fraction operator+(const Fraction& a, const Fraction& b) {
  const Wide common = greatest_common_divisor(a.denominator, b.denominator);
  const Wide a_factor = b.denominator / common;
  const Wide b_factor = a.denominator / common;
  return Fraction::of(
      checked_sum(checked_product(a.numerator, a_factor), checked_product(b.numerator, b_factor)),
      checked_product(a.denominator, a_factor));
}

Fraction operator-(const Fraction& a, const Fraction& b) {
  Fraction negative = b;
  negative.numerator = -negative.numerator;
  return a + negative;
}

Fraction operator*(const Fraction& a, const Fraction& b) {
  const Fraction left = Fraction::of(a.numerator, b.denominator);
  const Fraction right = Fraction::of(b.numerator, a.denominator);
  return Fraction::of(checked_product(left.numerator, right.numerator),
                      checked_product(left.denominator, right.denominator));
}

Fraction operator/(const Fraction& a, const Fraction& b) {
  return a * Fraction::of(b.denominator, b.numerator);
}

bool operator==(const Fraction& a, const Fraction& b) {
  return a.numerator == b.numerator && a.denominator == b.denominator;
}

int compare_ratios(Wide a, Wide a_divisor, Wide b, Wide b_divisor) {
  if (is_short(a) && is_short(a_divisor) && is_short(b) && is_short(b_divisor)) {
    const Wide left = a * b_divisor;
    const Wide right = b * a_divisor;
    return left < right ? -1 : (left > right ? 1 : 0);
  }
  // The digits of both continued fractions are compared one by one; products are never formed.
  int sign = 1;
  while (true) {
    const Wide a_whole = a / a_divisor;
    const Wide b_whole = b / b_divisor;
    if (a_whole != b_whole) return a_whole < b_whole ? -sign : sign;
    const Wide a_rest = a % a_divisor;
    const Wide b_rest = b % b_divisor;
    if (a_rest == 0 && b_rest == 0) return 0;
    if (a_rest == 0) return -sign;
    if (b_rest == 0) return sign;
    a = a_divisor;
    a_divisor = a_rest;
    b = b_divisor;
    b_divisor = b_rest;
    sign = -sign;
  }
}

int compare(const Fraction& a, const Fraction& b) {
  if ((a.numerator < 0) != (b.numerator < 0)) return a.numerator < 0 ? -1 : 1;
  if (a.numerator < 0) {
    return -compare_ratios(-a.numerator, a.denominator, -b.numerator, b.denominator);
  }
  return compare_ratios(a.numerator, a.denominator, b.numerator, b.denominator);
}

std::optional<Rounding> parse_rounding(std::string_view name) {
  if (name == "down") return Rounding::down;
  if (name == "up") return Rounding::up;
  if (name == "half_up") return Rounding::half_up;
  if (name == "half_even") return Rounding::half_even;
  return std::nullopt;
}

Fraction round_to(const Fraction& value, int digits, Rounding mode) {
  const Wide scale = power_of_ten(digits);
  const bool negative = value.numerator < 0;
  const Wide scaled = checked_product(absolute(value.numerator), scale);
  Wide whole = scaled / value.denominator;
  const Wide rest = scaled % value.denominator;
  const int half = compare_ratios(rest, value.denominator, 1, 2);
  const bool away = (mode == Rounding::up && rest != 0) ||
                    (mode == Rounding::half_up && half >= 0) ||
                    (mode == Rounding::half_even && (half > 0 || (half == 0 && whole % 2 == 1)));
  if (away) ++whole;
  return Fraction::of(negative ? -whole : whole, scale);
}

std::optional<Fraction> parse_decimal(std::string_view text) {
  const bool negative = !text.empty() && text.front() == '-';
  if (negative) text.remove_prefix(1);
  Wide value = 0;
  int digits = 0;
  int digits_after_point = 0;
  bool after_point = false;
  for (const char letter : text) {
    if (letter == '.' && !after_point && digits > 0) {
      after_point = true;
    } else if (is_digit(letter)) {
      if (++digits > 36) return std::nullopt;
      value = value * 10 + (letter - '0');
      if (after_point) ++digits_after_point;
    } else {
      return std::nullopt;
    }
  }
  if (digits == 0 || (after_point && digits_after_point == 0)) return std::nullopt;
  return Fraction::of(negative ? -value : value, power_of_ten(digits_after_point));
}

std::optional<Fraction> parse_exact(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return parse_decimal(text);
  const auto numerator = parse_decimal(text.substr(0, slash));
  const auto denominator = parse_decimal(text.substr(slash + 1));
  if (!numerator || !denominator || !numerator->is_whole() || !denominator->is_whole() ||
      denominator->numerator <= 0) {
    return std::nullopt;
  }
  return *numerator / *denominator;
}

std::optional<std::int64_t> parse_whole(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string to_text(Wide value) {
  if (value == 0) return "0";
  std::string digits;
  for (Wide rest = absolute(value); rest > 0; rest /= 10) {
    digits.push_back(static_cast<char>('0' + static_cast<int>(rest % 10)));
  }
  if (value < 0) digits.push_back('-');
  std::reverse(digits.begin(), digits.end());
  return digits;
}

std::string to_text(const Fraction& value) {
  if (value.is_whole()) return to_text(value.numerator);
  int digits = 0;
  Wide rest = value.denominator;
  int twos = 0;
  int fives = 0;
  for (; rest % 2 == 0; rest /= 2) ++twos;
  for (; rest % 5 == 0; rest /= 5) ++fives;
  digits = std::max(twos, fives);
  if (rest != 1 || digits > 30) return to_text(value.numerator) + "/" + to_text(value.denominator);
  std::string text =
      to_text(checked_product(absolute(value.numerator), power_of_ten(digits) / value.denominator));
  if (text.size() <= static_cast<std::size_t>(digits)) {
    text.insert(0, static_cast<std::size_t>(digits) + 1 - text.size(), '0');
  }
  text.insert(text.size() - static_cast<std::size_t>(digits), 1, '.');
  return value.numerator < 0 ? "-" + text : text;
}

}  // namespace phanbo_verify
