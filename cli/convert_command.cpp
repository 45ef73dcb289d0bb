#include <fmt/format.h>

#include <vector>

#include "cli/command.hpp"
#include "cli/interruption.hpp"
#include "cli/plan_files.hpp"
#include "cli/plan_run.hpp"
#include "cli/problem_report.hpp"
#include "cli/usage_problems.hpp"
#include "inputs/plan_book.hpp"
#include "inputs/plan_files.hpp"
#include "inputs/read_plan.hpp"
#include "law/law_files.hpp"
#include "outputs/write/problem_kinds.hpp"

namespace phanbo {

namespace {

Exit convert_to_folder(const std::shared_ptr<const TextPlan>& plan, const std::string& folder,
                       Console& console) {
  if (!is_free_folder(folder))
    return refuse(problem_at(file_is_there, folder, {}), Exit::cannot_read_or_write, console);
  const std::vector<PlanFile> files = plan_folder_files(plan);
  std::vector<EmbeddedFile> views;
  for (const PlanFile& file : files) views.push_back({file.name, file.content});
  std::string reason;
  int signal = 0;
  {
    Interruption interruption;
    reason = write_new_folder(views, folder);
    signal = interruption.end();
  }
  if (signal != 0) end_by_signal(signal);
  if (!reason.empty()) {
    return refuse(problem_at(output_problems::cannot_write, folder, {folder, reason}),
                  Exit::cannot_read_or_write, console);
  }
  console.print(fmt::format(
      fmt::runtime(console.say({"Đã ghi {0} tệp vào {1}.\n", "Wrote {0} files into {1}.\n"})),
      files.size(), folder));
  return Exit::done;
}

Exit convert_to_workbook(const std::shared_ptr<const TextPlan>& plan, const Invocation& invocation,
                         const std::string& path, Console& console) {
  if (const auto problem = refuse_workbook_path(path, invocation))
    return refuse(*problem, Exit::cannot_read_or_write, console);
  PlanBookOptions options;
  options.language = console.language();
  options.keeps_controls = true;
  const SheetBook book = plan_book(plan, options);
  if (const auto problem = write_plan_book(path, book, options.language))
    return refuse(*problem, Exit::cannot_read_or_write, console);
  console.print(fmt::format(
      fmt::runtime(console.say({"Đã ghi {0} ({1} trang).\n", "Wrote {0} ({1} sheets).\n"})), path,
      book.sheets.size()));
  return Exit::done;
}

}  // namespace

Exit run_convert(const Invocation& invocation, Console& console) {
  const TextPlanReading reading =
      read_text_plan(invocation.arguments.front(), shipped_law(), law_packs());
  if (reading.plan == nullptr) {
    tell_problems(reading.problems, false, console);
    return exit_of_input(reading.problems);
  }
  const std::string target = invocation.value("output", "");
  return is_workbook_name(target) ? convert_to_workbook(reading.plan, invocation, target, console)
                                  : convert_to_folder(reading.plan, target, console);
}

}  // namespace phanbo
