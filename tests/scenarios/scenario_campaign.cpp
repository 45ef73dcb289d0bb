// Many random plans with trees of scenarios, against the plain reference; for hours, not for ctest.
//   scenario_campaign [--count N] [--seed S] [--keep FOLDER]
// Each seed is one plan; --keep writes the last plan with its scenarios there.
#include <chrono>
#include <iostream>

#include "scenarios/scenario_coverage.hpp"
#include "scenarios/scenario_maker.hpp"
#include "scenarios/scenario_trial.hpp"
#include "verifier/allocate_here.hpp"
#include "verifier/campaign_words.hpp"

namespace phanbo::scenario_test {
namespace {

int run(const phanbo_verify::test::CampaignWords& words) {
  ScenarioCoverage coverage;
  std::uint64_t failed = 0;
  const auto start = std::chrono::steady_clock::now();
  for (std::uint64_t seed = words.seed; seed < words.seed + words.count; ++seed) {
    const auto folder =
        words.keep.empty() ? phanbo_verify::test::scratch_folder("scenario-case") : words.keep;
    const Trial trial(make_case(seed), seed, folder);
    coverage.observe(trial);
    const Faults faults = trial.faults();
    if (faults.empty()) continue;
    ++failed;
    std::cout << "seed " << seed << " " << trial.given().base_name << "\n";
    for (const Fault& fault : faults)
      std::cout << "  " << fault.check << " " << fault.scenario << ": " << fault.found << std::endl;
  }
  const auto time = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now() - start);
  coverage.print(std::cout);
  std::cout << failed << " of " << words.count << " plans failed, seeds from " << words.seed << "; "
            << time.count() << " ms" << std::endl;
  return failed == 0 ? 0 : 1;
}

}  // namespace
}  // namespace phanbo::scenario_test

int main(int count, char** words) {
  const auto read = phanbo_verify::test::read_campaign_words(count, words);
  if (!read) {
    std::cerr << "scenario_campaign [--count N] [--seed S] [--keep FOLDER]\n";
    return 2;
  }
  return phanbo::scenario_test::run(*read);
}
