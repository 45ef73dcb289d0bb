#include <algorithm>

#include "outputs/page/html_table.hpp"
#include "outputs/page/sections.hpp"
#include "outputs/page/words.hpp"

/// Allocated money by purpose, source, year and unit; recurrent and investment apart.
namespace phanbo::page {

namespace {

constexpr std::size_t bars_max = 30;

/// One way to look at the payments: which bar and which part of it each belongs to.
struct Breakdown {
  Text title;
  Text head;  ///< of the first column of the table
  std::vector<Series> series;
  std::vector<Bar> bars;  ///< without parts
  std::size_t (*bar_of)(const Facts&, const Payment&) = nullptr;
  std::size_t (*part_of)(const Facts&, const Payment&) = nullptr;
  std::string_view table_id;  ///< has the rows that are cut here
};

std::size_t year_place(const Facts& facts, const Payment& row) {
  return facts.plan.year_position(row.year);
}

std::size_t budget_place(const Facts& facts, const Payment& row) {
  return budget_position(facts, row.source);
}

std::vector<Series> year_series(const Facts& facts) {
  std::vector<Series> series;
  constexpr std::size_t fills = 5;
  for (int year = facts.plan.first_year; year <= facts.plan.last_year; ++year) {
    const auto fill = static_cast<std::size_t>(Fill::year_1) + series.size() % fills;
    series.push_back({std::to_string(year), static_cast<Fill>(fill), false});
  }
  return series;
}

Breakdown by_purpose(const Facts& facts, Language language) {
  Breakdown breakdown{.title = {"Theo mục đích", "By purpose"},
                      .head = {"Mục đích", "Purpose"},
                      .series = budget_series(facts, language),
                      .bars = {},
                      .bar_of = nullptr,
                      .part_of = budget_place,
                      .table_id = "purposes_by_year"};
  for (const Programme& row : facts.plan.programmes) breakdown.bars.push_back({row.name, {}});
  breakdown.bar_of = [](const Facts&, const Payment& row) { return row.programme.position(); };
  return breakdown;
}

Breakdown by_source(const Facts& facts) {
  Breakdown breakdown{.title = {"Theo nguồn", "By source"},
                      .head = {"Nguồn vốn", "Source"},
                      .series = year_series(facts),
                      .bars = {},
                      .bar_of = nullptr,
                      .part_of = year_place,
                      .table_id = "source_balances"};
  for (const Source& row : facts.plan.sources) breakdown.bars.push_back({row.name, {}});
  breakdown.bar_of = [](const Facts&, const Payment& row) { return row.source.position(); };
  return breakdown;
}

Breakdown by_year(const Facts& facts, Language language) {
  Breakdown breakdown{.title = {"Theo năm", "By year"},
                      .head = {"Năm", "Year"},
                      .series = budget_series(facts, language),
                      .bars = {},
                      .bar_of = year_place,
                      .part_of = budget_place,
                      .table_id = "purposes_by_year"};
  for (int year = facts.plan.first_year; year <= facts.plan.last_year; ++year)
    breakdown.bars.push_back({std::to_string(year), {}, false});
  return breakdown;
}

Breakdown by_unit(const Facts& facts, Language language) {
  Breakdown breakdown{.title = {"Theo địa bàn", "By unit"},
                      .head = {"Địa bàn", "Unit"},
                      .series = budget_series(facts, language),
                      .bars = {},
                      .bar_of = nullptr,
                      .part_of = budget_place,
                      .table_id = "demands"};
  for (const Unit& row : facts.plan.units) {
    // A unit and its successor may have one name: the last day tells them apart.
    std::string name = row.name;
    if (row.valid_to)
      name += fill(Text{" (đến {0})", " (until {0})"}.in(language), {day(*row.valid_to, language)});
    breakdown.bars.push_back({std::move(name), {}});
  }
  breakdown.bar_of = [](const Facts&, const Payment& row) { return row.unit.position(); };
  return breakdown;
}

Money total_of(const Bar& bar) {
  Money total;
  for (const Money part : bar.parts) total += part;
  return total;
}

/// The series that have money; the others would be columns of zeros.
std::vector<std::size_t> used_series(const BarChart& chart) {
  std::vector<std::size_t> used;
  for (std::size_t i = 0; i < chart.series.size(); ++i) {
    if (std::any_of(chart.bars.begin(), chart.bars.end(),
                    [&](const Bar& bar) { return !bar.parts[i].is_zero(); }))
      used.push_back(i);
  }
  return used;
}

void put_table(Html& html, const Breakdown& breakdown, const std::string& caption,
               const BarChart& chart) {
  const std::vector<std::size_t> used = used_series(chart);
  std::vector<std::string> titles;
  for (const std::size_t i : used) titles.push_back(chart.series[i].name);
  titles.emplace_back(Text{"Tổng số", "Total"}.in(html.language()));
  const bool is_long = chart.bars.size() > folded_above;
  if (is_long) begin_fold(html, {"Số tiền từng dòng", "The amount of each row"});
  {
    HtmlTable table(html, Text{caption, caption}, {{breakdown.head}}, titles);
    const auto put_amounts = [&](const std::vector<Money>& parts) {
      Money total;
      for (const std::size_t i : used) {
        table.amount(parts[i]);
        total += parts[i];
      }
      table.amount(total);
    };
    std::vector<Money> sums(chart.series.size());
    for (const Bar& bar : chart.bars) {
      table.row(bar.name, bar.from_plan);
      put_amounts(bar.parts);
      for (const std::size_t i : used) sums[i] += bar.parts[i];
    }
    table.total_row();
    put_amounts(sums);
  }
  if (is_long) end_fold(html);
}

void put_breakdown(Html& html, const Facts& facts, const Breakdown& breakdown, bool by_size,
                   ExpenditureKind kind) {
  BarChart chart;
  chart.title = name_of(kind).in(html.language());
  chart.series = breakdown.series;
  chart.bars = breakdown.bars;
  for (Bar& bar : chart.bars) bar.parts.resize(chart.series.size());
  for (const Payment& row : facts.payments) {
    if (row.investment != (kind == ExpenditureKind::investment)) continue;
    Bar& bar = chart.bars[breakdown.bar_of(facts, row)];
    bar.parts[breakdown.part_of(facts, row)] += row.amount;
  }
  if (by_size) {
    std::stable_sort(chart.bars.begin(), chart.bars.end(),
                     [](const Bar& a, const Bar& b) { return total_of(a) > total_of(b); });
  }
  const std::size_t bars_before = static_cast<std::size_t>(
      std::count_if(chart.bars.begin(), chart.bars.end(),
                    [](const Bar& bar) { return !total_of(bar).is_zero(); }));
  if (bars_before == 0) return;
  limit_bars(chart, bars_max, html.language());
  html.put("<div class=\"pair\">");
  put_bar_chart(html, chart);
  html.put("<div>");
  const std::string caption = std::string(breakdown.title.in(html.language())) + ": " + chart.title;
  put_table(html, breakdown, caption, chart);
  if (bars_before > chart.bars.size())
    put_more(html, bars_before - chart.bars.size() + 1, breakdown.table_id);
  html.put("</div></div>");
}

void put_both_kinds(Html& html, const Facts& facts, const Breakdown& breakdown, bool by_size) {
  html.put("<h3>").say(breakdown.title).put("</h3>");
  for (const ExpenditureKind kind : {ExpenditureKind::recurrent, ExpenditureKind::investment})
    put_breakdown(html, facts, breakdown, by_size, kind);
}

bool has_several_units(const Facts& facts) {
  return std::any_of(facts.payments.begin(), facts.payments.end(),
                     [&](const Payment& row) { return row.unit != facts.payments.front().unit; });
}

}  // namespace

void put_breakdowns(Html& html, const Context& context) {
  const Facts& facts = context.facts;
  put_both_kinds(html, facts, by_purpose(facts, html.language()), true);
  put_both_kinds(html, facts, by_source(facts), true);
  put_both_kinds(html, facts, by_year(facts, html.language()), false);
  if (has_several_units(facts)) put_both_kinds(html, facts, by_unit(facts, html.language()), true);
}

}  // namespace phanbo::page
