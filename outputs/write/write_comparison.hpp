#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "outputs/write/write_output.hpp"

namespace phanbo {

/// The first bytes of every comparison.json of ours.
inline constexpr std::string_view comparison_json_start = "{\n \"comparison_version\":";

struct ComparisonRequest {
  std::filesystem::path folder;
  std::vector<OutputFormat> formats;
  Language language = Language::vietnamese;          ///< of the tables
  Language message_language = Language::vietnamese;  ///< of problems
  const std::vector<ReportTable>* tables = nullptr;
  /// comparison.json, and comparison.html where it is wanted: name and content.
  std::vector<std::pair<std::string, std::string>> documents;
  /// Further files that something else writes, as in OutputRequest: comparison.xlsx.
  std::vector<std::pair<std::string, std::function<int(const std::filesystem::path&)>>> makers;
  const FileOperationHook* hook = nullptr;  ///< asked before each file operation
};

/// As write_output, for a comparison: a folder that exists must be empty or hold an earlier
/// comparison (or result) and nothing else.
std::vector<Problem> write_comparison(const ComparisonRequest& request);

}  // namespace phanbo
