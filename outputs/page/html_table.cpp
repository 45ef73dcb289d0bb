#include "outputs/page/html_table.hpp"

#include <algorithm>

#include "outputs/page/words.hpp"

namespace phanbo::page {

HtmlTable::HtmlTable(Html& html, Text caption, std::vector<Column> columns) : html_(html) {
  open(caption, columns, {});
}

HtmlTable::HtmlTable(Html& html, Text caption, std::vector<Column> columns,
                     const std::vector<std::string>& amount_titles)
    : html_(html) {
  open(caption, columns, amount_titles);
}

HtmlTable::~HtmlTable() {
  end_row();
  html_.put("</tbody></table></div>");
}

void HtmlTable::open(Text caption, const std::vector<Column>& columns,
                     const std::vector<std::string>& amount_titles) {
  const std::int64_t id = html_.new_id();
  const bool has_amounts = !amount_titles.empty() ||
                           std::any_of(columns.begin(), columns.end(), [](const Column& column) {
                             return column.align == Align::amount;
                           });
  html_.put("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"c").number(id);
  html_.put("\"><table><caption id=\"c").number(id).put("\">").say(caption);
  if (has_amounts) html_.put(" <small>").say({"(đồng)", "(dong)"}).put("</small>");
  html_.put("</caption><thead><tr>");
  for (const Column& column : columns) {
    html_.put(column.align == Align::amount ? Markup("<th scope=\"col\" class=\"n\">")
                                            : Markup("<th scope=\"col\">"));
    html_.say(column.title).put("</th>");
  }
  for (const std::string& title : amount_titles)
    html_.put("<th scope=\"col\" class=\"n\">").text(title).put("</th>");
  html_.put("</tr></thead><tbody>");
}

void HtmlTable::end_row() {
  if (in_row_) html_.put("</tr>");
  in_row_ = false;
}

void HtmlTable::row(std::string_view name, bool from_plan, bool is_total) {
  end_row();
  in_row_ = true;
  html_.put(is_total ? Markup("<tr class=\"sum\"><th scope=\"row\">")
                     : Markup("<tr><th scope=\"row\">"));
  from_plan ? html_.plan_text(name) : html_.text(name);
  html_.put("</th>");
}

void HtmlTable::row_with_note(std::string_view name, std::string_view note, bool from_plan) {
  end_row();
  in_row_ = true;
  html_.put("<tr><th scope=\"row\">");
  from_plan ? html_.plan_text(name) : html_.text(name);
  if (!note.empty()) {
    html_.put("<small>");
    from_plan ? html_.plan_text(note) : html_.text(note);
    html_.put("</small>");
  }
  html_.put("</th>");
}

void HtmlTable::row_with_swatch(std::string_view name, Fill fill) {
  end_row();
  in_row_ = true;
  html_.put("<tr><th scope=\"row\">");
  put_swatch(html_, fill);
  html_.text(name).put("</th>");
}

void HtmlTable::amount(Money amount) {
  html_.put("<td class=\"n\">").text(exact_amount(amount, html_.language())).put("</td>");
}

void HtmlTable::change(Money amount) {
  html_.put("<td class=\"n\">").text(amount > Money() ? "+" : "");
  html_.text(exact_amount(amount, html_.language())).put("</td>");
}

void HtmlTable::amount_with_change(Money amount, Money change, std::string_view percent) {
  html_.put("<td class=\"n\">").text(exact_amount(amount, html_.language()));
  html_.put("<small class=\"change\"><span>").text(change > Money() ? "+" : "");
  html_.text(exact_amount(change, html_.language())).put("</span>");
  if (!percent.empty()) html_.put(" <span>(").text(percent).put(")</span>");
  html_.put("</small></td>");
}

void HtmlTable::number(std::int64_t number) {
  html_.put("<td class=\"n\">").text(grouped(number, html_.language())).put("</td>");
}

void HtmlTable::number_text(std::string_view text) {
  html_.put("<td class=\"n\">").text(text).put("</td>");
}

void HtmlTable::blank() { html_.put("<td></td>"); }

void HtmlTable::say(Text words) { html_.put("<td>").say(words).put("</td>"); }

void HtmlTable::text(std::string_view text) { html_.put("<td>").text(text).put("</td>"); }

void HtmlTable::plan_text(std::string_view text) { html_.put("<td>").plan_text(text).put("</td>"); }

void HtmlTable::begin_cell() { html_.put("<td>"); }

void HtmlTable::end_cell() { html_.put("</td>"); }

void begin_fold(Html& html, Text summary) {
  html.put("<details><summary>").say(summary).put("</summary>");
}

void end_fold(Html& html) { html.put("</details>"); }

void put_more(Html& html, std::size_t rows_left, std::string_view table_id) {
  if (rows_left == 0) return;
  const std::string file = "tables/" + std::string(table_id) + ".csv";
  html.put("<p class=\"note\">");
  html.text(fill(Text{"… và {0} dòng khác; xem đủ trong bảng {1}.",
                      "… and {0} more rows; all of them are in {1}."}
                     .in(html.language()),
                 {grouped(static_cast<std::int64_t>(rows_left), html.language()), file}));
  html.put("</p>");
}

}  // namespace phanbo::page
