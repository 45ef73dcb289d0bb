#include "outputs/tabulate/stamps.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace phanbo {

namespace {

/// Citations named in a note before the rest is only counted; the table law_used has them all.
constexpr std::size_t citations_max = 4;

void add_once(std::vector<std::string_view>& citations, std::string_view citation) {
  if (std::find(citations.begin(), citations.end(), citation) == citations.end())
    citations.push_back(citation);
}

Words draft_note(const std::vector<std::string_view>& recalled) {
  const std::size_t named = std::min(recalled.size(), citations_max);
  const std::string list =
      fmt::format("{}", fmt::join(recalled.begin(), recalled.begin() + named, "; "));
  const std::size_t rest = recalled.size() - named;
  const std::string more_vi = rest > 0 ? fmt::format("; và {} văn bản khác", rest) : "";
  const std::string more_en = rest > 0 ? fmt::format("; and {} more", rest) : "";
  return {fmt::format("DỰ THẢO: có căn cứ chưa đối chiếu với văn bản gốc ({}{}).", list, more_vi),
          fmt::format("DRAFT: rests on law not checked against its text ({}{}).", list, more_en)};
}

}  // namespace

Stamps stamps_of(const View& view) {
  Stamps stamps;
  stamps.illustrative = !view.plan.illustrative.empty();
  for (const LawUse& use : view.assessment.law_used) {
    if (use.row->verification == Verification::recalled)
      add_once(stamps.recalled, use.row->document);
    stamps.illustrative =
        stamps.illustrative || use.row->verification == Verification::illustrative;
  }
  for (const Document& document : view.plan.documents) {
    if (document.verification == Verification::recalled)
      add_once(stamps.recalled, document.citation);
    stamps.illustrative =
        stamps.illustrative || document.verification == Verification::illustrative;
  }
  stamps.draft = !stamps.recalled.empty();
  if (stamps.illustrative) {
    const std::string& what = view.plan.illustrative;
    stamps.notes.push_back(
        {"Số liệu minh họa: " + (what.empty() ? "có văn bản, số liệu giả định." : what),
         "Illustrative figures: " + (what.empty() ? "some documents or data are made up." : what)});
  }
  if (stamps.draft) stamps.notes.push_back(draft_note(stamps.recalled));
  return stamps;
}

}  // namespace phanbo
