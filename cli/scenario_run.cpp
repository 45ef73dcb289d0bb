#include "cli/scenario_run.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "law/law_files.hpp"

namespace phanbo {

namespace {

bool is_same_kind_and_place(const Problem& a, const Problem& b) {
  return a.kind == b.kind &&
         std::tie(a.place.file, a.place.sheet, a.place.line, a.place.column) ==
             std::tie(b.place.file, b.place.sheet, b.place.line, b.place.column);
}

bool is_same(const Problem& a, const Problem& b) {
  return is_same_kind_and_place(a, b) && a.arguments == b.arguments;
}

bool has(const std::vector<Problem>& problems, const Problem& wanted, auto&& same) {
  return std::any_of(problems.begin(), problems.end(),
                     [&](const Problem& problem) { return same(problem, wanted); });
}

const Place& place_of(const PlanChange& change) {
  return change.cells.empty() || change.kind != ChangeKind::set_fields ? change.place
                                                                       : change.cells.front().place;
}

/// Changes that bring about a problem, none of which can be left out: one after the other is
/// dropped as long as the problem stays.
std::vector<PlanChange> causes_of(const Problem& problem,
                                  const std::shared_ptr<const TextPlan>& texts,
                                  std::vector<PlanChange> changes) {
  for (std::size_t i = changes.size(); i-- > 0;) {
    std::vector<PlanChange> fewer = changes;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
    const PlanRun run = run_reading(read_plan(texts, fewer), 1, {});
    if (has(run.problems, problem, is_same_kind_and_place)) changes = std::move(fewer);
  }
  return changes;
}

/// Says of each problem that the plan itself does not have which scenario and which change it
/// comes from.
class ProblemCauses {
 public:
  ProblemCauses(const std::shared_ptr<const TextPlan>& texts, std::string code,
                std::vector<PlanChange> changes)
      : texts_(texts), code_(std::move(code)), changes_(std::move(changes)) {
    for (const PlanChange& change : changes_) {
      add_file(change.place);
      for (const ChangedCell& cell : change.cells) add_file(cell.place);
    }
  }

  /// Problems in the file, or on the sheet, of this place are of the scenarios themselves.
  void add_file(const Place& place) { files_.emplace(place.file, place.sheet); }

  void name(Problem& problem) {
    problem.scenario = code_;
    const bool stands_at_change = files_.contains({problem.place.file, problem.place.sheet});
    if (stands_at_change || changes_.empty() || problem.kind->severity != Severity::error) return;
    if (changes_.size() > changes_searched_max || ++searched_ > problems_searched_max) return;
    const std::vector<PlanChange> causes = causes_of(problem, texts_, changes_);
    if (causes.empty()) return;
    problem.shows_at = std::move(problem.place);
    problem.place = place_of(causes.front());
  }

 private:
  static constexpr std::size_t changes_searched_max = 100;
  static constexpr int problems_searched_max = 10;

  const std::shared_ptr<const TextPlan>& texts_;
  std::string code_;
  std::vector<PlanChange> changes_;
  std::set<std::pair<std::string, std::string>> files_;  ///< file, sheet
  int searched_ = 0;
};

}  // namespace

PlanWithScenarios::PlanWithScenarios(const std::filesystem::path& path,
                                     const LawBook& shipped_law) {
  TextPlanReading reading = read_text_plan(path, shipped_law, law_packs());
  problems_ = std::move(reading.problems);
  texts_ = std::move(reading.plan);
  if (texts_ == nullptr) return;
  book_ = read_scenarios(texts_);
  problems_.insert(problems_.end(), book_.problems.begin(), book_.problems.end());
}

std::string PlanWithScenarios::code() const { return plan_code(*texts_); }

const std::vector<Problem>& PlanWithScenarios::problems_of_plan() const {
  std::call_once(plan_is_run_,
                 [&] { problems_of_plan_ = run_reading(read_plan(texts_, {}), 1, {}).problems; });
  return problems_of_plan_;
}

PlanRun PlanWithScenarios::run(std::string_view code, std::span<const PlanChange> more, int threads,
                               const StageListener& listener,
                               const ChooseOptions& choose_options) const {
  PlanRun run =
      run_reading(read_scenario(book_, texts_, code, more), threads, listener, choose_options);
  if (run.problems.empty() || (code == base_scenario && more.empty())) return run;
  std::vector<PlanChange> changes = changes_of(book_, *texts_, code).changes;
  changes.insert(changes.end(), more.begin(), more.end());
  std::string name(code == base_scenario ? "" : code);
  for (const PlanChange& change : more) name += (name.empty() ? "" : ", ") + change.note;
  ProblemCauses causes(texts_, std::move(name), std::move(changes));
  for (const Scenario& scenario : book_.scenarios) causes.add_file(scenario.place);
  for (Problem& problem : run.problems) {
    if (!has(problems_of_plan(), problem, is_same)) causes.name(problem);
  }
  return run;
}

}  // namespace phanbo
