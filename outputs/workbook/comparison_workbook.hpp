#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "models/comparison.hpp"
#include "models/report_table.hpp"
#include "models/text.hpp"

namespace phanbo {

struct ComparisonWorkbookRequest {
  std::string program;  ///< "phanbo 0.1.0"
  const Comparison* comparison = nullptr;
  const std::vector<ReportTable>* tables = nullptr;  ///< of this comparison
  /// What each pair says in sentences, parallel to the pairs.
  std::vector<std::vector<Words>> headlines;
  Language language = Language::vietnamese;
};

/// Writes comparison.xlsx: the sentences, a sheet for each table in đồng (differences, percents and
/// sums are live formulas over the amounts of the results), the control sums and which results were
/// compared. 0, or the errno value of the failure.
int write_comparison_workbook(const std::filesystem::path& path,
                              const ComparisonWorkbookRequest& request);

}  // namespace phanbo
