#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/allocate_scenarios.hpp"
#include "cli/allocation.hpp"
#include "models/sweep.hpp"

namespace phanbo {

/// Reads the value of --vary, "TABLE/KEY/COLUMN=FROM:TO:STEP", one or two of them separated by a
/// comma, against a plan. Money is in the unit of its table, as plan.json declares it.
std::optional<Problem> read_axes(const PlanWithScenarios& plan, const std::string& text,
                                 std::vector<SweepAxis>& axes);

/// Allocates the scenario of `settings` at every point of the axes and, for one axis, finds the
/// values between them where something changes.
Sweep run_sweep(const PlanWithScenarios& plan, const RunSettings& settings,
                std::vector<SweepAxis> axes, Language language);

/// sweep.json: the whole sweep for other programs.
std::string sweep_json(const Sweep& sweep);

/// Its tables, its page where pages are wanted, and sweep.json. `plan` is the plan that was varied.
MoreOutput sweep_output(const Plan& plan, Sweep sweep, const AllocationForms& forms);

}  // namespace phanbo
