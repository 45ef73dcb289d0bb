// Many changed results: how many does phanbo-verify reject? The misses are listed.
//   verifier_damage_campaign [--count N] [--seed S]
// Every second change is balanced: all sums of ledger, sources and demands still tie.
#include <iostream>

#include "verifier/allocate_here.hpp"
#include "verifier/campaign_words.hpp"
#include "verifier/damage_tally.hpp"
#include "verifier/plan_maker.hpp"

namespace {

using namespace phanbo_verify::test;

int run(const CampaignWords& words) {
  DamageTally tally;
  const std::filesystem::path examples = std::filesystem::path(PHANBO_SOURCE_DIR) / "examples";
  for (const char* name : {"an-binh", "an-binh-short", "qd2639", "can-tho-103",
                           "ha-noi-three-communes", "qd26-provinces"}) {
    const auto result = BelievedResult::of(examples / name);
    if (!result) {
      std::cout << "the result of " << name << " is not believed\n";
      return 1;
    }
    damage_often(*result, name, words.count / 40, words.seed, tally);
  }
  std::uint64_t plan_seed = words.seed;
  for (; tally.applied() < words.count; ++plan_seed) {
    const auto folder = scratch_folder("made");
    make_plan(plan_seed).write(folder);
    const auto result = BelievedResult::of(folder);
    if (!result) continue;
    damage_often(*result, "made plan " + std::to_string(plan_seed), 40, plan_seed, tally);
  }
  tally.print(std::cout);
  std::cout << "6 examples, made plans " << words.seed << " to " << plan_seed - 1 << "\n";
  return tally.misses().empty() ? 0 : 1;
}

}  // namespace

int main(int count, char** words) {
  const auto read = read_campaign_words(count, words);
  if (!read) {
    std::cerr << "verifier_damage_campaign [--count N] [--seed S]\n";
    return 2;
  }
  return run(*read);
}
