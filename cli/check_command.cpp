#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/json_text.hpp"
#include "cli/plan_files.hpp"
#include "cli/plan_run.hpp"
#include "cli/problem_report.hpp"
#include "cli/scenario_run.hpp"
#include "cli/usage_problems.hpp"
#include "cli/version.hpp"
#include "inputs/marked_book.hpp"
#include "outputs/tabulate/choice_text.hpp"

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
    ChooseOptions choosing;
    choosing.gap_millionths = ChooseOptions::any_choice;
    const PlanRun option = plan.run(scenario.code, {}, 1, {}, choosing);
    ++check.count;
    check.usable += option.is_complete ? 1 : 0;
    for (const Problem& problem : option.problems) {
      if (!problem.scenario.empty()) check.problems.push_back(problem);
    }
  }
  return check;
}

/// Why the marked copy that was asked for cannot be made; told before anything is read.
std::optional<Problem> refuse_marked(const Invocation& invocation) {
  if (!invocation.has("marked")) return std::nullopt;
  const std::string& plan = invocation.arguments.front();
  const std::string copy = invocation.value("marked", "");
  if (!is_workbook_name(plan)) return usage_problem(marked_needs_workbook, {plan});
  std::error_code error;
  if (std::filesystem::equivalent(plan, copy, error)) return problem_at(marked_over_plan, copy, {});
  return refuse_workbook_path(copy, invocation);
}

/// Writes the problems back into a copy of the workbook; says what came of it.
std::optional<Exit> write_marked(const Invocation& invocation, const std::vector<Problem>& problems,
                                 Console& console) {
  const std::string copy = invocation.value("marked", "");
  if (problems.empty()) {
    console.tell(fmt::format(fmt::runtime(console.say({"Không có lỗi nên không ghi {0}.\n",
                                                       "No problems: {0} is not written.\n"})),
                             copy));
    return std::nullopt;
  }
  const auto book = marked_book(invocation.arguments.front(), problems, console.language());
  if (!book) {
    console.tell(fmt::format(
        fmt::runtime(console.say({"phanbo: không đọc được các ô nên không ghi {0}\n",
                                  "phanbo: the cells cannot be read, so {0} is not written\n"})),
        copy));
    return std::nullopt;
  }
  if (const auto problem = write_plan_book(copy, *book, console.language()))
    return refuse(*problem, Exit::cannot_read_or_write, console);
  console.tell(
      fmt::format(fmt::runtime(console.say({"Bản đánh dấu: {0}\n", "Marked copy: {0}\n"})), copy));
  return std::nullopt;
}

}  // namespace

Exit run_check(const Invocation& invocation, Console& console) {
  const std::string& path = invocation.arguments.front();
  if (const auto problem = refuse_marked(invocation)) {
    const bool is_usage = problem->place.file == "phanbo";
    return refuse(*problem, is_usage ? Exit::wrong_usage : Exit::cannot_read_or_write, console);
  }
  const LawBook law = shipped_law();
  // Whether a choice is possible is all that is asked here.
  ChooseOptions choosing;
  choosing.gap_millionths = ChooseOptions::any_choice;
  const PlanRun run = run_plan(path, law, 1, {}, choosing);
  std::vector<Problem> problems = run.problems;
  const ScenarioCheck scenarios = check_scenarios(path, law, run);
  problems.insert(problems.end(), scenarios.problems.begin(), scenarios.problems.end());
  if (invocation.has("marked")) {
    if (const auto failure = write_marked(invocation, problems, console)) return *failure;
  }
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
  for (const ChoiceOutcome& choice : run.distribution.allocation.choices) {
    if (!choice.conflict) continue;
    const Words sentence = conflict_sentence(run.plan(), run.assessment.assessment, choice);
    console.print((console.language() == Language::vietnamese ? sentence.vi : sentence.en) + "\n");
  }
  if (run.is_complete && scenarios.count > 0) {
    console.print(fmt::format(fmt::runtime(console.say({"Phương án dùng được: {0}/{1}.\n",
                                                        "Usable scenarios: {0} of {1}.\n"})),
                              scenarios.usable, scenarios.count));
  }
  return exit_of_input(problems);
}

}  // namespace phanbo
