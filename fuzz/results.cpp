// result.json as the verifier and `phanbo explain` read it.
#include "cli/json_text.hpp"
#include "fuzz/fuzz.hpp"
#include "verifier/fault.hpp"
#include "verifier/result.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace phanbo;
  const std::string_view bytes = fuzz::text_of(data, size);
  const auto top = json_top(bytes);
  for (const char* name : {"ledger", "demands", "projects"}) json_records(bytes, name);
  try {
    const phanbo_verify::Result result = phanbo_verify::read_result("result.json", bytes);
    fuzz::promise(top.has_value(), "what the verifier reads, explain reads");
  } catch (const phanbo_verify::BadInput&) {
  }
  return 0;
}
