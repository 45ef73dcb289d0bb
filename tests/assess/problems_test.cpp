// Every problem that assess can report (problem_kinds.cpp): provoked, with place and words.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "assess/plan_builder.hpp"
#include "engine/assess/problem_kinds.hpp"

namespace phanbo::test {
namespace {

using ::testing::ElementsAre;

struct ProblemsTest : ::testing::Test {
  PlanBuilder builder{2026, 2026};
  Index<Unit> province = builder.unit("p", UnitKind::province);
  Index<Unit> a = builder.unit("p-a", UnitKind::commune, province);
  Index<Unit> b = builder.unit("p-b", UnitKind::commune, province);
  Index<Programme> sharing = builder.programme("chia", ProgrammeKind::formula);
  Index<Programme> insurance = builder.programme("q-bhyt", ProgrammeKind::entitlement);
  Index<Programme> tasks = builder.programme("r-tasks", ProgrammeKind::fixed);
  Index<Source> money = builder.source("s1");

  ProblemsTest() {
    builder.pays(money, {});
    builder.indicator(a, "people", "3");
    builder.indicator(b, "people", "2");
  }

  Formula& formula() {
    if (builder.plan.formulas.empty()) {
      Formula row;
      row.programme = sharing;
      row.year = 2026;
      row.pool = dong(100);
      row.parent = province;
      builder.plan.formulas.push_back(row);
      Criterion criterion;
      criterion.programme = sharing;
      criterion.code = "people";
      criterion.indicator = "people";
      criterion.per = decimal("1");
      criterion.points = decimal("1");
      builder.plan.criteria.push_back(criterion);
    }
    return builder.plan.formulas.front();
  }

  /// The one problem found, as "table[row].field: message".
  std::string problem(Language language = Language::english) {
    const AssessmentReading reading = builder.assessed();
    if (reading.problems.size() != 1) {
      ADD_FAILURE() << reading.problems.size() << " problems";
      return {};
    }
    const Problem& found = reading.problems.front();
    EXPECT_EQ(found_text(found, language).find('{'), std::string::npos);
    EXPECT_EQ(fix_text(found, language).find('{'), std::string::npos);
    return std::string(found.kind->id) + " " + std::string(found.place.table) + "[" +
           std::to_string(found.place.row) + "]." + std::string(found.place.field) + ": " +
           found_text(found, language);
  }
};

TEST_F(ProblemsTest, APlanWithoutProblems) {
  formula();
  EXPECT_TRUE(builder.assessed().problems.empty());
}

TEST_F(ProblemsTest, NoLawRow) {
  builder.plan.sources[money].nature = "tolls";
  builder.cost("k", tasks, a, 2026, 1);
  EXPECT_EQ(problem(),
            "no_law_row sources[0].nature: No row of law for \"source_nature_recurrent_allowed\" "
            "(key \"tolls\") holds on 2026-01-01.");
  EXPECT_EQ(problem(Language::vietnamese),
            "no_law_row sources[0].nature: Không có quy định nào về "
            "\"source_nature_recurrent_allowed\" (khóa \"tolls\") có hiệu lực vào ngày "
            "2026-01-01.");
}

TEST_F(ProblemsTest, DecidedItemWithoutDemand) {
  builder.cost("k", tasks, a, 2026, 1);
  builder.decided("k", 2025, money, 1);
  EXPECT_EQ(problem(),
            "decided_item_without_demand decided[0].item: Money was decided for \"k\" in 2025, but "
            "the plan has no need of it in that year.");
}

TEST_F(ProblemsTest, NoClassForStatus) {
  const auto roads = builder.programme("s-roads", ProgrammeKind::projects);
  Project project;
  project.code = "x";
  project.programme = roads;
  project.unit = a;
  project.status = "new";
  project.need_by_year = {dong(1)};
  project.approved_total = dong(1);
  builder.plan.projects.push_back(project);
  EXPECT_EQ(problem(),
            "no_class_for_status projects[0].status: The project \"x\" has the status \"new\", and "
            "no priority class serves it.");
}

TEST_F(ProblemsTest, ProjectSourceCeilingSpansYears) {
  const auto roads = builder.programme("s-roads", ProgrammeKind::projects);
  Project project;
  project.code = "x";
  project.programme = roads;
  project.unit = a;
  project.priority_class = Index<PriorityClass>(0);
  project.need_by_year = {dong(2'000)};
  project.approved_total = dong(2'000);
  builder.plan.projects.push_back(project);
  builder.plan.project_sources.push_back({Index<Project>(0), money, {}, {}, dong(1'999), {}});
  EXPECT_EQ(problem(),
            "project_source_ceiling_spans_years project_sources[0].ceiling: The ceiling of 1.999 "
            "dong for the project \"x\" from \"s1\" spans the years and is below the need of 2.000 "
            "dong.");
}

TEST_F(ProblemsTest, UnitIsNotAtk) {
  builder.participants(insurance, a, "state_atk", 2026, {12, 12}, 1);
  builder.rule(insurance, 2026, {"state_atk"});
  EXPECT_EQ(problem(Language::vietnamese),
            "unit_is_not_atk participants[0].unit: Đơn vị p-a (p-a) chưa có tình trạng an toàn khu "
            "(atk) vào ngày đầu tháng: 12/2026; nhóm \"state_atk\" chưa áp dụng cho các tháng "
            "này.");
}

TEST_F(ProblemsTest, CentralClassNotKnown) {
  builder.rule(insurance, 2026, {"state_poor"});
  builder.plan.entitlement_rules[0].central_class.clear();
  EXPECT_EQ(problem(),
            "central_class_not_known entitlement_rules[0].central_class: The class of central "
            "support is not known for \"q-bhyt\" in 2026; the claim on the centre is not "
            "computed.");
}

TEST_F(ProblemsTest, EntitlementRuleMissing) {
  builder.participants(insurance, a, "state_poor", 2026, {1, 12}, 1);
  builder.participants(insurance, b, "state_poor", 2026, {1, 12}, 1);
  EXPECT_EQ(problem(),
            "entitlement_rule_missing participants[0].year: The entitlement \"q-bhyt\" has "
            "participants in 2026 but no rule for that year.");
}

TEST_F(ProblemsTest, WrongProgrammeKind) {
  builder.cost("k", insurance, a, 2026, 1);
  EXPECT_EQ(problem(),
            "wrong_programme_kind fixed_costs[0].programme: The programme \"q-bhyt\" is of kind "
            "entitlement; this table is for fixed.");
}

TEST_F(ProblemsTest, FormulaPoolMissing) {
  formula().pool.reset();
  EXPECT_EQ(problem(),
            "formula_pool_missing formulas[0].pool: The points formula of \"chia\" in 2026 has no "
            "pool.");
}

TEST_F(ProblemsTest, FormulaSourceMissing) {
  formula().result = FormulaResult::envelope;
  EXPECT_EQ(
      problem(),
      "formula_source_missing formulas[0].pool_source: The envelope of \"chia\" in 2026 names "
      "no source.");
}

TEST_F(ProblemsTest, FormulaWithoutUnits) {
  formula().unit_kinds = {UnitKind::ward};
  EXPECT_EQ(problem(),
            "formula_without_units formulas[0].parent: No unit directly below \"p\" takes part in "
            "the formula of \"chia\" in 2026.");
}

TEST_F(ProblemsTest, IndicatorMissing) {
  formula();
  builder.plan.indicators.pop_back();
  EXPECT_EQ(
      problem(),
      "indicator_missing formulas[0].programme: The unit \"p-b\" has no indicator \"people\", "
      "which the programme \"chia\" needs (year 2026).");
}

TEST_F(ProblemsTest, FormulaWithoutPoints) {
  formula();
  for (Indicator& indicator : builder.plan.indicators) indicator.value = decimal("0");
  EXPECT_EQ(problem(),
            "formula_without_points formulas[0].programme: The formula of \"chia\" in 2026: all "
            "points add up to 0, so nothing can be shared.");
}

TEST_F(ProblemsTest, NegativePoints) {
  formula();
  builder.plan.indicators.back().value = decimal("-1.5");
  EXPECT_EQ(problem(),
            "negative_points formulas[0].programme: \"p-b\" has negative points (-1.5) in the "
            "formula of \"chia\" in 2026.");
}

TEST_F(ProblemsTest, FirstAmountOutsideFormula) {
  formula();
  builder.plan.first_amounts.push_back({sharing, 2026, province, dong(1), {}});
  EXPECT_EQ(problem(),
            "first_amount_outside_formula first_amounts[0].unit: \"p\" has a first amount of "
            "\"chia\" in 2026, but takes no part in that formula.");
}

TEST_F(ProblemsTest, FirstAmountsOverPool) {
  formula();
  builder.plan.first_amounts.push_back({sharing, 2026, a, dong(1'000), {}});
  EXPECT_EQ(
      problem(),
      "first_amounts_over_pool formulas[0].pool: The first amounts of \"chia\" in 2026 add up "
      "to 1.000; the pool is 100.");
}

TEST_F(ProblemsTest, PerIsZero) {
  formula();
  Criterion criterion = builder.plan.criteria[0];
  criterion.code = "zero";
  criterion.per = decimal("0");
  builder.plan.criteria.push_back(criterion);
  EXPECT_EQ(problem(), "per_is_zero criteria[1].per: The criterion \"zero\": \"for every\" is 0.");
}

TEST_F(ProblemsTest, TheNeedOfAllDemandsHasALimit) {
  builder.cost("k1", tasks, a, 2026, limit_amount_dong_max);
  EXPECT_TRUE(builder.assessed().problems.empty());
  builder.cost("k2", tasks, a, 2026, 1);
  EXPECT_EQ(problem(),
            "over_limit [0].: total_need_dong = 9000000000000001 is over the limit "
            "9000000000000000.");
}

TEST_F(ProblemsTest, HeadCountsBeyondAllMeasure) {
  builder.participants(insurance, a, "state_poor", 2026, {1, 12}, INT64_MAX);
  builder.participants(insurance, a, "state_poor", 2026, {1, 12}, INT64_MAX);
  builder.rule(insurance, 2026, {"state_poor"});
  const AssessmentReading reading = builder.assessed();
  ASSERT_FALSE(reading.problems.empty());
  for (const Problem& found : reading.problems) EXPECT_EQ(found.kind->id, "over_limit");
}

TEST(AssessProblems, AreListedOnceWithBothLanguages) {
  std::set<std::string_view> ids;
  for (const ProblemKind* kind : assess_problem_kinds()) {
    EXPECT_TRUE(ids.insert(kind->id).second) << kind->id;
    for (const std::string_view text : {kind->found.vi, kind->found.en, kind->fix.vi, kind->fix.en})
      EXPECT_TRUE(text.ends_with('.')) << kind->id;
  }
  EXPECT_EQ(ids.size(), 33U);
}

TEST_F(ProblemsTest, AreInTheOrderOfTheirRows) {
  builder.cost("k1", insurance, a, 2026, 1);
  builder.cost("k2", insurance, a, 2026, 1);
  builder.decided("x", 2026, money, 1);
  EXPECT_THAT(
      problem_ids(builder.assessed()),
      ElementsAre("decided_item_without_demand", "wrong_programme_kind", "wrong_programme_kind"));
}

}  // namespace
}  // namespace phanbo::test
