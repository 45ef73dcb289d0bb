#pragma once

#include <string>
#include <string_view>

#include "inputs/text_arena.hpp"

namespace phanbo {

/// The first control or hidden character (line breaks, zero-width and direction marks included), as
/// "U+200B"; empty when there is none. `text` is valid UTF-8.
std::string hidden_character_of(std::string_view text);

/// The text in normal form C; the same view when it already is.
std::string_view to_nfc(std::string_view text, TextArena& arena);

/// Would a spreadsheet take the text for a formula when it opens a CSV file? A bullet, "- Thuế", is
/// none, and neither is "-" or "-1.5".
bool looks_like_formula(std::string_view text);

/// A code: letters and digits of any script, and . _ - / ; at least one letter or digit.
bool is_code(std::string_view text);

bool is_ascii(std::string_view text);

}  // namespace phanbo
