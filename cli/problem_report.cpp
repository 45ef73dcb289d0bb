#include "cli/problem_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "cli/usage_problems.hpp"
#include "engine/assess/assess.hpp"
#include "engine/choose/choose.hpp"
#include "engine/distribute/distribute.hpp"
#include "inputs/read_plan.hpp"
#include "inputs/xlsx/read_workbook.hpp"
#include "outputs/write/write_output.hpp"

namespace phanbo {

namespace {

/// Kinds that say that a file is not there or cannot be read, rather than what is wrong inside it.
constexpr std::array<std::string_view, 2> unreadable = {"file_missing", "file_unreadable"};

}  // namespace

Problem usage_problem(const ProblemKind& kind, std::vector<std::string> arguments) {
  return problem_at(kind, "phanbo", std::move(arguments));
}

Problem problem_at(const ProblemKind& kind, std::string file, std::vector<std::string> arguments) {
  Problem problem;
  problem.kind = &kind;
  problem.place.file = std::move(file);
  problem.arguments = std::move(arguments);
  return problem;
}

void tell_problems(const std::vector<Problem>& problems, bool all, Console& console) {
  const std::size_t shown = all ? problems.size() : std::min(problems.size(), problems_shown_max);
  for (std::size_t i = 0; i < shown; ++i) console.tell(render(problems[i], console.language()));
  if (shown == problems.size()) return;
  console.tell(fmt::format(
      fmt::runtime(console.say(
          {"phanbo: còn {0} lỗi, cảnh báo nữa (tổng cộng {1}); thêm --all để in tất cả\n",
           "phanbo: {0} more problems ({1} in all); add --all to print them\n"})),
      problems.size() - shown, problems.size()));
}

Exit refuse(Problem problem, Exit code, Console& console) {
  console.tell(render(problem, console.language()));
  return code;
}

Exit exit_of_input(const std::vector<Problem>& problems) {
  if (!has_errors(problems)) return Exit::done;
  const bool cannot_read =
      std::any_of(problems.begin(), problems.end(), [](const Problem& problem) {
        return std::find(unreadable.begin(), unreadable.end(), problem.kind->id) !=
               unreadable.end();
      });
  return cannot_read ? Exit::cannot_read_or_write : Exit::bad_input;
}

std::string suggestion(std::string_view word, const std::vector<std::string>& candidates,
                       std::string_view otherwise, const Console& console) {
  const std::string nearest = nearest_name(word, candidates);
  if (nearest.empty()) return std::string(otherwise);
  return fmt::format("{} \"{}\"?", console.say({"Có phải", "Did you mean"}), nearest);
}

std::vector<const ProblemKind*> all_problem_kinds() {
  std::vector<const ProblemKind*> all;
  const auto add = [&](std::span<const ProblemKind* const> kinds) {
    all.insert(all.end(), kinds.begin(), kinds.end());
  };
  add(usage_problem_kinds());
  add(input_problem_kinds());
  add(workbook_problem_kinds());
  add(assess_problem_kinds());
  add(choose_problem_kinds());
  add(distribute_problem_kinds());
  add(output_problem_kinds());
  std::sort(all.begin(), all.end(),
            [](const ProblemKind* a, const ProblemKind* b) { return a->id < b->id; });
  return all;
}

}  // namespace phanbo
