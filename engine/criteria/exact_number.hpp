#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "models/decimal.hpp"
#include "models/money.hpp"

/// Exact numbers of any size: fractions in lowest terms.
namespace phanbo {

using Whole = boost::multiprecision::cpp_int;
using Exact = boost::multiprecision::cpp_rational;

Exact exact_of(const Decimal& value);
Exact exact_of(Int128 numerator, Int128 denominator);
/// A plain decimal or "p/q"; empty when it is neither.
std::optional<Exact> parse_exact(std::string_view text);

/// Plain text of an exact value: whole, finite decimal, or "p/q".
std::string text_of(const Exact& value);

Whole floor_of(const Exact& value);
Whole rounded_whole(const Exact& value, RoundingMode mode);
/// Rounded to so many decimals; negative digits round to tens, hundreds, …
Exact rounded_to_digits(const Exact& value, int digits, RoundingMode mode);

/// Empty beyond the limit of amounts.
std::optional<Money> money_of(const Whole& amount);
/// Empty when the number does not fit 126 bits.
std::optional<Int128> narrow(const Whole& value);

}  // namespace phanbo
