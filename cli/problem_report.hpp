#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/console.hpp"
#include "models/problem.hpp"

namespace phanbo {

/// How many problems are printed before the rest is only counted.
inline constexpr std::size_t problems_shown_max = 20;

/// A problem with no place in a file: it stands at the program's name.
Problem usage_problem(const ProblemKind& kind, std::vector<std::string> arguments);
/// A problem about a file or folder as a whole.
Problem problem_at(const ProblemKind& kind, std::string file, std::vector<std::string> arguments);

/// Prints the problems to the message stream; the first 20 and a count, or all.
void tell_problems(const std::vector<Problem>& problems, bool all, Console& console);

/// Prints one problem and returns `code`: the way a command ends early.
Exit refuse(Problem problem, Exit code, Console& console);

/// What reading problems mean for the exit code: 0 without errors, 4 where a file cannot be read,
/// else 3.
Exit exit_of_input(const std::vector<Problem>& problems);

/// The sentence "did you mean …", or `otherwise` when nothing is near.
std::string suggestion(std::string_view word, const std::vector<std::string>& candidates,
                       std::string_view otherwise, const Console& console);

/// Every kind of problem that any folder reports, sorted by id.
std::vector<const ProblemKind*> all_problem_kinds();

}  // namespace phanbo
