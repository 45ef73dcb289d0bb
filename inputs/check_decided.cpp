#include <algorithm>
#include <map>

#include "inputs/checks.hpp"
#include "inputs/kinds_of_plans.hpp"

namespace phanbo {

using namespace input_problem;

namespace {

/// "<programme>/<unit>" (or "…/top_up") of an entitlement or formula? Codes may hold '/'
/// themselves.
bool is_unit_item(const Plan& plan, std::string_view item) {
  constexpr std::string_view top_up = "/top_up";
  if (item.ends_with(top_up)) item.remove_suffix(top_up.size());
  for (std::size_t slash = item.find('/'); slash != std::string_view::npos;
       slash = item.find('/', slash + 1)) {
    const auto programme = find_by_code(plan.programmes, item.substr(0, slash));
    if (!programme.is_set()) continue;
    const ProgrammeKind kind = plan.programmes[programme].kind;
    const bool per_unit = kind == ProgrammeKind::entitlement || kind == ProgrammeKind::formula;
    if (per_unit && find_by_code(plan.units, item.substr(slash + 1)).is_set()) return true;
  }
  return false;
}

std::vector<std::string> item_names(const Plan& plan, std::string_view wrong) {
  constexpr std::size_t compared_max = 2'000;
  std::vector<std::string> names;
  const auto add = [&](const std::string& code) {
    const bool is_alike = code.substr(0, 1) == wrong.substr(0, 1);
    if (names.size() < compared_max && (is_alike || names.size() < compared_max / 2)) {
      names.push_back(code);
    }
  };
  for (const FixedCost& row : plan.fixed_costs) add(row.code);
  for (const Site& row : plan.sites) add(row.code);
  for (const Project& row : plan.projects) add(row.code);
  for (const Participants& row : plan.participants) {
    const std::string code = plan.programmes[row.programme].code + "/" + plan.units[row.unit].code;
    if (names.empty() || names.back() != code) add(code);
  }
  return names;
}

void check_items(CheckContext& context) {
  const Plan& plan = context.plan;
  for (std::size_t i = 0; i < plan.decided.size(); ++i) {
    const DecidedAmount& row = plan.decided[i];
    const auto cost = find_by_code(plan.fixed_costs, row.item);
    if (cost.is_set()) {
      const int year = plan.fixed_costs[cost].year;
      if (year != row.year) {
        context.report(decided_year_differs, "decided", i, "year",
                       {row.item, std::to_string(year), std::to_string(row.year)});
      }
      continue;
    }
    const bool known = find_by_code(plan.sites, row.item).is_set() ||
                       find_by_code(plan.projects, row.item).is_set() ||
                       is_unit_item(plan, row.item);
    if (known) continue;
    context.report(unknown_item, "decided", i, "item",
                   {row.item, offered_names(row.item, item_names(plan, row.item))});
  }
}

void check_spent(CheckContext& context) {
  const auto& rows = context.plan.decided;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Money spent = rows[i].paid + rows[i].advanced;
    if (spent <= rows[i].amount) continue;
    context.report(spent_over_decided, "decided", i, "amount",
                   {rows[i].item, to_plain(spent), to_plain(rows[i].amount)});
  }
}

/// What is locked of a source-year may not be more than it has, money carried in included. Told at
/// the row that crosses the line.
void check_decided_sums(CheckContext& context) {
  const Plan& plan = context.plan;
  std::map<std::pair<Index<Source>, int>, Money> most;
  for (const SourceYear& row : plan.source_years) {
    most[{row.source, row.year}] += row.available;
    if (!row.carry_out_max.is_zero()) most[{row.source, row.year + 1}] += row.carry_out_max;
  }
  std::map<std::pair<Index<Source>, int>, Money> decided;
  for (std::size_t i = 0; i < plan.decided.size(); ++i) {
    const DecidedAmount& row = plan.decided[i];
    const std::pair key{row.source, row.year};
    const Money locked = row.adjustable ? row.paid + row.advanced : row.amount;
    const Money before = decided[key];
    decided[key] += locked;
    const Money limit = most[key];
    if (decided[key] <= limit || before > limit) continue;
    context.report(decided_over_available, "decided", i, "amount",
                   {plan.sources[row.source].code, std::to_string(row.year), to_plain(decided[key]),
                    to_plain(limit)});
  }
}

}  // namespace

std::span<const PlanCheck> decided_checks() {
  static const std::vector<PlanCheck> checks = {
      {check_items,
       {"decided", "fixed_costs", "sites", "projects", "programmes", "units", "participants"}},
      {check_spent, {"decided"}},
      {check_decided_sums, {"decided", "sources", "source_years"}},
  };
  return checks;
}

}  // namespace phanbo
