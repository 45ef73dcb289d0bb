#include "outputs/page/bar_chart.hpp"

#include <gtest/gtest.h>

#include <random>

namespace phanbo::page {
namespace {

Money dong(std::int64_t amount) { return Money::from_dong(amount); }

Bar bar_of(std::vector<std::int64_t> amounts) {
  Bar bar;
  for (const std::int64_t amount : amounts) bar.parts.push_back(dong(amount));
  return bar;
}

Money total_of(const Bar& bar) {
  Money total;
  for (const Money part : bar.parts) total += part;
  return total;
}

/// The distance of a drawn width from its amount, in thousandths of a pixel on a bar so wide.
Int128 error_in_pixels(const DrawnPart& part, Money amount, Money full, std::int64_t width_px) {
  const Int128 drawn = Int128{part.width} * width_px * full.dong();  // × full / 100'000
  const Int128 exact = Int128{amount.dong()} * width_px * 100'000;   // × full / 100'000
  const Int128 difference = drawn > exact ? drawn - exact : exact - drawn;
  return difference / (Int128{full.dong()} * 100);
}

TEST(BarChart, WidthsEqualTheirAmountsWithinHalfAPixel) {
  std::mt19937_64 random(7);
  for (int round = 0; round < 2'000; ++round) {
    Bar bar;
    for (int i = 0; i < 5; ++i) {
      std::int64_t amount = static_cast<std::int64_t>(random() % 1'800'000'000'000'000);
      for (std::uint64_t shrink = random() % 12; shrink > 0; --shrink) amount /= 10;
      bar.parts.push_back(dong(amount));
    }
    const Money full = total_of(bar) + dong(static_cast<std::int64_t>(random() % 1'000'000) + 1);
    Thousandths end = 0;
    for (const DrawnPart& part : drawn_parts(bar, full)) {
      EXPECT_EQ(part.left, end) << "parts touch";
      end = part.left + part.width;
      EXPECT_LT(error_in_pixels(part, bar.parts[part.series], full, 1'920), 500);
    }
    EXPECT_LE(end, 100'000);
  }
}

TEST(BarChart, AFullBarFillsTheWidth) {
  const Bar bar = bar_of({1, 1, 1});
  const std::vector<DrawnPart> parts = drawn_parts(bar, dong(3));
  ASSERT_EQ(parts.size(), 3U);
  EXPECT_EQ(parts[0].width, 33'333);
  EXPECT_EQ(parts[2].left + parts[2].width, 100'000);
}

TEST(BarChart, APartThatCannotBeSeenIsMarked) {
  const Bar bar = bar_of({1'000'000, 0, 1'000});
  const std::vector<DrawnPart> parts = drawn_parts(bar, total_of(bar));
  ASSERT_EQ(parts.size(), 2U) << "nothing is drawn for zero";
  EXPECT_FALSE(parts[0].is_marked);
  EXPECT_EQ(parts[1].series, 2U);
  EXPECT_TRUE(parts[1].is_marked);
}

TEST(BarChart, BarsAThousandTimesSmallerGetAPanelOfTheirOwn) {
  const std::vector<Bar> bars = {bar_of({5'000'000'000}), bar_of({4'000'000}), bar_of({0}),
                                 bar_of({3'000'000'000}), bar_of({5'000'000})};
  const std::vector<Panel> panels = panels_of(bars);
  ASSERT_EQ(panels.size(), 2U);
  EXPECT_EQ(panels[0].bars, (std::vector<std::size_t>{0, 3}));
  EXPECT_EQ(panels[0].full_width, dong(5'000'000'000));
  EXPECT_EQ(panels[1].bars, (std::vector<std::size_t>{1, 4})) << "zero has no bar";
  EXPECT_EQ(panels[1].zoom, 1'000);
  EXPECT_EQ(panels[1].full_width, dong(5'000'000));
  EXPECT_EQ(drawn_parts(bars[1], panels[1].full_width)[0].width, 80'000) << "readable there";
}

TEST(BarChart, EveryBarFitsItsPanelAndIsReadableThere) {
  std::mt19937_64 random(11);
  for (int round = 0; round < 500; ++round) {
    std::vector<Bar> bars;
    for (int i = 0; i < 12; ++i) {
      std::int64_t amount = static_cast<std::int64_t>(random() % 9'000'000'000'000) + 1;
      for (std::uint64_t shrink = random() % 7; shrink > 0; --shrink) amount = amount / 10 + 1;
      bars.push_back(bar_of({amount}));
    }
    const std::vector<Panel> panels = panels_of(bars);
    std::size_t shown = 0;
    for (std::size_t i = 0; i < panels.size(); ++i) {
      EXPECT_GT(i == 0 ? 2 : panels[i].zoom, panels[i == 0 ? 0 : i - 1].zoom);
      for (const std::size_t bar : panels[i].bars) {
        ++shown;
        EXPECT_LE(total_of(bars[bar]), panels[i].full_width);
        // All but the last panel: at least 1/40 of the longest, which fills at least two fifths.
        if (i + 1 < panels.size()) {
          EXPECT_GE(drawn_parts(bars[bar], panels[i].full_width)[0].width, 999);
        }
      }
    }
    EXPECT_EQ(shown, bars.size());
  }
}

TEST(BarChart, TheSvgHasTitleDescriptionAndTheNumbers) {
  BarChart chart;
  chart.title = "Theo mục đích";
  chart.series = {{"Trung ương", Fill::central}, {"Tỉnh", Fill::province}};
  chart.bars = {{"Đường <A>", {dong(3'000'000'000), dong(1'000'000'000)}}};
  Html html(Language::vietnamese);
  put_bar_chart(html, chart);
  const std::string text = html.take();
  EXPECT_NE(text.find("<title id=\"t1\">Đường &lt;A&gt;: 4.000.000.000 đồng</title>"),
            std::string::npos);
  EXPECT_NE(text.find("<desc id=\"d1\">Trung ương: 3.000.000.000; Tỉnh: 1.000.000.000</desc>"),
            std::string::npos);
  EXPECT_NE(text.find("x=\"0%\" y=\"8\" width=\"75%\""), std::string::npos);
  EXPECT_NE(text.find("x=\"75%\" y=\"8\" width=\"25%\""), std::string::npos);
  EXPECT_NE(text.find(">4 tỷ</span>"), std::string::npos);
}

TEST(BarChart, NothingIsDrawnForNothing) {
  BarChart chart;
  chart.series = {{"Trung ương", Fill::central}};
  chart.bars = {{"Không", {Money()}}};
  Html html(Language::vietnamese);
  put_bar_chart(html, chart);
  EXPECT_EQ(html.take(), "");
}

}  // namespace
}  // namespace phanbo::page
