#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <compare>
#include <cstdint>
#include <memory>
#include <string>

#include "models/decimal.hpp"
#include "models/money.hpp"

/// Exact fractions of any size. Nearly all fit 128 bits and are computed there; the others go on in
/// boost's numbers, with the same values.
namespace phanbo {

using Whole = boost::multiprecision::cpp_int;

class Exact {
 public:
  Exact() = default;
  Exact(std::int64_t whole) : numerator_(whole) {}
  Exact(int whole) : numerator_(whole) {}
  Exact(const Whole& whole) : Exact(whole, Whole(1)) {}
  /// numerator ÷ denominator; denominator > 0.
  Exact(const Whole& numerator, const Whole& denominator);
  static Exact of(const Decimal& value) { return small(value.units(), value.scale()); }

  Exact& operator+=(const Exact& other) { return *this = *this + other; }
  friend Exact operator+(const Exact& a, const Exact& b);
  friend Exact operator-(const Exact& a, const Exact& b);
  friend Exact operator*(const Exact& a, const Exact& b);
  friend Exact operator/(const Exact& a, const Exact& b);
  friend std::strong_ordering operator<=>(const Exact& a, const Exact& b);
  friend bool operator==(const Exact& a, const Exact& b) { return (a <=> b) == 0; }

  /// The greatest whole number that is not greater.
  Whole floor() const;
  /// Plain text: whole, finite decimal (at most 60 digits), or "p/q" in lowest terms.
  std::string text() const;

 private:
  using Big = boost::multiprecision::cpp_rational;
  static Exact small(Int128 numerator, Int128 denominator);
  static Exact from_big(const Big& value);
  Big big() const;

  Int128 numerator_ = 0;  ///< in lowest terms, over denominator_ > 0, unless big_ is set
  Int128 denominator_ = 1;
  std::shared_ptr<const Big> big_;
};

}  // namespace phanbo
