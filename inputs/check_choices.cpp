#include <algorithm>
#include <map>

#include "inputs/checks.hpp"
#include "inputs/kinds_of_plans.hpp"

namespace phanbo {

using namespace input_problem;

namespace {

bool is_item(const Plan& plan, std::string_view code) {
  return find_by_code(plan.projects, code).is_set() || find_by_code(plan.sites, code).is_set();
}

void check_item(CheckContext& context, std::string_view table, std::size_t row,
                std::string_view field, const std::string& code) {
  if (is_item(context.plan, code)) return;
  std::vector<std::string> names;
  for (const Project& project : context.plan.projects) names.push_back(project.code);
  for (const Site& site : context.plan.sites) names.push_back(site.code);
  const std::string near = nearest_name(code, names);
  context.report(choice_item_unknown, table, row, field,
                 {code, near.empty() ? "" : " (" + near + "?)"});
}

void check_choice_items(CheckContext& context) {
  const Plan& plan = context.plan;
  for (std::size_t i = 0; i < plan.choice_rules.size(); ++i)
    check_item(context, "choice_rules", i, "item", plan.choice_rules[i].item);
  for (std::size_t i = 0; i < plan.exclusions.size(); ++i)
    check_item(context, "exclusions", i, "item", plan.exclusions[i].item);
  for (std::size_t i = 0; i < plan.prerequisites.size(); ++i) {
    check_item(context, "prerequisites", i, "item", plan.prerequisites[i].item);
    check_item(context, "prerequisites", i, "needs", plan.prerequisites[i].needs);
  }
}

void check_choice_schedules(CheckContext& context) {
  const Plan& plan = context.plan;
  for (std::size_t i = 0; i < plan.choice_rules.size(); ++i) {
    const ChoiceRule& rule = plan.choice_rules[i];
    if (rule.schedule.empty() || rule.schedule == "given") continue;
    const bool exists =
        std::any_of(plan.schedules.begin(), plan.schedules.end(), [&](const ScheduleYear& row) {
          return row.schedule == rule.schedule && plan.projects[row.project].code == rule.item;
        });
    if (!exists)
      context.report(choice_schedule_unknown, "choice_rules", i, "schedule",
                     {rule.item, rule.schedule});
  }
}

void check_choice_limits(CheckContext& context) {
  const auto& limits = context.plan.choice_limits;
  for (std::size_t i = 0; i < limits.size(); ++i) {
    if (!limits[i].floor || !limits[i].cap || *limits[i].floor <= *limits[i].cap) continue;
    context.report(choice_floor_above_cap, "choice_limits", i, "floor",
                   {limits[i].code, to_plain(*limits[i].floor), to_plain(*limits[i].cap)});
  }
}

bool has_measure(const Plan& plan, Index<Unit> unit, const std::string& measure) {
  if (measure == "people") return plan.units[unit].people.value_or(0) > 0;
  return std::any_of(plan.indicators.begin(), plan.indicators.end(), [&](const Indicator& row) {
    return row.unit == unit && row.indicator == measure && row.value.units() > 0 &&
           (!row.year || *row.year == plan.first_year);
  });
}

/// Every unit that a spread compares has its measure.
void check_measures(CheckContext& context, std::size_t row) {
  const Plan& plan = context.plan;
  const ChoiceStage& stage = plan.choice_stages[row];
  const Index<Unit> parent = stage.parent.is_set() ? stage.parent : plan.province;
  for (std::size_t i = 0; i < plan.units.size(); ++i) {
    const Index<Unit> unit(i);
    if (plan.units[unit].parent != parent || !parent.is_set()) continue;
    const auto is_inside = [&](const auto& owner) { return plan.is_within(owner.unit, unit); };
    const bool has_works = std::any_of(plan.sites.begin(), plan.sites.end(), is_inside) ||
                           std::any_of(plan.projects.begin(), plan.projects.end(), is_inside);
    if (has_works && !has_measure(plan, unit, stage.measure))
      context.report(choice_stage_measure, "choice_stages", row, "measure",
                     {stage.measure, plan.units[unit].code});
  }
}

void check_choice_stages(CheckContext& context) {
  const Plan& plan = context.plan;
  std::map<std::pair<Index<PriorityClass>, ChoiceGoal>, int> count;
  for (std::size_t i = 0; i < plan.choice_stages.size(); ++i) {
    const ChoiceStage& stage = plan.choice_stages[i];
    if (!stage.priority_class.is_set()) continue;
    if (plan.classes[stage.priority_class].rule != SharingRule::best_value)
      context.report(choice_stages_class, "choice_stages", i, "class",
                     {plan.classes[stage.priority_class].code});
    if (stage.goal == ChoiceGoal::spread) check_measures(context, i);
    ++count[{stage.priority_class, stage.goal}];
  }
  for (std::size_t i = 0; i < plan.choice_stages.size(); ++i) {
    const ChoiceStage& stage = plan.choice_stages[i];
    const bool is_first =
        i == 0 || plan.choice_stages[i - 1].priority_class != stage.priority_class;
    if (!stage.priority_class.is_set() || !is_first) continue;
    for (const ChoiceGoal goal :
         {ChoiceGoal::law_order, ChoiceGoal::value, ChoiceGoal::drawing_order}) {
      const int own = count[{stage.priority_class, goal}];
      if (own == 1 || (own == 0 && goal != ChoiceGoal::value)) continue;
      context.report(choice_stages_value, "choice_stages", i, "goal",
                     {plan.classes[stage.priority_class].code, std::string(to_code(goal)),
                      std::to_string(own)});
    }
  }
}

/// Each schedule of a project keeps its approved total.
void check_schedule_totals(CheckContext& context) {
  const Plan& plan = context.plan;
  std::map<std::pair<Index<Project>, std::string_view>, std::pair<std::size_t, Money>> sums;
  for (std::size_t i = 0; i < plan.schedules.size(); ++i) {
    const ScheduleYear& row = plan.schedules[i];
    sums.try_emplace({row.project, row.schedule}, i, Money()).first->second.second += row.amount;
  }
  for (const auto& [key, sum] : sums) {
    const Project& project = plan.projects[key.first];
    const Money all = project.paid_before + sum.second;
    if (all <= project.approved_total) continue;
    context.report(above_approved_total, "schedules", sum.first, "amount",
                   {project.code + ", " + std::string(key.second), to_plain(all),
                    to_plain(project.approved_total)});
  }
}

}  // namespace

std::span<const PlanCheck> choice_checks() {
  static const std::vector<PlanCheck> checks = {
      {check_choice_items, {"sites", "projects", "choice_rules", "exclusions", "prerequisites"}},
      {check_choice_schedules, {"projects", "choice_rules", "schedules"}},
      {check_choice_limits, {"choice_limits"}},
      {check_choice_stages,
       {"choice_stages", "classes", "units", "indicators", "sites", "projects"}},
      {check_schedule_totals, {"projects", "schedules"}},
  };
  return checks;
}

}  // namespace phanbo
