#include "inputs/text_rules.hpp"

#include <gtest/gtest.h>

#include "inputs/cell_rules.hpp"

namespace phanbo {
namespace {

std::string nfc(std::string_view text) {
  std::deque<std::string> storage;
  TextArena arena(storage);
  return std::string(to_nfc(text, arena));
}

TEST(TextRules, DecomposedVietnameseIsComposed) {
  EXPECT_EQ(nfc("Thơ\u0323i"), "Thợi");
  EXPECT_EQ(nfc("Hòa"), "Hòa");
  EXPECT_EQ(nfc("o\u031B\u0300"), "ờ");
  EXPECT_EQ(nfc("Hoa\u0300"), "Hoà") << "where the mark stands is not changed";
}

TEST(TextRules, ComposedTextIsNotCopied) {
  std::deque<std::string> storage;
  TextArena arena(storage);
  const std::string_view text = "Ủy ban nhân dân phường An Bình – 50 ₫";
  EXPECT_EQ(to_nfc(text, arena).data(), text.data());
  EXPECT_TRUE(storage.empty());
}

TEST(TextRules, HiddenCharactersAreNamed) {
  EXPECT_EQ(hidden_character_of("Ủy ban nhân dân"), "");
  EXPECT_EQ(hidden_character_of("a\tb"), "U+0009");
  EXPECT_EQ(hidden_character_of("a\nb"), "U+000A");
  EXPECT_EQ(hidden_character_of("\x7F"), "U+007F");
  EXPECT_EQ(hidden_character_of("ă\u200Bb"), "U+200B");
  EXPECT_EQ(hidden_character_of("\uFEFFa"), "U+FEFF");
  EXPECT_EQ(hidden_character_of("a\u202Eb"), "U+202E");
  EXPECT_EQ(hidden_character_of("a\u00ADb"), "U+00AD");
  EXPECT_EQ(hidden_character_of("a\u2028b"), "U+2028");
}

TEST(TextRules, Codes) {
  for (const auto* code : {"an-binh", "II.4", "Đ1", "2026", "a/b_c", "xã"})
    EXPECT_TRUE(is_code(code)) << code;
  for (const auto* text : {"", "-", "a b", "a@b", "a#b", "a|b", "a,b", "a\u00A0b", "₫", "*"})
    EXPECT_FALSE(is_code(text)) << text;
}

TEST(TextRules, Formulas) {
  for (const auto* text :
       {"=1+1", "+1", "@x", "-2+3", "-a", "- a|b", "-.", "-,", "-1.", "-.5", "-1..2"})
    EXPECT_TRUE(looks_like_formula(text)) << text;
  for (const auto* text : {"", "-", "-1.5", "-1.234,5", "- Thuế", "1-2"})
    EXPECT_FALSE(looks_like_formula(text)) << text;
}

TEST(TextRules, PercentAndDecimalAreNotScaledByTheUnitOfMoney) {
  for (const FieldType type : {FieldType::percent, FieldType::decimal}) {
    CellRules rules;
    rules.type = type;
    rules.amount_unit = AmountUnit::million_dong;
    std::deque<std::string> storage;
    TextArena arena(storage);
    EXPECT_EQ(read_cell_text(rules, "216.876", arena).text, "216.876");
  }
}

}  // namespace
}  // namespace phanbo
