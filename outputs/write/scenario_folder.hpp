#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "models/money.hpp"
#include "models/problem.hpp"
#include "models/text.hpp"
#include "outputs/write/file_writer.hpp"

/// A folder with one result for each scenario and an index of them, scenarios.json.
namespace phanbo {

/// How far a scenario came. `missing`: the run ended before it.
enum class ScenarioState { missing, complete, shortfall, limit, refused, not_written, our_bug };

std::string_view to_code(ScenarioState value);

struct ScenarioEntry {
  std::string code;  ///< also the name of its folder
  std::string name;
  std::string parent;
  std::string note;
  ScenarioState state = ScenarioState::missing;
  /// Totals over all demands; not set where there is no result.
  std::optional<Money> need;
  std::optional<Money> allocated;
  std::size_t problem_count = 0;
};

struct ScenarioIndex {
  std::string program;
  std::string plan;
  std::vector<ScenarioEntry> entries;  ///< the plan itself first, then by code
};

/// The folder that holds the results. Whatever happens, scenarios.json says which of its folders
/// hold a result of this run.
class ScenarioFolder {
 public:
  ScenarioFolder(std::filesystem::path place, const FileCalls& calls, Language language);

  /// Makes the folder, or checks that an earlier one holds nothing but results of scenarios.
  std::optional<Problem> prepare();
  /// Replaces scenarios.json in one step.
  std::optional<Problem> write_index(const ScenarioIndex& index);
  /// Removes results that are not of this run: refused scenarios, and those that are gone.
  void remove_all_but(const ScenarioIndex& index);

  std::filesystem::path folder_of(const std::string& code) const { return place_ / code; }

 private:
  Problem problem(const ProblemKind& kind, std::vector<std::string> arguments) const;
  std::optional<Problem> check_content();

  std::filesystem::path place_;
  const FileCalls& calls_;
  Language language_;
};

}  // namespace phanbo
