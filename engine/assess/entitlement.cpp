#include "engine/assess/entitlement.hpp"

#include <algorithm>
#include <set>

#include "engine/assess/kinds.hpp"
#include "engine/assess/problem_kinds.hpp"

namespace phanbo {

const EntitlementRule* find_rule(const Plan& plan, Index<Programme> programme, int year) {
  for (const EntitlementRule& rule : plan.entitlement_rules) {
    if (rule.programme == programme && rule.year == year) return &rule;
  }
  return nullptr;
}

bool pays_group(const EntitlementRule& rule, std::string_view group) {
  const auto names = [&](std::string_view name) {
    return std::find(rule.pays_groups.begin(), rule.pays_groups.end(), name) !=
           rule.pays_groups.end();
  };
  return names(group) || (is_household_member(group) && names("household"));
}

Money UnitYear::state() const {
  Money sum;
  for (const GroupYear* group : paid_groups) {
    for (const PremiumSegment& segment : group->segments) sum += segment.state;
  }
  return sum;
}

Money UnitYear::top_up() const {
  Money sum;
  for (const GroupYear* group : groups) {
    for (const PremiumSegment& segment : group->segments) sum += segment.top_up;
  }
  return sum;
}

bool UnitYear::has_top_up() const {
  return std::any_of(groups.begin(), groups.end(), [](const GroupYear* group) {
    return std::any_of(
        group->segments.begin(), group->segments.end(),
        [](const PremiumSegment& segment) { return segment.value().top_up != nullptr; });
  });
}

namespace {

std::vector<GroupYear> lay_out_all(Workbench& bench) {
  PremiumCalendar calendar(bench);
  std::vector<GroupYear> groups;
  for (const auto& rows : group_participants(bench.plan)) {
    const Index<Programme> programme = bench.plan.participants.rows()[rows.front()].programme;
    if (bench.is_of_kind(programme, ProgrammeKind::entitlement,
                         {"participants", rows.front(), "programme"})) {
      groups.push_back(calendar.lay_out(rows));
    }
  }
  return groups;
}

/// Every later sum is a part of this one, so it is checked once.
bool total_fits(Workbench& bench, const std::vector<GroupYear>& groups) {
  Int128 total = 0;
  for (const GroupYear& group : groups) {
    for (const PremiumSegment& segment : group.segments)
      total += Int128{segment.full.dong()} + segment.state.dong() + segment.top_up.dong();
  }
  if (Money::checked(total)) return true;
  within_limit(bench, total, "insurance_premiums_dong",
               {"participants", groups.front().first_row, "persons"});
  return false;
}

std::vector<UnitYear> gather_units(Workbench& bench, const std::vector<GroupYear>& groups) {
  std::vector<UnitYear> unit_years;
  const EntitlementRule* rule = nullptr;
  std::set<std::pair<Index<Programme>, int>> reported;
  for (const GroupYear& group : groups) {
    const bool is_new = unit_years.empty() || unit_years.back().programme != group.programme ||
                        unit_years.back().unit != group.unit ||
                        unit_years.back().year != group.year;
    if (is_new) {
      unit_years.push_back({group.programme, group.unit, group.year, {}, {}});
      rule = find_rule(bench.plan, group.programme, group.year);
      if (rule == nullptr && reported.insert({group.programme, group.year}).second) {
        bench.report(assess_problems::entitlement_rule_missing,
                     {"participants", group.first_row, "year"},
                     {bench.plan.programmes[group.programme].code, std::to_string(group.year)});
      }
    }
    unit_years.back().groups.push_back(&group);
    if (rule != nullptr && pays_group(*rule, group.group))
      unit_years.back().paid_groups.push_back(&group);
  }
  return unit_years;
}

/// First to last month with participants; the whole year when there are none.
MonthSpan months_of(const std::vector<const GroupYear*>& groups, bool only_top_ups) {
  MonthSpan months{13, 0};
  for (const GroupYear* group : groups) {
    for (const PremiumSegment& segment : group->segments) {
      if (only_top_ups && segment.value().top_up == nullptr) continue;
      months.first = std::min(months.first, segment.months.first);
      months.last = std::max(months.last, segment.months.last);
    }
  }
  return months.last == 0 ? MonthSpan{} : months;
}

/// Items of one unit follow each other, year after year: the last item of a code is used again.
Index<Item> item_of(Workbench& bench, const UnitYear& unit_year, bool is_top_up,
                    std::map<std::string, Index<Item>>& items) {
  const Plan& plan = bench.plan;
  const Programme& programme = plan.programmes[unit_year.programme];
  const Unit& unit = plan.units[unit_year.unit];
  Item item;
  item.code = programme.code + "/" + unit.code + (is_top_up ? "/top_up" : "");
  const auto known = items.find(item.code);
  if (known != items.end()) return known->second;
  item.name = programme.name + (is_top_up ? " – địa phương hỗ trợ thêm – " : " – ") + unit.name;
  item.programme = unit_year.programme;
  item.unit = unit_year.unit;
  item.holder = unit.name;
  item.origin = is_top_up ? ItemOrigin::top_up : ItemOrigin::entitlement;
  item.origin_row = unit_year.groups.front()->first_row;
  if (is_top_up) {
    std::size_t first = plan.top_ups.size();
    for (const GroupYear* group : unit_year.groups) {
      for (const PremiumSegment& segment : group->segments) {
        if (const TopUp* top_up = segment.value().top_up)
          first = std::min(first, static_cast<std::size_t>(top_up - plan.top_ups.data()));
      }
    }
    item.origin_row = first;
  }
  std::string code = item.code;
  const Index<Item> index = bench.assessment.items.push_back(std::move(item));
  items.emplace(std::move(code), index);
  return index;
}

/// By programme, unit, group and year: the order of the ids of their figures.
std::vector<const GroupYear*> in_figure_order(const std::vector<GroupYear>& groups) {
  std::vector<const GroupYear*> order;
  order.reserve(groups.size());
  for (const GroupYear& group : groups) order.push_back(&group);
  const auto key = [](const GroupYear* group) {
    return std::tie(group->programme, group->unit, group->group, group->year);
  };
  std::sort(order.begin(), order.end(),
            [&](const GroupYear* a, const GroupYear* b) { return key(a) < key(b); });
  return order;
}

}  // namespace

void assess_entitlements(Workbench& bench, PayerFinder& finder) {
  const std::vector<GroupYear> groups = lay_out_all(bench);
  if (!total_fits(bench, groups)) return;
  const std::vector<UnitYear> unit_years = gather_units(bench, groups);
  std::map<std::string, Index<Item>> items;
  QuarterBook quarters(bench);
  for (const UnitYear& unit_year : unit_years) {
    DemandDraft draft;
    draft.year = unit_year.year;
    if (!unit_year.paid_groups.empty()) {
      draft.need = unit_year.state();
      draft.months = months_of(unit_year.paid_groups, false);
      add_demand(bench, finder, item_of(bench, unit_year, false, items), draft);
      quarters.add_figures(unit_year);
    }
    if (unit_year.has_top_up()) {
      draft.need = unit_year.top_up();
      draft.months = months_of(unit_year.groups, true);
      draft.payers.local_only = true;
      add_demand(bench, finder, item_of(bench, unit_year, true, items), draft);
    }
  }
  for (const GroupYear* group : in_figure_order(groups)) add_group_figures(bench, *group);
  add_claim_figures(bench, unit_years);
}

}  // namespace phanbo
