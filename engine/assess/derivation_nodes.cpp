#include "engine/assess/derivation_nodes.hpp"

#include <algorithm>

namespace phanbo {

namespace {

std::string_view certainty(Verification verification) {
  switch (verification) {
    case Verification::verified:
      return "";
    case Verification::recalled:
      return " (nhớ lại, chưa đối chiếu)";
    case Verification::illustrative:
      return " (số minh họa)";
  }
  return "";
}

std::string citation(std::string_view document, std::string_view article,
                     Verification verification) {
  std::string text(document);
  if (!article.empty()) text.append(", ").append(article);
  return text.append(certainty(verification));
}

}  // namespace

std::string citation_of(const Plan& plan, Index<Document> document, std::string_view article) {
  if (!document.is_set()) return std::string(article);
  const Document& row = plan.documents[document];
  return citation(row.citation, article, row.verification);
}

std::string citation_of(const LawRow& row) {
  return citation(row.document, row.article, row.verification);
}

std::string place_of_cell(const Asker& cell) {
  std::string place(cell.table);
  place.append("[").append(std::to_string(cell.row + 1)).append("].").append(cell.field);
  return place;
}

Derivation input_node(Label label, std::string value, std::string_view unit, const Asker& cell,
                      std::string citation) {
  Derivation result = node(Operation::input, std::move(label), std::move(value), unit, {});
  result.place = place_of_cell(cell);
  result.citation = std::move(citation);
  return result;
}

Derivation law_node(const LawRow& row) { return law_node(std::vector<const LawRow*>{&row}); }

Derivation law_node(const std::vector<const LawRow*>& rows) {
  PB_CHECK(!rows.empty());
  const LawRow& first = *rows.front();
  Derivation result = node(Operation::law, {first.label_vi, first.label_en},
                           to_plain(first.value->reduced()), first.unit, {});
  std::vector<std::string> citations;
  for (const LawRow* row : rows) {
    std::string text = citation_of(*row);
    if (std::find(citations.begin(), citations.end(), text) == citations.end())
      citations.push_back(std::move(text));
  }
  for (const std::string& text : citations)
    result.citation.append(result.citation.empty() ? "" : "; ").append(text);
  result.note = first.note;
  return result;
}

Derivation node(Operation operation, Label label, std::string value, std::string_view unit,
                std::vector<Derivation> children) {
  Derivation result;
  result.label_vi = std::move(label.vi);
  result.label_en = std::move(label.en);
  result.operation = operation;
  result.value = std::move(value);
  result.unit = std::string(unit);
  result.children = std::move(children);
  return result;
}

Derivation standing_node(Label label, std::string value, std::string_view unit,
                         std::vector<Derivation> grounds) {
  if (grounds.empty()) return node(Operation::count, std::move(label), std::move(value), unit, {});
  Derivation own = node(Operation::count, {"Giá trị", "Value"}, value, unit, {});
  Derivation because = node(Operation::grounds, {"Căn cứ", "Because"}, "", "", std::move(grounds));
  std::vector<Derivation> children;
  children.push_back(std::move(own));
  children.push_back(std::move(because));
  return node(Operation::sum, std::move(label), std::move(value), unit, std::move(children));
}

}  // namespace phanbo
