#include "outputs/page/page.hpp"

#include <array>

#include "outputs/page/html_table.hpp"
#include "outputs/page/sections.hpp"
#include "outputs/page/shell.hpp"
#include "outputs/page/words.hpp"

namespace phanbo {

namespace page {

namespace {

struct Section {
  Markup id;
  Markup layout;  ///< how it lies on paper
  Text title;
  bool (*is_shown)(const Context&);
  void (*put)(Html&, const Context&);
};

/// The sections as they are read. A new one is one file and one line here.
constexpr std::array<Section, 10> sections = {{
    {"findings", "", {"Trong một phút", "In one minute"}, always, put_findings},
    {"flows", "", {"Tiền từ đâu, đi đâu", "From sources to uses"}, has_payments, put_flows},
    {"decisions",
     "wide",
     {"Đã giao và điều chỉnh", "Decided and adjusted"},
     has_decisions,
     put_decisions},
    {"reasons",
     "wide",
     {"Còn thiếu gì, vì sao", "What is missing, and why"},
     has_missing,
     put_reasons},
    {"choices", "wide", {"Lựa chọn công trình", "Choosing among works"}, has_choices, put_choices},
    {"projects", "wide", {"Di tích và dự án", "Sites and projects"}, has_projects, put_projects},
    {"insurance", "wide", {"Bảo hiểm y tế", "Health insurance"}, has_insurance, put_insurance},
    {"breakdowns",
     "wide",
     {"Theo mục đích, nguồn, năm", "By purpose, source, year"},
     has_payments,
     put_breakdowns},
    {"balances", "wide", {"Cân đối nguồn", "Balances"}, always, put_balances},
    {"law", "wide", {"Căn cứ pháp luật", "Law used"}, has_law, put_law},
}};

/// The plan's name in the page's language; its code when it has none.
std::string_view title_of(const Plan& plan, Language language) {
  if (language == Language::english && !plan.name_en.empty()) return plan.name_en;
  return plan.name.empty() ? plan.code : plan.name;
}

void put_status(Html& html, const Facts& facts) {
  switch (facts.allocation.status) {
    case Status::complete:
      html.put("<p class=\"status ok\">✓ ");
      html.say({"Mọi nhu cầu bắt buộc được bố trí đủ", "Every mandatory need is met"});
      if (facts.missing.is_zero()) break;
      html.say({"; nhu cầu khác còn thiếu ", "; missing for other needs: "});
      html.text(short_amount(facts.missing, html.language()));
      break;
    case Status::shortfall:
      html.put("<p class=\"status bad\">! ");
      html.say({"Thiếu: nhu cầu bắt buộc chưa được bố trí đủ, còn thiếu ",
                "Short: mandatory needs are not met, missing "});
      html.text(short_amount(facts.missing_mandatory, html.language()));
      break;
    case Status::limit:
      html.put("<p class=\"status\">… ");
      html.say({"Dừng ở giới hạn tính toán; phương án dùng được",
                "Stopped by a limit; the plan is usable"});
      break;
  }
  html.put("</p>");
}

void put_stamps(Html& html, const Facts& facts) {
  if (facts.illustrative) {
    html.put("<p class=\"stamp\" role=\"note\"><strong>△ ");
    html.say({"SỐ LIỆU MINH HỌA", "ILLUSTRATIVE FIGURES"}).put("</strong> ");
    if (facts.plan.illustrative.empty()) {
      html.say({"Có văn bản, số liệu giả định.", "Some documents or data are made up."});
    } else {
      html.plan_text(facts.plan.illustrative);
    }
    html.put("</p>");
  }
  if (facts.draft) {
    html.put("<p class=\"stamp\" role=\"note\"><strong>? ").say({"DỰ THẢO", "DRAFT"});
    html.put("</strong> ");
    html.say({"Có căn cứ chưa đối chiếu với văn bản gốc, xem ",
              "Rests on law not checked against its text, see "});
    html.put("<a href=\"#law\">").say({"căn cứ pháp luật", "law used"}).put("</a>.</p>");
  }
}

void put_header(Html& html, const Facts& facts) {
  const Plan& plan = facts.plan;
  const Language language = html.language();
  html.put("<a class=\"skip\" href=\"#findings\">");
  html.say({"Đến nội dung chính", "Skip to the findings"})
      .put("</a>\n<header><p class=\"kicker\">");
  html.say(name_of(plan.stage)).put(" · ").text(years(plan.first_year, plan.last_year));
  html.put("</p><h1>");
  if (language == Language::english && !plan.name_en.empty()) {
    html.text(plan.name_en);
  } else {
    html.plan_text(title_of(plan, language));
  }
  html.put("</h1>");
  if (plan.province.is_set() || plan.decided_on) {
    html.put("<p class=\"meta\">");
    if (plan.province.is_set()) html.plan_text(plan.units[plan.province].name);
    if (plan.province.is_set() && plan.decided_on) html.put(" · ");
    if (plan.decided_on) {
      html.say({"ngày quyết định: ", "day of decision: "}).text(day(*plan.decided_on, language));
    }
    html.put("</p>");
  }
  put_status(html, facts);
  put_stamps(html, facts);
  html.put("</header>\n");
}

void put_contents(Html& html, const Context& context) {
  html.put("<nav aria-label=\"").say({"Mục lục", "Contents"}).put("\"><ul>");
  for (const Section& section : sections) {
    if (!section.is_shown(context)) continue;
    html.put("<li><a href=\"#").put(section.id).put("\">").say(section.title).put("</a></li>");
  }
  html.put("</ul></nav>\n");
}

void put_footer(Html& html, const Context& context, std::string_view program) {
  html.put("<footer><p>");
  html.say(
      {"Số trong bảng là số chính xác đến đồng; số ở tiêu đề và hình được làm tròn để dễ đọc. ",
       "Figures in tables are exact; those in headings and pictures are rounded. "});
  html.say({"Lập bằng ", "Made by "}).text(program).put(".</p>");
  if (!context.tables.empty()) {
    begin_fold(html, {"Các bảng đi kèm kết quả", "The tables of this result"});
    html.put("<ul>");
    for (const ReportTable& table : context.tables) {
      const bool vietnamese = html.language() == Language::vietnamese;
      html.put("<li>").text(vietnamese ? table.title.vi : table.title.en).put(" — tables/");
      html.text(table.id).put("</li>");
    }
    html.put("</ul>");
    end_fold(html);
  }
  html.put("</footer>\n</body></html>\n");
}

}  // namespace

}  // namespace page

std::string render_page(const Plan& plan, const Assessment& assessment,
                        const Allocation& allocation, const std::vector<ReportTable>& tables,
                        Language language, std::string_view program) {
  using namespace page;
  const Facts facts(plan, assessment, allocation);
  const Context context{facts, tables};
  Html html(language);
  open_document(html, title_of(plan, language));
  put_fill_patterns(html);
  put_header(html, facts);
  put_contents(html, context);
  html.put("<main>\n");
  for (const Section& section : sections) {
    if (!section.is_shown(context)) continue;
    html.put("<section id=\"").put(section.id).put("\" class=\"").put(section.layout);
    html.put("\"><h2>").say(section.title).put("</h2>\n");
    section.put(html, context);
    html.put("</section>\n");
  }
  html.put("</main>\n");
  put_footer(html, context, program);
  return html.take();
}

}  // namespace phanbo
