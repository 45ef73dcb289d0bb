#include "outputs/workbook/text_of_cells.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "outputs/workbook/workbook_file.hpp"

namespace phanbo {

namespace {

constexpr std::size_t cell_characters_max = 32'767;
constexpr std::size_t sheet_name_characters_max = 31;
constexpr std::string_view replacement = "\xEF\xBF\xBD";

bool is_hex(char c) { return std::isxdigit(static_cast<unsigned char>(c)) != 0; }

/// "_x0041_": Excel reads it as one character.
bool is_escape_at(std::string_view text, std::size_t at) {
  return at + 6 < text.size() && text[at] == '_' && (text[at + 1] == 'x' || text[at + 1] == 'X') &&
         is_hex(text[at + 2]) && is_hex(text[at + 3]) && is_hex(text[at + 4]) &&
         is_hex(text[at + 5]) && text[at + 6] == '_';
}

/// What XML 1.0 forbids, apart from bad UTF-8.
bool is_forbidden(utf8proc_int32_t code) {
  const bool control = code < 0x20 && code != '\t' && code != '\n';
  return control || code == 0x7F || code == 0xFFFE || code == 0xFFFF;
}

/// Length of the code point at the beginning, and the code point; negative when it is bad UTF-8.
utf8proc_ssize_t next_code(std::string_view text, utf8proc_int32_t& code) {
  return utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                          static_cast<utf8proc_ssize_t>(text.size()), &code);
}

/// UTF-16 units: what the limits of a cell count.
std::size_t units_of(utf8proc_int32_t code) { return code > 0xFFFF ? 2 : 1; }

}  // namespace

std::string cell_text(std::string_view text) {
  // Nearly all texts are short and need nothing.
  const bool plain =
      text.size() < cell_characters_max && std::all_of(text.begin(), text.end(), [](char byte) {
        const auto value = static_cast<unsigned char>(byte);
        return value >= 0x20 && value < 0x7F && byte != '_';
      });
  if (plain) return std::string(text);
  std::string result;
  result.reserve(text.size());
  std::size_t units = 0;
  for (std::size_t at = 0; at < text.size();) {
    utf8proc_int32_t code = 0;
    const utf8proc_ssize_t size = next_code(text.substr(at), code);
    const bool bad = size <= 0;
    const std::size_t step = bad ? 1 : static_cast<std::size_t>(size);
    const bool escape = !bad && is_escape_at(text, at);
    const std::size_t more = bad ? 1 : units_of(code) + (escape ? 6 : 0);
    if (units + more > cell_characters_max - 1) {
      result += "…";
      break;
    }
    units += more;
    if (bad || is_forbidden(code)) {
      result += replacement;
    } else {
      if (escape) result += "_x005F";
      result += text.substr(at, step);
    }
    at += step;
  }
  return result;
}

std::size_t character_count(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
  }));
}

std::string shortened(std::string_view text, std::size_t characters_max) {
  if (character_count(text) <= characters_max) return std::string(text);
  std::size_t characters = 0;
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    const bool starts = (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
    if (starts && ++characters == characters_max) break;
  }
  return std::string(text.substr(0, at)) + "…";
}

std::string upper_case(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    utf8proc_int32_t code = 0;
    const utf8proc_ssize_t size = next_code(text, code);
    if (size <= 0) break;
    std::array<utf8proc_uint8_t, 4> bytes{};
    const utf8proc_ssize_t written = utf8proc_encode_char(utf8proc_toupper(code), bytes.data());
    result.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(written));
    text.remove_prefix(static_cast<std::size_t>(size));
  }
  return result;
}

std::string header_text(std::string_view text) {
  std::string result;
  for (const char byte : cell_text(shortened(text, 120))) {
    if (byte == '\n') continue;
    result += byte;
    if (byte == '&') result += '&';
  }
  return result;
}

std::string legal_sheet_name(std::string_view wanted, std::set<std::string>& taken) {
  std::string base;
  for (const char byte : cell_text(wanted)) {
    if (std::string_view("[]:*?/\\\t\n").find(byte) == std::string_view::npos) base += byte;
  }
  while (!base.empty() && (base.front() == '\'' || base.front() == ' ')) base.erase(0, 1);
  while (!base.empty() && (base.back() == '\'' || base.back() == ' ')) base.pop_back();
  if (base.empty()) base = "Sheet";
  for (int turn = 1;; ++turn) {
    const std::string suffix = turn == 1 ? "" : " (" + std::to_string(turn) + ")";
    const std::string name = shortened(base, sheet_name_characters_max - suffix.size()) + suffix;
    std::string folded = name;
    utf8proc_uint8_t* lower =
        utf8proc_NFKC_Casefold(reinterpret_cast<const utf8proc_uint8_t*>(name.c_str()));
    if (lower != nullptr) {
      folded = reinterpret_cast<const char*>(lower);
      free(lower);  // NOLINT: utf8proc allocates with malloc
    }
    if (taken.insert(folded).second) return name;
  }
}

std::string cell_name(std::uint32_t row, std::uint32_t column, bool fixed) {
  std::string letters;
  for (std::uint32_t rest = column + 1; rest > 0; rest = (rest - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  const char* mark = fixed ? "$" : "";
  return mark + letters + mark + std::to_string(row + 1);
}

std::string quoted_sheet(std::string_view name) {
  std::string result = "'";
  for (const char byte : name) {
    result += byte;
    if (byte == '\'') result += '\'';
  }
  return result + "'";
}

bool is_legal_range_name(std::string_view name) {
  constexpr std::size_t name_characters_max = 255;
  if (name.empty() || name.size() > name_characters_max) return false;
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  if (!letter(name.front()) && name.front() != '_') return false;
  const bool plain = std::all_of(name.begin(), name.end(), [&](char c) {
    return letter(c) || digit(c) || c == '_' || c == '.';
  });
  // "A1", "ABC123", "R1C1" would be cells.
  const bool has_mark = name.find_first_of("._") != std::string_view::npos;
  return plain && has_mark;
}

}  // namespace phanbo
