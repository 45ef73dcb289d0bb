#include "engine/criteria/measure.hpp"

#include <algorithm>
#include <array>

namespace phanbo {

namespace {

constexpr std::array<std::string_view, 8> plain_words = {
    "", "1", "points", "count", "percent", "ratio", "coefficient", "number"};

bool is_word(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || static_cast<unsigned char>(c) >= 0x80;
  });
}

}  // namespace

Measure Measure::any() {
  Measure measure;
  measure.is_any_ = true;
  return measure;
}

std::optional<Measure> Measure::parse(std::string_view text) {
  Measure measure;
  int sign = 1;
  while (true) {
    const std::size_t end = text.find_first_of("*/");
    const std::string_view word = text.substr(0, end);
    if (!is_word(word)) return std::nullopt;
    if (std::find(plain_words.begin(), plain_words.end(), word) == plain_words.end())
      measure.powers_[std::string(word)] += sign;
    if (end == std::string_view::npos) break;
    sign = text[end] == '/' ? -1 : 1;
    text.remove_prefix(end + 1);
    if (text.empty()) return std::nullopt;
  }
  std::erase_if(measure.powers_, [](const auto& entry) { return entry.second == 0; });
  return measure;
}

Measure Measure::combined(const Measure& other, int sign) const {
  if (is_any_ || other.is_any_) return any();
  Measure result = *this;
  for (const auto& [word, power] : other.powers_) result.powers_[word] += sign * power;
  std::erase_if(result.powers_, [](const auto& entry) { return entry.second == 0; });
  return result;
}

Measure Measure::to_power(int exponent) const {
  Measure result = *this;
  for (auto& entry : result.powers_) entry.second *= exponent;
  std::erase_if(result.powers_, [](const auto& entry) { return entry.second == 0; });
  return result;
}

std::string Measure::text() const {
  if (is_any_) return "?";
  std::string above;
  std::string below;
  for (const auto& [word, power] : powers_) {
    std::string& side = power > 0 ? above : below;
    for (int i = 0; i < std::abs(power); ++i) side += (side.empty() ? "" : "*") + word;
  }
  std::replace(below.begin(), below.end(), '*', '/');
  if (below.empty()) return above.empty() ? "1" : above;
  return (above.empty() ? "1" : above) + "/" + below;
}

}  // namespace phanbo
