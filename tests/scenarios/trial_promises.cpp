// What scenarios promise besides being what the reference makes of them.
#include <fstream>

#include "inputs/plan_files.hpp"
#include "scenarios/scenario_trial.hpp"
#include "scenarios/shipped_law.hpp"
#include "verifier/allocate_here.hpp"

namespace phanbo::scenario_test {

namespace {

using phanbo_verify::test::scratch_folder;

/// Where neither is a plan the cells say nothing: a change that is wrong leaves none.
void compare(const std::string& check, const std::string& code, const ReadPlan& found,
             const ReadPlan& expected, Faults& faults) {
  const std::string difference = first_difference(found.cells, expected.cells);
  if (found.is_refused != expected.is_refused) {
    faults.push_back({check, code, "one of two is refused: " + told_text(found)});
  } else if (!difference.empty() && !found.is_refused) {
    faults.push_back({check, code, difference});
  }
}

}  // namespace

/// Reading scenarios leaves the base as it is: as written, and read again.
void Trial::check_base(Faults& faults) const {
  const auto folder = scratch_folder("scenario-base");
  write_folder(given_.base.header, tables_of(given_.base), {}, folder);
  const ReadPlan plain = digest(read_plan(folder, shipped_law()));
  compare("base", "", base_before_, plain, faults);
  compare("base", "", digest(read_plan(base_, {})), plain, faults);
}

/// The last scenario without those that it does not come from reads the same, and so it does after
/// all the others.
void Trial::check_alone(Faults& faults) const {
  const std::string& code = given_.scenarios.back().code;
  std::vector<std::string> only;
  for (const MadeScenario* made : given_.chain(code)) only.push_back(made->code);
  ScenarioCase alone = given_;
  const auto folder = scratch_folder("scenario-alone");
  write_case(alone, folder, seed_, only);
  const auto text = read_text_plan(folder, shipped_law()).plan;
  if (text == nullptr) return faults.push_back({"siblings", code, "alone it cannot be read"});
  const ReadPlan& together = found_.at(code);
  compare("siblings", code, digest(read_scenario(read_scenarios(text), text, code, {})), together,
          faults);
  compare("siblings", code, digest(read_scenario(book_, base_, code, {})), together, faults);
}

/// The list of changes of a scenario, made to the base, gives the scenario; those of a parent are
/// the first of it.
void Trial::check_changes(Faults& faults) const {
  const MadeScenario& made = given_.scenarios.back();
  const ScenarioChanges all = changes_of(book_, *base_, made.code);
  if (has_errors(all.problems)) return;
  compare("changes", made.code, digest(read_plan(base_, all.changes)), found_.at(made.code),
          faults);
  if (made.parent.empty()) return;
  const std::size_t inherited = changes_of(book_, *base_, made.parent).changes.size();
  const std::vector<PlanChange> own(all.changes.begin() + static_cast<std::ptrdiff_t>(inherited),
                                    all.changes.end());
  compare("changes", made.code, digest(read_scenario(book_, base_, made.parent, own)),
          found_.at(made.code), faults);
}

/// The differences from the base to a scenario, made to the base, give the scenario, and the other
/// way round.
void Trial::check_differences(Faults& faults) const {
  for (const auto& [code, expected] : expected_) {
    if (expected.is_refused || expected.text == nullptr) continue;
    const std::vector<PlanChange> changes = differences(*base_, *expected.text);
    const ReadPlan made = digest(read_plan(base_, changes));
    compare("differences", code, made, *expected.read, faults);
    if (!places_of(made, "change_without_effect").empty())
      faults.push_back({"differences", code, "one without effect"});
    if (changes.empty() != (base_before_.cells == expected.read->cells))
      faults.push_back({"differences", code, "none, or too many"});
    compare("differences", code,
            digest(read_plan(expected.text, differences(*expected.text, *base_))), base_before_,
            faults);
  }
}

/// Written as a folder again, where files of scenarios become lines of tables, the plan has the
/// same scenarios.
void Trial::check_converted(Faults& faults) const {
  const auto folder = scratch_folder("scenario-converted");
  for (const PlanFile& file : plan_folder_files(base_))
    std::ofstream(folder / file.name, std::ios::binary) << file.content;
  const TextPlanReading text = read_text_plan(folder, shipped_law());
  if (text.plan == nullptr) {
    PlanReading reading;
    reading.problems = text.problems;
    return faults.push_back({"converted", "", "cannot be read: " + told_text(digest(reading))});
  }
  const ScenarioBook book = read_scenarios(text.plan);
  for (const auto& [code, found] : found_) {
    if (found.is_refused) continue;
    compare("converted", code, digest(read_scenario(book, text.plan, code, {})), found, faults);
  }
}

}  // namespace phanbo::scenario_test
