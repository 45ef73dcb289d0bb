#include "inputs/numbers.hpp"

#include <gtest/gtest.h>

#include "inputs/cell_rules.hpp"

namespace phanbo {
namespace {

std::string plain(std::string_view text) {
  const NumberText number = parse_number(text, NumberStyle::plain);
  return number.fault != nullptr ? std::string(number.fault->id) : to_canonical(number);
}

std::string vietnamese(std::string_view text) {
  const NumberText number = parse_number(text, NumberStyle::vietnamese);
  return number.fault != nullptr ? std::string(number.fault->id) : to_canonical(number);
}

/// The đồng of a money cell, or the id of the problem.
std::string money(std::string_view text, AmountUnit unit, NumberStyle style = NumberStyle::plain) {
  CellRules rules;
  rules.type = FieldType::money;
  rules.amount_unit = unit;
  rules.number_style = style;
  std::deque<std::string> storage;
  TextArena arena(storage);
  const CellReading reading = read_cell_text(rules, text, arena);
  return std::string(reading.fault != nullptr ? reading.fault->id : reading.text);
}

TEST(Numbers, PlainStyle) {
  EXPECT_EQ(plain("0"), "0");
  EXPECT_EQ(plain("1234567"), "1234567");
  EXPECT_EQ(plain("12.50"), "12.50");
  EXPECT_EQ(plain("-0.05"), "-0.05");
  EXPECT_EQ(plain("-0"), "0");
}

TEST(Numbers, PlainStyleRefusesEverythingElse) {
  EXPECT_EQ(plain("1,5"), "number_style_not_declared");
  EXPECT_EQ(plain("1.234.567"), "number_style_not_declared");
  EXPECT_EQ(plain("1,234.5"), "number_style_not_declared");
  for (const auto* text : {"", "-", "+5", "007", "1.", ".5", "1e9", "1E9", "--1", "1-2", "."})
    EXPECT_EQ(plain(text), "number_malformed") << text;
  for (const auto* text : {"5đ", "5 ₫", "5 tỷ", "5 triệu", "5%", "$5", "5 VND", "5 dong"})
    EXPECT_EQ(plain(text), "number_with_unit") << text;
  for (const auto* text : {"１２", "1\u00A0000", "1\u202F000", "−5"})
    EXPECT_EQ(plain(text), "number_foreign_characters") << text;
}

TEST(Numbers, VietnameseStyle) {
  EXPECT_EQ(vietnamese("1.234.567,50"), "1234567.50");
  EXPECT_EQ(vietnamese("1234567,5"), "1234567.5");
  EXPECT_EQ(vietnamese("-1.234"), "-1234");
  EXPECT_EQ(vietnamese("12"), "12");
}

TEST(Numbers, VietnameseStyleNeedsCompleteGroups) {
  for (const auto* text : {"1.23.456", "1.5", "1234.567", "1.234.56", ".123", "1..234"})
    EXPECT_EQ(vietnamese(text), "number_groups_incomplete") << text;
  EXPECT_EQ(vietnamese("0.123"), "number_malformed");
  EXPECT_EQ(vietnamese("1,2,3"), "number_malformed");
  EXPECT_EQ(vietnamese("1,234.5"), "number_groups_incomplete");
}

TEST(Numbers, DigitsAreLimitedOnBothSides) {
  EXPECT_EQ(plain("0.123456789012"), "0.123456789012");
  EXPECT_EQ(plain("0.1234567890123"), "too_many_digits");
  EXPECT_EQ(plain("123456789012345678901234567890"), "123456789012345678901234567890");
  EXPECT_EQ(plain("1234567890123456789012345678901"), "too_many_digits");
}

TEST(Numbers, MoneyIsScaledExactly) {
  EXPECT_EQ(money("1.5", AmountUnit::million_dong), "1500000");
  EXPECT_EQ(money("1,5", AmountUnit::million_dong, NumberStyle::vietnamese), "1500000");
  EXPECT_EQ(money("0.000001", AmountUnit::million_dong), "1");
  EXPECT_EQ(money("2615000", AmountUnit::million_dong), "2615000000000");
  EXPECT_EQ(money("1.500", AmountUnit::dong, NumberStyle::vietnamese), "1500");
  EXPECT_EQ(money("7.0", AmountUnit::dong), "7") << "a zero fraction is no fraction";
}

TEST(Numbers, MoneyThatIsNotWholeDongIsRefused) {
  EXPECT_EQ(money("0.0000001", AmountUnit::million_dong), "fraction_of_dong");
  EXPECT_EQ(money("0.5", AmountUnit::dong), "fraction_of_dong");
  EXPECT_EQ(money("1.2345", AmountUnit::thousand_dong), "fraction_of_dong");
}

TEST(Numbers, MoneyKeepsItsLimit) {
  EXPECT_EQ(money("8999999999999999", AmountUnit::dong), "8999999999999999");
  EXPECT_EQ(money("9000000000000000", AmountUnit::dong), "9000000000000000");
  EXPECT_EQ(money("9000000000000001", AmountUnit::dong), "over_limit");
  EXPECT_EQ(money("9000000.000000001", AmountUnit::billion_dong), "over_limit");
  EXPECT_EQ(money("123456789012345678901234567890", AmountUnit::billion_dong), "over_limit");
  EXPECT_EQ(money("-1", AmountUnit::dong), "negative_number");
}

}  // namespace
}  // namespace phanbo
