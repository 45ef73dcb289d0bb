#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "models/problem.hpp"

namespace phanbo {

struct WorkbookSheet;

/// A text file that was read: where it lies in the plan's folder, and its bytes without byte-order
/// mark; or one sheet of a workbook, whose cells are counted as if they were bytes
/// (offset_of_cell).
struct SourceText {
  std::string path;
  std::string_view text;
  const WorkbookSheet* sheet = nullptr;
};

/// A byte of a file and the line it stands on. 32 bits: a file has at most 1 GiB.
struct TextPoint {
  std::uint32_t offset = 0;
  std::uint32_t line = 1;
};

/// The offset that stands for a cell of a sheet; row and column from 1. Cells right of the last
/// column that can be told apart count as in it.
std::size_t offset_of_cell(std::uint32_t row, std::uint32_t column);

/// The place of `length` bytes at `offset`. `from` is a known point at or before it: lines are
/// counted from there. Columns count code points; the excerpt is the line, shortened at its end.
Place place_in(const SourceText& source, TextPoint from, std::size_t offset, std::size_t length);

/// Strips the byte-order mark of UTF-8 and checks that the rest is UTF-8 text. On failure fills
/// `fault` with the problem; the text is then not to be used further.
bool check_encoding(SourceText& source, Problem& fault);

/// Code points of a UTF-8 text (bytes that do not continue a sequence).
int count_code_points(std::string_view text);

}  // namespace phanbo
