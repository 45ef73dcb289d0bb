#include "inputs/xlsx/number_text.hpp"

#include <cstddef>

namespace phanbo {

namespace {

constexpr std::size_t kept_digits = 15;
/// 2^53: whole numbers up to here are exact in binary floating point.
constexpr std::string_view exact_whole_max = "9007199254740992";
/// Powers of ten of the largest and the smallest binary number.
constexpr int exponent_max = 308;
constexpr int exponent_min = -324;

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

/// 0.digits × 10^point; no zeros at either end, empty = zero.
struct Digits {
  bool is_negative = false;
  std::string digits;
  int point = 0;
};

std::string_view take_digits(std::string_view& text) {
  std::size_t count = 0;
  while (count < text.size() && is_digit(text[count])) ++count;
  const std::string_view taken = text.substr(0, count);
  text.remove_prefix(count);
  return taken;
}

bool take_sign(std::string_view& text) {
  const bool is_negative = text.starts_with('-');
  if (is_negative || text.starts_with('+')) text.remove_prefix(1);
  return is_negative;
}

/// "E+11" → 11; false if there is something else.
bool take_exponent(std::string_view& text, int& exponent) {
  constexpr int far_beyond = 100'000;
  if (!text.starts_with('E') && !text.starts_with('e')) return true;
  text.remove_prefix(1);
  const bool is_negative = take_sign(text);
  const std::string_view digits = take_digits(text);
  if (digits.empty()) return false;
  for (const char digit : digits)
    if (exponent < far_beyond) exponent = exponent * 10 + (digit - '0');
  if (is_negative) exponent = -exponent;
  return true;
}

bool parse(std::string_view text, Digits& number) {
  number.is_negative = take_sign(text);
  const std::string_view whole = take_digits(text);
  std::string_view fraction;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    fraction = take_digits(text);
  }
  int exponent = 0;
  if (whole.empty() && fraction.empty()) return false;
  if (!take_exponent(text, exponent) || !text.empty()) return false;
  number.digits = std::string(whole) + std::string(fraction);
  const std::size_t first = number.digits.find_first_not_of('0');
  if (first == std::string::npos) {
    number.digits.clear();
    return true;
  }
  number.digits.erase(0, first);
  number.digits.resize(number.digits.find_last_not_of('0') + 1);
  number.point = static_cast<int>(whole.size()) - static_cast<int>(first) + exponent;
  return number.point - 1 <= exponent_max && number.point - 1 >= exponent_min;
}

/// Half away from zero, to the first 15 digits.
void round_digits(Digits& number) {
  std::string& digits = number.digits;
  const bool up = digits[kept_digits] >= '5';
  digits.resize(kept_digits);
  if (up) {
    std::size_t i = kept_digits;
    while (i > 0 && digits[i - 1] == '9') --i;
    digits.resize(i);
    if (i > 0) {
      ++digits[i - 1];
    } else {
      digits = "1";
      ++number.point;
    }
  }
  digits.resize(digits.find_last_not_of('0') + 1);
}

void write_plain(const Digits& number, std::string& plain) {
  plain.clear();
  const std::string& digits = number.digits;
  if (digits.empty()) {
    plain = "0";
    return;
  }
  if (number.is_negative) plain += '-';
  if (number.point <= 0) {
    plain += "0.";
    plain.append(static_cast<std::size_t>(-number.point), '0');
    plain += digits;
    return;
  }
  const auto point = static_cast<std::size_t>(number.point);
  if (point >= digits.size()) {
    plain += digits;
    plain.append(point - digits.size(), '0');
    return;
  }
  plain.append(digits, 0, point);
  plain += '.';
  plain.append(digits, point);
}

/// Digits only, no zero in front, at most 15: as it stands. Most numbers are.
bool is_plain_already(std::string_view stored) {
  if (stored.empty() || stored.size() > kept_digits) return false;
  if (stored.front() == '0' && stored.size() > 1) return false;
  for (const char letter : stored)
    if (!is_digit(letter)) return false;
  return true;
}

}  // namespace

NumberReading plain_number(std::string_view stored, std::string& plain) {
  if (is_plain_already(stored)) {
    plain.assign(stored);
    return NumberReading::ok;
  }
  Digits number;
  if (!parse(stored, number)) return NumberReading::malformed;
  if (number.digits.size() > kept_digits) {
    const auto point = static_cast<std::size_t>(number.point > 0 ? number.point : 0);
    if (point <= kept_digits) {
      round_digits(number);
    } else if (point != exact_whole_max.size() || number.digits.size() > point ||
               number.digits > exact_whole_max) {
      return NumberReading::not_exact;
    }
  }
  write_plain(number, plain);
  return NumberReading::ok;
}

}  // namespace phanbo
