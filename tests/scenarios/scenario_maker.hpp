#pragma once

#include <cstdint>
#include <filesystem>

#include "scenarios/scenario_case.hpp"

namespace phanbo::scenario_test {

/// A random plan (or one of the examples) with a random tree of scenarios. The same seed makes the
/// same case everywhere.
ScenarioCase make_case(std::uint64_t seed);

}  // namespace phanbo::scenario_test
