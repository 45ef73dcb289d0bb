#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "models/decimal.hpp"
#include "models/money.hpp"

/// Exact products of plan values and percentages, before anything is rounded.
namespace phanbo {

/// The exact value numerator ÷ denominator as plain text: a whole number, a decimal where one is
/// finite, otherwise "p/q" in lowest terms. denominator > 0.
std::string exact_text(Int128 numerator, Int128 denominator);

/// A product of exact factors. It remembers when 128 bits did not hold it; then it has no value.
class ExactProduct {
 public:
  ExactProduct& times(std::int64_t factor);
  ExactProduct& times(Money factor) { return times(factor.dong()); }
  ExactProduct& times(const Decimal& factor);
  /// Times `share` hundredths.
  ExactProduct& percent(const Decimal& share);

  bool fits() const { return fits_; }
  bool is_whole() const { return numerator_ % denominator_ == 0; }
  /// Empty when the product or its rounded value is beyond the limits.
  std::optional<Money> rounded(RoundingMode mode) const;
  std::string text() const { return exact_text(numerator_, denominator_); }

 private:
  void multiply(Int128& side, Int128 factor);

  Int128 numerator_ = 1;
  Int128 denominator_ = 1;
  bool fits_ = true;
};

}  // namespace phanbo
