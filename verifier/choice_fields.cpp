#include "verifier/choice_fields.hpp"

namespace phanbo_verify {

std::string_view text_of(const Json& object, std::string_view key) {
  const Json* member = object.find(key);
  if (member == nullptr || !member->is_text())
    throw BadProof(plain(key) + is_not({"văn bản", "a text"}));
  return member->text;
}

const Json& list_of(const Json& object, std::string_view key) {
  const Json* member = object.find(key);
  if (member == nullptr || !member->is_array())
    throw BadProof(plain(key) + is_not({"danh sách", "a list"}));
  return *member;
}

const Json& member_of(const Json& object, std::string_view key) {
  const Json* member = object.find(key);
  if (member == nullptr) throw BadProof(lacks(key));
  return *member;
}

bool flag_of(const Json& object, std::string_view key) {
  const Json* member = object.find(key);
  if (member == nullptr || member->kind != JsonKind::boolean)
    throw BadProof(plain(key) + is_not({"true hoặc false", "true or false"}));
  return member->integer != 0;
}

std::int64_t money_of(const Json& object, std::string_view key) {
  const Json* member = object.find(key);
  if (member == nullptr || !member->is_integer())
    throw BadProof(plain(key) + is_not({"số tiền", "an amount"}));
  return member->integer;
}

Wide scaled(std::string_view text, int digits) {
  const auto value = parse_decimal(text);
  if (!value) throw BadProof(plain("\"" + std::string(text) + "\"") + is_not({"số", "a number"}));
  Wide power = 1;
  for (int i = 0; i < digits; ++i) power *= 10;
  const Fraction whole = *value * Fraction::of(power);
  if (!whole.is_whole())
    throw BadProof(Words{"quá nhiều chữ số thập phân: ", "too many digits: "} + text);
  return whole.numerator;
}

Words part(const Words& what) { return Words{", ", " "} + what; }

}  // namespace phanbo_verify
