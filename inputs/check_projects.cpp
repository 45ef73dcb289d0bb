#include <algorithm>
#include <map>

#include "inputs/checks.hpp"
#include "inputs/kinds_of_plans.hpp"

namespace phanbo {

using namespace input_problem;

namespace {

Money sum_of(const std::vector<std::optional<Money>>& needs) {
  Money sum;
  for (const auto& need : needs) sum += need.value_or(Money());
  return sum;
}

template <class Row>
void check_ceilings(CheckContext& context, const std::vector<Row>& rows, std::string_view table) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Money needs = sum_of(rows[i].need_by_year);
    if (!rows[i].ceiling || needs <= *rows[i].ceiling) continue;
    context.report(needs_over_ceiling, table, i, "ceiling",
                   {rows[i].code, to_plain(needs), to_plain(*rows[i].ceiling)});
  }
}

void check_site_ceilings(CheckContext& context) {
  check_ceilings(context, context.plan.sites.rows(), "sites");
}
void check_project_ceilings(CheckContext& context) {
  check_ceilings(context, context.plan.projects.rows(), "projects");
}

void check_approved_totals(CheckContext& context) {
  const auto& rows = context.plan.projects.rows();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Money all = rows[i].paid_before + sum_of(rows[i].need_by_year);
    if (all <= rows[i].approved_total) continue;
    context.report(above_approved_total, "projects", i, "approved_total",
                   {rows[i].code, to_plain(all), to_plain(rows[i].approved_total)});
  }
}

/// What project_sources say about one project and source: rows of single years and of the whole
/// term together.
struct SourcePart {
  std::size_t first_row = 0;
  std::optional<Money> approved;
  std::optional<Money> term_ceiling;
  Money year_ceilings;
  Money paid_before;
};

std::map<std::pair<Index<Project>, Index<Source>>, SourcePart> source_parts(const Plan& plan) {
  std::map<std::pair<Index<Project>, Index<Source>>, SourcePart> parts;
  for (std::size_t i = 0; i < plan.project_sources.size(); ++i) {
    const ProjectSource& row = plan.project_sources[i];
    const auto [found, is_new] = parts.try_emplace({row.project, row.source});
    SourcePart& part = found->second;
    if (is_new) part.first_row = i;
    if (row.approved) part.approved = part.approved.value_or(Money()) + *row.approved;
    if (row.ceiling && row.year) part.year_ceilings += *row.ceiling;
    if (row.ceiling && !row.year) part.term_ceiling = *row.ceiling;
    part.paid_before += row.paid_before;
  }
  return parts;
}

void check_approved_by_source(CheckContext& context) {
  const Plan& plan = context.plan;
  for (const auto& [key, part] : source_parts(plan)) {
    if (!part.approved) continue;
    const Money all = part.paid_before + part.term_ceiling.value_or(part.year_ceilings);
    if (all <= *part.approved) continue;
    context.report(above_approved_total, "project_sources", part.first_row, "approved",
                   {plan.projects[key.first].code + ", " + plan.sources[key.second].code,
                    to_plain(all), to_plain(*part.approved)});
  }
}

struct SourceSums {
  std::size_t first_row = 0;
  Money approved;
  Money paid_before;
};

void check_sources_against_project(CheckContext& context) {
  const Plan& plan = context.plan;
  std::map<Index<Project>, SourceSums> sums;
  for (const auto& [key, part] : source_parts(plan)) {
    const auto [found, is_new] = sums.try_emplace(key.first);
    if (is_new) found->second.first_row = part.first_row;
    found->second.approved += part.approved.value_or(Money());
    found->second.paid_before += part.paid_before;
  }
  for (const auto& [index, sum] : sums) {
    const Project& project = plan.projects[index];
    if (sum.approved > project.approved_total) {
      context.report(project_sources_over_total, "project_sources", sum.first_row, "approved",
                     {project.code, to_plain(sum.approved), to_plain(project.approved_total)});
    }
    if (sum.paid_before > project.paid_before) {
      context.report(project_sources_over_total, "project_sources", sum.first_row, "paid_before",
                     {project.code, to_plain(sum.paid_before), to_plain(project.paid_before)});
    }
  }
}

void check_durations(CheckContext& context) {
  const Plan& plan = context.plan;
  for (std::size_t i = 0; i < plan.projects.size(); ++i) {
    const Project& row = plan.projects.rows()[i];
    if (!row.start_year || row.group.empty()) continue;
    int last = 0;
    for (int year = plan.first_year; year <= plan.last_year; ++year) {
      const auto& need = row.need_by_year[plan.year_position(year)];
      if (need && !need->is_zero()) last = year;
    }
    const LawRow* longest =
        plan.law.find("project_duration_years", row.group, first_day_of(*row.start_year));
    if (last == 0 || longest == nullptr || !longest->value) continue;
    const int years = last - *row.start_year + 1;
    if (Decimal::whole(years) <= *longest->value) continue;
    context.report(project_too_long, "projects", i, "start_year",
                   {row.code, row.group, std::to_string(years), std::to_string(*row.start_year),
                    std::to_string(last), to_plain(*longest->value)});
  }
}

}  // namespace

std::span<const PlanCheck> project_checks() {
  static const std::vector<PlanCheck> checks = {
      {check_site_ceilings, {"sites"}},
      {check_project_ceilings, {"projects"}},
      {check_approved_totals, {"projects"}},
      {check_approved_by_source, {"projects", "sources", "project_sources"}},
      {check_sources_against_project, {"projects", "project_sources"}},
      {check_durations, {"projects", "law_rows"}},
  };
  return checks;
}

}  // namespace phanbo
