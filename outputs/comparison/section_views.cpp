#include <algorithm>

#include "outputs/comparison/comparison_tables.hpp"
#include "outputs/comparison/headlines.hpp"
#include "outputs/comparison/page_sections.hpp"
#include "outputs/page/html_table.hpp"

/// Totals, variance tables, equity and definitions: all results side by side.
namespace phanbo::page {

namespace {

/// From so many results on a table has one column for each, with the change under the amount: side
/// by side they fit no page.
constexpr std::size_t stacked_from = 3;

/// "Gốc", then for every other result amount, difference and percent.
std::vector<std::string> run_titles(const Comparison& comparison, Language language) {
  std::vector<std::string> titles{comparison.runs.front().label};
  for (std::size_t run = 1; run < comparison.runs.size(); ++run) {
    const std::string& label = comparison.runs[run].label;
    titles.push_back(label);
    if (comparison.runs.size() >= stacked_from) continue;
    titles.push_back(fill(Text{"{0}: tăng (+), giảm (−)", "{0}: change"}.in(language), {label}));
    titles.push_back(fill(Text{"{0}: % của gốc", "{0}: % of the base"}.in(language), {label}));
  }
  return titles;
}

void put_run_cells(HtmlTable& table, const std::vector<Money>& amounts, Language language) {
  table.amount(amounts[0]);
  for (std::size_t run = 1; run < amounts.size(); ++run) {
    const Money change = amounts[run] - amounts[0];
    const std::string percent = percent_change(change, amounts[0], language);
    if (amounts.size() >= stacked_from) {
      table.amount_with_change(amounts[run], change, percent);
      continue;
    }
    table.amount(amounts[run]);
    table.change(change);
    table.number_text(percent);
  }
}

void put_view(Html& html, const Comparison& comparison, const ComparedView& view, Text caption,
              bool from_plan) {
  const Language language = html.language();
  const auto is_worth = [](const ComparedRow& row) { return row.worth_reading; };
  const auto worth =
      static_cast<std::size_t>(std::count_if(view.rows.begin(), view.rows.end(), is_worth));
  const bool is_long = view.rows.size() > folded_above;
  html.put("<h3>").say(caption).put("</h3><p class=\"note\">");
  html.text(
      fill(Text{"{0} trong {1} dòng đáng đọc (▸).", "{0} of {1} rows are worth reading (▸)."}.in(
               language),
           {grouped(static_cast<std::int64_t>(worth), language),
            grouped(static_cast<std::int64_t>(view.rows.size()), language)}));
  html.put("</p>");
  if (is_long) begin_fold(html, caption);
  {
    HtmlTable table(html, caption, {{name_of(view.by)}}, run_titles(comparison, language));
    std::vector<Money> totals(comparison.runs.size());
    for (std::size_t i = 0; i < view.rows.size(); ++i) {
      const ComparedRow& row = view.rows[i];
      for (std::size_t run = 0; run < totals.size(); ++run) totals[run] += row.amounts[run];
      if (i >= rows_max) continue;
      const std::string name = (row.worth_reading ? "▸ " : "") + in(row.name, language);
      table.row(name, from_plan);
      put_run_cells(table, row.amounts, language);
    }
    table.total_row();
    put_run_cells(table, totals, language);
  }
  put_more(html, view.rows.size() > rows_max ? view.rows.size() - rows_max : 0, "compare_by_item");
  if (is_long) end_fold(html);
}

std::string exact_text(const ExactRatio& ratio, Language language) {
  return plain_number(ratio.rounded, language);
}

}  // namespace

const ComparedView& view_of(const Comparison& comparison, ComparedBy by) {
  const auto found = std::find_if(comparison.views.begin(), comparison.views.end(),
                                  [&](const ComparedView& view) { return view.by == by; });
  PB_CHECK(found != comparison.views.end());
  return *found;
}

const std::string& in(const Words& words, Language language) {
  return language == Language::vietnamese ? words.vi : words.en;
}

void put_change(Html& html, Money change) {
  html.put("<b><data value=\"").number(change.dong()).put("\">");
  html.text(short_change(change, html.language())).put("</data></b>");
}

Money moved_by(const CauseTable& table, std::size_t cause) {
  Money moved;
  for (const CauseRow& row : table.rows)
    moved += row.parts[cause].is_negative() ? -row.parts[cause] : row.parts[cause];
  return moved;
}

void put_totals(Html& html, const Comparison& comparison) {
  const Language language = html.language();
  struct Quantity {
    Text title;
    Money ComparedRun::*amount;
  };
  constexpr Quantity quantities[] = {
      {{"Nhu cầu", "Need"}, &ComparedRun::need},
      {{"Đã bố trí", "Allocated"}, &ComparedRun::allocated},
      {{"Còn phải bố trí", "Still to be funded"}, &ComparedRun::missing},
      {{"Trong đó bắt buộc", "Of which mandatory"}, &ComparedRun::missing_mandatory},
      {{"Tổng nguồn", "Available in all sources"}, &ComparedRun::available},
      {{"Nguồn chưa phân bổ", "Money not allocated"}, &ComparedRun::unallocated}};
  HtmlTable table(html, {"Các số tổng", "Totals"}, {{{"Chỉ tiêu", "Quantity"}}},
                  run_titles(comparison, language));
  for (const Quantity& quantity : quantities) {
    table.row(quantity.title.in(language), false);
    std::vector<Money> amounts;
    for (const ComparedRun& run : comparison.runs) amounts.push_back(run.*quantity.amount);
    put_run_cells(table, amounts, language);
  }
}

void put_views(Html& html, const Comparison& comparison) {
  struct Shown {
    ComparedBy by;
    Text caption;
    bool from_plan;
  };
  constexpr Shown shown[] = {
      {ComparedBy::purpose, {"Theo mục đích", "By purpose"}, true},
      {ComparedBy::source, {"Theo nguồn", "By source"}, true},
      {ComparedBy::paying_budget, {"Theo ngân sách chi trả", "By paying budget"}, false},
      {ComparedBy::unit, {"Theo đơn vị", "By unit"}, true},
      {ComparedBy::year, {"Theo năm", "By year"}, false},
      {ComparedBy::expenditure_kind, {"Theo loại chi", "By kind of expenditure"}, false}};
  for (const Shown& view : shown)
    put_view(html, comparison, view_of(comparison, view.by), view.caption, view.from_plan);
}

void put_equity(Html& html, const Comparison& comparison) {
  const Language language = html.language();
  const auto has_ratio = [](const Equity& equity) {
    return equity.highest_to_lowest.has_value() || equity.gini.has_value();
  };
  if (std::none_of(comparison.equity.begin(), comparison.equity.end(), has_ratio)) {
    html.put("<p>");
    html.say({"Không so được: cần ít nhất hai đơn vị được bố trí và có dân số trong kế hoạch.",
              "Cannot be said: at least two units with money and known people are needed."});
    html.put("</p>");
    return;
  }
  HtmlTable table(html,
                  {"Bình quân đầu người cao nhất : thấp nhất, hệ số Gini",
                   "Highest ÷ lowest amount per head, Gini"},
                  {{{"Phương án", "Result"}},
                   {{"Đơn vị có dân số", "Units counted"}, Align::amount},
                   {{"Thấp nhất một người", "Lowest per head"}, Align::amount},
                   {{"Cao nhất một người", "Highest per head"}, Align::amount},
                   {{"Cao nhất : thấp nhất (lần)", "Highest ÷ lowest"}, Align::amount},
                   {{"Hệ số Gini", "Gini"}, Align::amount}});
  for (std::size_t run = 0; run < comparison.runs.size(); ++run) {
    const Equity& equity = comparison.equity[run];
    table.row(comparison.runs[run].label, false);
    table.number(static_cast<std::int64_t>(equity.units.size()));
    if (equity.units.empty()) {
      table.blank();
      table.blank();
    } else {
      table.amount(equity.units.front().per_head);
      table.amount(equity.units.back().per_head);
    }
    table.number_text(equity.highest_to_lowest ? exact_text(*equity.highest_to_lowest, language)
                                               : std::string());
    table.number_text(equity.gini ? exact_text(*equity.gini, language) : std::string());
  }
}

void put_definitions(Html& html, const Comparison& comparison) {
  const Language language = html.language();
  html.put("<ul><li>");
  html.text(fill(
      Text{"Đáng đọc (▸): chênh lệch từ {0} đồng trở lên; mặc định 1 % số bố trí của gốc.",
           "Worth reading (▸): a difference of {0} dong or more; by default 1% of what the base "
           "allocates."}
          .in(language),
      {exact_amount(comparison.threshold_amount, language)}));
  html.put("</li><li>");
  html.say(
      {"% của gốc: chênh lệch chia cho số của gốc, một chữ số thập phân; để trống khi gốc "
       "bằng 0.",
       "% of the base: the difference divided by the base's amount, one decimal; blank where "
       "the base is 0."});
  html.put("</li><li>");
  html.say(
      {"Nguyên nhân: phần của mỗi thay đổi là trung bình trên mọi thứ tự thực hiện các thay "
       "đổi (giá trị Shapley), nên không phụ thuộc thứ tự. Các thay đổi chỉ hợp lệ khi đi cùng "
       "nhau là một nguyên nhân. Mỗi dòng cộng lại đúng bằng chênh lệch, đến đồng.",
       "Causes: the part of a change is the average over all orders in which the changes "
       "could be made (Shapley value), so it does not depend on an order. Changes that are "
       "valid only together are one cause. Each line adds up to its difference, to the "
       "dong."});
  html.put("</li><li>");
  html.say(
      {"Bình quân đầu người: số bố trí của đơn vị chia cho dân số ghi trong kế hoạch. Hệ số "
       "Gini: mỗi người dân tính một lần với mức bình quân của đơn vị mình; 0 là như nhau, gần "
       "1 là dồn vào một nơi.",
       "Per head: what a unit gets divided by its people as the plan states them. Gini: every "
       "person counts once with the amount per head of his unit; 0 means all the same, near "
       "1 all in one place."});
  html.put("</li></ul>");
}

}  // namespace phanbo::page
