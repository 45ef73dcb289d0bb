#pragma once

#include <string>
#include <vector>

#include "models/money.hpp"
#include "outputs/page/html.hpp"

/// Stacked bars. Each bar is an SVG as wide as its place, with coordinates in percent, so a width
/// is in proportion to its amount on every screen and on paper. The name and the total stand beside
/// it as text.
namespace phanbo::page {

/// How a series is filled: a colour and, for all but the first, a pattern. The same series has the
/// same fill in every chart.
enum class Fill {
  central,
  province,
  district,
  commune,
  outside,
  missing,
  reserved,
  unallocated,
  carried_out,
  year_1,
  year_2,
  year_3,
  year_4,
  year_5,
  kept,
  increase,
  decrease,
  loss  ///< a decrease that stands alone, not as part of a bar
};

struct Series {
  std::string name;
  Fill fill = Fill::central;
  bool from_plan = false;  ///< the name is a text of the plan
};

struct Bar {
  std::string name;
  std::vector<Money> parts;  ///< parallel to the series, none negative
  bool from_plan = true;
  std::string value = {};  ///< what stands beside the bar; empty = its total
};

struct BarChart {
  std::string title;
  std::vector<Series> series;
  std::vector<Bar> bars;
};

/// One part as drawn, in thousandths of a percent of the full width.
struct DrawnPart {
  std::size_t series = 0;
  Thousandths left = 0;
  Thousandths width = 0;
  /// Too narrow to be seen on a phone: a mark above the bar shows where it is.
  bool is_marked = false;
};

/// Bars that share one scale. Bars far shorter than the longest stand in a panel of their own, so
/// that a part a thousand times smaller can still be read.
struct Panel {
  Money full_width;       ///< the amount that fills the whole width
  std::int64_t zoom = 1;  ///< how many times larger than in the first panel
  std::vector<std::size_t> bars;
};

std::vector<Panel> panels_of(const std::vector<Bar>& bars);
/// The parts that are not zero, from left to right without gaps.
std::vector<DrawnPart> drawn_parts(const Bar& bar, Money full_width);

/// Series that no bar has are left out of the legend. Writes nothing when all amounts are zero.
void put_bar_chart(Html& html, const BarChart& chart);
/// A small filled square for legends and tables.
void put_swatch(Html& html, Fill fill);
/// One bar alone, without name and total: "what the need is made of".
void put_single_bar(Html& html, const BarChart& chart);
/// The patterns all fills refer to; once a page.
void put_fill_patterns(Html& html);

}  // namespace phanbo::page
