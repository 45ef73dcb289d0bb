#pragma once

#include <optional>
#include <string>
#include <vector>

#include "outputs/page/bar_chart.hpp"
#include "outputs/page/html.hpp"

/// A waterfall: from one total to another, step by step. Each bar begins where the one above it
/// ends.
namespace phanbo::page {

struct WaterfallStep {
  std::string name;
  Money change;
  bool from_plan = true;
};

/// `end` is `start` and all changes together.
struct Waterfall {
  std::string title;
  std::string start_name;
  std::string end_name;
  Money start;
  Money end;
  std::vector<WaterfallStep> steps;
};

/// A bar as drawn, in thousandths of a percent of the full width.
struct DrawnStep {
  Thousandths left = 0;
  Thousandths width = 0;
  bool is_marked = false;  ///< too narrow to be seen on a phone
};

/// What part of the amounts fills the width: from `origin` on, `full_width` đồng.
struct WaterfallScale {
  Money origin;
  Money full_width;
};

/// Everything from 0 (or the lowest running total, if less) to the highest.
WaterfallScale whole_scale(const Waterfall& waterfall);
/// The steps alone, for a second panel; empty unless together they move the total by less than an
/// eighth of the whole scale.
std::optional<WaterfallScale> steps_scale(const Waterfall& waterfall);
/// The bar from one amount to another.
DrawnStep drawn_step(Money from, Money to, const WaterfallScale& scale);

/// Steps without change are left out; with more than `steps_max` the least are one step.
void limit_steps(Waterfall& waterfall, std::size_t steps_max, Language language);
/// Writes nothing when there is no step.
void put_waterfall(Html& html, const Waterfall& waterfall);

}  // namespace phanbo::page
