// read_law.cpp: the rows of law, shipped and of a plan.
#include <gtest/gtest.h>

#include "law/law_files.hpp"
#include "plan_folder.hpp"

namespace phanbo::test {
namespace {

constexpr const char* columns =
    "topic,key,value,unit,label_vi,label_en,valid_from,valid_to,recorded_on,selected_by,document,"
    "article,verification,note\n";

std::string told_of(const std::string& first, const std::string& second = "") {
  const std::string first_file = columns + first;
  const std::string second_file = columns + second;
  const EmbeddedFile files[] = {{"a.csv", first_file}, {"b.csv", second_file}};
  return told(read_law(files).problems);
}

TEST(Law, TheShippedRowsAreSound) {
  EXPECT_EQ(told(shipped_law().problems), "");
  const LawRow* salary = shipped_law().law.find("base_salary", "", {2025, 1, 1});
  ASSERT_NE(salary, nullptr);
  EXPECT_EQ(*salary->value, Decimal::whole(2'340'000));
  EXPECT_FALSE(salary->from_plan);
}

TEST(Law, TwoRowsOnOneDayAreAProblemAlsoAcrossFiles) {
  const std::string row =
      "t,k,1,count,,,2025-01-01,2025-06-30,2026-01-01,month,Luật 1,,verified,\n";
  const std::string next = "t,k,2,count,,,2025-07-01,,2026-01-01,month,Luật 2,,verified,\n";
  const std::string early = "t,k,2,count,,,2025-06-30,,2026-01-01,month,Luật 2,,verified,\n";
  EXPECT_EQ(told_of(row, next), "");
  EXPECT_EQ(told_of(row, early), "b.csv:2:15 two_law_rows\n");
  EXPECT_EQ(told_of(row + early), "a.csv:3:15 two_law_rows\n");
}

TEST(Law, CellsAreChecked) {
  EXPECT_EQ(told_of("t,k,1e5,count,,,2025-01-01,,2026-01-01,month,Luật,,verified,\n"),
            "a.csv:2:5 number_malformed\n");
  EXPECT_EQ(told_of("t,k,1,count,,,2025-01-01,2024-01-01,2026-01-01,weekly,Luật,,sure,\n"),
            "a.csv:2:26 dates_reversed\na.csv:2:48 unknown_choice\na.csv:2:61 unknown_choice\n");
}

TEST(Law, APlansRowsStandBeforeTheShippedOnes) {
  PlanFolder folder;
  folder.set(
      "law_rows",
      "topic,key,value,unit,valid_from,valid_to,recorded_on,selected_by,document,verification\n"
      "base_salary,,2700000,dong,2027-01-01,,2026-01-01,month,Giả định,illustrative\n");
  const PlanReading reading = folder.read();
  ASSERT_TRUE(reading.plan.has_value()) << told(reading.problems);
  const LawBook& law = reading.plan->law;
  EXPECT_EQ(law.find("base_salary", "", {2027, 1, 1})->value, Decimal::whole(2'700'000));
  EXPECT_TRUE(law.find("base_salary", "", {2027, 1, 1})->from_plan);
  EXPECT_EQ(law.find("base_salary", "", {2025, 1, 1})->value, Decimal::whole(2'340'000));
}

}  // namespace
}  // namespace phanbo::test
