#pragma once

#include <vector>

#include "engine/distribute/network.hpp"

namespace phanbo::flow {

/// What one source pays to one demand, beyond locked amounts.
struct Payment {
  Index<Demand> demand;
  Index<Source> source;
  Amount amount = 0;
};

/// The unique split of docs/distribution.md section 4. The network pays every amount of `amounts`
/// (by demand, beyond locked). Sorted by demand, then source in drawing order. Leaves the
/// carry-over on the network's arcs.
std::vector<Payment> split_over_sources(const Plan& plan, const Assessment& assessment,
                                        Network& network, const std::vector<Amount>& amounts);

}  // namespace phanbo::flow
