#include "inputs/xlsx/number_formats.hpp"

#include <cstddef>

namespace phanbo {

namespace {

char lower(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

/// What a format code shows.
struct Parts {
  bool day_or_year = false;
  bool month_or_minute = false;
  bool hour_or_second = false;
  bool percent = false;
};

/// "[h]" counts hours past 24; other brackets are colours, conditions and languages.
bool is_elapsed_time(std::string_view bracket) {
  if (bracket.empty()) return false;
  const char unit = lower(bracket.front());
  if (unit != 'h' && unit != 'm' && unit != 's') return false;
  for (const char letter : bracket)
    if (lower(letter) != unit) return false;
  return true;
}

bool starts_with_word(std::string_view code, std::string_view word) {
  if (code.size() < word.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i)
    if (lower(code[i]) != word[i]) return false;
  return true;
}

/// How many letters at `at` are no part of the number or date: quoted, escaped, padding, bracket.
std::size_t length_of_literal(std::string_view code, std::size_t at, Parts& parts) {
  const std::string_view rest = code.substr(at);
  switch (rest.front()) {
    case '"': {
      const std::size_t end = rest.find('"', 1);
      return end == rest.npos ? rest.size() : end + 1;
    }
    case '\\':
    case '_':
    case '*':
      return 2;
    case '[': {
      const std::size_t end = rest.find(']');
      if (end == rest.npos) return rest.size();
      if (is_elapsed_time(rest.substr(1, end - 1))) parts.hour_or_second = true;
      return end + 1;
    }
    default:
      break;
  }
  if (starts_with_word(rest, "general")) return 7;
  if (starts_with_word(rest, "e+") || starts_with_word(rest, "e-")) return 2;
  return 0;
}

void note_letter(char letter, Parts& parts) {
  switch (lower(letter)) {
    case 'y':
    case 'd':
    case 'g':  // an era, with its year in 'e'
    case 'e':
    case 'b':  // a Buddhist year
      parts.day_or_year = true;
      break;
    case 'm':
      parts.month_or_minute = true;
      break;
    case 'h':
    case 's':
      parts.hour_or_second = true;
      break;
    case '%':
      parts.percent = true;
      break;
    default:
      break;
  }
}

}  // namespace

NumberLook look_of_format_code(std::string_view code) {
  Parts parts;
  for (std::size_t at = 0; at < code.size();) {
    if (const std::size_t length = length_of_literal(code, at, parts); length > 0) {
      at += length;
      continue;
    }
    note_letter(code[at], parts);
    ++at;
  }
  if (parts.day_or_year) return NumberLook::date;
  if (parts.hour_or_second) return NumberLook::time;
  if (parts.month_or_minute) return NumberLook::date;
  return parts.percent ? NumberLook::percent : NumberLook::number;
}

std::uint8_t decimals_of_format_code(std::string_view code) {
  constexpr std::uint8_t decimals_max = 31;
  Parts parts;
  bool is_behind_mark = false;
  std::uint8_t decimals = 0;
  for (std::size_t at = 0; at < code.size() && code[at] != ';';) {
    if (const std::size_t length = length_of_literal(code, at, parts); length > 0) {
      at += length;
      continue;
    }
    if (code[at] == '.') is_behind_mark = true;
    if (code[at] == '0' && is_behind_mark && decimals < decimals_max) ++decimals;
    ++at;
  }
  return decimals;
}

std::uint8_t decimals_of_built_in_format(std::uint32_t id) {
  constexpr std::uint32_t with_two[] = {2, 4, 7, 8, 10, 39, 40, 44};
  for (const std::uint32_t known : with_two)
    if (id == known) return 2;
  return 0;
}

NumberLook look_of_built_in_format(std::uint32_t id) {
  struct Span {
    std::uint32_t first;
    std::uint32_t last;
    NumberLook look;
  };
  constexpr Span spans[] = {
      {9, 10, NumberLook::percent}, {14, 17, NumberLook::date}, {18, 21, NumberLook::time},
      {22, 22, NumberLook::date},   {27, 31, NumberLook::date}, {32, 35, NumberLook::time},
      {36, 36, NumberLook::date},   {45, 47, NumberLook::time}, {50, 54, NumberLook::date},
      {55, 56, NumberLook::time},   {57, 58, NumberLook::date}, {67, 68, NumberLook::percent},
      {71, 74, NumberLook::date},   {75, 76, NumberLook::time}, {77, 77, NumberLook::date},
      {78, 80, NumberLook::time},   {81, 81, NumberLook::date}};
  constexpr std::uint32_t first_custom_id = 164;
  for (const Span& span : spans)
    if (span.first <= id && id <= span.last) return span.look;
  return id < first_custom_id ? NumberLook::number : NumberLook::unknown;
}

}  // namespace phanbo
