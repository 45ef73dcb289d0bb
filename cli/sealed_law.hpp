#pragma once

#include "models/canonical_plan.hpp"
#include "models/demand.hpp"

namespace phanbo {

/// The table of a sealed plan that holds the rows of law a run used.
inline constexpr std::string_view law_used_table = "law_used";

/// Puts the rows of law that the assessment used into the canonical plan as table `law_used`, so
/// that the sealed plan needs no other law. Replaces such a table if the plan brought one.
void seal_law_used(const Assessment& assessment, CanonicalPlan& canonical);

}  // namespace phanbo
