#pragma once

#include <optional>
#include <string>

#include "cli/console.hpp"
#include "engine/assess/formula_parts.hpp"

namespace phanbo {

/// How a unit of a formula came to its points and money, as the annex of a resolution prints it: a
/// table of criteria with the unit's figures, points and sources, then the sharing in one sentence.
/// Empty when `id` is no unit of a formula.
std::optional<std::string> points_annex(const Plan& plan, const Assessment& assessment,
                                        std::string_view id, const Console& console);

}  // namespace phanbo
