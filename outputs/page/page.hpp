#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "models/ledger.hpp"
#include "models/report_table.hpp"
#include "models/text.hpp"

/// page: a result → one HTML file to look at. It needs no script, makes no request and prints on
/// A4.
namespace phanbo {

/// The whole page. `tables` are those of the same result (the sections on insurance, and nothing
/// else, are read from them). Lists are cut at stated lengths and say so, with the name of the
/// table that has the rest, so the page stays small for a plan of any size. All amounts are exact
/// in the tables; those in headlines and charts are rounded as written and carry the exact value.
std::string render_page(const Plan& plan, const Assessment& assessment,
                        const Allocation& allocation, const std::vector<ReportTable>& tables,
                        Language language, std::string_view program);

}  // namespace phanbo
