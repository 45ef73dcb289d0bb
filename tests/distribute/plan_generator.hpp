#pragma once

#include <cstdint>

#include "distribute/plan_rows.hpp"

namespace phanbo::distribution_test {

enum class PlanSize {
  tiny,   ///< few demands of 0–12 đồng: every split can be listed
  mixed,  ///< up to 12 items over 4 years, amounts from a few đồng to 10^15 in all
  large,  ///< like mixed, 40 to 200 items
};

/// A random plan without problems. The same seed gives the same plan everywhere.
PlanRows generate_rows(std::uint64_t seed, PlanSize size);

/// The plan of a battery at a place: every third is tiny.
PlanRows generate_rows_of_battery(std::uint64_t battery_seed, std::uint64_t place);

/// The same rows in another order.
PlanRows shuffled(PlanRows rows, std::uint64_t seed);

}  // namespace phanbo::distribution_test
