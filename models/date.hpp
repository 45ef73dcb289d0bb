#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace phanbo {

/// A calendar day. Valid days only (the parsers refuse others); ordered by time.
struct Date {
  int year = 0;
  int month = 1;
  int day = 1;
  friend constexpr auto operator<=>(const Date&, const Date&) = default;
};

/// "2025-07-01". Empty for anything that is not an existing day in years 1900–2200.
std::optional<Date> parse_iso_date(std::string_view text);
std::string to_iso(const Date& date);
/// "01/7/2025", the way a document writes it: days under 10 and months 1–2 get a leading zero
/// (Decree 30/2020).
std::string to_vietnamese(const Date& date);
Date last_day_of_month(int year, int month);
Date day_before(const Date& date);

/// A span of whole months inside one budget year, both ends included; 1 <= first <= last <= 12.
struct MonthSpan {
  int first = 1;
  int last = 12;
  friend constexpr auto operator<=>(const MonthSpan&, const MonthSpan&) = default;
  constexpr bool covers(const MonthSpan& other) const {
    return first <= other.first && other.last <= last;
  }
  constexpr bool contains(int month) const { return first <= month && month <= last; }
  constexpr int count() const { return last - first + 1; }
};

}  // namespace phanbo
