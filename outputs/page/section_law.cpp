#include <algorithm>

#include "outputs/page/html_table.hpp"
#include "outputs/page/sections.hpp"
#include "outputs/page/words.hpp"

/// The law the figures rest on, and which documents are not confirmed or made up.
namespace phanbo::page {

namespace {

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
      table.row(vietnamese ? law.label_vi : law.label_en, false);
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

}  // namespace

void put_law(Html& html, const Context& context) {
  const Facts& facts = context.facts;
  if (!facts.assessment.law_used.empty()) put_rules(html, facts);
  put_documents(html, facts);
}

}  // namespace phanbo::page
