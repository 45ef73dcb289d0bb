// What cells say, exactly.
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <random>
#include <string>

#include "inputs/xlsx/number_formats.hpp"
#include "inputs/xlsx/number_text.hpp"
#include "inputs/xlsx/read_workbook.hpp"
#include "inputs/xlsx/serial_dates.hpp"
#include "inputs/xlsx/text_runs.hpp"
#include "inputs/xlsx/workbook_limits.hpp"
#include "xlsx/zip_writer.hpp"

namespace phanbo {
namespace {

using test::entry_named;
using test::workbook_entries;
using test::zip_of;
using test::ZipEntry;

std::string typed_number(const char* stored) {
  std::string plain;
  switch (plain_number(stored, plain)) {
    case NumberReading::ok:
      return plain;
    case NumberReading::malformed:
      return "malformed";
    case NumberReading::not_exact:
      return "not exact";
  }
  return {};
}

TEST(WorkbookNumbers, AreTheDecimalThatWasTyped) {
  EXPECT_EQ(typed_number("0.57999999999999996"), "0.58");
  EXPECT_EQ(typed_number("0.1"), "0.1");
  EXPECT_EQ(typed_number("72.0"), "72");
  EXPECT_EQ(typed_number("1.25E+11"), "125000000000");
  EXPECT_EQ(typed_number("1.5e-3"), "0.0015");
  EXPECT_EQ(typed_number("1E+20"), "100000000000000000000");
  EXPECT_EQ(typed_number("123456789012.34999"), "123456789012.35");
  EXPECT_EQ(typed_number("999999999999999.6"), "1000000000000000");
  EXPECT_EQ(typed_number("0.99999999999999994"), "1");
  EXPECT_EQ(typed_number("-0.0"), "0");
  EXPECT_EQ(typed_number("-12.50"), "-12.5");
  EXPECT_EQ(typed_number("+7"), "7");
  EXPECT_EQ(typed_number(".5"), "0.5");
  EXPECT_EQ(typed_number("5."), "5");
  EXPECT_EQ(typed_number("007"), "7");
  EXPECT_EQ(typed_number("0"), "0");
}

TEST(WorkbookNumbers, WholeDongAreKeptUpToTheLastExactOne) {
  EXPECT_EQ(typed_number("999999999999999"), "999999999999999");
  EXPECT_EQ(typed_number("1234567890123456"), "1234567890123456");
  EXPECT_EQ(typed_number("9000000000000001"), "9000000000000001");
  EXPECT_EQ(typed_number("9007199254740992"), "9007199254740992");  // 2^53
  EXPECT_EQ(typed_number("9007199254740993"), "not exact");
  EXPECT_EQ(typed_number("-9007199254740993"), "not exact");
  EXPECT_EQ(typed_number("1234567890123456.5"), "not exact");
  EXPECT_EQ(typed_number("12345678901234567"), "not exact");
  EXPECT_EQ(typed_number("12345678901234500"), "12345678901234500");
}

TEST(WorkbookNumbers, NothingElseIsANumber) {
  for (const char* text :
       {"12abc", "",    " 1",  "1 ",   "-",   "+",     ".",   "e5",    "1e",     "1e+", "1.2.3",
        "0x10",  "NaN", "INF", "-INF", "1,5", "1_000", "--1", "1e309", "1e-400", "١٢"}) {
    EXPECT_EQ(typed_number(text), "malformed") << text;
  }
}

TEST(WorkbookNumbers, EveryTypedDecimalSurvivesItsBinaryNumber) {
  std::mt19937_64 random(20261130);  // NOLINT: the same cases each time
  std::array<char, 64> stored{};
  for (int i = 0; i < 200'000; ++i) {
    const int digits = static_cast<int>(random() % 15) + 1;
    std::int64_t units = 0;
    for (int digit = 0; digit < digits; ++digit)
      units = units * 10 + static_cast<std::int64_t>(random() % 10);
    const int decimals = static_cast<int>(random() % 7);
    std::string typed = std::to_string(units);
    if (decimals > 0) {
      while (typed.size() <= static_cast<std::size_t>(decimals)) typed.insert(0, 1, '0');
      typed.insert(typed.size() - static_cast<std::size_t>(decimals), 1, '.');
      typed.resize(typed.find_last_not_of('0') + 1);
      if (typed.back() == '.') typed.pop_back();
    }
    std::snprintf(stored.data(), stored.size(), "%.17g", std::stod(typed));
    ASSERT_EQ(typed_number(stored.data()), typed) << stored.data();
  }
}

std::string day_of(const char* serial, bool from_1904 = false, bool time_only = false) {
  std::string text;
  return date_of_serial(serial, from_1904, time_only, text) ? text : "none";
}

TEST(WorkbookDates, CountFrom1900WithTheFalseLeapDay) {
  EXPECT_EQ(day_of("0"), "none");
  EXPECT_EQ(day_of("1"), "1900-01-01");
  EXPECT_EQ(day_of("59"), "1900-02-28");
  EXPECT_EQ(day_of("60"), "none");
  EXPECT_EQ(day_of("61"), "1900-03-01");
  EXPECT_EQ(day_of("36525"), "1999-12-31");
  EXPECT_EQ(day_of("46023"), "2026-01-01");
  EXPECT_EQ(day_of("46023.5"), "2026-01-01T12:00:00");
  EXPECT_EQ(day_of("46023.999999999"), "2026-01-02");
  EXPECT_EQ(day_of("46023.0000116"), "2026-01-01T00:00:01.002");
  EXPECT_EQ(day_of("2958465"), "9999-12-31");
  EXPECT_EQ(day_of("2958466"), "none");
  EXPECT_EQ(day_of("-1"), "none");
  EXPECT_EQ(day_of("0.354166666666667", false, true), "08:30:00");
  EXPECT_EQ(day_of("1.25", false, true), "30:00:00");
}

TEST(WorkbookDates, CountFrom1904) {
  EXPECT_EQ(day_of("0", true), "1904-01-01");
  EXPECT_EQ(day_of("60", true), "1904-03-01");
  EXPECT_EQ(day_of("44561", true), "2026-01-01");
  EXPECT_EQ(day_of("2957003", true), "9999-12-31");
  EXPECT_EQ(day_of("2957004", true), "none");
}

TEST(WorkbookDates, EveryDayFollowsTheDayBefore) {
  std::string last = day_of("61");
  for (int serial = 62; serial < 110'000; ++serial) {
    const std::string day = day_of(std::to_string(serial).c_str());
    ASSERT_GT(day, last) << serial;
    const bool is_first_of_month = day.ends_with("-01");
    ASSERT_EQ(is_first_of_month, day.substr(0, 7) != last.substr(0, 7)) << day;
    last = day;
  }
  EXPECT_EQ(last, "2201-03-01");
}

std::string iso_day(const char* iso) {
  std::string text;
  return date_of_iso_text(iso, text) ? text : "none";
}

TEST(WorkbookDates, InIsoForm) {
  EXPECT_EQ(iso_day("2026-01-31"), "2026-01-31");
  EXPECT_EQ(iso_day("2026-01-31T00:00:00"), "2026-01-31");
  EXPECT_EQ(iso_day("2026-01-31T08:30:00.250Z"), "2026-01-31T08:30:00.250");
  EXPECT_EQ(iso_day("08:30:00"), "08:30:00");
  EXPECT_EQ(iso_day("08:30:00.500"), "08:30:00.500");
  for (const char* text : {"2025-02-29", "2026-13-01", "2026-1-1", "31/01/2026", "", "T08:00:00",
                           "2026-01-31T25:00:00", "2026-01-31 8:00", "2026-01-31T08:30:00.1234"}) {
    EXPECT_EQ(iso_day(text), "none") << text;
  }
}

TEST(WorkbookFormats, TellDatesTimesAndPercents) {
  for (const char* code : {"dd/mm/yyyy", "yyyy\\-mm\\-dd", "mmm", "[$-42A]d mmmm yyyy;@", "d/m",
                           "[$-411]ggge\"年\"m\"月\"d\"日\";@", "dd/mm/yyyy hh:mm", "YYYY", "m"}) {
    EXPECT_EQ(look_of_format_code(code), NumberLook::date) << code;
  }
  for (const char* code : {"hh:mm", "[h]:mm:ss", "mm:ss.0", "h:mm AM/PM", "[mm]:ss"})
    EXPECT_EQ(look_of_format_code(code), NumberLook::time) << code;
  for (const char* code : {"0%", "0.00%", "[Red]0.0%;-0.0%"})
    EXPECT_EQ(look_of_format_code(code), NumberLook::percent) << code;
  for (const char* code : {"General", "#,##0", "#,##0 \"đồng\"", "[Red]-#,##0", "0.00E+00", "@",
                           "\"ngày dd/mm\" 0", "_-* #,##0\\ _đ_-", "[>1000000]0.0,,\"M\"",
                           "general;[Red]general", "#,##0\\d", "\"", "[", ""}) {
    EXPECT_EQ(look_of_format_code(code), NumberLook::number) << code;
  }
  EXPECT_EQ(look_of_built_in_format(14), NumberLook::date);
  EXPECT_EQ(look_of_built_in_format(22), NumberLook::date);
  EXPECT_EQ(look_of_built_in_format(21), NumberLook::time);
  EXPECT_EQ(look_of_built_in_format(10), NumberLook::percent);
  EXPECT_EQ(look_of_built_in_format(3), NumberLook::number);
  EXPECT_EQ(look_of_built_in_format(164), NumberLook::unknown);
}

std::string unescaped(std::string_view stored) {
  std::string text;
  append_unescaped(stored, text);
  return text;
}

TEST(WorkbookTexts, EscapesAreResolvedOnce) {
  EXPECT_EQ(unescaped("ABC_x000D_\nDEF"), "ABC\r\nDEF");
  EXPECT_EQ(unescaped("_x005F_x0041_"), "_x0041_");
  EXPECT_EQ(unescaped("_x0041__x0042_c"), "ABc");
  EXPECT_EQ(unescaped("_x1EA1_"), "ạ");
  EXPECT_EQ(unescaped("_xD83D__xDE00_"), "😀");
  EXPECT_EQ(unescaped("_xD83D_ _xDE00_"), "_xD83D_ _xDE00_");
  EXPECT_EQ(unescaped("_x12_ _x00G1_ _X0041_ _x004"), "_x12_ _x00G1_ _X0041_ _x004");
  EXPECT_EQ(unescaped(""), "");
}

TEST(WorkbookTexts, MayBeAsLongAsACellHolds) {
  constexpr std::size_t most = workbook_limit::cell_characters_max;
  EXPECT_FALSE(is_too_long_for_cell(std::string(most - 1, 'a')));
  EXPECT_FALSE(is_too_long_for_cell(std::string(most, 'a')));
  EXPECT_TRUE(is_too_long_for_cell(std::string(most + 1, 'a')));
  std::string letters;
  for (std::size_t i = 0; i < most; ++i) letters += "ậ";
  EXPECT_FALSE(is_too_long_for_cell(letters));
  EXPECT_TRUE(is_too_long_for_cell(letters + "a"));
  std::string pairs;
  for (std::size_t i = 0; i < most / 2; ++i) pairs += "😀";
  EXPECT_FALSE(is_too_long_for_cell(pairs + "a"));
  EXPECT_TRUE(is_too_long_for_cell(pairs + "ab"));
}

}  // namespace
}  // namespace phanbo
