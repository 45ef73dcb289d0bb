#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/choose/selection_model.hpp"
#include "models/choice.hpp"
#include "models/demand.hpp"
#include "models/problem.hpp"

/// choose: which projects and sites of a class shared by best_value are taken, and how they are
/// spread over the years. The rules are in docs/choosing.md. What it decides it writes into the
/// assessment: demands of what is chosen want the amounts of their schedule, the others stand as
/// not chosen, so distribute pays as always.
namespace phanbo {

struct ChosenItem {
  std::string item;
  std::string option;  ///< "given", a schedule's code, "given+1", "given@70%"
};

/// An earlier result named on the command line: the search starts from what it chose, and what is
/// proved stays the same.
struct NamedStart {
  std::vector<ChosenItem> items;
  std::string sha256;
};

struct ChooseOptions {
  static constexpr std::int64_t any_choice = selection::any_gap;
  std::int64_t work_limit = 20'000;  ///< units of about a million steps; the same everywhere
  std::int64_t gap_millionths = 0;   ///< proved distance at which to stop; 0 = to the optimum,
                                     ///< any_choice = with the first that is possible
  /// An earlier result's choice: taken as it is where it is possible, without searching further.
  std::optional<std::vector<ChosenItem>> replay;
  std::optional<NamedStart> start;
  std::function<bool()> should_stop;       ///< a clock or Ctrl-C; may be empty
  std::function<bool()> was_interrupted;   ///< whether it was Ctrl-C; may be empty
  std::function<bool()> is_out_of_memory;  ///< whether it was memory; may be empty
  std::function<void(std::int64_t value, Int128 bound, int digits)> progress;  ///< may be empty
};

/// The classes that choose, in the order in which they are served.
std::vector<Index<PriorityClass>> choosing_classes(const Plan& plan);

/// Before anything is chosen: nothing of these classes is.
void leave_out_choosing_classes(const Plan& plan, Assessment& assessment);

struct ChooseReading {
  ChoiceOutcome outcome;
  std::vector<ChosenItem> chosen;  ///< by item code
  std::vector<Problem> problems;   ///< such as that nothing was found within the limit
};

/// `assessed` is what assess made; `held` by demand what earlier classes and decisions hold (locked
/// amounts included), as distribute found it. Writes the choice of one class into `assessment`.
ChooseReading choose(const Plan& plan, const Assessment& assessed, std::span<const Money> held,
                     Index<PriorityClass> priority_class, const ChooseOptions& options,
                     Assessment& assessment);

std::span<const ProblemKind* const> choose_problem_kinds();

}  // namespace phanbo
