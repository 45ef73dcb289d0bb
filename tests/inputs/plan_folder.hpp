#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "inputs/read_plan.hpp"

namespace phanbo::test {

/// A plan folder being made up for a test. It starts as a small sound plan of 2026–2027; a test
/// spoils one thing.
class PlanFolder {
 public:
  PlanFolder();
  ~PlanFolder();
  PlanFolder(const PlanFolder&) = delete;
  PlanFolder& operator=(const PlanFolder&) = delete;

  /// A whole table: header line and rows. The row count in plan.json follows.
  PlanFolder& set(const std::string& table, const std::string& content);
  /// One more row of a table.
  PlanFolder& add(const std::string& table, const std::string& row);
  /// Replaces a text that stands exactly once in a table.
  PlanFolder& replace(const std::string& table, const std::string& old_text,
                      const std::string& new_text);
  PlanFolder& remove(const std::string& table);
  /// Further keys of a table's entry in plan.json: R"("number_style": "vietnamese")".
  PlanFolder& entry(const std::string& table, const std::string& keys);
  /// Replaces a text that stands exactly once in plan.json as it will be written.
  PlanFolder& json(const std::string& old_text, const std::string& new_text);
  /// The whole plan.json.
  PlanFolder& raw_json(const std::string& text);
  /// A file of the folder as bytes, instead of what would be written.
  PlanFolder& file(const std::string& name, const std::string& bytes);

  /// Writes everything and returns the folder.
  const std::filesystem::path& write();
  PlanReading read();

 private:
  std::string make_json() const;

  std::filesystem::path folder_;
  std::map<std::string, std::string> tables_;
  std::map<std::string, std::string> entries_;
  std::vector<std::pair<std::string, std::string>> json_changes_;
  std::map<std::string, std::string> files_;
  std::string raw_json_;
};

/// The law shipped with the program, read once.
const LawReading& shipped_law();

/// Every problem as "place id", one a line.
std::string told(const std::vector<Problem>& problems);

}  // namespace phanbo::test
