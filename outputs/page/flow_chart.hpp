#pragma once

#include <string>
#include <vector>

#include "models/money.hpp"
#include "outputs/page/bar_chart.hpp"
#include "outputs/page/html.hpp"

/// Sources on the left, uses on the right, a ribbon for what goes from one to the other. All
/// heights are in one scale.
namespace phanbo::page {

struct FlowNode {
  std::string name;
  Fill fill = Fill::central;
  bool from_plan = true;
  Money amount;  ///< filled by `complete`
};

struct FlowLink {
  std::size_t source = 0;
  std::size_t use = 0;
  Money amount;
};

struct FlowChart {
  std::string title;
  std::vector<FlowNode> sources;
  std::vector<FlowNode> uses;
  std::vector<FlowLink> links;  ///< sorted by source, use; none zero
};

/// Sums the links into their nodes, drops nodes without money, orders the uses so that ribbons
/// cross little, and merges the smallest nodes of a side with more than `nodes_max` into `others`.
void complete(FlowChart& chart, std::size_t nodes_max, const std::string& others);

struct DrawnNode {
  Thousandths slot_top = 0;  ///< the place of its label
  Thousandths slot_height = 0;
  Thousandths top = 0;
  Thousandths height = 0;
};

struct DrawnLink {
  Thousandths source_top = 0;
  Thousandths use_top = 0;
  Thousandths height = 0;
};

/// Pixels from the top, in thousandths.
struct FlowLayout {
  std::vector<DrawnNode> sources;
  std::vector<DrawnNode> uses;
  std::vector<DrawnLink> links;
  Thousandths height = 0;
  Money per_pixel;  ///< rounded; for the caption only
};

FlowLayout layout_of(const FlowChart& chart);

/// Writes nothing when there is no link.
void put_flow_chart(Html& html, const FlowChart& chart);

}  // namespace phanbo::page
