// scenarios.hpp: what a list of changes means, where the order of its lines, the years and rows of
// a parent, and blanks come in. tests/scenarios holds random trees of changes against a reference.
#include "inputs/scenarios.hpp"

#include <gtest/gtest.h>

#include "plan_folder.hpp"

namespace phanbo::test {
namespace {

constexpr const char* change_columns = "scenario,table,key,column,value,action\n";

class Scenarios : public ::testing::Test {
 protected:
  Scenarios() {
    folder_.set("fixed_costs",
                "code,programme,name,unit,year,amount,score\n"
                "k1,cost,Một,an,2026,5000000,\nk2,maybe,Hai,an,2027,7000000,2\n");
    folder_.set("scenarios", "code,name,parent\ncha,Cha,\ncon,Con,cha\n");
  }

  Scenarios& lines(const std::string& rows) {
    folder_.set("scenario_changes", change_columns + rows);
    return *this;
  }

  PlanReading read(const std::string& code) {
    TextPlanReading text = read_text_plan(folder_.write(), shipped_law().law);
    EXPECT_EQ(told(text.problems), "");
    if (text.plan == nullptr) return {};
    return read_scenario(read_scenarios(text.plan), text.plan, code, {});
  }
  std::string problems(const std::string& code) { return told(read(code).problems); }

  PlanFolder folder_;
};

TEST_F(Scenarios, RemoveAddAndSetOfOneRowMayStandInAnyOrder) {
  lines(
      "cha,fixed_costs,k1,amount,2000000,set\ncha,fixed_costs,k1,amount,1000000,add\n"
      "cha,fixed_costs,k1,name,Mới,add\ncha,fixed_costs,k1,programme,cost,add\n"
      "cha,fixed_costs,k1,unit,binh,add\ncha,fixed_costs,k1,year,2027,add\n"
      "cha,fixed_costs,k1,,,remove\n");
  const PlanReading found = read("cha");
  EXPECT_EQ(told(found.problems), "");
  ASSERT_TRUE(found.plan);
  const FixedCost& cost = found.plan->fixed_costs.rows().front();
  EXPECT_EQ(cost.name, "Mới");
  EXPECT_EQ(cost.amount, Money::from_dong(std::int64_t{2'000'000}));
}

TEST_F(Scenarios, ABareRowMayBeRemovedAndAddedAgain) {
  lines("cha,payer_rules,bal/*,,,add\ncha,payer_rules,bal/*,,,remove\n");
  EXPECT_EQ(problems("cha"), "");
}

TEST_F(Scenarios, MayGiveADashAndANumberBelowZero) {
  lines("cha,fixed_costs,k1,score,-1.5,\ncha,fixed_costs,k2,score,-,\n");
  const PlanReading found = read("cha");
  EXPECT_EQ(told(found.problems), "");
  ASSERT_TRUE(found.plan);
  EXPECT_EQ(found.plan->fixed_costs.rows().front().score, Decimal::parse("-1.5"));
}

TEST_F(Scenarios, AYearThatAParentOpensMayBeClosedAgain) {
  folder_.set("sites",
              "code,programme,name,unit,rank,y2026\ndi-tich,relic,Đình,an,national,1000000\n");
  lines(
      "cha,plan,,last_year,2028,\ncha,sites,di-tich,y2028,3000000,\n"
      "cha,fixed_costs,k1,year,2028,\n"
      "con,plan,,last_year,2027,\ncon,sites,di-tich,y2028,,\ncon,fixed_costs,k1,year,2027,\n");
  EXPECT_EQ(problems("con").find("outside_plan"), std::string::npos) << problems("con");
  EXPECT_FALSE(has_errors(read("con").problems)) << problems("con");
}

TEST_F(Scenarios, AmountsOfAYearThatIsClosedAgainAreToldWhereTheyWereGiven) {
  folder_.set("sites",
              "code,programme,name,unit,rank,y2026\ndi-tich,relic,Đình,an,national,1000000\n");
  lines(
      "cha,plan,,last_year,2028,\ncha,sites,di-tich,y2028,3000000,\n"
      "con,plan,,last_year,2027,\n");
  EXPECT_NE(problems("con").find("scenario_changes.csv:3:25 year_column_outside_plan"),
            std::string::npos)
      << problems("con");
}

TEST_F(Scenarios, AChildDoesNotMendAYearThatItsParentLacks) {
  lines(
      "cha,fixed_costs,k1,year,2028,\ncon,plan,,last_year,2028,\n"
      "con,fixed_costs,k1,year,2027,\n");
  EXPECT_NE(problems("con").find("year_outside_plan"), std::string::npos) << problems("con");
}

TEST_F(Scenarios, KeysOfAFileAreReadInNormalForm) {
  folder_.set("fixed_costs",
              "code,programme,name,unit,year,amount\nThợ,cost,Một,an,2026,5000000\n");
  folder_.file("scenarios/moi.json",
               "{\"name\": \"Mới\", \"changes\": {\"fixed_costs\": {\"Th\u01A1\u0323\": "
               "{\"amount\": 2000000}}}}\n");
  EXPECT_EQ(problems("moi"), "");
}

TEST_F(Scenarios, TheNameInAFileIsNoFormula) {
  folder_.file("scenarios/moi.json",
               "{\"name\": \"=1+1\", \"changes\": {\"fixed_costs\": {\"k1\": "
               "{\"amount\": 2000000}}}}\n");
  EXPECT_EQ(problems("moi"), "scenarios/moi.json:1:10 text_like_formula\n");
}

TEST_F(Scenarios, APatchMayNameTheKeyOfARowThatItsParentAdded) {
  lines(
      "cha,fixed_costs,k3,programme,cost,add\ncha,fixed_costs,k3,name,Ba,add\n"
      "cha,fixed_costs,k3,unit,an,add\ncha,fixed_costs,k3,year,2026,add\n"
      "cha,fixed_costs,k3,amount,1000000,add\n");
  folder_.file("scenarios/chau.json",
               "{\"name\": \"Cháu\", \"parent\": \"cha\", \"changes\": {\"fixed_costs\": "
               "{\"k3\": {\"code\": \"k3\", \"amount\": 2000000}}}}\n");
  EXPECT_EQ(problems("chau"), "");
}

TEST_F(Scenarios, ARowMayNameOneThatTheSameScenarioAdds) {
  lines(
      "cha,payer_rules,moi/cost/an,,,add\n"
      "cha,sources,moi,name,Nguồn mới,add\ncha,sources,moi,nature,balancing_supplement,add\n"
      "cha,sources,moi,expenditure_kind,both,add\ncha,sources,moi,paying_budget,province,add\n"
      "cha,sources,moi,document,d1,add\ncha,sources,moi,drawing_order,2,add\n"
      "cha,source_years,moi/2026,available,1000000,add\n"
      "cha,source_years,moi/2026,document,d1,add\n");
  EXPECT_FALSE(has_errors(read("cha").problems)) << problems("cha");
}

TEST_F(Scenarios, WhatChangesNothingIsToldAlsoWhereDefaultsStand) {
  lines(
      "cha,plan,,class_order,,\ncha,fixed_costs,k3,programme,cost,add\n"
      "cha,fixed_costs,k3,name,Ba,add\ncha,fixed_costs,k3,unit,an,add\n"
      "cha,fixed_costs,k3,year,2026,add\ncha,fixed_costs,k3,amount,1000000,add\n"
      "con,fixed_costs,k3,rank,0,\ncon,fixed_costs,k1,score,0,\n");
  EXPECT_EQ(problems("con"),
            "scenario_changes.csv:2:11 change_without_effect\n"
            "scenario_changes.csv:8:25 change_without_effect\n"
            "scenario_changes.csv:9:26 change_without_effect\n");
}

TEST_F(Scenarios, ARowAddedAgainHasNothingOfTheOneBefore) {
  lines(
      "cha,fixed_costs,k2,,,remove\ncha,fixed_costs,k2,programme,cost,add\n"
      "cha,fixed_costs,k2,name,Hai,add\ncha,fixed_costs,k2,unit,an,add\n"
      "cha,fixed_costs,k2,year,2027,add\ncha,fixed_costs,k2,amount,1000000,add\n"
      "con,fixed_costs,k2,score,2,\n");
  EXPECT_EQ(problems("con"), "");
}

}  // namespace
}  // namespace phanbo::test
