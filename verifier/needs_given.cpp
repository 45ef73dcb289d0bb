#include <algorithm>

#include "verifier/needs_parts.hpp"

/// Needs that the plan states itself: fixed costs, sites, projects.
namespace phanbo_verify {

namespace {

Need new_need(const PlanModel& plan, std::string item, int programme, int unit, int year) {
  Need need;
  need.item = std::move(item);
  need.year = year;
  need.programme = programme;
  need.unit = unit;
  const ProgrammeRow& row = plan.programmes[static_cast<std::size_t>(programme)];
  need.priority_class = row.priority_class;
  need.step = row.step;
  need.local_share = row.local_share;
  return need;
}

/// What is left of each year's need when the years are served in order up to a limit.
std::vector<std::optional<Dong>> up_to_limit(std::vector<std::optional<Dong>> needs,
                                             std::optional<Dong> limit) {
  if (!limit) return needs;
  Dong left = std::max<Dong>(*limit, 0);
  for (std::optional<Dong>& need : needs) {
    if (!need) continue;
    need = std::min(*need, left);
    left -= *need;
  }
  return needs;
}

int class_of_status(const PlanModel& plan, const std::string& status, int otherwise) {
  for (std::size_t i = 0; i < plan.classes.size(); ++i) {
    const auto& statuses = plan.classes[i].project_statuses;
    if (std::find(statuses.begin(), statuses.end(), status) != statuses.end()) {
      return static_cast<int>(i);
    }
  }
  return otherwise;
}

}  // namespace

void add_fixed_costs(const PlanModel& plan, NeedModel& model, PayerJudge& judge) {
  for (std::size_t i = 0; i < plan.fixed_costs.size(); ++i) {
    const FixedCostRow& cost = plan.fixed_costs[i];
    Need need = new_need(plan, cost.code, cost.programme, cost.unit, cost.year);
    need.origin_row = i;
    if (cost.priority_class != nothing) need.priority_class = cost.priority_class;
    need.months = cost.months;
    need.need = cost.amount.value_or(0);
    need.least_useful = cost.least_useful;
    need.rank = cost.rank;
    need.score = cost.score;
    need.is_given = cost.amount.has_value();
    if (!need.is_given) need.standing = Standing::conditional;
    need.ways = judge.ways_for(need, {});
    model.needs.push_back(std::move(need));
  }
}

void add_sites(const PlanModel& plan, NeedModel& model, PayerJudge& judge) {
  for (std::size_t s = 0; s < plan.sites.size(); ++s) {
    const SiteRow& site = plan.sites[s];
    auto needs = up_to_limit(site.needs, site.ceiling);
    open_years_of_choice(
        plan, site.code,
        site.priority_class != nothing
            ? site.priority_class
            : plan.programmes[static_cast<std::size_t>(site.programme)].priority_class,
        needs);
    for (std::size_t i = 0; i < needs.size(); ++i) {
      if (!needs[i]) continue;
      const int year = plan.first_year + static_cast<int>(i);
      Need need = new_need(plan, site.code, site.programme, site.unit, year);
      if (site.priority_class != nothing) need.priority_class = site.priority_class;
      need.need = *needs[i];
      need.least_useful = site.least_useful;
      need.divisible = site.divisible;
      need.score = site.score;
      need.origin = "site";
      need.origin_row = s;
      if (!site.has_dossier) need.standing = Standing::no_dossier;
      PayerLimits limits;
      limits.budgets = site.payers;
      need.ways = judge.ways_for(need, limits);
      model.needs.push_back(std::move(need));
    }
  }
}

namespace {

/// The only sources of a project in a year; none where the plan names none for it at all.
std::optional<std::set<int>> sources_of(const PlanModel& plan, int project, int year) {
  std::optional<std::set<int>> sources;
  for (const ProjectSourceRow& row : plan.project_sources) {
    if (row.project != project) continue;
    if (!sources) sources.emplace();
    if (row.year == 0 || row.year == year) sources->insert(row.source);
  }
  return sources;
}

std::vector<std::optional<Dong>> project_needs(const ProjectRow& project) {
  Dong limit = project.approved_total - project.paid_before;
  if (project.ceiling) limit = std::min(limit, *project.ceiling);
  return up_to_limit(project.needs, limit);
}

}  // namespace

void add_projects(const PlanModel& plan, NeedModel& model, PayerJudge& judge) {
  for (std::size_t p = 0; p < plan.projects.size(); ++p) {
    const ProjectRow& project = plan.projects[p];
    auto needs = project_needs(project);
    const int own_class =
        project.priority_class != nothing
            ? project.priority_class
            : class_of_status(
                  plan, project.status,
                  plan.programmes[static_cast<std::size_t>(project.programme)].priority_class);
    open_years_of_choice(plan, project.code, own_class, needs);
    for (std::size_t i = 0; i < needs.size(); ++i) {
      if (!needs[i]) continue;
      const int year = plan.first_year + static_cast<int>(i);
      Need need = new_need(plan, project.code, project.programme, project.unit, year);
      need.priority_class = project.priority_class != nothing
                                ? project.priority_class
                                : class_of_status(plan, project.status, need.priority_class);
      need.need = *needs[i];
      need.divisible = project.divisible;
      need.rank = project.rank;
      need.score = project.score;
      need.origin = "project";
      need.origin_row = p;
      need.project = static_cast<int>(p);
      if (!project.has_dossier) need.standing = Standing::no_dossier;
      PayerLimits limits;
      limits.only_sources = sources_of(plan, static_cast<int>(p), year);
      need.ways = judge.ways_for(need, limits);
      model.needs.push_back(std::move(need));
    }
  }
}

}  // namespace phanbo_verify
