// Problems that the reader keeps from the later stages: provoked with a plan that is changed after
// reading.
#include <gtest/gtest.h>

#include "cli/plan_run.hpp"
#include "models/limits.hpp"

namespace phanbo {
namespace {

TEST(BuiltPlan, MoneyOverLimit) {
  PlanRun run = run_plan(PHANBO_SOURCE_DIR "/tests/errors/base", shipped_law(), 1, {});
  ASSERT_TRUE(run.is_complete);
  for (SourceYear& row : run.reading.plan->source_years)
    row.available = Money::from_dong(limit_amount_dong_max);
  const DistributionReading reading = distribute(run.plan(), run.assessment.assessment);
  ASSERT_EQ(reading.problems.size(), 1U);
  EXPECT_EQ(reading.problems.front().kind->id, "money_over_limit");
}

}  // namespace
}  // namespace phanbo
