#pragma once

#include <deque>
#include <string_view>

#include "inputs/xlsx/read_workbook.hpp"
#include "inputs/xlsx/small_parts.hpp"

namespace phanbo {

/// What the cells of every sheet refer to.
struct SheetContext {
  const std::deque<std::string_view>& shared_strings;
  const CellFormats& formats;
  bool counts_from_1904 = false;
};

/// Fills rows, merged ranges and hidden columns of `sheet`, whose name is set.
void read_sheet(PackageReading& reading, const PackagePart& part, const SheetContext& context,
                WorkbookSheet& sheet);

/// Refuses merged ranges that overlap, and values in the covered cells of a range.
void check_merged_ranges(const WorkbookSheet& sheet, WorkbookProblems& problems);

}  // namespace phanbo
