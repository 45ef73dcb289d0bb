// Needs that are given: fixed.cpp, grants.cpp, projects.cpp, yearly_needs.cpp; what earlier
// decisions lock (locked.cpp), whole steps (wanted.cpp), and the order of items and demands
// (workbench.cpp).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "assess/plan_builder.hpp"

namespace phanbo::test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct GivenNeedsTest : ::testing::Test {
  PlanBuilder builder{2025, 2027};
  Index<Unit> commune = builder.unit("c", UnitKind::commune);
  Index<Source> money = builder.source("s1");
  AssessmentReading reading;

  GivenNeedsTest() { builder.pays(money, {}); }

  const Demand& demand(std::string_view code) {
    reading = builder.assessed();
    return demand_of(reading, code);
  }
};

struct FixedCostTest : GivenNeedsTest {
  Index<Programme> tasks = builder.programme("tasks", ProgrammeKind::fixed);
};

TEST_F(FixedCostTest, OneCostIsOneDemand) {
  FixedCost& cost = builder.plan.fixed_costs[builder.cost("k", tasks, commune, 2026, 70)];
  cost.holder = "Phòng Văn hóa";
  cost.months = {3, 9};
  cost.rank = 4;
  cost.score = decimal("2.5");
  cost.least_useful = dong(30);
  builder.plan.programmes[tasks].local_share_numerator = 1;
  builder.plan.programmes[tasks].local_share_denominator = 5;
  const Demand& found = demand("k/2026");
  EXPECT_EQ(found.need, dong(70));
  EXPECT_EQ(found.wanted, dong(70));
  EXPECT_EQ(found.months, (MonthSpan{3, 9}));
  EXPECT_EQ(found.rank, 4);
  EXPECT_EQ(found.score, decimal("2.5"));
  EXPECT_EQ(found.least_useful, dong(30));
  EXPECT_EQ(found.local_share_denominator, 5);
  EXPECT_EQ(found.standing, Standing::ordinary);
  EXPECT_TRUE(found.divisible);
  const Item& item = reading.assessment.items[found.item];
  EXPECT_EQ(item.holder, "Phòng Văn hóa");
  EXPECT_EQ(item.origin, ItemOrigin::fixed_cost);
  EXPECT_EQ(reading.assessment.demands.size(), 1U);
}

TEST_F(FixedCostTest, ItsOwnClassComesBeforeTheProgrammes) {
  const auto second = builder.priority_class("second");
  builder.cost("k1", tasks, commune, 2026, 1);
  builder.plan.fixed_costs[builder.cost("k2", tasks, commune, 2026, 1)].priority_class = second;
  EXPECT_EQ(demand("k1/2026").priority_class.position(), 0U);
  EXPECT_EQ(demand("k2/2026").priority_class, second);
}

TEST_F(FixedCostTest, ConditionalTasksHaveNoAmount) {
  builder.plan.programmes[tasks].conditional = true;
  builder.plan.fixed_costs[builder.cost("k", tasks, commune, 2026, 1)].amount.reset();
  const Demand& found = demand("k/2026");
  EXPECT_EQ(found.standing, Standing::conditional);
  EXPECT_EQ(found.need, dong(0));
  EXPECT_EQ(found.wanted, dong(0));
}

TEST_F(FixedCostTest, ADecisionGivesTheAmountOfAConditionalTask) {
  builder.plan.programmes[tasks].conditional = true;
  builder.plan.fixed_costs[builder.cost("k", tasks, commune, 2026, 1)].amount.reset();
  builder.decided("k", 2026, money, 80);
  const Demand& found = demand("k/2026");
  EXPECT_EQ(found.standing, Standing::ordinary);
  EXPECT_EQ(found.need, dong(80));
  EXPECT_EQ(found.wanted, dong(80));
  EXPECT_EQ(found.locked, dong(80));
}

TEST_F(FixedCostTest, NothingNeededIsNoMissingPayer) {
  builder.plan.payer_rules.clear();
  builder.cost("k", tasks, commune, 2026, 0);
  EXPECT_EQ(demand("k/2026").standing, Standing::ordinary);
}

TEST_F(FixedCostTest, GivenAmountsAreNeverRaisedToAStep) {
  builder.plan.programmes[tasks].step = dong(1'000);
  builder.cost("k", tasks, commune, 2026, 2'500);
  EXPECT_EQ(demand("k/2026").need, dong(2'500));
  EXPECT_EQ(demand("k/2026").wanted, dong(2'000));
  ASSERT_EQ(reading.assessment.roundings.size(), 1U);
  EXPECT_EQ(reading.assessment.roundings[0].rule, "down_to_step 1000");
  EXPECT_EQ(reading.assessment.roundings[0].where, "k/2026");
}

TEST_F(FixedCostTest, ItemsAreSortedByCodeAndDemandsByItemAndYear) {
  builder.cost("a", tasks, commune, 2027, 1);
  builder.cost("b", tasks, commune, 2025, 1);
  const auto heritage = builder.programme("zz", ProgrammeKind::grants);
  Site site;
  site.code = "aa";
  site.programme = heritage;
  site.unit = commune;
  site.need_by_year = {dong(1), std::nullopt, dong(3)};
  builder.plan.sites.push_back(site);
  reading = builder.assessed();
  std::vector<std::string> codes;
  for (std::size_t i = 0; i < reading.assessment.demands.size(); ++i)
    codes.push_back(demand_code(reading.assessment, Index<Demand>(i)));
  EXPECT_THAT(codes, ElementsAre("a/2027", "aa/2025", "aa/2027", "b/2025"));
}

TEST_F(FixedCostTest, EarlierDecisionsAreLocked) {
  builder.cost("k", tasks, commune, 2026, 100);
  const auto other = builder.source("s2");
  builder.decided("k", 2026, other, 40);
  builder.decided("k", 2026, money, 20);
  EXPECT_EQ(demand("k/2026").locked, dong(60));
  EXPECT_EQ(demand("k/2026").wanted, dong(100));
  ASSERT_EQ(reading.assessment.locked.size(), 2U);
  EXPECT_EQ(reading.assessment.locked[0].source, money);
  EXPECT_EQ(reading.assessment.locked[0].amount, dong(20));
  EXPECT_EQ(reading.assessment.locked[0].decided_row, 1U);
  EXPECT_EQ(reading.assessment.locked[1].source, other);
}

TEST_F(FixedCostTest, AnAdjustableDecisionLocksWhatIsPaidAndAdvanced) {
  builder.cost("k", tasks, commune, 2026, 100);
  builder.cost("l", tasks, commune, 2026, 100);
  builder.decided("k", 2026, money, 90);
  builder.plan.decided.back().adjustable = true;
  builder.plan.decided.back().paid = dong(25);
  builder.plan.decided.back().advanced = dong(10);
  builder.decided("l", 2026, money, 90);
  builder.plan.decided.back().adjustable = true;
  EXPECT_EQ(demand("k/2026").locked, dong(35));
  EXPECT_EQ(demand("l/2026").locked, dong(0));
  EXPECT_EQ(reading.assessment.locked.size(), 1U);
}

TEST_F(FixedCostTest, MoreLockedThanNeededIsWantedAsLocked) {
  builder.cost("k", tasks, commune, 2026, 100);
  builder.decided("k", 2026, money, 130);
  EXPECT_EQ(demand("k/2026").need, dong(100));
  EXPECT_EQ(demand("k/2026").wanted, dong(130));
}

struct GrantsTest : GivenNeedsTest {
  Index<Programme> heritage = builder.programme("heritage", ProgrammeKind::grants);

  Site& site(std::vector<std::optional<Money>> needs) {
    Site row;
    row.code = "d";
    row.name = "Đình";
    row.programme = heritage;
    row.unit = commune;
    row.dossier = builder.document("1/QĐ");
    row.need_by_year = std::move(needs);
    return builder.plan.sites[builder.plan.sites.push_back(std::move(row))];
  }
};

TEST_F(GrantsTest, BlankYearsAreNoDemandsAndZeroIsOne) {
  site({dong(5), std::nullopt, dong(0)});
  reading = builder.assessed();
  EXPECT_EQ(reading.assessment.demands.size(), 2U);
  EXPECT_EQ(demand_of(reading, "d/2025").need, dong(5));
  EXPECT_EQ(demand_of(reading, "d/2027").need, dong(0));
}

TEST_F(GrantsTest, TheCeilingCutsLaterYears) {
  site({dong(50), dong(40), dong(30)}).ceiling = dong(70);
  reading = builder.assessed();
  EXPECT_EQ(demand_of(reading, "d/2025").need, dong(50));
  EXPECT_EQ(demand_of(reading, "d/2026").need, dong(20));
  EXPECT_EQ(demand_of(reading, "d/2027").need, dong(0));
  ASSERT_EQ(reading.assessment.roundings.size(), 2U);
  EXPECT_EQ(reading.assessment.roundings[0].where, "d/2026");
  EXPECT_EQ(reading.assessment.roundings[0].rule, "ceiling");
  EXPECT_EQ(reading.assessment.roundings[0].before, "40");
  EXPECT_EQ(reading.assessment.roundings[0].after, "20");
}

TEST_F(GrantsTest, NothingIsAllocatedWithoutADossier) {
  Site& row = site({dong(50), std::nullopt, std::nullopt});
  row.dossier = {};
  row.divisible = false;
  row.score = decimal("7.5");
  row.least_useful = dong(9);
  const Demand& found = demand("d/2025");
  EXPECT_EQ(found.standing, Standing::no_dossier);
  EXPECT_EQ(found.need, dong(50));
  EXPECT_EQ(found.wanted, dong(0));
  EXPECT_FALSE(found.divisible);
  EXPECT_EQ(found.score, decimal("7.5"));
  EXPECT_EQ(found.least_useful, dong(9));
}

struct ProjectsTest : GivenNeedsTest {
  Index<PriorityClass> debts = builder.priority_class("debts");
  Index<PriorityClass> others = builder.priority_class("others");
  Index<Programme> roads =
      builder.programme("roads", ProgrammeKind::projects, ExpenditureKind::investment);
  Index<Source> capital = builder.source("s2", PayingBudget::province, "local_balance_investment");

  ProjectsTest() {
    builder.pays(capital, {});
    builder.plan.classes[debts].project_statuses = {"debt"};
    builder.plan.classes[others].project_statuses = {"transition", "new"};
  }

  Project& project(std::string code, std::vector<std::optional<Money>> needs) {
    Project row;
    row.code = std::move(code);
    row.name = "Đường " + row.code;
    row.programme = roads;
    row.unit = commune;
    row.status = "transition";
    row.approved_total = dong(1'000);
    row.dossier = builder.document("2/QĐ");
    row.need_by_year = std::move(needs);
    return builder.plan.projects[builder.plan.projects.push_back(std::move(row))];
  }
};

TEST_F(ProjectsTest, TheStatusGivesTheClass) {
  project("a", {dong(1), std::nullopt, std::nullopt}).status = "debt";
  project("b", {dong(1), std::nullopt, std::nullopt}).status = "new";
  project("c", {dong(1), std::nullopt, std::nullopt}).priority_class = debts;
  EXPECT_EQ(demand("a/2025").priority_class, debts);
  EXPECT_EQ(demand("b/2025").priority_class, others);
  EXPECT_EQ(demand("c/2025").priority_class, debts);
  EXPECT_FALSE(demand("a/2025").divisible);
  EXPECT_EQ(demand("a/2025").expenditure_kind, ExpenditureKind::investment);
}

TEST_F(ProjectsTest, AStatusWithoutAClassIsAProblem) {
  project("a", {dong(1), std::nullopt, std::nullopt}).status = "planning";
  reading = builder.assessed();
  ASSERT_THAT(problem_ids(reading), ElementsAre("no_class_for_status"));
  EXPECT_EQ(reading.problems[0].place.table, "projects");
  EXPECT_EQ(reading.problems[0].place.field, "status");
  EXPECT_THAT(reading.problems[0].arguments, ElementsAre("a", "planning"));
}

TEST_F(ProjectsTest, CeilingAndApprovedTotalCutLaterYears) {
  project("a", {dong(300), dong(300), dong(300)}).ceiling = dong(500);
  Project& paid = project("b", {dong(300), dong(300), dong(300)});
  paid.paid_before = dong(350);
  paid.advanced = dong(120);
  reading = builder.assessed();
  EXPECT_EQ(demand_of(reading, "a/2026").need, dong(200));
  EXPECT_EQ(demand_of(reading, "a/2027").need, dong(0));
  EXPECT_EQ(demand_of(reading, "b/2026").need, dong(300));
  EXPECT_EQ(demand_of(reading, "b/2027").need, dong(50));
  EXPECT_EQ(figure_value(reading, "projects/b/advanced_dong"), "120");
  EXPECT_EQ(figure_value(reading, "projects/a/advanced_dong"), "(none)");
}

TEST_F(ProjectsTest, NamedSourcesAreTheOnlyPayers) {
  project("a", {dong(1), dong(1), std::nullopt});
  project("b", {dong(1), std::nullopt, std::nullopt});
  const auto central = builder.source("s3", PayingBudget::central, "central_supplement_investment");
  builder.pays(central, {});
  builder.plan.project_sources.push_back({Index<Project>(0), central, {}, {}, {}, {}});
  builder.plan.project_sources.push_back({Index<Project>(0), capital, 2026, {}, dong(1), {}});
  reading = builder.assessed();
  EXPECT_THAT(payers_of(builder.plan, reading, "a/2025"), ElementsAre("s3"));
  EXPECT_THAT(payers_of(builder.plan, reading, "a/2026"), ElementsAre("s2", "s3"));
  EXPECT_THAT(payers_of(builder.plan, reading, "b/2025"), ElementsAre("s2", "s3"));
}

TEST_F(ProjectsTest, ASourceCeilingOverTheYearsMustNotBindOrBeSplit) {
  project("a", {dong(60), dong(60), std::nullopt});
  auto& rows = builder.plan.project_sources;
  rows.push_back({Index<Project>(0), capital, std::nullopt, {}, dong(120), {}});
  EXPECT_THAT(problem_ids(builder.assessed()), IsEmpty());
  rows[0].ceiling = dong(100);
  reading = builder.assessed();
  ASSERT_THAT(problem_ids(reading), ElementsAre("project_source_ceiling_spans_years"));
  EXPECT_EQ(reading.problems[0].place.table, "project_sources");
  EXPECT_EQ(reading.problems[0].place.row, 0U);
  EXPECT_THAT(reading.problems[0].arguments, ElementsAre("a", "s2", "100", "120"));
  rows.push_back({Index<Project>(0), capital, 2025, {}, dong(60), {}});
  EXPECT_EQ(problem_ids(builder.assessed()).size(), 1U) << "2026 has no ceiling yet";
  rows.push_back({Index<Project>(0), capital, 2026, {}, dong(40), {}});
  EXPECT_THAT(problem_ids(builder.assessed()), IsEmpty());
  rows[2].ceiling = dong(41);
  EXPECT_EQ(problem_ids(builder.assessed()).size(), 1U) << "the years add up to more";
}

}  // namespace
}  // namespace phanbo::test
