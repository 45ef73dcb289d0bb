// A sealed plan through read, assess, distribute and audit, and what was read sealed again.
#include "faults/memory_plan.hpp"
#include "fuzz/fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace phanbo;
  const faults_test::MemoryPlan plan{{"plan.sealed.json", std::string(fuzz::text_of(data, size))}};
  const faults_test::Outcome outcome = faults_test::run(plan);
  for (const std::string& fault : outcome.faults) fuzz::promise(false, fault);
  return 0;
}
