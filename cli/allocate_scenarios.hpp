#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "cli/scenario_run.hpp"

namespace phanbo {

/// What of a run is chosen on the command line.
struct RunSettings {
  int threads = 1;
  std::vector<std::string> scenarios{std::string(base_scenario)};  ///< "all" stands for every one
  bool is_group = false;            ///< several scenarios, a folder each
  std::vector<PlanChange> changes;  ///< --law-date, --known-on

  bool is_plain() const {
    return !is_group && changes.empty() && scenarios.front() == base_scenario;
  }
};

/// Reads --scenario, --law-date and --known-on; a value that cannot be is a problem.
std::optional<Problem> read_settings(const Invocation& invocation, RunSettings& settings);

/// Why a plan and its scenarios cannot be run.
Exit tell_unusable(const PlanWithScenarios& plan, Console& console);

/// A scenario that the plan does not have.
std::optional<Problem> find_unknown_scenario(const PlanWithScenarios& plan, const std::string& path,
                                             const std::vector<std::string>& codes);

/// Every scenario asked for into OUT/<code>, in parallel, and OUT/scenarios.json. A scenario that
/// cannot be run does not stop the others.
Exit allocate_scenarios(const Invocation& invocation, const RunSettings& settings,
                        Console& console);

}  // namespace phanbo
