#include "engine/assess/entitlement.hpp"

namespace phanbo {

namespace {

// Figures are made in the order of their ids: sorting millions of them costs more than making them.

void add_segment_figures(Workbench& bench, const std::string& group_id,
                         const PremiumSegment& segment) {
  const std::string id = group_id + segment_id(segment);
  const MonthlyPremium& value = segment.value();
  const Decimal self = decimal_difference(
      decimal_difference(value.payable_percent(), value.state_percent()), value.top_up_percent());
  bench.figure(id + "/base_salary_dong", to_plain(value.base_salary->value->reduced()), "dong");
  bench.dong_figure(id + "/full_dong", segment.full);
  bench.figure(id + "/monthly_dong", segment.monthly(Decimal::whole(std::int64_t{100})).text(),
               "dong");
  bench.figure(id + "/monthly_self_dong", segment.monthly(self).text(), "dong");
  bench.figure(id + "/monthly_state_dong", segment.monthly(value.state_percent()).text(), "dong");
  bench.figure(id + "/persons", std::to_string(segment.persons), "persons");
  bench.figure(id + "/rate_percent", to_plain(value.rate->value->reduced()), "percent");
  bench.dong_figure(id + "/self_dong", segment.self);
  bench.dong_figure(id + "/state_dong", segment.state);
  bench.figure(id + "/state_share_percent", to_plain(value.state_percent().reduced()), "percent");
  if (value.top_up == nullptr) return;
  bench.dong_figure(id + "/top_up_dong", segment.top_up);
  bench.figure(id + "/top_up_percent", to_plain(value.top_up_percent().reduced()), "percent");
}

/// What a member of a household pays, in percent of the base salary: 4,5 · 70 % = 3,15.
void add_percent_of_base(Workbench& bench, const std::string& id, const GroupYear& group) {
  const MonthlyPremium& value = group.segments.back().value();
  if (value.household_share == nullptr || value.rate == nullptr) return;
  ExactProduct percent;
  percent.times(*value.rate->value).percent(*value.household_share->value);
  bench.figure(id + "/percent_of_base", percent.text(), "percent");
}

bool is_valued(const GroupYear& group) {
  if (group.segments.empty()) return false;
  for (const PremiumSegment& segment : group.segments) {
    if (!segment.value().is_known()) return false;
  }
  return true;
}

}  // namespace

void add_group_figures(Workbench& bench, const GroupYear& group) {
  if (!bench.wants_figures || !is_valued(group)) return;
  const std::string id = insurance_id(bench.plan, group);
  Money full;
  Money state;
  Money top_up;
  Money self;
  Int128 person_months = 0;
  bool has_top_up = false;
  for (const PremiumSegment& segment : group.segments) {
    full += segment.full;
    state += segment.state;
    top_up += segment.top_up;
    self += segment.self;
    person_months += segment.person_months();
    has_top_up = has_top_up || segment.value().top_up != nullptr;
  }
  const bool by_others =
      is_paid_by_others(bench.law, group.group, group.year, group.segments.front().months.first);
  const bool is_household = is_household_member(group.group);
  bench.dong_figure(id + "/full_dong", full);
  if (by_others) bench.dong_figure(id + "/others_dong", self);
  if (is_household) add_percent_of_base(bench, id, group);
  bench.figure(id + "/person_months", to_plain(person_months), "months");
  if (is_household) bench.dong_figure(id + "/reduction_dong", full - state - top_up - self);
  for (const PremiumSegment& segment : group.segments) add_segment_figures(bench, id, segment);
  if (!by_others) bench.dong_figure(id + "/self_dong", self);
  bench.dong_figure(id + "/state_dong", state);
  if (has_top_up) bench.dong_figure(id + "/top_up_dong", top_up);
}

}  // namespace phanbo
