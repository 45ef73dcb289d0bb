// Many random plans against the reference and the promises; not part of ctest.
#include <iostream>

#include "distribute/comparison.hpp"
#include "distribute/plan_generator.hpp"
#include "distribute/reference.hpp"
#include "engine/distribute/distribute.hpp"

int main(int argc, char** argv) {
  using namespace phanbo;
  using namespace phanbo::distribution_test;
  const std::uint64_t count = argc > 1 ? std::stoull(argv[1]) : 100;
  const std::uint64_t seed = argc > 2 ? std::stoull(argv[2]) : 1;
  const std::uint64_t first = argc > 3 ? std::stoull(argv[3]) : 0;
  std::uint64_t bad = 0;
  for (std::uint64_t place = first; place < first + count; ++place) {
    const Case given = build_case(generate_rows_of_battery(seed, place));
    const DistributionReading reading = distribute(given.plan, given.assessment);
    if (has_errors(reading.problems)) {
      std::cout << "place " << place << ": problem "
                << found_text(reading.problems[0], Language::english) << "\n"
                << to_text(given);
      ++bad;
      continue;
    }
    const Allocation reference = reference_distribute(given);
    const Faults faults = compare_all(given, reading.allocation, reference);
    if (faults.empty()) continue;
    ++bad;
    std::cout << "place " << place << " demands " << given.assessment.demands.size() << "\n";
    for (const Fault& fault : faults)
      std::cout << "  " << fault.check << ": " << fault.found << "\n";
    if (count == 1)
      std::cout << to_text(given) << "-- engine\n"
                << to_text(given, reading.allocation) << "-- reference\n"
                << to_text(given, reference);
  }
  std::cout << bad << " of " << count << "\n";
}
