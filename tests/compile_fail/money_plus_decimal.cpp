// fails with: no match for 'operator\+'|invalid operands to binary expression
#include "models/decimal.hpp"
#include "models/money.hpp"

using namespace phanbo::literals;

phanbo::Money sum(phanbo::Money amount, [[maybe_unused]] phanbo::Decimal rate) {
#ifdef MUST_FAIL
  return amount + rate;
#else
  return amount + 5_dong;
#endif
}
