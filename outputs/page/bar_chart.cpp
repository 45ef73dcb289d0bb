#include "outputs/page/bar_chart.hpp"

#include <algorithm>
#include <array>

#include "outputs/page/words.hpp"

namespace phanbo::page {

namespace {

constexpr Thousandths whole_width = 100'000;  // 100 % in thousandths
/// Parts below this share of the width get a mark: less than three pixels on a phone.
constexpr Thousandths marked_below = 1'000;
/// Bars shorter than this share of the longest move to the next panel.
constexpr std::int64_t panel_ratio = 40;
constexpr std::size_t panels_max = 3;

Money total_of(const Bar& bar) {
  Money total;
  for (const Money part : bar.parts) total += part;
  return total;
}

/// The class of each fill in the style sheet.
Markup class_of(Fill fill) {
  constexpr std::array<Markup, 18> classes = {"f-ce", "f-pr", "f-di", "f-co", "f-ou", "f-mi",
                                              "f-re", "f-un", "f-ca", "f-y1", "f-y2", "f-y3",
                                              "f-y4", "f-y5", "f-ke", "f-in", "f-de", "f-lo"};
  return classes[static_cast<std::size_t>(fill)];
}

/// 1, 2, 5, 10, 20, 50 …: the greatest that still lets the longest of the small bars fit.
std::int64_t zoom_for(Money full_width, Money longest) {
  std::int64_t zoom = 1;
  constexpr std::array<std::int64_t, 3> mantissas = {1, 2, 5};
  for (std::int64_t power = 1;; power *= 10) {
    for (const std::int64_t mantissa : mantissas) {
      const std::int64_t next = mantissa * power;
      if (Int128{longest.dong()} * next > full_width.dong()) return zoom;
      zoom = next;
    }
  }
}

void put_name(Html& html, const std::string& name, bool from_plan) {
  from_plan ? html.plan_text(name) : html.text(name);
}

void put_part_list(Html& html, const BarChart& chart, const Bar& bar) {
  bool is_first = true;
  for (std::size_t i = 0; i < bar.parts.size(); ++i) {
    if (bar.parts[i].is_zero()) continue;
    if (!is_first) html.put("; ");
    is_first = false;
    html.text(chart.series[i].name).put(": ").text(exact_amount(bar.parts[i], html.language()));
  }
}

void put_bar_svg(Html& html, const BarChart& chart, const Bar& bar, Money full_width) {
  const std::int64_t id = html.new_id();
  html.put("<svg class=\"bar\" role=\"img\" aria-labelledby=\"t").number(id);
  html.put("\" aria-describedby=\"d").number(id).put("\"><title id=\"t").number(id).put("\">");
  html.text(bar.name).put(": ").text(exact_amount(total_of(bar), html.language()));
  html.say({" đồng", " dong"}).put("</title><desc id=\"d").number(id).put("\">");
  put_part_list(html, chart, bar);
  html.put("</desc>");
  for (const DrawnPart& part : drawn_parts(bar, full_width)) {
    html.put("<rect class=\"").put(class_of(chart.series[part.series].fill));
    html.put("\" x=\"").coordinate(part.left).put("%\" y=\"8\" width=\"").coordinate(part.width);
    html.put("%\" height=\"18\"><title>").text(chart.series[part.series].name).put(": ");
    html.text(exact_amount(bar.parts[part.series], html.language())).put("</title></rect>");
    if (!part.is_marked) continue;
    html.put("<svg x=\"").coordinate(part.left + part.width / 2);
    html.put("%\" class=\"mark\"><path d=\"M-4 0H4L0 7Z\"/></svg>");
  }
  html.put("</svg>");
}

bool has_marks(const BarChart& chart, const std::vector<Panel>& panels) {
  for (const Panel& panel : panels) {
    for (const std::size_t bar : panel.bars) {
      for (const DrawnPart& part : drawn_parts(chart.bars[bar], panel.full_width)) {
        if (part.is_marked) return true;
      }
    }
  }
  return false;
}

void put_legend(Html& html, const BarChart& chart, bool with_marks) {
  html.put("<ul class=\"legend\">");
  for (std::size_t i = 0; i < chart.series.size(); ++i) {
    const auto has_it = [&](const Bar& bar) { return !bar.parts[i].is_zero(); };
    if (std::none_of(chart.bars.begin(), chart.bars.end(), has_it)) continue;
    html.put("<li>");
    put_swatch(html, chart.series[i].fill);
    put_name(html, chart.series[i].name, chart.series[i].from_plan);
    html.put("</li>");
  }
  if (with_marks) {
    html.put("<li><svg class=\"sw\" aria-hidden=\"true\"><path class=\"tip\" d=\"M4 2h8l-4 7z\"/>");
    html.put("</svg>");
    html.say({"phần quá nhỏ để thấy, số tiền ở bảng",
              "a part too small to see; its amount is in the "
              "table"});
    html.put("</li>");
  }
  html.put("</ul>");
}

void put_panel(Html& html, const BarChart& chart, const Panel& panel) {
  const Language language = html.language();
  html.put("<p class=\"scale\">");
  if (panel.zoom > 1) {
    html.text(fill(Text{"Phần nhỏ, phóng to {0} lần: hết chiều rộng = {1}",
                        "Small ones, {0} times larger: full width = {1}"}
                       .in(language),
                   {grouped(panel.zoom, language), short_amount(panel.full_width, language)}));
  } else {
    html.text(fill(Text{"Hết chiều rộng = {0}", "Full width = {0}"}.in(language),
                   {short_amount(panel.full_width, language)}));
  }
  html.put("</p><ul class=\"bars\">");
  for (const std::size_t position : panel.bars) {
    const Bar& bar = chart.bars[position];
    html.put("<li><span class=\"bn\">");
    put_name(html, bar.name, bar.from_plan);
    html.put("</span><span class=\"bv\">")
        .text(bar.value.empty() ? chart_amount(total_of(bar), language) : bar.value);
    html.put("</span>");
    put_bar_svg(html, chart, bar, panel.full_width);
    html.put("</li>");
  }
  html.put("</ul>");
}

}  // namespace

std::vector<Panel> panels_of(const std::vector<Bar>& bars) {
  std::vector<std::size_t> waiting;
  for (std::size_t i = 0; i < bars.size(); ++i) {
    if (!total_of(bars[i]).is_zero()) waiting.push_back(i);
  }
  std::vector<Panel> panels;
  while (!waiting.empty()) {
    Money longest;
    for (const std::size_t bar : waiting) longest = std::max(longest, total_of(bars[bar]));
    Panel panel;
    panel.zoom = panels.empty() ? 1 : zoom_for(panels.front().full_width, longest);
    // Rounded up, so that the longest bar fits whatever the zoom.
    panel.full_width =
        panels.empty() ? longest : scale_ceil(panels.front().full_width, 1, panel.zoom);
    const bool is_last = panels.size() + 1 == panels_max;
    std::vector<std::size_t> smaller;
    for (const std::size_t bar : waiting) {
      const bool is_small = Int128{total_of(bars[bar]).dong()} * panel_ratio < longest.dong();
      (is_small && !is_last ? smaller : panel.bars).push_back(bar);
    }
    panels.push_back(std::move(panel));
    waiting = std::move(smaller);
  }
  return panels;
}

std::vector<DrawnPart> drawn_parts(const Bar& bar, Money full_width) {
  PB_CHECK(full_width > Money());
  const auto place = [&](Money amount) {
    return static_cast<Thousandths>(divide_rounded(Int128{amount.dong()} * whole_width,
                                                   full_width.dong(), RoundingMode::half_up));
  };
  std::vector<DrawnPart> parts;
  Money so_far;
  for (std::size_t i = 0; i < bar.parts.size(); ++i) {
    if (bar.parts[i].is_zero()) continue;
    PB_CHECK(!bar.parts[i].is_negative());
    DrawnPart part;
    part.series = i;
    part.left = place(so_far);
    so_far += bar.parts[i];
    part.width = place(so_far) - part.left;
    part.is_marked = part.width < marked_below;
    parts.push_back(part);
  }
  return parts;
}

void put_swatch(Html& html, Fill fill) {
  html.put("<svg class=\"sw\" aria-hidden=\"true\"><rect class=\"").put(class_of(fill));
  html.put("\" width=\"16\" height=\"12\"/></svg>");
}

void put_bar_chart(Html& html, const BarChart& chart) {
  const std::vector<Panel> panels = panels_of(chart.bars);
  if (panels.empty()) return;
  html.put("<figure><figcaption>").text(chart.title).put("</figcaption>");
  put_legend(html, chart, has_marks(chart, panels));
  for (const Panel& panel : panels) put_panel(html, chart, panel);
  html.put("</figure>");
}

void put_single_bar(Html& html, const BarChart& chart) {
  const Bar& bar = chart.bars.front();
  if (total_of(bar).is_zero()) return;
  html.put("<figure class=\"single\"><figcaption>").text(chart.title).put("</figcaption>");
  put_bar_svg(html, chart, bar, total_of(bar));
  html.put("</figure>");
}

}  // namespace phanbo::page
