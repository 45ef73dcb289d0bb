#pragma once

#include <string>
#include <vector>

#include "engine/assess/workbench.hpp"
#include "models/derivation.hpp"

/// Small builders, so that a derivation reads like the rule it explains.
namespace phanbo {

struct Label {
  std::string vi;
  std::string en;
};

/// "Nghị quyết 15/2025/NQ-HĐND, Điều 2", with "(nhớ lại, chưa đối chiếu)" or "(số minh họa)"
/// behind.
std::string citation_of(const Plan& plan, Index<Document> document, std::string_view article = {});
std::string citation_of(const LawRow& row);

/// "sites[3].y2026": table, row in canonical order counted from 1, field.
std::string place_of_cell(const Asker& cell);

Derivation input_node(Label label, std::string value, std::string_view unit, const Asker& cell,
                      std::string citation = {});
Derivation law_node(const LawRow& row);
/// Law rows of equal value that follow each other in time: one node, all citations.
Derivation law_node(const std::vector<const LawRow*>& rows);
Derivation node(Operation operation, Label label, std::string value, std::string_view unit,
                std::vector<Derivation> children);

/// A value that stands by itself, with what it rests on as grounds.
Derivation standing_node(Label label, std::string value, std::string_view unit,
                         std::vector<Derivation> grounds);

}  // namespace phanbo
