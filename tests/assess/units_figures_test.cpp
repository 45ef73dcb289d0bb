// Counts of units, what mergers form and leave, sums and residues of people and area
// (units_figures.cpp), and the drawdown limits of a balancing supplement (supplement_figures.cpp).
#include <gtest/gtest.h>

#include "assess/plan_builder.hpp"

namespace phanbo::test {
namespace {

struct UnitFiguresTest : ::testing::Test {
  PlanBuilder builder{2025, 2025};
  Index<Unit> city = builder.unit("ct", UnitKind::province);
  AssessmentReading reading;

  Unit& unit(std::string code, UnitKind kind, std::string_view from, std::string_view to) {
    Unit& row = builder.plan.units[builder.unit(std::move(code), kind, city)];
    row.valid_from = parse_iso_date(from);
    row.valid_to = parse_iso_date(to);
    return row;
  }
  void merge(std::string_view predecessor, std::string_view successor,
             LineageKind kind = LineageKind::merged) {
    builder.plan.lineage.push_back(
        {find(predecessor), find(successor), {2025, 7, 1}, kind, {}, {}, {}});
  }
  Index<Unit> find(std::string_view code) {
    for (std::size_t i = 0; i < builder.plan.units.size(); ++i) {
      if (builder.plan.units.rows()[i].code == code) return Index<Unit>(i);
    }
    return {};
  }
  std::string figure(std::string_view id) { return figure_value(reading, id); }
};

TEST_F(UnitFiguresTest, CountsOnEveryDateOnWhichUnitsBegin) {
  unit("ct-a", UnitKind::ward, "", "2025-06-30");
  unit("ct-b", UnitKind::commune, "", "2025-06-30");
  unit("ct-c", UnitKind::commune, "", "");
  unit("ct-d", UnitKind::ward, "2025-07-01", "");
  unit("ct-e", UnitKind::district, "", "2025-06-30");
  merge("ct-a", "ct-d");
  merge("ct-b", "ct-d");
  reading = builder.assessed();
  EXPECT_EQ(figure("units/ct/2025-01-01/count/commune"), "2");
  EXPECT_EQ(figure("units/ct/2025-01-01/count/ward"), "1");
  EXPECT_EQ(figure("units/ct/2025-01-01/commune_level"), "3");
  EXPECT_EQ(figure("units/ct/2025-01-01/district_level"), "1");
  EXPECT_EQ(figure("units/ct/2025-01-01/formed/ward"), "(none)") << "nothing merged on that day";
  EXPECT_EQ(figure("units/ct/2025-07-01/total"), "2");
  EXPECT_EQ(figure("units/ct/2025-07-01/formed/ward"), "1");
  EXPECT_EQ(figure("units/ct/2025-07-01/unchanged/ward"), "0");
  EXPECT_EQ(figure("units/ct/2025-07-01/unchanged/commune"), "1");
  EXPECT_EQ(figure("units/ct/2025-07-01/district_level"), "0");
}

TEST_F(UnitFiguresTest, UnitsWithoutDatesAreNotCounted) {
  unit("ct-a", UnitKind::ward, "", "");
  reading = builder.assessed();
  EXPECT_TRUE(reading.assessment.figures.empty());
}

TEST_F(UnitFiguresTest, ASuccessorIsTheSumAndTheUnknownPartTheRest) {
  unit("ct-a", UnitKind::ward, "", "2025-06-30").people = 100;
  Unit& b = unit("ct-b", UnitKind::ward, "", "2025-06-30");
  b.people = 50;
  b.area_km2 = decimal("1.25");
  unit("ct-c", UnitKind::ward, "2025-07-01", "").area_km2 = decimal("3.1");
  merge("ct-a", "ct-c");
  merge("ct-b", "ct-c");
  reading = builder.assessed();
  EXPECT_EQ(figure("lineage/ct-c/2025-07-01/people"), "150");
  EXPECT_EQ(figure("lineage/ct-c/2025-07-01/area_km2"), "(none)");
  EXPECT_EQ(figure("lineage/ct-a/residual/area_km2"), "1.85");
  EXPECT_EQ(figure("lineage/ct-a/residual/people"), "(none)");
}

TEST_F(UnitFiguresTest, APartCountsAsStated) {
  unit("ct-a", UnitKind::ward, "", "2025-06-30").people = 100;
  unit("ct-b", UnitKind::ward, "", "2025-06-30").people = 70;
  unit("ct-c", UnitKind::ward, "2025-07-01", "").people = 130;
  merge("ct-a", "ct-c", LineageKind::part);
  merge("ct-b", "ct-c");
  reading = builder.assessed();
  EXPECT_EQ(figure("lineage/ct-a/ct-c/residual/people"), "60") << "of the part that moved";
  builder.plan.lineage[0].people = 55;
  reading = builder.assessed();
  EXPECT_EQ(figure("lineage/ct-c/2025-07-01/people"), "125");
}

TEST(SupplementFigures, StandOnlyInYearsThatTheRuleHolds) {
  PlanBuilder builder{2025, 2026};
  builder.source("s1", PayingBudget::province, "balancing_supplement");
  for (SourceYear& row : builder.plan.source_years) row.available = dong(1'000);
  const AssessmentReading reading = builder.assessed();
  EXPECT_EQ(figure_value(reading, "drawdown/s1/2025/month_cap_dong"), "(none)");
  EXPECT_EQ(figure_value(reading, "drawdown/s1/2026/month_cap_dong"), "83") << "never more";
  EXPECT_EQ(figure_value(reading, "drawdown/s1/2026/q1_month_cap_dong"), "120");
  EXPECT_EQ(figure_value(reading, "drawdown/s1/2026/q1_cap_dong"), "300");
  ASSERT_EQ(reading.assessment.roundings.size(), 1U);
  EXPECT_EQ(reading.assessment.law_used.size(), 3U);
}

}  // namespace
}  // namespace phanbo::test
