#pragma once

#include "scenarios/random_values.hpp"
#include "scenarios/scenario_case.hpp"

namespace phanbo::scenario_test {

/// Gives the scenario random changes of `plan`, which is what its parents leave: most of them
/// sound, some wrong.
void make_changes(const PlainPlan& plan, MadeScenario& scenario, RandomNumbers& random);

}  // namespace phanbo::scenario_test
