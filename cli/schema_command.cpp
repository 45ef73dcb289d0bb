#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/display.hpp"
#include "cli/problem_report.hpp"
#include "cli/usage_problems.hpp"
#include "inputs/fields.hpp"
#include "inputs/read_plan.hpp"

namespace phanbo {

namespace {

void print_list(Console& console) {
  TextTable list({std::string(console.say({"Tên", "Name"})),
                  std::string(console.say({"Nội dung", "What it holds"}))},
                 {Align::left, Align::left});
  list.add_row({"plan", std::string(console.say({"plan.json: phần đầu của kế hoạch",
                                                 "plan.json: the head of a plan"}))});
  for (const TableSpec& table : table_specs()) {
    list.add_row({std::string(table.name), std::string(console.say(table.title))});
  }
  console.print(list.text());
}

}  // namespace

Exit run_schema(const Invocation& invocation, Console& console) {
  if (invocation.has("manual")) {
    console.print(plan_format_manual());
    return Exit::done;
  }
  if (invocation.arguments.empty()) {
    print_list(console);
    return Exit::done;
  }
  const std::string& name = invocation.arguments.front();
  const std::string schema = json_schema(name);
  if (!schema.empty()) {
    console.print(schema);
    return Exit::done;
  }
  std::vector<std::string> names = {"plan"};
  for (const TableSpec& table : table_specs()) names.emplace_back(table.name);
  const std::string hint = suggestion(
      name, names,
      console.say({"Xem các tên bằng phanbo schema.", "See the names with phanbo schema."}),
      console);
  return refuse(usage_problem(unknown_schema, {name, hint}), Exit::wrong_usage, console);
}

}  // namespace phanbo
