#include "cli/plan_run.hpp"

#include <utility>

#include "law/law_files.hpp"
#include "models/check.hpp"

namespace phanbo {

namespace {

/// Problems of a later stage name table, row and field; the reader knows file, line and column.
void add_located(std::vector<Problem> found, PlanRun& run) {
  locate(found, run.reading);
  sort_problems(found);
  for (Problem& problem : found) run.problems.push_back(std::move(problem));
}

}  // namespace

PlanRun run_plan(const std::filesystem::path& path, const LawBook& shipped_law, int threads,
                 const StageListener& listener) {
  if (listener) listener(RunStage::read);
  return run_reading(read_plan(path, shipped_law), threads, listener);
}

PlanRun run_reading(PlanReading reading, int threads, const StageListener& listener) {
  const auto enter = [&](RunStage stage) {
    if (listener) listener(stage);
  };
  PlanRun run;
  run.reading = std::move(reading);
  run.problems = run.reading.problems;
  if (has_errors(run.problems)) return run;
  PB_CHECK(run.reading.plan.has_value());

  enter(RunStage::assess);
  run.assessment = assess(run.plan());
  add_located(run.assessment.problems, run);
  if (has_errors(run.problems)) return run;

  enter(RunStage::distribute);
  run.distribution = distribute(run.plan(), run.assessment.assessment, {.threads = threads});
  add_located(run.distribution.problems, run);
  run.is_complete = !has_errors(run.problems);
  return run;
}

LawBook shipped_law() {
  LawReading reading = read_law(law_files());
  PB_CHECK(!has_errors(reading.problems));
  return std::move(reading.law);
}

}  // namespace phanbo
