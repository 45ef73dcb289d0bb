#include "models/decimal.hpp"

#include <algorithm>

namespace phanbo {

std::optional<Decimal> Decimal::parse(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  std::int64_t units = 0;
  int digits_after_point = -1;
  bool any_digit = false;
  for (const char character : text) {
    if (character == '.') {
      if (digits_after_point >= 0 || !any_digit) return std::nullopt;
      digits_after_point = 0;
      continue;
    }
    if (character < '0' || character > '9') return std::nullopt;
    any_digit = true;
    if (digits_after_point >= 0 && ++digits_after_point > digits_max) return std::nullopt;
    if (__builtin_mul_overflow(units, 10, &units)) return std::nullopt;
    if (__builtin_add_overflow(units, character - '0', &units)) return std::nullopt;
  }
  if (!any_digit || digits_after_point == 0) return std::nullopt;
  return Decimal(negative ? -units : units, std::max(digits_after_point, 0));
}

Decimal Decimal::reduced() const {
  Decimal result = *this;
  while (result.digits_ > 0 && result.units_ % 10 == 0) {
    result.units_ /= 10;
    --result.digits_;
  }
  return result;
}

std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) {
  return Int128{a.units_} * b.scale() <=> Int128{b.units_} * a.scale();
}

std::string to_plain(const Decimal& value) {
  std::string text = std::to_string(value.units());
  if (value.digits() == 0) return text;
  const bool negative = text.starts_with('-');
  if (negative) text.erase(0, 1);
  const auto digits = static_cast<std::size_t>(value.digits());
  if (text.size() <= digits) text.insert(0, digits + 1 - text.size(), '0');
  text.insert(text.size() - digits, 1, '.');
  return negative ? "-" + text : text;
}

std::string to_vietnamese(const Decimal& value) {
  std::string text = to_plain(value);
  std::replace(text.begin(), text.end(), '.', ',');
  return text;
}

Int128 divide_rounded(Int128 numerator, Int128 denominator, RoundingMode mode) {
  PB_CHECK(denominator > 0);
  Int128 quotient = numerator / denominator;
  Int128 rest = numerator % denominator;
  if (rest < 0) {
    rest += denominator;
    --quotient;
  }
  switch (mode) {
    case RoundingMode::down:
      return quotient;
    case RoundingMode::up:
      return rest == 0 ? quotient : quotient + 1;
    case RoundingMode::half_up:
      return rest >= denominator - rest ? quotient + 1 : quotient;
    case RoundingMode::half_even: {
      if (rest == denominator - rest) return quotient % 2 == 0 ? quotient : quotient + 1;
      return rest > denominator - rest ? quotient + 1 : quotient;
    }
  }
  return quotient;
}

}  // namespace phanbo
