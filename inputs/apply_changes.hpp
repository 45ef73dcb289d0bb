#pragma once

#include <set>
#include <span>
#include <string>

#include "inputs/plan_changes.hpp"
#include "inputs/text_plan.hpp"

namespace phanbo {

/// The texts of `text` with the changes applied in their order. Problems of the changes themselves
/// are added; a table they spoil is not sound any more.
PlanParts apply_changes(const TextPlan& text, std::span<const PlanChange> changes);

/// The header with changes of table "plan" applied; problems stand at the places of the changes.
PlanHeader apply_header_changes(const TextPlan& text, std::span<const PlanChange> changes,
                                PlanParts& parts);

/// Columns of a header that a change may give.
std::vector<std::string> changeable_header_keys();

/// The years that a plan has at some point of the way from the base through all changes. A value in
/// one of them is no fault as such: only what is left in the end must lie in the plan's years.
struct YearsOnTheWay {
  int first = 0;
  int last = 0;

  /// `cell`: of the header; others than those of years change nothing.
  void widen(const ChangedCell& cell);
  bool has_column(const TableSpec& table, std::string_view column) const;
};

struct TableChanges {
  std::span<const PlanChange* const> changes;
  YearsOnTheWay years;
};

/// Makes one table of `parts` out of that of the base plan and the changes to it.
void apply_table_changes(const TextPlan& text, const TableRows& base, const TableChanges& changes,
                         PlanParts& parts, TableRows& table);

}  // namespace phanbo
