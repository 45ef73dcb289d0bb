#pragma once

#include <string>

#include "inputs/xlsx/read_workbook.hpp"

namespace phanbo::test {

/// What holds of every reading, whatever the bytes were: nothing, or the promise that is broken.
std::string broken_promise(const WorkbookReading& reading);

}  // namespace phanbo::test
