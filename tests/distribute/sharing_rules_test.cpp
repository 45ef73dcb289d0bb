// The rules of section 3, each by a sum that can be done on paper: fair_share, level_share,
// rank_order, raise, stages.
#include "distribute/hand_case.hpp"

namespace phanbo::distribution_test {
namespace {

TEST(SharingRules, EverybodyIsPaidWhereMoneySuffices) {
  PlanRows rows = one_class(SharingRule::by_points);
  rows.money = {{.source = "s", .available = 100}};
  rows.demands = {{.item = "a", .wanted = 60}, {.item = "b", .wanted = 40}};
  const HandCase run(rows);
  EXPECT_EQ(run.gets("a"), 60);
  EXPECT_EQ(run.gets("b"), 40);
  EXPECT_TRUE(run.result().shortfalls.empty());
}

TEST(SharingRules, ProRataSharesByWhatIsWanted) {
  for (const SharingRule rule : {SharingRule::pro_rata, SharingRule::in_full}) {
    PlanRows rows = one_class(rule);
    rows.money = {{.source = "s", .available = 100}};
    rows.demands = {{.item = "a", .wanted = 60}, {.item = "b", .wanted = 90}};
    const HandCase run(rows);
    EXPECT_EQ(run.gets("a"), 40);
    EXPECT_EQ(run.gets("b"), 60);
  }
}

TEST(SharingRules, ProRataLeavesLockedMoneyOutOfTheWeights) {
  PlanRows rows = one_class(SharingRule::pro_rata);
  rows.money = {{.source = "s", .available = 90}};
  rows.demands = {{.item = "a", .wanted = 60}, {.item = "b", .wanted = 90}};
  rows.locks = {{.item = "b", .amount = 30}};
  const HandCase run(rows);  // 60 left for 60 and 60
  EXPECT_EQ(run.gets("a"), 30);
  EXPECT_EQ(run.gets("b"), 60);
}

TEST(SharingRules, MaxMinFillsSmallWishesFirst) {
  PlanRows rows = one_class(SharingRule::max_min);
  rows.money = {{.source = "s", .available = 100}};
  rows.demands = {
      {.item = "a", .wanted = 10}, {.item = "b", .wanted = 60}, {.item = "c", .wanted = 90}};
  const HandCase run(rows);
  EXPECT_EQ(run.gets("a"), 10);
  EXPECT_EQ(run.gets("b"), 45);
  EXPECT_EQ(run.gets("c"), 45);
}

TEST(SharingRules, MaxMinGoesOnWhereAnotherSourceIsLeft) {
  PlanRows rows = one_class(SharingRule::max_min);
  rows.money = {{.source = "s", .available = 20}, {.source = "t", .available = 50}};
  rows.demands = {{.item = "a", .wanted = 90, .payers = {{"s"}}},
                  {.item = "b", .wanted = 90, .payers = {{"s"}}},
                  {.item = "c", .wanted = 90, .payers = {{"s", "t"}}}};
  const HandCase run(rows);
  EXPECT_EQ(run.gets("a"), 10);
  EXPECT_EQ(run.gets("b"), 10);
  EXPECT_EQ(run.gets("c"), 50);
}

TEST(SharingRules, PointsWithDigits) {
  PlanRows rows = one_class(SharingRule::by_points);
  rows.money = {{.source = "s", .available = 100}};
  rows.demands = {{.item = "a", .wanted = 100, .score = "0.5"},
                  {.item = "b", .wanted = 100, .score = "1.5"}};
  const HandCase run(rows);
  EXPECT_EQ(run.gets("a"), 25);
  EXPECT_EQ(run.gets("b"), 75);
}

TEST(SharingRules, WithoutPointsNothingOnceTheStageIsShort) {
  PlanRows rows = one_class(SharingRule::by_points);
  rows.money = {{.source = "s", .available = 40}};
  rows.demands = {{.item = "a", .wanted = 30, .score = "2.5"},
                  {.item = "b", .wanted = 30, .score = "0"}};
  const HandCase run(rows);
  EXPECT_EQ(run.gets("a"), 30);
  EXPECT_EQ(run.gets("b"), 0);
}

TEST(SharingRules, RanksThenScoresThenCodes) {
  PlanRows rows = one_class(SharingRule::in_rank_order);
  rows.money = {{.source = "s", .available = 100}};
  rows.demands = {{.item = "a", .wanted = 60, .rank = 0},
                  {.item = "b", .wanted = 50, .rank = 2},
                  {.item = "c", .wanted = 40, .rank = 1}};
  const HandCase by_rank(rows);
  EXPECT_EQ(by_rank.gets("c"), 40);
  EXPECT_EQ(by_rank.gets("b"), 50);
  EXPECT_EQ(by_rank.gets("a"), 10);
  for (DemandRow& row : rows.demands) row.rank = 1;
  rows.demands[2].score = "7.5";
  const HandCase by_score(rows);
  EXPECT_EQ(by_score.gets("c"), 40);
  EXPECT_EQ(by_score.gets("a"), 60);
  EXPECT_EQ(by_score.gets("b"), 0);
}

TEST(SharingRules, TheTieOfTheLastDongIsRecorded) {
  PlanRows rows = one_class(SharingRule::pro_rata);
  rows.money = {{.source = "s", .available = 100}};
  rows.demands = {
      {.item = "a", .wanted = 50}, {.item = "b", .wanted = 50}, {.item = "c", .wanted = 50}};
  const HandCase run(rows);
  EXPECT_EQ(run.gets("a"), 34);
  EXPECT_EQ(run.gets("b"), 33);
  EXPECT_EQ(run.gets("c"), 33);
  ASSERT_EQ(run.result().ties.size(), 1U);
  const TieNote& tie = run.result().ties.front();
  EXPECT_EQ(tie.rule, "remainder");
  EXPECT_EQ(tie.among, (std::vector<std::string>{"a/2025", "b/2025", "c/2025"}));
  EXPECT_EQ(tie.given, (std::vector<std::string>{"a/2025"}));
}

TEST(SharingRules, NoTieWhereNothingWasRounded) {
  PlanRows rows = one_class(SharingRule::by_points);
  rows.money = {{.source = "s", .available = 11}};
  rows.demands = {{.item = "a", .wanted = 9, .score = "3"},
                  {.item = "b", .wanted = 3, .score = "3"}};
  const HandCase run(rows);
  EXPECT_EQ(run.gets("a"), 8);
  EXPECT_EQ(run.gets("b"), 3);
  EXPECT_TRUE(run.result().ties.empty());
}

TEST(SharingRules, AmountsAreWholeSteps) {
  PlanRows rows = one_class(SharingRule::pro_rata);
  rows.programmes = {{.code = "p", .step = 10}};
  rows.money = {{.source = "s", .available = 55}};
  rows.demands = {{.item = "a", .wanted = 40}, {.item = "b", .wanted = 40}};
  const HandCase run(rows);  // 27.5 each; 20 each; one step more for a; 5 are left
  EXPECT_EQ(run.gets("a"), 30);
  EXPECT_EQ(run.gets("b"), 20);
  EXPECT_EQ(run.balance("s").unallocated.dong(), 5);
}

TEST(SharingRules, WhatABigStepCannotUseGoesToSmallSteps) {
  PlanRows rows = one_class(SharingRule::max_min);
  rows.programmes = {{.code = "p"}, {.code = "q", .step = 1'000'000}};
  rows.items = {{.code = "a", .programme = "p"}, {.code = "b", .programme = "q"}};
  rows.money = {{.source = "s", .available = 3'999'998}};
  rows.demands = {{.item = "a", .wanted = 9'000'000}, {.item = "b", .wanted = 9'000'000}};
  const HandCase run(rows);  // 1,999,999 each; b has 1,000,000 and cannot rise once a is served
  EXPECT_EQ(run.gets("b"), 1'000'000);
  EXPECT_EQ(run.gets("a"), 2'999'998);
}

TEST(SharingRules, AWholeScheduleIsTakenOrRefused) {
  PlanRows rows = one_class(SharingRule::in_rank_order);
  rows.last_year = 2026;
  rows.money = {{.source = "s", .year = 2025, .available = 100},
                {.source = "s", .year = 2026, .available = 40}};
  rows.demands = {{.item = "a", .wanted = 50, .year = 2025, .rank = 1, .divisible = false},
                  {.item = "a", .wanted = 50, .year = 2026, .rank = 1, .divisible = false},
                  {.item = "b", .wanted = 80, .year = 2025, .rank = 2}};
  const HandCase refused(rows);
  EXPECT_EQ(refused.gets("a", 2025), 0);
  EXPECT_EQ(refused.gets("a", 2026), 0);
  EXPECT_EQ(refused.gets("b"), 80);
  EXPECT_EQ(refused.reason("a", 2025), DemandReason::whole_does_not_fit);
  rows.money[1].available = 50;
  const HandCase taken(rows);
  EXPECT_EQ(taken.gets("a", 2025), 50);
  EXPECT_EQ(taken.gets("a", 2026), 50);
  EXPECT_EQ(taken.gets("b"), 50);
}

TEST(SharingRules, LessThanUsefulIsNothingInRankOrder) {
  PlanRows rows = one_class(SharingRule::in_rank_order);
  rows.money = {{.source = "s", .available = 40}};
  rows.demands = {{.item = "a", .wanted = 60, .rank = 1, .least_useful = 50},
                  {.item = "b", .wanted = 30, .rank = 2}};
  const HandCase run(rows);
  EXPECT_EQ(run.gets("a"), 0);
  EXPECT_EQ(run.reason("a"), DemandReason::below_least_useful);
  EXPECT_EQ(run.gets("b"), 30);
}

TEST(SharingRules, TheLowestRankedUselessAmountIsDropped) {
  PlanRows rows = one_class(SharingRule::pro_rata);
  rows.money = {{.source = "s", .available = 60}};
  rows.demands = {{.item = "a", .wanted = 60, .rank = 1, .least_useful = 50},
                  {.item = "b", .wanted = 60, .rank = 2, .least_useful = 50}};
  const HandCase run(rows);  // 30 each is of no use to either; without b, a has all it wants
  EXPECT_EQ(run.gets("a"), 60);
  EXPECT_EQ(run.gets("b"), 0);
  EXPECT_EQ(run.reason("b"), DemandReason::below_least_useful);
}

TEST(SharingRules, ClassesFirstOrYearsFirst) {
  PlanRows rows = one_class(SharingRule::in_rank_order);
  rows.classes.push_back({.code = "c2", .order = 2, .rule = SharingRule::in_rank_order});
  rows.last_year = 2026;
  rows.money = {{.source = "s", .year = 2025, .available = 100, .carry_out_max = 100},
                {.source = "s", .year = 2026}};
  rows.demands = {{.item = "x", .wanted = 80, .year = 2026, .priority_class = "c1"},
                  {.item = "y", .wanted = 80, .year = 2025, .priority_class = "c2"}};
  const HandCase by_class(rows);
  EXPECT_EQ(by_class.gets("x", 2026), 80);
  EXPECT_EQ(by_class.gets("y"), 20);
  rows.class_order = ClassOrder::by_year;
  const HandCase by_year(rows);
  EXPECT_EQ(by_year.gets("y"), 80);
  EXPECT_EQ(by_year.gets("x", 2026), 20);
}

}  // namespace
}  // namespace phanbo::distribution_test
