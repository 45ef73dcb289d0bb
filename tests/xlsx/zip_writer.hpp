#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace phanbo::test {

/// One entry of a zip file to be made, true or lying.
struct ZipEntry {
  std::string name;
  std::string content;
  bool is_stored = false;
  /// `content` is followed by `repeated` this many times and then by `tail`: large parts are made
  /// without ever being in memory.
  std::string repeated = {};
  std::uint32_t times = 0;
  std::string tail = {};
  /// What the directory says instead of the truth.
  std::optional<std::uint32_t> stated_bytes = {};
  std::optional<std::uint32_t> stated_checksum = {};
  std::optional<std::uint16_t> stated_method = {};
  std::uint16_t flags = 0;
};

/// The bytes of a zip file with these entries, in their order; the same bytes each time.
std::string zip_of(const std::vector<ZipEntry>& entries);

/// Parts of a small right workbook with one sheet "Bảng 1"; `rows` is what stands in `sheetData`.
/// Cell styles: 0 plain, 1 dd/mm/yyyy, 2 percent, 3 hh:mm, 4 `#,##0 "đ"`; shared strings:
/// "Xã An Bình", "", "  giữ dấu cách  ".
std::vector<ZipEntry> workbook_entries(std::string_view rows);
ZipEntry& entry_named(std::vector<ZipEntry>& entries, std::string_view name);

/// A whole sheet part with these rows and, behind them, `after`.
std::string sheet_part(std::string_view rows, std::string_view after = {});

}  // namespace phanbo::test
