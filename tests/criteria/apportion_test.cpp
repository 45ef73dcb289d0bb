// Shares in whole steps: ties, floors and caps against their definition, fractions of any size.
#include "engine/criteria/apportion.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>
#include <random>

namespace phanbo::test {
namespace {

Column weights_of(const std::vector<std::int64_t>& weights) {
  Column column;
  for (const std::int64_t weight : weights) {
    column.units.push_back(weight);
    column.bound = std::max(column.bound, Int128{weight});
  }
  return column;
}

std::int64_t sum(const std::vector<std::int64_t>& values) {
  return std::accumulate(values.begin(), values.end(), std::int64_t{0});
}

TEST(Apportion, TheFirstOfEqualsGetsTheStepAndItIsTold) {
  const auto result = apportion(2, weights_of({2, 1, 1, 2, 2}), 5, {});
  EXPECT_THAT(result->steps, ::testing::ElementsAre(1, 0, 0, 1, 0));
  EXPECT_THAT(result->tied, ::testing::ElementsAre(0, 3, 4));
  EXPECT_THAT(result->given, ::testing::ElementsAre(0, 3));
}

TEST(Apportion, FloorsAndCapsHoldAndTheRestGoByWeight) {
  // By weight 25, 25, 50; the first has a floor of 40: the others share 60 as 1 : 2.
  const auto floored = apportion(100, weights_of({1, 1, 2}), 3, {{40, 0, 0}, {}});
  EXPECT_THAT(floored->steps, ::testing::ElementsAre(40, 20, 40));
  EXPECT_THAT(floored->held, ::testing::ElementsAre(-1, 0, 0));
  const auto capped = apportion(100, weights_of({1, 1, 2}), 3, {{}, {100, 100, 30}});
  EXPECT_THAT(capped->steps, ::testing::ElementsAre(35, 35, 30));
  const auto full = apportion(100, weights_of({1, 1, 2}), 3, {{}, {10, 20, 30}});
  EXPECT_EQ(full->left_steps, 40);
  EXPECT_FALSE(apportion(100, weights_of({1, 1, 2}), 3, {{60, 0, 50}, {}}).has_value());
  EXPECT_FALSE(apportion(100, weights_of({1, 1, 2}), 3, {{5, 0, 0}, {4, 9, 9}}).has_value());
}

/// Which level was found does not matter where several lead to the same amounts.
TEST(Apportion, WhoseQuotaIsItsLimitStandsThereTheLeastBeforeTheMost) {
  const auto fixed = apportion(2, weights_of({817, 683}), 2, {{1, 1}, {1, 1}});
  EXPECT_THAT(fixed->steps, ::testing::ElementsAre(1, 1));
  EXPECT_THAT(fixed->held, ::testing::ElementsAre(-1, -1));
  const auto over = apportion(9, weights_of({817, 683}), 2, {{1, 0}, {1, 2}});
  EXPECT_THAT(over->held, ::testing::ElementsAre(-1, 1));
  EXPECT_EQ(over->left_steps, 6);
  const auto exact = apportion(100, weights_of({1, 1, 2}), 3, {{25, 0, 0}, {100, 25, 100}});
  EXPECT_THAT(exact->steps, ::testing::ElementsAre(25, 25, 50));
  EXPECT_THAT(exact->held, ::testing::ElementsAre(-1, 1, 0));
  EXPECT_EQ(exact->shared_steps, 50);
  EXPECT_EQ(exact->weight_total, 2);
}

TEST(Apportion, FractionsOfAnySizeShareLikeWholeNumbers) {
  Column column;
  column.is_exact = true;
  for (const int denominator : {3, 7, 11, 13}) column.values.push_back(Exact(1, denominator));
  const auto result = apportion(1'000'000, column, 4, {});
  // 1/3 : 1/7 : 1/11 : 1/13 = 1001 : 429 : 273 : 231 of 1934.
  EXPECT_EQ(result->steps, apportion(1'000'000, weights_of({1001, 429, 273, 231}), 4, {})->steps);
}

/// Level of a unit that no limit holds, against its limits: the definition, checked directly.
void check_limits(std::int64_t steps, const std::vector<std::int64_t>& weights,
                  const ApportionLimits& limits, const Apportionment& result) {
  ASSERT_EQ(sum(result.steps) + result.left_steps, steps);
  for (std::size_t i = 0; i < weights.size(); ++i) {
    ASSERT_GE(result.steps[i], limits.least_steps[i]);
    ASSERT_LE(result.steps[i], limits.most_steps[i]);
    for (std::size_t k = 0; k < weights.size(); ++k) {
      // Nobody that could give a step stands more than rounding above one that could take it.
      if (result.steps[k] <= limits.least_steps[k] || result.steps[i] >= limits.most_steps[i])
        continue;
      if (weights[i] == 0) continue;
      ASSERT_LE(Int128{result.steps[k] - 1} * weights[i], Int128{result.steps[i] + 1} * weights[k]);
    }
  }
}

TEST(Apportion, RandomLimitsMeetTheDefinition) {
  std::mt19937_64 random(20261123);
  const auto up_to = [&](std::int64_t most) {
    return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(most + 1));
  };
  for (int round = 0; round < 3'000; ++round) {
    const auto count = static_cast<std::size_t>(1 + up_to(7));
    std::vector<std::int64_t> weights;
    ApportionLimits limits;
    std::int64_t floors = 0;
    for (std::size_t i = 0; i < count; ++i) {
      weights.push_back(up_to(20));
      limits.least_steps.push_back(up_to(9));
      limits.most_steps.push_back(limits.least_steps[i] + up_to(30));
      floors += limits.least_steps[i];
    }
    weights[0] += 1;
    const std::int64_t steps = floors + up_to(100);
    const auto result = apportion(steps, weights_of(weights), count, limits);
    ASSERT_TRUE(result.has_value()) << "round " << round;
    check_limits(steps, weights, limits, *result);
  }
}

}  // namespace
}  // namespace phanbo::test
