#include "models/money.hpp"

#include <cstdlib>

namespace phanbo {

namespace {

std::int64_t narrow(Int128 value) {
  PB_CHECK(value <= INT64_MAX && value >= INT64_MIN);
  return static_cast<std::int64_t>(value);
}

}  // namespace

std::optional<Money> Money::checked(Int128 dong) {
  if (dong > limit_amount_dong_max || dong < -Int128{limit_amount_dong_max}) return std::nullopt;
  return Money(static_cast<std::int64_t>(dong));
}

std::optional<Money> multiply(Money unit_amount, std::int64_t count) {
  return Money::checked(Int128{unit_amount.dong()} * count);
}

Money scale_floor(Money amount, std::int64_t numerator, std::int64_t denominator) {
  PB_CHECK(denominator > 0);
  const Int128 product = Int128{amount.dong()} * numerator;
  Int128 quotient = product / denominator;
  if (product % denominator < 0) --quotient;
  return Money::from_dong(narrow(quotient));
}

Money scale_ceil(Money amount, std::int64_t numerator, std::int64_t denominator) {
  PB_CHECK(denominator > 0);
  const Int128 product = Int128{amount.dong()} * numerator;
  Int128 quotient = product / denominator;
  if (product % denominator > 0) ++quotient;
  return Money::from_dong(narrow(quotient));
}

std::string to_plain(Money amount) { return std::to_string(amount.dong()); }

std::string to_plain(Int128 number) {
  const auto word = static_cast<std::int64_t>(number);
  if (word == number) return std::to_string(word);
  constexpr std::int64_t portion = 1'000'000'000'000'000'000;
  constexpr std::size_t portion_digits = 18;
  const std::string low = std::to_string(std::abs(static_cast<std::int64_t>(number % portion)));
  return to_plain(number / portion) + std::string(portion_digits - low.size(), '0') + low;
}

std::string to_grouped(Money amount, char group_mark) {
  std::string plain = to_plain(amount);
  const std::size_t first_digit = amount.is_negative() ? 1 : 0;
  for (std::size_t position = plain.size(); position > first_digit + 3;) {
    position -= 3;
    plain.insert(position, 1, group_mark);
  }
  return plain;
}

}  // namespace phanbo
