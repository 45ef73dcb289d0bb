#pragma once

#include <span>
#include <vector>

#include "engine/compare/compare.hpp"
#include "inputs/plan_changes.hpp"

namespace phanbo {

/// Causes that cannot meet, as sets of causes: changes of money and needs of different parts of the
/// plan (engine/compare/independence.hpp). A change of anything else may touch every part; then all
/// causes are one set. `causes`: positions of changes, cause by cause.
std::vector<ChangeSet> separate_causes(const ResultToCompare& base, const ResultToCompare& other,
                                       std::span<const PlanChange> changes,
                                       const std::vector<std::vector<std::size_t>>& causes);

}  // namespace phanbo
