// Many random plans through the engine, the reference and the checks; for hours, not for ctest.
//   distribution_campaign --count N --seed S [--first PLACE] [--large EVERY] [--show PLACE]
#include <chrono>
#include <cstdint>
#include <exception>
#include <iostream>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "distribute/comparison.hpp"
#include "distribute/coverage.hpp"
#include "distribute/invariants.hpp"
#include "distribute/plan_generator.hpp"
#include "distribute/random.hpp"
#include "distribute/reference.hpp"
#include "engine/distribute/distribute.hpp"

namespace phanbo::distribution_test {
namespace {

struct Wishes {
  std::uint64_t count = 1000;
  std::uint64_t seed = 1;
  std::uint64_t first = 0;
  std::uint64_t large = 0;  ///< every so many plans a large one; 0 = none
  std::optional<std::uint64_t> show;
};

std::optional<Wishes> read_wishes(int count, char** words) {
  Wishes wishes;
  for (int i = 1; i < count; i += 2) {
    const std::string name = words[i];
    if (i + 1 >= count) return std::nullopt;
    const std::uint64_t value = std::stoull(words[i + 1]);
    if (name == "--count")
      wishes.count = value;
    else if (name == "--seed")
      wishes.seed = value;
    else if (name == "--first")
      wishes.first = value;
    else if (name == "--large")
      wishes.large = value;
    else if (name == "--show")
      wishes.show = value;
    else
      return std::nullopt;
  }
  return wishes;
}

/// Everything that is wrong with what the engine makes of a plan.
Faults faults_of(const Case& given, DistributionReading& reading) {
  reading = distribute(given.plan, given.assessment);
  if (!reading.problems.empty())
    return {{"problems", found_text(reading.problems.front(), Language::english)}};
  Faults faults = compare_all(given, reading.allocation, reference_distribute(given));
  const Faults broken = check_all(given, reading.allocation);
  faults.insert(faults.end(), broken.begin(), broken.end());
  return faults;
}

Case case_at(const Wishes& wishes, std::uint64_t place) {
  if (wishes.large == 0 || place % wishes.large != wishes.large - 1)
    return build_case(generate_rows_of_battery(wishes.seed, place));
  Random random(wishes.seed ^ (place * 0xD1342543DE82EF95U));
  return build_case(generate_rows(random.next(), PlanSize::large));
}

void show(const Wishes& wishes) {
  const Case given = case_at(wishes, *wishes.show);
  DistributionReading reading;
  const Faults faults = faults_of(given, reading);
  std::cout << to_text(given) << "-- engine\n" << to_text(given, reading.allocation);
  std::cout << "-- reference\n" << to_text(given, reference_distribute(given)) << "-- faults\n";
  for (const Fault& fault : faults) std::cout << fault.check << ": " << fault.found << "\n";
}

std::string_view size_words(std::size_t demands) {
  if (demands < 10) return "0-9";
  if (demands < 50) return "10-49";
  return demands < 200 ? "50-199" : "200 and more";
}

int run(const Wishes& wishes) {
  Coverage coverage;
  std::uint64_t bad = 0;
  std::map<std::string, std::uint64_t> by_check;
  std::map<std::string_view, std::uint64_t> by_size;
  const auto start = std::chrono::steady_clock::now();
  for (std::uint64_t place = wishes.first; place < wishes.first + wishes.count; ++place) {
    const Case given = case_at(wishes, place);
    ++by_size[size_words(given.assessment.demands.size())];
    DistributionReading reading;
    Faults faults;
    try {
      faults = faults_of(given, reading);
      coverage.observe(given, reading.allocation);
    } catch (const std::exception& error) {
      faults.push_back({"exception", error.what()});
    }
    if (faults.empty()) continue;
    ++bad;
    ++by_check[faults.front().check];
    std::cout << "place " << place << ", " << given.assessment.demands.size() << " demands\n";
    for (const Fault& fault : faults)
      std::cout << "  " << fault.check << ": " << fault.found << "\n";
  }
  const auto time = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now() - start);
  coverage.print(std::cout);
  for (const auto& [size, plans] : by_size)
    std::cout << "  demands " << size << ": " << plans << "\n";
  for (const auto& [check, count] : by_check)
    std::cout << "failed " << check << ": " << count << "\n";
  std::cout << bad << " of " << wishes.count << " plans failed, battery seed " << wishes.seed
            << ", " << time.count() << " ms\n";
  return bad == 0 ? 0 : 1;
}

}  // namespace
}  // namespace phanbo::distribution_test

int main(int count, char** words) {
  using namespace phanbo::distribution_test;
  const std::optional<Wishes> wishes = read_wishes(count, words);
  if (!wishes) {
    std::cerr << "distribution_campaign --count N --seed S [--first PLACE] [--large EVERY] "
                 "[--show PLACE]\n";
    return 2;
  }
  if (!wishes->show) return run(*wishes);
  show(*wishes);
  return 0;
}
