#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "inputs/plan_changes.hpp"

/// The scenarios (phương án) of a plan: named changes of it, each as strict as the plan itself.
namespace phanbo {

/// The code by which people name the plan without changes; no scenario may have it.
inline constexpr std::string_view base_scenario = "goc";

struct Scenario {
  std::string code;
  std::string name;
  std::string parent;  ///< empty = changes the plan itself
  std::string note;
  Place place;
};

/// Its changes as written; opaque outside inputs.
class ScenarioTexts;

struct ScenarioBook {
  std::vector<Scenario> scenarios;  ///< by code
  std::vector<Problem> problems;    ///< of the scenarios as such; their changes are not looked at
  std::shared_ptr<const ScenarioTexts> texts;

  const Scenario* find(std::string_view code) const;
};

/// The scenarios in the tables `scenarios` and `scenario_changes` of the plan, and in the files
/// scenarios/<code>.json of its folder.
ScenarioBook read_scenarios(const std::shared_ptr<const TextPlan>& base);

/// A scenario with all changes on the way to it from the plan itself.
struct ScenarioChanges {
  std::vector<PlanChange> changes;
  std::vector<InputFile> files;   ///< its own files, besides those of the plan
  std::vector<Problem> problems;  ///< of the changes as such, each with its place
};

/// The changes of a scenario, its parents' first. `code` is one of the book's, or `base_scenario`.
ScenarioChanges changes_of(const ScenarioBook& book, const TextPlan& base, std::string_view code);

/// The plan of a scenario, with `more` changes after its own. Problems name the scenario.
PlanReading read_scenario(const ScenarioBook& book, const std::shared_ptr<const TextPlan>& base,
                          std::string_view code, std::span<const PlanChange> more);

}  // namespace phanbo
