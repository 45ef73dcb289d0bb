// Formulas: shares by points and amounts by rates (formula_shares.cpp), the demands that come of
// them (formula.cpp). Envelopes are in payers_test.cpp and here where they fail (envelopes.cpp).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "assess/plan_builder.hpp"

namespace phanbo::test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// Three communes below one province, sharing 100 by people.
struct FormulaTest : ::testing::Test {
  PlanBuilder builder{2026, 2026};
  Index<Unit> province = builder.unit("p", UnitKind::province);
  Index<Unit> a = builder.unit("p-a", UnitKind::commune, province);
  Index<Unit> b = builder.unit("p-b", UnitKind::commune, province);
  Index<Unit> c = builder.unit("p-c", UnitKind::ward, province);
  Index<Programme> sharing = builder.programme("chia", ProgrammeKind::formula);
  AssessmentReading reading;

  FormulaTest() {
    builder.pays(builder.source("s1"), {});
    Formula formula;
    formula.programme = sharing;
    formula.year = 2026;
    formula.pool = dong(100);
    formula.parent = province;
    builder.plan.formulas.push_back(formula);
    criterion("people", "1", "1");
    people("1", "1", "1");
  }

  Criterion& criterion(std::string indicator, std::string_view per, std::string_view points) {
    Criterion row;
    row.programme = sharing;
    row.code = indicator;
    row.name = indicator;
    row.indicator = std::move(indicator);
    row.per = decimal(per);
    row.points = decimal(points);
    builder.plan.criteria.push_back(row);
    return builder.plan.criteria.back();
  }
  void people(std::string_view of_a, std::string_view of_b, std::string_view of_c) {
    builder.plan.indicators.clear();
    builder.indicator(a, "people", of_a);
    builder.indicator(b, "people", of_b);
    builder.indicator(c, "people", of_c);
  }
  Formula& formula() { return builder.plan.formulas.front(); }
  std::vector<std::int64_t> needs() {
    reading = builder.assessed();
    std::vector<std::int64_t> amounts;
    for (const Demand& demand : reading.assessment.demands) amounts.push_back(demand.need.dong());
    return amounts;
  }
};

TEST_F(FormulaTest, TheLargestRemainderGetsTheRest) {
  people("5", "3", "1");  // 55,55… 33,33… 11,11…
  EXPECT_THAT(needs(), ElementsAre(56, 33, 11));
  EXPECT_EQ(figure_value(reading, "points/chia/2026/p-a"), "5");
  EXPECT_EQ(figure_value(reading, "points/chia/2026/p/total"), "9");
  EXPECT_EQ(figure_value(reading, "share/chia/2026/p-a/percent"), "500/9");
  EXPECT_EQ(figure_value(reading, "share/chia/2026/p-a/amount_dong"), "56");
  EXPECT_EQ(figure_value(reading, "points/chia/2026/p/unshared_dong"), "0");
  EXPECT_THAT(reading.assessment.ties, IsEmpty());
  ASSERT_EQ(reading.assessment.roundings.size(), 3U);
  EXPECT_EQ(reading.assessment.roundings[0].where, "chia/p-a/2026");
  EXPECT_EQ(reading.assessment.roundings[0].before, "500/9");
  EXPECT_EQ(reading.assessment.roundings[0].rule, "largest_remainder");
}

TEST_F(FormulaTest, EqualRemaindersGoByCodeAndAreNoted) {
  EXPECT_THAT(needs(), ElementsAre(34, 33, 33));
  ASSERT_EQ(reading.assessment.ties.size(), 1U);
  EXPECT_EQ(reading.assessment.ties[0].rule, "remainder");
  EXPECT_THAT(reading.assessment.ties[0].among, ElementsAre("p-a", "p-b", "p-c"));
  EXPECT_THAT(reading.assessment.ties[0].given, ElementsAre("p-a"));
}

TEST_F(FormulaTest, SharesAreWholeStepsAndTheRestStays) {
  builder.plan.programmes[sharing].step = dong(10);
  formula().pool = dong(108);
  EXPECT_THAT(needs(), ElementsAre(40, 30, 30));
  EXPECT_EQ(figure_value(reading, "points/chia/2026/p/unshared_dong"), "8");
}

TEST_F(FormulaTest, FirstAmountsComeBeforeTheShares) {
  people("5", "3", "2");
  builder.plan.first_amounts.push_back({sharing, 2026, b, dong(50), {}});
  EXPECT_THAT(needs(), ElementsAre(25, 50 + 15, 10));
}

TEST_F(FormulaTest, PointsCountForEverySoManyAndAreRounded) {
  people("12345", "1000", "0");
  builder.plan.criteria.clear();
  Criterion& row = criterion("people", "1000", "0.5");
  row.digits = 1;
  formula().pool = dong(670);  // 6,1725 → 6,2; 0,5; 0
  EXPECT_THAT(needs(), ElementsAre(620, 50, 0));
  EXPECT_EQ(figure_value(reading, "points/chia/2026/p-a"), "6.2");
  builder.plan.criteria[0].rounding = RoundingMode::down;
  builder.plan.formulas[0].pool = dong(660);
  EXPECT_THAT(needs(), ElementsAre(610, 50, 0));
}

TEST_F(FormulaTest, SomeCriteriaAreForUnitsWithAStatus) {
  criterion("area", "1", "2").status = "border";
  builder.indicator(a, "area", "7");
  builder.status(a, "border", "2025-06-01");
  builder.status(b, "border", "2026-01-02");  // not yet on 1 January
  formula().pool = dong(17);
  EXPECT_THAT(needs(), ElementsAre(15, 1, 1));
}

TEST_F(FormulaTest, UnitsOfTheKindThatExistInTheYearTakePart) {
  formula().unit_kinds = {UnitKind::commune};
  builder.plan.units[b].valid_to = date("2025-12-31");
  EXPECT_THAT(needs(), ElementsAre(100));
  builder.plan.units[b].valid_to = date("2026-01-01");
  EXPECT_THAT(needs(), ElementsAre(50, 50));
  EXPECT_EQ(reading.assessment.items.rows()[1].code, "chia/p-b");
  EXPECT_EQ(reading.assessment.items.rows()[1].origin, ItemOrigin::formula);
}

struct RatesTest : FormulaTest {
  RatesTest() {
    formula().method = FormulaMethod::rates;
    formula().pool.reset();
    people("10", "20", "30.25");
    builder.plan.rates.push_back({sharing, "people", dong(7), "", {}, ""});
  }
};

TEST_F(RatesTest, CountTimesRateIsRoundedToTheDong) {
  EXPECT_THAT(needs(), ElementsAre(70, 140, 212));
  ASSERT_EQ(reading.assessment.roundings.size(), 1U);
  EXPECT_EQ(reading.assessment.roundings[0].before, "211.75");
  EXPECT_EQ(figure_value(reading, "share/chia/2026/p-c/amount_dong"), "212");
}

TEST_F(RatesTest, AUnitThatNoRateNamesTakesNoPart) {
  builder.plan.rates[0].status = "poor";
  builder.status(b, "poor", "2020-01-01");
  EXPECT_THAT(needs(), ElementsAre(140));
  builder.plan.first_amounts.push_back({sharing, 2026, c, dong(5), {}});
  EXPECT_THAT(needs(), ElementsAre(140, 5));
}

TEST_F(RatesTest, AnAmountBeyondTheLimitIsAProblem) {
  people("10000000000", "1", "1");
  builder.plan.rates[0].rate = dong(1'000'000'000);
  EXPECT_THAT(needs(), IsEmpty());
  ASSERT_THAT(problem_ids(reading), ElementsAre("over_limit"));
  EXPECT_THAT(reading.problems[0].arguments,
              ElementsAre("amount_dong", "10000000000000000000", "9000000000000000"));
}

/// One programme and year, one formula below each of two provinces: each has its own first amounts,
/// figures and explanation.
TEST_F(FormulaTest, AProgrammeMayHaveAFormulaForEachParent) {
  const auto other = builder.unit("q", UnitKind::province);
  const auto commune = builder.unit("q-a", UnitKind::commune, other);
  builder.indicator(commune, "people", "3");
  Formula second = formula();
  second.parent = other;
  second.pool = dong(70);
  builder.plan.formulas.push_back(second);
  builder.plan.first_amounts.push_back({sharing, 2026, a, dong(40), {}});
  builder.plan.first_amounts.push_back({sharing, 2026, commune, dong(10), {}});
  EXPECT_THAT(needs(), ElementsAre(60, 20, 20, 70));
  EXPECT_THAT(problem_ids(reading), IsEmpty());
  EXPECT_EQ(figure_value(reading, "points/chia/2026/p/pool_dong"), "100");
  EXPECT_EQ(figure_value(reading, "points/chia/2026/q/pool_dong"), "70");
  const auto& figures = reading.assessment.figures;
  for (std::size_t i = 1; i < figures.size(); ++i) EXPECT_LT(figures[i - 1].id, figures[i].id);
  const Derivation derivation = derive_need(builder.plan, reading.assessment, Index<Demand>(3));
  EXPECT_EQ(derivation.value, "70");
}

}  // namespace
}  // namespace phanbo::test
