#include "inputs/sheet_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "inputs/cell_rules.hpp"
#include "inputs/choice_words.hpp"
#include "inputs/kinds_of_sheets.hpp"
#include "inputs/kinds_of_tables.hpp"
#include "inputs/plan_header.hpp"
#include "inputs/problem_list.hpp"
#include "inputs/table_rows.hpp"
#include "models/date.hpp"

namespace phanbo {

using namespace input_problem;

namespace {

SheetValueReading refused(const ProblemKind& kind, const SheetValueRules& rules,
                          const WorkbookCell& cell) {
  return {{}, &kind, {std::string(cell.text), rules.name}};
}

SheetValueReading accepted(std::string_view text) { return {text, nullptr, {}}; }

bool is_calendar_number(FieldType type) {
  return type == FieldType::year || type == FieldType::month;
}

/// Digits alone mean the same in every style.
bool is_plain_digits(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// "0.705" → "70.5": a fraction in per cent.
std::string times_hundred(std::string_view text) {
  const bool is_negative = text.starts_with('-');
  if (is_negative) text.remove_prefix(1);
  const std::size_t point = std::min(text.find('.'), text.size());
  std::string whole(text.substr(0, point));
  std::string decimals(point < text.size() ? text.substr(point + 1) : std::string_view());
  constexpr std::size_t places = 2;
  while (decimals.size() < places) decimals += '0';
  whole += decimals.substr(0, places);
  decimals.erase(0, places);
  whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size() - 1));
  while (!decimals.empty() && decimals.back() == '0') decimals.pop_back();
  return (is_negative ? "-" : "") + whole + (decimals.empty() ? "" : "." + decimals);
}

/// The number as the sheet writes numbers.
std::string_view in_style(const SheetValueRules& rules, std::string_view text, TextArena& arena) {
  if (rules.number_style == NumberStyle::plain || is_calendar_number(rules.type)) return text;
  std::string styled(text);
  std::replace(styled.begin(), styled.end(), '.', ',');
  return arena.keep(styled);
}

/// The number with the decimals that its format always shows: what a person sees, and what counts
/// as the last printed digit.
std::string_view with_decimals(const WorkbookCell& cell, std::string_view text, TextArena& arena) {
  constexpr unsigned decimals_max = 12;
  const std::size_t point = text.find('.');
  const std::size_t shown = point == std::string_view::npos ? 0 : text.size() - point - 1;
  const std::size_t wanted = std::min<unsigned>(cell.decimals, decimals_max);
  if (shown >= wanted) return text;
  std::string longer(text);
  if (point == std::string_view::npos) longer += '.';
  longer.append(wanted - shown, '0');
  return arena.keep(longer);
}

/// "15/3/2026" as ISO; empty when it is no such day.
std::string iso_of_slashes(std::string_view text) {
  const std::size_t first = text.find('/');
  const std::size_t second = first == std::string_view::npos ? first : text.find('/', first + 1);
  if (second == std::string_view::npos) return {};
  const std::array<std::string_view, 3> parts = {
      text.substr(0, first), text.substr(first + 1, second - first - 1), text.substr(second + 1)};
  constexpr std::array<std::size_t, 3> digits_max = {2, 2, 4};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].empty() || parts[i].size() > digits_max[i] || !is_plain_digits(parts[i]))
      return {};
  }
  const std::string iso = fmt::format("{}-{:0>2}-{:0>2}", parts[2], parts[1], parts[0]);
  return parse_iso_date(iso) ? iso : std::string();
}

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

/// Entries of a list, each without the spaces around it; words of choices as codes.
SheetValueReading read_list(const SheetValueRules& rules, const WorkbookCell& cell,
                            TextArena& arena) {
  if (trimmed(cell.text).size() != cell.text.size()) return accepted(cell.text);
  std::string list;
  std::string_view rest = cell.text;
  while (true) {
    const std::size_t bar = std::min(rest.find('|'), rest.size());
    const std::string_view entry = trimmed(rest.substr(0, bar));
    const std::string word = choice_written(rules.choices, entry);
    if (!rules.choices.empty() && word.empty()) {
      return {{},
              &unknown_choice,
              {std::string(entry), rules.name,
               offered_names(entry, shown_choices(rules.choices, rules.language))}};
    }
    list += word.empty() ? std::string(entry) : word;
    if (bar == rest.size()) break;
    list += '|';
    rest.remove_prefix(bar + 1);
  }
  return accepted(arena.keep(list));
}

SheetValueReading read_word(const SheetValueRules& rules, const WorkbookCell& cell,
                            TextArena& arena) {
  const std::string_view written = cell.text;
  const std::string word = choice_written(rules.choices, written);
  if (!word.empty()) return accepted(arena.keep(word));
  // Spaces have a message of their own.
  if (trimmed(written).size() != written.size()) return accepted(written);
  return {{},
          &unknown_choice,
          {std::string(written), rules.name,
           offered_names(written, shown_choices(rules.choices, rules.language))}};
}

SheetValueReading read_text_cell(const SheetValueRules& rules, const WorkbookCell& cell,
                                 TextArena& arena) {
  const std::string_view text = cell.text;
  const bool is_numeric = is_number(rules.type) || is_calendar_number(rules.type);
  if (is_numeric && !(rules.has_style && is_number(rules.type))) {
    const bool has_space = trimmed(text).size() != text.size();
    if (has_space || is_plain_digits(text) || is_dash(text)) return accepted(text);
    return refused(number_as_text, rules, cell);
  }
  if (rules.type == FieldType::date) {
    const std::string iso = iso_of_slashes(text);
    return accepted(iso.empty() ? text : arena.keep(iso));
  }
  if (rules.type == FieldType::list) return read_list(rules, cell, arena);
  return rules.choices.empty() ? accepted(text) : read_word(rules, cell, arena);
}

SheetValueReading read_number_cell(const SheetValueRules& rules, const WorkbookCell& cell,
                                   TextArena& arena) {
  switch (rules.type) {
    case FieldType::code:
    case FieldType::reference:
    case FieldType::item:
    case FieldType::list:
      return refused(code_is_number, rules, cell);
    case FieldType::date:
      return refused(date_is_number, rules, cell);
    case FieldType::percent:
      if (cell.is_percent)
        return accepted(in_style(rules, arena.keep(times_hundred(cell.text)), arena));
      break;
    case FieldType::choice:
    case FieldType::flag:
      return read_word(rules, cell, arena);
    default:
      break;
  }
  if (cell.is_percent) return refused(percent_in_number, rules, cell);
  const bool keeps_zeros = rules.type == FieldType::decimal || rules.type == FieldType::percent;
  const std::string_view text = keeps_zeros ? with_decimals(cell, cell.text, arena) : cell.text;
  return accepted(in_style(rules, text, arena));
}

}  // namespace

bool is_blank(const WorkbookCell& cell) {
  return cell.kind == WorkbookCellKind::text && cell.text.empty();
}

SheetValueReading read_sheet_value(const SheetValueRules& rules, const WorkbookCell& cell,
                                   TextArena& arena) {
  switch (cell.kind) {
    case WorkbookCellKind::text:
      return cell.text.empty() ? accepted({}) : read_text_cell(rules, cell, arena);
    case WorkbookCellKind::number:
      return read_number_cell(rules, cell, arena);
    case WorkbookCellKind::boolean:
      if (rules.type == FieldType::flag) return accepted(cell.text == "true" ? "yes" : "no");
      return refused(cell_is_boolean, rules, cell);
    case WorkbookCellKind::error:
      return refused(cell_is_error, rules, cell);
    case WorkbookCellKind::date:
      if (rules.type != FieldType::date) return refused(cell_is_date, rules, cell);
      if (cell.text.find(':') != std::string_view::npos)
        return refused(date_with_time, rules, cell);
      return accepted(cell.text);
  }
  return accepted(cell.text);
}

}  // namespace phanbo
