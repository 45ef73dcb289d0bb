// fails with: cannot convert|no viable conversion
#include "models/money.hpp"

std::int64_t number(phanbo::Money amount) {
#ifdef MUST_FAIL
  return amount;
#else
  return amount.dong();
#endif
}
