#include <gmock/gmock.h>

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
        << (trial.report.faults().empty() ? "" : "; " + trial.report.faults().front().where);
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

TEST(PlanTrials, SameSeedMakesTheSamePlan) {
  EXPECT_EQ(make_plan(7).tables, make_plan(7).tables);
  EXPECT_NE(make_plan(7).tables, make_plan(8).tables);
}

}  // namespace
}  // namespace phanbo_verify::test
