// A whole plan folder (a container of files) through read, assess, distribute and audit: refused
// with reasons, or every đồng is accounted for.
#include "faults/mutations.hpp"
#include "fuzz/fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace phanbo;
  auto plan = faults_test::split_container(fuzz::text_of(data, size));
  // Row counts follow the rows, or nearly every mutation would end there.
  plan = faults_test::without_guards(std::move(plan));
  const faults_test::Outcome outcome = faults_test::run(plan);
  for (const std::string& fault : outcome.faults) fuzz::promise(false, fault);
  return 0;
}
