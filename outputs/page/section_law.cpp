#include <algorithm>
#include <array>

#include "outputs/page/html_table.hpp"
#include "outputs/page/sections.hpp"
#include "outputs/page/words.hpp"

/// The law the figures rest on, and which documents are not confirmed or made up.
namespace phanbo::page {

namespace {

/// Citations listed before the rest is only counted.
constexpr std::size_t recalled_max = 12;

Text verification_words(Verification value) {
  constexpr Text words[] = {{"✓ Đã đối chiếu", "✓ Verified"},
                            {"? Chưa đối chiếu (dự thảo)", "? Recalled (draft)"},
                            {"△ Minh họa", "△ Illustrative"}};
  return words[static_cast<std::size_t>(value)];
}

void put_validity(Html& html, const LawRow& law) {
  const Language language = html.language();
  html.text(day(law.valid_from, language)).put(" – ");
  if (law.valid_to) html.text(day(*law.valid_to, language));
}

std::string value_words(const LawRow& law, Language language) {
  if (!law.value) return {};
  const std::string number = plain_number(*law.value, language);
  if (law.unit == "percent") return number + " %";
  if (law.unit == "dong") return number + std::string(Text{" đồng", " dong"}.in(language));
  return number;
}

void put_rules(Html& html, const Facts& facts) {
  const auto& used = facts.assessment.law_used;
  const bool is_long = used.size() > folded_above;
  if (is_long) begin_fold(html, {"Từng quy định đã dùng", "Each rule used"});
  {
    HtmlTable table(html, {"Quy định đã dùng", "Law used"},
                    {{{"Nội dung", "Rule"}},
                     {{"Giá trị", "Value"}},
                     {{"Hiệu lực", "In force"}},
                     {{"Văn bản", "Document"}},
                     {{"Tin cậy", "Verified?"}}});
    for (std::size_t i = 0; i < std::min(used.size(), rows_max); ++i) {
      const LawRow& law = *used[i].row;
      const bool vietnamese = html.language() == Language::vietnamese || law.label_en.empty();
      table.row_with_note(vietnamese ? law.label_vi : law.label_en, law.topic, false);
      table.text(value_words(law, html.language()));
      table.begin_cell();
      put_validity(html, law);
      table.end_cell();
      table.begin_cell();
      html.plan_text(law.document);
      if (!law.article.empty()) html.put(", ").plan_text(law.article);
      table.end_cell();
      table.say(verification_words(law.verification));
    }
  }
  put_more(html, used.size() > rows_max ? used.size() - rows_max : 0, "law_used");
  if (is_long) end_fold(html);
}

void put_documents(Html& html, const Facts& facts) {
  const Table<Document>& documents = facts.plan.documents;
  if (documents.empty()) return;
  begin_fold(html, {"Văn bản của kế hoạch", "Documents of the plan"});
  {
    HtmlTable table(html, {"Văn bản của kế hoạch", "Documents of the plan"},
                    {{{"Văn bản", "Document"}},
                     {{"Ngày", "Date"}},
                     {{"Cơ quan ban hành", "Issuer"}},
                     {{"Tin cậy", "Verified?"}}});
    for (std::size_t i = 0; i < std::min(documents.size(), rows_max); ++i) {
      const Document& document = documents.rows()[i];
      table.row_with_note(document.citation, document.subject);
      table.text(document.issued ? day(*document.issued, html.language()) : "");
      table.plan_text(document.issuer);
      table.say(verification_words(document.verification));
    }
  }
  if (documents.size() > rows_max) {
    html.put("<p class=\"note\">… +")
        .number(static_cast<std::int64_t>(documents.size() - rows_max));
    html.put("</p>");
  }
  end_fold(html);
}

/// How much of it is confirmed, and the citations that are not.
void put_confirmed(Html& html, const Facts& facts) {
  std::array<std::int64_t, 3> counts{};
  std::vector<std::string_view> recalled;
  const auto add = [&](Verification verification, std::string_view citation) {
    if (verification != Verification::recalled) return;
    if (std::find(recalled.begin(), recalled.end(), citation) == recalled.end())
      recalled.push_back(citation);
  };
  for (const LawUse& use : facts.assessment.law_used) {
    ++counts[static_cast<std::size_t>(use.row->verification)];
    add(use.row->verification, use.row->document);
  }
  for (const Document& document : facts.plan.documents)
    add(document.verification, document.citation);
  const Language language = html.language();
  html.put("<p class=\"lead\">");
  html.text(
      fill(Text{"Dùng {0} quy định: {1} đã đối chiếu văn bản, {2} chưa đối chiếu, {3} minh "
                "họa.",
                "{0} rules used: {1} verified, {2} recalled, {3} illustrative."}
               .in(language),
           {grouped(counts[0] + counts[1] + counts[2], language), grouped(counts[0], language),
            grouped(counts[1], language), grouped(counts[2], language)}));
  html.put("</p>");
  if (recalled.empty()) return;
  html.put("<p>").say({"Chưa đối chiếu với văn bản gốc:", "Not checked against the text:"});
  html.put("</p><ul>");
  for (std::size_t i = 0; i < std::min(recalled_max, recalled.size()); ++i)
    html.put("<li>").plan_text(recalled[i]).put("</li>");
  if (recalled.size() > recalled_max) {
    html.put("<li>… +").number(static_cast<std::int64_t>(recalled.size() - recalled_max));
    html.put("</li>");
  }
  html.put("</ul>");
}

}  // namespace

void put_law(Html& html, const Context& context) {
  const Facts& facts = context.facts;
  put_confirmed(html, facts);
  if (!facts.assessment.law_used.empty()) put_rules(html, facts);
  put_documents(html, facts);
}

}  // namespace phanbo::page
