#pragma once

#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "models/canonical_plan.hpp"
#include "models/ledger.hpp"
#include "models/problem.hpp"
#include "models/report_table.hpp"
#include "outputs/write/file_writer.hpp"

/// write: result and tables → files. The folder is built beside and exchanged in one rename, so it
/// is the old one or the complete new one at any moment.
namespace phanbo {

enum class OutputFormat { json, csv };

/// How the CSV tables are written. For Excel: a byte-order mark, a separator that it splits on, and
/// texts that it would take for formulas with an apostrophe in front.
struct CsvStyle {
  bool for_excel = false;
  char separator = ',';
};

struct OutputRequest {
  std::filesystem::path folder;
  std::vector<OutputFormat> formats;
  Language language = Language::vietnamese;          ///< of the outputs
  Language message_language = Language::vietnamese;  ///< of the reasons in problems
  int threads = 1;                                   ///< files at a time; never changes a byte
  std::string program;                               ///< "phanbo 0.1.0", printed in every output
  CsvStyle csv;
  std::vector<std::pair<std::string, std::string>> inputs;  ///< path, sha256
  const CanonicalPlan* canonical = nullptr;
  const Plan* plan = nullptr;
  const Assessment* assessment = nullptr;
  const Allocation* allocation = nullptr;
  const std::vector<ReportTable>* tables = nullptr;
  /// Further files beside result.json: name (one of those a folder of results may hold) and
  /// content.
  std::vector<std::pair<std::string, std::string>> documents;
  /// Further files that something else writes: name, and what writes the file at a path and returns
  /// 0 or the errno value of the failure.
  std::vector<std::pair<std::string, std::function<int(const std::filesystem::path&)>>> makers;
  /// Makes chosen file operations fail: Ctrl-C stops the writing this way, tests inject faults.
  /// Makes chosen file operations fail; called from several threads where `threads` is more than 1.
  const FileOperationHook* hook = nullptr;
};

/// Empty when everything was written; else one problem, and the folder is as it was. A folder that
/// exists must be empty or hold an earlier result and nothing else. (That it is none of the plan's
/// own folders is for the caller.)
std::vector<Problem> write_output(const OutputRequest& request);

std::span<const ProblemKind* const> output_problem_kinds();

}  // namespace phanbo
