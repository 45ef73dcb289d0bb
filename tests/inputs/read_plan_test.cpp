// read_plan.cpp, build_plan.cpp, build_money_in.cpp, build_needs.cpp, build_statements.cpp,
// sort_rows.cpp, references.cpp, table_reader.cpp, table_rows.cpp: from bytes to a typed plan in
// canonical order.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "plan_folder.hpp"

namespace phanbo::test {
namespace {

std::vector<std::string> flat(const CanonicalPlan& plan) {
  std::vector<std::string> texts;
  for (const auto& [key, value] : plan.header) texts.push_back(key + "=" + value);
  for (const CanonicalTable& table : plan.tables) {
    texts.emplace_back(table.name);
    texts.insert(texts.end(), table.columns.begin(), table.columns.end());
    for (const std::string_view cell : table.cells) texts.emplace_back(cell);
  }
  return texts;
}

const CanonicalTable& table_of(const PlanReading& reading, std::string_view name) {
  for (const CanonicalTable& table : reading.canonical.tables) {
    if (table.name == name) return table;
  }
  ADD_FAILURE() << name;
  return reading.canonical.tables.front();
}

std::string cell(const PlanReading& reading, std::string_view name, std::size_t row,
                 std::string_view column) {
  const CanonicalTable& table = table_of(reading, name);
  const auto found = std::find(table.columns.begin(), table.columns.end(), column);
  const auto position = static_cast<std::size_t>(found - table.columns.begin());
  return std::string(table.cells.at(row * table.columns.size() + position));
}

/// A folder with rows whose order will be changed.
void fill(PlanFolder& folder) {
  folder.set("participants",
             "programme,unit,group,year,first_month,last_month,persons\n"
             "bhyt,an,state_atk,2026,1,6,100\nbhyt,an,state_atk,2026,10,12,90\n"
             "bhyt,an,state_atk,2026,7,9,95\nbhyt,binh,student,2026,1,12,40\n");
  folder.set("entitlement_rules", "programme,year,pays_groups\nbhyt,2026,state_atk|student\n");
  folder.set(
      "sites",
      "code,programme,name,unit,rank,y2026,y2027,score\nđình,relic,Đình An,an,national,-,5,1.50\n"
      "chùa,relic,Chùa,binh,provincial,,0,2\n");
}

std::string shuffled(const std::string& content, std::mt19937& random) {
  std::vector<std::string> lines;
  for (std::size_t start = 0; start < content.size();) {
    const std::size_t end = content.find('\n', start);
    lines.push_back(content.substr(start, end - start));
    start = end + 1;
  }
  std::shuffle(lines.begin() + 1, lines.end(), random);
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

TEST(ReadPlan, PermutedRowsAndColumnsGiveTheSameCanonicalPlan) {
  PlanFolder first;
  fill(first);
  const auto expected = flat(first.read().canonical);
  std::mt19937 random(7);
  for (int round = 0; round < 20; ++round) {
    PlanFolder folder;
    fill(folder);
    folder.set("units", shuffled("code,name,kind,parent,valid_from,valid_to\n"
                                 "an,Xã An,commune,ct,,\nbinh,Phường Bình,ward,ct,,\n"
                                 "ct,Thành phố Cần Thơ,province,,,\n",
                                 random));
    folder.set("participants",
               shuffled("persons;unit;group;year;last_month;first_month;programme\n"
                        "100;an;state_atk;2026;6;1;bhyt\n90;an;state_atk;2026;12;10;bhyt\n"
                        "95;an;state_atk;2026;9;7;bhyt\n40;binh;student;2026;12;1;bhyt\n",
                        random));
    folder.set("sites", shuffled("code,programme,name,unit,rank,y2027,y2026,score,ceiling\r\n"
                                 "đình,relic,Đình An,an,national,5,-,1.50,\r\n"
                                 "chùa,relic,Chùa,binh,provincial,0,,2,\r\n",
                                 random));
    const PlanReading reading = folder.read();
    ASSERT_TRUE(reading.plan.has_value()) << told(reading.problems);
    ASSERT_EQ(flat(reading.canonical), expected);
  }
}

TEST(ReadPlan, RowsStandByTheirKeyMonthsAsNumbers) {
  PlanFolder folder;
  fill(folder);
  const PlanReading reading = folder.read();
  ASSERT_TRUE(reading.plan.has_value()) << told(reading.problems);
  EXPECT_EQ(cell(reading, "participants", 0, "first_month"), "1");
  EXPECT_EQ(cell(reading, "participants", 1, "first_month"), "7");
  EXPECT_EQ(cell(reading, "participants", 2, "first_month"), "10");
}

TEST(ReadPlan, BlankDashAndZeroAreThreeValues) {
  PlanFolder folder;
  fill(folder);
  const PlanReading reading = folder.read();
  ASSERT_TRUE(reading.plan.has_value()) << told(reading.problems);
  EXPECT_EQ(cell(reading, "sites", 0, "code"), "chùa");
  EXPECT_EQ(cell(reading, "sites", 0, "y2026"), "");
  EXPECT_EQ(cell(reading, "sites", 0, "y2027"), "0");
  EXPECT_EQ(cell(reading, "sites", 1, "y2026"), "-");
  const Site& chua = reading.plan->sites.rows()[0];
  const Site& dinh = reading.plan->sites.rows()[1];
  EXPECT_EQ(chua.need_by_year[0], std::nullopt);
  EXPECT_EQ(chua.need_by_year[1], Money());
  EXPECT_EQ(dinh.need_by_year[0], std::nullopt);
  EXPECT_EQ(dinh.need_by_year[1], Money::from_dong(std::int64_t{5}));
}

TEST(ReadPlan, DefaultsAreFilledIn) {
  PlanFolder folder;
  fill(folder);
  const PlanReading reading = folder.read();
  ASSERT_TRUE(reading.plan.has_value());
  EXPECT_EQ(cell(reading, "sites", 0, "divisible"), "yes");
  EXPECT_TRUE(reading.plan->sites.rows()[0].divisible);
  EXPECT_EQ(cell(reading, "source_years", 0, "last_month"), "12");
  EXPECT_EQ(cell(reading, "participants", 0, "basis"), "estimate");
}

TEST(ReadPlan, MoneyIsCanonicalInDong) {
  PlanFolder folder;
  folder.entry("source_years", R"("amount_unit": "million_dong", "number_style": "vietnamese")");
  folder.set("source_years",
             "source;year;available;document\nbal;2026;1.234,5;d1\nbal;2027;2;d1\n");
  const PlanReading reading = folder.read();
  ASSERT_TRUE(reading.plan.has_value()) << told(reading.problems);
  EXPECT_EQ(cell(reading, "source_years", 0, "available"), "1234500000");
  EXPECT_EQ(reading.plan->source_years.rows()[1].available,
            Money::from_dong(std::int64_t{2'000'000}));
}

TEST(ReadPlan, ClassesStandByOrderInThePlanAndByCodeInTheCanonicalTable) {
  PlanFolder folder;
  folder.set("classes",
             "code,order,name,mandatory,rule\nc2,1,Trước,yes,in_full\nc1,2,Sau,no,pro_rata\n");
  PlanReading reading = folder.read();
  ASSERT_TRUE(reading.plan.has_value()) << told(reading.problems);
  EXPECT_EQ(cell(reading, "classes", 0, "code"), "c1");
  const Plan& plan = *reading.plan;
  EXPECT_EQ(plan.classes.rows()[0].code, "c2");
  for (const Programme& programme : plan.programmes) {
    if (programme.code == "cost") {
      EXPECT_EQ(plan.classes[programme.priority_class].code, "c1");
    }
  }
  std::vector<Problem> problems(1);
  problems[0].kind = input_problem_kinds().front();
  problems[0].place.table = "classes";
  problems[0].place.row = 0;
  problems[0].place.field = "rule";
  locate(problems, reading);
  EXPECT_EQ(place_text(problems[0].place), "classes.csv:2:16")
      << "row 0 of the plan's classes is c2";
  EXPECT_EQ(problems[0].place.excerpt, "c2,1,Trước,yes,in_full");
  EXPECT_EQ(problems[0].place.marked_columns, 7);
}

TEST(ReadPlan, LocalShareBecomesAReducedFraction) {
  PlanFolder folder;
  folder.replace("programmes", "fixed,c1,recurrent,,,,", "fixed,c1,recurrent,,12.50,,")
      .replace("programmes", "formula,c2,recurrent,,,,", "formula,c2,recurrent,,,0.25,");
  const PlanReading reading = folder.read();
  ASSERT_TRUE(reading.plan.has_value()) << told(reading.problems);
  const auto& programmes = reading.plan->programmes.rows();
  ASSERT_EQ(programmes[1].code, "cost");
  EXPECT_EQ(programmes[1].local_share_numerator, 1);
  EXPECT_EQ(programmes[1].local_share_denominator, 8);
  ASSERT_EQ(programmes[2].code, "form");
  EXPECT_EQ(programmes[2].local_share_numerator, 1) << "c/(1+c) of 0.25 is 1/5";
  EXPECT_EQ(programmes[2].local_share_denominator, 5);
  EXPECT_EQ(programmes[0].local_share_numerator, 0);
  EXPECT_EQ(programmes[0].local_share_denominator, 1);
}

TEST(ReadPlan, AStarMeansEveryProgramme) {
  PlanFolder folder;
  const PlanReading reading = folder.read();
  ASSERT_TRUE(reading.plan.has_value());
  EXPECT_FALSE(reading.plan->payer_rules[0].programme.is_set());
  EXPECT_EQ(cell(reading, "payer_rules", 0, "programme"), "*");
}

TEST(ReadPlan, NamesAreComposedAndCompareEqual) {
  PlanFolder folder;
  folder.replace("units", "Xã An", "Xa\u0303 An");
  const PlanReading reading = folder.read();
  ASSERT_TRUE(reading.plan.has_value()) << told(reading.problems);
  EXPECT_EQ(reading.plan->units.rows()[0].name, "Xã An");
}

TEST(ReadPlan, AByteOrderMarkAndCrlfChangeNothing) {
  PlanFolder folder;
  folder.file("payer_rules.csv", "\xEF\xBB\xBFsource,programme\r\nbal,*\r\n");
  PlanFolder plain;
  EXPECT_EQ(flat(folder.read().canonical), flat(plain.read().canonical));
}

TEST(ReadPlan, WhereAProblemStandsIsShownWithItsLine) {
  PlanFolder folder;
  folder.replace("units", "commune,ct", "commune,cr");
  const auto problems = folder.read().problems;
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(render(problems[0], Language::english),
            "units.csv:2:18: error[unknown_reference]: The table \"units\" has no code \"cr\".\n"
            "    2 | an,Xã An,commune,cr,,\n"
            "      |                  ^^\n"
            "  fix: Use: an, binh, ct; or add a row \"cr\" to the table \"units\".\n");
}

TEST(ReadPlan, EveryTableIsInTheCanonicalPlan) {
  PlanFolder folder;
  const PlanReading reading = folder.read();
  EXPECT_EQ(reading.canonical.tables.size(), 42U);
  EXPECT_EQ(reading.canonical.tables.front().name, "documents");
  EXPECT_EQ(reading.canonical.tables.back().name, "law_rows");
}

/// Every prefix of a sound table is read or refused, never a crash, and never taken for the whole.
TEST(ReadPlan, TruncatedFilesAreNeverTakenForWhole) {
  const std::string whole =
      "source;year;available;document\nbal;2026;\"1000\";d1\nbal;2027;2000;d1\n";
  for (std::size_t length = 0; length + 1 < whole.size(); ++length) {
    PlanFolder folder;
    folder.set("source_years", whole).file("source_years.csv", whole.substr(0, length));
    EXPECT_FALSE(folder.read().plan.has_value()) << whole.substr(0, length);
  }
}

}  // namespace
}  // namespace phanbo::test
