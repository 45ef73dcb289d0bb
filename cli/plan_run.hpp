#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "cli/console.hpp"
#include "engine/assess/assess.hpp"
#include "engine/audit/audit.hpp"
#include "engine/choose/choose.hpp"
#include "engine/distribute/distribute.hpp"
#include "inputs/read_plan.hpp"

namespace phanbo {

/// What a class shared by best_value chose from: the demands before anything was chosen, and by
/// demand the money that earlier classes and decisions held.
struct ChoiceGrounds {
  Index<PriorityClass> priority_class;
  std::shared_ptr<const Assessment> assessed;
  std::vector<Money> held;
};

/// The way of a plan through the program: read → assess → choose → distribute. Each stage runs only
/// when the one before it found no error; `problems` gathers what all of them found, in the order
/// of the stages.
struct PlanRun {
  PlanReading reading;
  AssessmentReading assessment;
  DistributionReading distribution;
  /// Of each class shared by best_value, to explain its proof.
  std::vector<ChoiceGrounds> choice_grounds;
  std::vector<Problem> problems;
  bool is_complete = false;  ///< every stage ran without errors

  const Plan& plan() const { return *reading.plan; }
};

enum class RunStage { read, assess, choose, distribute, audit, tabulate, write };
/// Told at the beginning of each stage; may be empty.
using StageListener = std::function<void(RunStage)>;

PlanRun run_plan(const std::filesystem::path& path, const LawBook& shipped_law, int threads,
                 const StageListener& listener, const ChooseOptions& choose_options = {});

/// The same from the second stage on, for a plan that was read (with changes, perhaps).
PlanRun run_reading(PlanReading reading, int threads, const StageListener& listener,
                    const ChooseOptions& choose_options = {});

/// The law built into the program. Its own tests keep it free of problems; a problem there is our
/// bug.
LawBook shipped_law();

}  // namespace phanbo
