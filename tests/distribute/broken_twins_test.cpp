// Checks that cannot fail prove nothing: every check must catch the twin made for it.
#include "distribute/broken_twins.hpp"

#include <gtest/gtest.h>

#include <iomanip>
#include <iostream>
#include <map>
#include <string>

#include "distribute/invariants.hpp"
#include "distribute/plan_generator.hpp"
#include "distribute/reference.hpp"

namespace phanbo::distribution_test {
namespace {

constexpr std::uint64_t battery_seed = 20261123;
constexpr std::uint64_t plans_max = 900;
constexpr int changes_wanted = 8;

struct Tally {
  int changed = 0;  ///< plans in which the twin makes a difference
  int caught = 0;   ///< of these, by the check made for it
  int broken = 0;   ///< of these, by some promise, without the reference
};

void print(std::string_view kind, std::string_view name, std::string_view check,
           const Tally& tally) {
  // Columns by code points: continuation bytes of UTF-8 take no room.
  std::size_t width = 0;
  for (const char letter : name) width += (static_cast<unsigned char>(letter) & 0xC0U) != 0x80U;
  std::cout << std::left << std::setw(7) << kind << name << std::string(38 - width, ' ')
            << std::setw(20) << check << std::right << "changed" << std::setw(3) << tally.changed
            << "  caught" << std::setw(3) << tally.caught << "  promises broken" << std::setw(3)
            << tally.broken << "\n";
}

void record(std::string_view check, const Case& given, const Allocation& broken,
            const Allocation& right, Tally& tally) {
  ++tally.changed;
  if (!run_check(check, given, broken, right).empty()) ++tally.caught;
  if (!check_all(given, broken).empty()) ++tally.broken;
}

/// A case too rare for random plans: once b is dropped, a (without points) could be paid.
Case case_without_points() {
  PlanRows rows;
  rows.classes = {{"c1", 1, SharingRule::by_points}};
  rows.money = {{.source = "s", .available = 50}};
  rows.demands = {{.item = "a", .wanted = 20, .score = "0"},
                  {.item = "b", .wanted = 100, .score = "2", .least_useful = 80}};
  return build_case(rows);
}

TEST(DistributionBrokenTwins, EveryBrokenRuleIsCaught) {
  std::map<std::string_view, Tally> tallies;
  for (std::uint64_t place = 0; place <= plans_max; ++place) {
    const Case given = place == plans_max
                           ? case_without_points()
                           : build_case(generate_rows_of_battery(battery_seed, place));
    const Allocation right = reference_distribute(given);
    for (const RuleTwin& twin : rule_twins()) {
      Tally& tally = tallies[twin.name];
      if (tally.changed >= changes_wanted && tally.caught > 0) continue;
      Rules rules;
      rules.*twin.rule = false;
      const Allocation broken = reference_distribute(given, rules);
      if (!compare_all(given, broken, right).empty())
        record(twin.caught_by, given, broken, right, tally);
    }
  }
  for (const RuleTwin& twin : rule_twins()) {
    const Tally& tally = tallies[twin.name];
    print("rule", twin.name, twin.caught_by, tally);
    EXPECT_GT(tally.changed, 0) << twin.name << ": makes no difference in any plan";
    EXPECT_GT(tally.caught, 0) << twin.name << ": survives its check";
  }
}

TEST(DistributionBrokenTwins, EverySpoiledResultIsCaught) {
  std::map<std::string_view, Tally> tallies;
  Random random(battery_seed);
  for (std::uint64_t place = 0; place < plans_max; ++place) {
    const Case given = build_case(generate_rows_of_battery(battery_seed, place));
    const Allocation right = reference_distribute(given);
    for (const ResultTwin& twin : result_twins()) {
      Tally& tally = tallies[twin.name];
      if (tally.changed >= changes_wanted) continue;
      Allocation broken = right;
      if (twin.spoil(given, broken, random)) record(twin.caught_by, given, broken, right, tally);
    }
  }
  for (const ResultTwin& twin : result_twins()) {
    const Tally& tally = tallies[twin.name];
    print("result", twin.name, twin.caught_by, tally);
    EXPECT_GT(tally.changed, 0) << twin.name << ": nothing to spoil in any plan";
    EXPECT_EQ(tally.caught, tally.changed) << twin.name << ": survives its check in some plan";
  }
}

TEST(DistributionBrokenTwins, NothingIsCaughtInRightResults) {
  for (std::uint64_t place = 0; place < 300; ++place) {
    const Case given = build_case(generate_rows_of_battery(battery_seed, place));
    const Allocation right = reference_distribute(given);
    for (const Fault& fault : check_all(given, right))
      ADD_FAILURE() << "place " << place << " " << fault.check << ": " << fault.found;
  }
}

}  // namespace
}  // namespace phanbo::distribution_test
