#pragma once

#include "models/money.hpp"

namespace phanbo::distribution_test {

/// numerator / denominator, denominator > 0, numerator >= 0; not reduced.
struct Fraction {
  Int128 numerator = 0;
  Int128 denominator = 1;
};

/// Negative, zero, positive like a − b; by whole parts and reciprocals, so nothing overflows.
inline int compare(Fraction a, Fraction b) {
  int sign = 1;
  while (true) {
    const Int128 whole_a = a.numerator / a.denominator;
    const Int128 whole_b = b.numerator / b.denominator;
    if (whole_a != whole_b) return whole_a < whole_b ? -sign : sign;
    const Int128 rest_a = a.numerator % a.denominator;
    const Int128 rest_b = b.numerator % b.denominator;
    if (rest_a == 0 || rest_b == 0) return rest_a == rest_b ? 0 : (rest_a == 0 ? -sign : sign);
    a = {a.denominator, rest_a};
    b = {b.denominator, rest_b};
    sign = -sign;
  }
}

}  // namespace phanbo::distribution_test
