#pragma once

#include <optional>

#include "models/report_table.hpp"
#include "outputs/tabulate/view.hpp"

/// The tables, one file each. A table that has nothing to say about a plan is empty.
namespace phanbo {

using MakeTable = std::optional<ReportTable> (*)(const View&);

std::optional<ReportTable> make_summary(const View& view);
std::optional<ReportTable> make_sources_by_purpose_recurrent(const View& view);
std::optional<ReportTable> make_sources_by_purpose_investment(const View& view);
std::optional<ReportTable> make_purposes_by_year(const View& view);
std::optional<ReportTable> make_insurance_by_group(const View& view);
std::optional<ReportTable> make_insurance_quarters(const View& view);
std::optional<ReportTable> make_claim_on_centre(const View& view);
std::optional<ReportTable> make_choices(const View& view);
std::optional<ReportTable> make_choice_reasons(const View& view);
std::optional<ReportTable> make_sites_and_projects(const View& view);
std::optional<ReportTable> make_source_balances(const View& view);
std::optional<ReportTable> make_transfers(const View& view);
std::optional<ReportTable> make_decided_and_adjusted(const View& view);
std::optional<ReportTable> make_by_agency(const View& view);
std::optional<ReportTable> make_priority_classes(const View& view);
std::optional<ReportTable> make_demands(const View& view);
std::optional<ReportTable> make_shortfalls(const View& view);
std::optional<ReportTable> make_in_kind(const View& view);
std::optional<ReportTable> make_law_used(const View& view);
std::optional<ReportTable> make_ledger(const View& view);

}  // namespace phanbo
