// fails with: no match for 'operator<'|invalid operands to binary expression
#include "models/money.hpp"

using namespace phanbo::literals;

bool is_small(phanbo::Money amount) {
#ifdef MUST_FAIL
  return amount < 1000;
#else
  return amount < 1000_dong;
#endif
}
