#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "models/canonical_plan.hpp"
#include "models/ledger.hpp"
#include "models/problem.hpp"
#include "models/report_table.hpp"

/// write: result and tables → files. The folder is built beside and exchanged in one rename, so it is the old one
/// or the complete new one at any moment.
namespace phanbo {

enum class OutputFormat { json, csv };

struct OutputRequest {
  std::filesystem::path folder;
  std::vector<OutputFormat> formats;
  Language language = Language::vietnamese;
  std::string program;  ///< "phanbo 0.1.0", printed in every output
  std::vector<std::pair<std::string, std::string>> inputs;  ///< path, sha256
  const CanonicalPlan* canonical = nullptr;
  const Plan* plan = nullptr;
  const Assessment* assessment = nullptr;
  const Allocation* allocation = nullptr;
  const std::vector<ReportTable>* tables = nullptr;
};

/// Empty when everything was written. Problem kinds: cannot_write, folder_has_foreign_files, folder_is_input …
std::vector<Problem> write_output(const OutputRequest& request);

std::span<const ProblemKind* const> output_problem_kinds();

}  // namespace phanbo
