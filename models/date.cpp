#include "models/date.hpp"

#include <fmt/format.h>

#include <chrono>

namespace phanbo {

namespace {

std::optional<int> parse_digits(std::string_view text) {
  int value = 0;
  for (const char character : text) {
    if (character < '0' || character > '9') return std::nullopt;
    value = value * 10 + (character - '0');
  }
  return value;
}

bool exists(int year, int month, int day) {
  using namespace std::chrono;
  return year_month_day{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                        std::chrono::day{static_cast<unsigned>(day)}}
      .ok();
}

}  // namespace

std::optional<Date> parse_iso_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = parse_digits(text.substr(0, 4));
  const auto month = parse_digits(text.substr(5, 2));
  const auto day = parse_digits(text.substr(8, 2));
  if (!year || !month || !day || *year < 1900 || *year > 2200) return std::nullopt;
  if (!exists(*year, *month, *day)) return std::nullopt;
  return Date{*year, *month, *day};
}

std::string to_iso(const Date& date) {
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

std::string to_vietnamese(const Date& date) {
  const std::string month =
      date.month <= 2 ? fmt::format("{:02}", date.month) : fmt::format("{}", date.month);
  return fmt::format("{:02}/{}/{}", date.day, month, date.year);
}

Date last_day_of_month(int year, int month) {
  using namespace std::chrono;
  const year_month_day_last last{std::chrono::year{year},
                                 month_day_last{std::chrono::month{static_cast<unsigned>(month)}}};
  return {year, month, static_cast<int>(static_cast<unsigned>(last.day()))};
}

Date day_before(const Date& date) {
  using namespace std::chrono;
  const sys_days day{std::chrono::year{date.year} / date.month / date.day};
  const year_month_day before{day - days{1}};
  return {static_cast<int>(before.year()), static_cast<int>(static_cast<unsigned>(before.month())),
          static_cast<int>(static_cast<unsigned>(before.day()))};
}

}  // namespace phanbo
