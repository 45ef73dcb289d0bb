// Many random plans, and the examples, through phanbo and phanbo-verify, in one process: no result
// may be doubted.
//   verifier_plan_campaign [--count N] [--seed S] [--keep FOLDER]
// N results are verified; plans that phanbo refuses as contradictory are counted besides.
#include <iostream>
#include <map>

#include "verifier/allocate_here.hpp"
#include "verifier/campaign_words.hpp"
#include "verifier/plan_trial.hpp"

namespace {

using namespace phanbo_verify::test;

void tell(const PlanTrial& trial, const std::string& name) {
  std::cout << name << ": " << trial.message << "\n";
  int shown = 0;
  for (const phanbo_verify::Fault& fault : trial.report.faults()) {
    if (++shown > 4) break;
    std::cout << "  [" << fault.rule << "] " << fault.where.english << "\n    expected "
              << fault.expected.english << "\n    found    " << fault.found.english << "\n";
  }
}

/// How many of the examples are not believed.
std::size_t try_examples() {
  TrialCoverage coverage;
  std::size_t doubted = 0;
  std::size_t count = 0;
  const std::filesystem::path examples = std::filesystem::path(PHANBO_SOURCE_DIR) / "examples";
  for (const auto& entry : std::filesystem::directory_iterator(examples)) {
    if (!entry.is_directory()) continue;
    const PlanTrial trial = try_folder(entry.path(), scratch_folder("example") / "out", coverage);
    ++count;
    if (trial.verdict == PlanVerdict::believed) continue;
    ++doubted;
    tell(trial, entry.path().filename().string());
  }
  std::cout << count << " examples, doubted " << doubted << std::endl;
  return doubted;
}

int run(const CampaignWords& words) {
  TrialCoverage coverage;
  std::map<std::string, std::size_t> refusals;
  std::map<std::string, std::size_t> looked_at;
  std::size_t refused = 0;
  std::size_t doubted = 0;
  std::uint64_t seed = words.seed;
  for (std::uint64_t judged = 0; judged < words.count; ++seed) {
    const PlanTrial trial = try_plan(seed, words.keep, coverage);
    if (trial.verdict == PlanVerdict::refused) {
      ++refused;
      ++refusals[trial.message.substr(0, trial.message.find(':'))];
      continue;
    }
    if (++judged % 1'000 == 0) std::cout << judged << " judged" << std::endl;
    for (const auto& [rule, count] : trial.report.counts()) looked_at[rule] += count;
    if (trial.verdict == PlanVerdict::believed) continue;
    ++doubted;
    tell(trial, "seed " + std::to_string(seed));
  }
  std::cout << "coverage of " << coverage.plans() << " results\n";
  coverage.print(std::cout);
  std::cout << "looked at\n";
  for (const auto& [rule, count] : looked_at) std::cout << "  " << rule << " " << count << "\n";
  std::cout << "refused by phanbo\n";
  for (const auto& [id, count] : refusals) std::cout << "  " << id << " " << count << "\n";
  std::cout << "seeds " << words.seed << " to " << seed - 1 << ": " << words.count
            << " results, doubted " << doubted << "; " << refused << " plans refused by phanbo"
            << std::endl;
  return doubted + try_examples() == 0 ? 0 : 1;
}

}  // namespace

int main(int count, char** words) {
  const auto read = read_campaign_words(count, words);
  if (!read) {
    std::cerr << "verifier_plan_campaign [--count N] [--seed S] [--keep FOLDER]\n";
    return 2;
  }
  return run(*read);
}
