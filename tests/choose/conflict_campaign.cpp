#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>

#include "choose/conflict_trial.hpp"

/// conflict_campaign --count N --seed S: N plans whose demands contradict each other.
int main(int argument_count, char** arguments) {
  using namespace phanbo_verify::test;
  std::uint64_t count = 500;
  std::uint64_t seed = 1;
  for (int i = 1; i + 1 < argument_count; i += 2) {
    const std::string name = arguments[i];
    if (name == "--count") count = std::strtoull(arguments[i + 1], nullptr, 10);
    if (name == "--seed") seed = std::strtoull(arguments[i + 1], nullptr, 10);
  }
  std::uint64_t found = 0;
  std::uint64_t wrong = 0;
  std::uint64_t repaired = 0;
  std::uint64_t members = 0;
  for (std::uint64_t i = seed; found < count; ++i) {
    ConflictTrial trial;
    try {
      trial = try_conflict_plan(i);
    } catch (const std::exception& broken) {
      trial.fault = broken.what();
    }
    found += trial.is_impossible ? 1 : 0;
    repaired += trial.has_repair ? 1 : 0;
    members += trial.members;
    if (trial.fault.empty()) continue;
    ++wrong;
    std::printf("seed %llu: %s\n", static_cast<unsigned long long>(i), trial.fault.c_str());
    std::fflush(stdout);
  }
  std::printf("--count %llu --seed %llu: %llu wrong, %llu with a repair in money, %llu members\n",
              static_cast<unsigned long long>(count), static_cast<unsigned long long>(seed),
              static_cast<unsigned long long>(wrong), static_cast<unsigned long long>(repaired),
              static_cast<unsigned long long>(members));
  return wrong == 0 ? 0 : 1;
}
