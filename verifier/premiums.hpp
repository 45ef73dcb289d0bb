#pragma once

#include <string>
#include <vector>

#include "verifier/plan.hpp"

/// Health-insurance premiums, month by month.
namespace phanbo_verify {

/// One month of one row of participants: who pays which percent of which premium.
struct PremiumMonth {
  std::int64_t persons = 0;
  Fraction base_salary;
  Fraction rate_percent;
  Fraction payable_percent;  ///< of a full premium, what is to be paid at all
  Fraction state_percent;
  Fraction top_up_percent;
  friend bool operator==(const PremiumMonth&, const PremiumMonth&) = default;
};

/// Months in a row with the same rows of participants and equal values.
struct PremiumSegment {
  Months months;
  Day paid_on = no_day;
  std::vector<const ParticipantsRow*> rows;
  bool has_top_up = false;  ///< a top-up holds in the first month, even one that adds nothing
  PremiumMonth value;
  Dong full = 0;
  Dong state = 0;
  Dong top_up = 0;
  Dong reduction = 0;  ///< what a member of a household need not pay
  Dong self = 0;
  int month_count() const { return months.last - months.first + 1; }
};

/// One group of one unit in one year.
struct PremiumGroup {
  int programme = nothing;
  int unit = nothing;
  std::string group;
  int year = 0;
  std::vector<PremiumSegment> segments;
  Dong state() const;
  Dong top_up() const;
  bool has_top_up() const;
};

/// "household_1" … "household_5".
bool is_household_member(std::string_view group);

/// All groups of the plan, by programme, unit, group, year. Throws BadInput where law is missing.
std::vector<PremiumGroup> lay_out_premiums(const PlanModel& plan);

/// Does the programme pay for this group in this year?
bool programme_pays(const PlanModel& plan, int programme, int year, std::string_view group);
const EntitlementRuleRow* entitlement_rule(const PlanModel& plan, int programme, int year);
/// persons × months × base salary × rate × percent, exact.
Fraction premium_part(const PremiumMonth& month, int months, const Fraction& share_percent);

}  // namespace phanbo_verify
