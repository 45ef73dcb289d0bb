#include "cli/what_moves.hpp"

#include <filesystem>

#include "inputs/plan_changes.hpp"
#include "models/check.hpp"

namespace phanbo {

namespace {

/// "sources/nstw/drawing_order" taken apart at its first and last slash.
PlanChange change_at(const std::string& input, const std::string& value) {
  const std::size_t first = input.find('/');
  const std::size_t last = input.rfind('/');
  PB_CHECK(first != std::string::npos);  // the place was looked up before
  PlanChange change;
  change.table = input.substr(0, first);
  if (last > first) change.key = input.substr(first + 1, last - first - 1);
  change.cells.push_back({input.substr(last + 1), value});
  return change;
}

}  // namespace

WhatMoves what_moves(const std::string& folder, const ResultFolder& result,
                     const std::string& input, const std::string& value) {
  WhatMoves what;
  const TextPlanReading base =
      read_text_plan(std::filesystem::path(folder) / "plan.sealed.json", LawBook{});
  PB_CHECK(base.plan != nullptr);  // it was read before
  const PlanChange change = change_at(input, value);
  const PlanRun run = run_reading(read_plan(base.plan, {&change, 1}), 1, {});
  if (!run.is_complete) {
    what.problems = run.problems;
    return what;
  }
  what.moved =
      unlike_parts({"", &result.run.plan(), &result.run.assessment.assessment,
                    &result.run.distribution.allocation},
                   {"", &run.plan(), &run.assessment.assessment, &run.distribution.allocation});
  return what;
}

}  // namespace phanbo
