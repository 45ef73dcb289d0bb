#include "inputs/xlsx/serial_dates.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <optional>

#include "models/money.hpp"

namespace phanbo {

namespace {

constexpr std::int64_t milliseconds_per_day = 86'400'000;
/// Day number of 1899-12-30, counted from 1970-01-01: day 61 and later count from here.
constexpr std::int64_t day_before_1900 = -25'569;
constexpr std::int64_t day_1904 = -24'107;
constexpr std::int64_t last_day = 2'932'896;  ///< 9999-12-31.
/// 1900-02-29 of the 1900 epoch, a day that never was.
constexpr std::int64_t false_leap_day = 60;

struct Moment {
  std::int64_t days = 0;
  std::int64_t milliseconds = 0;
};

/// Whole days and milliseconds of a plain decimal that is not negative and not too large.
std::optional<Moment> parse_serial(std::string_view serial) {
  constexpr std::size_t day_digits_max = 8;
  const std::size_t point = serial.find('.');
  const std::string_view whole = serial.substr(0, point);
  if (serial.starts_with('-') || whole.size() > day_digits_max) return std::nullopt;
  Moment moment;
  for (const char digit : whole) moment.days = moment.days * 10 + (digit - '0');
  if (point == serial.npos) return moment;
  constexpr std::size_t fraction_digits_max = 18;
  Int128 fraction = 0;
  Int128 scale = 1;
  for (const char digit : serial.substr(point + 1).substr(0, fraction_digits_max)) {
    fraction = fraction * 10 + (digit - '0');
    scale *= 10;
  }
  moment.milliseconds =
      static_cast<std::int64_t>((2 * fraction * milliseconds_per_day + scale) / (2 * scale));
  if (moment.milliseconds == milliseconds_per_day) {
    moment.milliseconds = 0;
    ++moment.days;
  }
  return moment;
}

std::string time_text(std::int64_t hours, std::int64_t milliseconds) {
  constexpr std::int64_t per_second = 1'000;
  constexpr std::int64_t per_minute = 60 * per_second;
  std::string text = fmt::format("{:02}:{:02}:{:02}", hours, milliseconds / per_minute % 60,
                                 milliseconds / per_second % 60);
  if (milliseconds % per_second != 0) text += fmt::format(".{:03}", milliseconds % per_second);
  return text;
}

constexpr std::int64_t milliseconds_per_hour = 3'600'000;

/// Civil date of a day counted from 1970-01-01, in the proleptic Gregorian calendar: eras of 400
/// years of 146,097 days that begin on 1 March.
std::string day_text(std::int64_t days) {
  const std::int64_t shifted = days + 719'468;
  const std::int64_t era = shifted / 146'097;
  const std::int64_t day_of_era = shifted % 146'097;
  const std::int64_t year_of_era =
      (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const std::int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t month_from_march = (5 * day_of_year + 2) / 153;
  const std::int64_t day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
  const std::int64_t month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
  const std::int64_t year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
  return fmt::format("{:04}-{:02}-{:02}", year, month, day);
}

int number_of(std::string_view digits) {
  int value = 0;
  for (const char digit : digits) value = value * 10 + (digit - '0');
  return value;
}

/// Does the text follow the pattern, where 0 stands for a digit?
bool follows(std::string_view text, std::string_view pattern) {
  if (text.size() != pattern.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_digit = text[i] >= '0' && text[i] <= '9';
    if (pattern[i] == '0' ? !is_digit : text[i] != pattern[i]) return false;
  }
  return true;
}

bool is_day(std::string_view text) {
  if (!follows(text, "0000-00-00")) return false;
  constexpr std::array<int, 12> lengths = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const int year = number_of(text.substr(0, 4));
  const int month = number_of(text.substr(5, 2));
  const int day = number_of(text.substr(8, 2));
  if (year == 0 || month < 1 || month > 12 || day < 1) return false;
  const bool is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return day <= lengths[static_cast<std::size_t>(month - 1)] + (month == 2 && is_leap ? 1 : 0);
}

/// "08:30:00" with up to three decimals of the second; trailing zero decimals are removed.
bool take_time(std::string_view iso, std::string& text) {
  constexpr std::size_t length_to_seconds = 8;
  const std::string_view seconds = iso.substr(0, length_to_seconds);
  if (!follows(seconds, "00:00:00")) return false;
  if (number_of(seconds.substr(0, 2)) > 23 || number_of(seconds.substr(3, 2)) > 59 ||
      number_of(seconds.substr(6, 2)) > 59)
    return false;
  text += seconds;
  const std::string_view fraction = iso.substr(length_to_seconds);
  if (fraction.empty()) return true;
  if (!follows(fraction, ".0") && !follows(fraction, ".00") && !follows(fraction, ".000"))
    return false;
  const std::string padded = (std::string(fraction.substr(1)) + "00").substr(0, 3);
  if (padded != "000") text += "." + padded;
  return true;
}

}  // namespace

bool date_of_serial(std::string_view serial, bool counts_from_1904, bool shows_time_only,
                    std::string& text) {
  const auto moment = parse_serial(serial);
  if (!moment) return false;
  const std::int64_t hour = moment->milliseconds / milliseconds_per_hour;
  if (shows_time_only) {
    text = time_text(moment->days * 24 + hour, moment->milliseconds);
    return true;
  }
  std::int64_t days = moment->days;
  if (counts_from_1904) {
    days += day_1904;
  } else {
    if (days == 0 || days == false_leap_day) return false;
    days += day_before_1900 + (days < false_leap_day ? 1 : 0);
  }
  if (days > last_day) return false;
  text = day_text(days);
  if (moment->milliseconds != 0) text += "T" + time_text(hour, moment->milliseconds);
  return true;
}

bool date_of_iso_text(std::string_view iso, std::string& text) {
  constexpr std::size_t day_length = 10;
  text.clear();
  if (iso.ends_with('Z')) iso.remove_suffix(1);
  if (iso.size() < day_length) return take_time(iso, text);
  const std::string_view day = iso.substr(0, day_length);
  if (!is_day(day)) return iso.find('-') == iso.npos && take_time(iso, text);
  text = day;
  if (iso.size() == day_length) return true;
  if (iso[day_length] != 'T' && iso[day_length] != ' ') return false;
  std::string time;
  if (!take_time(iso.substr(day_length + 1), time)) return false;
  if (time != "00:00:00") text += "T" + time;
  return true;
}

}  // namespace phanbo
