#include "outputs/page/flow_chart.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <tuple>

#include "outputs/page/words.hpp"

namespace phanbo::page {

namespace {

constexpr Thousandths pixel = 1'000;
/// Height of all money together.
constexpr Thousandths money_height = 360 * pixel;
/// A label has up to three lines for the name and one for the amount.
constexpr Thousandths label_height = 54 * pixel;
constexpr Thousandths gap = 6 * pixel;
/// Ribbons thinner than this are drawn as a broken hairline instead.
constexpr Thousandths hairline_below = pixel;

Money total_of(const FlowChart& chart) {
  Money total;
  for (const FlowLink& link : chart.links) total += link.amount;
  return total;
}

void sum_nodes(FlowChart& chart) {
  for (FlowNode& node : chart.sources) node.amount = Money();
  for (FlowNode& node : chart.uses) node.amount = Money();
  for (const FlowLink& link : chart.links) {
    chart.sources[link.source].amount += link.amount;
    chart.uses[link.use].amount += link.amount;
  }
}

/// New positions for the nodes of one side; several old ones may get the same.
using Renumbering = std::vector<std::size_t>;

void renumber(FlowChart& chart, const Renumbering& sources, const Renumbering& uses) {
  for (FlowLink& link : chart.links) {
    link.source = sources[link.source];
    link.use = uses[link.use];
  }
  const auto key = [](const FlowLink& link) { return std::tie(link.source, link.use); };
  std::sort(chart.links.begin(), chart.links.end(),
            [&](const FlowLink& a, const FlowLink& b) { return key(a) < key(b); });
  std::vector<FlowLink> merged;
  for (const FlowLink& link : chart.links) {
    if (link.amount.is_zero()) continue;
    if (!merged.empty() && key(merged.back()) == key(link)) {
      merged.back().amount += link.amount;
    } else {
      merged.push_back(link);
    }
  }
  chart.links = std::move(merged);
}

/// Keeps the `nodes_max` − 1 greatest nodes in their order; the others become one node at the end.
Renumbering shorten(std::vector<FlowNode>& nodes, std::size_t nodes_max,
                    const std::string& others) {
  std::vector<std::size_t> by_amount;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (!nodes[i].amount.is_zero()) by_amount.push_back(i);
  }
  const bool is_long = by_amount.size() > nodes_max;
  std::stable_sort(by_amount.begin(), by_amount.end(),
                   [&](std::size_t a, std::size_t b) { return nodes[a].amount > nodes[b].amount; });
  if (is_long) by_amount.resize(nodes_max - 1);
  std::vector<FlowNode> kept;
  Renumbering renumbering(nodes.size(), SIZE_MAX);
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (std::find(by_amount.begin(), by_amount.end(), i) == by_amount.end()) continue;
    renumbering[i] = kept.size();
    kept.push_back(nodes[i]);
  }
  if (is_long) kept.push_back({others, Fill::unallocated, false, Money()});
  for (std::size_t& position : renumbering) {
    if (position == SIZE_MAX) position = kept.empty() ? 0 : kept.size() - 1;
  }
  nodes = std::move(kept);
  return renumbering;
}

/// The mean place of the sources of each use, weighted by amount, decides the order of the uses.
Renumbering untangle(FlowChart& chart) {
  std::vector<Int128> weighted(chart.uses.size());
  for (const FlowLink& link : chart.links)
    weighted[link.use] += Int128{link.amount.dong()} * static_cast<Int128>(link.source);
  std::vector<std::size_t> order(chart.uses.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  // Means as quotients with nine decimals: sources are few, so sums stay far below 128 bits.
  const auto mean = [&](std::size_t use) {
    return weighted[use] * 1'000'000'000 / chart.uses[use].amount.dong();
  };
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return mean(a) < mean(b); });
  Renumbering renumbering(order.size());
  std::vector<FlowNode> nodes;
  for (std::size_t i = 0; i < order.size(); ++i) {
    renumbering[order[i]] = i;
    nodes.push_back(chart.uses[order[i]]);
  }
  chart.uses = std::move(nodes);
  return renumbering;
}

Renumbering unchanged(std::size_t count) {
  Renumbering renumbering(count);
  std::iota(renumbering.begin(), renumbering.end(), std::size_t{0});
  return renumbering;
}

/// Places the nodes of one side below each other; returns where the last one ends.
Thousandths place(const std::vector<FlowNode>& nodes, Money total, std::vector<DrawnNode>& drawn) {
  Thousandths top = 0;
  for (const FlowNode& node : nodes) {
    DrawnNode place;
    place.height = static_cast<Thousandths>(divide_rounded(
        Int128{node.amount.dong()} * money_height, total.dong(), RoundingMode::half_up));
    place.slot_top = top;
    place.slot_height = std::max(place.height, label_height);
    place.top = top + (place.slot_height - place.height) / 2;
    top += place.slot_height + gap;
    drawn.push_back(place);
  }
  return nodes.empty() ? 0 : top - gap;
}

void move_down(std::vector<DrawnNode>& nodes, Thousandths by) {
  for (DrawnNode& node : nodes) {
    node.slot_top += by;
    node.top += by;
  }
}

void put_labels(Html& html, const std::vector<FlowNode>& nodes, const std::vector<DrawnNode>& drawn,
                Markup side) {
  html.put("<div class=\"fl ").put(side).put("\">");
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    html.put("<div style=\"top:").coordinate(drawn[i].slot_top + drawn[i].slot_height / 2);
    html.put("px\"><span>");
    nodes[i].from_plan ? html.plan_text(nodes[i].name) : html.text(nodes[i].name);
    html.put("</span><b>").text(chart_amount(nodes[i].amount, html.language())).put("</b></div>");
  }
  html.put("</div>");
}

Markup link_class(Fill fill) {
  constexpr std::array<Markup, 5> classes = {"l-ce", "l-pr", "l-di", "l-co", "l-ou"};
  const auto position = static_cast<std::size_t>(fill);
  return position < classes.size() ? classes[position] : Markup("l-gr");
}

/// A ribbon from x = 14 to x = 986 of 1000; vertical distances are exact everywhere.
void put_link(Html& html, const FlowChart& chart, const FlowLink& link, const DrawnLink& drawn) {
  const bool is_hairline = drawn.height < hairline_below;
  const FlowNode& source = chart.sources[link.source];
  html.put("<path class=\"").put(is_hairline ? Markup("hair ") : Markup("ribbon "));
  html.put(link_class(source.fill)).put("\" d=\"M14 ");
  if (is_hairline) {
    const Thousandths from = drawn.source_top + drawn.height / 2;
    const Thousandths to = drawn.use_top + drawn.height / 2;
    html.coordinate(from).put("C500 ").coordinate(from).put(" 500 ").coordinate(to);
    html.put(" 986 ").coordinate(to);
  } else {
    const Thousandths from_end = drawn.source_top + drawn.height;
    const Thousandths to_end = drawn.use_top + drawn.height;
    html.coordinate(drawn.source_top).put("C500 ").coordinate(drawn.source_top).put(" 500 ");
    html.coordinate(drawn.use_top).put(" 986 ").coordinate(drawn.use_top).put("V");
    html.coordinate(to_end).put("C500 ").coordinate(to_end).put(" 500 ").coordinate(from_end);
    html.put(" 14 ").coordinate(from_end).put("Z");
  }
  html.put("\"><title>").text(source.name).put(" → ").text(chart.uses[link.use].name).put(": ");
  html.text(exact_amount(link.amount, html.language())).put("</title></path>");
}

void put_nodes(Html& html, const std::vector<FlowNode>& nodes, const std::vector<DrawnNode>& drawn,
               Markup x) {
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    html.put("<path class=\"node ").put(link_class(nodes[i].fill)).put("\" d=\"M").put(x).put(" ");
    html.coordinate(drawn[i].top).put("h12v").coordinate(drawn[i].height);
    html.put("h-12z\"><title>").text(nodes[i].name).put(": ");
    html.text(exact_amount(nodes[i].amount, html.language())).put("</title></path>");
  }
}

}  // namespace

void complete(FlowChart& chart, std::size_t nodes_max, const std::string& others) {
  sum_nodes(chart);
  const Renumbering sources = shorten(chart.sources, nodes_max, others);
  const Renumbering uses = shorten(chart.uses, nodes_max, others);
  renumber(chart, sources, uses);
  sum_nodes(chart);
  const Renumbering order = untangle(chart);
  renumber(chart, unchanged(chart.sources.size()), order);
}

FlowLayout layout_of(const FlowChart& chart) {
  FlowLayout layout;
  const Money total = total_of(chart);
  if (total.is_zero()) return layout;
  const Thousandths sources_end = place(chart.sources, total, layout.sources);
  const Thousandths uses_end = place(chart.uses, total, layout.uses);
  layout.height = std::max(sources_end, uses_end);
  move_down(layout.sources, (layout.height - sources_end) / 2);
  move_down(layout.uses, (layout.height - uses_end) / 2);
  layout.per_pixel = Money::from_dong(static_cast<std::int64_t>(
      divide_rounded(Int128{total.dong()} * pixel, money_height, RoundingMode::half_up)));
  // Amounts already placed at each node, so that the edges of neighbours meet.
  std::vector<Money> left_at(chart.sources.size());
  std::vector<Money> right_at(chart.uses.size());
  const auto height_of = [&](Money amount) {
    return static_cast<Thousandths>(
        divide_rounded(Int128{amount.dong()} * money_height, total.dong(), RoundingMode::half_up));
  };
  for (const FlowLink& link : chart.links) {
    DrawnLink drawn;
    drawn.source_top = layout.sources[link.source].top + height_of(left_at[link.source]);
    drawn.use_top = layout.uses[link.use].top + height_of(right_at[link.use]);
    drawn.height = height_of(link.amount);
    left_at[link.source] += link.amount;
    right_at[link.use] += link.amount;
    layout.links.push_back(drawn);
  }
  return layout;
}

void put_flow_chart(Html& html, const FlowChart& chart) {
  if (chart.links.empty()) return;
  const FlowLayout layout = layout_of(chart);
  const std::int64_t id = html.new_id();
  const Thousandths height = (layout.height + pixel - 1) / pixel * pixel;
  const Language language = html.language();
  html.put("<figure><figcaption>").text(chart.title).put("</figcaption><p class=\"scale\">");
  html.text(fill(Text{"Bề dày của dải tỷ lệ với số tiền: 10 điểm ảnh ≈ {0}. Nét đứt: dải mỏng hơn "
                      "1 điểm ảnh.",
                      "A ribbon is as thick as its amount: 10 pixels ≈ {0}. Broken line: thinner "
                      "than 1 pixel."}
                     .in(language),
                 {short_amount(Money::from_dong(layout.per_pixel.dong() * 10), language)}));
  html.put("</p><div class=\"flow\" style=\"height:").coordinate(height).put("px\">");
  put_labels(html, chart.sources, layout.sources, "from");
  html.put("<svg role=\"img\" aria-labelledby=\"t").number(id).put("\" aria-describedby=\"d");
  html.number(id).put("\" viewBox=\"0 0 1000 ").coordinate(height).put("\" height=\"");
  html.coordinate(height)
      .put("\" preserveAspectRatio=\"none\"><title id=\"t")
      .number(id)
      .put("\">");
  html.text(chart.title).put("</title><desc id=\"d").number(id).put("\">");
  html.say({"Mọi số tiền của hình có trong bảng ngay dưới.",
            "Every amount of the picture is in the table below it."});
  html.put("</desc>");
  for (std::size_t i = 0; i < chart.links.size(); ++i)
    put_link(html, chart, chart.links[i], layout.links[i]);
  put_nodes(html, chart.sources, layout.sources, "0");
  put_nodes(html, chart.uses, layout.uses, "988");
  html.put("</svg>");
  put_labels(html, chart.uses, layout.uses, "to");
  html.put("</div></figure>");
}

}  // namespace phanbo::page
