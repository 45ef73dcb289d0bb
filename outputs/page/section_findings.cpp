#include <algorithm>
#include <numeric>
#include <utility>

#include "outputs/page/html_table.hpp"
#include "outputs/page/sections.hpp"
#include "outputs/page/words.hpp"

/// What a councillor reads in one minute: what changes, who pays, who misses out, why.
namespace phanbo::page {

namespace {

constexpr std::size_t names_max = 4;

void put_amount(Html& html, Money amount) {
  html.put("<b><data value=\"").number(amount.dong()).put("\">");
  html.text(short_amount(amount, html.language())).put("</data></b>");
}

void put_change(Html& html, Money change) {
  html.put("<b><data value=\"").number(change.dong()).put("\">");
  html.text(short_change(change, html.language())).put("</data></b>");
}

void put_big(Html& html, Markup id, Money amount, Text label, const std::string& note) {
  html.put("<li id=\"").put(id).put("\">");
  put_amount(html, amount);
  html.put("<span>").say(label).put("</span>");
  if (!note.empty()) html.put("<small>").text(note).put("</small>");
  html.put("</li>");
}

/// "trong đó bắt buộc 2,03 tỷ đồng": parts that are not zero.
std::string note_of(std::initializer_list<std::pair<Text, Money>> parts, Language language) {
  std::string note;
  for (const auto& [label, amount] : parts) {
    if (amount.is_zero()) continue;
    note += note.empty() ? "" : "; ";
    note += std::string(label.in(language)) + " " + short_amount(amount, language);
  }
  return note;
}

void put_big_figures(Html& html, const Facts& facts) {
  const Language language = html.language();
  html.put("<ul class=\"big\">");
  put_big(html, "big-need", facts.need, {"nhu cầu", "needed"}, "");
  std::string share;
  if (facts.need > Money()) {
    share = percent(facts.allocated, facts.need, language) +
            std::string(Text{" nhu cầu", " of the need"}.in(language));
  }
  put_big(html, "big-allocated", facts.allocated, {"đã bố trí", "allocated"}, share);
  put_big(
      html, "big-missing", facts.missing, {"còn phải bố trí", "still to be funded"},
      note_of({{{"trong đó bắt buộc", "of which mandatory"}, facts.missing_mandatory}}, language));
  put_big(html, "big-available", facts.available,
          {"tổng nguồn được sử dụng", "available in all sources"},
          note_of({{{"chưa phân bổ", "unallocated"}, facts.unallocated},
                   {{"dự phòng", "reserved"}, facts.reserved},
                   {{"chuyển ra sau kỳ", "carried out"}, facts.carried_out_at_end}},
                  language));
  html.put("</ul>");
}

/// One bar as long as the need: who covers it, and what nobody covers.
BarChart coverage_of(const Facts& facts, Language language) {
  BarChart chart;
  chart.title = Text{"Ai trả cho nhu cầu", "Who covers the need"}.in(language);
  chart.series = budget_series(facts, language);
  chart.series.push_back(
      {std::string(Text{"Còn phải bố trí", "Still to be funded"}.in(language)), Fill::missing});
  Bar bar;
  bar.name = Text{"Nhu cầu", "Need"}.in(language);
  for (const PayingBudget budget : facts.budgets)
    bar.parts.push_back(facts.allocated_by_budget[static_cast<std::size_t>(budget)]);
  bar.parts.push_back(facts.missing);
  chart.bars.push_back(std::move(bar));
  return chart;
}

void put_coverage(Html& html, const Facts& facts) {
  if (facts.need.is_zero()) return;
  const Language language = html.language();
  const BarChart chart = coverage_of(facts, language);
  put_single_bar(html, chart);
  html.put("<ul class=\"legend cover\">");
  for (std::size_t i = 0; i < chart.series.size(); ++i) {
    const Money amount = chart.bars.front().parts[i];
    if (amount.is_zero()) continue;
    html.put("<li>");
    put_swatch(html, chart.series[i].fill);
    html.text(chart.series[i].name).put(" <b>").text(chart_amount(amount, language));
    html.put("</b> (").text(percent(amount, facts.need, language)).put(")</li>");
  }
  html.put("</ul>");
}

void put_coverage_table(Html& html, const Facts& facts) {
  if (facts.need.is_zero()) return;
  const Language language = html.language();
  const BarChart chart = coverage_of(facts, language);
  HtmlTable table(html, {"Ai trả cho nhu cầu", "Who covers the need"},
                  {{{"Ngân sách", "Budget"}},
                   {{"Số tiền", "Amount"}, Align::amount},
                   {{"Phần của nhu cầu", "Share of the need"}, Align::amount}});
  for (std::size_t i = 0; i < chart.series.size(); ++i) {
    const Money amount = chart.bars.front().parts[i];
    table.row_with_swatch(chart.series[i].name, chart.series[i].fill);
    table.amount(amount);
    table.number_text(percent(amount, facts.need, language));
  }
  table.row(Text{"Nhu cầu", "Need"}.in(language), false, true);
  table.amount(facts.need);
  table.number_text(percent(facts.need, facts.need, language));
}

std::string item_name(const Facts& facts, Index<Item> index) {
  return facts.assessment.items[index].name;
}

struct ChangeSums {
  Money before, after, increase, decrease;
  std::int64_t increased = 0;
  std::int64_t decreased = 0;
  const Change* most_increased = nullptr;
  const Change* most_decreased = nullptr;
};

ChangeSums change_sums(const Facts& facts) {
  ChangeSums sums;
  for (const Change& change : facts.changes) {
    sums.before += change.before;
    sums.after += change.after;
    sums.increase += change.increase();
    sums.decrease += change.decrease();
    if (!change.increase().is_zero()) {
      ++sums.increased;
      if (sums.most_increased == nullptr || change.increase() > sums.most_increased->increase())
        sums.most_increased = &change;
    }
    if (!change.decrease().is_zero()) {
      ++sums.decreased;
      if (sums.most_decreased == nullptr || change.decrease() > sums.most_decreased->decrease())
        sums.most_decreased = &change;
    }
  }
  return sums;
}

void put_most(Html& html, const Facts& facts, const Change* change, Money amount, Text words) {
  if (change == nullptr) return;
  html.put("<li>");
  put_change(html, amount);
  html.put(" ").say(words).put(" ");
  html.plan_text(item_name(facts, facts.assessment.demands[change->demand].item));
  html.put("</li>");
}

/// Years of the plan in which nothing was decided before, with what they get.
void put_new_years(Html& html, const Facts& facts) {
  for (int year = facts.plan.first_year; year <= facts.plan.last_year; ++year) {
    if (std::binary_search(facts.decided_years.begin(), facts.decided_years.end(), year)) continue;
    Money amount;
    for (const Payment& row : facts.payments) {
      if (row.year == year) amount += row.amount;
    }
    html.put("<li>");
    put_amount(html, amount);
    html.put(" ").say({"bố trí mới cho năm", "newly allocated for"}).put(" ").number(year);
    html.put("</li>");
  }
}

void put_what_changes(Html& html, const Facts& facts) {
  html.put("<section class=\"card\"><h3>").say({"Thay đổi gì?", "What changes?"});
  html.put("</h3><ul>");
  if (!facts.changes.empty()) {
    const ChangeSums sums = change_sums(facts);
    const Language language = html.language();
    html.put("<li>");
    put_change(html, sums.after - sums.before);
    html.put(" ");
    html.text(fill(Text{"so với số đã giao năm {0}: từ {1} thành {2}",
                        "against what was decided for {0}: from {1} to {2}"}
                       .in(language),
                   {years(facts.decided_years.front(), facts.decided_years.back()),
                    short_amount(sums.before, language), short_amount(sums.after, language)}));
    html.put("</li>");
    put_most(html, facts, sums.most_increased,
             sums.most_increased ? sums.most_increased->increase() : Money(),
             {"tăng nhiều nhất:", "greatest increase:"});
    put_most(html, facts, sums.most_decreased,
             sums.most_decreased ? -sums.most_decreased->decrease() : Money(),
             {"giảm nhiều nhất:", "greatest decrease:"});
  }
  put_new_years(html, facts);
  if (const std::int64_t people = facts.people_insured.back(); people > 0) {
    html.put("<li><b>").text(grouped(people, html.language())).put("</b> ");
    html.say(
        {"người được ngân sách đóng bảo hiểm y tế năm", "people insured at the budget's cost in"});
    html.put(" ").number(facts.plan.last_year).put("</li>");
  }
  html.put("</ul></section>");
}

void put_who_pays(Html& html, const Facts& facts) {
  html.put("<section class=\"card\"><h3>").say({"Ai trả?", "Who pays?"}).put("</h3><ul>");
  for (const PayingBudget budget : facts.budgets) {
    const Money amount = facts.allocated_by_budget[static_cast<std::size_t>(budget)];
    if (amount.is_zero()) continue;
    html.put("<li>");
    put_amount(html, amount);
    html.put(" (").text(percent(amount, facts.allocated, html.language())).put(") ");
    html.say(name_of(budget)).put("</li>");
  }
  if (facts.allocated.is_zero())
    html.put("<li>").say({"Chưa có khoản nào được bố trí.", "Nothing is allocated."}).put("</li>");
  html.put("</ul></section>");
}

void put_who_misses_out(Html& html, const Facts& facts) {
  std::vector<std::size_t> short_items;
  std::int64_t conditional = 0;
  for (std::size_t i = 0; i < facts.items.size(); ++i) {
    if (!facts.items[i].missing.is_zero()) short_items.push_back(i);
    conditional += facts.items[i].reason == DemandReason::conditional ? 1 : 0;
  }
  // A mandatory need that is not met comes before any greater one.
  const auto weight = [&](std::size_t item) {
    return std::pair(facts.items[item].missing_mandatory, facts.items[item].missing);
  };
  std::stable_sort(short_items.begin(), short_items.end(),
                   [&](std::size_t a, std::size_t b) { return weight(a) > weight(b); });
  html.put("<section class=\"card\"><h3>").say({"Ai chưa được?", "Who misses out?"});
  html.put("</h3><ul>");
  if (short_items.empty())
    html.put("<li>")
        .say({"Không ai: mọi nhu cầu được bố trí đủ.", "Nobody: every need is met."})
        .put("</li>");
  for (std::size_t i = 0; i < std::min(names_max, short_items.size()); ++i) {
    html.put("<li>");
    put_amount(html, facts.items[short_items[i]].missing);
    html.put(" ").plan_text(facts.assessment.items.rows()[short_items[i]].name);
    if (!facts.items[short_items[i]].missing_mandatory.is_zero()) {
      html.put(" <em class=\"must\">").say({"bắt buộc", "mandatory"}).put("</em>");
    }
    html.put("</li>");
  }
  if (short_items.size() > names_max) {
    Money rest;
    for (std::size_t i = names_max; i < short_items.size(); ++i)
      rest += facts.items[short_items[i]].missing;
    html.put("<li>");
    put_amount(html, rest);
    html.put(" ").say({"của", "of"}).put(" ");
    html.number(static_cast<std::int64_t>(short_items.size() - names_max)).put(" ");
    html.say({"nội dung khác", "other items"}).put(" (<a href=\"#reasons\">");
    html.say({"xem danh sách", "see the list"}).put("</a>)</li>");
  }
  if (conditional > 0) {
    html.put("<li><b>").number(conditional).put("</b> ");
    html.say({"nhiệm vụ “nếu có” chưa có số tiền", "conditional tasks without an amount"});
    html.put("</li>");
  }
  html.put("</ul></section>");
}

/// The greatest shortage in one sentence; one of a mandatory class comes first.
void put_greatest_shortage(Html& html, const Facts& facts) {
  const auto& shortfalls = facts.allocation.shortfalls;
  const auto weight = [&](const Shortfall& row) {
    return std::pair(facts.plan.classes[row.priority_class].mandatory, row.missing);
  };
  const auto greatest = std::max_element(
      shortfalls.begin(), shortfalls.end(),
      [&](const Shortfall& a, const Shortfall& b) { return weight(a) < weight(b); });
  if (greatest == shortfalls.end()) return;
  html.put("<li>");
  put_amount(html, greatest->missing);
  html.put(" ").say({"thiếu ở thứ tự ưu tiên", "short in class"}).put(" “");
  html.plan_text(facts.plan.classes[greatest->priority_class].name).put("”: ");
  const Language language = html.language();
  html.text(fill(Text{"nguồn và giới hạn cho phép {0}, các thứ tự trước đã giữ {1}, ở đây cần {2}",
                      "sources and limits allow {0}, earlier classes hold {1}, {2} is needed"}
                     .in(language),
                 {short_amount(greatest->allowed, language), short_amount(greatest->held, language),
                  short_amount(greatest->needed, language)}));
  html.put("</li>");
}

void put_why(Html& html, const Facts& facts) {
  constexpr std::size_t reason_count = static_cast<std::size_t>(DemandReason::chosen_in_part) + 1;
  std::array<Money, reason_count> by_reason{};
  for (const DemandOutcome& outcome : facts.allocation.demands)
    by_reason[static_cast<std::size_t>(outcome.reason)] += outcome.shortfall;
  html.put("<section class=\"card\"><h3>").say({"Vì sao?", "Why?"}).put("</h3><ul>");
  std::array<std::size_t, reason_count> order{};
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return by_reason[a] > by_reason[b]; });
  for (const std::size_t reason : order) {
    if (by_reason[reason].is_zero()) continue;
    html.put("<li>");
    put_amount(html, by_reason[reason]);
    html.put(" ").say(reason_words(static_cast<DemandReason>(reason))).put("</li>");
  }
  put_greatest_shortage(html, facts);
  if (facts.missing.is_zero()) {
    html.put("<li>");
    html.say({"Nguồn đủ cho mọi nhu cầu theo thứ tự ưu tiên.",
              "The money suffices for every need in the order of priority."});
    html.put("</li>");
  }
  html.put("</ul></section>");
}

}  // namespace

void put_findings(Html& html, const Context& context) {
  const Facts& facts = context.facts;
  put_big_figures(html, facts);
  put_coverage(html, facts);
  html.put("<div class=\"cards\">");
  put_what_changes(html, facts);
  put_who_pays(html, facts);
  put_who_misses_out(html, facts);
  put_why(html, facts);
  html.put("</div>");
  put_coverage_table(html, facts);
}

}  // namespace phanbo::page
