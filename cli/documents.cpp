#include "cli/documents.hpp"

#include <algorithm>

#include "outputs/open_data/datapackage.hpp"
#include "outputs/open_data/oc4ids.hpp"
#include "outputs/page/page.hpp"

namespace phanbo {

std::vector<std::pair<std::string, std::string>> documents_of(
    const std::vector<std::string>& formats, const PlanRun& run,
    const std::vector<ReportTable>& tables, Language language, std::string_view program) {
  const auto wants = [&](std::string_view word) {
    return std::find(formats.begin(), formats.end(), word) != formats.end();
  };
  const Assessment& assessment = run.assessment.assessment;
  const Allocation& allocation = run.distribution.allocation;
  std::vector<std::pair<std::string, std::string>> documents;
  if (wants("html")) {
    documents.emplace_back(
        "report.html", render_page(run.plan(), assessment, allocation, tables, language, program));
  }
  if (wants("datapackage")) {
    documents.emplace_back("datapackage.json",
                           datapackage_json(run.plan(), tables, language, program));
  }
  if (wants("oc4ids")) {
    std::string package = oc4ids_json(run.plan(), assessment, allocation, language, program);
    if (!package.empty()) documents.emplace_back("oc4ids.json", std::move(package));
  }
  return documents;
}

}  // namespace phanbo
