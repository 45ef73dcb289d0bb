#pragma once

#include "models/problem.hpp"

namespace phanbo::criteria_problems {

extern const ProblemKind expression_malformed;
extern const ProblemKind expression_name_unknown;
extern const ProblemKind expression_function_unknown;
extern const ProblemKind expression_arguments;
extern const ProblemKind expression_not_constant;
extern const ProblemKind measures_differ;
extern const ProblemKind measure_malformed;
extern const ProblemKind criterion_circle;
extern const ProblemKind circle_not_solvable;
extern const ProblemKind division_by_zero;
extern const ProblemKind bands_overlap;
extern const ProblemKind bands_gap;
extern const ProblemKind circle_refused;
extern const ProblemKind band_value_missing;
extern const ProblemKind criterion_value_missing;
extern const ProblemKind criterion_unknown;
extern const ProblemKind two_classes_apply;
extern const ProblemKind two_totals;
extern const ProblemKind rule_rows_overlap;
extern const ProblemKind rule_too_deep;
extern const ProblemKind value_missing_for_unit;

}  // namespace phanbo::criteria_problems
