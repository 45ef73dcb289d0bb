#pragma once

#include <vector>

#include "engine/distribute/stage.hpp"
#include "models/problem.hpp"

namespace phanbo::flow {

struct StagesOutcome {
  std::vector<Amount> amounts;  ///< by demand, beyond locked
  std::vector<char> useless;    ///< by demand: dropped below the least useful amount
  std::vector<Shortfall> shortfalls;
  std::vector<TieNote> ties;
};

/// Serves all classes in order (docs/distribution.md section 3). Leaves the network with a flow
/// that pays everything.
StagesOutcome serve_stages(const Plan& plan, const Assessment& assessment, Network& network,
                           std::vector<Problem>& problems, int threads);

}  // namespace phanbo::flow
