#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/json_text.hpp"
#include "cli/plan_run.hpp"
#include "cli/problem_report.hpp"
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

}  // namespace

Exit run_check(const Invocation& invocation, Console& console) {
  const std::string& path = invocation.arguments.front();
  const PlanRun run = run_plan(path, shipped_law(), 1, {});
  if (invocation.has("json")) {
    console.print(problems_json(path, run.problems));
    return exit_of_input(run.problems);
  }
  tell_problems(run.problems, invocation.has("all"), console);
  if (run.is_complete) {
    console.print(fmt::format(
        fmt::runtime(
            console.say({"Kế hoạch {0} dùng được: {1} nhu cầu, {2} nguồn, {3} cảnh báo.\n",
                         "Plan {0} is usable: {1} demands, {2} sources, {3} warnings.\n"})),
        run.plan().code, run.assessment.assessment.demands.size(), run.plan().sources.size(),
        run.problems.size()));
  }
  return exit_of_input(run.problems);
}

}  // namespace phanbo
