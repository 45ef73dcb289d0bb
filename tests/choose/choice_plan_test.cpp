#include <gtest/gtest.h>

#include "choose/choice_damage.hpp"
#include "choose/choice_plan_trial.hpp"
#include "choose/conflict_trial.hpp"

namespace phanbo_verify::test {
namespace {

/// A few of what choice_plan_campaign runs by the thousand.
TEST(ChoicePlans, AreChosenAsLookingAtEverythingWould) {
  int impossible = 0;
  int with_goals = 0;
  for (std::uint64_t seed = 900'000; seed < 900'040; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const ChoiceTrial trial = try_choice_plan(seed);
    EXPECT_EQ(trial.fault, "");
    EXPECT_TRUE(trial.is_proved);
    impossible += trial.is_impossible ? 1 : 0;
    with_goals += trial.has_goals ? 1 : 0;
  }
  EXPECT_GT(impossible, 0);
  EXPECT_GT(with_goals, 10);
}

/// Ended early, what was found is no better than proved, and the goals found first stay held.
TEST(ChoicePlans, CutShortNothingWrongIsSaid) {
  int unproved = 0;
  for (std::uint64_t seed = 950'000; seed < 950'030; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const ChoiceTrial trial = try_choice_plan(seed, {}, Search::cut);
    EXPECT_EQ(trial.fault, "");
    unproved += trial.is_written && !trial.is_proved ? 1 : 0;
  }
  EXPECT_GT(unproved, 0);
}

/// A few of what conflict_campaign runs.
TEST(ChoicePlans, ConflictsAreIrreducibleAndTheirRepairsHelp) {
  int conflicts = 0;
  int repairs = 0;
  for (std::uint64_t seed = 700'000; conflicts < 15; ++seed) {
    ASSERT_LT(seed, 700'200U);
    SCOPED_TRACE("seed " + std::to_string(seed));
    const ConflictTrial trial = try_conflict_plan(seed);
    EXPECT_EQ(trial.fault, "");
    conflicts += trial.is_impossible ? 1 : 0;
    repairs += trial.has_repair ? 1 : 0;
  }
  EXPECT_GT(repairs, 3);
}

/// A few of what choice_damage_campaign runs.
TEST(ChoicePlans, DamagedProofsAndPlansAreNotBelieved) {
  int tried = 0;
  for (std::uint64_t seed = 800'000; tried < 200; ++seed) {
    ASSERT_LT(seed, 800'400U);
    SCOPED_TRACE("seed " + std::to_string(seed));
    const DamageTrials trials = try_choice_damages(seed);
    EXPECT_EQ(trials.believed, std::vector<std::string>{});
    EXPECT_EQ(trials.doubted, std::vector<std::string>{});
    tried += trials.tried;
  }
}

}  // namespace
}  // namespace phanbo_verify::test
