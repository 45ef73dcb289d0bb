#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "models/problem.hpp"
#include "models/sheet_book.hpp"

namespace phanbo {

/// A copy of a plan's workbook that shows its problems: the same values in the same cells, faulty
/// ones red with a note, and first a sheet that lists all problems with links. Empty when the
/// workbook cannot be read at all. Formulas stand as their saved values.
std::optional<SheetBook> marked_book(const std::filesystem::path& path,
                                     const std::vector<Problem>& problems, Language language);

}  // namespace phanbo
