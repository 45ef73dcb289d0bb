// fails with: no matching function for call to '.*from_units
#include "models/decimal.hpp"

phanbo::Decimal rate() {
#ifdef MUST_FAIL
  return phanbo::Decimal::from_units(4.5, 1);
#else
  return phanbo::Decimal::from_units(std::int64_t{45}, 1);
#endif
}
