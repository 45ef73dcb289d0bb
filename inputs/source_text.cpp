#include "inputs/source_text.hpp"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <cstring>
#include <optional>

#include "inputs/kinds_of_files.hpp"
#include "inputs/xlsx/read_workbook.hpp"

namespace phanbo {

namespace {

constexpr int excerpt_tail_columns = 60;
constexpr int excerpt_columns_max = 300;
constexpr int marked_columns_max = 80;

bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

bool is_control(char byte) { return static_cast<unsigned char>(byte) < 0x20U || byte == '\x7F'; }

/// Length of the valid UTF-8 sequence at the start of `text`; 0 when there is none.
std::size_t sequence_length(std::string_view text) {
  utf8proc_int32_t code_point = 0;
  const auto used = utf8proc_iterate(
      reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
      static_cast<utf8proc_ssize_t>(std::min<std::size_t>(text.size(), 4)), &code_point);
  return used > 0 ? static_cast<std::size_t>(used) : 0;
}

/// A line as it can be shown: invalid bytes and control characters replaced one for one.
std::string shown_line(std::string_view line, int columns_max) {
  std::string shown;
  for (std::size_t i = 0; i < line.size() && columns_max > 0; --columns_max) {
    if (const std::size_t length = sequence_length(line.substr(i)); length > 0) {
      if (is_control(line[i])) {
        shown += ' ';
      } else {
        shown += line.substr(i, length);
      }
      i += length;
    } else {
      shown += '?';
      ++i;
      while (i < line.size() && continues(line[i])) ++i;
    }
  }
  return shown;
}

/// Length of the commonest valid sequences of two and three bytes, told by their bytes; 0 = ask the
/// library.
std::size_t common_sequence_length(std::string_view text) {
  const auto first = static_cast<unsigned char>(text[0]);
  const bool is_two = first >= 0xC2U && first <= 0xDFU;
  if (is_two) return text.size() >= 2 && continues(text[1]) ? 2 : 0;
  const bool is_three = (first >= 0xE1U && first <= 0xECU) || first == 0xEEU || first == 0xEFU;
  return is_three && text.size() >= 3 && continues(text[1]) && continues(text[2]) ? 3 : 0;
}

std::optional<std::size_t> first_invalid_byte(std::string_view text) {
  std::size_t i = 0;
  while (i < text.size()) {
    std::uint64_t word = 0;
    if (i + sizeof word <= text.size()) {
      std::memcpy(&word, text.data() + i, sizeof word);
      if ((word & 0x8080808080808080U) == 0) {
        i += sizeof word;
        continue;
      }
    }
    if (static_cast<unsigned char>(text[i]) < 0x80U) {
      ++i;
      continue;
    }
    std::size_t length = common_sequence_length(text.substr(i));
    if (length == 0) length = sequence_length(text.substr(i));
    if (length == 0) return i;
    i += length;
  }
  return std::nullopt;
}

std::string_view utf16_name(std::string_view text) {
  if (text.starts_with("\xFF\xFE")) return "UTF-16 LE";
  if (text.starts_with("\xFE\xFF")) return "UTF-16 BE";
  return {};
}

/// 2^20 rows of 2^12 columns fill 32 bits.
constexpr std::size_t columns_told_apart = 4'096;

Place place_of_sheet_cell(const SourceText& source, std::size_t offset) {
  const auto row = static_cast<std::uint32_t>(offset / columns_told_apart) + 1;
  const auto column = static_cast<std::uint16_t>(offset % columns_told_apart + 1);
  Place place;
  place.file = source.path;
  place.sheet = source.sheet->name;
  place.cell = cell_name(row, column);
  place.line = static_cast<int>(row);
  place.column = column;
  if (const WorkbookCell* cell = source.sheet->cell_at(row, column)) {
    place.excerpt = shown_line(cell->text, excerpt_tail_columns);
    if (cell->is_percent) place.excerpt += " (×100 %)";
  }
  return place;
}

}  // namespace

std::size_t offset_of_cell(std::uint32_t row, std::uint32_t column) {
  const std::size_t told = std::min<std::size_t>(column, columns_told_apart);
  return (row - std::size_t{1}) * columns_told_apart + told - 1;
}

int count_code_points(std::string_view text) {
  return static_cast<int>(
      std::count_if(text.begin(), text.end(), [](char byte) { return !continues(byte); }));
}

Place place_in(const SourceText& source, TextPoint from, std::size_t offset, std::size_t length) {
  if (source.sheet != nullptr) return place_of_sheet_cell(source, offset);
  const std::string_view text = source.text;
  offset = std::min(offset, text.size());
  if (from.offset > offset) from = {};  // lines are counted forwards
  const std::string_view before = text.substr(0, offset);
  Place place;
  place.file = source.path;
  place.line = static_cast<int>(from.line) +
               static_cast<int>(std::count(before.begin() + from.offset, before.end(), '\n'));
  const std::size_t newline = before.rfind('\n');
  const std::size_t line_start = newline == std::string_view::npos ? 0 : newline + 1;
  place.column = count_code_points(text.substr(line_start, offset - line_start)) + 1;
  std::string_view line = text.substr(line_start, text.find('\n', offset) - line_start);
  if (line.ends_with('\r')) line.remove_suffix(1);
  const std::string_view marked =
      offset - line_start < line.size() ? line.substr(offset - line_start, length) : "";
  place.marked_columns = std::clamp(count_code_points(marked), 1, marked_columns_max);
  const int columns = place.column + place.marked_columns + excerpt_tail_columns;
  if (place.column <= excerpt_columns_max) {
    place.excerpt = shown_line(line, std::min(columns, excerpt_columns_max));
    place.marked_columns =
        std::max(std::min(place.marked_columns, excerpt_columns_max - place.column), 1);
  }
  return place;
}

bool check_encoding(SourceText& source, Problem& fault) {
  using namespace input_problem;
  Place start;
  start.file = source.path;
  start.line = 1;
  start.column = 1;
  if (const auto name = utf16_name(source.text); !name.empty()) {
    fault = {&encoding_utf16, start, {std::string(name)}};
    return false;
  }
  if (source.text.starts_with("\xEF\xBB\xBF")) source.text.remove_prefix(3);
  if (source.text.empty()) {
    fault = {&file_empty, start, {source.path}};
    return false;
  }
  if (const std::size_t nul = source.text.find('\0'); nul != std::string_view::npos) {
    fault = {&nul_byte, place_in(source, {}, nul, 1), {}};
    return false;
  }
  if (const auto invalid = first_invalid_byte(source.text)) {
    const auto byte = static_cast<unsigned char>(source.text[*invalid]);
    fault = {&encoding_invalid, place_in(source, {}, *invalid, 1), {fmt::format("0x{:02X}", byte)}};
    return false;
  }
  return true;
}

}  // namespace phanbo
