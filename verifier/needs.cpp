#include "verifier/needs.hpp"

#include <algorithm>

#include "verifier/needs_parts.hpp"
#include "verifier/phrases.hpp"

namespace phanbo_verify {

const Way* NeedModel::way_of(const Need& need, int source) const {
  for (const Way& way : ways(need)) {
    if (way.source == source) return &way;
  }
  return nullptr;
}

std::string_view holder_of(const PlanModel& plan, const Need& need) {
  if (need.origin == "fixed_cost") return plan.fixed_costs[need.origin_row].holder;
  if (need.origin == "site") return plan.sites[need.origin_row].holder;
  if (need.origin == "project") return plan.projects[need.origin_row].holder;
  return plan.units[static_cast<std::size_t>(need.unit)].name;
}

int NeedModel::find(const std::string& demand_code) const {
  const auto found = position_of.find(demand_code);
  return found == position_of.end() ? nothing : found->second;
}

void lock_decided(const PlanModel& plan, NeedModel& model) {
  for (std::size_t i = 0; i < plan.decided.size(); ++i) {
    const DecidedRow& decided = plan.decided[i];
    const Dong amount = decided.adjustable
                            ? std::min(decided.amount, decided.paid + decided.advanced)
                            : decided.amount;
    const int position = model.find(decided.item + "/" + std::to_string(decided.year));
    if (position == nothing) {
      throw BadInput("decided", Words{"không có nhu cầu ", "there is no demand "} + decided.item +
                                    "/" + std::to_string(decided.year));
    }
    if (amount == 0) continue;
    Need& need = model.needs[static_cast<std::size_t>(position)];
    need.locked += amount;
    if (plan.sources[static_cast<std::size_t>(decided.source)].is_local)
      need.locked_local += amount;
    model.locked.push_back({position, decided.source, amount, static_cast<int>(i)});
  }
}

/// A computed need is asked for in the next whole step, a given one never in more than it is.
/// Those that take no part want what is locked.
void settle_wanted(const PlanModel&, NeedModel& model) {
  for (Need& need : model.needs) {
    if (need.standing == Standing::ordinary && need.need > 0 && model.ways(need).empty()) {
      need.standing = Standing::nobody_may_pay;
    }
    if (need.standing != Standing::ordinary) {
      need.wanted = need.locked;
      continue;
    }
    const Wide steps = need.asks_for_whole_steps ? divide_up(need.need, need.step)
                                                 : divide_down(need.need, need.step);
    need.wanted = std::max(need.locked, to_dong(steps * need.step));
  }
}

/// What an earlier decision gives to a conditional task is what it needs.
void give_decided_to_conditional(const PlanModel& plan, NeedModel& model) {
  for (const DecidedRow& decided : plan.decided) {
    const int position = model.find(decided.item + "/" + std::to_string(decided.year));
    if (position == nothing) continue;
    Need& need = model.needs[static_cast<std::size_t>(position)];
    if (need.origin != "fixed_cost" || need.is_given || decided.amount == 0) continue;
    need.need += decided.amount;
    need.standing = Standing::ordinary;
  }
}

NeedModel work_out_needs(const PlanModel& plan) {
  NeedModel model;
  model.formula_outcomes.resize(plan.formulas.size());
  add_envelopes(plan, model);
  PayerJudge judge(plan, model);
  add_fixed_costs(plan, model, judge);
  add_sites(plan, model, judge);
  add_projects(plan, model, judge);
  add_entitlements(plan, model, judge);
  add_formula_demands(plan, model, judge);
  std::sort(model.needs.begin(), model.needs.end(), [](const Need& a, const Need& b) {
    return std::tie(a.item, a.year) < std::tie(b.item, b.year);
  });
  for (std::size_t i = 0; i < model.needs.size(); ++i) {
    model.position_of.emplace(model.needs[i].code(), static_cast<int>(i));
  }
  give_decided_to_conditional(plan, model);
  lock_decided(plan, model);
  settle_wanted(plan, model);
  return model;
}

}  // namespace phanbo_verify
