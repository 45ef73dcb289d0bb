#pragma once

#include <set>

#include "scenarios/rules.hpp"
#include "scenarios/scenario_case.hpp"

/// The plain reference of scenarios: changes rows and cells of a plan as strings, one change after
/// another, with code of its own. What comes out is written as a folder and read like any plan.
namespace phanbo::scenario_test {

struct LinePlace {
  std::string file;
  int line = 0;
  auto operator<=>(const LinePlace&) const = default;
};

/// Something that is wrong whatever the plan is like in the end; it is told at one of these lines,
/// or anywhere where there are none.
using WrongChange = std::vector<LinePlace>;

struct Outcome {
  PlainPlan plan;
  std::vector<WrongChange> wrong;
  std::set<LinePlace> without_effect;

  bool operator==(const Outcome&) const = default;
};

Outcome reference_scenario(const ScenarioCase& given, const std::string& code,
                           const Rules& rules = {});

}  // namespace phanbo::scenario_test
