#include <algorithm>

#include "outputs/page/html_table.hpp"
#include "outputs/page/sections.hpp"
#include "outputs/page/words.hpp"

/// Each source: available + carried in = reserved + allocated + carried out + unallocated.
namespace phanbo::page {

namespace {

constexpr std::size_t bars_max = 30;

void put_chart(Html& html, const Facts& facts) {
  const Language language = html.language();
  BarChart chart;
  chart.title =
      Text{"Mỗi nguồn đi đâu, các năm cộng lại", "What becomes of each source, all years together"}
          .in(language);
  chart.series = {
      {std::string(Text{"Đã phân bổ", "Allocated"}.in(language)), Fill::year_1},
      {std::string(Text{"Bổ sung ngân sách cấp dưới", "Supplements to lower budgets"}.in(language)),
       Fill::year_3},
      {std::string(Text{"Dự phòng", "Reserved"}.in(language)), Fill::reserved},
      {std::string(Text{"Chuyển ra sau kỳ", "Carried out"}.in(language)), Fill::carried_out},
      {std::string(Text{"Chưa phân bổ", "Unallocated"}.in(language)), Fill::unallocated}};
  for (const Source& source : facts.plan.sources)
    chart.bars.push_back({source.name, std::vector<Money>(chart.series.size())});
  for (const SourceBalance& row : facts.allocation.sources) {
    std::vector<Money>& parts = chart.bars[row.source.position()].parts;
    parts[0] += row.allocated;
    parts[2] += row.reserved;
    // Money carried to a year of the plan is seen again there.
    if (row.year == facts.plan.last_year) parts[3] += row.carried_out;
    parts[4] += row.unallocated;
  }
  for (const LedgerLine& line : facts.allocation.ledger) {
    if (line.part != Part::transfer) continue;
    std::vector<Money>& parts = chart.bars[line.source.position()].parts;
    parts[0] -= line.amount;
    parts[1] += line.amount;
  }
  std::vector<Bar> ordered;
  for (const Index<Source> source : facts.sources)
    ordered.push_back(std::move(chart.bars[source.position()]));
  chart.bars = std::move(ordered);
  limit_bars(chart, bars_max, language);
  put_bar_chart(html, chart);
}

void put_amounts(HtmlTable& table, const SourceBalance& row) {
  for (const Money amount : {row.available, row.carried_in, row.reserved, row.allocated,
                             row.carried_out, row.unallocated})
    table.amount(amount);
}

void put_table(Html& html, const Facts& facts) {
  std::vector<const SourceBalance*> rows;
  for (const SourceBalance& row : facts.allocation.sources) rows.push_back(&row);
  std::vector<std::size_t> places(facts.sources.size());
  for (std::size_t i = 0; i < places.size(); ++i) places[facts.sources[i].position()] = i;
  std::stable_sort(rows.begin(), rows.end(), [&](const SourceBalance* a, const SourceBalance* b) {
    return places[a->source.position()] < places[b->source.position()];
  });
  const bool is_long = rows.size() > folded_above;
  if (is_long) begin_fold(html, {"Cân đối từng nguồn, từng năm", "Each source and year"});
  {
    HtmlTable table(html, {"Cân đối từng nguồn theo năm", "Balance of each source and year"},
                    {{{"Nguồn vốn, năm", "Source, year"}},
                     {{"Được sử dụng", "Available"}, Align::amount},
                     {{"Năm trước chuyển sang", "Carried in"}, Align::amount},
                     {{"Dự phòng", "Reserved"}, Align::amount},
                     {{"Đã phân bổ", "Allocated"}, Align::amount},
                     {{"Chuyển sang năm sau", "Carried out"}, Align::amount},
                     {{"Chưa phân bổ", "Unallocated"}, Align::amount}});
    for (std::size_t i = 0; i < std::min(rows.size(), rows_max); ++i) {
      table.row(facts.plan.sources[rows[i]->source].name + ", " + std::to_string(rows[i]->year));
      put_amounts(table, *rows[i]);
    }
    SourceBalance sum;
    for (const SourceBalance* row : rows) {
      sum.available += row->available;
      sum.carried_in += row->carried_in;
      sum.reserved += row->reserved;
      sum.allocated += row->allocated;
      sum.carried_out += row->carried_out;
      sum.unallocated += row->unallocated;
    }
    sum.available -= facts.transferred;
    sum.allocated -= facts.transferred;
    if (!facts.transferred.is_zero()) {
      table.row(Text{"Trừ: bổ sung cho ngân sách cấp dưới (tính ở cả hai cấp)",
                     "Less: supplements to lower budgets (counted at both levels)"}
                    .in(html.language()),
                false);
      SourceBalance twice;
      twice.available = -facts.transferred;
      twice.allocated = -facts.transferred;
      put_amounts(table, twice);
    }
    table.total_row();
    put_amounts(table, sum);
  }
  put_more(html, rows.size() > rows_max ? rows.size() - rows_max : 0, "source_balances");
  if (is_long) end_fold(html);
}

/// A memo beside the money, never money to allocate.
void put_gifts(Html& html, const Facts& facts) {
  const auto& gifts = facts.plan.in_kind;
  if (gifts.empty()) return;
  html.put("<h3>").say({"Đóng góp bằng hiện vật", "Gifts in kind"}).put("</h3>");
  {
    HtmlTable table(html, {"Ghi nhận, không phân bổ", "A memo, not allocated"},
                    {{{"Hiện vật", "What is given"}},
                     {{"Năm", "Year"}},
                     {{"Bên đóng góp", "Donor"}},
                     {{"Giá trị ghi nhận", "Value"}, Align::amount}});
    for (std::size_t i = 0; i < std::min(gifts.size(), rows_max); ++i) {
      table.row_with_note(gifts[i].description, facts.plan.programmes[gifts[i].programme].name);
      table.text(std::to_string(gifts[i].year));
      table.plan_text(gifts[i].donor);
      gifts[i].value ? table.amount(*gifts[i].value) : table.blank();
    }
  }
  put_more(html, gifts.size() > rows_max ? gifts.size() - rows_max : 0, "in_kind");
}

}  // namespace

void put_balances(Html& html, const Context& context) {
  html.put("<p>");
  html.say(
      {"Được sử dụng + năm trước chuyển sang = dự phòng + đã phân bổ + chuyển sang năm sau + "
       "chưa phân bổ.",
       "Available + carried in = reserved + allocated + carried out + unallocated."});
  html.put("</p>");
  put_chart(html, context.facts);
  put_table(html, context.facts);
  put_gifts(html, context.facts);
}

}  // namespace phanbo::page
