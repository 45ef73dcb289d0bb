#include <algorithm>
#include <iterator>
#include <map>

#include "outputs/page/html_table.hpp"
#include "outputs/page/sections.hpp"
#include "outputs/page/words.hpp"

/// What was decided before, what changes, what stands after; and who decides.
namespace phanbo::page {

namespace {

/// The chart shows the greatest changes; the table below it has all.
constexpr std::size_t bars_max = 16;

std::string change_name(const Facts& facts, const Change& change) {
  const Demand& demand = facts.assessment.demands[change.demand];
  return facts.assessment.items[demand.item].name + ", " + std::to_string(demand.year);
}

bool is_shown(const Change& change) {
  return change.decided || !change.increase().is_zero() || !change.decrease().is_zero();
}

/// Greatest change first.
std::vector<Change> shown_changes(const Facts& facts) {
  std::vector<Change> shown;
  std::copy_if(facts.changes.begin(), facts.changes.end(), std::back_inserter(shown), is_shown);
  std::stable_sort(shown.begin(), shown.end(), [](const Change& a, const Change& b) {
    return a.increase() + a.decrease() > b.increase() + b.decrease();
  });
  return shown;
}

void put_chart(Html& html, const Facts& facts) {
  const Language language = html.language();
  BarChart chart;
  chart.title = Text{"Giữ nguyên, tăng, giảm so với số đã giao",
                     "Kept, increased and decreased against what was decided"}
                    .in(language);
  chart.series = {{std::string(Text{"Giữ nguyên", "Kept"}.in(language)), Fill::kept},
                  {std::string(Text{"Tăng", "Increase"}.in(language)), Fill::increase},
                  {std::string(Text{"Giảm", "Decrease"}.in(language)), Fill::decrease}};
  const std::vector<Change> shown = shown_changes(facts);
  for (std::size_t i = 0; i < std::min(bars_max, shown.size()); ++i) {
    Bar bar;
    bar.name = change_name(facts, shown[i]);
    bar.parts = {shown[i].kept(), shown[i].increase(), shown[i].decrease()};
    bar.value = short_change(shown[i].after - shown[i].before, language);
    chart.bars.push_back(std::move(bar));
  }
  put_bar_chart(html, chart);
}

/// Who decided the amount before: the named authority, else the issuer of the document.
std::string decider_of(const Facts& facts, const Change& change) {
  if (!change.decided) return {};
  if (!change.decision->authority.empty()) return change.decision->authority;
  const Index<Document> document = change.decision->document;
  return document.is_set() ? facts.plan.documents[document].issuer : std::string();
}

void put_decider(Html& html, const Facts& facts, const Change& change) {
  if (!change.decided) {
    html.say({"Trình cấp có thẩm quyền", "For the competent authority"});
    return;
  }
  html.plan_text(decider_of(facts, change)).put(" <small>");
  if (!change.decision->authority.empty()) {
    html.say({"ấn định", "fixed by it"});
  } else {
    html.say(change.locked ? Text{"phần đã giao giữ nguyên", "what was decided stays"}
                           : Text{"được điều chỉnh", "may be adjusted"});
  }
  html.put("</small>");
}

void put_change_row(Html& html, HtmlTable& table, const Facts& facts, const Change& change) {
  const Demand& demand = facts.assessment.demands[change.demand];
  const Item& item = facts.assessment.items[demand.item];
  table.row_with_note(change_name(facts, change), facts.plan.programmes[item.programme].name);
  table.amount(change.before);
  table.change(change.after - change.before);
  table.amount(change.after);
  table.begin_cell();
  put_decider(html, facts, change);
  table.end_cell();
}

void put_changes(Html& html, const Facts& facts) {
  const std::vector<Change> shown = shown_changes(facts);
  const bool is_long = shown.size() > folded_above;
  if (is_long) begin_fold(html, {"Từng nội dung", "Item by item"});
  {
    HtmlTable table(html, {"Đã giao, điều chỉnh, sau điều chỉnh", "Decided, adjusted, after"},
                    {{{"Nội dung, năm", "Item, year"}},
                     {{"Đã giao", "Decided"}, Align::amount},
                     {{"Tăng (+), giảm (−)", "Change"}, Align::amount},
                     {{"Sau điều chỉnh", "After"}, Align::amount},
                     {{"Ai quyết định", "Who decides"}}});
    Money before, after;
    for (std::size_t i = 0; i < shown.size(); ++i) {
      before += shown[i].before;
      after += shown[i].after;
      if (i < rows_max) put_change_row(html, table, facts, shown[i]);
    }
    table.total_row();
    table.amount(before);
    table.change(after - before);
    table.amount(after);
    table.blank();
  }
  put_more(html, shown.size() > rows_max ? shown.size() - rows_max : 0, "decided_and_adjusted");
  if (is_long) end_fold(html);
}

struct Decider {
  std::int64_t items = 0;
  Money before, change, after;
};

/// By name; an empty name stands for the authority that is still to decide.
std::map<std::string, Decider> deciders_of(const Facts& facts) {
  std::map<std::string, Decider> deciders;
  for (const Change& change : facts.changes) {
    if (!is_shown(change)) continue;
    Decider& decider = deciders[decider_of(facts, change)];
    ++decider.items;
    decider.before += change.before;
    decider.change += change.after - change.before;
    decider.after += change.after;
  }
  return deciders;
}

void put_deciders(Html& html, const Facts& facts) {
  html.put("<h3>").say({"Ai quyết định", "Who decides"}).put("</h3><p>");
  html.say(
      {"Số đã giao thuộc thẩm quyền của cấp đã giao; mọi khoản tăng, giảm và khoản bố trí mới "
       "trong trang này là đề xuất, chờ cấp có thẩm quyền quyết định.",
       "What was decided belongs to those who decided it; every increase, decrease and new "
       "amount on this page is a proposal until the competent authority decides."});
  html.put("</p>");
  HtmlTable table(html, {"Theo cấp đã quyết định", "By the authority that decided"},
                  {{{"Cấp quyết định", "Authority"}},
                   {{"Số nội dung", "Items"}, Align::amount},
                   {{"Đã giao", "Decided"}, Align::amount},
                   {{"Đề xuất tăng (+), giảm (−)", "Proposed change"}, Align::amount},
                   {{"Sau điều chỉnh", "After"}, Align::amount}});
  for (const auto& [name, decider] : deciders_of(facts)) {
    if (name.empty()) {
      table.row(Text{"Chưa quyết định (bố trí mới)", "Not yet decided (new)"}.in(html.language()),
                false);
    } else {
      table.row(name);
    }
    table.number(decider.items);
    table.amount(decider.before);
    table.change(decider.change);
    table.amount(decider.after);
  }
}

/// What an amount fixed by a named authority costs the others (figures of the distribution).
void put_authority_costs(Html& html, const Facts& facts) {
  constexpr std::string_view prefix = "authority_cost/";
  bool is_open = false;
  for (const Change& change : facts.changes) {
    if (!change.decided || change.decision->authority.empty()) continue;
    const std::string start =
        std::string(prefix) + demand_code(facts.assessment, change.demand) + "@";
    for (const Figure& figure : facts.allocation.figures) {
      if (!figure.id.starts_with(start)) continue;
      const auto cost = Decimal::parse(figure.value);
      if (!cost || cost->digits() != 0) continue;
      if (!is_open) html.put("<ul>");
      is_open = true;
      html.put("<li><b>");
      html.text(short_amount(Money::from_dong(cost->units()), html.language())).put("</b> ");
      html.say({"các nội dung khác mất đi vì", "is what other items lose because"}).put(" ");
      html.plan_text(change.decision->authority).put(" ");
      html.say({"ấn định số tiền cho", "fixed the amount of"}).put(" ");
      html.plan_text(change_name(facts, change)).put("</li>");
    }
  }
  if (is_open) html.put("</ul>");
}

}  // namespace

void put_decisions(Html& html, const Context& context) {
  const Facts& facts = context.facts;
  html.put("<p>");
  html.text(
      fill(Text{"Chỉ các năm đã có số giao: {0}.", "Only years with earlier decisions: {0}."}.in(
               html.language()),
           {years(facts.decided_years.front(), facts.decided_years.back())}));
  html.put("</p><div class=\"pair\">");
  put_chart(html, facts);
  html.put("<div>");
  put_changes(html, facts);
  html.put("</div></div>");
  put_deciders(html, facts);
  put_authority_costs(html, facts);
}

}  // namespace phanbo::page
