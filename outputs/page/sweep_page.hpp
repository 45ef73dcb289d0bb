#pragma once

#include <string>
#include <string_view>

#include "models/plan.hpp"
#include "models/sweep.hpp"

namespace phanbo {

/// A sweep as one self-contained page: what varies, the thresholds as sentences, a bar for each
/// value, a table of the points. No script, nothing is loaded.
std::string render_sweep_page(const Plan& plan, const Sweep& sweep, Language language,
                              std::string_view program);

}  // namespace phanbo
