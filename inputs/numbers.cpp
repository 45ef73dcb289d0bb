#include "inputs/numbers.hpp"

#include <utf8proc.h>

#include <algorithm>

#include "inputs/kinds_of_tables.hpp"

namespace phanbo {

using namespace input_problem;

namespace {

constexpr int significant_digits_max = 30;

bool is_digit(char character) { return character >= '0' && character <= '9'; }

bool is_all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

bool holds_letter_or_symbol(std::string_view text) {
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  auto left = static_cast<utf8proc_ssize_t>(text.size());
  while (left > 0) {
    utf8proc_int32_t code_point = 0;
    const auto used = utf8proc_iterate(bytes, left, &code_point);
    if (used <= 0) return false;
    switch (utf8proc_category(code_point)) {
      case UTF8PROC_CATEGORY_LU:
      case UTF8PROC_CATEGORY_LL:
      case UTF8PROC_CATEGORY_LO:
      case UTF8PROC_CATEGORY_SC:
        return true;
      default:
        break;
    }
    bytes += used;
    left -= used;
  }
  return false;
}

/// Says why a text is no number, in the words that help most.
const ProblemKind& fault_of(std::string_view text, NumberStyle style) {
  const bool has_digit = std::any_of(text.begin(), text.end(), is_digit);
  const bool is_ascii = std::all_of(text.begin(), text.end(),
                                    [](char c) { return static_cast<unsigned char>(c) < 0x80U; });
  if (!is_ascii) {
    return has_digit && holds_letter_or_symbol(text) ? number_with_unit : number_foreign_characters;
  }
  const bool only_marks = std::all_of(text.begin(), text.end(), [](char c) {
    return is_digit(c) || c == '.' || c == ',' || c == '-' || c == '+';
  });
  if (!only_marks) {
    const bool has_exponent = text.find_first_of("eE") != std::string_view::npos;
    return has_digit && !has_exponent ? number_with_unit : number_malformed;
  }
  if (!has_digit || text.find_first_of("+-", 1) != std::string_view::npos || text[0] == '+')
    return number_malformed;
  if (style == NumberStyle::vietnamese) {
    return text.find('.') != std::string_view::npos ? number_groups_incomplete : number_malformed;
  }
  const bool other_style =
      text.find(',') != std::string_view::npos || std::count(text.begin(), text.end(), '.') > 1;
  return other_style ? number_style_not_declared : number_malformed;
}

void append_digits(NumberText& number, std::string_view digits) {
  for (const char digit : digits) number.units = number.units * 10 + (digit - '0');
}

/// Splits "1.234.567" into digits; false when a group is incomplete.
bool take_groups(std::string_view whole, std::string& digits) {
  if (whole.find('.') == std::string_view::npos) {
    digits = whole;
    return is_all_digits(whole);
  }
  bool first = true;
  while (true) {
    const std::size_t dot = whole.find('.');
    const std::string_view group = whole.substr(0, dot);
    const bool complete = first ? !group.empty() && group.size() <= 3 : group.size() == 3;
    if (!complete || !is_all_digits(group)) return false;
    digits += group;
    first = false;
    if (dot == std::string_view::npos) return true;
    whole.remove_prefix(dot + 1);
  }
}

NumberText failed(const ProblemKind& kind) {
  NumberText number;
  number.fault = &kind;
  return number;
}

NumberText number_of_parts(bool negative, std::string_view whole, std::string_view fraction) {
  if (whole.size() > 1 && whole.front() == '0') return failed(number_malformed);
  if (fraction.size() > Decimal::digits_max) return failed(too_many_digits);
  if (whole.size() + fraction.size() > significant_digits_max) return failed(too_many_digits);
  NumberText number;
  number.negative = negative;
  number.digits = static_cast<int>(fraction.size());
  append_digits(number, whole);
  append_digits(number, fraction);
  return number;
}

}  // namespace

std::string_view word_of(AmountUnit unit) {
  switch (unit) {
    case AmountUnit::dong:
      return "dong";
    case AmountUnit::thousand_dong:
      return "thousand_dong";
    case AmountUnit::million_dong:
      return "million_dong";
    case AmountUnit::billion_dong:
      return "billion_dong";
  }
  return {};
}

NumberText parse_number(std::string_view text, NumberStyle style) {
  const std::string_view written = text;
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const char mark = style == NumberStyle::plain ? '.' : ',';
  const std::size_t mark_position = text.find(mark);
  const std::string_view whole = text.substr(0, mark_position);
  std::string_view fraction;
  if (mark_position != std::string_view::npos) {
    fraction = text.substr(mark_position + 1);
    if (!is_all_digits(fraction)) return failed(fault_of(written, style));
  }
  if (style == NumberStyle::plain) {
    if (!is_all_digits(whole)) return failed(fault_of(written, style));
    return number_of_parts(negative, whole, fraction);
  }
  std::string digits;
  if (!take_groups(whole, digits)) return failed(fault_of(written, style));
  return number_of_parts(negative, digits, fraction);
}

std::optional<Int128> scaled_to_whole(const NumberText& number, int power) {
  if (number.digits == 0 && power == 0) return number.negative ? -number.units : number.units;
  Int128 units = number.units;
  int digits = number.digits;
  while (digits > 0 && power > 0) {
    --digits;
    --power;
  }
  for (; power > 0; --power) {
    // More than 30 digits are refused on reading, so eight more fit 128 bits; amounts beyond are
    // over the limit.
    if (units > Int128{limit_amount_dong_max} * 1000) break;
    units *= 10;
  }
  const Int128 scale = Decimal::power_of_ten(digits);
  if (units % scale != 0) return std::nullopt;
  units /= scale;
  return number.negative ? -units : units;
}

std::string to_canonical(const NumberText& number) {
  std::string text = to_plain(number.units);
  const auto digits = static_cast<std::size_t>(number.digits);
  if (digits > 0) {
    if (text.size() <= digits) text.insert(0, digits + 1 - text.size(), '0');
    text.insert(text.size() - digits, 1, '.');
  }
  return number.negative && number.units != 0 ? "-" + text : text;
}

std::int64_t whole_of_canonical(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  std::int64_t value = 0;
  for (const char digit : text) value = value * 10 + (digit - '0');
  return negative ? -value : value;
}

}  // namespace phanbo
