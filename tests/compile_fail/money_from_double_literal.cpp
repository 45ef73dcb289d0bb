// fails with: unable to find numeric literal operator|no matching literal operator
#include "models/money.hpp"

using namespace phanbo::literals;

phanbo::Money amount() {
#ifdef MUST_FAIL
  return 105300.0_dong;
#else
  return 105300_dong;
#endif
}
