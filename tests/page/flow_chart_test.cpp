#include "outputs/page/flow_chart.hpp"

#include <gtest/gtest.h>

#include <random>

namespace phanbo::page {
namespace {

Money dong(std::int64_t amount) { return Money::from_dong(amount); }

FlowChart random_chart(std::mt19937_64& random, std::size_t sources, std::size_t uses) {
  FlowChart chart;
  for (std::size_t i = 0; i < sources; ++i)
    chart.sources.push_back({"S" + std::to_string(i), Fill::central, true, Money()});
  for (std::size_t i = 0; i < uses; ++i)
    chart.uses.push_back({"U" + std::to_string(i), Fill::kept, true, Money()});
  for (std::size_t i = 0; i < sources; ++i) {
    for (std::size_t j = 0; j < uses; ++j) {
      if (random() % 3 != 0) continue;
      std::int64_t amount = static_cast<std::int64_t>(random() % 50'000'000'000'000) + 1;
      for (std::uint64_t shrink = random() % 8; shrink > 0; --shrink) amount = amount / 10 + 1;
      chart.links.push_back({i, j, dong(amount)});
    }
  }
  return chart;
}

Money total_of(const FlowChart& chart) {
  Money total;
  for (const FlowLink& link : chart.links) total += link.amount;
  return total;
}

TEST(FlowChart, MergingKeepsEveryDong) {
  std::mt19937_64 random(3);
  for (int round = 0; round < 300; ++round) {
    FlowChart chart = random_chart(random, 1 + random() % 30, 1 + random() % 30);
    const Money before = total_of(chart);
    complete(chart, 12, "khác");
    EXPECT_EQ(total_of(chart), before);
    EXPECT_LE(chart.sources.size(), 12U);
    EXPECT_LE(chart.uses.size(), 12U);
    Money left, right;
    for (const FlowNode& node : chart.sources) left += node.amount;
    for (const FlowNode& node : chart.uses) right += node.amount;
    EXPECT_EQ(left, before);
    EXPECT_EQ(right, before);
    for (const FlowNode& node : chart.uses) EXPECT_FALSE(node.amount.is_zero());
  }
}

TEST(FlowChart, TheGreatestNodesKeepTheirNames) {
  FlowChart chart;
  for (int i = 0; i < 5; ++i)
    chart.sources.push_back({"S" + std::to_string(i), Fill::central, true, Money()});
  chart.uses.push_back({"U", Fill::kept, true, Money()});
  for (std::size_t i = 0; i < 5; ++i)
    chart.links.push_back({i, 0, dong(static_cast<std::int64_t>(100 - i * 10))});
  complete(chart, 3, "khác");
  ASSERT_EQ(chart.sources.size(), 3U);
  EXPECT_EQ(chart.sources[0].name, "S0");
  EXPECT_EQ(chart.sources[1].name, "S1");
  EXPECT_EQ(chart.sources[2].name, "khác");
  EXPECT_EQ(chart.sources[2].amount, dong(80 + 70 + 60));
}

/// |pixels − amount × 360 / total| in thousandths of a pixel.
Int128 error(Thousandths pixels, Money amount, Money total) {
  const Int128 exact = Int128{amount.dong()} * 360'000;
  const Int128 drawn = Int128{pixels} * total.dong();
  return (exact > drawn ? exact - drawn : drawn - exact) / total.dong();
}

TEST(FlowChart, HeightsEqualTheirAmountsWithinHalfAPixel) {
  std::mt19937_64 random(5);
  for (int round = 0; round < 300; ++round) {
    FlowChart chart = random_chart(random, 2 + random() % 12, 2 + random() % 12);
    complete(chart, 12, "khác");
    if (chart.links.empty()) continue;
    const FlowLayout layout = layout_of(chart);
    const Money total = total_of(chart);
    for (std::size_t i = 0; i < chart.links.size(); ++i) {
      const FlowLink& link = chart.links[i];
      EXPECT_LT(error(layout.links[i].height, link.amount, total), 500);
      const DrawnNode& source = layout.sources[link.source];
      EXPECT_GE(layout.links[i].source_top, source.top);
      EXPECT_LE(layout.links[i].source_top + layout.links[i].height, source.top + source.height + 2)
          << "a ribbon leaves its node";
      const DrawnNode& use = layout.uses[link.use];
      EXPECT_GE(layout.links[i].use_top, use.top);
      EXPECT_LE(layout.links[i].use_top + layout.links[i].height, use.top + use.height + 2);
    }
    for (std::size_t i = 0; i < chart.sources.size(); ++i)
      EXPECT_LT(error(layout.sources[i].height, chart.sources[i].amount, total), 500);
  }
}

TEST(FlowChart, LabelsDoNotOverlap) {
  std::mt19937_64 random(9);
  for (int round = 0; round < 100; ++round) {
    FlowChart chart = random_chart(random, 12, 12);
    complete(chart, 12, "khác");
    const FlowLayout layout = layout_of(chart);
    for (const auto* nodes : {&layout.sources, &layout.uses}) {
      Thousandths end = 0;
      for (const DrawnNode& node : *nodes) {
        EXPECT_GE(node.slot_top, end);
        EXPECT_GE(node.slot_height, 54'000);
        EXPECT_GE(node.top, node.slot_top);
        end = node.slot_top + node.slot_height;
        EXPECT_LE(node.top + node.height, end);
      }
      EXPECT_LE(end, layout.height);
    }
  }
}

TEST(FlowChart, AThinRibbonIsDrawnAsABrokenLine) {
  FlowChart chart;
  chart.title = "Từ nguồn đến mục đích";
  chart.sources = {{"Tỉnh", Fill::province, true, Money()}, {"Tặng", Fill::outside, true, Money()}};
  chart.uses = {{"Đường", Fill::kept, true, Money()}};
  chart.links = {{0, 0, dong(5'000'000'000)}, {1, 0, dong(5'000'000)}};
  complete(chart, 12, "khác");
  Html html(Language::vietnamese);
  put_flow_chart(html, chart);
  const std::string text = html.take();
  EXPECT_NE(text.find("class=\"ribbon l-pr\""), std::string::npos);
  EXPECT_NE(text.find("class=\"hair l-ou\""), std::string::npos);
  EXPECT_NE(text.find("Tặng → Đường: 5.000.000</title>"), std::string::npos);
}

}  // namespace
}  // namespace phanbo::page
