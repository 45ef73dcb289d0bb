#pragma once

#include <deque>
#include <map>
#include <string>
#include <vector>

#include "inputs/numbers.hpp"
#include "inputs/scenarios.hpp"
#include "inputs/source_text.hpp"
#include "inputs/text_plan.hpp"

namespace phanbo {

/// What is to happen to a row. `merge`: set its fields where it exists, else add it (JSON Merge
/// Patch).
enum class RowAction { set, add, remove, merge };

/// One row's changes as written: values in the units of their table or file, not yet checked.
struct WrittenChange {
  RowAction action = RowAction::set;
  std::string table;
  std::string key;
  std::vector<ChangedCell> cells;
  std::string note;
  Place place;
};

/// How the values of one scenario are written.
struct WrittenScenario {
  Scenario scenario;
  std::vector<WrittenChange> changes;
  std::optional<AmountUnit> amount_unit;
  NumberStyle number_style = NumberStyle::plain;
  std::vector<InputFile> files;
  ProblemList problems;  ///< of its texts
};

class ScenarioTexts {
 public:
  std::map<std::string, WrittenScenario, std::less<>> scenarios;
  std::deque<SourceText> sources;
  std::deque<std::string> storage;
};

/// The rows of table `scenario_changes`, by scenario.
void read_scenario_tables(const TextPlan& base, ScenarioTexts& texts);
/// The files scenarios/<code>.json.
void read_scenario_files(const TextPlan& base, ScenarioTexts& texts);
/// One such file: {"name": …, "parent": …, "note": …, "changes": {table: {key: {column: value}}}}.
void read_scenario_file(const SourceText& source, const std::string& code,
                        WrittenScenario& written);

/// May the code be the name of a folder?
bool is_safe_folder_name(std::string_view code);
inline constexpr std::size_t scenario_code_bytes_max = 64;

}  // namespace phanbo
