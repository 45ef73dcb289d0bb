#include "models/problem.hpp"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <tuple>

namespace phanbo {

namespace {

/// Is this an amount, in whole digits, that the sentence calls đồng?
bool is_amount(std::string_view argument, std::string_view behind) {
  if (!behind.starts_with(" đồng") && !behind.starts_with(" dong")) return false;
  if (argument.starts_with('-')) argument.remove_prefix(1);
  return !argument.empty() && argument.find_first_not_of("0123456789") == argument.npos;
}

/// "1234567" → "1.234.567" in Vietnamese, "1,234,567" in English; any number of digits.
std::string grouped(std::string digits, char mark) {
  constexpr std::size_t group = 3;
  const std::size_t first = digits.starts_with('-') ? 1 : 0;
  for (std::size_t end = digits.size(); end > first + group;) {
    end -= group;
    digits.insert(end, 1, mark);
  }
  return digits;
}

/// "0.7" → "0,7".
std::string vietnamese_number(std::string number) {
  std::replace(number.begin(), number.end(), '.', ',');
  return number;
}

/// "2026-01-05" → "05/01/2026", "2026-01-05T12:00:00" → "05/01/2026 12:00:00".
std::string vietnamese_day(const std::string& iso) {
  constexpr std::size_t length = 10;
  if (iso.size() < length || iso[4] != '-' || iso[7] != '-') return iso;
  std::string day = iso.substr(8, 2) + "/" + iso.substr(5, 2) + "/" + iso.substr(0, 4);
  if (iso.size() > length) day += " " + iso.substr(length + 1);
  return day;
}

/// What stands for the braces' content: "0", "0:number", "0:day", or "table|sheet".
std::string filled(std::string_view content, std::string_view behind, const Problem& problem,
                   Language language) {
  const bool is_vietnamese = language == Language::vietnamese;
  if (const std::size_t bar = content.find('|'); bar != content.npos) {
    return std::string(problem.place.sheet.empty() ? content.substr(0, bar)
                                                   : content.substr(bar + 1));
  }
  const auto index = static_cast<std::size_t>(content.front() - '0');
  if (index >= problem.arguments.size()) return {};
  const std::string& argument = problem.arguments[index];
  if (is_vietnamese && content.ends_with(":number")) return vietnamese_number(argument);
  if (is_vietnamese && content.ends_with(":day")) return vietnamese_day(argument);
  return is_amount(argument, behind) ? grouped(argument, is_vietnamese ? '.' : ',') : argument;
}

/// Amounts of đồng are grouped as the language prints them; arguments stand as given where nothing
/// else is asked for.
std::string fill(std::string_view pattern, const Problem& problem, Language language) {
  std::string text;
  while (!pattern.empty()) {
    const std::size_t open = std::min(pattern.find('{'), pattern.size());
    text += pattern.substr(0, open);
    pattern.remove_prefix(open);
    const std::size_t close = pattern.find('}');
    if (close == pattern.npos || close < 2) {
      text += pattern;
      break;
    }
    text += filled(pattern.substr(1, close - 1), pattern.substr(close + 1), problem, language);
    pattern.remove_prefix(close + 1);
  }
  return text;
}

/// Columns a terminal needs for the text (wide and combining characters counted as drawn).
int display_width(std::string_view text) {
  int width = 0;
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  auto left = static_cast<utf8proc_ssize_t>(text.size());
  while (left > 0) {
    utf8proc_int32_t code_point = 0;
    const auto used = utf8proc_iterate(bytes, left, &code_point);
    if (used <= 0) return width + static_cast<int>(left);
    width += utf8proc_charwidth(code_point);
    bytes += used;
    left -= used;
  }
  return width;
}

std::string_view first_code_points(std::string_view text, int count) {
  std::size_t i = 0;
  while (i < text.size() && count > 0) {
    ++i;
    while (i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80) ++i;
    --count;
  }
  return text.substr(0, i);
}

std::string caret_lines(const Place& place) {
  if (place.excerpt.empty() || place.line == 0) return {};
  if (!place.cell.empty()) return fmt::format("{:>5} | {}\n", place.cell, place.excerpt);
  const std::string number = fmt::format("{:5}", place.line);
  const int before = display_width(first_code_points(place.excerpt, std::max(place.column - 1, 0)));
  const std::string carets(static_cast<std::size_t>(std::max(place.marked_columns, 1)), '^');
  return fmt::format("{} | {}\n      | {}{}\n", number, place.excerpt,
                     std::string(static_cast<std::size_t>(before), ' '), carets);
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

}  // namespace

bool has_errors(const std::vector<Problem>& problems) {
  return std::any_of(problems.begin(), problems.end(),
                     [](const Problem& p) { return p.kind->severity == Severity::error; });
}

std::string place_text(const Place& place) {
  if (!place.sheet.empty()) return fmt::format("{}: '{}'!{}", place.file, place.sheet, place.cell);
  std::string text = place.file;
  if (place.line > 0) text += fmt::format(":{}", place.line);
  if (place.line > 0 && place.column > 0) text += fmt::format(":{}", place.column);
  return text;
}

std::string pattern_text(std::string_view pattern) {
  std::string text;
  while (!pattern.empty()) {
    const std::size_t open = std::min(pattern.find('{'), pattern.size());
    const std::size_t end = std::min(pattern.find('}', open), pattern.size());
    const std::string_view content = pattern.substr(open, end - open);  // with the open brace
    text += pattern.substr(0, open);
    if (const std::size_t bar = content.find('|'); bar != content.npos) {
      text += fmt::format("{} / {}", content.substr(1, bar - 1), content.substr(bar + 1));
    } else if (!content.empty()) {
      text += fmt::format("{}}}", content.substr(0, content.find(':')));
    }
    pattern.remove_prefix(std::min(end + 1, pattern.size()));
  }
  return text;
}

std::string found_text(const Problem& problem, Language language) {
  return fill(problem.kind->found.in(language), problem, language);
}

std::string fix_text(const Problem& problem, Language language) {
  return fill(problem.kind->fix.in(language), problem, language);
}

std::string scenario_text(const Problem& problem, Language language) {
  if (problem.scenario.empty()) return {};
  const bool vietnamese = language == Language::vietnamese;
  std::string text = fmt::format("  {}: {}", vietnamese ? "phương án" : "option", problem.scenario);
  const std::string shows_at = place_text(problem.shows_at);
  if (!shows_at.empty()) {
    text += fmt::format("; {} {}", vietnamese ? "thay đổi này làm sai" : "this change breaks",
                        shows_at);
  }
  return text + "\n";
}

std::string render(const Problem& problem, Language language) {
  const bool vietnamese = language == Language::vietnamese;
  const bool error = problem.kind->severity == Severity::error;
  const std::string_view word =
      error ? (vietnamese ? "lỗi" : "error") : (vietnamese ? "cảnh báo" : "warning");
  return fmt::format("{}: {}[{}]: {}\n{}  {}: {}\n{}", place_text(problem.place), word,
                     problem.kind->id, found_text(problem, language), caret_lines(problem.place),
                     vietnamese ? "sửa" : "fix", fix_text(problem, language),
                     scenario_text(problem, language));
}

void sort_problems(std::vector<Problem>& problems) {
  const auto key = [](const Problem& p) {
    return std::tie(p.place.file, p.place.sheet, p.place.line, p.place.column, p.place.cell,
                    p.kind->id, p.arguments);
  };
  std::stable_sort(problems.begin(), problems.end(),
                   [&](const Problem& a, const Problem& b) { return key(a) < key(b); });
}

std::string nearest_name(std::string_view word, const std::vector<std::string>& candidates) {
  std::string best;
  std::size_t best_distance = word.size() / 3 + 1;
  for (const auto& candidate : candidates) {
    const std::size_t distance = edit_distance(word, candidate);
    if (distance < best_distance ||
        (distance == best_distance && !best.empty() && candidate < best)) {
      best_distance = distance;
      best = candidate;
    }
  }
  return best;
}

}  // namespace phanbo
