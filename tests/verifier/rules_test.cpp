// Damages of fixed seeds: phanbo-verify rejects every one.
#include <gmock/gmock.h>

#include "verifier/allocate_here.hpp"
#include "verifier/damage_tally.hpp"
#include "verifier/plan_maker.hpp"

namespace phanbo_verify::test {
namespace {

/// Fixed damages of the examples and of made plans; a few seconds.
const DamageTally& tally() {
  static const DamageTally done = [] {
    DamageTally counts;
    const std::filesystem::path examples = std::filesystem::path(PHANBO_SOURCE_DIR) / "examples";
    for (const char* name : {"an-binh-short", "qd2639"}) {
      const auto result = BelievedResult::of(examples / name);
      if (result) damage_often(*result, name, 40, 1, counts);
    }
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
      const auto folder = scratch_folder("made");
      make_plan(seed).write(folder);
      const auto result = BelievedResult::of(folder);
      if (result) damage_often(*result, "made plan " + std::to_string(seed), 30, seed, counts);
    }
    return counts;
  }();
  return done;
}

TEST(VerifierRules, EveryDamageOfTheseSeedsIsRejected) {
  EXPECT_THAT(tally().misses(), testing::IsEmpty());
  EXPECT_GT(tally().applied(), 900u);
  EXPECT_GE(2 * tally().applied_balanced() + 100, tally().applied());
}

}  // namespace
}  // namespace phanbo_verify::test
