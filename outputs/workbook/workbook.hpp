#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "models/form.hpp"
#include "models/plan.hpp"
#include "models/report_table.hpp"
#include "models/text.hpp"

/// workbook: tables → one .xlsx. Sums, shares and products are live formulas down to the inputs
/// and the decided amounts; the file shows our values until somebody recalculates.
namespace phanbo {

struct WorkbookRequest {
  std::string program;                                      ///< "phanbo 0.1.0"
  std::vector<std::pair<std::string, std::string>> inputs;  ///< path, sha256
  const Plan* plan = nullptr;
  const std::vector<ReportTable>* tables = nullptr;
  Language language = Language::vietnamese;
  int threads = 1;
};

/// Writes allocation.xlsx: a sheet for each table in đồng, a chart, the control sums and the
/// sources. 0, or the errno value of the failure.
int write_workbook(const std::filesystem::path& path, const WorkbookRequest& request);

/// Writes forms.xlsx: a sheet for each form in its official layout, already in the printed unit.
int write_forms(const std::filesystem::path& path, const std::vector<Form>& forms,
                const WorkbookRequest& request);

}  // namespace phanbo
