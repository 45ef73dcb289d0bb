#include "cli/plan_run.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "cli/free_memory.hpp"
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

/// Classes shared by best_value, one after another: distribute says what the classes before them
/// hold, choose decides on what is left, and its decisions go into the assessment.
class Chooser {
 public:
  Chooser(PlanRun& run, int threads, const ChooseOptions& options)
      : run_(run), threads_(threads), options_(options) {}

  void choose_all() {
    const auto classes = choosing_classes(run_.plan());
    if (classes.empty()) return;
    const auto assessed_once = std::make_shared<const Assessment>(run_.assessment.assessment);
    const Assessment& assessed = *assessed_once;
    for (const Demand& demand : assessed.demands) given_.push_back(demand.wanted);
    Assessment& settled = run_.assessment.assessment;
    leave_out_choosing_classes(run_.plan(), settled);
    for (const Index<PriorityClass> priority_class : classes) {
      DistributionReading before = distribute(run_.plan(), settled, {.threads = threads_});
      if (has_errors(before.problems)) {
        add_located(std::move(before.problems), run_);
        return;
      }
      std::vector<Money> held;
      for (std::size_t d = 0; d < settled.demands.size(); ++d) {
        const Demand& demand = settled.demands.rows()[d];
        // Later classes wait for the choice: they hold what is locked only.
        held.push_back(demand.priority_class < priority_class
                           ? before.allocation.demands[d].allocated
                           : demand.locked);
      }
      ChooseReading reading =
          choose(run_.plan(), assessed, held, priority_class, options_, settled);
      run_.choice_grounds.push_back({priority_class, assessed_once, std::move(held)});
      for (ChosenItem& item : reading.chosen)
        option_of_item_.emplace(std::move(item.item), std::move(item.option));
      outcomes_.push_back(std::move(reading.outcome));
      add_located(std::move(reading.problems), run_);
      if (has_errors(run_.problems)) return;
    }
  }

  /// Names the schedules that were chosen.
  void tell(Allocation& allocation) {
    allocation.choices = std::move(outcomes_);
    tell_parts(allocation);
    for (const ChoiceOutcome& choice : allocation.choices)
      if (choice.end == ChoiceEnd::impossible) allocation.status = Status::shortfall;
    for (ProjectOutcome& project : allocation.projects) {
      const auto found = option_of_item_.find(run_.assessment.assessment.items[project.item].code);
      if (found != option_of_item_.end() && project.selected) project.schedule = found->second;
    }
    // What was chosen was proved payable by whole-number flow; the distribution has to agree.
    for (std::size_t d = 0; d < allocation.demands.size(); ++d) {
      const Demand& demand = run_.assessment.assessment.demands.rows()[d];
      if (run_.plan().classes[demand.priority_class].rule == SharingRule::best_value)
        PB_CHECK(allocation.demands[d].allocated == std::max(demand.wanted, demand.locked));
    }
  }

 private:
  /// What was chosen in part got what was chosen, but not all it had asked for.
  void tell_parts(Allocation& allocation) const {
    const Assessment& settled = run_.assessment.assessment;
    std::set<Index<Item>> in_part;
    for (std::size_t d = 0; d < settled.demands.size() && d < given_.size(); ++d) {
      const Demand& demand = settled.demands.rows()[d];
      const auto found = option_of_item_.find(settled.items[demand.item].code);
      DemandReason& reason = allocation.demands[d].reason;
      if (found == option_of_item_.end() || !found->second.starts_with("given@") ||
          demand.wanted >= given_[d] || reason != DemandReason::in_full)
        continue;
      reason = DemandReason::chosen_in_part;
      in_part.insert(demand.item);
    }
    for (ProjectOutcome& project : allocation.projects)
      if (in_part.contains(project.item) && project.reason == DemandReason::in_full)
        project.reason = DemandReason::chosen_in_part;
  }

  PlanRun& run_;
  int threads_ = 1;
  const ChooseOptions& options_;
  std::map<std::string, std::string, std::less<>> option_of_item_;
  std::vector<ChoiceOutcome> outcomes_;
  std::vector<Money> given_;  ///< by demand: wanted before the choice
};

}  // namespace

PlanRun run_plan(const std::filesystem::path& path, const LawBook& shipped_law, int threads,
                 const StageListener& listener, const ChooseOptions& choose_options) {
  if (listener) listener(RunStage::read);
  return run_reading(read_plan(path, shipped_law, law_packs()), threads, listener, choose_options);
}

PlanRun run_reading(PlanReading reading, int threads, const StageListener& listener,
                    const ChooseOptions& choose_options) {
  const auto enter = [&](RunStage stage) {
    give_free_memory_back();
    if (listener) listener(stage);
  };
  PlanRun run;
  run.reading = std::move(reading);
  run.problems = run.reading.problems;
  if (has_errors(run.problems)) return run;
  PB_CHECK(run.reading.plan.has_value());

  enter(RunStage::assess);
  run.assessment = assess(run.plan(), {.threads = threads});
  add_located(run.assessment.problems, run);
  if (has_errors(run.problems)) return run;

  Chooser chooser(run, threads, choose_options);
  if (!choosing_classes(run.plan()).empty()) enter(RunStage::choose);
  chooser.choose_all();
  if (has_errors(run.problems)) return run;

  enter(RunStage::distribute);
  run.distribution = distribute(run.plan(), run.assessment.assessment, {.threads = threads});
  add_located(run.distribution.problems, run);
  chooser.tell(run.distribution.allocation);
  run.is_complete = !has_errors(run.problems);
  return run;
}

LawBook shipped_law() {
  LawReading reading = read_law(law_files());
  PB_CHECK(!has_errors(reading.problems));
  return std::move(reading.law);
}

}  // namespace phanbo
