// Many random pairs of plans, split by cause and checked; for hours, not for ctest.
//   cause_campaign --count N --seed S [--changes MAX] [--first PLACE] [--double 1]
//   --double 1: two random plans side by side, whose changes partly cannot meet
#include <chrono>
#include <cstdint>
#include <iostream>
#include <string>

#include "compare/cause_checks.hpp"

namespace phanbo::compare_test {
namespace {

struct Wishes {
  std::uint64_t count = 1000;
  std::uint64_t seed = 1;
  std::uint64_t first = 0;
  bool is_double = false;
  int changes_max = 6;
};

bool read_wishes(int count, char** words, Wishes& wishes) {
  for (int i = 1; i < count; i += 2) {
    const std::string name = words[i];
    if (i + 1 >= count) return false;
    if (name == "--count")
      wishes.count = std::stoull(words[i + 1]);
    else if (name == "--seed")
      wishes.seed = std::stoull(words[i + 1]);
    else if (name == "--changes")
      wishes.changes_max = std::stoi(words[i + 1]);
    else if (name == "--double")
      wishes.is_double = words[i + 1] == std::string("1");
    else if (name == "--first")
      wishes.first = std::stoull(words[i + 1]);
    else
      return false;
  }
  return wishes.changes_max >= 1 && wishes.changes_max <= causes_max;
}

int run(const Wishes& wishes) {
  std::uint64_t bad = 0;
  std::uint64_t changes = 0;
  std::uint64_t joined = 0;
  std::uint64_t without_effect = 0;
  std::uint64_t different = 0;
  std::uint64_t separate = 0;
  const auto start = std::chrono::steady_clock::now();
  for (std::uint64_t place = wishes.first; place < wishes.first + wishes.count; ++place) {
    const PlanPair pair = wishes.is_double
                              ? random_double_pair(wishes.seed, place, wishes.changes_max)
                              : random_pair(wishes.seed, place, wishes.changes_max);
    const AllSubsets subsets(
        static_cast<int>(pair.changes.size()),
        [&](ChangeSet chosen) { return pair.result_of(chosen); }, 1);
    const Split split = split_of(subsets);
    changes += pair.changes.size();
    for (const Change& change : pair.changes) without_effect += change.has_no_effect ? 1 : 0;
    separate += separate_changes(pair).size() > 1 ? 1 : 0;
    joined += split.exact.causes.size() < pair.changes.size() ? 1 : 0;
    bool differs = false;
    for (std::size_t line = 0; line < subsets.lines().size(); ++line)
      differs = differs || subsets.amount(0, line) != subsets.amount(subsets.all(), line);
    different += differs ? 1 : 0;
    const auto faults = faults_of(pair, subsets, split);
    if (faults.empty()) continue;
    ++bad;
    std::cout << "place " << place << ": " << faults.front() << "\n";
  }
  const auto time = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now() - start);
  std::cout << bad << " of " << wishes.count << " pairs failed, seed " << wishes.seed << "; "
            << changes << " changes, " << without_effect << " without effect; " << different
            << " pairs differ, " << joined << " have changes that are valid only together, "
            << separate << " have changes that cannot meet; " << time.count() << " ms\n";
  return bad == 0 ? 0 : 1;
}

}  // namespace
}  // namespace phanbo::compare_test

int main(int count, char** words) {
  phanbo::compare_test::Wishes wishes;
  if (!phanbo::compare_test::read_wishes(count, words, wishes)) {
    std::cerr << "cause_campaign --count N --seed S [--changes MAX, 1-12] [--first PLACE]\n";
    return 2;
  }
  return phanbo::compare_test::run(wishes);
}
