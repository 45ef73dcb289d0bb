#pragma once

#include <string_view>
#include <vector>

#include "scenarios/rules.hpp"

namespace phanbo::scenario_test {

/// The reference with one rule broken on purpose, and the check that must notice.
struct ScenarioTwin {
  std::string_view name;
  std::string_view caught_by;
  bool Rules::*rule = nullptr;
};
const std::vector<ScenarioTwin>& scenario_twins();

}  // namespace phanbo::scenario_test
