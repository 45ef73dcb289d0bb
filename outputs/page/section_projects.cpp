#include <algorithm>

#include "outputs/page/html_table.hpp"
#include "outputs/page/sections.hpp"
#include "outputs/page/words.hpp"

/// Sites and projects: funded and refused, each with its reason.
namespace phanbo::page {

namespace {

struct Listed {
  std::size_t item = 0;
  bool funded = false;
};

/// Sites and projects that ask for money, by programme, then by code.
std::vector<Listed> listed_items(const Facts& facts) {
  std::vector<std::size_t> ranks(facts.programmes.size());
  for (std::size_t i = 0; i < ranks.size(); ++i) ranks[facts.programmes[i].position()] = i;
  std::vector<Listed> listed;
  for (std::size_t i = 0; i < facts.items.size(); ++i) {
    const ItemFacts& item = facts.items[i];
    const bool asks = !item.need.is_zero() || item.reason != DemandReason::nothing_needed;
    if (asks && is_project(facts.assessment.items.rows()[i]))
      listed.push_back({i, !item.allocated.is_zero()});
  }
  const auto rank = [&](const Listed& row) {
    return ranks[facts.assessment.items.rows()[row.item].programme.position()];
  };
  std::stable_sort(listed.begin(), listed.end(),
                   [&](const Listed& a, const Listed& b) { return rank(a) < rank(b); });
  return listed;
}

void put_sources(Html& html, const Facts& facts, const ItemFacts& item) {
  bool is_first = true;
  for (const PayingBudget budget : facts.budgets) {
    const Money amount = item.by_budget[static_cast<std::size_t>(budget)];
    if (amount.is_zero()) continue;
    html.put(is_first ? Markup("") : Markup("; "));
    is_first = false;
    html.say(name_of(budget)).put(" ").text(chart_amount(amount, html.language()));
  }
}

void put_reason(Html& html, const ItemFacts& item) {
  html.say(reason_words(item.reason));
  if (item.shortfall == 0 || item.missing.is_zero()) return;
  html.put(" (<a href=\"#shortage-").number(item.shortfall).put("\">");
  html.say({"thiếu nguồn, mục", "shortage"}).put(" ").number(item.shortfall).put("</a>)");
}

void put_outcome(Html& html, const ItemFacts& item) {
  if (item.need.is_zero()) {
    html.say(reason_words(item.reason));
  } else if (item.missing.is_zero()) {
    html.put("<b class=\"yes\">").say({"✓ Đủ", "✓ In full"}).put("</b>");
  } else {
    html.put("<b class=\"part\">").say({"◐ Một phần", "◐ In part"}).put("</b>: ");
    put_reason(html, item);
  }
}

void put_funded(Html& html, const Facts& facts, const std::vector<Listed>& listed) {
  std::vector<std::string> year_titles;
  for (int year = facts.plan.first_year; year <= facts.plan.last_year; ++year)
    year_titles.push_back(std::to_string(year));
  std::size_t rows = 0;
  {
    HtmlTable table(html, {"Được bố trí vốn", "Funded"},
                    {{{"Di tích, dự án", "Site, project"}},
                     {{"Kết quả", "Outcome"}},
                     {{"Ngân sách trả", "Paid by"}},
                     {{"Nhu cầu", "Need"}, Align::amount},
                     {{"Đã bố trí", "Allocated"}, Align::amount}},
                    year_titles);
    Money need, allocated;
    std::vector<Money> by_year(year_titles.size());
    for (const Listed& row : listed) {
      if (!row.funded) continue;
      const ItemFacts& item = facts.items[row.item];
      need += item.need;
      allocated += item.allocated;
      const std::span<const Money> years_of_item = facts.allocated_by_year(row.item);
      for (std::size_t i = 0; i < by_year.size(); ++i) by_year[i] += years_of_item[i];
      if (++rows > project_rows_max) continue;
      const Item& place = facts.assessment.items.rows()[row.item];
      table.row_with_note(place.name, facts.plan.units[place.unit].name);
      table.begin_cell();
      put_outcome(html, item);
      table.end_cell();
      table.begin_cell();
      put_sources(html, facts, item);
      table.end_cell();
      table.amount(item.need);
      table.amount(item.allocated);
      for (const Money amount : years_of_item) table.amount(amount);
    }
    table.total_row();
    table.blank();
    table.blank();
    table.amount(need);
    table.amount(allocated);
    for (const Money amount : by_year) table.amount(amount);
  }
  put_more(html, rows > project_rows_max ? rows - project_rows_max : 0, "sites_and_projects");
}

void put_refused(Html& html, const Context& context, const std::vector<Listed>& listed) {
  const Facts& facts = context.facts;
  const auto sentences = refusal_sentences(context, html.language());
  std::size_t rows = 0;
  {
    HtmlTable table(html, {"Chưa được bố trí vốn", "Not funded"},
                    {{{"Di tích, dự án", "Site, project"}},
                     {{"Vì sao", "Why"}},
                     {{"Nhu cầu", "Need"}, Align::amount}});
    Money need;
    for (const Listed& row : listed) {
      if (row.funded) continue;
      const ItemFacts& item = facts.items[row.item];
      need += item.need;
      if (++rows > project_rows_max) continue;
      const Item& place = facts.assessment.items.rows()[row.item];
      table.row_with_note(place.name, facts.plan.units[place.unit].name);
      table.begin_cell();
      const auto sentence = sentences.find(place.code);
      if (item.reason == DemandReason::not_chosen && sentence != sentences.end()) {
        html.text(sentence->second);
      } else {
        put_reason(html, item);
      }
      table.end_cell();
      table.amount(item.need);
    }
    table.total_row();
    table.blank();
    table.amount(need);
  }
  put_more(html, rows > project_rows_max ? rows - project_rows_max : 0, "sites_and_projects");
}

}  // namespace

void put_projects(Html& html, const Context& context) {
  const Facts& facts = context.facts;
  const std::vector<Listed> listed = listed_items(facts);
  const auto funded = static_cast<std::size_t>(
      std::count_if(listed.begin(), listed.end(), [](const Listed& row) { return row.funded; }));
  const std::size_t refused = listed.size() - funded;
  const Language language = html.language();
  const auto count = [&](std::size_t number) {
    return grouped(static_cast<std::int64_t>(number), language);
  };
  html.put("<p class=\"lead\">");
  html.text(fill(Text{"{0} di tích, dự án được bố trí vốn; {1} chưa được bố trí.",
                      "{0} sites and projects are funded; {1} are not."}
                     .in(language),
                 {count(funded), count(refused)}));
  html.put("</p>");
  if (refused > 0) {
    if (refused > short_list_folded_above)
      begin_fold(html, {"Danh sách chưa được bố trí vốn", "The list of those not funded"});
    put_refused(html, context, listed);
    if (refused > short_list_folded_above) end_fold(html);
  }
  if (funded > 0) {
    if (funded > folded_above)
      begin_fold(html, {"Danh sách được bố trí vốn", "The list of those funded"});
    put_funded(html, facts, listed);
    if (funded > folded_above) end_fold(html);
  }
}

}  // namespace phanbo::page
