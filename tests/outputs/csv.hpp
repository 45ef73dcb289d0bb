#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace phanbo::test {

/// Reads CSV by RFC 4180: commas, quotes doubled inside quotes, rows ended by a line feed.
std::vector<std::vector<std::string>> parse_csv(std::string_view text);

std::string read_file(const std::string& path);

}  // namespace phanbo::test
