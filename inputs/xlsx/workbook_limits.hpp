#pragma once

#include <cstddef>
#include <cstdint>

/// What a workbook may ask of the reader. Together they keep a reading below 64 MB of memory,
/// whatever the file says about itself.
namespace phanbo::workbook_limit {

/// Rows and columns of a sheet (ISO/IEC 29500-1, 18.3.1.73 and 18.3.1.13: 2^20 and 2^14).
inline constexpr std::uint32_t rows_max = 1'048'576;
inline constexpr std::uint16_t columns_max = 16'384;
/// Characters of one cell, as a spreadsheet program counts them (UTF-16 units).
inline constexpr std::size_t cell_characters_max = 32'767;

/// The file itself.
inline constexpr std::size_t file_bytes_max = std::size_t{16} << 20;
/// Entries of the zip directory, and its size.
inline constexpr std::uint64_t parts_max = 4'096;
inline constexpr std::uint64_t directory_bytes_max = std::uint64_t{1} << 20;
/// One part of the file after inflating, and all that are read together.
inline constexpr std::uint64_t part_bytes_max = std::uint64_t{128} << 20;
inline constexpr std::uint64_t parts_bytes_max = std::uint64_t{192} << 20;
/// A part above `ratio_free_bytes` may inflate to at most this many times its packed size.
inline constexpr std::uint64_t ratio_max = 250;
inline constexpr std::uint64_t ratio_free_bytes = std::uint64_t{1} << 20;

/// Cells, rows and texts kept of all sheets.
inline constexpr std::size_t content_bytes_max = std::size_t{32} << 20;
/// What the XML parser may hold: names, open elements, one tag.
inline constexpr std::size_t parser_bytes_max = std::size_t{4} << 20;
inline constexpr int element_depth_max = 64;
inline constexpr std::size_t relationships_max = 4'096;
inline constexpr std::size_t sheet_name_characters_max = 31;
inline constexpr std::size_t sheets_max = 256;
inline constexpr std::size_t styles_max = 65'536;
inline constexpr std::size_t merged_ranges_max = 10'000;
inline constexpr std::size_t hidden_column_ranges_max = 1'000;
/// Problems listed of one workbook; more are counted.
inline constexpr std::size_t problems_max = 1'000;
/// Problems after which a workbook is not read on.
inline constexpr std::size_t problems_counted_max = 100'000;

}  // namespace phanbo::workbook_limit
