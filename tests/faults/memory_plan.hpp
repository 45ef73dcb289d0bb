#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/assess/assess.hpp"
#include "engine/distribute/distribute.hpp"
#include "inputs/read_plan.hpp"

/// Whole plans in memory, for tests that spoil them by the thousand.
namespace phanbo::faults_test {

/// The files of a plan: name → bytes. One file that ends with ".sealed.json" is a sealed plan.
using MemoryPlan = std::map<std::string, std::string>;

/// The plan folder of `folder` (relative to the project) with all its tables.
MemoryPlan plan_on_disk(const std::string& folder);

/// Several files in one text: "=== name" starts each. For fuzzers, whose input is one text.
MemoryPlan split_container(std::string_view text);
std::string to_container(const MemoryPlan& plan);

/// The plan in its sealed form, as a run would write it beside its results. Empty when it is
/// refused.
std::string sealed_text(const MemoryPlan& plan);

/// What became of a plan: refused with reasons, or distributed. `faults` says what no input may
/// bring about: a broken promise, a refusal without reason or place, money lost.
struct Outcome {
  PlanReading reading;
  AssessmentReading assessment;
  DistributionReading distribution;
  std::vector<Problem> problems;
  bool is_complete = false;
  std::vector<std::string> faults;
  /// Every canonical cell and header value: equal for plans that say the same.
  std::string canonical_text() const;
};

/// read → assess → choose → distribute → audit, and sums of its own over the result.
Outcome run(const MemoryPlan& plan);

/// Reads only.
Outcome read_only(const MemoryPlan& plan);

/// The law shipped with the program, read once.
const LawBook& shipped_law();

}  // namespace phanbo::faults_test
