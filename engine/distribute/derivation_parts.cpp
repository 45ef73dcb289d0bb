#include "engine/distribute/derivation_parts.hpp"

#include <fmt/format.h>

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
  if (!article.empty()) text.append(text.empty() ? "" : ", ").append(article);
  return text.append(certainty(verification));
}

}  // namespace

Derivation derivation_node(NodeLabel label, Operation operation, std::string value,
                           std::string_view unit) {
  Derivation made;
  made.label_vi = std::move(label.vi);
  made.label_en = std::move(label.en);
  made.operation = operation;
  made.value = std::move(value);
  made.unit = std::string(unit);
  return made;
}

Derivation input_of(NodeLabel label, std::string value, const PlanCell& cell, std::string citation,
                    std::string_view unit) {
  Derivation made = derivation_node(std::move(label), Operation::input, std::move(value), unit);
  made.place = fmt::format("{}[{}].{}", cell.table, cell.row + 1, cell.field);
  made.citation = std::move(citation);
  return made;
}

Derivation law_of(const LawRow& row) {
  Derivation made =
      derivation_node({row.label_vi, row.label_en}, Operation::law,
                      row.value ? to_plain(row.value->reduced()) : std::string(), row.unit);
  made.citation = citation(row.document, row.article, row.verification);
  made.note = row.note;
  return made;
}

std::string citation_of_document(const Plan& plan, Index<Document> document,
                                 std::string_view article) {
  if (!document.is_set()) return std::string(article);
  const Document& row = plan.documents[document];
  return citation(row.citation, article, row.verification);
}

Derivation line_outcome(const Plan& plan, const Assessment& assessment, const LedgerLine& line) {
  const std::string code = line_code(plan, assessment, line);
  Derivation made = derivation_node({code, code}, Operation::outcome, to_plain(line.amount));
  made.place = fmt::format("ledger[{}].amount_dong", code);
  return made;
}

Derivation demand_outcome(NodeLabel label, Money amount, std::string_view demand,
                          std::string_view field) {
  Derivation made = derivation_node(std::move(label), Operation::outcome, to_plain(amount));
  made.place = fmt::format("demands[{}].{}", demand, field);
  return made;
}

std::string balance_place(const Plan& plan, const SourceBalance& balance, std::string_view field) {
  return fmt::format("sources[{}/{}].{}", plan.sources[balance.source].code, balance.year, field);
}

}  // namespace phanbo
