#include "engine/assess/exact_fraction.hpp"

#include <algorithm>
#include <numeric>
#include <optional>

namespace phanbo {

namespace {

using Unsigned128 = unsigned __int128;

Unsigned128 magnitude(Int128 value) {
  return value < 0 ? -static_cast<Unsigned128>(value) : static_cast<Unsigned128>(value);
}

Int128 common_divisor(Int128 a, Int128 b) {
  Unsigned128 x = magnitude(a), y = magnitude(b);
  while (y != 0 && (x > UINT64_MAX || y > UINT64_MAX)) {
    x %= y;
    std::swap(x, y);
  }
  if (y == 0) return static_cast<Int128>(x);
  return static_cast<Int128>(
      std::gcd(static_cast<std::uint64_t>(x), static_cast<std::uint64_t>(y)));
}

std::optional<Int128> product(Int128 a, Int128 b) {
  Int128 result = 0;
  if (__builtin_mul_overflow(a, b, &result)) return std::nullopt;
  return result;
}

std::optional<Int128> sum(std::optional<Int128> a, std::optional<Int128> b) {
  Int128 result = 0;
  if (!a || !b || __builtin_add_overflow(*a, *b, &result)) return std::nullopt;
  return result;
}

/// How often a prime divides the value, which loses it.
int take_out(Int128& value, int prime) {
  int count = 0;
  for (; value % prime == 0; value /= prime) ++count;
  return count;
}

constexpr int digits_max = 60;

std::string with_point(std::string digits, int places, bool is_negative) {
  const auto behind = static_cast<std::size_t>(places);
  if (digits.size() <= behind) digits.insert(0, behind + 1 - digits.size(), '0');
  digits.insert(digits.size() - behind, 1, '.');
  return is_negative ? "-" + digits : digits;
}

std::string text_of_big(const boost::multiprecision::cpp_rational& value) {
  const Whole numerator = boost::multiprecision::numerator(value);
  const Whole denominator = boost::multiprecision::denominator(value);
  if (denominator == 1) return numerator.str();
  Whole scale = 1;
  for (int digits = 1; digits <= digits_max; ++digits) {
    scale *= 10;
    if (scale % denominator != 0) continue;
    const Whole units = numerator * (scale / denominator);
    return with_point(Whole(abs(units)).str(), digits, units < 0);
  }
  return numerator.str() + "/" + denominator.str();
}

}  // namespace

Exact::Exact(const Whole& numerator, const Whole& denominator) {
  *this = from_big(Big(numerator, denominator));
}

Exact Exact::small(Int128 numerator, Int128 denominator) {
  Exact made;
  const Int128 divisor = common_divisor(numerator, denominator);
  made.numerator_ = numerator / divisor;
  made.denominator_ = denominator / divisor;
  return made;
}

Exact Exact::from_big(const Big& value) {
  static const Whole most = (Whole(1) << 126);
  const Whole numerator = boost::multiprecision::numerator(value);
  const Whole denominator = boost::multiprecision::denominator(value);
  Exact made;
  if (abs(numerator) < most && denominator < most) {
    made.numerator_ = numerator.convert_to<Int128>();
    made.denominator_ = denominator.convert_to<Int128>();
  } else {
    made.big_ = std::make_shared<const Big>(value);
  }
  return made;
}

Exact::Big Exact::big() const { return big_ ? *big_ : Big(Whole(numerator_), Whole(denominator_)); }

Exact operator+(const Exact& a, const Exact& b) {
  if (!a.big_ && !b.big_) {
    if (a.denominator_ == b.denominator_) {
      if (const auto all = sum(a.numerator_, b.numerator_))
        return Exact::small(*all, a.denominator_);
    }
    const auto numerator =
        sum(product(a.numerator_, b.denominator_), product(b.numerator_, a.denominator_));
    const auto denominator = product(a.denominator_, b.denominator_);
    if (numerator && denominator) return Exact::small(*numerator, *denominator);
  }
  return Exact::from_big(a.big() + b.big());
}

Exact operator-(const Exact& a, const Exact& b) { return a + b * Exact(-1); }

Exact operator*(const Exact& a, const Exact& b) {
  if (!a.big_ && !b.big_) {
    const auto numerator = product(a.numerator_, b.numerator_);
    const auto denominator = product(a.denominator_, b.denominator_);
    if (numerator && denominator) return Exact::small(*numerator, *denominator);
  }
  return Exact::from_big(a.big() * b.big());
}

Exact operator/(const Exact& a, const Exact& b) {
  if (!a.big_ && !b.big_ && b.numerator_ != 0) {
    const Int128 sign = b.numerator_ < 0 ? -1 : 1;
    const auto numerator = product(a.numerator_, sign * b.denominator_);
    const auto denominator = product(a.denominator_, sign * b.numerator_);
    if (numerator && denominator) return Exact::small(*numerator, *denominator);
  }
  return Exact::from_big(a.big() / b.big());
}

std::strong_ordering operator<=>(const Exact& a, const Exact& b) {
  if (!a.big_ && !b.big_) {
    if (a.denominator_ == b.denominator_) return a.numerator_ <=> b.numerator_;
    const auto left = product(a.numerator_, b.denominator_);
    const auto right = product(b.numerator_, a.denominator_);
    if (left && right) return *left <=> *right;
  }
  const int order = a.big().compare(b.big());
  return order <=> 0;
}

Whole Exact::floor() const {
  if (!big_) {
    Int128 quotient = numerator_ / denominator_;
    if (numerator_ < 0 && quotient * denominator_ != numerator_) --quotient;
    return Whole(quotient);
  }
  const Whole numerator = boost::multiprecision::numerator(*big_);
  const Whole denominator = boost::multiprecision::denominator(*big_);
  Whole quotient = numerator / denominator;
  if (numerator < 0 && quotient * denominator != numerator) --quotient;
  return quotient;
}

std::string Exact::text() const {
  if (big_) return text_of_big(*big_);
  if (denominator_ == 1) return to_plain(numerator_);
  Int128 rest = denominator_;
  const int twos = take_out(rest, 2);
  const int fives = take_out(rest, 5);
  if (rest != 1) return to_plain(numerator_) + "/" + to_plain(denominator_);
  Int128 units = static_cast<Int128>(magnitude(numerator_));
  for (int missing = fives; missing < twos; ++missing) {
    const auto scaled = product(units, 5);
    if (!scaled) return text_of_big(big());
    units = *scaled;
  }
  for (int missing = twos; missing < fives; ++missing) {
    const auto scaled = product(units, 2);
    if (!scaled) return text_of_big(big());
    units = *scaled;
  }
  if (std::max(twos, fives) > digits_max) return text_of_big(big());
  return with_point(to_plain(units), std::max(twos, fives), numerator_ < 0);
}

}  // namespace phanbo
