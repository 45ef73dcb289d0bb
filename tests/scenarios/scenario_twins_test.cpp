// Checks that cannot fail prove nothing: the reference with one rule off must be noticed by the
// check named for it. docs/battery.md has the list.
#include "scenarios/scenario_twins.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iomanip>
#include <iostream>
#include <iterator>
#include <regex>

#include "scenarios/scenario_maker.hpp"
#include "scenarios/scenario_trial.hpp"
#include "verifier/allocate_here.hpp"

namespace phanbo::scenario_test {
namespace {

constexpr std::uint64_t first_seed = 1;
constexpr std::uint64_t plans_max = 900;
constexpr int changes_wanted = 3;

struct Tally {
  int changed = 0;  ///< scenarios of which the twin makes something else
  int caught = 0;   ///< of these, by the check made for it

  bool is_done() const { return changed >= changes_wanted && caught > 0; }
};

void try_twin(const ScenarioTwin& twin, const Trial& trial, Tally& tally) {
  Rules rules;
  rules.*twin.rule = false;
  for (const auto& [code, right] : trial.expected()) {
    if (tally.is_done()) return;
    // Of a refused scenario there are no cells to compare.
    if (right.is_refused && (twin.caught_by == "cells" || twin.caught_by == "without effect"))
      continue;
    if (reference_scenario(trial.given(), code, rules) == right.outcome) continue;
    const Expected broken = expected_of(trial.given(), code, rules);
    ++tally.changed;
    if (!run_check(twin.caught_by, code, trial.found(code), broken).empty()) ++tally.caught;
  }
}

TEST(ScenarioTwins, EveryBrokenRuleIsCaught) {
  std::map<std::string_view, Tally> tallies;
  const auto is_done = [&](const ScenarioTwin& twin) { return tallies[twin.name].is_done(); };
  const auto& twins = scenario_twins();
  std::uint64_t seed = first_seed;
  for (; seed < first_seed + plans_max; ++seed) {
    if (std::all_of(twins.begin(), twins.end(), is_done)) break;
    const Trial trial(make_case(seed), seed, phanbo_verify::test::scratch_folder("scenario-twins"));
    for (const ScenarioTwin& twin : twins) try_twin(twin, trial, tallies[twin.name]);
  }
  std::cout << seed - first_seed << " plans\n";
  for (const ScenarioTwin& twin : twins) {
    const Tally& tally = tallies[twin.name];
    std::cout << std::left << "scenario  " << std::setw(42) << twin.name << std::setw(16)
              << twin.caught_by << std::right << "changed" << std::setw(3) << tally.changed
              << "  caught" << std::setw(3) << tally.caught << "\n";
    EXPECT_GT(tally.changed, 0) << twin.name << ": makes no difference in any plan";
    EXPECT_GT(tally.caught, 0) << twin.name << ": survives its check";
  }
}

TEST(ScenarioTwins, StandInTheBatteryPageAndNoOther) {
  std::ifstream in(PHANBO_SOURCE_DIR "/docs/battery.md");
  const std::string page{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  std::set<std::string> expected;
  for (const ScenarioTwin& twin : scenario_twins()) {
    expected.insert("| scenario | " + std::string(twin.name) + " | " + std::string(twin.caught_by) +
                    " |");
  }
  std::set<std::string> found;
  const std::regex rows(R"(\| scenario \| [^|\n]+ \| [^|\n]+ \|)");
  for (std::sregex_iterator row(page.begin(), page.end(), rows), end; row != end; ++row)
    found.insert(row->str());
  for (const std::string& line : expected)
    EXPECT_TRUE(found.contains(line)) << "missing in docs/battery.md: " << line;
  for (const std::string& line : found)
    EXPECT_TRUE(expected.contains(line)) << "not a twin any more: " << line;
}

}  // namespace
}  // namespace phanbo::scenario_test
