#include <fmt/format.h>

#include <map>
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "cli/display.hpp"
#include "cli/examples.hpp"
#include "cli/interruption.hpp"
#include "cli/json_text.hpp"
#include "cli/plan_files.hpp"
#include "cli/problem_report.hpp"
#include "cli/usage_problems.hpp"

namespace phanbo {

namespace {

constexpr std::string_view embedded_root = "../examples/";

/// File name within the example → its content.
using ExampleFiles = std::map<std::string, std::string_view>;

std::map<std::string, ExampleFiles> all_examples() {
  std::map<std::string, ExampleFiles> examples;
  for (const EmbeddedFile& file : example_files()) {
    const std::string_view path = file.name.substr(embedded_root.size());
    const std::size_t slash = path.find('/');
    examples[std::string(path.substr(0, slash))][std::string(path.substr(slash + 1))] =
        file.content;
  }
  return examples;
}

std::string name_of_plan(const ExampleFiles& files, const Console& console) {
  const auto plan = files.find("plan.json");
  if (plan == files.end()) return {};
  const auto top = json_top(plan->second);
  if (!top) return {};
  const std::string_view english = value_of(*top, "name_en");
  const bool in_english = console.language() == Language::english && !english.empty();
  return std::string(in_english ? english : value_of(*top, "name"));
}

void print_list(const std::map<std::string, ExampleFiles>& examples, Console& console) {
  TextTable list({std::string(console.say({"Ví dụ", "Example"})),
                  std::string(console.say({"Kế hoạch", "Plan"}))},
                 {Align::left, Align::left});
  for (const auto& [name, files] : examples) list.add_row({name, name_of_plan(files, console)});
  console.print(list.text());
}

}  // namespace

Exit run_example(const Invocation& invocation, Console& console) {
  const std::map<std::string, ExampleFiles> examples = all_examples();
  if (invocation.arguments.empty()) {
    print_list(examples, console);
    return Exit::done;
  }
  const std::string& name = invocation.arguments[0];
  const auto example = examples.find(name);
  if (example == examples.end()) {
    std::vector<std::string> names;
    for (const auto& known : examples) names.push_back(known.first);
    return refuse(usage_problem(unknown_example, {name, fmt::format("{}", fmt::join(names, ", "))}),
                  Exit::wrong_usage, console);
  }
  if (invocation.arguments.size() < 2) {
    return refuse(usage_problem(missing_argument, {"DIR", "example"}), Exit::wrong_usage, console);
  }
  const std::string& folder = invocation.arguments[1];
  if (!is_free_folder(folder)) {
    return refuse(problem_at(example_folder_not_empty, folder, {}), Exit::cannot_read_or_write,
                  console);
  }
  std::vector<EmbeddedFile> files;
  for (const auto& [file, content] : example->second) files.push_back({file, content});
  std::string reason;
  int signal = 0;
  {
    Interruption interruption;
    reason = write_new_folder(files, folder);
    signal = interruption.end();
  }
  if (signal != 0) end_by_signal(signal);
  if (!reason.empty()) {
    return refuse(problem_at(cannot_write_example, folder, {reason}), Exit::cannot_read_or_write,
                  console);
  }
  console.print(fmt::format(
      fmt::runtime(
          console.say({"Đã chép {0} tệp vào {1}. Tiếp theo: phanbo allocate {1} -o ket-qua\n",
                       "Copied {0} files into {1}. Next: phanbo allocate {1} -o results\n"})),
      example->second.size(), folder));
  return Exit::done;
}

}  // namespace phanbo
