// insurance_by_group, insurance_quarters, claim_on_centre: the figures of the assessment, found by
// their ids.
#include <gtest/gtest.h>

#include "outputs/sample.hpp"
#include "outputs/tabulate/figures.hpp"
#include "outputs/tabulate/tabulate.hpp"
#include "outputs/ties.hpp"

namespace phanbo::test {
namespace {

const ReportTable* find(const std::vector<ReportTable>& tables, const std::string& id) {
  for (const ReportTable& table : tables) {
    if (table.id == id) return &table;
  }
  return nullptr;
}

std::vector<ReportTable> tables_of(const Sample& sample) {
  return tabulate(sample.plan, sample.assessment, sample.allocation);
}

TEST(Insurance, GroupsAreBrokenDownByBaseSalary) {
  const Sample sample = make_sample();
  const auto tables = tables_of(sample);
  const ReportTable& groups = *find(tables, "insurance_by_group");
  const std::size_t segment = row_of(groups, "months", "1-12");
  EXPECT_EQ(row_level(groups, segment), 5);
  EXPECT_EQ(text_of(groups, segment, "persons"), "100");
  EXPECT_EQ(text_of(groups, segment, "person_months"), "1200");
  EXPECT_EQ(text_of(groups, segment, "base_salary_dong"), "2340000");
  EXPECT_EQ(text_of(groups, segment, "rate_percent"), "4.5");
  EXPECT_EQ(text_of(groups, segment, "monthly"), "105300");
  EXPECT_EQ(text_of(groups, segment, "state_dong"), "126360000");
  EXPECT_EQ(text_of(groups, segment - 1, "paid_by_programme"), "Có");
  EXPECT_EQ(text_of(groups, segment - 1, "full_dong"), "126360000") << "sum of its segments";
  EXPECT_EQ(text_of(groups, 0, "programme_dong"), "126360000");
  EXPECT_EQ(text_of(groups, 0, "base_salary_dong"), "") << "a salary is not added up";
  EXPECT_TRUE(broken_ties(groups).empty());
}

TEST(Insurance, SegmentsAreOrderedByMonthAndAdvancePayment) {
  Sample sample = make_sample();
  const std::string group = "insurance/bhyt/an-binh/state_atk/2025/segment/";
  for (const char* segment : {"10-12", "7-9/paid_2025-06-20", "7-9"})
    sample.figure(group + segment + "/full_dong", "1000");
  const auto tables = tables_of(sample);
  const ReportTable& groups = *find(tables, "insurance_by_group");
  const std::size_t first = row_of(groups, "months", "1-12");
  EXPECT_EQ(text_of(groups, first + 1, "months"), "7-9");
  EXPECT_EQ(text_of(groups, first + 1, "paid_on"), "");
  EXPECT_EQ(text_of(groups, first + 2, "paid_on"), "2025-06-20");
  EXPECT_EQ(text_of(groups, first + 3, "months"), "10-12");
}

TEST(Insurance, EmployersPartIsNotThePersonsOwn) {
  Sample sample = make_sample();
  const std::string group = "insurance/bhyt/an-binh/state_atk/2025";
  sample.figure(group + "/others_dong", "300");
  sample.figure(group + "/segment/2-2/self_dong", "300");
  sample.figure(group + "/segment/2-2/full_dong", "300");
  const auto tables = tables_of(sample);
  const ReportTable& groups = *find(tables, "insurance_by_group");
  const std::size_t row = row_of(groups, "months", "2-2");
  EXPECT_EQ(text_of(groups, row, "others_dong"), "300");
  EXPECT_EQ(text_of(groups, row, "self_dong"), "");
  EXPECT_EQ(text_of(groups, row, "reduction_dong"), "0");
}

TEST(Insurance, WhatOtherProgrammesPayIsNotThisOnes) {
  Sample sample = make_sample();
  sample.plan.entitlement_rules.front().pays_groups = {"household"};
  const auto tables = tables_of(sample);
  const ReportTable& groups = *find(tables, "insurance_by_group");
  EXPECT_EQ(text_of(groups, 0, "state_dong"), "126360000");
  EXPECT_EQ(text_of(groups, 0, "programme_dong"), "0");
}

TEST(Insurance, QuartersCompleteTheYear) {
  const Sample sample = make_sample();
  const auto tables = tables_of(sample);
  const ReportTable& quarters = *find(tables, "insurance_quarters");
  EXPECT_EQ(text_of(quarters, 0, "due_dong"), "126360000");
  const std::size_t first = row_of(quarters, "name", "Quý 1");
  EXPECT_EQ(text_of(quarters, first, "transferred_dong"), "30000000");
  EXPECT_EQ(text_of(quarters, first, "left_dong"), "1590000");
  EXPECT_EQ(text_of(quarters, first, "requested_dong"), "") << "not stated is not zero";
  EXPECT_EQ(text_of(quarters, first + 1, "transfer_dong"), "33180000");
  EXPECT_EQ(text_of(quarters, first + 3, "transfer_by"), "2025-12-15");
}

TEST(Insurance, AFinalTransferHasItsRow) {
  Sample sample = make_sample();
  sample.figure("quarters/bhyt/an-binh/2025/final_transfer_dong", "77");
  const auto tables = tables_of(sample);
  const ReportTable& quarters = *find(tables, "insurance_quarters");
  const std::size_t row = row_of(quarters, "name", "Chuyển bổ sung cuối năm");
  EXPECT_EQ(text_of(quarters, row, "transfer_dong"), "77");
}

TEST(Insurance, TheClaimIsAShareOfTheAdditionalNeed) {
  const Sample sample = make_sample();
  const auto tables = tables_of(sample);
  const ReportTable& claim = *find(tables, "claim_on_centre");
  const std::size_t row = row_of(claim, "year", "2025");
  EXPECT_EQ(text_of(claim, row, "central_share_percent"), "80");
  EXPECT_EQ(text_of(claim, row, "claim_dong"), "80000000");
  EXPECT_EQ(text_of(claim, row, "local_dong"), "46360000");
  EXPECT_EQ(text_of(claim, 0, "claim_dong"), "80000000");
}

TEST(Insurance, MissingFiguresLeaveBlanksOrNoTable) {
  Sample sample = make_sample();
  sample.assessment.figures.clear();
  const auto tables = tables_of(sample);
  EXPECT_EQ(find(tables, "insurance_quarters"), nullptr);
  EXPECT_EQ(find(tables, "claim_on_centre"), nullptr);
  const ReportTable* groups = find(tables, "insurance_by_group");
  ASSERT_NE(groups, nullptr);
  EXPECT_EQ(text_of(*groups, row_of(*groups, "group", "state_atk"), "full_dong"), "");
}

TEST(Figures, AValueThatIsNoDecimalStaysText) {
  Assessment assessment;
  assessment.figures = {{"b", "1/3", "points"}, {"a", "1.50", "points"}, {"ab", "7", "dong"}};
  const FigureFinder figures(assessment);
  EXPECT_EQ(std::get<Text>(figures.number("b").view()).vi, "1/3");
  EXPECT_EQ(std::get<Decimal>(figures.number("a").view()), *Decimal::parse("1.5"));
  EXPECT_TRUE(figures.money("a").is_blank());
  EXPECT_EQ(figures.money("ab").amount(), dong(7));
  EXPECT_TRUE(figures.money("c").is_blank());
  EXPECT_EQ(figures.starting_with("a").size(), 2U);
}

}  // namespace
}  // namespace phanbo::test
