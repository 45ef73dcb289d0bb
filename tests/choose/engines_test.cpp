#include <gtest/gtest.h>

#include <limits>

#include "choose/exhaustive.hpp"

namespace phanbo::selection {
namespace {

/// Knows the sizes of the programme and answers as it likes.
class FakeEngine : public LpEngine {
 public:
  void add_row(Guess, std::span<const int>, std::span<const Guess>, Guess) override { ++rows_; }
  void add_columns(std::span<const Guess> objective, std::span<const Guess>,
                   std::span<const std::vector<LpTerm>>) override {
    columns_ += objective.size();
  }
  void set_penalty(Guess) override {}
  bool solve(int) override { return true; }
  int iterations() const override { return 1; }
  std::vector<Guess> columns() const override { return std::vector<Guess>(columns_, 0); }
  std::vector<Guess> prices() const override { return std::vector<Guess>(rows_, 0); }
  std::vector<Guess> excess() const override { return std::vector<Guess>(rows_, 0); }

 protected:
  std::size_t rows_ = 0;
  std::size_t columns_ = 0;
};

class GivesUp final : public FakeEngine {
  bool solve(int) override { return false; }
};
class TakesEverything final : public FakeEngine {
  std::vector<Guess> columns() const override { return std::vector<Guess>(columns_, 1); }
};
class PricesOfTheMoon final : public FakeEngine {
  std::vector<Guess> prices() const override { return std::vector<Guess>(rows_, 1e300); }
};
class NotANumber final : public FakeEngine {
  std::vector<Guess> prices() const override {
    return std::vector<Guess>(rows_, std::numeric_limits<Guess>::quiet_NaN());
  }
};
class WrongSize final : public FakeEngine {
  std::vector<Guess> columns() const override { return {0.5}; }
};
class Halves final : public FakeEngine {
  std::vector<Guess> columns() const override { return std::vector<Guess>(columns_, 0.5); }
  std::vector<Guess> prices() const override { return std::vector<Guess>(rows_, 0.3); }
};

template <class Engine>
std::unique_ptr<LpEngine> make() {
  return std::make_unique<Engine>();
}

/// Whatever the engine says, what comes out is possible, and the bound is true.
void expect_honest(LpEngineMaker maker) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const SelectionModel model = draw_model(seed);
    const auto best = best_by_looking(model);
    SolveLimits limits;
    limits.make_lp_engine = maker;
    const Solution solution = solve(model, limits);
    ASSERT_TRUE(check_certificate(model, solution.certificate).has_value()) << "seed " << seed;
    if (!best) {
      EXPECT_FALSE(solution.choice.has_value()) << "seed " << seed;
      continue;
    }
    EXPECT_NE(solution.end, SolveEnd::impossible) << "seed " << seed;
    EXPECT_GE(static_cast<std::int64_t>(solution.bound), *best) << "seed " << seed;
    if (!solution.choice) continue;
    EXPECT_TRUE(is_possible(model, *solution.choice)) << "seed " << seed;
    EXPECT_EQ(value_of(model, *solution.choice), solution.value) << "seed " << seed;
    if (solution.end == SolveEnd::optimal) {
      EXPECT_EQ(solution.value, *best) << "seed " << seed;
    }
  }
}

TEST(Engines, OneThatGivesUp) { expect_honest(make<GivesUp>); }
TEST(Engines, OneThatTakesEverything) { expect_honest(make<TakesEverything>); }
TEST(Engines, OneWithPricesOfTheMoon) { expect_honest(make<PricesOfTheMoon>); }
TEST(Engines, OneWithoutNumbers) { expect_honest(make<NotANumber>); }
TEST(Engines, OneOfTheWrongSize) { expect_honest(make<WrongSize>); }
TEST(Engines, OneThatHalvesEverything) { expect_honest(make<Halves>); }
TEST(Engines, TheRealOne) { expect_honest(make_clp_engine); }

}  // namespace
}  // namespace phanbo::selection
