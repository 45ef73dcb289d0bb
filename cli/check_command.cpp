#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/json_text.hpp"
#include "cli/plan_run.hpp"
#include "cli/problem_report.hpp"
#include "cli/scenario_run.hpp"
#include "cli/version.hpp"

namespace phanbo {

namespace {

void add_both_languages(JsonText& json, std::string_view key, const std::string& vietnamese,
                        const std::string& english) {
  json.key(key).open_object();
  json.key("vi").text(vietnamese);
  json.key("en").text(english);
  json.close_object();
}

void add_place(JsonText& json, const Place& place) {
  json.key("file").text(place.file);
  if (place.line > 0) json.key("line").number(place.line);
  if (place.column > 0) json.key("column").number(place.column);
  if (!place.sheet.empty()) json.key("sheet").text(place.sheet);
  if (!place.cell.empty()) json.key("cell").text(place.cell);
  if (!place.table.empty()) json.key("table").text(place.table);
  if (!place.field.empty()) json.key("field").text(place.field);
}

void add_problem(JsonText& json, const Problem& problem) {
  json.open_object();
  json.key("id").text(problem.kind->id);
  json.key("severity").text(problem.kind->severity == Severity::error ? "error" : "warning");
  add_place(json, problem.place);
  json.key("arguments").open_array();
  for (const std::string& argument : problem.arguments) json.text(argument);
  json.close_array();
  add_both_languages(json, "found", found_text(problem, Language::vietnamese),
                     found_text(problem, Language::english));
  add_both_languages(json, "fix", fix_text(problem, Language::vietnamese),
                     fix_text(problem, Language::english));
  if (!problem.scenario.empty()) json.key("scenario").text(problem.scenario);
  if (!problem.shows_at.file.empty()) {
    json.key("shows_at").open_object();
    add_place(json, problem.shows_at);
    json.close_object();
  }
  json.close_object();
}

/// The same whatever the language: programs read this.
std::string problems_json(const std::string& plan, const std::vector<Problem>& problems) {
  JsonText json;
  json.open_object();
  json.key("schema_version").number(1);
  json.key("program").text(program_text());
  json.key("plan").text(plan);
  json.key("usable").flag(!has_errors(problems));
  json.key("problems").open_array();
  for (const Problem& problem : problems) add_problem(json, problem);
  json.close_array();
  json.close_object();
  return json.take();
}

/// The scenarios of a plan, each through the whole program.
struct ScenarioCheck {
  std::vector<Problem> problems;  ///< those that the plan itself does not have
  std::size_t count = 0;
  std::size_t usable = 0;
};

ScenarioCheck check_scenarios(const std::string& path, const LawBook& law, const PlanRun& run) {
  ScenarioCheck check;
  if (!run.reading.has_scenarios) return check;
  const PlanWithScenarios plan(path, law);
  if (!plan.is_usable()) {
    check.problems = plan.book().problems;
    return check;
  }
  for (const Scenario& scenario : plan.book().scenarios) {
    const PlanRun option = plan.run(scenario.code, {}, 1, {});
    ++check.count;
    check.usable += option.is_complete ? 1 : 0;
    for (const Problem& problem : option.problems) {
      if (!problem.scenario.empty()) check.problems.push_back(problem);
    }
  }
  return check;
}

}  // namespace

Exit run_check(const Invocation& invocation, Console& console) {
  const std::string& path = invocation.arguments.front();
  const LawBook law = shipped_law();
  const PlanRun run = run_plan(path, law, 1, {});
  std::vector<Problem> problems = run.problems;
  const ScenarioCheck scenarios = check_scenarios(path, law, run);
  problems.insert(problems.end(), scenarios.problems.begin(), scenarios.problems.end());
  if (invocation.has("json")) {
    console.print(problems_json(path, problems));
    return exit_of_input(problems);
  }
  tell_problems(problems, invocation.has("all"), console);
  if (run.is_complete) {
    console.print(fmt::format(
        fmt::runtime(
            console.say({"Kế hoạch {0} dùng được: {1} nhu cầu, {2} nguồn, {3} cảnh báo.\n",
                         "Plan {0} is usable: {1} demands, {2} sources, {3} warnings.\n"})),
        run.plan().code, run.assessment.assessment.demands.size(), run.plan().sources.size(),
        run.problems.size()));
  }
  if (run.is_complete && scenarios.count > 0) {
    console.print(fmt::format(fmt::runtime(console.say({"Phương án dùng được: {0}/{1}.\n",
                                                        "Usable scenarios: {0} of {1}.\n"})),
                              scenarios.usable, scenarios.count));
  }
  return exit_of_input(problems);
}

}  // namespace phanbo
