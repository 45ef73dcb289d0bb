#include <algorithm>

#include "outputs/page/html_table.hpp"
#include "outputs/page/sections.hpp"
#include "outputs/page/words.hpp"

/// What classes by best_value chose, beside what the order of the list would have taken.
namespace phanbo::page {

namespace {

const ReportTable* table_named(const Context& context, std::string_view id) {
  const auto found = std::find_if(context.tables.begin(), context.tables.end(),
                                  [&](const ReportTable& table) { return table.id == id; });
  return found == context.tables.end() ? nullptr : &*found;
}

std::size_t column_named(const ReportTable& table, std::string_view id) {
  std::size_t position = 0;
  while (position < table.columns.size() && table.columns[position].id != id) ++position;
  PB_CHECK(position < table.columns.size());
  return position;
}

std::string cell_text(const ReportTable& table, std::size_t row, std::string_view id,
                      Language language) {
  const CellView cell = cell_of(table, row, column_named(table, id));
  if (const auto* words = std::get_if<Text>(&cell)) return std::string(words->in(language));
  if (const auto* number = std::get_if<Decimal>(&cell)) return grouped(number->units(), language);
  return {};
}

void put_row(Html& html, const ReportTable& table, std::size_t row) {
  const auto text = [&](std::string_view id) { return cell_text(table, row, id, html.language()); };
  html.put("<p>").text(text("sentence")).put("</p>");
  HtmlTable beside(html, {"Lựa chọn và thứ tự danh sách", "The choice and the order of the list"},
                   {{{"Cách chọn", "Way"}},
                    {{"Giá trị", "Value"}, Align::amount},
                    {{"Công trình", "Works"}, Align::amount},
                    {{"Số người", "People"}, Align::amount}});
  const auto line = [&](Text name, std::string_view value, std::string_view items,
                        std::string_view people) {
    beside.row(name.in(html.language()), false);
    beside.number_text(text(value));
    beside.number_text(text(items));
    beside.number_text(text(people));
  };
  line({"Tổng giá trị lớn nhất", "Greatest value"}, "value", "items", "people");
  line({"Theo thứ tự danh sách", "Order of the list"}, "listed_value", "listed_items",
       "listed_people");
  line({"Hơn thứ tự danh sách", "More than the list"}, "more_value", "more_items", "more_people");
  if (text("bound").empty()) return;
  beside.row(Text{"Không cách chọn nào hơn", "No choice exceeds"}.in(html.language()), false);
  beside.number_text(text("bound"));
  beside.blank();
  beside.blank();
}

/// The goals of a class follow its row.
void put_goals(Html& html, const ReportTable& table, std::size_t first) {
  std::size_t end = first;
  while (end < row_count(table) && row_level(table, end) == 2) ++end;
  if (end == first) return;
  HtmlTable goals(html, {"Mục tiêu lần lượt", "Goals one after another"},
                  {{{"Mục tiêu", "Goal"}},
                   {{"Đạt được", "Reached"}, Align::amount},
                   {{"Không cách chọn nào hơn", "No choice exceeds"}, Align::amount}});
  for (std::size_t row = first; row < end; ++row) {
    goals.row(cell_text(table, row, "name", html.language()));
    goals.number_text(cell_text(table, row, "value", html.language()));
    goals.number_text(cell_text(table, row, "bound", html.language()));
  }
}

}  // namespace

bool has_choices(const Context& context) { return table_named(context, "choices") != nullptr; }

void put_choices(Html& html, const Context& context) {
  const ReportTable& table = *table_named(context, "choices");
  for (std::size_t row = 0; row < row_count(table); ++row) {
    if (row_level(table, row) != 1) continue;
    html.put("<h3>").plan_text(cell_text(table, row, "name", html.language())).put("</h3>");
    put_row(html, table, row);
    put_goals(html, table, row + 1);
  }
}

std::map<std::string, std::string, std::less<>> refusal_sentences(const Context& context,
                                                                  Language language) {
  std::map<std::string, std::string, std::less<>> sentences;
  const ReportTable* table = table_named(context, "choice_reasons");
  for (std::size_t row = 0; table != nullptr && row < row_count(*table); ++row)
    sentences.emplace(cell_text(*table, row, "item", language),
                      cell_text(*table, row, "sentence", language));
  return sentences;
}

}  // namespace phanbo::page
