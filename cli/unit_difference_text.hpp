#pragma once

#include <string>

#include "cli/console.hpp"
#include "engine/assess/unit_difference.hpp"

namespace phanbo {

/// Two units side by side: the headline, the criteria with what each adds to the difference, and
/// the sum, which is the whole difference.
std::string difference_text(const Plan& plan, const UnitDifference& difference,
                            const Console& console);
std::string difference_json(const Plan& plan, const UnitDifference& difference);

}  // namespace phanbo
