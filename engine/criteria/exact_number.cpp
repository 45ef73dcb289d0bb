#include "engine/criteria/exact_number.hpp"

#include <algorithm>

namespace phanbo {

namespace {

Whole whole_of(Int128 value) {
  const bool negative = value < 0;
  using Unsigned = unsigned __int128;
  const Unsigned size =
      negative ? Unsigned{0} - static_cast<Unsigned>(value) : static_cast<Unsigned>(value);
  Whole result = static_cast<std::uint64_t>(size >> 64);
  result <<= 64;
  result += static_cast<std::uint64_t>(size);
  return negative ? Whole(-result) : result;
}

Whole power_of_ten(int exponent) { return pow(Whole(10), static_cast<unsigned>(exponent)); }

}  // namespace

Exact exact_of(const Decimal& value) { return Exact(Whole(value.units()), Whole(value.scale())); }

Exact exact_of(Int128 numerator, Int128 denominator) {
  return Exact(whole_of(numerator), whole_of(denominator));
}

std::optional<Exact> parse_exact(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) {
    const auto decimal = Decimal::parse(text);
    return decimal ? std::optional(exact_of(*decimal)) : std::nullopt;
  }
  const auto numerator = Decimal::parse(text.substr(0, slash));
  const auto denominator = Decimal::parse(text.substr(slash + 1));
  if (!numerator || !denominator || denominator->is_zero()) return std::nullopt;
  return Exact(exact_of(*numerator) / exact_of(*denominator));
}

std::string text_of(const Exact& value) {
  const Whole numerator = boost::multiprecision::numerator(value);
  const Whole denominator = boost::multiprecision::denominator(value);
  if (denominator == 1) return numerator.str();
  Whole scale = 1;
  for (int digits = 1; digits <= 60; ++digits) {
    scale *= 10;
    if (scale % denominator != 0) continue;
    const Whole units = numerator * (scale / denominator);
    std::string text = Whole(abs(units)).str();
    const auto places = static_cast<std::size_t>(digits);
    if (text.size() <= places) text.insert(0, places + 1 - text.size(), '0');
    text.insert(text.size() - places, 1, '.');
    return units < 0 ? "-" + text : text;
  }
  return numerator.str() + "/" + denominator.str();
}

Whole floor_of(const Exact& value) {
  const Whole numerator = boost::multiprecision::numerator(value);
  const Whole denominator = boost::multiprecision::denominator(value);
  Whole quotient = numerator / denominator;
  if (numerator < 0 && quotient * denominator != numerator) --quotient;
  return quotient;
}

Whole rounded_whole(const Exact& value, RoundingMode mode) {
  const Whole down = floor_of(value);
  const Exact rest = value - Exact(down);
  const Exact half(1, 2);
  if (rest == 0 || mode == RoundingMode::down) return down;
  if (mode == RoundingMode::up || rest > half) return down + 1;
  if (rest < half) return down;
  return mode == RoundingMode::half_up || down % 2 != 0 ? Whole(down + 1) : down;
}

Exact rounded_to_digits(const Exact& value, int digits, RoundingMode mode) {
  if (digits >= 0) {
    const Whole scale = power_of_ten(digits);
    return Exact(rounded_whole(Exact(value * scale), mode), scale);
  }
  const Whole scale = power_of_ten(-digits);
  return Exact(Whole(rounded_whole(Exact(value / scale), mode) * scale));
}

std::optional<Money> money_of(const Whole& amount) {
  if (abs(amount) > limit_amount_dong_max) return std::nullopt;
  return Money::from_dong(amount.convert_to<std::int64_t>());
}

std::optional<Int128> narrow(const Whole& value) {
  const Whole size = abs(value);
  if (size != 0 && msb(size) >= 126) return std::nullopt;
  const auto low = static_cast<std::uint64_t>(size & Whole(UINT64_MAX));
  const auto high = static_cast<std::uint64_t>(size >> 64);
  const Int128 result = static_cast<Int128>((static_cast<unsigned __int128>(high) << 64) | low);
  return value < 0 ? -result : result;
}

}  // namespace phanbo
