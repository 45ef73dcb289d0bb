#pragma once

#include <vector>

#include "engine/distribute/stage.hpp"

namespace phanbo::flow {

/// The shortages of a stage (docs/distribution.md section 5). The network holds the greatest flow
/// with the groups of the stage open to their members' wishes.
std::vector<Shortfall> find_shortfalls(const StageContext& context);

}  // namespace phanbo::flow
