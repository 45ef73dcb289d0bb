#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>

namespace phanbo {

/// A sheet name that is legal (no []:*?/\, no quote at an end, at most 31 characters) and not yet
/// in `taken`, which gets it (in lower case: names that differ in case only are the same).
std::string legal_sheet_name(std::string_view wanted, std::set<std::string>& taken);
/// At most so many characters, the last one "…" where something was cut.
std::string shortened(std::string_view text, std::size_t characters_max);
/// Text for a page header or footer: "&" doubled, at most 120 characters.
std::string header_text(std::string_view text);
/// Vietnamese capitals.
std::string upper_case(std::string_view text);
/// Characters (code points).
std::size_t character_count(std::string_view text);

}  // namespace phanbo
