#pragma once

#include <compare>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>

#include "models/check.hpp"
#include "models/limits.hpp"

namespace phanbo {

using Int128 = __int128;

/// An amount in whole đồng. Signed, because differences are amounts too.
/// It mixes with nothing but itself: no floating point, no decimals, no bare integers.
/// Readers keep every input and every sum of inputs within ±9·10^15 đồng, so plain + and - cannot
/// leave 64 bits; if they do, that is our bug (PB_CHECK).
class Money {
 public:
  constexpr Money() = default;

  /// The one way in: a whole number of đồng. Other types do not convert.
  template <std::same_as<std::int64_t> T>
  static constexpr Money from_dong(T dong) {
    return Money(dong);
  }
  /// Empty when the exact value does not fit the stated limit (`limit_amount_dong_max`).
  static std::optional<Money> checked(Int128 dong);

  constexpr std::int64_t dong() const { return dong_; }
  constexpr bool is_zero() const { return dong_ == 0; }
  constexpr bool is_negative() const { return dong_ < 0; }

  friend constexpr auto operator<=>(Money, Money) = default;
  constexpr Money operator-() const { return Money(-dong_); }
  friend constexpr Money operator+(Money a, Money b) {
    std::int64_t sum = 0;
    PB_CHECK(!__builtin_add_overflow(a.dong_, b.dong_, &sum));
    return Money(sum);
  }
  friend constexpr Money operator-(Money a, Money b) {
    std::int64_t difference = 0;
    PB_CHECK(!__builtin_sub_overflow(a.dong_, b.dong_, &difference));
    return Money(difference);
  }
  constexpr Money& operator+=(Money other) { return *this = *this + other; }
  constexpr Money& operator-=(Money other) { return *this = *this - other; }

 private:
  explicit constexpr Money(std::int64_t dong) : dong_(dong) {}
  std::int64_t dong_ = 0;
};

namespace literals {
consteval Money operator""_dong(unsigned long long dong) {
  return Money::from_dong(static_cast<std::int64_t>(dong));
}
}  // namespace literals

/// count × unit amount; empty when it exceeds the limit.
std::optional<Money> multiply(Money unit_amount, std::int64_t count);

/// amount × numerator ÷ denominator, rounded towards minus infinity / plus infinity.
/// denominator > 0; the result must fit 64 bits (it does whenever numerator <= denominator).
Money scale_floor(Money amount, std::int64_t numerator, std::int64_t denominator);
Money scale_ceil(Money amount, std::int64_t numerator, std::int64_t denominator);

/// The greatest whole number of `step` that is <= amount (amount >= 0, step > 0).
constexpr Money floor_to_step(Money amount, Money step) {
  return Money::from_dong(amount.dong() / step.dong() * step.dong());
}

/// Plain digits, "-" in front when negative: the form of data files. "1234567".
std::string to_plain(Money amount);
/// Digits grouped by the dot, as printed in Vietnam: "1.234.567"; English groups by the comma.
std::string to_grouped(Money amount, char group_mark);
/// A 128-bit whole number in plain digits.
std::string to_plain(Int128 number);

}  // namespace phanbo
