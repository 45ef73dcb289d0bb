// Many random plans through phanbo and phanbo-verify: no result may be doubted.
// plan_campaign [--count N] [--seed S] [--keep FOLDER]
#include <cstdlib>
#include <iostream>
#include <map>

#include "verifier/plan_maker.hpp"
#include "verifier/program_run.hpp"
#include "verifier/verify.hpp"

namespace {

struct Tally {
  int believed = 0;
  int refused = 0;
  int doubted = 0;
  int broken = 0;
  std::map<std::string, std::size_t> looked_at;
};

using namespace phanbo_verify;

void verify_one(std::uint64_t seed, const std::filesystem::path& keep, Tally& tally) {
  const auto plan = keep.empty() ? test::scratch_folder("plan") : keep / "plan";
  const auto out = keep.empty() ? test::scratch_folder("out") : keep / "out";
  test::make_plan(seed).write(plan);
  std::filesystem::remove_all(out);
  const int exit = test::run_allocate(plan, out);
  if (exit != 0 && exit != 1) {
    (exit == 3 ? tally.refused : tally.broken)++;
    if (exit != 3 || !keep.empty()) {
      std::cout << "seed " << seed << ": phanbo ends with " << exit << "\n"
                << test::last_messages();
    }
    return;
  }
  const Report report = verify(plan, out / "result.json");
  for (const auto& [rule, count] : report.counts()) tally.looked_at[rule] += count;
  if (report.is_clean()) {
    ++tally.believed;
    return;
  }
  ++tally.doubted;
  std::cout << "seed " << seed << ": " << report.faults().size() << " faults\n";
  int shown = 0;
  for (const Fault& fault : report.faults()) {
    if (++shown > 4) break;
    std::cout << "  [" << fault.rule << "] " << fault.where << "\n    expected " << fault.expected
              << "\n    found    " << fault.found << "\n";
  }
}

}  // namespace

int main(int count, char** words) {
  std::uint64_t seed = 1;
  std::uint64_t plans = 1000;
  std::filesystem::path keep;
  for (int i = 1; i + 1 < count; i += 2) {
    const std::string word = words[i];
    if (word == "--count") plans = std::strtoull(words[i + 1], nullptr, 10);
    if (word == "--seed") seed = std::strtoull(words[i + 1], nullptr, 10);
    if (word == "--keep") keep = words[i + 1];
  }
  Tally tally;
  for (std::uint64_t i = 0; i < plans; ++i) {
    try {
      verify_one(seed + i, keep, tally);
    } catch (const std::exception& problem) {
      ++tally.doubted;
      std::cout << "seed " << seed + i << ": " << problem.what() << "\n";
    }
  }
  std::cout << "plans " << plans << " from seed " << seed << ": believed " << tally.believed
            << ", refused by phanbo " << tally.refused << ", doubted " << tally.doubted
            << ", ended badly " << tally.broken << "\n";
  for (const auto& [rule, looked] : tally.looked_at)
    std::cout << "  " << rule << " " << looked << "\n";
  return tally.doubted + tally.broken == 0 ? 0 : 1;
}
