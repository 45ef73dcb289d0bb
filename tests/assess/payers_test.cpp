// Who may pay for a demand (engine/assess/payers.cpp), and envelopes as the only way to tied money.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "assess/plan_builder.hpp"

namespace phanbo::test {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// One fixed cost of 2026 in commune c1 of province p; sources are what each test adds.
struct PayersTest : ::testing::Test {
  PlanBuilder builder{2025, 2026};
  Index<Unit> province = builder.unit("p", UnitKind::province);
  Index<Unit> commune_1 = builder.unit("p-c1", UnitKind::commune, province);
  Index<Unit> commune_2 = builder.unit("p-c2", UnitKind::commune, province);
  Index<Programme> tasks = builder.programme("tasks", ProgrammeKind::fixed);
  Index<FixedCost> cost = builder.cost("k1", tasks, commune_1, 2026, 5);

  std::vector<std::string> payers() {
    reading = builder.assessed();
    return payers_of(builder.plan, reading, "k1/2026");
  }
  Standing standing() { return demand_of(builder.assessed(), "k1/2026").standing; }

  AssessmentReading reading;
};

TEST_F(PayersTest, NobodyPaysWithoutARule) {
  builder.source("s1");
  EXPECT_THAT(payers(), IsEmpty());
  EXPECT_EQ(standing(), Standing::nobody_may_pay);
  EXPECT_EQ(demand_of(reading, "k1/2026").need, dong(5));
  EXPECT_EQ(demand_of(reading, "k1/2026").wanted, dong(0));
}

TEST_F(PayersTest, RulesNameProgrammeAndUnitOrEverything) {
  const auto other = builder.programme("works", ProgrammeKind::fixed);
  const auto everything = builder.source("s1");
  const auto this_programme = builder.source("s2");
  const auto above = builder.source("s3");
  const auto neighbour = builder.source("s4");
  const auto other_programme = builder.source("s5");
  builder.pays(everything, {});
  builder.pays(this_programme, tasks);
  builder.pays(above, tasks, province);
  builder.pays(neighbour, {}, commune_2);
  builder.pays(other_programme, other);
  EXPECT_THAT(payers(), ElementsAre("s1", "s2", "s3"));
}

TEST_F(PayersTest, ASourceNeedsMoneyInThatYearAndThoseMonths) {
  const auto whole_year = builder.source("s1");
  const auto half_year = builder.source("s2");
  const auto no_money = builder.source("s3");
  for (const auto source : {whole_year, half_year, no_money}) builder.pays(source, tasks);
  for (SourceYear& row : builder.plan.source_years) {
    if (row.source == half_year) row.months = {1, 6};
    if (row.source == no_money) row.year = 2025;
  }
  EXPECT_THAT(payers(), ElementsAre("s1"));
  builder.plan.fixed_costs[cost].months = {2, 6};
  EXPECT_THAT(payers(), ElementsAre("s1", "s2"));
}

TEST_F(PayersTest, ExpenditureKindsMustMeet) {
  const auto recurrent = builder.source("s1");
  const auto investment = builder.source("s2");
  builder.pays(recurrent, {});
  builder.pays(investment, {});
  builder.plan.sources[recurrent].expenditure_kind = ExpenditureKind::recurrent;
  builder.plan.sources[investment].expenditure_kind = ExpenditureKind::investment;
  EXPECT_THAT(payers(), ElementsAre("s1"));
}

TEST_F(PayersTest, LandAndLotteryPayNoRecurrentExpenditure) {
  builder.pays(builder.source("s1", PayingBudget::province, "land_use_fee"), {});
  builder.pays(builder.source("s2", PayingBudget::province, "lottery"), {});
  EXPECT_THAT(payers(), IsEmpty());
  builder.plan.programmes[tasks].expenditure_kind = ExpenditureKind::investment;
  EXPECT_THAT(payers(), ElementsAre("s1", "s2"));
}

TEST_F(PayersTest, ANatureWithoutLawIsAProblemAtTheSource) {
  builder.pays(builder.source("s1", PayingBudget::province, "tolls"), {});
  EXPECT_THAT(payers(), IsEmpty());
  ASSERT_THAT(problem_ids(reading), ElementsAre("no_law_row"));
  const Problem& problem = reading.problems.front();
  EXPECT_EQ(problem.place.table, "sources");
  EXPECT_EQ(problem.place.row, 0U);
  EXPECT_EQ(problem.place.field, "nature");
  EXPECT_THAT(problem.arguments,
              ElementsAre("source_nature_recurrent_allowed", "tolls", "2026-01-01"));
}

TEST_F(PayersTest, TheDistrictBudgetEndsWithJune2025) {
  builder.pays(builder.source("s1", PayingBudget::district), {});
  builder.plan.fixed_costs[cost].year = 2025;
  builder.plan.fixed_costs[cost].months = {1, 6};
  reading = builder.assessed();
  EXPECT_THAT(payers_of(builder.plan, reading, "k1/2025"), ElementsAre("s1"));
  builder.plan.fixed_costs[cost].months = {7, 12};
  reading = builder.assessed();
  EXPECT_THAT(payers_of(builder.plan, reading, "k1/2025"), IsEmpty());
  EXPECT_THAT(problem_ids(reading), IsEmpty());
}

TEST_F(PayersTest, MoneyOutsideTheBudgetHasNoTier) {
  builder.pays(builder.source("s1", PayingBudget::outside, "social_contribution"), {});
  EXPECT_THAT(payers(), ElementsAre("s1"));
}

TEST_F(PayersTest, ASiteMayRestrictThePayingBudgets) {
  const auto heritage = builder.programme("zz-heritage", ProgrammeKind::grants);
  Site site;
  site.code = "d1";
  site.programme = heritage;
  site.unit = commune_1;
  site.dossier = builder.document("1/QĐ");
  site.need_by_year = {std::nullopt, dong(7)};
  site.payers = {PayingBudget::commune, PayingBudget::outside};
  builder.plan.sites.push_back(site);
  builder.pays(builder.source("s1", PayingBudget::province), {});
  builder.pays(builder.source("s2", PayingBudget::commune), {});
  reading = builder.assessed();
  EXPECT_THAT(payers_of(builder.plan, reading, "d1/2026"), ElementsAre("s2"));
  EXPECT_THAT(payers_of(builder.plan, reading, "k1/2026"), ElementsAre("s1", "s2"));
}

TEST_F(PayersTest, SalaryReformMoneyMayPayHealthInsuranceByItsOwnRow) {
  const auto insurance = builder.programme("zz-insurance", ProgrammeKind::entitlement);
  builder.pays(builder.source("s1", PayingBudget::province, "salary_reform"), insurance);
  builder.participants(insurance, commune_1, "state_poor", 2026, {1, 12}, 10);
  builder.rule(insurance, 2026, {"state_poor"});
  builder.plan.law = law_with({own_row("source_nature_recurrent_allowed", "salary_reform", "0")});
  reading = builder.assessed();
  EXPECT_THAT(payers_of(builder.plan, reading, "zz-insurance/p-c1/2026"), ElementsAre("s1"));
}

TEST_F(PayersTest, EqualAnswersShareOneSet) {
  builder.pays(builder.source("s1"), {});
  builder.cost("k2", tasks, commune_2, 2026, 5);
  builder.cost("k3", tasks, commune_2, 2025, 5);
  reading = builder.assessed();
  EXPECT_EQ(demand_of(reading, "k1/2026").payer_set, demand_of(reading, "k2/2026").payer_set);
  EXPECT_EQ(demand_of(reading, "k1/2026").payer_set, demand_of(reading, "k3/2025").payer_set);
  EXPECT_EQ(reading.assessment.payer_sets.size(), 1U);
}

/// Province money shared to communes by points: 60 to p-c1, 40 to p-c2.
struct EnvelopeTest : PayersTest {
  Index<Programme> sharing = builder.programme("zz-sharing", ProgrammeKind::formula);
  Index<Source> money = builder.source("s1");

  EnvelopeTest() {
    builder.pays(money, {});
    builder.plan.criteria.push_back({sharing,
                                     "people",
                                     "Dân số",
                                     "people",
                                     decimal("1"),
                                     decimal("1"),
                                     std::nullopt,
                                     RoundingMode::half_up,
                                     "",
                                     {},
                                     ""});
    builder.indicator(province, "people", "100");
    builder.indicator(commune_1, "people", "60");
    builder.indicator(commune_2, "people", "40");
    add_formula(sharing, province, dong(100));
  }

  void add_formula(Index<Programme> programme, Index<Unit> parent, std::optional<Money> pool) {
    Formula formula;
    formula.programme = programme;
    formula.year = 2026;
    formula.pool = pool;
    formula.pool_source = money;
    formula.result = FormulaResult::envelope;
    formula.parent = parent;
    formula.envelope_for = {tasks};
    builder.plan.formulas.push_back(formula);
  }
};

TEST_F(EnvelopeTest, TiedMoneyIsDrawnThroughTheUnitsEnvelopeOnly) {
  EXPECT_THAT(payers(), ElementsAre("s1 via zz-sharing/p-c1/2026"));
  ASSERT_EQ(reading.assessment.envelopes.size(), 2U);
  EXPECT_EQ(reading.assessment.envelopes.rows()[0].amount, dong(60));
  EXPECT_EQ(reading.assessment.envelopes.rows()[1].amount, dong(40));
  EXPECT_FALSE(reading.assessment.envelopes.rows()[0].parent.is_set());
  EXPECT_THAT(problem_ids(reading), IsEmpty());
}

TEST_F(EnvelopeTest, AUnitWithoutAnEnvelopeDoesNotDrawTiedMoney) {
  builder.plan.fixed_costs[cost].unit = province;
  EXPECT_THAT(payers(), IsEmpty());
}

TEST_F(EnvelopeTest, AUnitBelowDrawsThroughTheNearestEnvelopeAbove) {
  const auto hamlet = builder.unit("p-c2-h", UnitKind::township, commune_2);
  builder.plan.fixed_costs[cost].unit = hamlet;
  EXPECT_THAT(payers(), ElementsAre("s1 via zz-sharing/p-c2/2026"));
}

TEST_F(EnvelopeTest, OtherProgrammesAndYearsDrawTheSourceAsBefore) {
  const auto works = builder.programme("zz-works", ProgrammeKind::fixed);
  builder.cost("k2", works, commune_1, 2026, 1);
  builder.cost("k3", tasks, commune_1, 2025, 1);
  reading = builder.assessed();
  EXPECT_THAT(payers_of(builder.plan, reading, "k2/2026"), ElementsAre("s1"));
  EXPECT_THAT(payers_of(builder.plan, reading, "k3/2025"), ElementsAre("s1"));
}

TEST_F(EnvelopeTest, AnEnvelopeIsSplitFurtherInASecondStep) {
  // The first step ties 60 to the commune; the second shares these 60 among its hamlets.
  const auto hamlet_1 = builder.unit("p-c3-h1", UnitKind::township, commune_1);
  const auto hamlet_2 = builder.unit("p-c3-h2", UnitKind::township, commune_1);
  builder.indicator(hamlet_1, "people", "1");
  builder.indicator(hamlet_2, "people", "2");
  const auto second = builder.programme("zz-sharing-2", ProgrammeKind::formula);
  builder.plan.criteria.push_back({second,
                                   "people",
                                   "Dân số",
                                   "people",
                                   decimal("1"),
                                   decimal("1"),
                                   std::nullopt,
                                   RoundingMode::half_up,
                                   "",
                                   {},
                                   ""});
  add_formula(second, commune_1, std::nullopt);
  builder.plan.fixed_costs[cost].unit = hamlet_2;
  EXPECT_THAT(payers(), ElementsAre("s1 via zz-sharing-2/p-c3-h2/2026"));
  const auto& envelopes = reading.assessment.envelopes;
  const Payer payer =
      reading.assessment.payer_sets[demand_of(reading, "k1/2026").payer_set].payers.front();
  EXPECT_EQ(envelopes[payer.envelope].amount, dong(40));
  ASSERT_TRUE(envelopes[payer.envelope].parent.is_set());
  EXPECT_EQ(envelopes[envelopes[payer.envelope].parent].code, "zz-sharing/p-c1/2026");
  EXPECT_EQ(figure_value(reading, "points/zz-sharing-2/2026/p-c1/pool_dong"), "60");
}

}  // namespace
}  // namespace phanbo::test
