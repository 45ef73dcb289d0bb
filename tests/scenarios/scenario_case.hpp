#pragma once

#include "scenarios/plain_folder.hpp"

/// A base plan with a tree of scenarios, before any of it is written.
namespace phanbo::scenario_test {

/// `patch`: what a file says of a row; sets its fields where it is there, else adds it.
enum class Action { set, add, remove, patch };

struct CellChange {
  std::string column;
  std::string value;          ///< canonical; blank clears the cell
  bool is_malformed = false;  ///< `value` is no value of its column, and written as it is
  int line = 0;               ///< where it was written
};

struct RowChange {
  Action action = Action::set;
  std::string table;
  Key key;
  std::vector<CellChange> cells;
  std::vector<int> lines = {};  ///< where it was written; the cells' lines are among them
};

struct MadeScenario {
  std::string code;
  std::string name;
  std::string parent;  ///< a scenario before this one; blank = the plan itself
  bool is_file = false;
  std::vector<RowChange> changes;  ///< of one row in the order remove, add, set

  std::string file() const {
    return is_file ? "scenarios/" + code + ".json" : "scenario_changes.csv";
  }
};

struct ScenarioCase {
  PlainPlan base;
  TableStyles styles;
  std::vector<MadeScenario> scenarios;
  std::string base_name;

  const MadeScenario& scenario(const std::string& code) const;
  /// The scenario and its parents, the eldest first.
  std::vector<const MadeScenario*> chain(const std::string& code) const;
};

/// Writes the base plan and its scenarios, in both forms, and notes the lines of the changes.
/// `only`: the scenarios to be written; empty = all. The lines of the tables are in an order of
/// `seed`.
void write_case(ScenarioCase& given, const std::filesystem::path& folder, std::uint64_t seed,
                const std::vector<std::string>& only = {});

}  // namespace phanbo::scenario_test
