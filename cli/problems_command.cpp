#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/json_text.hpp"
#include "cli/problem_report.hpp"

namespace phanbo {

namespace {

std::string_view word_of(Severity severity, const Console& console) {
  return severity == Severity::error ? console.say({"lỗi", "error"})
                                     : console.say({"cảnh báo", "warning"});
}

std::string as_json(const std::vector<const ProblemKind*>& kinds) {
  JsonText json;
  json.open_object();
  json.key("schema_version").number(1);
  json.key("problems").open_array();
  for (const ProblemKind* kind : kinds) {
    json.open_object();
    json.key("id").text(kind->id);
    json.key("severity").text(kind->severity == Severity::error ? "error" : "warning");
    json.key("found_vi").text(pattern_text(kind->found.vi));
    json.key("found_en").text(pattern_text(kind->found.en));
    json.key("fix_vi").text(pattern_text(kind->fix.vi));
    json.key("fix_en").text(pattern_text(kind->fix.en));
    json.close_object();
  }
  json.close_array();
  json.close_object();
  return json.take();
}

}  // namespace

Exit run_problems(const Invocation& invocation, Console& console) {
  const std::vector<const ProblemKind*> kinds = all_problem_kinds();
  if (invocation.has("json")) {
    console.print(as_json(kinds));
    return Exit::done;
  }
  for (const ProblemKind* kind : kinds) {
    console.print(fmt::format("{}[{}]: {}\n  {}: {}\n", word_of(kind->severity, console), kind->id,
                              pattern_text(console.say(kind->found)), console.say({"sửa", "fix"}),
                              pattern_text(console.say(kind->fix))));
  }
  return Exit::done;
}

}  // namespace phanbo
