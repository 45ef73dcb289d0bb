#pragma once

#include <string>
#include <string_view>

#include "models/derivation.hpp"
#include "models/ledger.hpp"

/// Small builders for the derivations of this folder.
namespace phanbo {

struct NodeLabel {
  std::string vi;
  std::string en;
};

/// A cell of the plan; `row` is its place in the plan's table.
struct PlanCell {
  std::string_view table;
  std::size_t row = 0;
  std::string_view field;
};

Derivation derivation_node(NodeLabel label, Operation operation, std::string value,
                           std::string_view unit = "dong");
/// An input with its place "sites[3].y2026" (rows counted from 1, in canonical order).
Derivation input_of(NodeLabel label, std::string value, const PlanCell& cell, std::string citation,
                    std::string_view unit = "dong");
Derivation law_of(const LawRow& row);
std::string citation_of_document(const Plan& plan, Index<Document> document,
                                 std::string_view article = {});
/// The amount of a ledger line, at its place in result.json.
Derivation line_outcome(const Plan& plan, const Assessment& assessment, const LedgerLine& line);
/// An amount of a demand, at its place in result.json.
Derivation demand_outcome(NodeLabel label, Money amount, std::string_view demand,
                          std::string_view field);
/// "sources[nstw/2026].carried_in_dong".
std::string balance_place(const Plan& plan, const SourceBalance& balance, std::string_view field);

}  // namespace phanbo
