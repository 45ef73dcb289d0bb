// outputs/comparison/waterfall.cpp: bars where their numbers say, within half a pixel.
#include "outputs/comparison/waterfall.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "distribute/random.hpp"

namespace phanbo::page {
namespace {

Money dong(std::int64_t amount) { return Money::from_dong(amount); }

Waterfall random_waterfall(distribution_test::Random& random, std::int64_t size) {
  Waterfall waterfall;
  waterfall.start = dong(random.between(size, 9 * size));
  Money running = waterfall.start;
  const std::int64_t count = random.between(1, 14);
  for (std::int64_t i = 0; i < count; ++i) {
    const Money change = dong(random.between(-running.dong() / 20, size / 2));
    waterfall.steps.push_back({"step", change, true});
    running += change;
  }
  waterfall.end = running;
  return waterfall;
}

/// Edges in pixels on a screen of this width, against the amounts by long division.
void expect_half_a_pixel(Money from, Money to, const WaterfallScale& scale) {
  constexpr double widest = 1'920;
  const DrawnStep drawn = drawn_step(from, to, scale);
  const auto exact = [&](Money amount) {
    return static_cast<double>((amount - scale.origin).dong()) /
           static_cast<double>(scale.full_width.dong()) * widest;
  };
  const double left = static_cast<double>(drawn.left) / 100'000 * widest;
  const double right = static_cast<double>(drawn.left + drawn.width) / 100'000 * widest;
  EXPECT_NEAR(left, exact(std::min(from, to)), 0.5);
  EXPECT_NEAR(right, exact(std::max(from, to)), 0.5);
}

TEST(Waterfall, EdgesWithinHalfAPixelInBothPanels) {
  distribution_test::Random random(17);
  int zoomed = 0;
  for (int round = 0; round < 400; ++round) {
    const Waterfall waterfall = random_waterfall(random, random.between(10, 4'000'000'000'000));
    const WaterfallScale whole = whole_scale(waterfall);
    const auto steps = steps_scale(waterfall);
    zoomed += steps ? 1 : 0;
    Money running = waterfall.start;
    expect_half_a_pixel(Money(), waterfall.start, whole);
    for (const WaterfallStep& step : waterfall.steps) {
      expect_half_a_pixel(running, running + step.change, whole);
      if (steps) expect_half_a_pixel(running, running + step.change, *steps);
      running += step.change;
    }
    EXPECT_EQ(running, waterfall.end);
  }
  EXPECT_GT(zoomed, 10);
}

TEST(Waterfall, EveryBarLiesInsideThePanel) {
  distribution_test::Random random(18);
  for (int round = 0; round < 400; ++round) {
    const Waterfall waterfall = random_waterfall(random, random.between(10, 1'000'000));
    for (const auto& scale : {std::optional(whole_scale(waterfall)), steps_scale(waterfall)}) {
      if (!scale) continue;
      Money running = waterfall.start;
      for (const WaterfallStep& step : waterfall.steps) {
        const DrawnStep drawn = drawn_step(running, running + step.change, *scale);
        EXPECT_GE(drawn.left, 0);
        EXPECT_LE(drawn.left + drawn.width, 100'000);
        running += step.change;
      }
    }
  }
}

TEST(Waterfall, StepsAThousandTimesSmallerGetAPanelOfTheirOwn) {
  Waterfall waterfall;
  waterfall.start = dong(1'000'000'000);
  waterfall.end = dong(1'000'400'000);
  waterfall.steps = {{"a", dong(1'000'000), true}, {"b", dong(-600'000), true}};
  const DrawnStep small = drawn_step(waterfall.start, dong(1'001'000'000), whole_scale(waterfall));
  EXPECT_TRUE(small.is_marked);
  const auto steps = steps_scale(waterfall);
  ASSERT_TRUE(steps.has_value());
  EXPECT_EQ(drawn_step(waterfall.start, dong(1'001'000'000), *steps).width, 100'000);
  EXPECT_EQ(drawn_step(dong(1'001'000'000), waterfall.end, *steps).width, 60'000);
}

TEST(Waterfall, GreatStepsNeedNoSecondPanel) {
  Waterfall waterfall;
  waterfall.start = dong(100);
  waterfall.end = dong(50);
  waterfall.steps = {{"a", dong(-50), true}};
  EXPECT_FALSE(steps_scale(waterfall).has_value());
}

TEST(Waterfall, TheLeastStepsBecomeOneAndNothingIsLost) {
  Waterfall waterfall;
  for (std::int64_t i = 1; i <= 20; ++i)
    waterfall.steps.push_back({"x", dong(i % 2 ? i : -i), true});
  waterfall.steps.push_back({"nothing", dong(0), true});
  limit_steps(waterfall, 6, Language::vietnamese);
  ASSERT_EQ(waterfall.steps.size(), 6U);
  EXPECT_EQ(waterfall.steps.front().change, dong(-20));
  EXPECT_EQ(waterfall.steps.back().name, "15 mục khác");
  Money sum;
  for (const WaterfallStep& step : waterfall.steps) sum += step.change;
  EXPECT_EQ(sum, dong(-10));
}

}  // namespace
}  // namespace phanbo::page
