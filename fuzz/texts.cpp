// Numbers, dates, decimals and names as cells hold them.
#include <deque>

#include "fuzz/fuzz.hpp"
#include "inputs/numbers.hpp"
#include "inputs/source_text.hpp"
#include "inputs/text_rules.hpp"
#include "models/date.hpp"
#include "models/decimal.hpp"
#include "verifier/exact.hpp"

namespace phanbo::fuzz {
namespace {

void check_number(std::string_view text, NumberStyle style) {
  const NumberText number = parse_number(text, style);
  if (number.fault != nullptr) return;
  const std::string canonical = to_canonical(number);
  const NumberText again = parse_number(canonical, NumberStyle::plain);
  promise(again.fault == nullptr && again.units == number.units && again.digits == number.digits,
          "a canonical number reads the same");
  const auto theirs = phanbo_verify::parse_decimal(canonical);
  if (theirs) {
    const auto ours = scaled_to_whole(number, 0);
    promise(ours.has_value() == theirs->is_whole(), "whole for both");
    if (ours) promise(*ours == theirs->numerator, "the same value for both");
  }
  for (const int power : {0, 3, 6, 9, 12}) {
    const auto scaled = scaled_to_whole(number, power);
    if (scaled) Money::checked(*scaled);
  }
}

void check_decimal(std::string_view text) {
  const auto value = Decimal::parse(text);
  if (!value) return;
  const auto again = Decimal::parse(to_plain(*value));
  promise(again && *again == *value && *again == value->reduced(), "a decimal reads the same");
  to_vietnamese(*value);
}

void run(std::string_view text) {
  check_number(text, NumberStyle::plain);
  check_number(text, NumberStyle::vietnamese);
  check_decimal(text);
  try {
    phanbo_verify::parse_exact(text);
  } catch (const phanbo_verify::TooLarge&) {
  }
  phanbo_verify::parse_whole(text);
  if (const auto date = parse_iso_date(text)) {
    promise(to_iso(*date) == text, "a date reads the same");
    promise(day_before(*date) < *date, "the day before is earlier");
    to_vietnamese(*date);
  }
  SourceText source{"x", text};
  Problem fault;
  if (!check_encoding(source, fault)) return;
  std::deque<std::string> storage;
  TextArena arena(storage);
  hidden_character_of(source.text);
  is_code(source.text);
  const std::string_view composed = to_nfc(source.text, arena);
  promise(to_nfc(composed, arena) == composed, "normal form C stays");
}

}  // namespace
}  // namespace phanbo::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  phanbo::fuzz::run(phanbo::fuzz::text_of(data, size));
  return 0;
}
