#pragma once

#include <filesystem>
#include <string>

#include "models/sheet_book.hpp"
#include "models/text.hpp"

namespace phanbo {

/// Writes the workbook that the data describe; equal data are equal bytes. 0, or the errno value
/// of what went wrong.
int write_sheet_book(const std::filesystem::path& path, const SheetBook& book,
                     const std::string& program, Language language);

}  // namespace phanbo
