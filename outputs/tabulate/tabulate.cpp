#include "outputs/tabulate/tabulate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>

#include "models/parallel.hpp"
#include "outputs/tabulate/stamps.hpp"
#include "outputs/tabulate/tables.hpp"

namespace phanbo {

namespace {

/// The tables in the order an officer reads them. A new table is one file and one line here.
constexpr std::array<MakeTable, 20> table_list = {
    make_summary,
    make_sources_by_purpose_recurrent,
    make_sources_by_purpose_investment,
    make_purposes_by_year,
    make_insurance_by_group,
    make_insurance_quarters,
    make_claim_on_centre,
    make_choices,
    make_choice_reasons,
    make_sites_and_projects,
    make_source_balances,
    make_transfers,
    make_decided_and_adjusted,
    make_by_agency,
    make_priority_classes,
    make_demands,
    make_shortfalls,
    make_in_kind,
    make_law_used,
    make_ledger,
};

Words subtitle_of(const Plan& plan) {
  const Text stage = name_of(plan.stage);
  const std::string years = plan.first_year == plan.last_year
                                ? fmt::format("{}", plan.first_year)
                                : fmt::format("{}–{}", plan.first_year, plan.last_year);
  const std::string& name_en = plan.name_en.empty() ? plan.name : plan.name_en;
  return {fmt::format("{} ({}, năm {})", plan.name, stage.vi, years),
          fmt::format("{} ({}, {})", name_en, stage.en, years)};
}

}  // namespace

std::vector<ReportTable> tabulate(const Plan& plan, const Assessment& assessment,
                                  const Allocation& allocation, int threads) {
  const View view(plan, assessment, allocation);
  const Stamps stamps = stamps_of(view);
  std::array<std::optional<ReportTable>, table_list.size()> made;
  std::array<std::size_t, table_list.size()> order{};
  std::iota(order.begin(), order.end(), std::size_t{0});
  // What takes longest is begun first.
  std::stable_partition(order.begin(), order.end(), [](std::size_t table) {
    const MakeTable make = table_list[table];
    return make == make_ledger || make == make_demands || make == make_sites_and_projects;
  });
  run_jobs(threads, made.size(),
           [&](std::size_t i) { made[order[i]] = table_list[order[i]](view); });
  std::vector<ReportTable> tables;
  for (std::optional<ReportTable>& table : made) {
    if (!table) continue;
    table->subtitle = subtitle_of(plan);
    table->draft = stamps.draft;
    table->illustrative = stamps.illustrative;
    table->notes.insert(table->notes.begin(), stamps.notes.begin(), stamps.notes.end());
    tables.push_back(std::move(*table));
  }
  return tables;
}

}  // namespace phanbo
