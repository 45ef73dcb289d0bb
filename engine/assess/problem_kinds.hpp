#pragma once

#include "models/problem.hpp"

/// What assess can find wrong with a plan. Ids are public and never change.
namespace phanbo::assess_problems {

extern const ProblemKind no_law_row;                   ///< topic, key, date
extern const ProblemKind no_class_for_status;          ///< project, status
extern const ProblemKind decided_item_without_demand;  ///< item, year
extern const ProblemKind unit_is_not_atk;              ///< unit, months, group
extern const ProblemKind central_class_not_known;      ///< programme, year
extern const ProblemKind no_entitlement_rule;          ///< programme, year
extern const ProblemKind row_of_other_kind;  ///< table, programme, its kind, kind of the table
extern const ProblemKind project_source_ceiling_spans_years;  ///< project, source, ceiling, need
extern const ProblemKind over_limit;                          ///< value, what it is, limit
extern const ProblemKind no_indicator_value;                  ///< unit, indicator, programme
extern const ProblemKind formula_without_pool;                ///< programme, year
extern const ProblemKind formula_without_units;               ///< programme, year, parent
extern const ProblemKind formula_without_points;              ///< programme, year
extern const ProblemKind negative_points;                     ///< unit, points, programme, year
extern const ProblemKind criterion_divides_by_zero;           ///< programme, criterion
extern const ProblemKind first_amounts_exceed_pool;     ///< programme, year, first amounts, pool
extern const ProblemKind first_amount_outside_formula;  ///< unit, programme, year
extern const ProblemKind envelope_without_source;       ///< programme, year

}  // namespace phanbo::assess_problems
