#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "cli/plan_run.hpp"

namespace phanbo {

/// A result as `allocate` wrote it, computed again from the plan sealed beside it.
struct ResultFolder {
  PlanRun run;                    ///< complete when there is no problem
  std::string result_json;        ///< result.json as it stands in the folder
  std::vector<Problem> problems;  ///< why it is no usable result
  Exit failure = Exit::done;      ///< what the problems mean for the exit code
};

/// What `--start OUT` names: the choice of OUT/result.json, or of OUT/<scenario>/result.json where
/// OUT holds scenarios. Empty without the option, or where there is no such file.
std::optional<NamedStart> read_named_start(const Invocation& invocation,
                                           const std::string& scenario);
/// Refuses a `--start` that names no result.
Exit refuse_start(const Invocation& invocation, Console& console);

ResultFolder read_result_folder(const std::filesystem::path& folder, const Console& console);

/// The first amount of result.json (ledger, demands, sources) that is not what the sealed plan
/// gives, or that is missing or too many.
std::optional<Problem> changed_result(const ResultFolder& result, const Console& console);

}  // namespace phanbo
