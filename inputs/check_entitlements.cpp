#include <algorithm>
#include <map>
#include <set>

#include "inputs/checks.hpp"
#include "inputs/kinds_of_plans.hpp"

namespace phanbo {

using namespace input_problem;

namespace {

using PaidOn = std::pair<std::optional<Date>, CountBasis>;

bool same_people(const Participants& a, const Participants& b) {
  return a.programme == b.programme && a.unit == b.unit && a.group == b.group && a.year == b.year;
}

std::string months_text(MonthSpan months) {
  return std::to_string(months.first) + "–" + std::to_string(months.last);
}

/// Rows of the same people stand together, by first month. People paid in advance on different days
/// are different people; an estimate and an actual count are two views of the same.
void check_overlaps(CheckContext& context) {
  const Plan& plan = context.plan;
  const auto& rows = plan.participants.rows();
  std::map<PaidOn, std::size_t> last_row;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i > 0 && !same_people(rows[i - 1], rows[i])) last_row.clear();
    const PaidOn kind{rows[i].paid_on, rows[i].basis};
    const auto earlier = last_row.find(kind);
    if (earlier != last_row.end() && rows[earlier->second].months.last >= rows[i].months.first) {
      context.report(
          participants_overlap, "participants", i, "first_month",
          {rows[i].group, plan.units[rows[i].unit].code, std::to_string(rows[i].year),
           std::to_string(rows[i].months.first), months_text(rows[earlier->second].months)});
    }
    if (earlier == last_row.end() || rows[earlier->second].months.last < rows[i].months.last) {
      last_row[kind] = i;
    }
  }
}

void check_rules_exist(CheckContext& context) {
  const Plan& plan = context.plan;
  std::set<std::pair<Index<Programme>, int>> ruled;
  for (const EntitlementRule& rule : plan.entitlement_rules)
    ruled.emplace(rule.programme, rule.year);
  std::set<std::pair<Index<Programme>, int>> told;
  for (std::size_t i = 0; i < plan.participants.size(); ++i) {
    const Participants& row = plan.participants.rows()[i];
    const std::pair key{row.programme, row.year};
    if (ruled.contains(key) || !told.insert(key).second) continue;
    context.report(entitlement_rule_missing, "participants", i, "year",
                   {plan.programmes[row.programme].code, std::to_string(row.year)});
  }
}

void check_own_shares(CheckContext& context) {
  const Plan& plan = context.plan;
  for (std::size_t i = 0; i < plan.entitlement_rules.size(); ++i) {
    const EntitlementRule& rule = plan.entitlement_rules[i];
    if (!rule.own_central_share_percent || *rule.own_central_share_percent <= Decimal::whole(100)) {
      continue;
    }
    context.report(
        percent_out_of_range, "entitlement_rules", i, "own_central_share_percent",
        {to_plain(*rule.own_central_share_percent), plan.programmes[rule.programme].code});
  }
}

void check_top_up_shares(CheckContext& context) {
  const auto& rows = context.plan.top_ups;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].share_percent <= Decimal::whole(100)) continue;
    context.report(percent_out_of_range, "top_ups", i, "share_percent",
                   {to_plain(rows[i].share_percent), rows[i].group});
  }
}

void check_top_up_overlaps(CheckContext& context) {
  const Plan& plan = context.plan;
  const auto& rows = plan.top_ups;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const TopUp& earlier = rows[i - 1];
    const TopUp& later = rows[i];
    const bool same = earlier.programme == later.programme && earlier.unit == later.unit &&
                      earlier.group == later.group;
    if (!same || (earlier.valid_to && *earlier.valid_to < later.valid_from)) continue;
    context.report(top_ups_overlap, "top_ups", i, "valid_from",
                   {later.group, plan.units[later.unit].code});
  }
}

bool is_over_whole(const Decimal& a, const Decimal& b) {
  const Int128 sum = Int128{a.units()} * b.scale() + Int128{b.units()} * a.scale();
  return sum > Int128{100} * a.scale() * b.scale();
}

/// The state's own share and the top-up, on the first day of each month of the plan.
void check_top_up_sums(CheckContext& context) {
  const Plan& plan = context.plan;
  for (std::size_t i = 0; i < plan.top_ups.size(); ++i) {
    const TopUp& row = plan.top_ups[i];
    bool told = false;
    for (int month = 0; month < plan.year_count() * 12 && !told; ++month) {
      const Date day{plan.first_year + month / 12, month % 12 + 1, 1};
      if (day < row.valid_from || (row.valid_to && day > *row.valid_to)) continue;
      const LawRow* state = plan.law.find("health_insurance_state_share", row.group, day);
      if (state == nullptr || !state->value || !is_over_whole(*state->value, row.share_percent)) {
        continue;
      }
      context.report(
          top_up_over_whole, "top_ups", i, "share_percent",
          {row.group, to_plain(*state->value), to_plain(row.share_percent), to_iso(day)});
      told = true;
    }
  }
}

}  // namespace

std::span<const PlanCheck> entitlement_checks() {
  static const std::vector<PlanCheck> checks = {
      {check_overlaps, {"units", "participants"}},
      {check_rules_exist, {"programmes", "participants", "entitlement_rules"}},
      {check_own_shares, {"programmes", "entitlement_rules"}},
      {check_top_up_shares, {"top_ups"}},
      {check_top_up_overlaps, {"units", "top_ups"}},
      {check_top_up_sums, {"top_ups", "law_rows"}},
  };
  return checks;
}

}  // namespace phanbo
