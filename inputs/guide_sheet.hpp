#pragma once

#include <vector>

#include "inputs/fields.hpp"
#include "models/sheet_book.hpp"

namespace phanbo {

/// The first sheet: how the workbook is filled in, and what its other sheets are for.
Sheet guide_sheet(const std::vector<const TableSpec*>& tables, Language language);

}  // namespace phanbo
