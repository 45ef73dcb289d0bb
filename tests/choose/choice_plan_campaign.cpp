#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>

#include "choose/choice_plan_trial.hpp"

/// choice_plan_campaign --count N --seed S [--keep DIR] [--cut 1]: random plans through both
/// programs, against looking at everything.
int main(int argument_count, char** arguments) {
  using namespace phanbo_verify::test;
  std::uint64_t count = 10'000;
  std::uint64_t seed = 1;
  std::string keep;
  Search search = Search::whole;
  for (int i = 1; i + 1 < argument_count; i += 2) {
    const std::string name = arguments[i];
    if (name == "--count") count = std::strtoull(arguments[i + 1], nullptr, 10);
    if (name == "--seed") seed = std::strtoull(arguments[i + 1], nullptr, 10);
    if (name == "--keep") keep = arguments[i + 1];
    if (name == "--cut" && arguments[i + 1] != std::string("0")) search = Search::cut;
  }
  std::uint64_t wrong = 0;
  std::uint64_t impossible = 0;
  std::uint64_t unproved = 0;
  std::uint64_t with_goals = 0;
  for (std::uint64_t i = seed; i < seed + count; ++i) {
    ChoiceTrial trial;
    try {
      trial = try_choice_plan(i, keep, search);
    } catch (const std::exception& broken) {
      trial.fault = broken.what();
    }
    impossible += trial.is_impossible ? 1 : 0;
    unproved += trial.is_proved ? 0 : 1;
    with_goals += trial.has_goals ? 1 : 0;
    if (trial.fault.empty()) continue;
    ++wrong;
    std::printf("seed %llu: %s\n", static_cast<unsigned long long>(i), trial.fault.c_str());
    std::fflush(stdout);
  }
  std::printf(
      "--count %llu --seed %llu: %llu wrong, %llu impossible, %llu not proved to the end, "
      "%llu with several goals\n",
      static_cast<unsigned long long>(count), static_cast<unsigned long long>(seed),
      static_cast<unsigned long long>(wrong), static_cast<unsigned long long>(impossible),
      static_cast<unsigned long long>(unproved), static_cast<unsigned long long>(with_goals));
  return wrong == 0 ? 0 : 1;
}
