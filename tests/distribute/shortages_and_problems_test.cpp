// Section 5, the status, and every problem that distribute can report: shortage, problem_kinds.
#include <algorithm>
#include <set>

#include "distribute/hand_case.hpp"

namespace phanbo::distribution_test {
namespace {

TEST(Shortages, WhatIsAllowedHeldNeededAndMissing) {
  PlanRows rows = one_class(SharingRule::in_rank_order);
  rows.classes.push_back({.code = "c2", .order = 2, .mandatory = true});
  rows.money = {{.source = "s", .available = 100}};
  rows.demands = {{.item = "a", .wanted = 60}, {.item = "b", .wanted = 70, .priority_class = "c2"}};
  const HandCase run(rows);
  ASSERT_EQ(run.result().shortfalls.size(), 1U);
  const Shortfall& part = run.result().shortfalls[0];
  EXPECT_EQ(HandCase::figures(part), "X 100 W 60 Y 70 Z 30");
  ASSERT_EQ(part.limits.size(), 1U);
  EXPECT_EQ(part.limits[0].code, "s/2025");
  EXPECT_EQ(run.result().status, Status::shortfall);
}

TEST(Shortages, OneSentenceForEachUnconnectedPart) {
  PlanRows rows = one_class(SharingRule::pro_rata);
  rows.money = {{.source = "s", .available = 2}, {.source = "t", .available = 7}};
  rows.envelopes = {{.code = "e", .amount = 0}};
  rows.demands = {{.item = "a", .wanted = 5, .payers = {{"s"}}},
                  {.item = "b", .wanted = 4, .payers = {{"s@e"}}},
                  {.item = "c", .wanted = 9, .payers = {{"t"}}}};
  const HandCase run(rows);
  ASSERT_EQ(run.result().shortfalls.size(), 3U);
  EXPECT_EQ(HandCase::figures(run.result().shortfalls[0]), "X 2 W 0 Y 5 Z 3");
  EXPECT_EQ(HandCase::figures(run.result().shortfalls[1]), "X 0 W 0 Y 4 Z 4");
  ASSERT_EQ(run.result().shortfalls[1].limits.size(), 1U) << "the envelope is to be named";
  EXPECT_EQ(run.result().shortfalls[1].limits[0].code, "e");
  EXPECT_EQ(HandCase::figures(run.result().shortfalls[2]), "X 7 W 0 Y 9 Z 2");
}

TEST(Shortages, NestedFullCapsAreToldOnce) {
  PlanRows rows = one_class(SharingRule::pro_rata);
  rows.units = {{"u", ""}, {"u1", "u"}};
  rows.items = {{.code = "a", .unit = "u1"}, {.code = "b"}};
  rows.money = {{.source = "s", .available = 100}};
  rows.caps = {{.code = "inner", .amount = 0, .unit = "u1"}, {.code = "outer", .amount = 0}};
  rows.demands = {{.item = "a", .wanted = 5}, {.item = "b", .wanted = 3}};
  const HandCase run(rows);
  ASSERT_EQ(run.result().shortfalls.size(), 1U);
  EXPECT_EQ(HandCase::figures(run.result().shortfalls[0]), "X 0 W 0 Y 8 Z 8");
}

TEST(Shortages, MoneyIsNamedWhereACapOfAnEarlierClassIsFull) {
  PlanRows rows = one_class(SharingRule::in_full);
  rows.classes.push_back({.code = "c2", .order = 2});
  rows.programmes = {{.code = "p"}, {.code = "q"}};
  rows.items = {{.code = "a", .programme = "q"}, {.code = "b", .programme = "p"}};
  rows.money = {{.source = "s", .available = 64}};
  rows.caps = {{.code = "cap", .amount = 60, .programme = "q"}};
  rows.demands = {{.item = "a", .wanted = 90}, {.item = "b", .wanted = 50, .priority_class = "c2"}};
  const HandCase run(rows);
  ASSERT_EQ(run.result().shortfalls.size(), 2U);
  EXPECT_EQ(HandCase::figures(run.result().shortfalls[0]), "X 60 W 0 Y 90 Z 30");
  EXPECT_EQ(HandCase::figures(run.result().shortfalls[1]), "X 64 W 60 Y 50 Z 46");
}

TEST(Shortages, StatusAsksOnlyForMandatoryNeeds) {
  PlanRows rows = one_class(SharingRule::pro_rata);
  rows.money = {{.source = "s", .available = 10}};
  rows.demands = {{.item = "a", .wanted = 20}};
  EXPECT_EQ(HandCase(rows).result().status, Status::complete);
  rows.classes[0].mandatory = true;
  EXPECT_EQ(HandCase(rows).result().status, Status::shortfall);
  rows.demands[0] = {.item = "a", .standing = Standing::conditional, .need = 20};
  EXPECT_EQ(HandCase(rows).result().status, Status::complete);
  rows.demands[0].standing = Standing::no_dossier;
  EXPECT_EQ(HandCase(rows).result().status, Status::shortfall);
}

/// The ids of what distribute reports.
std::set<std::string> problems_of(PlanRows rows) {
  const Case given = build_case(std::move(rows));
  std::set<std::string> ids;
  for (const Problem& problem : distribute(given.plan, given.assessment).problems) {
    ids.emplace(problem.kind->id);
    EXPECT_EQ(found_text(problem, Language::vietnamese).find('{'), std::string::npos);
    EXPECT_EQ(found_text(problem, Language::english).find('{'), std::string::npos);
    EXPECT_FALSE(fix_text(problem, Language::vietnamese).empty());
  }
  return ids;
}

struct ProblemCase {
  std::string id;
  PlanRows rows;
};

std::vector<ProblemCase> money_cases() {
  std::vector<ProblemCase> cases;
  PlanRows rows;
  rows.demands = {{.item = "a", .wanted = 10}};
  rows.money = {{.source = "s", .available = 10, .reserve = 11}};
  cases.push_back({"money_over_committed", rows});
  rows.money = {{.source = "s", .available = 10}};
  rows.kept = {{.code = "k", .amount = 6}, {.code = "l", .amount = 5}};
  cases.push_back({"kept_money_over_available", rows});
  rows.kept = {{.code = "k", .amount = 6}};
  rows.envelopes = {{.code = "e", .amount = 5}};
  rows.demands[0].payers = {{"s@e"}};
  cases.push_back({"kept_money_behind_envelope", rows});
  rows = {};
  rows.demands = {{.item = "a", .wanted = 10}};
  rows.money = {{.source = "s", .available = 5'000'000'000'000'000},
                {.source = "t", .available = 5'000'000'000'000'000}};
  cases.push_back({"money_over_limit", rows});
  rows.money = {{.source = "s", .available = 10}};
  rows.programmes = {{.code = "p", .share_numerator = 1, .share_denominator = 1'000'003}};
  cases.push_back({"local_share_too_fine", rows});
  return cases;
}

std::vector<ProblemCase> rule_cases() {
  std::vector<ProblemCase> cases;
  PlanRows rows;
  rows.units = {{"u", ""}, {"v", ""}};
  rows.programmes = {{.code = "p"}, {.code = "q"}};
  rows.items = {{.code = "a", .programme = "p", .unit = "u"},
                {.code = "b", .programme = "p", .unit = "v"},
                {.code = "c", .programme = "q", .unit = "u"}};
  rows.money = {{.source = "s", .available = 10}};
  rows.demands = {
      {.item = "a", .wanted = 9}, {.item = "b", .wanted = 9}, {.item = "c", .wanted = 9}};
  rows.caps = {{.code = "of_p", .amount = 9, .programme = "p"},
               {.code = "of_u", .amount = 9, .unit = "u"}};
  cases.push_back({"caps_cross", rows});
  rows = one_class(SharingRule::pro_rata);
  rows.last_year = 2026;
  rows.money = {{.source = "s", .year = 2025, .available = 10},
                {.source = "s", .year = 2026, .available = 10}};
  rows.demands = {{.item = "a", .wanted = 30, .year = 2025, .divisible = false},
                  {.item = "a", .wanted = 30, .year = 2026, .divisible = false}};
  cases.push_back({"whole_schedule_needs_rank_order", rows});
  rows = one_class(SharingRule::by_points);
  rows.money = {{.source = "s", .available = 10}};
  rows.demands = {{.item = "a", .wanted = 30, .score = "1000000.000000000001"},
                  {.item = "b", .wanted = 30, .score = "1"}};
  cases.push_back({"scores_too_fine", rows});
  return cases;
}

TEST(Problems, EveryKindCanBeProvokedAndAlone) {
  std::set<std::string> provoked;
  std::vector<ProblemCase> cases = money_cases();
  for (const ProblemCase& other : rule_cases()) cases.push_back(other);
  for (const ProblemCase& one : cases) {
    EXPECT_EQ(problems_of(one.rows), std::set<std::string>{one.id});
    provoked.insert(one.id);
  }
  // The reader owns this one and finds it first; distribute checks it again.
  std::set<std::string> known = {"local_share_too_fine"};
  for (const ProblemKind* kind : distribute_problem_kinds()) known.emplace(kind->id);
  EXPECT_EQ(provoked, known);
}

}  // namespace
}  // namespace phanbo::distribution_test
