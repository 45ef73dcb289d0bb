#include "engine/choose/small_simplex.hpp"

#include <gtest/gtest.h>

namespace phanbo::selection {
namespace {

constexpr int pivots_max = 1'000;
constexpr Guess no_cutoff = -1e300;

TEST(SmallSimplex, TakesTheBetterPartOfAKnapsack) {
  SmallSimplex simplex({6, 10, 12});
  simplex.add_row(0, std::vector<Guess>{1, 2, 3}, 4);
  ASSERT_EQ(simplex.solve(no_cutoff, pivots_max), SimplexOutcome::optimal);
  EXPECT_NEAR(simplex.objective(), 6 + 10 + 12.0 / 3, 1e-9);
  EXPECT_NEAR(simplex.values()[2], 1.0 / 3, 1e-9);
  EXPECT_NEAR(simplex.prices()[0], 4, 1e-9);
}

/// Rows made from scaled amounts are met exactly but for the last bit: that is no contradiction.
TEST(SmallSimplex, AStepThatMeetsARowToTheLastBitIsEnough) {
  SmallSimplex simplex({5, -1});
  simplex.add_row(0, std::vector<Guess>{0.1 + 0.2, -0.3}, 0);
  simplex.set_bounds(0, false, true);
  ASSERT_EQ(simplex.solve(no_cutoff, pivots_max), SimplexOutcome::optimal);
  EXPECT_NEAR(simplex.values()[1], 1, 1e-6);
}

TEST(SmallSimplex, ARowMayBecomeAnEquationAndBack) {
  SmallSimplex simplex({-2, -3, 4});
  simplex.add_row(7, std::vector<Guess>{1, 1, 0}, 1);
  ASSERT_EQ(simplex.solve(no_cutoff, pivots_max), SimplexOutcome::optimal);
  EXPECT_NEAR(simplex.objective(), 4, 1e-9);
  simplex.set_equality(0, true);
  ASSERT_EQ(simplex.solve(no_cutoff, pivots_max), SimplexOutcome::optimal);
  EXPECT_NEAR(simplex.objective(), 4 - 2, 1e-9);
  simplex.set_bounds(0, true, false);
  simplex.set_bounds(1, true, false);
  EXPECT_EQ(simplex.solve(no_cutoff, pivots_max), SimplexOutcome::impossible);
  simplex.set_equality(0, false);
  ASSERT_EQ(simplex.solve(no_cutoff, pivots_max), SimplexOutcome::optimal);
  EXPECT_NEAR(simplex.objective(), 4, 1e-9);
}

/// Looking ahead leaves no trace; coming back to a state finds its optimum again.
TEST(SmallSimplex, ComesBackAfterLookingAhead) {
  SmallSimplex simplex({6, 10, 12, 3});
  simplex.add_row(0, std::vector<Guess>{1, 2, 3, 1}, 4);
  simplex.add_row(1, std::vector<Guess>{2, 1, 1, 5}, 5);
  ASSERT_EQ(simplex.solve(no_cutoff, pivots_max), SimplexOutcome::optimal);
  const Guess before = simplex.objective();
  const SimplexState state = simplex.save();
  SmallSimplex::Memory memory;
  simplex.remember(memory);
  simplex.set_bounds(1, true, false);
  ASSERT_EQ(simplex.solve(no_cutoff, pivots_max), SimplexOutcome::optimal);
  EXPECT_LT(simplex.objective(), before - 0.1);
  simplex.set_bounds(1, true, true);
  simplex.recall(memory);
  const std::int64_t pivots = simplex.pivots();
  ASSERT_EQ(simplex.solve(no_cutoff, pivots_max), SimplexOutcome::optimal);
  EXPECT_NEAR(simplex.objective(), before, 1e-9);
  EXPECT_EQ(simplex.pivots(), pivots);
  simplex.set_bounds(0, false, true);
  ASSERT_EQ(simplex.solve(no_cutoff, pivots_max), SimplexOutcome::optimal);
  simplex.set_bounds(0, true, true);
  simplex.restore(state);
  ASSERT_EQ(simplex.solve(no_cutoff, pivots_max), SimplexOutcome::optimal);
  EXPECT_NEAR(simplex.objective(), before, 1e-9);
}

}  // namespace
}  // namespace phanbo::selection
