#include "choose/exhaustive.hpp"

#include <gtest/gtest.h>

namespace phanbo::selection {
namespace {

TEST(Exhaustive, SmallModelsAreSolvedToTheOptimum) {
  for (std::uint64_t seed = 1; seed <= 300; ++seed)
    EXPECT_EQ(compare_with_looking(seed), "") << "seed " << seed;
}

/// The comparison would notice: with a đồng less or a value more it finds a difference.
TEST(Exhaustive, ALookingThatSeesOneDongMoreIsNoticed) {
  int noticed = 0;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    SelectionModel model = draw_model(seed);
    const auto before = best_by_looking(model);
    for (MoneyArc& arc : model.arcs)
      if (arc.from == money_node) ++arc.capacity;
    noticed += best_by_looking(model) != before ? 1 : 0;
  }
  EXPECT_GT(noticed, 5);
}

TEST(Exhaustive, SameWorkLimitSameAnswer) {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const SelectionModel model = draw_model(seed);
    SolveLimits limits;
    limits.work_max = 3;
    const Solution a = solve(model, limits);
    const Solution b = solve(model, limits);
    EXPECT_EQ(a.choice, b.choice);
    EXPECT_TRUE(a.bound == b.bound);
    EXPECT_EQ(a.work, b.work);
    EXPECT_EQ(a.certificate.leaves.size(), b.certificate.leaves.size());
  }
}

/// With a gap allowed the search may end early, but never says more than it proved.
TEST(Exhaustive, AGapIsReachedAndTrue) {
  int early = 0;
  for (std::uint64_t seed = 1; seed <= 120; ++seed) {
    const SelectionModel model = draw_model(seed);
    const auto best = best_by_looking(model);
    if (!best) continue;
    SolveLimits limits;
    limits.gap_enough_millionths = 100'000;
    const Solution solution = solve(model, limits);
    ASSERT_TRUE(solution.choice.has_value()) << "seed " << seed;
    EXPECT_TRUE(is_possible(model, *solution.choice)) << "seed " << seed;
    EXPECT_TRUE(solution.end == SolveEnd::optimal || solution.end == SolveEnd::gap_reached);
    EXPECT_LE(solution.value, *best) << "seed " << seed;
    EXPECT_GE(static_cast<std::int64_t>(solution.bound), *best) << "seed " << seed;
    EXPECT_LE(static_cast<std::int64_t>(solution.bound - solution.value) * 10,
              static_cast<std::int64_t>(solution.bound))
        << "seed " << seed;
    early += solution.end == SolveEnd::gap_reached ? 1 : 0;
  }
  EXPECT_GT(early, 5);
}

}  // namespace
}  // namespace phanbo::selection
