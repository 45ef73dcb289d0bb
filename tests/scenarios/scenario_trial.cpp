#include "scenarios/scenario_trial.hpp"

#include <algorithm>

#include "scenarios/shipped_law.hpp"
#include "verifier/allocate_here.hpp"

namespace phanbo::scenario_test {

namespace {

using phanbo_verify::test::scratch_folder;

std::string place_text(const LinePlace& place) {
  return place.file + ":" + std::to_string(place.line);
}

/// What follows from how scenarios are written, and not from the plan that comes out.
bool is_about_changes(const std::string& kind) {
  return kind.starts_with("change_") || kind.starts_with("scenario_");
}

std::vector<std::string> warnings_of(const ReadPlan& plan) {
  std::vector<std::string> kinds;
  for (const auto& [place, kind] : plan.told) {
    if (!is_about_changes(kind)) kinds.push_back(kind);
  }
  std::sort(kinds.begin(), kinds.end());
  return kinds;
}

std::string check_refusal(const ReadPlan& found, const Expected& expected) {
  if (found.is_refused == expected.is_refused) return {};
  if (found.is_refused) return "refused: " + told_text(found);
  return expected.read ? "accepted, but the plain plan is refused: " + told_text(*expected.read)
                       : std::to_string(expected.outcome.wrong.size()) + " wrong changes accepted";
}

std::string check_places(const ReadPlan& found, const Expected& expected) {
  for (const WrongChange& wrong : expected.outcome.wrong) {
    const bool is_told = std::any_of(wrong.begin(), wrong.end(), [&](const LinePlace& place) {
      return std::any_of(found.told.begin(), found.told.end(),
                         [&](const auto& told) { return told.first == place; });
    });
    if (!is_told && !wrong.empty())
      return place_text(wrong.front()) + " is not told: " + told_text(found);
  }
  return {};
}

std::string check_without_effect(const ReadPlan& found, const Expected& expected) {
  if (found.is_refused || expected.is_refused) return {};
  const std::set<LinePlace> told = places_of(found, "change_without_effect");
  for (const LinePlace& place : told) {
    if (!expected.outcome.without_effect.contains(place))
      return place_text(place) + " has an effect";
  }
  for (const LinePlace& place : expected.outcome.without_effect) {
    if (!told.contains(place)) return place_text(place) + " has no effect";
  }
  return {};
}

std::string check_cells(const ReadPlan& found, const Expected& expected) {
  if (found.is_refused || expected.is_refused) return {};
  return first_difference(found.cells, expected.read->cells);
}

std::string check_warnings(const ReadPlan& found, const Expected& expected) {
  if (found.is_refused || expected.is_refused) return {};
  return first_difference(warnings_of(found), warnings_of(*expected.read));
}

}  // namespace

std::string first_difference(const std::vector<std::string>& found,
                             const std::vector<std::string>& expected) {
  for (std::size_t i = 0; i < std::max(found.size(), expected.size()); ++i) {
    const std::string a = i < found.size() ? found[i] : "(end)";
    const std::string b = i < expected.size() ? expected[i] : "(end)";
    if (a != b) return "found " + a + ", expected " + b;
  }
  return {};
}

std::string told_text(const ReadPlan& plan) {
  std::string text;
  for (const auto& [place, kind] : plan.told) text += place_text(place) + " " + kind + "; ";
  return text;
}

std::set<LinePlace> places_of(const ReadPlan& plan, const std::string& kind) {
  std::set<LinePlace> places;
  for (const auto& [place, told] : plan.told) {
    if (told == kind) places.insert(place);
  }
  return places;
}

ReadPlan digest(const PlanReading& reading) {
  ReadPlan plan;
  plan.is_refused = has_errors(reading.problems);
  for (const auto& [key, value] : reading.canonical.header) {
    if (!key.starts_with("scenario")) plan.cells.push_back("header " + key + "=" + value);
  }
  for (const CanonicalTable& table : reading.canonical.tables) {
    const std::string name(table.name);
    for (const std::string& column : table.columns) plan.cells.push_back(name + "." + column);
    for (std::size_t i = 0; i < table.cells.size(); ++i) {
      const std::string& column = table.columns[i % table.columns.size()];
      plan.cells.push_back(name + " row " + std::to_string(i / table.columns.size()) + " " +
                           column + "=" + std::string(table.cells[i]));
    }
  }
  for (const Problem& problem : reading.problems)
    plan.told.push_back({{problem.place.file, problem.place.line}, std::string(problem.kind->id)});
  return plan;
}

Expected expected_of(const ScenarioCase& given, const std::string& code, const Rules& rules) {
  Expected expected;
  expected.outcome = reference_scenario(given, code, rules);
  expected.is_refused = !expected.outcome.wrong.empty();
  if (expected.is_refused) return expected;
  const auto folder = scratch_folder("scenario-reference");
  write_folder(expected.outcome.plan.header, tables_of(expected.outcome.plan), {}, folder);
  expected.text = read_text_plan(folder, shipped_law()).plan;
  expected.read = digest(read_plan(folder, shipped_law()));
  expected.is_refused = expected.read->is_refused;
  return expected;
}

Faults run_check(std::string_view check, const std::string& scenario, const ReadPlan& found,
                 const Expected& expected) {
  using Check = std::string (*)(const ReadPlan&, const Expected&);
  static const std::map<std::string_view, Check> checks = {{"refusal", check_refusal},
                                                           {"place", check_places},
                                                           {"cells", check_cells},
                                                           {"without effect", check_without_effect},
                                                           {"warnings", check_warnings}};
  const std::string fault = checks.at(check)(found, expected);
  if (fault.empty()) return {};
  return {{std::string(check), scenario, fault}};
}

Trial::Trial(ScenarioCase given, std::uint64_t seed, const std::filesystem::path& folder)
    : given_(std::move(given)), seed_(seed) {
  write_case(given_, folder, seed);
  TextPlanReading reading = read_text_plan(folder, shipped_law());
  base_ = reading.plan;
  if (base_ == nullptr) {
    for (const Problem& problem : reading.problems)
      refused_base_ += std::string(problem.kind->id) + " at " + problem.place.file + ":" +
                       std::to_string(problem.place.line) + "; ";
    return;
  }
  base_before_ = digest(read_plan(base_, {}));
  book_ = read_scenarios(base_);
  for (const MadeScenario& made : given_.scenarios) {
    found_[made.code] = digest(read_scenario(book_, base_, made.code, {}));
    expected_[made.code] = expected_of(given_, made.code);
  }
}

Faults Trial::faults() const {
  if (base_ == nullptr) return {{"base", "", "cannot be read: " + refused_base_}};
  Faults faults;
  for (const auto& [code, expected] : expected_) {
    for (const char* check : {"refusal", "place", "cells", "without effect", "warnings"}) {
      for (Fault& fault : run_check(check, code, found_.at(code), expected))
        faults.push_back(std::move(fault));
    }
  }
  check_base(faults);
  check_alone(faults);
  check_changes(faults);
  check_differences(faults);
  check_converted(faults);
  return faults;
}

}  // namespace phanbo::scenario_test
