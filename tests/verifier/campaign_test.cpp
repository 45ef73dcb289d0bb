#include <gmock/gmock.h>

#include "verifier/allocate_here.hpp"
#include "verifier/plan_maker.hpp"
#include "verifier/plan_trial.hpp"

namespace phanbo_verify::test {
namespace {

/// The campaigns in small: fixed seeds, a second or two.
TEST(PlanTrials, NoResultOfTheseSeedsIsDoubted) {
  TrialCoverage coverage;
  std::size_t refused = 0;
  for (std::uint64_t seed = 1; seed <= 250; ++seed) {
    const PlanTrial trial = try_plan(seed, {}, coverage);
    if (trial.verdict == PlanVerdict::refused) ++refused;
    ASSERT_NE(trial.verdict, PlanVerdict::doubted)
        << "seed " << seed << ": " << trial.message
        << (trial.report.faults().empty() ? ""
                                          : "; " + trial.report.faults().front().where.english);
  }
  EXPECT_LT(refused, 125u);
  for (std::size_t i = 0; i < TrialCoverage::feature_count(); ++i) {
    const std::string_view name = TrialCoverage::feature_name(i);
    EXPECT_GT(coverage.count(name), 0u) << name;
  }
}

/// An item with locked money that a choice refused, since nothing was possible, is not a chosen
/// one.
TEST(PlanTrials, LockedMoneyIsNoChoice) {
  TrialCoverage coverage;
  for (const std::uint64_t seed : {900'095, 900'622, 901'027, 901'672}) {
    const PlanTrial trial = try_plan(seed, {}, coverage);
    EXPECT_EQ(trial.verdict, PlanVerdict::believed) << "seed " << seed << ": " << trial.message;
  }
}

/// Floor and cap of every unit the same number of steps: all stand at their floors.
TEST(PlanTrials, WhereFloorIsCapTheFloorIsNamed) {
  TrialCoverage coverage;
  const PlanTrial trial = try_plan(902'218, {}, coverage);
  EXPECT_EQ(trial.verdict, PlanVerdict::believed) << trial.message;
}

/// What law lets pay social security "also" pays; where it says no, the kind of expenditure
/// decides.
TEST(PlanTrials, ANoForSocialSecurityLeavesTheKindOfExpenditure) {
  const std::filesystem::path folder = scratch_folder("social");
  TrialCoverage coverage;
  std::size_t tried = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    MadePlan plan = make_plan(seed);
    if (!plan.tables.contains("participants")) continue;
    for (const char* nature : {"central_supplement_recurrent", "local_balance_recurrent"}) {
      plan.tables["law_rows"].push_back({{"topic", "source_nature_social_security_allowed"},
                                         {"key", nature},
                                         {"value", "0"},
                                         {"unit", "flag"},
                                         {"valid_from", "2026-01-01"},
                                         {"recorded_on", "2026-01-01"},
                                         {"selected_by", "budget_year"},
                                         {"document", "Văn bản"},
                                         {"verification", "illustrative"}});
    }
    std::filesystem::remove_all(folder);
    plan.write(folder / "plan");
    const PlanTrial trial = try_folder(folder / "plan", folder / "out", coverage);
    ASSERT_NE(trial.verdict, PlanVerdict::doubted) << "seed " << seed << ": " << trial.message;
    if (trial.verdict == PlanVerdict::believed) ++tried;
  }
  EXPECT_GT(tried, 5u);
}

TEST(PlanTrials, SameSeedMakesTheSamePlan) {
  EXPECT_EQ(make_plan(7).tables, make_plan(7).tables);
  EXPECT_NE(make_plan(7).tables, make_plan(8).tables);
}

}  // namespace
}  // namespace phanbo_verify::test
