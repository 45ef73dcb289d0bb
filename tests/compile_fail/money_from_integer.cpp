// fails with: could not convert|no viable conversion
#include "models/money.hpp"

phanbo::Money amount() {
#ifdef MUST_FAIL
  return std::int64_t{105300};
#else
  return phanbo::Money::from_dong(std::int64_t{105300});
#endif
}
