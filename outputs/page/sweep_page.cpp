#include "outputs/page/sweep_page.hpp"

#include <algorithm>
#include <array>

#include "outputs/page/bar_chart.hpp"
#include "outputs/page/html_table.hpp"
#include "outputs/page/sections.hpp"
#include "outputs/page/shell.hpp"
#include "outputs/page/words.hpp"

namespace phanbo {

namespace page {

namespace {

/// Bars that still can be looked over; of more points every so many-th is drawn.
constexpr std::size_t bars_max = 60;

std::string value_text(const SweepAxis& axis, std::int64_t units, Language language) {
  if (axis.is_money) return exact_amount(Money::from_dong(units), language);
  return plain_number(axis.value_of(units), language);
}

std::string point_name(const Sweep& sweep, const SweepPoint& point, Language language) {
  std::string name;
  for (std::size_t i = 0; i < sweep.axes.size(); ++i)
    name += (i > 0 ? " × " : "") + value_text(sweep.axes[i], point.values[i], language);
  return name;
}

void put_header(Html& html, const Plan& plan, const Sweep& sweep) {
  const Language language = html.language();
  html.put("<header><p class=\"kicker\">");
  html.say({"Thử nhiều giá trị", "Sweep"}).put(" · ");
  html.text(years(plan.first_year, plan.last_year)).put("</p><h1>");
  html.plan_text(plan.name.empty() ? plan.code : plan.name).put("</h1><p class=\"meta\">");
  if (!plan.scenario.empty()) {
    html.say({"Phương án: ", "Scenario: "}).plan_text(plan.scenario_name).put(" · ");
  }
  for (std::size_t i = 0; i < sweep.axes.size(); ++i) {
    const SweepAxis& axis = sweep.axes[i];
    if (i > 0) html.put(" · ");
    html.text(axis.code()).put(": ");
    html.text(value_text(axis, axis.values.front(), language)).put(" – ");
    html.text(value_text(axis, axis.values.back(), language));
    if (axis.is_money) html.say({" đồng", " dong"});
  }
  html.put("</p>");
  if (!plan.illustrative.empty()) {
    html.put("<p class=\"stamp\" role=\"note\"><strong>△ ");
    html.say({"SỐ LIỆU MINH HỌA", "ILLUSTRATIVE FIGURES"}).put("</strong> ");
    html.plan_text(plan.illustrative).put("</p>");
  }
  html.put("</header>\n<main>\n");
}

void begin_section(Html& html, Text title) {
  html.put("<section class=\"wide\"><h2>").say(title).put("</h2>\n");
}

void put_breakpoints(Html& html, const Sweep& sweep) {
  if (!sweep.has_breakpoints) return;
  const Language language = html.language();
  const SweepAxis& axis = sweep.axes.front();
  begin_section(html, {"Ngưỡng: từ giá trị nào có gì đổi", "Thresholds: what changes where"});
  if (sweep.breakpoints.empty()) {
    html.put("<p>");
    html.say({"Trong khoảng này không ai từ thiếu thành đủ hay ngược lại.",
              "Inside this range nobody moves between short and paid in full."});
    html.put("</p>");
  } else {
    HtmlTable table(html, {"Số chính xác ở hai bên mỗi ngưỡng", "The exact values on both sides"},
                    {{{"Ai, cái gì", "Who, what"}},
                     {{"Đến", "Up to"}, Align::amount},
                     {{"Từ", "From"}, Align::amount},
                     {{"Trước", "Below"}},
                     {{"Sau", "Above"}}});
    std::size_t rows = 0;
    for (const SweepBreakpoint& point : sweep.breakpoints) {
      for (const SweepChange& change : point.changes) {
        if (rows++ == rows_max) break;
        table.row(language == Language::vietnamese ? change.name.vi : change.name.en);
        table.number_text(value_text(axis, point.before, language));
        table.number_text(value_text(axis, point.after, language));
        table.say(name_of(change.before));
        table.say(name_of(change.after));
      }
    }
  }
  if (sweep.is_cut_short) {
    html.put("<p class=\"note\">");
    html.say({"Còn nhiều ngưỡng hơn số được liệt kê; thu hẹp khoảng giá trị để thấy hết.",
              "There are more thresholds than are listed; narrow the range to see them."});
    html.put("</p>");
  }
  html.put("</section>\n");
}

BarChart chart_of(const Sweep& sweep, Language language) {
  BarChart chart;
  chart.title = Text{"Đã bố trí theo ngân sách chi trả và phần còn thiếu, ở từng giá trị",
                     "Allocated by paying budget, and what is missing, at each value"}
                    .in(language);
  constexpr std::array<PayingBudget, 5> budgets = {PayingBudget::central, PayingBudget::province,
                                                   PayingBudget::district, PayingBudget::commune,
                                                   PayingBudget::outside};
  for (const PayingBudget budget : budgets)
    chart.series.push_back({std::string(name_of(budget).in(language)), fill_of(budget)});
  chart.series.push_back({std::string(Text{"Còn thiếu", "Missing"}.in(language)), Fill::missing});
  const std::size_t every = (sweep.points.size() + bars_max - 1) / bars_max;
  for (std::size_t i = 0; i < sweep.points.size(); i += std::max<std::size_t>(every, 1)) {
    const SweepPoint& point = sweep.points[i];
    if (!point.refusal.empty()) continue;
    Bar bar;
    bar.name = point_name(sweep, point, language);
    bar.from_plan = false;
    bar.parts = point.by_budget;
    bar.parts.push_back(point.need - point.allocated);
    bar.value = chart_amount(point.allocated, language);
    chart.bars.push_back(std::move(bar));
  }
  return chart;
}

void put_points(Html& html, const Sweep& sweep) {
  const Language language = html.language();
  begin_section(html, {"Kết quả ở từng giá trị", "Results by value"});
  put_bar_chart(html, chart_of(sweep, language));
  {
    HtmlTable table(html, {"Kết quả ở từng giá trị", "Results by value"},
                    {{{"Giá trị", "Value"}},
                     {{"Đã bố trí", "Allocated"}, Align::amount},
                     {{"Còn thiếu", "Missing"}, Align::amount},
                     {{"Di tích, dự án được bố trí", "Sites and projects funded"}, Align::amount},
                     {{"Giới hạn làm thiếu", "Limits that bind"}}});
    for (std::size_t i = 0; i < std::min(sweep.points.size(), rows_max); ++i) {
      const SweepPoint& point = sweep.points[i];
      table.row(point_name(sweep, point, language), false);
      if (!point.refusal.empty()) {
        table.blank();
        table.blank();
        table.blank();
        table.text(point.refusal);
        continue;
      }
      table.amount(point.allocated);
      table.amount(point.need - point.allocated);
      table.number(point.projects_chosen);
      constexpr std::size_t limits_shown_max = 3;
      std::string limits;
      std::size_t count = 0;
      for (const SweepState& state : point.states) {
        if (state.subject != SweepState::Subject::limit || ++count > limits_shown_max) continue;
        limits += limits.empty() ? "" : "; ";
        limits += language == Language::vietnamese ? state.name.vi : state.name.en;
      }
      if (count > limits_shown_max) limits += " … +" + std::to_string(count - limits_shown_max);
      table.text(limits);
    }
  }
  if (sweep.points.size() > rows_max)
    put_more(html, sweep.points.size() - rows_max, "sweep_points");
  html.put("</section>\n");
}

}  // namespace

}  // namespace page

std::string render_sweep_page(const Plan& plan, const Sweep& sweep, Language language,
                              std::string_view program) {
  using namespace page;
  Html html(language);
  open_document(html, Text{"Thử nhiều giá trị", "Sweep"}.in(language));
  put_fill_patterns(html);
  put_header(html, plan, sweep);
  put_breakpoints(html, sweep);
  put_points(html, sweep);
  html.put("</main>\n<footer><p>");
  html.say({"Số trong bảng là số chính xác đến đồng. Lập bằng ",
            "Figures in tables are exact. Made by "});
  html.text(program).put(".</p></footer>\n</body></html>\n");
  return html.take();
}

}  // namespace phanbo
