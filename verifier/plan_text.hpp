#pragma once

#include <deque>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "verifier/csv.hpp"
#include "verifier/json.hpp"

namespace phanbo_verify {

/// A file of the plan as it stands now.
struct PlanFile {
  std::string path;  ///< relative to the plan's folder
  std::string sha256;
};

/// A plan as texts in canonical form: money in đồng, plain numbers, blank = not given.
struct PlanText {
  std::map<std::string, std::string, std::less<>> header;
  std::map<std::string, TextTable, std::less<>> tables;
  std::vector<PlanFile> files;
  bool is_sealed = false;  ///< read from a plan.sealed.json: the first inputs are not at hand

  /// An empty table when the plan has none of this name.
  const TextTable& table(std::string_view name) const;

  std::deque<std::string> storage;
  std::vector<std::unique_ptr<JsonDocument>> documents;
};

/// `path`: a plan folder, its plan.json, or a plan.sealed.json. Throws Unreadable or BadInput.
std::unique_ptr<PlanText> read_plan_text(const std::filesystem::path& path);

bool is_workbook(const std::filesystem::path& path);
/// A workbook is believed in its sealed form; only that its bytes are those of the run is checked.
std::unique_ptr<PlanText> read_workbook_text(const std::filesystem::path& workbook,
                                             const std::filesystem::path& sealed);

}  // namespace phanbo_verify
