#include <algorithm>
#include <map>

#include "engine/assess/kinds.hpp"
#include "engine/assess/problem_kinds.hpp"
#include "engine/assess/yearly_needs.hpp"

namespace phanbo {

namespace {

using SourceRows = std::vector<const ProjectSource*>;

/// What may still be asked for: the approved total less what was given before, and the ceiling.
Money limit_over_years(const Project& project) {
  const Money unpaid = project.approved_total - project.paid_before;
  return project.ceiling ? std::min(*project.ceiling, unpaid) : unpaid;
}

std::map<Index<Project>, SourceRows> group_sources(const Plan& plan) {
  std::map<Index<Project>, SourceRows> groups;
  for (const ProjectSource& row : plan.project_sources) groups[row.project].push_back(&row);
  return groups;
}

/// Sources named for the project, for all years or for this one.
std::vector<Index<Source>> sources_in(const SourceRows& rows, int year) {
  std::vector<Index<Source>> sources;
  for (const ProjectSource* row : rows) {
    if (!row->year || *row->year == year) sources.push_back(row->source);
  }
  std::sort(sources.begin(), sources.end());
  sources.erase(std::unique(sources.begin(), sources.end()), sources.end());
  return sources;
}

/// Ceilings by year that together keep a ceiling over the years.
bool years_keep_ceiling(const Plan& plan, const SourceRows& rows, const ProjectSource& whole,
                        const std::vector<std::optional<Money>>& needs) {
  Money sum;
  for (std::size_t i = 0; i < needs.size(); ++i) {
    if (!needs[i] || needs[i]->is_zero()) continue;
    const int year = plan.first_year + static_cast<int>(i);
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const ProjectSource* row) {
      return row->source == whole.source && row->year == year && row->ceiling;
    });
    if (found == rows.end()) return false;
    sum += *(*found)->ceiling;
  }
  return sum <= *whole.ceiling;
}

/// The distribution keeps ceilings by year. One over the years must never bind, or be split.
void check_source_ceilings(Workbench& bench, const Project& project, const SourceRows& rows,
                           const std::vector<std::optional<Money>>& needs) {
  Money need;
  for (const auto& amount : needs) need += amount.value_or(Money());
  for (const ProjectSource* row : rows) {
    if (row->year || !row->ceiling || need <= *row->ceiling) continue;
    if (years_keep_ceiling(bench.plan, rows, *row, needs)) continue;
    const auto position = static_cast<std::size_t>(row - bench.plan.project_sources.data());
    bench.report(assess_problems::project_source_ceiling_spans_years,
                 {"project_sources", position, "ceiling"},
                 {project.code, bench.plan.sources[row->source].code,
                  to_grouped(*row->ceiling, '.'), to_grouped(need, '.')});
  }
}

Index<PriorityClass> class_of(Workbench& bench, const Project& project, std::size_t row) {
  if (project.priority_class.is_set()) return project.priority_class;
  const auto& classes = bench.plan.classes.rows();
  for (std::size_t i = 0; i < classes.size(); ++i) {
    const auto& statuses = classes[i].project_statuses;
    if (std::find(statuses.begin(), statuses.end(), project.status) != statuses.end())
      return Index<PriorityClass>(i);
  }
  bench.report(assess_problems::no_class_for_status, {"projects", row, "status"},
               {project.code, project.status});
  return {};
}

void make_room(Workbench& bench, PayerFinder& finder) {
  std::size_t demands = bench.assessment.demands.size();
  for (const Project& project : bench.plan.projects) {
    for (const auto& need : project.need_by_year) demands += need ? 1 : 0;
  }
  finder.expect(demands - bench.assessment.demands.size());
  bench.assessment.demands.rows().reserve(demands);
  bench.assessment.items.rows().reserve(bench.assessment.items.size() + bench.plan.projects.size());
}

void assess_project(Workbench& bench, PayerFinder& finder, std::size_t row,
                    const SourceRows* sources) {
  const Project& project = bench.plan.projects.rows()[row];
  const Index<Item> item =
      bench.assessment.items.push_back({project.code, project.name, project.programme, project.unit,
                                        project.holder, ItemOrigin::project, row});
  auto needs = cut_at_limit(project.need_by_year, limit_over_years(project));
  note_cuts(bench, project.code, project.need_by_year, needs);
  if (sources != nullptr) check_source_ceilings(bench, project, *sources, needs);
  if (!project.advanced.is_zero())
    bench.dong_figure("projects/" + project.code + "/advanced_dong", project.advanced);
  DemandDraft draft;
  draft.priority_class = class_of(bench, project, row);
  open_years_of_choice(bench.plan, project.code, draft.priority_class, needs);
  draft.has_dossier = project.dossier.is_set();
  draft.divisible = project.divisible;
  draft.rank = project.rank;
  draft.score = project.score;
  for (std::size_t i = 0; i < needs.size(); ++i) {
    if (!needs[i]) continue;
    draft.year = bench.plan.first_year + static_cast<int>(i);
    draft.need = *needs[i];
    if (sources != nullptr) draft.payers.only_sources = sources_in(*sources, draft.year);
    add_demand(bench, finder, item, draft);
  }
}

}  // namespace

void assess_projects(Workbench& bench, PayerFinder& finder) {
  const auto sources = group_sources(bench.plan);
  make_room(bench, finder);
  for (std::size_t row = 0; row < bench.plan.projects.size(); ++row) {
    const Project& project = bench.plan.projects.rows()[row];
    if (!bench.is_of_kind(project.programme, ProgrammeKind::projects,
                          {"projects", row, "programme"})) {
      continue;
    }
    const auto named = sources.find(Index<Project>(row));
    assess_project(bench, finder, row, named == sources.end() ? nullptr : &named->second);
  }
}

Derivation derive_project(NeedGrounds& grounds, const Demand& demand) {
  const Plan& plan = grounds.plan;
  const std::size_t row = grounds.assessment.items[demand.item].origin_row;
  const Project& project = plan.projects.rows()[row];
  const std::string decision =
      citation_of(plan, project.dossier.is_set() ? project.dossier : project.document);
  GivenNeeds given{"projects",
                   row,
                   {"Nhu cầu vốn: " + project.name, "Need: " + project.name},
                   citation_of(plan, project.document),
                   project.need_by_year,
                   std::nullopt};
  const Money unpaid = project.approved_total - project.paid_before;
  Derivation rest = node(
      Operation::difference, {"Tổng mức được duyệt chưa bố trí", "Approved total not yet provided"},
      to_plain(unpaid), "dong",
      {input_node({"Tổng mức đầu tư được duyệt", "Approved total"},
                  to_plain(project.approved_total), "dong", {"projects", row, "approved_total"},
                  decision),
       input_node({"Lũy kế vốn đã bố trí", "Cumulated before the plan"},
                  to_plain(project.paid_before), "dong", {"projects", row, "paid_before"})});
  if (!project.ceiling) {
    given.limit = std::move(rest);
  } else {
    given.limit =
        node(Operation::minimum, {"Mức vốn được phép", "Highest amount over the years"},
             to_plain(limit_over_years(project)), "dong",
             {input_node({"Mức vốn trung hạn", "Medium-term ceiling"}, to_plain(*project.ceiling),
                         "dong", {"projects", row, "ceiling"}),
              std::move(rest)});
  }
  return derive_yearly_need(plan, given, demand.year, demand.need);
}

}  // namespace phanbo
