#include "outputs/page/words.hpp"

#include <gtest/gtest.h>

namespace phanbo::page {
namespace {

constexpr Language vi = Language::vietnamese;
constexpr Language en = Language::english;

Money dong(std::int64_t amount) { return Money::from_dong(amount); }

TEST(Words, AmountsAreShortAndNeverZeroForSomething) {
  EXPECT_EQ(short_amount(dong(12'490'000'000), vi), "12,49 tỷ đồng");
  EXPECT_EQ(short_amount(dong(12'500'000'000), en), "12.5 billion dong");
  EXPECT_EQ(short_amount(dong(2'032'025'000), vi), "2,03 tỷ đồng");
  EXPECT_EQ(short_amount(dong(540'000'000), vi), "540 triệu đồng");
  EXPECT_EQ(short_amount(dong(999'994'999), vi), "999,99 triệu đồng");
  EXPECT_EQ(short_amount(dong(999'995'000), vi), "1 tỷ đồng");
  EXPECT_EQ(short_amount(dong(999'999), vi), "999.999 đồng");
  EXPECT_EQ(short_amount(dong(1), vi), "1 đồng");
  EXPECT_EQ(short_amount(dong(0), vi), "0 đồng");
  EXPECT_EQ(short_amount(dong(9'000'000'000'000'000), vi), "9.000.000 tỷ đồng");
  EXPECT_EQ(chart_amount(dong(5'000'000'000), vi), "5 tỷ");
}

TEST(Words, ChangesShowTheirSign) {
  EXPECT_EQ(short_change(dong(540'000'000), vi), "+540 triệu đồng");
  EXPECT_EQ(short_change(dong(-540'000'000), vi), "−540 triệu đồng");
  EXPECT_EQ(short_change(dong(0), vi), "0 đồng");
  EXPECT_EQ(exact_amount(dong(-1'234'567), vi), "−1.234.567");
  EXPECT_EQ(exact_amount(dong(1'234'567), en), "1,234,567");
}

TEST(Words, PercentsAreNeverZeroOrWholeByRounding) {
  EXPECT_EQ(percent(dong(1), dong(3), vi), "33,3\u00A0%");
  EXPECT_EQ(percent(dong(2), dong(3), en), "66.7%");
  EXPECT_EQ(percent(dong(1), dong(1'000'000), vi), "< 0,1\u00A0%");
  EXPECT_EQ(percent(dong(999'999), dong(1'000'000), vi), "> 99,9\u00A0%");
  EXPECT_EQ(percent(dong(5), dong(5), vi), "100\u00A0%");
  EXPECT_EQ(percent(dong(0), dong(5), vi), "0\u00A0%");
  EXPECT_EQ(percent(dong(9'000'000'000'000'000), dong(9'000'000'000'000'000), vi), "100\u00A0%");
}

TEST(Words, SentencesTakeTheirArguments) {
  EXPECT_EQ(fill("{1} rồi {0}", {"hai", "một"}), "một rồi hai");
  EXPECT_EQ(years(2025, 2027), "2025–2027");
  EXPECT_EQ(years(2025, 2025), "2025");
}

}  // namespace
}  // namespace phanbo::page
