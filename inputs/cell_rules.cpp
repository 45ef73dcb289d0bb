#include "inputs/cell_rules.hpp"

#include <algorithm>

#include "inputs/kinds_of_tables.hpp"
#include "inputs/plan_header.hpp"
#include "inputs/problem_list.hpp"
#include "inputs/text_rules.hpp"
#include "models/date.hpp"
#include "models/limits.hpp"

namespace phanbo {

using namespace input_problem;

namespace {

constexpr std::int64_t count_max = 1'000'000'000;

CellReading refused(const ProblemKind& kind, std::vector<std::string> arguments) {
  CellReading reading;
  reading.fault = &kind;
  reading.arguments = std::move(arguments);
  return reading;
}

CellReading accepted(std::string_view text) {
  CellReading reading;
  reading.text = text;
  return reading;
}

CellReading refused_number(const CellRules& rules, std::string_view text, const ProblemKind& kind) {
  const std::string written(text);
  if (&kind == &too_many_digits) return refused(kind, {written});
  const bool plain = rules.number_style == NumberStyle::plain;
  return refused(kind, {written, plain ? "1234567.5" : "1.234.567,5"});
}

/// The same text where it already is canonical, so that nothing is copied.
std::string_view canonical_text(std::string_view text, const std::string& canonical,
                                TextArena& arena) {
  return text == canonical ? text : arena.keep(canonical);
}

/// Plain digits without leading zeros are the canonical text itself.
bool is_canonical_as_written(const CellRules& rules, const NumberText& number) {
  return rules.number_style == NumberStyle::plain && !number.negative;
}

CellReading read_money(const CellRules& rules, std::string_view text, TextArena& arena) {
  const NumberText number = parse_number(text, rules.number_style);
  if (number.fault != nullptr) return refused_number(rules, text, *number.fault);
  const auto dong = scaled_to_whole(number, static_cast<int>(rules.amount_unit));
  if (!dong) {
    return refused(fraction_of_dong, {std::string(text), std::string(word_of(rules.amount_unit))});
  }
  if (*dong < 0) return refused(negative_number, {std::string(text), std::string(rules.name)});
  if (*dong > limit_amount_dong_max) {
    return refused(over_limit, {std::string(rules.name), to_plain(*dong) + " dong",
                                std::to_string(limit_amount_dong_max) + " dong"});
  }
  const bool is_same = rules.amount_unit == AmountUnit::dong && number.digits == 0 &&
                       is_canonical_as_written(rules, number);
  CellReading reading =
      accepted(is_same ? text : arena.keep(std::to_string(static_cast<std::int64_t>(*dong))));
  reading.addend = *dong;
  return reading;
}

CellReading read_decimal(const CellRules& rules, std::string_view text, TextArena& arena) {
  const NumberText number = parse_number(text, rules.number_style);
  if (number.fault != nullptr) return refused_number(rules, text, *number.fault);
  const bool negative = number.negative && number.units != 0;
  if (negative && !rules.may_be_negative) {
    return refused(negative_number, {std::string(text), std::string(rules.name)});
  }
  if (number.units > INT64_MAX / 10) {
    return refused(too_many_digits, {std::string(text)});
  }
  const bool is_same = is_canonical_as_written(rules, number);
  CellReading reading =
      accepted(is_same ? text : canonical_text(text, to_canonical(number), arena));
  reading.addend = number.units * Decimal::power_of_ten(Decimal::digits_max - number.digits);
  if (negative) reading.addend = -reading.addend;
  return reading;
}

CellReading read_integer(const CellRules& rules, std::string_view text, TextArena& arena) {
  const NumberText number = parse_number(text, rules.number_style);
  if (number.fault != nullptr) return refused_number(rules, text, *number.fault);
  const auto whole = scaled_to_whole(number, 0);
  if (!whole || number.digits > 0) return refused(number_not_whole, {std::string(text)});
  if (*whole < 0) return refused(negative_number, {std::string(text), std::string(rules.name)});
  if (*whole > rules.integer_max) {
    return refused(over_limit,
                   {std::string(rules.name), std::string(text), std::to_string(rules.integer_max)});
  }
  const bool is_same = is_canonical_as_written(rules, number);
  CellReading reading = accepted(is_same ? text : canonical_text(text, to_plain(*whole), arena));
  reading.addend = *whole * Decimal::power_of_ten(Decimal::digits_max);
  return reading;
}

/// Years and months are written the same in every style: plain digits.
CellReading read_year(const CellRules& rules, std::string_view text, TextArena& arena) {
  CellRules plain = rules;
  plain.number_style = NumberStyle::plain;
  plain.integer_max = limit_year_last;
  CellReading reading = read_integer(plain, text, arena);
  if (reading.fault != nullptr) return reading;
  const std::int64_t year = whole_of_canonical(reading.text);
  const int first = rules.any_year ? limit_year_first - 100 : rules.first_year;
  const int last = rules.any_year ? limit_year_last : rules.last_year;
  if (year >= first && year <= last) return reading;
  return refused(year_outside_plan,
                 {std::string(text), std::to_string(first), std::to_string(last)});
}

CellReading read_month(const CellRules& rules, std::string_view text, TextArena& arena) {
  CellRules plain = rules;
  plain.number_style = NumberStyle::plain;
  CellReading reading = read_integer(plain, text, arena);
  if (reading.fault != nullptr || whole_of_canonical(reading.text) >= 1) return reading;
  return refused(unknown_choice, {std::string(text), std::string(rules.name), "1–12"});
}

CellReading read_choice(const CellRules& rules, std::string_view text) {
  if (std::find(rules.choices.begin(), rules.choices.end(), text) != rules.choices.end()) {
    return accepted(text);
  }
  return refused(unknown_choice,
                 {std::string(text), std::string(rules.name), offered_names(text, rules.choices)});
}

CellReading read_code(std::string_view text, TextArena& arena) {
  const std::string_view code = to_nfc(text, arena);
  if (code.size() > limit_name_bytes_max || !is_code(code)) {
    CellReading reading = refused(code_malformed, {std::string(code)});
    reading.text = code;  // kept, so that references to it do not become problems of their own
    return reading;
  }
  return accepted(code);
}

CellReading read_list(const CellRules& rules, std::string_view text, TextArena& arena) {
  std::vector<std::string> entries;
  std::string_view rest = text;
  while (true) {
    const std::size_t bar = rest.find('|');
    const std::string_view entry = rest.substr(0, bar);
    const CellReading reading =
        rules.choices.empty() ? read_code(entry, arena) : read_choice(rules, entry);
    if (reading.fault != nullptr) return reading;
    if (std::find(entries.begin(), entries.end(), reading.text) != entries.end()) {
      return refused(list_entry_twice, {std::string(entry)});
    }
    entries.emplace_back(reading.text);
    if (bar == std::string_view::npos) break;
    rest.remove_prefix(bar + 1);
  }
  return accepted(canonical_text(text, joined(entries, "|"), arena));
}

CellReading read_text(const CellRules& rules, std::string_view text, TextArena& arena) {
  if (looks_like_formula(text))
    return refused(text_like_formula, {std::string(rules.name), std::string(text.substr(0, 1))});
  if (text.size() <= limit_name_bytes_max) return accepted(to_nfc(text, arena));
  return refused(text_too_long, {std::string(rules.name), std::to_string(text.size()),
                                 std::to_string(limit_name_bytes_max)});
}

}  // namespace

bool is_number(FieldType type) {
  return type == FieldType::money || type == FieldType::decimal || type == FieldType::percent ||
         type == FieldType::integer;
}

CellRules rules_of(const TableSpec& table, const Field& field) {
  CellRules rules;
  rules.type = field.type;
  rules.name = field.name;
  if (field.choices != "*") rules.choices = split_choices(field.choices);
  if (field.type == FieldType::flag) rules.choices = {"yes", "no"};
  rules.may_be_negative = table.name == "statements" || field.name == "score";
  rules.any_year = (table.name == "previous" && field.name == "year") || field.name == "start_year";
  rules.integer_max = field.name == "digits" ? Decimal::digits_max : count_max;
  if (field.name == "people") rules.integer_max = std::int64_t{10} * count_max;
  if (field.type == FieldType::month) rules.integer_max = 12;
  return rules;
}

CellReading read_cell_text(const CellRules& rules, std::string_view text, TextArena& arena) {
  switch (rules.type) {
    case FieldType::money:
      return read_money(rules, text, arena);
    case FieldType::decimal:
    case FieldType::percent:
      return read_decimal(rules, text, arena);
    case FieldType::integer:
      return read_integer(rules, text, arena);
    case FieldType::year:
      return read_year(rules, text, arena);
    case FieldType::month:
      return read_month(rules, text, arena);
    case FieldType::choice:
    case FieldType::flag:
      return read_choice(rules, text);
    case FieldType::list:
      return read_list(rules, text, arena);
    case FieldType::code:
    case FieldType::item:
      return read_code(text, arena);
    case FieldType::reference:
      return accepted(to_nfc(text, arena));
    case FieldType::date:
      return parse_iso_date(text) ? accepted(text) : refused(date_malformed, {std::string(text)});
    case FieldType::text:
      return read_text(rules, text, arena);
  }
  return accepted(text);
}

}  // namespace phanbo
