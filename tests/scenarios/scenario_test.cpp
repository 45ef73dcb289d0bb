// Scenarios against the plain reference, on some random plans; scenario_campaign has more.
#include <gtest/gtest.h>

#include "scenarios/scenario_coverage.hpp"
#include "scenarios/scenario_maker.hpp"
#include "scenarios/scenario_trial.hpp"
#include "verifier/allocate_here.hpp"

namespace phanbo::scenario_test {
namespace {

constexpr std::uint64_t first_seed = 44'000;
constexpr std::uint64_t plans = 40;

TEST(Scenarios, AreWhatThePlainReferenceMakes) {
  ScenarioCoverage coverage;
  for (std::uint64_t seed = first_seed; seed < first_seed + plans; ++seed) {
    const Trial trial(make_case(seed), seed, phanbo_verify::test::scratch_folder("scenario-case"));
    coverage.observe(trial);
    for (const Fault& fault : trial.faults())
      ADD_FAILURE() << "seed " << seed << " " << fault.check << " " << fault.scenario << ": "
                    << fault.found;
  }
  EXPECT_GT(coverage.count("read as a plan") * 3, coverage.scenario_count());
  EXPECT_GT(coverage.count("a change wrong as such"), 0U);
  EXPECT_GT(coverage.count("with two parents or more"), 0U);
  EXPECT_GT(coverage.count("read, with other years"), 0U);
}

}  // namespace
}  // namespace phanbo::scenario_test
