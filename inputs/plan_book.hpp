#pragma once

#include <memory>
#include <string>
#include <vector>

#include "inputs/fields.hpp"
#include "inputs/plan_changes.hpp"
#include "models/sheet_book.hpp"

/// A plan as a workbook that a person fills in. Everything in it comes from the field table.
namespace phanbo {

struct PlanBookOptions {
  Language language = Language::vietnamese;
  int first_year = 0;  ///< of an empty workbook
  int last_year = 0;
  /// Sheets besides those that the plan fills, in the order of the field table.
  std::vector<std::string> tables;
  bool keeps_controls = false;  ///< row counts and control sums are filled in, to be compared
};

/// Tables that a plan with programmes of this kind needs ("entitlement|formula|grants|projects|
/// fixed"), or for "choice", "scenarios", "basic", "all". An unknown word gives none.
std::vector<std::string> tables_of_kind(std::string_view kind);

/// The words that tables_of_kind knows, besides "basic".
inline constexpr std::string_view kinds_of_template =
    "entitlement|formula|grants|projects|fixed|choice|scenarios|all";

SheetBook empty_plan_book(const PlanBookOptions& options);
/// The plan filled in; years are its own.
SheetBook plan_book(const std::shared_ptr<const TextPlan>& plan, const PlanBookOptions& options);

}  // namespace phanbo
