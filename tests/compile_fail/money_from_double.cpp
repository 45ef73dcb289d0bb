// fails with: no matching function for call to '.*from_dong
#include "models/money.hpp"

phanbo::Money amount() {
#ifdef MUST_FAIL
  return phanbo::Money::from_dong(105300.0);
#else
  return phanbo::Money::from_dong(std::int64_t{105300});
#endif
}
