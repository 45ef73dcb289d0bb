// Health insurance: months laid out (premium_months.cpp), demands (entitlement.cpp), figures
// (entitlement_figures.cpp), quarters (entitlement_quarters.cpp), claims (entitlement_claims.cpp).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "assess/plan_builder.hpp"

namespace phanbo::test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

struct EntitlementTest : ::testing::Test {
  PlanBuilder builder{2023, 2028};
  Index<Unit> province = builder.unit("p", UnitKind::province);
  Index<Unit> ward = builder.unit("p-w", UnitKind::ward, province);
  Index<Programme> insurance = builder.programme("bhyt", ProgrammeKind::entitlement);
  Index<Source> local = builder.source("s1");
  Index<Source> central =
      builder.source("s2", PayingBudget::central, "central_supplement_recurrent");
  AssessmentReading reading;

  EntitlementTest() {
    builder.pays(local, {});
    builder.pays(central, {});
  }

  void people(std::string group, int year, MonthSpan months, std::int64_t persons) {
    builder.participants(insurance, ward, std::move(group), year, months, persons);
  }
  Participants& last_row() { return builder.plan.participants.rows().back(); }
  std::string figure(const std::string& id) { return figure_value(reading, id); }
};

TEST_F(EntitlementTest, EveryMonthHasTheBaseSalaryOfItsFirstDay) {
  people("state_poor", 2026, {1, 12}, 1'000);
  builder.rule(insurance, 2026, {"state_poor"});
  reading = builder.assessed();
  EXPECT_THAT(problem_ids(reading), IsEmpty());
  // 1.000 persons × (6 × 105.300 + 6 × 113.850)
  const Demand& demand = demand_of(reading, "bhyt/p-w/2026");
  EXPECT_EQ(demand.need, dong(1'314'900'000));
  EXPECT_EQ(demand.wanted, demand.need);
  EXPECT_EQ(demand.months, (MonthSpan{1, 12}));
  EXPECT_EQ(reading.assessment.items[demand.item].holder, "Đơn vị p-w");
  EXPECT_EQ(reading.assessment.items[demand.item].origin, ItemOrigin::entitlement);
  const std::string id = "insurance/bhyt/p-w/state_poor/2026";
  EXPECT_EQ(figure(id + "/full_dong"), "1314900000");
  EXPECT_EQ(figure(id + "/state_dong"), "1314900000");
  EXPECT_EQ(figure(id + "/self_dong"), "0");
  EXPECT_EQ(figure(id + "/person_months"), "12000");
  EXPECT_EQ(figure(id + "/segment/1-6/monthly_dong"), "105300");
  EXPECT_EQ(figure(id + "/segment/7-12/monthly_dong"), "113850");
  EXPECT_EQ(figure(id + "/segment/7-12/base_salary_dong"), "2530000");
  EXPECT_EQ(figure(id + "/segment/7-12/persons"), "1000");
}

TEST_F(EntitlementTest, ANewRowOfLawWithTheSameValueIsNoNewSegment) {
  people("state_poor", 2025, {1, 12}, 1);
  builder.rule(insurance, 2025, {"state_poor"});
  reading = builder.assessed();
  EXPECT_EQ(figure("insurance/bhyt/p-w/state_poor/2025/segment/1-12/state_dong"), "1263600");
  int rate_rows = 0;
  for (const LawUse& use : reading.assessment.law_used)
    rate_rows += use.row->topic == "health_insurance_rate" ? 1 : 0;
  EXPECT_EQ(rate_rows, 2) << "Decree 146 until August, Decree 188 from September";
}

TEST_F(EntitlementTest, PeopleMayJoinInsideTheYear) {
  people("state_poor", 2025, {3, 12}, 10);
  people("state_poor", 2025, {9, 12}, 5);
  builder.rule(insurance, 2025, {"state_poor"});
  reading = builder.assessed();
  EXPECT_EQ(demand_of(reading, "bhyt/p-w/2025").need, dong((10 * 10 + 5 * 4) * 105'300));
  EXPECT_EQ(demand_of(reading, "bhyt/p-w/2025").months, (MonthSpan{3, 12}));
  EXPECT_EQ(figure("insurance/bhyt/p-w/state_poor/2025/segment/9-12/persons"), "15");
}

TEST_F(EntitlementTest, ActualNumbersReplaceTheEstimateOfTheirMonths) {
  people("state_poor", 2025, {1, 12}, 100);
  people("state_poor", 2025, {1, 3}, 90);
  last_row().basis = CountBasis::actual;
  people("state_poor", 2025, {3, 4}, 7);
  last_row().basis = CountBasis::actual;
  builder.rule(insurance, 2025, {"state_poor"});
  reading = builder.assessed();
  // Months 1–2: 90; 3: 97; 4: 7; 5–12: 100.
  EXPECT_EQ(demand_of(reading, "bhyt/p-w/2025").need, dong((2 * 90 + 97 + 7 + 8 * 100) * 105'300));
}

TEST_F(EntitlementTest, PaidInAdvanceKeepsTheBaseSalaryOfThatDay) {
  people("student", 2026, {1, 12}, 1);
  last_row().paid_on = date("2026-01-05");
  builder.rule(insurance, 2026, {"student"});
  reading = builder.assessed();
  const std::string id = "insurance/bhyt/p-w/student/2026";
  EXPECT_EQ(figure(id + "/full_dong"), "1263600") << "no surcharge from July";
  EXPECT_EQ(figure(id + "/segment/1-12/paid_2026-01-05/monthly_dong"), "105300");
}

TEST_F(EntitlementTest, TheStateShareFollowsTheMonth) {
  people("student", 2025, {1, 12}, 1);
  builder.rule(insurance, 2025, {"student"});
  reading = builder.assessed();
  // 30 % until June, 50 % from July.
  EXPECT_EQ(demand_of(reading, "bhyt/p-w/2025").need, dong(6 * 31'590 + 6 * 52'650));
  EXPECT_EQ(figure("insurance/bhyt/p-w/student/2025/segment/7-12/monthly_self_dong"), "52650");
}

TEST_F(EntitlementTest, GroupsOfOtherPayersAreShownAndNotDemanded) {
  people("employee", 2026, {1, 6}, 3);
  people("social_insurance", 2026, {1, 6}, 2);
  people("household", 2026, {1, 6}, 1);
  people("state_poor", 2026, {1, 6}, 1);
  builder.rule(insurance, 2026, {"state_poor"});
  reading = builder.assessed();
  EXPECT_EQ(demand_of(reading, "bhyt/p-w/2026").need, dong(6 * 105'300));
  EXPECT_EQ(figure("insurance/bhyt/p-w/employee/2026/others_dong"), "1895400");
  EXPECT_EQ(figure("insurance/bhyt/p-w/employee/2026/self_dong"), "(none)");
  EXPECT_EQ(figure("insurance/bhyt/p-w/social_insurance/2026/others_dong"), "1263600");
  EXPECT_EQ(figure("insurance/bhyt/p-w/household/2026/self_dong"), "631800");
}

TEST_F(EntitlementTest, MembersOfAHouseholdPayTheirStep) {
  people("household_3", 2026, {7, 12}, 10);
  builder.rule(insurance, 2026, {"state_poor"});
  reading = builder.assessed();
  EXPECT_THAT(problem_ids(reading), IsEmpty());
  const std::string id = "insurance/bhyt/p-w/household_3/2026";
  EXPECT_EQ(figure(id + "/full_dong"), "6831000");
  EXPECT_EQ(figure(id + "/self_dong"), "4098600");
  EXPECT_EQ(figure(id + "/state_dong"), "0");
  EXPECT_EQ(figure(id + "/reduction_dong"), "2732400");
  EXPECT_EQ(figure(id + "/percent_of_base"), "2.7");
  EXPECT_TRUE(reading.assessment.demands.empty()) << "nobody this programme pays for";
}

TEST_F(EntitlementTest, ATopUpIsALocalDemandOfItsOwn) {
  people("student", 2026, {1, 12}, 10);
  people("near_poor", 2026, {1, 12}, 10);
  builder.rule(insurance, 2026, {"student"});
  builder.plan.top_ups.push_back(
      {insurance, province, "near_poor", decimal("40"), {2026, 1, 1}, {}, {}});
  builder.plan.top_ups.push_back(
      {insurance, province, "student", decimal("20"), {2026, 4, 1}, date("2026-06-30"), {}});
  reading = builder.assessed();
  const Demand& top_up = demand_of(reading, "bhyt/p-w/top_up/2026");
  // near-poor: 100 − 70 = 30 % are left for it; students: 20 % from April to June.
  EXPECT_EQ(top_up.need, dong(10 * 30 * (6 * 1'053 + 6 * 11'385 / 10) + 10 * 3 * 21'060));
  EXPECT_EQ(top_up.months, (MonthSpan{1, 12}));
  EXPECT_THAT(payers_of(builder.plan, reading, "bhyt/p-w/top_up/2026"), ElementsAre("s1"));
  EXPECT_THAT(payers_of(builder.plan, reading, "bhyt/p-w/2026"), ElementsAre("s1", "s2"));
  EXPECT_EQ(reading.assessment.items[top_up.item].origin, ItemOrigin::top_up);
  EXPECT_EQ(figure("insurance/bhyt/p-w/student/2026/top_up_dong"), "631800");
  EXPECT_EQ(figure("insurance/bhyt/p-w/student/2026/segment/4-6/top_up_percent"), "20");
  EXPECT_EQ(figure("insurance/bhyt/p-w/near_poor/2026/self_dong"), "0");
}

TEST_F(EntitlementTest, TheNearestUnitsTopUpCounts) {
  people("student", 2027, {1, 1}, 1);
  builder.rule(insurance, 2027, {"student"});
  builder.plan.top_ups.push_back(
      {insurance, province, "student", decimal("10"), {2026, 1, 1}, {}, {}});
  builder.plan.top_ups.push_back({insurance, ward, "student", decimal("20"), {2026, 1, 1}, {}, {}});
  reading = builder.assessed();
  EXPECT_EQ(demand_of(reading, "bhyt/p-w/top_up/2027").need, dong(22'770));
}

TEST_F(EntitlementTest, AmountsAreRoundedBySegmentAndNoted) {
  builder.plan.law = law_with({own_row("health_insurance_state_share", "student", "33.3333")});
  people("student", 2027, {1, 12}, 1);
  builder.rule(insurance, 2027, {"student"});
  reading = builder.assessed();
  // 12 × 113.850 × 33,3333 % = 455.399,5446
  EXPECT_EQ(demand_of(reading, "bhyt/p-w/2027").need, dong(455'400));
  ASSERT_EQ(reading.assessment.roundings.size(), 1U);
  const RoundingNote& note = reading.assessment.roundings[0];
  EXPECT_EQ(note.where, "insurance/bhyt/p-w/student/2027/segment/1-12/state_dong");
  EXPECT_EQ(note.rule, "half_up");
  EXPECT_EQ(note.before, "455399.5446");
  EXPECT_EQ(note.after, "455400");
  EXPECT_EQ(figure("insurance/bhyt/p-w/student/2027/self_dong"), "910800");
}

TEST_F(EntitlementTest, ANeedIsAskedForInTheNextWholeStep) {
  builder.plan.programmes[insurance].step = dong(1'000'000);
  people("state_poor", 2025, {1, 12}, 1);
  builder.rule(insurance, 2025, {"state_poor"});
  reading = builder.assessed();
  EXPECT_EQ(demand_of(reading, "bhyt/p-w/2025").need, dong(1'263'600));
  EXPECT_EQ(demand_of(reading, "bhyt/p-w/2025").wanted, dong(2'000'000));
  ASSERT_EQ(reading.assessment.roundings.size(), 1U);
  EXPECT_EQ(reading.assessment.roundings[0].rule, "up_to_step 1000000");
}

TEST_F(EntitlementTest, AtkResidentsNeedTheStatusOnTheFirstDayOfEveryMonth) {
  builder.status(ward, "atk", "2025-02-04");
  people("state_atk", 2025, {2, 12}, 100);
  builder.rule(insurance, 2025, {"state_atk"});
  reading = builder.assessed();
  ASSERT_THAT(problem_ids(reading), ElementsAre("unit_is_not_atk"));
  EXPECT_THAT(reading.problems[0].arguments,
              ElementsAre("Đơn vị p-w (p-w)", "02/2025", "state_atk"));
  EXPECT_EQ(reading.problems[0].place.table, "participants");
  last_row().months.first = 3;
  EXPECT_THAT(problem_ids(builder.assessed()), IsEmpty());
  builder.plan.statuses[0].valid_to = date("2025-10-31");
  reading = builder.assessed();
  ASSERT_EQ(reading.problems.size(), 1U);
  EXPECT_EQ(reading.problems[0].arguments[1], "11/2025, 12/2025");
}

TEST_F(EntitlementTest, AGroupThatLawDoesNotKnowYetIsAProblemOfItsRow) {
  people("artisan", 2025, {7, 12}, 1);
  builder.rule(insurance, 2025, {"artisan"});
  reading = builder.assessed();
  ASSERT_THAT(problem_ids(reading), ElementsAre("no_law_row"));
  EXPECT_THAT(reading.problems[0].arguments,
              ElementsAre("health_insurance_state_share", "artisan", "2025-07-01"));
  EXPECT_EQ(reading.problems[0].place.field, "group");
  last_row().months.first = 9;
  EXPECT_THAT(problem_ids(builder.assessed()), IsEmpty()) << "in force since 15 August 2025";
}

TEST_F(EntitlementTest, QuartersAddUpAndTheYearIsCompletedByMidDecember) {
  people("state_poor", 2026, {2, 12}, 10);
  builder.rule(insurance, 2026, {"state_poor"});
  InsuranceQuarter quarter;
  quarter.programme = insurance;
  quarter.unit = ward;
  quarter.year = 2026;
  quarter.quarter = 1;
  quarter.requested = dong(2'200'000);
  quarter.transferred = dong(2'000'000);
  quarter.actual = dong(2'100'000);
  builder.plan.insurance_quarters.push_back(quarter);
  reading = builder.assessed();
  const std::string id = "quarters/bhyt/p-w/2026/";
  EXPECT_EQ(figure(id + "q1_due_dong"), "2106000");
  EXPECT_EQ(figure(id + "q2_due_dong"), "3159000");
  EXPECT_EQ(figure(id + "q3_due_dong"), "3415500");
  EXPECT_EQ(figure(id + "q4_due_dong"), "3415500");
  EXPECT_EQ(figure(id + "q1_requested_dong"), "2200000");
  EXPECT_EQ(figure(id + "q1_transferred_dong"), "2000000");
  EXPECT_EQ(figure(id + "q1_difference_dong"), "-6000");
  EXPECT_EQ(figure(id + "q1_left_dong"), "106000");
  EXPECT_EQ(figure(id + "q4_left_dong"), "10096000");
  EXPECT_EQ(figure(id + "q1_transfer_dong"), "(none)") << "already transferred";
  EXPECT_EQ(figure(id + "q2_transfer_dong"), "3265000");
  EXPECT_EQ(figure(id + "q2_transfer_by"), "2026-06-30");
  EXPECT_EQ(figure(id + "q4_transfer_dong"), "3415500");
  EXPECT_EQ(figure(id + "q4_transfer_by"), "2026-12-15");
  EXPECT_EQ(demand_of(reading, "bhyt/p-w/2026").need, dong(12'096'000));
}

TEST_F(EntitlementTest, WhatFourTransfersLeaveIsTransferredByTheDeadline) {
  people("state_poor", 2025, {1, 12}, 1);
  builder.rule(insurance, 2025, {"state_poor"});
  for (int number = 1; number <= 4; ++number) {
    InsuranceQuarter quarter;
    quarter.programme = insurance;
    quarter.unit = ward;
    quarter.year = 2025;
    quarter.quarter = number;
    quarter.transferred = dong(300'000);
    builder.plan.insurance_quarters.push_back(quarter);
  }
  reading = builder.assessed();
  EXPECT_EQ(figure("quarters/bhyt/p-w/2025/final_transfer_dong"), "63600");
  EXPECT_EQ(figure("quarters/bhyt/p-w/2025/final_transfer_by"), "2025-12-15");
}

TEST_F(EntitlementTest, TheClaimIsTheClassShareOfTheAdditionalNeed) {
  people("state_poor", 2026, {1, 12}, 1'000);
  builder.rule(insurance, 2026, {"state_poor"});
  builder.plan.entitlement_rules.back().in_balance = dong(314'899'999);
  reading = builder.assessed();
  EXPECT_EQ(figure("claim/bhyt/2026/need_dong"), "1314900000");
  EXPECT_EQ(figure("claim/bhyt/2026/additional_dong"), "1000000001");
  EXPECT_EQ(figure("claim/bhyt/2026/central_share_percent"), "80");
  EXPECT_EQ(figure("claim/bhyt/2026/claim_dong"), "800000000");
  EXPECT_EQ(figure("claim/bhyt/2026/local_dong"), "514900000");
  EXPECT_EQ(figure("central_support/remits_up_to_20/2026/percent"), "80");
}

TEST_F(EntitlementTest, APolicyMayHaveASharingRatioOfItsOwn) {
  people("state_poor", 2027, {1, 12}, 1'000);
  builder.rule(insurance, 2027, {"state_poor"});
  builder.plan.entitlement_rules.back().own_central_share_percent = decimal("62.5");
  builder.plan.entitlement_rules.back().in_balance = dong(2'000'000'000);
  reading = builder.assessed();
  EXPECT_THAT(problem_ids(reading), IsEmpty()) << "no class is needed";
  EXPECT_EQ(figure("claim/bhyt/2027/additional_dong"), "0");
  EXPECT_EQ(figure("claim/bhyt/2027/central_share_percent"), "62.5");
}

TEST_F(EntitlementTest, WithoutAClassThereIsAWarningAndNoClaim) {
  people("state_poor", 2026, {1, 12}, 1);
  builder.rule(insurance, 2026, {"state_poor"});
  builder.plan.entitlement_rules.back().central_class.clear();
  reading = builder.assessed();
  EXPECT_THAT(problem_ids(reading), ElementsAre("central_class_not_known"));
  EXPECT_FALSE(has_errors(reading.problems));
  EXPECT_EQ(figure("claim/bhyt/2026/claim_dong"), "(none)");
  EXPECT_EQ(demand_of(reading, "bhyt/p-w/2026").need, dong(1'314'900));
}

}  // namespace
}  // namespace phanbo::test
