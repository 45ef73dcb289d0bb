#pragma once

#include "models/problem.hpp"

/// What assess can find wrong with a plan. Ids are public and never change.
namespace phanbo::assess_problems {

extern const ProblemKind no_law_row;                          ///< topic, key, date
extern const ProblemKind no_class_for_status;                 ///< project, status
extern const ProblemKind decided_item_without_demand;         ///< item, year
extern const ProblemKind unit_is_not_atk;                     ///< unit, months, group
extern const ProblemKind central_class_not_known;             ///< programme, year
extern const ProblemKind project_source_ceiling_spans_years;  ///< project, source, ceiling, need
extern const ProblemKind formula_without_points;              ///< programme, year
extern const ProblemKind negative_points;                     ///< unit, points, programme, year
extern const ProblemKind first_amount_outside_formula;        ///< unit, programme, year
extern const ProblemKind negative_formula_amount;             ///< unit, amount, programme, year
extern const ProblemKind formula_floors_over_pool;  ///< programme, year, money left to share

// The reader finds these first, under the same ids. Assess says so again for a plan that was built
// in memory; they are not in assess_problem_kinds().
extern const ProblemKind over_limit;                ///< what, value, limit
extern const ProblemKind wrong_programme_kind;      ///< programme, its kind, kind of the table
extern const ProblemKind entitlement_rule_missing;  ///< programme, year
extern const ProblemKind indicator_missing;         ///< unit, indicator, programme, year
extern const ProblemKind formula_pool_missing;      ///< programme, year
extern const ProblemKind formula_source_missing;    ///< programme, year
extern const ProblemKind formula_without_units;     ///< parent, programme, year
extern const ProblemKind number_looks_grouped;      ///< number, column, the number without mark
extern const ProblemKind per_is_zero;               ///< criterion
extern const ProblemKind first_amounts_over_pool;   ///< programme, year, first amounts, pool

}  // namespace phanbo::assess_problems
