#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>

#include "choose/choice_damage.hpp"

/// choice_damage_campaign --count N --seed S: N damages of right results, one at a time.
int main(int argument_count, char** arguments) {
  using namespace phanbo_verify::test;
  int count = 10'000;
  std::uint64_t seed = 1;
  for (int i = 1; i + 1 < argument_count; i += 2) {
    const std::string name = arguments[i];
    if (name == "--count") count = std::atoi(arguments[i + 1]);
    if (name == "--seed") seed = std::strtoull(arguments[i + 1], nullptr, 10);
  }
  int tried = 0;
  std::size_t believed = 0;
  std::size_t doubted = 0;
  std::uint64_t plans = 0;
  for (; tried < count; ++plans) {
    const DamageTrials trials = try_choice_damages(seed + plans);
    tried += trials.tried;
    believed += trials.believed.size();
    doubted += trials.doubted.size();
    for (const std::string& name : trials.believed) std::printf("believed: %s\n", name.c_str());
    for (const std::string& name : trials.doubted) std::printf("doubted: %s\n", name.c_str());
    std::fflush(stdout);
  }
  std::printf(
      "--count %d --seed %llu: %d damages of %llu plans, %zu believed; %zu right results "
      "doubted\n",
      count, static_cast<unsigned long long>(seed), tried, static_cast<unsigned long long>(plans),
      believed, doubted);
  return believed + doubted == 0 ? 0 : 1;
}
