#pragma once

#include <string>
#include <vector>

#include "models/ledger.hpp"

namespace phanbo::faults_test {

/// Where money came from nowhere or went nowhere, told in words; empty when every đồng of the plan
/// is in the result once. Plain 128-bit sums, with nothing of the engine or its audit in them.
std::vector<std::string> sums_that_differ(const Plan& plan, const Assessment& assessment,
                                          const Allocation& allocation);

}  // namespace phanbo::faults_test
