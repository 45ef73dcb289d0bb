#include "outputs/comparison/waterfall.hpp"

#include <algorithm>

#include "outputs/page/words.hpp"

namespace phanbo::page {

namespace {

constexpr Thousandths whole_width = 100'000;  // 100 % in thousandths
constexpr Thousandths marked_below = 1'000;   // as in bar charts
constexpr std::int64_t second_panel_ratio = 8;

Money size_of(Money amount) { return amount.is_negative() ? -amount : amount; }

struct Range {
  Money lowest;
  Money highest;
};

Range running_range(const Waterfall& waterfall) {
  Range range{waterfall.start, waterfall.start};
  Money running = waterfall.start;
  for (const WaterfallStep& step : waterfall.steps) {
    running += step.change;
    range.lowest = std::min(range.lowest, running);
    range.highest = std::max(range.highest, running);
  }
  return range;
}

struct RowText {
  std::string_view name;
  bool from_plan = false;
  std::string value;
  Text kind;  ///< "Tăng", "Giảm", …
  Markup fill;
};

void put_row(Html& html, const RowText& row, Money from, Money to, const WaterfallScale& scale) {
  const DrawnStep drawn = drawn_step(from, to, scale);
  const std::int64_t id = html.new_id();
  const std::string amount = exact_amount(size_of(to - from), html.language());
  html.put("<li><span class=\"bn\">");
  row.from_plan ? html.plan_text(row.name) : html.text(row.name);
  html.put("</span><span class=\"bv\">").text(row.value).put("</span>");
  html.put("<svg class=\"bar\" role=\"img\" aria-labelledby=\"t").number(id);
  html.put("\"><title id=\"t").number(id).put("\">").text(row.name).put(": ");
  html.say(row.kind).put(" ").text(amount).put("</title>");
  html.put("<rect class=\"").put(row.fill).put("\" x=\"").coordinate(drawn.left);
  html.put("%\" y=\"8\" width=\"").coordinate(drawn.width).put("%\" height=\"18\"><title>");
  html.say(row.kind).put(": ").text(amount).put("</title></rect>");
  if (drawn.is_marked) {
    html.put("<svg x=\"").coordinate(drawn.left + drawn.width / 2);
    html.put("%\" class=\"mark\"><path d=\"M-4 0H4L0 7Z\"/></svg>");
  }
  html.put("</svg></li>");
}

void put_total(Html& html, std::string_view name, Money total, const WaterfallScale& scale) {
  put_row(html,
          {name, false, chart_amount(total, html.language()), {"Tổng", "Total"}, Markup("f-ke")},
          Money(), total, scale);
}

void put_steps(Html& html, const Waterfall& waterfall, const WaterfallScale& scale) {
  Money running = waterfall.start;
  for (const WaterfallStep& step : waterfall.steps) {
    const bool is_more = step.change > Money();
    const Money after = running + step.change;
    const std::string value = (is_more ? "+" : "") + chart_amount(step.change, html.language());
    put_row(html,
            {step.name, step.from_plan, value,
             is_more ? Text{"Tăng", "Increase"} : Text{"Giảm", "Decrease"},
             is_more ? Markup("f-in") : Markup("f-lo")},
            running, after, scale);
    running = after;
  }
}

void put_scale(Html& html, Text sentence, std::initializer_list<std::string_view> arguments) {
  html.put("<p class=\"scale\">").text(fill(sentence.in(html.language()), arguments)).put("</p>");
}

void put_legend(Html& html) {
  html.put("<ul class=\"legend\"><li>");
  put_swatch(html, Fill::kept);
  html.say({"Tổng", "Total"}).put("</li><li>");
  put_swatch(html, Fill::increase);
  html.say({"Tăng", "Increase"}).put("</li><li>");
  put_swatch(html, Fill::loss);
  html.say({"Giảm", "Decrease"}).put("</li></ul>");
}

}  // namespace

WaterfallScale whole_scale(const Waterfall& waterfall) {
  const Range range = running_range(waterfall);
  const Money origin = std::min(Money(), range.lowest);
  return {origin, range.highest - origin};
}

std::optional<WaterfallScale> steps_scale(const Waterfall& waterfall) {
  const Range range = running_range(waterfall);
  const Money moved = range.highest - range.lowest;
  if (moved.is_zero()) return std::nullopt;
  const Int128 whole = whole_scale(waterfall).full_width.dong();
  if (Int128{moved.dong()} * second_panel_ratio >= whole) return std::nullopt;
  return WaterfallScale{range.lowest, moved};
}

DrawnStep drawn_step(Money from, Money to, const WaterfallScale& scale) {
  PB_CHECK(scale.full_width > Money());
  const auto place = [&](Money amount) {
    return static_cast<Thousandths>(
        divide_rounded(Int128{(amount - scale.origin).dong()} * whole_width,
                       scale.full_width.dong(), RoundingMode::half_up));
  };
  const Thousandths left = place(std::min(from, to));
  const Thousandths width = place(std::max(from, to)) - left;
  return {left, width, width < marked_below && from != to};
}

void limit_steps(Waterfall& waterfall, std::size_t steps_max, Language language) {
  std::erase_if(waterfall.steps, [](const WaterfallStep& step) { return step.change.is_zero(); });
  std::stable_sort(waterfall.steps.begin(), waterfall.steps.end(),
                   [](const WaterfallStep& a, const WaterfallStep& b) {
                     return size_of(a.change) > size_of(b.change);
                   });
  if (waterfall.steps.size() <= steps_max) return;
  WaterfallStep others;
  others.from_plan = false;
  const std::size_t count = waterfall.steps.size() - steps_max + 1;
  for (std::size_t i = steps_max - 1; i < waterfall.steps.size(); ++i)
    others.change += waterfall.steps[i].change;
  others.name = fill(Text{"{0} mục khác", "{0} others"}.in(language),
                     {grouped(static_cast<std::int64_t>(count), language)});
  waterfall.steps.resize(steps_max - 1);
  if (!others.change.is_zero()) waterfall.steps.push_back(std::move(others));
}

void put_waterfall(Html& html, const Waterfall& waterfall) {
  if (waterfall.steps.empty()) return;
  const Language language = html.language();
  const WaterfallScale whole = whole_scale(waterfall);
  html.put("<figure class=\"waterfall\"><figcaption>").text(waterfall.title);
  html.put("</figcaption>");
  put_legend(html);
  put_scale(html, {"Hết chiều rộng = {0}", "Full width = {0}"},
            {short_amount(whole.full_width, language)});
  const auto zoomed = steps_scale(waterfall);
  html.put("<ul class=\"bars\">");
  put_total(html, waterfall.start_name, waterfall.start, whole);
  if (!zoomed) put_steps(html, waterfall, whole);
  put_total(html, waterfall.end_name, waterfall.end, whole);
  html.put("</ul>");
  if (zoomed) {
    put_scale(html,
              {"Các bước, phóng to: mép trái = {0}, mép phải = {1}",
               "The steps, larger: left edge = {0}, right edge = {1}"},
              {short_amount(zoomed->origin, language),
               short_amount(zoomed->origin + zoomed->full_width, language)});
    html.put("<ul class=\"bars\">");
    put_steps(html, waterfall, *zoomed);
    html.put("</ul>");
  }
  html.put("</figure>");
}

}  // namespace phanbo::page
