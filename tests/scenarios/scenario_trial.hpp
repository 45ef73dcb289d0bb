#pragma once

#include <memory>
#include <optional>

#include "inputs/scenarios.hpp"
#include "scenarios/reference.hpp"

/// What phanbo reads of a scenario, beside what the reference makes of it.
namespace phanbo::scenario_test {

/// A reading as texts that can be compared and kept.
struct ReadPlan {
  bool is_refused = false;
  std::vector<std::string> cells;                       ///< header and tables, a text for each cell
  std::vector<std::pair<LinePlace, std::string>> told;  ///< place and kind of each problem
};

ReadPlan digest(const PlanReading& reading);

/// The first text in which two plans differ; blank where there is none.
std::string first_difference(const std::vector<std::string>& found,
                             const std::vector<std::string>& expected);
/// All problems with their places.
std::string told_text(const ReadPlan& plan);
std::set<LinePlace> places_of(const ReadPlan& plan, const std::string& kind);

/// The reference's plan, read from a folder like any other plan.
struct Expected {
  Outcome outcome;
  bool is_refused = false;
  std::optional<ReadPlan> read;          ///< set where no change is wrong as such
  std::shared_ptr<const TextPlan> text;  ///< of that folder; null where it could not be read
};

Expected expected_of(const ScenarioCase& given, const std::string& code, const Rules& rules = {});

struct Fault {
  std::string check;
  std::string scenario;
  std::string found;
};
using Faults = std::vector<Fault>;

/// A check by its name: "refusal", "place", "cells", "without effect", "warnings".
Faults run_check(std::string_view check, const std::string& scenario, const ReadPlan& found,
                 const Expected& expected);

/// A case on disk and what phanbo reads of it.
class Trial {
 public:
  /// Writes the case into `folder` and reads it.
  Trial(ScenarioCase given, std::uint64_t seed, const std::filesystem::path& folder);

  const ScenarioCase& given() const { return given_; }
  const ReadPlan& found(const std::string& code) const { return found_.at(code); }
  /// The scenarios against the reference, and all other promises.
  Faults faults() const;
  const std::map<std::string, Expected>& expected() const { return expected_; }

 private:
  void check_base(Faults& faults) const;
  void check_alone(Faults& faults) const;
  void check_changes(Faults& faults) const;
  void check_differences(Faults& faults) const;
  void check_converted(Faults& faults) const;

  ScenarioCase given_;
  std::uint64_t seed_;
  std::shared_ptr<const TextPlan> base_;
  std::string refused_base_;  ///< why the base could not be read
  ReadPlan base_before_;
  ScenarioBook book_;
  std::map<std::string, ReadPlan> found_;
  std::map<std::string, Expected> expected_;
};

}  // namespace phanbo::scenario_test
