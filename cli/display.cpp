#include "cli/display.hpp"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <array>

#include "models/check.hpp"

namespace phanbo {

namespace {

struct UnitWord {
  std::string_view code;
  Text word;
};

/// Units of law rows and derivations. A year, an order and a count are said by the number alone.
constexpr std::array<UnitWord, 17> unit_words = {{
    {"dong", {"đồng", "đồng"}},
    {"percent", {"%", "%"}},
    {"months", {"tháng", "months"}},
    {"years", {"năm", "years"}},
    {"persons", {"người", "persons"}},
    {"people", {"người", "people"}},
    {"person_months", {"người-tháng", "person-months"}},
    {"points", {"điểm", "points"}},
    {"km2", {"km²", "km²"}},
    {"flag", {"(có)", "(yes)"}},
    {"day_of_month", {"(ngày)", "(day)"}},
    {"month_of_year", {"(tháng)", "(month)"}},
    {"level", {"(mức)", "(level)"}},
    {"order", {"", ""}},
    {"count", {"", ""}},
    {"year", {"", ""}},
    {"value", {"", ""}},
}};

bool all_digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return '0' <= c && c <= '9'; });
}

std::string grouped_digits(std::string_view digits, char mark) {
  std::string text(digits);
  for (std::size_t position = text.size(); position > 3;) {
    position -= 3;
    text.insert(position, 1, mark);
  }
  return text;
}

}  // namespace

int display_width(std::string_view text) {
  int width = 0;
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  auto left = static_cast<utf8proc_ssize_t>(text.size());
  while (left > 0) {
    utf8proc_int32_t code_point = 0;
    const utf8proc_ssize_t used = utf8proc_iterate(bytes, left, &code_point);
    if (used <= 0) return width + static_cast<int>(left);
    width += utf8proc_charwidth(code_point);
    bytes += used;
    left -= used;
  }
  return width;
}

std::vector<std::string> wrapped_text(const std::string& text, int width) {
  std::vector<std::string> lines;
  std::size_t begin = text.find_first_not_of(' ');
  const std::string indent(begin == std::string::npos ? 0 : begin, ' ');
  std::string line = indent;
  while (begin != std::string::npos && begin < text.size()) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const std::string word = text.substr(begin, end - begin);
    const bool is_first = line.size() == (lines.empty() ? indent.size() : indent.size() + 2);
    if (!is_first && display_width(line) + 1 + display_width(word) > width) {
      lines.push_back(line);
      line = indent + "  " + word;
    } else {
      line += (is_first ? "" : " ") + word;
    }
    begin = text.find_first_not_of(' ', end);
  }
  lines.push_back(line);
  return lines;
}

TextTable::TextTable(std::vector<std::string> headings, std::vector<Align> alignment)
    : alignment_(std::move(alignment)) {
  add_row(std::move(headings));
}

void TextTable::add_row(std::vector<std::string> cells) {
  PB_CHECK(cells.size() == alignment_.size());
  rows_.push_back(std::move(cells));
}

std::string TextTable::text() const {
  std::vector<int> widths(alignment_.size(), 0);
  for (const auto& row : rows_) {
    for (std::size_t i = 0; i < row.size(); ++i)
      widths[i] = std::max(widths[i], display_width(row[i]));
  }
  std::string text;
  for (const auto& row : rows_) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string blanks(static_cast<std::size_t>(widths[i] - display_width(row[i])), ' ');
      if (i > 0) line += "  ";
      line += alignment_[i] == Align::left ? row[i] + blanks : blanks + row[i];
    }
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + '\n';
  }
  return text;
}

std::string dong_text(Money amount, Language language) {
  return to_grouped(amount, language == Language::vietnamese ? '.' : ',') + " đồng";
}

std::string number_text(std::string_view plain, Language language) {
  const bool vietnamese = language == Language::vietnamese;
  const std::size_t slash = plain.find('/');
  if (slash != std::string_view::npos) {
    return number_text(plain.substr(0, slash), language) + "/" +
           number_text(plain.substr(slash + 1), language);
  }
  const bool negative = plain.starts_with('-');
  const std::string_view digits = plain.substr(negative ? 1 : 0);
  const std::size_t point = digits.find('.');
  const std::string_view whole = digits.substr(0, point);
  const std::string_view rest =
      point == std::string_view::npos ? std::string_view{} : digits.substr(point + 1);
  if (!all_digits(whole) || (point != std::string_view::npos && !all_digits(rest))) {
    return std::string(plain);
  }
  std::string text = (negative ? "-" : "") + grouped_digits(whole, vietnamese ? '.' : ',');
  if (!rest.empty()) text.append(1, vietnamese ? ',' : '.').append(rest);
  return text;
}

std::string shown_text(const Exact& value, Language language) {
  constexpr int digits_shown_max = 8;
  const Exact shown = rounded_to_digits(value, digits_shown_max, RoundingMode::half_up);
  if (shown == value) return number_text(text_of(value), language);
  return "≈ " + number_text(text_of(rounded_to_digits(value, 2, RoundingMode::half_up)), language);
}

std::string unit_text(std::string_view unit, Language language) {
  for (const UnitWord& known : unit_words) {
    if (known.code == unit) return std::string(known.word.in(language));
  }
  return std::string(unit);
}

}  // namespace phanbo
