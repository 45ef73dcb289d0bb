#pragma once

#include <functional>
#include <vector>

#include "engine/distribute/stage.hpp"

namespace phanbo::flow {

/// A search for the shortages of a stage (docs/distribution.md section 5). The network holds the
/// greatest flow with the groups of the stage open to their members' wishes. The search looks at
/// the state of this moment, so that it may run while the stage is being served; `context` must
/// outlive it.
std::function<std::vector<Shortfall>()> shortfall_search(const StageContext& context);

}  // namespace phanbo::flow
