#include "outputs/page/words.hpp"

#include <algorithm>

namespace phanbo::page {

namespace {

constexpr std::int64_t million = 1'000'000;
constexpr std::int64_t billion = 1'000'000'000;
constexpr std::string_view minus_sign = "−";

char group_mark(Language language) { return language == Language::vietnamese ? '.' : ','; }
char decimal_mark(Language language) { return language == Language::vietnamese ? ',' : '.'; }

/// amount ÷ unit with at most two decimals, half up, trailing zeros left out.
std::string in_units(std::int64_t amount, std::int64_t unit, Language language) {
  const Int128 hundredths = divide_rounded(Int128{amount} * 100, unit, RoundingMode::half_up);
  const auto whole = static_cast<std::int64_t>(hundredths / 100);
  const auto rest = static_cast<int>(hundredths % 100);
  std::string text = grouped(whole, language);
  if (rest == 0) return text;
  text += decimal_mark(language);
  text += static_cast<char>('0' + rest / 10);
  if (rest % 10 != 0) text += static_cast<char>('0' + rest % 10);
  return text;
}

}  // namespace

std::string exact_amount(Money amount, Language language) {
  if (!amount.is_negative()) return to_grouped(amount, group_mark(language));
  return std::string(minus_sign) + to_grouped(-amount, group_mark(language));
}

std::string chart_amount(Money amount, Language language) {
  if (amount.is_negative()) return std::string(minus_sign) + chart_amount(-amount, language);
  const std::int64_t dong = amount.dong();
  const bool vietnamese = language == Language::vietnamese;
  // 999.995.000 and more would be said as "1.000 triệu".
  if (dong >= billion - 5'000)
    return in_units(dong, billion, language) + (vietnamese ? " tỷ" : " billion");
  if (dong >= million)
    return in_units(dong, million, language) + (vietnamese ? " triệu" : " million");
  return exact_amount(amount, language) + (vietnamese ? " đồng" : " dong");
}

std::string short_amount(Money amount, Language language) {
  const std::string text = chart_amount(amount, language);
  const std::int64_t size = amount.is_negative() ? -amount.dong() : amount.dong();
  if (size < million) return text;
  return text + (language == Language::vietnamese ? " đồng" : " dong");
}

std::string short_change(Money change, Language language) {
  return (change > Money() ? "+" : "") + short_amount(change, language);
}

std::string percent(Money part, Money whole, Language language) {
  PB_CHECK(whole > Money());
  const Int128 exact = Int128{part.dong()} * 1000;
  Int128 tenths = divide_rounded(exact, whole.dong(), RoundingMode::half_up);
  std::string_view sign = "";
  if (tenths == 0 && part > Money()) {
    sign = "< ";
    tenths = 1;
  } else if (tenths == 1000 && part < whole) {
    sign = "> ";
    tenths = 999;
  }
  std::string text(sign);
  text += grouped(static_cast<std::int64_t>(tenths / 10), language);
  const auto rest = static_cast<int>(tenths % 10);
  if (rest != 0) {
    text += decimal_mark(language);
    text += static_cast<char>('0' + rest);
  }
  return text + (language == Language::vietnamese ? "\u00A0%" : "%");
}

std::string grouped(std::int64_t number, Language language) {
  return to_grouped(Money::from_dong(number), group_mark(language));
}

std::string plain_number(const Decimal& value, Language language) {
  const Decimal reduced = value.reduced();
  if (reduced.digits() == 0) return grouped(reduced.units(), language);
  return language == Language::vietnamese ? to_vietnamese(reduced) : to_plain(reduced);
}

std::string day(const Date& date, Language language) {
  return language == Language::vietnamese ? to_vietnamese(date) : to_iso(date);
}

std::string years(int first, int last) {
  if (first == last) return std::to_string(first);
  return std::to_string(first) + "–" + std::to_string(last);
}

std::string fill(std::string_view sentence, std::initializer_list<std::string_view> arguments) {
  std::string text;
  for (std::size_t i = 0; i < sentence.size(); ++i) {
    if (sentence[i] != '{') {
      text += sentence[i];
      continue;
    }
    const auto position = static_cast<std::size_t>(sentence[i + 1] - '0');
    PB_CHECK(position < arguments.size() && sentence[i + 2] == '}');
    text += *(arguments.begin() + position);
    i += 2;
  }
  return text;
}

}  // namespace phanbo::page
