#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/plan_run.hpp"
#include "models/report_table.hpp"

namespace phanbo {

/// The forms of a result that are one file each: "html" → report.html, "datapackage" →
/// datapackage.json, "oc4ids" → oc4ids.json (left out when the plan has neither sites nor
/// projects). Other words of `formats` are not looked at.
std::vector<std::pair<std::string, std::string>> documents_of(
    const std::vector<std::string>& formats, const PlanRun& run,
    const std::vector<ReportTable>& tables, Language language, std::string_view program);

}  // namespace phanbo
