#include "outputs/comparison/comparison_page.hpp"

#include <algorithm>

#include "outputs/comparison/page_sections.hpp"
#include "outputs/page/shell.hpp"

namespace phanbo {

namespace page {

namespace {

/// "Bớt 30 % bổ sung so với gốc".
std::string pair_title(const Comparison& comparison, const PairComparison& pair,
                       Language language) {
  return fill(Text{"{0} so với {1}", "{0} against {1}"}.in(language),
              {comparison.runs[pair.other].label, comparison.runs.front().label});
}

std::string_view plan_name(const ComparedRun& run, Language language) {
  if (language == Language::english && !run.plan_name_en.empty()) return run.plan_name_en;
  return run.plan_name.empty() ? run.plan_code : run.plan_name;
}

void put_stamps(Html& html, const Comparison& comparison) {
  const auto any = [&](bool ComparedRun::*flag) {
    return std::any_of(comparison.runs.begin(), comparison.runs.end(),
                       [&](const ComparedRun& run) { return run.*flag; });
  };
  if (any(&ComparedRun::illustrative)) {
    html.put("<p class=\"stamp\" role=\"note\"><strong>△ ");
    html.say({"SỐ LIỆU MINH HỌA", "ILLUSTRATIVE FIGURES"}).put("</strong> ");
    html.say({"Có văn bản, số liệu giả định.", "Some documents or data are made up."});
    html.put("</p>");
  }
  if (any(&ComparedRun::draft)) {
    html.put("<p class=\"stamp\" role=\"note\"><strong>? ").say({"DỰ THẢO", "DRAFT"});
    html.put("</strong> ");
    html.say({"Có căn cứ chưa đối chiếu với văn bản gốc; xem trang kết quả của từng phương án.",
              "Rests on law not checked against its text; see the page of each result."});
    html.put("</p>");
  }
}

/// "giam-30 (Trung ương bổ sung ít hơn 30 %)".
void put_run_name(Html& html, const ComparedRun& run) {
  html.text(run.label);
  if (!run.scenario_name.empty()) html.put(" (").plan_text(run.scenario_name).put(")");
}

void put_header(Html& html, const Comparison& comparison) {
  const Language language = html.language();
  const ComparedRun& base = comparison.runs.front();
  html.put("<a class=\"skip\" href=\"#pair-1\">");
  html.say({"Đến nội dung chính", "Skip to the findings"});
  // Where the totals come first, they print on the page of the header, which lies.
  html.put("</a>\n").put(comparison.pairs.size() > 1 ? Markup("<header class=\"wide\">")
                                                     : Markup("<header>"));
  html.put("<p class=\"kicker\">");
  html.say({"So sánh phương án", "Options side by side"}).put(" · ");
  html.text(years(base.first_year, base.last_year)).put("</p><h1>");
  html.plan_text(plan_name(base, language)).put("</h1><p class=\"meta\">");
  html.say({"Gốc: ", "Base: "});
  put_run_name(html, base);
  for (std::size_t run = 1; run < comparison.runs.size(); ++run) {
    html.put(" · ").number(static_cast<std::int64_t>(run)).put(". ");
    put_run_name(html, comparison.runs[run]);
  }
  html.put("</p>");
  put_stamps(html, comparison);
  html.put("</header>\n");
}

void put_contents(Html& html, const Comparison& comparison) {
  html.put("<nav aria-label=\"").say({"Mục lục", "Contents"}).put("\"><ul>");
  if (comparison.pairs.size() > 1) {
    html.put("<li><a href=\"#totals\">").say({"Các số tổng", "Totals"}).put("</a></li>");
  }
  for (const PairComparison& pair : comparison.pairs) {
    html.put("<li><a href=\"#pair-").number(static_cast<std::int64_t>(pair.other)).put("\">");
    if (comparison.pairs.size() == 1) {
      html.say({"Trong một phút", "In one minute"});
    } else {
      html.text(comparison.runs[pair.other].label);
    }
    html.put("</a></li>");
  }
  if (comparison.pairs.size() == 1)
    html.put("<li><a href=\"#totals\">").say({"Các số tổng", "Totals"}).put("</a></li>");
  html.put("<li><a href=\"#views\">").say({"Chênh lệch từng mặt", "Differences"});
  html.put("</a></li><li><a href=\"#equity\">").say({"Công bằng", "Equity"});
  html.put("</a></li><li><a href=\"#definitions\">").say({"Cách tính", "Definitions"});
  html.put("</a></li></ul></nav>\n");
}

void begin_section(Html& html, Markup id, Markup layout, Text title) {
  html.put("<section id=\"").put(id).put("\" class=\"").put(layout).put("\"><h2>");
  html.say(title).put("</h2>\n");
}

void put_pairs(Html& html, const Comparison& comparison) {
  for (const PairComparison& pair : comparison.pairs) {
    html.put("<section id=\"pair-").number(static_cast<std::int64_t>(pair.other)).put("\"><h2>");
    html.text(pair_title(comparison, pair, html.language())).put("</h2>\n");
    put_pair(html, comparison, pair);
    html.put("</section>\n");
  }
}

void put_totals_section(Html& html, const Comparison& comparison) {
  begin_section(html, "totals", "wide", {"Các số tổng", "Totals"});
  put_totals(html, comparison);
  html.put("</section>\n");
}

void put_footer(Html& html, std::string_view program) {
  html.put("<footer><p>");
  html.say(
      {"Số trong bảng là số chính xác đến đồng; số ở tiêu đề và hình được làm tròn để dễ đọc. ",
       "Figures in tables are exact; those in headings and pictures are rounded. "});
  html.say({"Lập bằng ", "Made by "}).text(program).put(".</p></footer>\n</body></html>\n");
}

}  // namespace

}  // namespace page

std::string render_comparison_page(const Comparison& comparison, Language language,
                                   std::string_view program) {
  using namespace page;
  Html html(language);
  const std::string title =
      std::string(Text{"So sánh: ", "Comparison: "}.in(language)) +
      (comparison.pairs.size() == 1 ? pair_title(comparison, comparison.pairs.front(), language)
                                    : std::string(plan_name(comparison.runs.front(), language)));
  open_document(html, title);
  put_fill_patterns(html);
  put_header(html, comparison);
  put_contents(html, comparison);
  html.put("<main>\n");
  const bool has_many = comparison.pairs.size() > 1;
  if (has_many) put_totals_section(html, comparison);
  put_pairs(html, comparison);
  if (!has_many) put_totals_section(html, comparison);
  begin_section(html, "views", "wide", {"Chênh lệch từng mặt", "Differences, view by view"});
  put_views(html, comparison);
  html.put("</section>\n");
  begin_section(html, "equity", "wide", {"Công bằng", "Equity"});
  put_equity(html, comparison);
  html.put("</section>\n");
  begin_section(html, "definitions", "", {"Cách tính", "Definitions"});
  put_definitions(html, comparison);
  html.put("</section>\n</main>\n");
  put_footer(html, program);
  return html.take();
}

}  // namespace phanbo
