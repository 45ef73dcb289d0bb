// Every shape of rule that published resolutions use, from files to đồng: values worked out by hand
// (in the files' comments), derivations that add up.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <optional>
#include <set>

#include "assess/derivation_evaluator.hpp"
#include "assess/plan_builder.hpp"
#include "criteria/shape_file.hpp"
#include "engine/criteria/compile.hpp"
#include "engine/criteria/evaluate.hpp"
#include "inputs/read_plan.hpp"

namespace phanbo::test {
namespace {

namespace fs = std::filesystem;

std::string problems_text(const std::vector<Problem>& problems) {
  std::string text;
  for (const Problem& problem : problems) text += render(problem, Language::english);
  return text;
}

struct Shapes : ::testing::TestWithParam<ShapeFile> {
  fs::path folder = fs::temp_directory_path() /
                    ("phanbo-shape-" + GetParam().name + "-" + std::to_string(getpid()));
  PlanReading reading;
  AssessmentReading assessed;

  void SetUp() override {
    write_plan(GetParam(), folder);
    reading = read_plan(folder, shipped_law());
    ASSERT_TRUE(reading.plan.has_value()) << problems_text(reading.problems);
    assessed = assess(*reading.plan);
    ASSERT_FALSE(has_errors(assessed.problems)) << problems_text(assessed.problems);
  }
  void TearDown() override { fs::remove_all(folder); }
  const Plan& plan() const { return *reading.plan; }
};

/// Value of a criterion for every unit of the formula, by unit code.
std::map<std::string, std::string> criterion_values(const Plan& plan, const std::string& code) {
  const RuleReading compiled = compile_rule(plan, 0);
  const PlanIndex index(plan);
  RuleEvaluation evaluation(index, compiled.rule, index.units_of(plan.formulas[0]));
  std::map<std::string, std::string> values;
  for (const RuleCriterion& criterion : compiled.rule.criteria) {
    if (plan.criteria[criterion.row].code != code || criterion.year != 2026) continue;
    const Column column = evaluation.column(criterion.value);
    for (std::size_t i = 0; i < evaluation.units().size(); ++i)
      values[plan.units[evaluation.units()[i]].code] = text_of(column.exact_at(i));
  }
  return values;
}

TEST_P(Shapes, GiveWhatWasWorkedOutByHand) {
  const auto& rows = GetParam().section("expected");
  ASSERT_GE(rows.size(), 2U);
  for (std::size_t k = 1; k < rows[0].size(); ++k) {
    const std::string& column = rows[0][k];
    const bool is_figure = column == "amount" || column == "points";
    const auto values =
        is_figure ? std::map<std::string, std::string>{} : criterion_values(plan(), column);
    for (std::size_t i = 1; i < rows.size(); ++i) {
      const std::string& unit = rows[i][0];
      const std::string found =
          column == "amount"   ? figure_value(assessed, "share/x/2026/" + unit + "/amount_dong")
          : column == "points" ? figure_value(assessed, "points/x/2026/" + unit)
                               : (values.contains(unit) ? values.at(unit) : std::string("(none)"));
      EXPECT_EQ(found, rows[i][k]) << unit << " " << column;
    }
  }
}

TEST_P(Shapes, AreExplainedDownToInputs) {
  for (std::size_t i = 0; i < assessed.assessment.demands.size(); ++i) {
    const Derivation derivation = derive_need(plan(), assessed.assessment, Index<Demand>(i));
    EXPECT_THAT(recompute(derivation), ::testing::IsEmpty());
    EXPECT_EQ(derivation.value, to_plain(assessed.assessment.demands.rows()[i].need));
    for (const Derivation* node : nodes_of(derivation)) {
      EXPECT_FALSE(node->label_vi.empty());
      EXPECT_FALSE(node->operation == Operation::input && node->place.empty());
    }
  }
}

/// The money of a changed plan stays whole and its derivations say what its figures say; for one
/// unit, or for all. What would fall below zero is told, not computed.
void expect_explained(const Plan& changed, const std::optional<Index<Unit>>& of_unit = {}) {
  const AssessmentReading other = assess(changed);
  if (has_errors(other.problems)) {
    EXPECT_THAT(problem_ids(other), ::testing::Each("negative_formula_amount"));
    return;
  }
  Money together;
  for (const Demand& demand : other.assessment.demands) together += demand.need;
  if (changed.formulas[0].method == FormulaMethod::points && changed.formulas[0].pool) {
    EXPECT_EQ(together, *changed.formulas[0].pool);
  }
  for (std::size_t i = 0; i < other.assessment.demands.size(); ++i) {
    const Demand& demand = other.assessment.demands.rows()[i];
    if (of_unit && other.assessment.items[demand.item].unit != *of_unit) continue;
    const Derivation derivation = derive_need(changed, other.assessment, Index<Demand>(i));
    EXPECT_THAT(recompute(derivation), ::testing::IsEmpty());
    EXPECT_EQ(derivation.value, to_plain(demand.need));
  }
}

TEST_P(Shapes, StayExplainedWithOneMoreAndOneLess) {
  Plan changed = plan();
  for (std::size_t row = 0; row < plan().indicators.size(); ++row) {
    const Decimal value = plan().indicators[row].value;
    for (const std::int64_t by : {value.scale(), -value.scale()}) {
      if (value.units() + by < 0) continue;
      changed.indicators[row].value = Decimal::from_units(value.units() + by, value.digits());
      expect_explained(changed, changed.indicators[row].unit);
    }
    changed.indicators[row].value = value;
  }
}

/// The pool and the amounts of the year before, one đồng more and less; shares of revenue, one unit
/// of their last digit moved between the province and the commune.
TEST_P(Shapes, StayExplainedWithOtherPoolsPastsAndShares) {
  for (const std::int64_t by : {1, -1}) {
    Plan changed = plan();
    if (changed.formulas[0].pool) {
      *changed.formulas[0].pool += Money::from_dong(by);
      expect_explained(changed);
      changed = plan();
    }
    for (std::size_t row = 0; row < plan().previous.size(); ++row) {
      if (plan().previous[row].amount.dong() + by < 0) continue;
      changed.previous[row].amount += Money::from_dong(by);
      expect_explained(changed);
      changed = plan();
    }
    for (std::size_t row = 0; row < plan().revenue_shares.size(); ++row) {
      const Decimal share = plan().revenue_shares[row].share_percent;
      if (plan().revenue_shares[row].tier != "commune" || share.units() + by < 0) continue;
      changed.revenue_shares[row].share_percent =
          Decimal::from_units(share.units() + by, share.digits());
      expect_explained(changed);
      changed = plan();
    }
  }
}

TEST(ShapeCatalogue, HasAllThirtyTwo) {
  std::set<std::string> numbers;
  for (const ShapeFile& shape : read_shapes()) numbers.insert(shape.name.substr(0, 2));
  EXPECT_EQ(read_shapes().size(), 35U);
  EXPECT_EQ(numbers.size(), 32U);
  EXPECT_EQ(*numbers.begin(), "01");
  EXPECT_EQ(*numbers.rbegin(), "32");
}

INSTANTIATE_TEST_SUITE_P(All, Shapes, ::testing::ValuesIn(read_shapes()),
                         [](const auto& shape) { return "shape_" + shape.param.name; });

}  // namespace
}  // namespace phanbo::test
