#include <cstdio>
#include <cstdlib>
#include <string>

#include "choose/exhaustive.hpp"

/// choose_campaign --count N --seed S: random models against looking at everything.
int main(int argument_count, char** arguments) {
  std::uint64_t count = 10'000;
  std::uint64_t seed = 1'000'000;
  for (int i = 1; i + 1 < argument_count; i += 2) {
    const std::string name = arguments[i];
    const std::uint64_t value = std::strtoull(arguments[i + 1], nullptr, 10);
    if (name == "--count") count = value;
    if (name == "--seed") seed = value;
  }
  std::uint64_t wrong = 0;
  std::uint64_t impossible = 0;
  for (std::uint64_t i = 0; i < count; ++i) {
    const std::string difference = phanbo::selection::compare_with_looking(seed + i);
    if (!phanbo::selection::best_by_looking(phanbo::selection::draw_model(seed + i))) ++impossible;
    if (difference.empty()) continue;
    ++wrong;
    std::printf("seed %llu: %s\n", static_cast<unsigned long long>(seed + i), difference.c_str());
  }
  std::printf("--count %llu --seed %llu: %llu wrong, %llu had no possible choice\n",
              static_cast<unsigned long long>(count), static_cast<unsigned long long>(seed),
              static_cast<unsigned long long>(wrong), static_cast<unsigned long long>(impossible));
  return wrong == 0 ? 0 : 1;
}
