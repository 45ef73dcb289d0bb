#include <algorithm>

#include "outputs/comparison/comparison_tables.hpp"
#include "outputs/comparison/headlines.hpp"
#include "outputs/comparison/page_sections.hpp"
#include "outputs/comparison/waterfall.hpp"
#include "outputs/page/html_table.hpp"

/// Steps, gains and losses, causes of one pair.
namespace phanbo::page {

namespace {

constexpr std::size_t steps_max = 12;

std::string pair_table(const Comparison& comparison, const PairComparison& pair,
                       std::string_view id) {
  std::string name(id);
  if (comparison.pairs.size() > 1) name += "_" + std::to_string(pair.other);
  return name;
}

Waterfall empty_waterfall(const Comparison& comparison, const PairComparison& pair, Text title,
                          Language language) {
  const ComparedRun& base = comparison.runs.front();
  const ComparedRun& other = comparison.runs[pair.other];
  Waterfall waterfall;
  waterfall.title = title.in(language);
  waterfall.start_name = base.label;
  waterfall.end_name = other.label;
  waterfall.start = base.allocated;
  waterfall.end = other.allocated;
  return waterfall;
}

/// The numbers of a waterfall as a table beside it.
void put_step_table(Html& html, const Waterfall& waterfall, Text caption, Text head) {
  HtmlTable table(html, caption, {{head}, {{"Tăng (+), giảm (−)", "Change"}, Align::amount}});
  table.row(waterfall.start_name, false, true);
  table.amount(waterfall.start);
  for (const WaterfallStep& step : waterfall.steps) {
    table.row(step.name, step.from_plan);
    table.change(step.change);
  }
  table.row(waterfall.end_name, false, true);
  table.amount(waterfall.end);
}

void put_with_table(Html& html, Waterfall waterfall, Text caption, Text head) {
  limit_steps(waterfall, steps_max, html.language());
  if (waterfall.steps.empty()) return;
  html.put("<div class=\"pair\">");
  put_waterfall(html, waterfall);
  html.put("<div>");
  put_step_table(html, waterfall, caption, head);
  html.put("</div></div>");
}

void put_change_table(Html& html, const Comparison& comparison, const PairComparison& pair,
                      Fate fate, Text caption) {
  std::vector<const ItemChange*> changes;
  for (const ItemChange& change : pair.items) {
    if (change.fate() == fate) changes.push_back(&change);
  }
  if (changes.empty()) return;
  const bool is_long = changes.size() > short_list_folded_above;
  if (is_long) begin_fold(html, caption);
  {
    HtmlTable table(html, caption,
                    {{{"Nội dung", "Item"}},
                     {{"Gốc", "Base"}, Align::amount},
                     {{"Tăng (+), giảm (−)", "Change"}, Align::amount},
                     {{"Phương án", "Result"}, Align::amount},
                     {{"% của gốc", "% of the base"}, Align::amount},
                     {{"Lý do còn thiếu", "Why it lacks money"}}});
    Money before, after;
    for (std::size_t i = 0; i < changes.size(); ++i) {
      const ItemChange& change = *changes[i];
      before += change.before;
      after += change.after;
      if (i >= rows_max) continue;
      table.row_with_note(change.name, change.programme);
      table.amount(change.before);
      table.change(change.after - change.before);
      table.amount(change.after);
      table.number_text(
          percent_change(change.after - change.before, change.before, html.language()));
      if (!change.in_other) {
        table.say({"Không còn trong kế hoạch", "No longer in the plan"});
      } else if (change.reason == DemandReason::in_full) {
        table.blank();
      } else {
        table.say(name_of(change.reason));
      }
    }
    table.total_row();
    table.amount(before);
    table.change(after - before);
    table.amount(after);
    table.number_text(percent_change(after - before, before, html.language()));
    table.blank();
  }
  put_more(html, changes.size() > rows_max ? changes.size() - rows_max : 0,
           pair_table(comparison, pair, "compare_gains_and_losses"));
  if (is_long) end_fold(html);
}

void put_projects(Html& html, const PairComparison& pair) {
  std::vector<const ItemChange*> changes;
  for (const ItemChange& change : pair.items) {
    if (change.comes_in() || change.drops_out()) changes.push_back(&change);
  }
  if (changes.empty()) return;
  HtmlTable table(html, {"Di tích, dự án vào và ra", "Sites and projects in and out"},
                  {{{"Di tích, dự án", "Site or project"}},
                   {{"Vào, ra", "In or out"}},
                   {{"Gốc", "Base"}, Align::amount},
                   {{"Phương án", "Result"}, Align::amount}});
  for (const ItemChange* change : changes) {
    table.row_with_note(change->name, change->unit);
    table.say(change->comes_in() ? Text{"→ vào", "→ in"} : Text{"← ra", "← out"});
    table.amount(change->before);
    table.amount(change->after);
  }
}

void put_cause_matrix(Html& html, const Comparison& comparison, const PairComparison& pair) {
  const CauseTable& causes = *pair.causes;
  const Language language = html.language();
  std::vector<std::string> titles;
  for (std::size_t i = 0; i < causes.causes.size(); ++i)
    titles.push_back(std::to_string(i + 1) + ". " + in(causes.causes[i].label, language));
  begin_fold(html, {"Từng dòng sổ phân bổ, theo nguyên nhân", "Line by line, by cause"});
  {
    HtmlTable table(
        html,
        {"Chênh lệch từng dòng, chia theo nguyên nhân",
         "The difference of each line, split by cause"},
        {{{"Nội dung, nguồn", "Item, source"}}, {{"Chênh lệch", "Difference"}, Align::amount}},
        titles);
    Money sum;
    std::size_t shown = 0;
    for (const CauseRow& row : causes.rows) {
      sum += row.difference;
      if (++shown > rows_max) continue;
      table.row_with_note(row.name.empty() ? row.line : row.name, row.source);
      table.change(row.difference);
      for (const Money part : row.parts) table.change(part);
    }
    table.total_row();
    table.change(sum);
    for (const Money total : causes.totals) table.change(total);
  }
  put_more(html, causes.rows.size() > rows_max ? causes.rows.size() - rows_max : 0,
           pair_table(comparison, pair, "compare_causes"));
  end_fold(html);
}

}  // namespace

void put_steps(Html& html, const Comparison& comparison, const PairComparison& pair) {
  const Language language = html.language();
  html.put("<h3>").say({"Từ gốc đến phương án", "From the base to the result"}).put("</h3>");
  Waterfall by_purpose = empty_waterfall(
      comparison, pair, {"Số bố trí, thay đổi theo mục đích", "Allocated, change by purpose"},
      language);
  for (const ComparedRow& row : view_of(comparison, ComparedBy::purpose).rows)
    by_purpose.steps.push_back({in(row.name, language), row.difference(pair.other), true});
  if (std::all_of(by_purpose.steps.begin(), by_purpose.steps.end(),
                  [](const WaterfallStep& step) { return step.change.is_zero(); })) {
    html.put("<p>").say({"Không mục đích nào thay đổi.", "No purpose changes."}).put("</p>");
  }
  put_with_table(html, std::move(by_purpose),
                 {"Từng bước theo mục đích", "Step by step, by purpose"}, {"Mục đích", "Purpose"});
  if (!pair.causes) return;
  Waterfall by_cause = empty_waterfall(
      comparison, pair, {"Số bố trí, thay đổi theo nguyên nhân", "Allocated, change by cause"},
      language);
  for (std::size_t i = 0; i < pair.causes->causes.size(); ++i) {
    by_cause.steps.push_back(
        {in(pair.causes->causes[i].label, language), pair.causes->totals[i], true});
  }
  put_with_table(html, std::move(by_cause),
                 {"Từng bước theo nguyên nhân", "Step by step, by cause"},
                 {"Nguyên nhân", "Cause"});
}

void put_gains_and_losses(Html& html, const Comparison& comparison, const PairComparison& pair) {
  html.put("<h3>").say({"Ai bị bớt, ai được thêm", "Who loses, who gains"}).put("</h3>");
  put_projects(html, pair);
  put_change_table(html, comparison, pair, Fate::loses, {"Bị bớt", "Loses"});
  put_change_table(html, comparison, pair, Fate::gains, {"Được thêm", "Gains"});
  if (pair.gains + pair.loses == 0)
    html.put("<p>").say({"Không nội dung nào thay đổi.", "No item changes."}).put("</p>");
}

void put_causes(Html& html, const Comparison& comparison, const PairComparison& pair) {
  const CauseTable& causes = *pair.causes;
  const Language language = html.language();
  html.put("<h3>").say({"Vì sao: từng nguyên nhân", "Why: cause by cause"}).put("</h3>");
  {
    HtmlTable table(html, {"Nguyên nhân của chênh lệch", "Causes of the difference"},
                    {{{"Nguyên nhân", "Cause"}},
                     {{"Làm số bố trí thay đổi", "Changes the total by"}, Align::amount},
                     {{"Dịch chuyển giữa các dòng", "Moves between lines"}, Align::amount},
                     {{"Thay đổi trong kế hoạch", "Changes of the plan"}}});
    Money sum;
    for (std::size_t i = 0; i < causes.causes.size(); ++i) {
      const Cause& cause = causes.causes[i];
      sum += causes.totals[i];
      table.row(std::to_string(i + 1) + ". " + in(cause.label, language), true);
      table.change(causes.totals[i]);
      table.amount(moved_by(causes, i));
      table.begin_cell();
      bool is_first = true;
      for (const Words& change : cause.changes) {
        if (!is_first) html.put("<br>");
        is_first = false;
        html.plan_text(in(change, language));
      }
      if (const std::string& note = in(cause.note, language); !note.empty())
        html.put("<br><small>").plan_text(note).put("</small>");
      table.end_cell();
    }
    table.total_row();
    table.change(sum);
    table.blank();
    table.blank();
  }
  put_cause_matrix(html, comparison, pair);
}

}  // namespace phanbo::page
