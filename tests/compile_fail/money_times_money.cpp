// fails with: no match for 'operator\*'|invalid operands to binary expression
#include "models/money.hpp"

auto product(phanbo::Money unit_amount, [[maybe_unused]] phanbo::Money other) {
#ifdef MUST_FAIL
  return unit_amount * other;
#else
  return phanbo::multiply(unit_amount, 12);
#endif
}
