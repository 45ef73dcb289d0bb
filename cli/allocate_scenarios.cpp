#include "cli/allocate_scenarios.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <mutex>
#include <optional>

#include "cli/allocation.hpp"
#include "cli/choice_limits.hpp"
#include "cli/display.hpp"
#include "cli/interruption.hpp"
#include "cli/problem_report.hpp"
#include "cli/progress.hpp"
#include "cli/result_folder.hpp"
#include "cli/usage_problems.hpp"
#include "cli/version.hpp"
#include "models/parallel.hpp"
#include "outputs/write/scenario_folder.hpp"

namespace phanbo {

namespace {

namespace fs = std::filesystem;

ScenarioState state_of(const PlanRun& run, const AllocationOutcome& outcome) {
  if (!outcome.findings.empty()) return ScenarioState::our_bug;
  if (!outcome.is_written()) return ScenarioState::not_written;
  constexpr ScenarioState states[] = {ScenarioState::complete, ScenarioState::shortfall,
                                      ScenarioState::limit};
  return states[static_cast<std::size_t>(run.distribution.allocation.status)];
}

Text words_of(ScenarioState state) {
  constexpr Text words[] = {{"chưa chạy", "not run"},
                            {"đủ", "complete"},
                            {"THIẾU nhu cầu bắt buộc", "a mandatory need is SHORT"},
                            {"dừng ở giới hạn", "stopped by a limit"},
                            {"KHÔNG DÙNG ĐƯỢC, xem lỗi", "NOT USABLE, see the problems"},
                            {"không ghi được", "could not be written"},
                            {"lỗi của chương trình", "our bug"}};
  return words[static_cast<std::size_t>(state)];
}

/// All scenarios of one command: who works takes the next one, and the index is brought up to date
/// after each.
class ScenarioGroup {
 public:
  ScenarioGroup(const Invocation& invocation, const RunSettings& settings,
                const PlanWithScenarios& plan, Console& console)
      : invocation_(invocation),
        settings_(settings),
        plan_(plan),
        console_(console),
        forms_(forms_of(invocation, console)),
        output_(invocation.value("output", "")),
        folder_(output_, calls_, console.language()),
        shows_all_(invocation.has("all")),
        is_quiet_(invocation.has("quiet")) {
    list_entries();
  }

  /// Was a start named, but no scenario of the group has one there?
  bool lacks_start() const {
    return invocation_.has("start") &&
           std::none_of(starts_.begin(), starts_.end(),
                        [](const std::optional<NamedStart>& start) { return start.has_value(); });
  }
  Exit run(Progress& progress);
  void report();

 private:
  /// What is kept of one scenario once it is written.
  struct Outcome {
    Exit exit = Exit::limit_reached;
    std::vector<Problem> problems;
    std::vector<AuditFinding> findings;
  };

  void list_entries();
  void run_one(std::size_t position, const Interruption& interruption);
  void keep_index();
  std::string table() const;

  const Invocation& invocation_;
  const RunSettings& settings_;
  const PlanWithScenarios& plan_;
  Console& console_;
  AllocationForms forms_;
  FileCalls calls_;
  std::string output_;
  ScenarioFolder folder_;
  bool shows_all_;
  bool is_quiet_;
  ScenarioIndex index_;
  std::vector<std::optional<NamedStart>> starts_;  ///< by entry
  std::vector<Outcome> outcomes_;
  std::vector<Problem> folder_problems_;
  std::mutex mutex_;
  bool is_interrupted_ = false;
};

void ScenarioGroup::list_entries() {
  const auto& wanted = settings_.scenarios;
  const auto is_wanted = [&](std::string_view code) {
    return wanted.front() == "all" || std::find(wanted.begin(), wanted.end(), code) != wanted.end();
  };
  index_.program = program_text();
  index_.plan = plan_.code();
  const auto add = [&](ScenarioEntry entry) {
    if (is_wanted(entry.code)) index_.entries.push_back(std::move(entry));
  };
  const bool vietnamese = forms_.language == Language::vietnamese;
  ScenarioEntry base;
  base.code = base_scenario;
  base.name = vietnamese ? "Phương án gốc" : "The plan itself";
  add(std::move(base));
  for (const Scenario& scenario : plan_.book().scenarios) {
    ScenarioEntry entry;
    entry.code = scenario.code;
    entry.name = scenario.name;
    entry.parent = scenario.parent;
    entry.note = scenario.note;
    add(std::move(entry));
  }
  for (const ScenarioEntry& entry : index_.entries)
    starts_.push_back(read_named_start(invocation_, entry.code));
  outcomes_.resize(index_.entries.size());
}

void ScenarioGroup::keep_index() {
  if (!folder_problems_.empty()) return;  // told once
  if (auto problem = folder_.write_index(index_)) folder_problems_.push_back(std::move(*problem));
}

void ScenarioGroup::run_one(std::size_t position, const Interruption& interruption) {
  ScenarioEntry entry = index_.entries[position];
  Outcome outcome;
  const ChooseOptions choosing =
      choose_options_of(invocation_, starts_[position], [&] { return interruption.signal() != 0; });
  PlanRun run = plan_.run(entry.code, settings_.changes, 1, {}, choosing);
  outcome.problems = run.problems;
  if (run.is_complete) {
    AllocationOutcome written =
        write_allocation(run, forms_, folder_.folder_of(entry.code), {}, {}, nullptr);
    entry.state = state_of(run, written);
    outcome.exit = written.exit;
    outcome.findings = std::move(written.findings);
    for (Problem& problem : written.write_problems) outcome.problems.push_back(std::move(problem));
    if (written.is_written()) {
      const Totals totals = totals_of(run);
      entry.need = totals.need;
      entry.allocated = totals.allocated;
    }
  } else {
    entry.state = ScenarioState::refused;
    outcome.exit = exit_of_input(run.problems);
  }
  entry.problem_count = outcome.problems.size();
  const std::lock_guard lock(mutex_);
  index_.entries[position] = std::move(entry);
  outcomes_[position] = std::move(outcome);
  keep_index();
}

Exit ScenarioGroup::run(Progress& progress) {
  if (auto problem = folder_.prepare()) {
    folder_problems_.push_back(std::move(*problem));
    return Exit::cannot_read_or_write;
  }
  keep_index();
  // After Ctrl-C no further scenario is begun; those at work are finished.
  const Interruption interruption;
  run_jobs(settings_.threads, outcomes_.size(), [&](std::size_t position) {
    if (interruption.signal() != 0) return;
    progress.begin_step(
        fmt::format("{}/{} {} …", position + 1, outcomes_.size(), index_.entries[position].code));
    run_one(position, interruption);
  });
  is_interrupted_ = interruption.signal() != 0;
  if (!is_interrupted_) folder_.remove_all_but(index_);
  if (!folder_problems_.empty()) return Exit::cannot_read_or_write;
  // The gravest outcome decides; that some were not run weighs more than what the others found.
  std::vector<Exit> gravest = {Exit::our_bug, Exit::cannot_read_or_write, Exit::bad_input};
  if (is_interrupted_) gravest.push_back(Exit::limit_reached);
  gravest.insert(gravest.end(), {Exit::answer_is_no, Exit::limit_reached});
  for (const Exit exit : gravest) {
    if (std::any_of(outcomes_.begin(), outcomes_.end(),
                    [&](const Outcome& outcome) { return outcome.exit == exit; }))
      return exit;
  }
  return Exit::done;
}

std::string ScenarioGroup::table() const {
  const Language language = console_.language();
  TextTable table({std::string(console_.say({"Phương án", "Scenario"})),
                   std::string(console_.say({"Tên", "Name"})),
                   std::string(console_.say({"Đã bố trí", "Allocated"})),
                   std::string(console_.say({"Còn thiếu", "Missing"})),
                   std::string(console_.say({"Kết quả", "Result"}))},
                  {Align::left, Align::left, Align::right, Align::right, Align::left});
  for (const ScenarioEntry& entry : index_.entries) {
    const bool has_result = entry.need && entry.allocated;
    table.add_row({entry.code, entry.name, has_result ? dong_text(*entry.allocated, language) : "–",
                   has_result ? dong_text(*entry.need - *entry.allocated, language) : "–",
                   std::string(words_of(entry.state).in(language))});
  }
  return table.text();
}

void ScenarioGroup::report() {
  tell_problems(folder_problems_, true, console_);
  // Problems that all runs share are told once.
  std::vector<Problem> told;
  for (const Outcome& outcome : outcomes_) {
    for (const Problem& problem : outcome.problems) {
      if (is_quiet_ && problem.kind->severity == Severity::warning) continue;
      const bool is_known = std::any_of(told.begin(), told.end(), [&](const Problem& known) {
        return known.kind == problem.kind && known.scenario == problem.scenario &&
               known.arguments == problem.arguments &&
               place_text(known.place) == place_text(problem.place);
      });
      if (!is_known) told.push_back(problem);
    }
    tell_findings(outcome.findings, console_);
  }
  tell_problems(told, shows_all_, console_);
  if (!is_quiet_ && !index_.entries.empty()) {
    console_.print(table());
    console_.print(fmt::format(
        fmt::runtime(
            console_.say({"Mỗi phương án một thư mục trong {0}; danh sách: "
                          "{0}/scenarios.json. So sánh: phanbo compare {0}/{1} {0}/… -o "
                          "so-sanh\n",
                          "A folder for each scenario in {0}; they are listed in "
                          "{0}/scenarios.json. To compare: phanbo compare {0}/{1} {0}/… -o "
                          "comparison\n"})),
        output_, index_.entries.front().code));
  }
  if (!is_interrupted_) return;
  console_.tell(console_.say(
      {"phanbo: đã ngắt; các phương án ghi \"chưa chạy\" còn thiếu, phần đã ghi dùng được\n",
       "phanbo: interrupted; scenarios marked \"not run\" are missing, what is written is "
       "valid\n"}));
}

}  // namespace

Exit allocate_scenarios(const Invocation& invocation, const RunSettings& settings,
                        Console& console) {
  const std::string& path = invocation.arguments.front();
  const PlanWithScenarios plan(path, shipped_law());
  if (!plan.is_usable()) return tell_unusable(plan, console);
  if (const auto problem = find_unknown_scenario(plan, path, settings.scenarios))
    return refuse(*problem, Exit::wrong_usage, console);
  ScenarioGroup group(invocation, settings, plan, console);
  if (group.lacks_start()) return refuse_start(invocation, console);
  Exit exit = Exit::done;
  {
    Progress progress(progress_is_wanted(::isatty(STDERR_FILENO) == 1, ::getenv("TERM")));
    exit = group.run(progress);
  }
  group.report();
  return exit;
}

}  // namespace phanbo
