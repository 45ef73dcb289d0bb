// Workbooks as bytes: the zip file and all that is in it.
#include "fuzz/fuzz.hpp"
#include "inputs/xlsx/read_workbook.hpp"
#include "xlsx/reading_promises.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace phanbo;
  const WorkbookReading reading = read_workbook(fuzz::text_of(data, size), "x.xlsx");
  const std::string broken = test::broken_promise(reading);
  fuzz::promise(broken.empty(), broken);
  return 0;
}
