#pragma once

#include "cli/allocation.hpp"
#include "cli/scenario_run.hpp"
#include "models/law_dates.hpp"

namespace phanbo {

/// Compares a run under --law-date or --known-on with the run of the same plan as it is, and finds
/// for each amount that differs the rows of law which move it: the plan is computed once more for
/// each value of law that the two runs answer differently, with this one alone changed.
LawDates compare_law_dates(const PlanRun& plain, const PlanRun& dated);

}  // namespace phanbo
