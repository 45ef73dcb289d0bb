#include "inputs/text_rules.hpp"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>

#include "models/check.hpp"

namespace phanbo {

namespace {

/// Decodes one code point of valid UTF-8 and removes it from the text.
utf8proc_int32_t take_code_point(std::string_view& text) {
  utf8proc_int32_t code_point = 0;
  const auto used = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                     static_cast<utf8proc_ssize_t>(text.size()), &code_point);
  PB_CHECK(used > 0);
  text.remove_prefix(static_cast<std::size_t>(used));
  return code_point;
}

bool is_hidden(utf8proc_int32_t code_point) {
  switch (utf8proc_category(code_point)) {
    case UTF8PROC_CATEGORY_CC:  // control
    case UTF8PROC_CATEGORY_CF:  // format: zero-width, direction marks, soft hyphen, byte-order mark
    case UTF8PROC_CATEGORY_ZL:  // line separator
    case UTF8PROC_CATEGORY_ZP:  // paragraph separator
    case UTF8PROC_CATEGORY_CO:  // private use
    case UTF8PROC_CATEGORY_CN:  // not assigned
      return true;
    default:
      return false;
  }
}

/// Is every such code point already in normal form C? True of Latin up to U+02FF and Latin Extended
/// Additional, which is all of composed Vietnamese.
bool is_composed_latin(utf8proc_int32_t code_point) {
  return code_point < 0x300 || (code_point >= 0x1E00 && code_point <= 0x1EFF) ||
         (code_point >= 0x2010 && code_point <= 0x2027) || code_point == 0x20AB;
}

/// Bytes of visible composed Latin at the start of the text: printable ASCII, U+00C0–U+02FF,
/// U+1E00–U+1EFF; 0 for anything else. Nearly every cell is made of these, so they are told by
/// their bytes. (Valid UTF-8 is a condition.)
std::size_t plain_letter_length(std::string_view text) {
  const auto first = static_cast<unsigned char>(text[0]);
  if (first < 0x80U) return first >= 0x20U && first < 0x7FU ? 1 : 0;
  if (first >= 0xC3U && first <= 0xCBU) return 2;
  if (first != 0xE1U) return 0;
  const auto second = static_cast<unsigned char>(text[1]);
  return second >= 0xB8U && second <= 0xBBU ? 3 : 0;
}

/// The text behind its leading plain letters.
std::string_view skip_plain_letters(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = plain_letter_length(text);
    if (length == 0) break;
    text.remove_prefix(length);
  }
  return text;
}

bool is_letter_or_digit(utf8proc_int32_t code_point) {
  switch (utf8proc_category(code_point)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND:
      return true;
    default:
      return false;
  }
}

bool is_ascii_letter_or_digit(char character) {
  return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
         (character >= '0' && character <= '9');
}

/// Digits with marks between them, as in -1.234,5; what the marks mean does not matter here.
bool is_negative_number(std::string_view text) {
  bool is_digit = false;
  for (const char c : text.substr(1)) {
    const bool is_mark = c == '.' || c == ',';
    if (is_mark ? !is_digit : c < '0' || c > '9') return false;
    is_digit = !is_mark;
  }
  return text.front() == '-' && is_digit;
}

}  // namespace

bool is_ascii(std::string_view text) {
  unsigned char bits = 0;
  for (const char character : text) bits |= static_cast<unsigned char>(character);
  return bits < 0x80U;
}

std::string hidden_character_of(std::string_view text) {
  for (text = skip_plain_letters(text); !text.empty(); text = skip_plain_letters(text)) {
    const auto code_point = take_code_point(text);
    if (is_hidden(code_point)) return fmt::format("U+{:04X}", static_cast<unsigned>(code_point));
  }
  return {};
}

std::string_view to_nfc(std::string_view text, TextArena& arena) {
  if (is_ascii(text)) return text;
  bool is_composed = true;
  std::string_view rest = skip_plain_letters(text);
  while (!rest.empty() && is_composed) {
    is_composed = is_composed_latin(take_code_point(rest));
    rest = skip_plain_letters(rest);
  }
  if (is_composed) return text;
  utf8proc_uint8_t* composed = nullptr;
  const auto length =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                   static_cast<utf8proc_ssize_t>(text.size()), &composed,
                   static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  PB_CHECK(length >= 0);
  const std::string_view result(reinterpret_cast<const char*>(composed),
                                static_cast<std::size_t>(length));
  const std::string_view kept = result == text ? text : arena.keep(result);
  std::free(composed);  // utf8proc allocates with malloc
  return kept;
}

bool looks_like_formula(std::string_view text) {
  if (text.empty()) return false;
  if (text.front() == '=' || text.front() == '+' || text.front() == '@') return true;
  if (text == "-" || is_negative_number(text)) return false;  // they compute nothing
  // "|" and "!" call other programs and sheets.
  const bool is_bullet = text.starts_with("- ") && text.find_first_of("|!") == text.npos;
  return text.front() == '-' && !is_bullet;
}

bool is_code(std::string_view text) {
  bool any = false;
  while (!text.empty()) {
    const char character = text.front();
    if (is_ascii_letter_or_digit(character)) {
      any = true;
      text.remove_prefix(1);
    } else if (character == '.' || character == '_' || character == '-' || character == '/') {
      text.remove_prefix(1);
    } else if (static_cast<unsigned char>(character) < 0x80U) {
      return false;
    } else {
      if (!is_letter_or_digit(take_code_point(text))) return false;
      any = true;
    }
  }
  return any;
}

}  // namespace phanbo
