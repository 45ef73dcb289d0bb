#include "engine/assess/exact.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <numeric>

namespace phanbo {

namespace {

bool is_in_a_word(Int128 value) {
  constexpr Int128 most = std::numeric_limits<std::int64_t>::max();
  return -most <= value && value <= most;
}

Int128 greatest_common_divisor(Int128 a, Int128 b) {
  while (!is_in_a_word(a) || !is_in_a_word(b)) {
    if (b == 0) return a < 0 ? -a : a;
    const Int128 rest = a % b;
    a = b;
    b = rest;
  }
  return std::gcd(static_cast<std::int64_t>(a), static_cast<std::int64_t>(b));
}

/// The decimals that 1 ÷ denominator needs, or nothing when it is no finite decimal.
std::optional<int> decimals_needed(Int128 denominator) {
  int twos = 0;
  int fives = 0;
  for (; denominator % 2 == 0; denominator /= 2) ++twos;
  for (; denominator % 5 == 0; denominator /= 5) ++fives;
  if (denominator != 1) return std::nullopt;
  return std::max(twos, fives);
}

}  // namespace

std::string exact_text(Int128 numerator, Int128 denominator) {
  PB_CHECK(denominator > 0);
  const Int128 divisor = greatest_common_divisor(numerator, denominator);
  if (divisor > 1) {
    numerator /= divisor;
    denominator /= divisor;
  }
  if (denominator == 1) return to_plain(numerator);
  const auto decimals = decimals_needed(denominator);
  if (!decimals) return to_plain(numerator) + "/" + to_plain(denominator);
  const bool negative = numerator < 0;
  if (negative) numerator = -numerator;
  std::string digits;
  Int128 rest = numerator % denominator;
  for (int i = 0; i < *decimals; ++i) {
    rest *= 10;
    digits.push_back(static_cast<char>('0' + static_cast<int>(rest / denominator)));
    rest %= denominator;
  }
  return (negative ? "-" : "") + to_plain(numerator / denominator) + "." + digits;
}

void ExactProduct::multiply(Int128& side, Int128 factor) {
  if (fits_) fits_ = !__builtin_mul_overflow(side, factor, &side);
}

ExactProduct& ExactProduct::times(std::int64_t factor) {
  multiply(numerator_, factor);
  return *this;
}

ExactProduct& ExactProduct::times(const Decimal& factor) {
  const Decimal reduced = factor.reduced();
  multiply(numerator_, reduced.units());
  multiply(denominator_, reduced.scale());
  return *this;
}

ExactProduct& ExactProduct::percent(const Decimal& share) {
  times(share);
  multiply(denominator_, 100);
  return *this;
}

std::optional<Money> ExactProduct::rounded(RoundingMode mode) const {
  if (!fits_) return std::nullopt;
  return Money::checked(divide_rounded(numerator_, denominator_, mode));
}

}  // namespace phanbo
