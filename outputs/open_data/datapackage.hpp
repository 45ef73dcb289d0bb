#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "models/plan.hpp"
#include "models/report_table.hpp"

namespace phanbo {

/// datapackage.json: describes the CSV tables that stand beside it in tables/, as a Tabular Data
/// Package and a Fiscal Data Package (measures and dimensions of the ledger, amounts in VND).
/// `language` is the one the CSV headers are written in: their texts are the names of the fields.
std::string datapackage_json(const Plan& plan, const std::vector<ReportTable>& tables,
                             Language language, std::string_view program);

}  // namespace phanbo
