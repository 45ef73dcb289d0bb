#include <algorithm>

#include "outputs/page/html_table.hpp"
#include "outputs/page/sections.hpp"
#include "outputs/page/words.hpp"

/// What is still to be funded, item by item, and what bounds each shortage.
namespace phanbo::page {

namespace {

constexpr std::size_t limits_max = 6;

/// The years in which something is missing: "2026, 2027".
std::string short_years(const Facts& facts, std::size_t item) {
  std::string text;
  const std::span<const Money> missing = facts.missing_by_year(item);
  for (std::size_t i = 0; i < missing.size(); ++i) {
    if (missing[i].is_zero()) continue;
    text += text.empty() ? "" : ", ";
    text += std::to_string(facts.plan.first_year + static_cast<int>(i));
  }
  return text;
}

void put_items(Html& html, const Facts& facts) {
  std::vector<std::size_t> items;
  for (std::size_t i = 0; i < facts.items.size(); ++i) {
    if (!facts.items[i].missing.is_zero()) items.push_back(i);
  }
  if (items.empty()) return;
  std::stable_sort(items.begin(), items.end(), [&](std::size_t a, std::size_t b) {
    return facts.items[a].missing > facts.items[b].missing;
  });
  const bool is_long = items.size() > short_list_folded_above;
  if (is_long) begin_fold(html, {"Danh sách còn phải bố trí", "The list of what is missing"});
  {
    HtmlTable table(html, {"Còn phải bố trí, nhiều nhất trước", "Still to be funded, most first"},
                    {{{"Nội dung", "Item"}},
                     {{"Vì sao", "Why"}},
                     {{"Nhu cầu", "Need"}, Align::amount},
                     {{"Đã bố trí", "Allocated"}, Align::amount},
                     {{"Còn phải bố trí", "Missing"}, Align::amount}});
    for (std::size_t i = 0; i < std::min(items.size(), rows_max); ++i) {
      const Item& item = facts.assessment.items.rows()[items[i]];
      const ItemFacts& sums = facts.items[items[i]];
      table.row_with_note(item.name, facts.plan.programmes[item.programme].name + ", " +
                                         short_years(facts, items[i]));
      table.begin_cell();
      html.say(reason_words(sums.reason));
      table.end_cell();
      table.amount(sums.need);
      table.amount(sums.allocated);
      table.amount(sums.missing);
    }
    table.row(Text{"Tổng số còn phải bố trí", "All that is missing"}.in(html.language()), false,
              true);
    table.blank();
    table.blank();
    table.blank();
    table.amount(facts.missing);
  }
  put_more(html, items.size() > rows_max ? items.size() - rows_max : 0, "demands");
  if (is_long) end_fold(html);
}

void put_limits(Html& html, const Facts& facts, const Shortfall& shortfall) {
  html.put("<ul>");
  for (std::size_t i = 0; i < std::min(limits_max, shortfall.limits.size()); ++i) {
    html.put("<li>");
    put_limit(html, facts, shortfall.limits[i]);
    html.put(": ").text(short_amount(shortfall.limits[i].amount, html.language())).put("</li>");
  }
  if (shortfall.limits.size() > limits_max) {
    html.put("<li>").say({"và", "and"}).put(" ");
    html.number(static_cast<std::int64_t>(shortfall.limits.size() - limits_max)).put(" ");
    html.say({"giới hạn khác", "other limits"}).put("</li>");
  }
  html.put("</ul>");
}

void put_shortage(Html& html, const Facts& facts, std::size_t position) {
  const Shortfall& shortfall = facts.allocation.shortfalls[position];
  const PriorityClass& served = facts.plan.classes[shortfall.priority_class];
  const Language language = html.language();
  html.put("<li id=\"shortage-").number(static_cast<std::int64_t>(position + 1)).put("\"><p><b>");
  html.plan_text(served.name);
  if (shortfall.year) html.put(", ").say({"năm", "in"}).put(" ").number(*shortfall.year);
  html.put("</b>");
  if (served.mandatory) {
    html.put(" <em class=\"must\">").say({"bắt buộc", "mandatory"}).put("</em>");
  }
  html.put(": ").say({"thiếu", "missing"}).put(" <b>");
  html.text(short_amount(shortfall.missing, language)).put("</b>. ");
  const Text sentence =
      shortfall.held.is_zero()
          ? Text{"Cần {0}; các nguồn và giới hạn dưới đây chỉ cho phép {1}.",
                 "{0} is needed; the sources and limits below allow only {1}."}
          : Text{
                "Cần {0}; các nguồn và giới hạn dưới đây cho phép {1}, trong đó các thứ tự ưu "
                "tiên trước đã giữ {2}.",
                "{0} is needed; the sources and limits below allow {1}, of which earlier classes "
                "hold {2}."};
  html.text(fill(sentence.in(language), {short_amount(shortfall.needed, language),
                                         short_amount(shortfall.allowed, language),
                                         short_amount(shortfall.held, language)}));
  html.put("</p>");
  put_limits(html, facts, shortfall);
  html.put("</li>");
}

}  // namespace

void put_reasons(Html& html, const Context& context) {
  const Facts& facts = context.facts;
  put_items(html, facts);
  if (facts.allocation.shortfalls.empty()) return;
  html.put("<h3>").say({"Nguồn hết ở đâu", "Where the money runs out"}).put("</h3>");
  const std::size_t count = facts.allocation.shortfalls.size();
  const bool is_long = count > short_list_folded_above;
  if (is_long) begin_fold(html, {"Các lần thiếu nguồn", "All shortages"});
  html.put("<ol class=\"shortages\">");
  for (std::size_t i = 0; i < std::min(count, rows_max); ++i) put_shortage(html, facts, i);
  html.put("</ol>");
  put_more(html, count > rows_max ? count - rows_max : 0, "shortfalls");
  if (is_long) end_fold(html);
}

}  // namespace phanbo::page
