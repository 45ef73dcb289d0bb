#pragma once

#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include "cli/plan_run.hpp"
#include "inputs/scenarios.hpp"

namespace phanbo {

/// A plan and its scenarios, read once and shared by all runs (also by several threads).
class PlanWithScenarios {
 public:
  PlanWithScenarios(const std::filesystem::path& path, const LawBook& shipped_law);

  /// Files and cells are without error; else `problems` says what is wrong and nothing can be run.
  bool is_usable() const { return texts_ != nullptr && !has_errors(book_.problems); }
  const std::vector<Problem>& problems() const { return problems_; }
  const std::shared_ptr<const TextPlan>& texts() const { return texts_; }
  const ScenarioBook& book() const { return book_; }
  /// The plan's own code.
  std::string code() const;

  /// One scenario (or `base_scenario`) through read, assess and distribute, with `more` changes
  /// after its own. A problem that the plan itself does not have names the scenario, and where it
  /// shows elsewhere stands at the change that brings it about.
  PlanRun run(std::string_view code, std::span<const PlanChange> more, int threads,
              const StageListener& listener, const ChooseOptions& choose_options = {}) const;

 private:
  const std::vector<Problem>& problems_of_plan() const;

  std::shared_ptr<const TextPlan> texts_;
  ScenarioBook book_;
  std::vector<Problem> problems_;
  mutable std::once_flag plan_is_run_;
  mutable std::vector<Problem> problems_of_plan_;
};

}  // namespace phanbo
