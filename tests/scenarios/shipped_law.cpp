#include "scenarios/shipped_law.hpp"

#include "inputs/read_plan.hpp"
#include "law/law_files.hpp"

namespace phanbo::scenario_test {

const LawBook& shipped_law() {
  static const LawReading reading = read_law(law_files());
  return reading.law;
}

}  // namespace phanbo::scenario_test
