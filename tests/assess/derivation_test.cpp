// Derivations (derivation_nodes.cpp, entitlement_derivation.cpp and the kinds' own): every tree,
// recomputed from its leaves, gives the need it explains.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "assess/derivation_evaluator.hpp"
#include "assess/plan_builder.hpp"

namespace phanbo::test {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

struct DerivationTest : ::testing::Test {
  PlanBuilder builder{2025, 2027};
  Index<Document> decision = builder.document("9/QĐ");
  Index<Unit> province = builder.unit("p", UnitKind::province);
  Index<Unit> a = builder.unit("p-a", UnitKind::commune, province);
  Index<Unit> b = builder.unit("p-b", UnitKind::commune, province);
  Index<Source> money = builder.source("s1");
  AssessmentReading reading;

  DerivationTest() { builder.pays(money, {}); }

  /// Checks every demand of the plan.
  void expect_all_explained(std::size_t demand_count) {
    reading = builder.assessed();
    EXPECT_FALSE(has_errors(reading.problems)) << ::testing::PrintToString(problem_ids(reading));
    ASSERT_EQ(reading.assessment.demands.size(), demand_count);
    NeedExplainer explainer(builder.plan, reading.assessment);
    for (std::size_t i = 0; i < demand_count; ++i) {
      const Index<Demand> demand(i);
      const Derivation tree = explainer.explain(demand);
      const std::string code = demand_code(reading.assessment, demand);
      EXPECT_EQ(tree.value, to_plain(reading.assessment.demands[demand].need)) << code;
      EXPECT_THAT(recompute(tree), IsEmpty()) << code;
      for (const Derivation* node : nodes_of(tree)) {
        EXPECT_FALSE(node->label_vi.empty() || node->label_en.empty()) << code;
        if (node->operation == Operation::input) {
          EXPECT_FALSE(node->place.empty()) << code;
        }
        if (node->operation == Operation::law) {
          EXPECT_FALSE(node->citation.empty()) << code;
        }
      }
    }
  }
  Derivation tree_of(std::string_view code) {
    return derive_need(builder.plan, reading.assessment, demand_index(reading, code));
  }
};

TEST_F(DerivationTest, FixedCosts) {
  const auto tasks = builder.programme("tasks", ProgrammeKind::fixed);
  builder.cost("k1", tasks, a, 2025, 70);
  FixedCost& priced = builder.plan.fixed_costs[builder.cost("k2", tasks, a, 2025, 75)];
  priced.quantity = decimal("2.5");
  priced.unit_price = dong(30);
  priced.document = decision;
  priced.article = "Điều 3";
  builder.plan.fixed_costs[builder.cost("k3", tasks, a, 2025, 0)].amount.reset();
  builder.plan.fixed_costs[builder.cost("k4", tasks, a, 2025, 0)].amount.reset();
  builder.plan.programmes[tasks].conditional = true;
  builder.decided("k4", 2025, money, 12);
  builder.decided("k4", 2025, builder.source("s2"), 30);
  expect_all_explained(4);
  EXPECT_EQ(tree_of("k1/2025").place, "fixed_costs[1].amount");
  const Derivation product = tree_of("k2/2025");
  EXPECT_EQ(product.operation, Operation::product);
  EXPECT_EQ(product.citation, "Quyết định 9/QĐ, Điều 3");
  EXPECT_EQ(tree_of("k4/2025").children.size(), 2U);
  EXPECT_EQ(tree_of("k4/2025").value, "42");
}

TEST_F(DerivationTest, SitesAndProjectsUnderTheirCeilings) {
  const auto heritage = builder.programme("heritage", ProgrammeKind::grants);
  const auto roads = builder.programme("roads", ProgrammeKind::projects);
  Site site;
  site.code = "d";
  site.programme = heritage;
  site.unit = a;
  site.dossier = decision;
  site.ceiling = dong(70);
  site.need_by_year = {dong(50), dong(40), dong(30)};
  builder.plan.sites.push_back(site);
  Project project;
  project.code = "x1";
  project.programme = roads;
  project.unit = a;
  project.priority_class = Index<PriorityClass>(0);
  project.approved_total = dong(500);
  project.paid_before = dong(100);
  project.ceiling = dong(450);
  project.need_by_year = {dong(200), std::nullopt, dong(300)};
  builder.plan.projects.push_back(project);
  project.code = "x2";
  project.ceiling.reset();
  builder.plan.projects.push_back(project);
  expect_all_explained(7);
  EXPECT_EQ(tree_of("d/2025").place, "sites[1].y2025");
  EXPECT_EQ(tree_of("d/2025").citation, "Quyết định 9/QĐ");
  EXPECT_EQ(tree_of("d/2026").operation, Operation::minimum);
  EXPECT_EQ(tree_of("d/2026").value, "20");
  EXPECT_EQ(tree_of("d/2027").value, "0");
  EXPECT_EQ(tree_of("x1/2027").value, "200");
}

TEST_F(DerivationTest, HealthInsuranceAndTopUps) {
  const auto insurance = builder.programme("bhyt", ProgrammeKind::entitlement);
  builder.plan.law = law_with({own_row("health_insurance_state_share", "near_poor", "66.6667")});
  for (const int year : {2025, 2026}) {
    for (const char* group : {"state_poor", "near_poor", "student", "household_2", "employee"})
      builder.participants(insurance, a, group, year, {2, 12}, 1'237);
    builder.rule(insurance, year, {"state_poor", "near_poor", "student", "household"});
  }
  builder.plan.participants.rows()[2].paid_on = date("2025-01-20");
  builder.participants(insurance, a, "state_poor", 2025, {5, 6}, 1'111);
  builder.plan.participants.rows().back().basis = CountBasis::actual;
  builder.participants(insurance, a, "state_poor", 2025, {6, 9}, 17);
  builder.plan.participants.rows().back().basis = CountBasis::actual;
  builder.plan.top_ups.push_back(
      {insurance, a, "near_poor", decimal("40"), {2025, 4, 1}, {}, decision});
  builder.plan.top_ups.push_back(
      {insurance, province, "student", decimal("12.5"), {2025, 1, 1}, {}, decision});
  builder.plan.top_ups.push_back(
      {insurance, province, "household_2", decimal("80"), {2026, 1, 1}, {}, decision});
  expect_all_explained(4);
  std::string citations;
  std::string notes;
  const Derivation tree = tree_of("bhyt/p-a/2025");
  for (const Derivation* node : nodes_of(tree)) {
    citations += node->citation + "\n";
    notes += node->note + "\n";
  }
  EXPECT_THAT(citations, HasSubstr("Nghị định 73/2024/NĐ-CP"));
  EXPECT_THAT(citations, HasSubstr("Nghị định 146/2018/NĐ-CP, Điều 7; "
                                   "Nghị định 188/2025/NĐ-CP, Điều 6"));
  EXPECT_THAT(citations, HasSubstr("Văn bản của kế hoạch (số minh họa)"));
  EXPECT_THAT(notes, HasSubstr("đóng trước ngày 20/01/2025"));
}

TEST_F(DerivationTest, RecalledLawSaysSo) {
  PlanBuilder old{2018, 2018};
  const auto ward = old.unit("w", UnitKind::ward);
  const auto insurance = old.programme("bhyt", ProgrammeKind::entitlement);
  old.participants(insurance, ward, "state_meritorious", 2018, {1, 12}, 1);
  old.rule(insurance, 2018, {"state_meritorious"});
  const AssessmentReading found = old.assessed();
  std::string citations;
  const Derivation tree = derive_need(old.plan, found.assessment, Index<Demand>(0));
  for (const Derivation* node : nodes_of(tree)) {
    citations += node->citation;
  }
  EXPECT_THAT(citations, HasSubstr("(nhớ lại, chưa đối chiếu)"));
}

TEST_F(DerivationTest, Formulas) {
  const auto points = builder.programme("points", ProgrammeKind::formula);
  const auto rates = builder.programme("rates", ProgrammeKind::formula);
  builder.plan.programmes[points].step = dong(7);
  Formula formula;
  formula.programme = points;
  formula.year = 2026;
  formula.pool = dong(100'000);
  formula.parent = province;
  formula.document = decision;
  formula.article = "Điều 5";
  builder.plan.formulas.push_back(formula);
  formula.programme = rates;
  formula.method = FormulaMethod::rates;
  formula.pool.reset();
  builder.plan.formulas.push_back(formula);
  builder.plan.criteria.push_back({points, "people", "Dân số", "people", decimal("700"),
                                   decimal("1.5"), 2, RoundingMode::half_even, "", decision, ""});
  builder.plan.criteria.push_back({points, "poor", "Hộ nghèo", "poor", decimal("3"), decimal("2"),
                                   std::nullopt, RoundingMode::half_up, "", decision, ""});
  builder.plan.criteria.push_back({points, "whole", "Cố định", "poor", decimal("1"), decimal("1"),
                                   std::nullopt, RoundingMode::half_up, "", decision, ""});
  builder.plan.rates.push_back({rates, "people", dong(30), "", decision, ""});
  builder.plan.rates.push_back({rates, "poor", dong(7), "", decision, ""});
  for (const auto unit : {a, b}) {
    builder.indicator(unit, "people", unit == a ? "12345" : "5000.125");
    builder.indicator(unit, "poor", unit == a ? "10" : "11.3");
  }
  builder.plan.first_amounts.push_back({points, 2026, b, dong(1'001), decision});
  builder.plan.first_amounts.push_back({rates, 2026, a, dong(5), decision});
  expect_all_explained(4);
  const Derivation share = tree_of("points/p-a/2026");
  EXPECT_EQ(share.operation, Operation::largest_remainder);
  EXPECT_EQ(share.citation, "Quyết định 9/QĐ, Điều 5");
  EXPECT_EQ(tree_of("points/p-b/2026").operation, Operation::sum);
  EXPECT_EQ(tree_of("rates/p-b/2026").operation, Operation::round);
}

TEST_F(DerivationTest, TheEvaluatorFindsAWrongValue) {
  const auto tasks = builder.programme("tasks", ProgrammeKind::fixed);
  FixedCost& priced = builder.plan.fixed_costs[builder.cost("k", tasks, a, 2025, 75)];
  priced.quantity = decimal("2.5");
  priced.unit_price = dong(30);
  reading = builder.assessed();
  Derivation tree = tree_of("k/2025");
  EXPECT_THAT(recompute(tree), IsEmpty());
  tree.children[0].value = "2.6";
  EXPECT_EQ(recompute(tree).size(), 1U);
}

}  // namespace
}  // namespace phanbo::test
