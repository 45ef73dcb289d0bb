// The defects and tolerances of real published tables (cases/reconciliation_quality.json and
// admin_units.json), as rows of a plan: each defect that can occur in an input is found, and sound
// tables are left in peace.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plan_folder.hpp"

namespace phanbo::test {
namespace {

using ::testing::HasSubstr;

std::string statements(const std::string& rows) {
  return "statement,row,parent,label,unit,year,value,plan,actual,percent\n" + rows;
}

std::vector<Problem> problems_with(const std::string& table, const std::string& content) {
  PlanFolder folder;
  folder.set(table, content);
  return folder.read().problems;
}

std::vector<std::string> ids(const std::vector<Problem>& problems) {
  std::vector<std::string> list;
  for (const Problem& problem : problems) list.emplace_back(problem.kind->id);
  return list;
}

/// Q01: a total in billions with three decimals, 18 direct children (and rows below those), 0.002
/// apart.
TEST(PublishedCases, Q01_DirectChildrenAddUpWithinRounding) {
  std::string rows = "b63,I,,Thu nội địa,billion_dong,2020,16658.847,,,\n";
  for (int i = 1; i <= 18; ++i) {
    const std::string value = i == 1 ? "16641.849" : "1.000";
    rows += "b63,I." + std::to_string(i) + ",I,Khoản,billion_dong,2020," + value + ",,,\n";
  }
  for (int i = 1; i <= 6; ++i)
    rows += "b63,I.1." + std::to_string(i) + ",I.1,Chi tiết,billion_dong,2020," +
            (i == 1 ? "16636.849" : "1") + ",,,\n";
  const auto problems = problems_with("statements", statements(rows));
  ASSERT_EQ(ids(problems), std::vector<std::string>{"printed_total_residual"});
  EXPECT_EQ(problems[0].arguments[2], "18");
  EXPECT_EQ(problems[0].arguments[3], "16658.849");
  EXPECT_EQ(problems[0].arguments[4], "-0.002");
}

/// The tolerance is half of the last digit for each of the n + 1 printed numbers, not one step
/// more.
TEST(PublishedCases, Q01_TheToleranceHasAnEdge) {
  const auto verdict = [](const std::string& total) {
    return ids(problems_with(
        "statements",
        statements("b,T,,Tổng,billion_dong,2020," + total +
                   ",,,\nb,T1,T,Một,billion_dong,2020,1.0,,,\n"
                   "b,T2,T,Hai,billion_dong,2020,2.0,,,\nb,T3,T,Ba,billion_dong,2020,3.0,,,\n")));
  };
  EXPECT_TRUE(verdict("6.0").empty());
  EXPECT_EQ(verdict("6.2"), std::vector<std::string>{"printed_total_residual"});
  EXPECT_EQ(verdict("6.3"), std::vector<std::string>{"printed_total_differs"});
  EXPECT_EQ(verdict("5.8"), std::vector<std::string>{"printed_total_residual"});
}

TEST(PublishedCases, Q01_WholeDongAndPeopleAddUpExactly) {
  EXPECT_EQ(ids(problems_with("statements",
                              statements("b,T,,Tổng,dong,2020,6,,,\nb,T1,T,Một,dong,2020,5,,,\n"))),
            std::vector<std::string>{"printed_total_differs"});
  EXPECT_EQ(
      ids(problems_with("statements",
                        statements("b,T,,Tổng,people,2020,6,,,\nb,T1,T,Một,people,2020,5,,,\n"))),
      std::vector<std::string>{"printed_total_differs"});
}

TEST(PublishedCases, Q01_BlankChildrenLeaveTheSumOpen) {
  EXPECT_TRUE(
      problems_with("statements", statements("b,T,,Tổng,dong,2020,6,,,\nb,T1,T,Một,dong,2020,5,,,\n"
                                             "b,T2,T,Hai,dong,2020,,,,\n"))
          .empty());
}

/// Q02: a percent that took on the unit of the table.
TEST(PublishedCases, Q02_APercentScaledByTheUnitIsFound) {
  const std::string good = statements("ag,1,,Thu,dong,2020,,1000000000,2168766062,216.8766062\n");
  const std::string scaled = statements("ag,1,,Thu,dong,2020,,1000000000,2168766062,216876606\n");
  EXPECT_TRUE(problems_with("statements", good).empty());
  EXPECT_EQ(ids(problems_with("statements", scaled)),
            std::vector<std::string>{"printed_percent_differs"});
}

/// Q03: one year of a series with its group mark read as a decimal mark.
TEST(PublishedCases, Q03_TheOddYearIsNamed) {
  const auto problems =
      problems_with("statements", statements("b46,T,,Tổng,million_dong,2020,29106050,,,\n"
                                             "b46,T,,Tổng,million_dong,2021,28.709234,,,\n"
                                             "b46,T,,Tổng,million_dong,2022,23556345,,,\n"));
  ASSERT_EQ(ids(problems), std::vector<std::string>{"magnitude_jump"});
  EXPECT_EQ(problems[0].arguments[1], "2021");
  EXPECT_TRUE(problems_with("statements", statements("b46,T,,Tổng,million_dong,2020,100,,,\n"
                                                     "b46,T,,Tổng,million_dong,2021,9999,,,\n"))
                  .empty());
}

/// Q04: percentages right to one decimal, but a part larger than its total.
TEST(PublishedCases, Q04_PercentagesHoldAndTheLargerChildIsFound) {
  const auto problems = problems_with(
      "statements",
      statements(
          "xa,T,,Tổng số,million_dong,2026,,3794740,3463459.2,91.3\n"
          "xa,T.A,T,A. Chi NSNN,million_dong,2026,,5502660,3401673.3,61.8\n"
          "xa,T.A.I,T.A,I. Chi đầu tư phát triển,million_dong,2026,,977310,870952.7,89.1\n"));
  EXPECT_THAT(ids(problems), ::testing::Contains("printed_child_over_parent"));
  EXPECT_THAT(ids(problems), ::testing::Not(::testing::Contains("printed_percent_differs")));
  EXPECT_THAT(told(problems), HasSubstr("statements.csv:3:41 printed_child_over_parent"));
}

TEST(PublishedCases, Q04_APercentOffByItsLastDigitIsFound) {
  EXPECT_EQ(
      ids(problems_with("statements",
                        statements("xa,T,,Tổng số,million_dong,2026,,3794740,3463459.2,91.2\n"))),
      std::vector<std::string>{"printed_percent_differs"});
  EXPECT_TRUE(
      problems_with("statements", statements("xa,T,,Tổng,million_dong,2026,,3,2,60\n")).empty())
      << "2.49 of 3.49 prints like this too, so 60 may be right";
  EXPECT_EQ(ids(problems_with("statements", statements("xa,T,,Tổng,dong,2026,,3,2,60\n"))),
            std::vector<std::string>{"printed_percent_differs"});
}

/// Q05: three tiers, 17 + 82 + 1 and so on: every line makes exactly 100.
TEST(PublishedCases, Q05_SharesOfARevenueMakeAHundred) {
  const auto table = [](const std::string& commune) {
    return "revenue;unit;tier;share_percent\nvat;Ngũ Hành Sơn;central;17\nvat;Ngũ Hành "
           "Sơn;province;82\n"
           "vat;Ngũ Hành Sơn;commune;" +
           commune +
           "\nvat;Hội An;central;17\nvat;Hội An;province;7\n"
           "vat;Hội An;commune;76\n";
  };
  EXPECT_TRUE(problems_with("revenue_shares", table("1")).empty());
  EXPECT_EQ(ids(problems_with("revenue_shares", table("1.01"))),
            std::vector<std::string>{"revenue_shares_sum"});
}

/// Q06: stated 12 communes and 4 wards; the list names 13 and 3.
TEST(PublishedCases, Q06_AListIsCounted) {
  PlanFolder folder;
  std::string units =
      "code,name,kind,parent\nct,TP,province,\nother,Xã khác,commune,ct\n"
      "an,Xã An,commune,ct\nbinh,Phường Bình,ward,ct\n";
  std::string statuses = "unit,status,valid_from,document\n";
  for (int i = 1; i <= 16; ++i) {
    const std::string code = "u" + std::to_string(i);
    units += code + ",Đơn vị," + (i <= 13 ? "commune" : "ward") + ",ct\n";
    statuses += code + ",atk,2025-11-18,d1\n";
  }
  folder.set("units", units).set("statuses", statuses);
  folder.set(
      "stated_counts",
      "list,parent,kind,date,stated\natk,ct,commune,2025-11-18,12\natk,ct,ward,2025-11-18,4\n");
  const auto problems = folder.read().problems;
  ASSERT_EQ(ids(problems),
            (std::vector<std::string>{"stated_count_differs", "stated_count_differs"}));
  EXPECT_EQ(problems[0].arguments[3], "13");
  EXPECT_EQ(problems[1].arguments[3], "3");
}

/// A01, A03: wards, communes and townships of a city, below its districts too.
TEST(PublishedCases, A03_UnitsBelowDistrictsAreCountedForTheCity) {
  PlanFolder folder;
  std::string units =
      "code,name,kind,parent\nct,TP Cần Thơ,province,\nan,Xã,commune,q1\nbinh,Phường,ward,q1\n";
  for (int i = 1; i <= 9; ++i) units += "q" + std::to_string(i) + ",Quận,district,ct\n";
  for (int i = 2; i <= 36; ++i)
    units += "x" + std::to_string(i) + ",Xã,commune,q" + std::to_string(i % 9 + 1) + "\n";
  for (int i = 2; i <= 39; ++i)
    units += "p" + std::to_string(i) + ",Phường,ward,q" + std::to_string(i % 9 + 1) + "\n";
  for (int i = 1; i <= 5; ++i)
    units += "t" + std::to_string(i) + ",Thị trấn,township,q" + std::to_string(i) + "\n";
  folder.set("units", units);
  folder.set("stated_counts",
             "list,parent,kind,date,stated\nnq,ct,commune,2024-11-01,36\nnq,ct,ward,2024-11-01,39\n"
             "nq,ct,township,2024-11-01,5\nnq,ct,district,2024-11-01,9\n");
  EXPECT_EQ(told(folder.read().problems), "");
}

/// A02: three predecessors are published, the fourth is not: nothing to compare, nothing to
/// complain about.
TEST(PublishedCases, A02_AnUnknownPartLeavesTheSumOpen) {
  const auto told_with = [](const std::string& old_thoi_binh) {
    PlanFolder folder;
    folder.set("units",
               "code,name,kind,parent,valid_from,valid_to,people,area_km2\nct,TP,province,,,,,\n"
               "an,Xã,commune,ct,,,,\nbinh,Phường,ward,ct,,,,\n"
               "an-phu,An Phú,ward,ct,,2024-10-31,10851,0.50\nan-nghiep,An "
               "Nghiệp,ward,ct,,2024-10-31,7635,0.35\n"
               "an-cu,An Cư,ward,ct,,2024-10-31,23313,0.61\ntb-cu,Thới Bình,ward,ct,,2024-10-31," +
                   old_thoi_binh + "\ntb,Thới Bình,ward,ct,2024-11-01,,56364,1.99\n");
    std::string lineage = "predecessor,successor,date,kind\n";
    for (const auto* code : {"an-phu", "an-nghiep", "an-cu", "tb-cu"})
      lineage += std::string(code) + ",tb,2024-11-01,merged\n";
    folder.set("lineage", lineage);
    return told(folder.read().problems);
  };
  EXPECT_EQ(told_with(","), "");
  EXPECT_EQ(told_with("14565,0.53"), "");
  EXPECT_THAT(told_with("14566,0.53"), HasSubstr("lineage_sum_differs"));
}

}  // namespace
}  // namespace phanbo::test
