// plan_header.cpp, header_keys.cpp, file_bytes.cpp: what plan.json says, and the files it names.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "inputs/file_bytes.hpp"
#include "inputs/plan_header.hpp"
#include "plan_folder.hpp"

namespace phanbo::test {
namespace {

using ::testing::HasSubstr;

TEST(Header, ItsKeysReachThePlan) {
  PlanFolder folder;
  folder.json("\"stage\": \"submitted\"",
              "\"stage\": \"adjusted\", \"name_en\": \"Trial\", \"decided_on\": \"2026-03-04\", "
              "\"class_order\": \"by_year\", \"illustrative\": \"Mọi số tiền\"");
  const PlanReading reading = folder.read();
  ASSERT_TRUE(reading.plan.has_value()) << told(reading.problems);
  const Plan& plan = *reading.plan;
  EXPECT_EQ(plan.code, "thu");
  EXPECT_EQ(plan.name, "Kế hoạch thử");
  EXPECT_EQ(plan.name_en, "Trial");
  EXPECT_EQ(plan.stage, Stage::adjusted);
  EXPECT_EQ(plan.first_year, 2026);
  EXPECT_EQ(plan.last_year, 2027);
  EXPECT_EQ(plan.decided_on, (Date{2026, 3, 4}));
  EXPECT_EQ(plan.units[plan.province].code, "ct");
  EXPECT_EQ(plan.class_order, ClassOrder::by_year);
  EXPECT_EQ(plan.capital_priority, "capital_priority_2026_2030");
  EXPECT_EQ(plan.illustrative, "Mọi số tiền");
}

TEST(Header, AWrongNameIsAnsweredWithTheNearestRightOne) {
  PlanFolder folder;
  folder.json("\"capital_priority\"", "\"capital_prioriti\"");
  const auto problems = folder.read().problems;
  ASSERT_EQ(problems.size(), 1U) << told(problems);
  EXPECT_EQ(fix_text(problems.front(), Language::english),
            "Use one of: capital_priority; or remove the key.");
}

TEST(Header, AllProblemsOfAllFilesComeInOneGoSortedByPlace) {
  PlanFolder folder;
  folder.json("\"stage\": \"submitted\"", "\"stage\": \"proposed\"")
      .replace("units", "an,Xã An,commune", "an,Xã An,comune")
      .replace("sources", "province,1", "provinces,1")
      .replace("source_years", "bal,2026,1000000", "bal,2026,1.000.000")
      .replace("classes", "c1,1", "c1,-1");
  EXPECT_EQ(told(folder.read().problems),
            "classes.csv:2:4 negative_number\n"
            "plan.json:5:10 wrong_header_value\n"
            "source_years.csv:2:10 number_style_not_declared\n"
            "sources.csv:2:47 unknown_choice\n"
            "units.csv:2:10 unknown_choice\n");
}

TEST(Header, ChecksOfSoundTablesRunAlthoughOtherTablesAreFaulty) {
  PlanFolder folder;
  folder.replace("classes", "c1,1", "c1,x")
      .replace("source_years", "bal,2027,1000000,0", "bal,2027,1000000,1000001");
  EXPECT_THAT(told(folder.read().problems), HasSubstr("reserve_over_available"));
}

TEST(Header, ARowThatCannotBeReadDoesNotMakeItsReferencesWrong) {
  PlanFolder folder;
  folder.replace("units", "an,Xã An,commune,ct,,", "an,Xã \"An\",commune,ct,,")
      .set("statuses", "unit,status,valid_from,document\nan,atk,2025-02-04,d1\n");
  EXPECT_EQ(told(folder.read().problems), "units.csv:2:7 quote_inside_cell\n");
}

TEST(Header, FilesAreNamedWithTheirDigest) {
  PlanFolder folder;
  folder.file("payer_rules.csv", "source,programme\nbal,*\n");
  const PlanReading reading = folder.read();
  ASSERT_EQ(reading.files.size(), 8U);
  EXPECT_EQ(reading.files.front().path, "plan.json");
  EXPECT_EQ(reading.files.back().path, "payer_rules.csv");
  EXPECT_EQ(sha256_of("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(reading.files.back().sha256, sha256_of("source,programme\nbal,*\n"));
}

TEST(Header, ASymbolicLinkOutOfTheFolderIsRefused) {
  PlanFolder folder;
  const auto path = folder.write();
  std::filesystem::create_symlink("/etc/hostname", path / "link.csv");
  folder.json("payer_rules.csv", "link.csv");
  EXPECT_EQ(told(folder.read().problems), "plan.json:13:25 path_outside_plan\n");
}

TEST(Header, APlanMayBeNamedByItsFolderOrItsFile) {
  PlanFolder folder;
  const auto path = folder.write();
  EXPECT_TRUE(read_plan(path, shipped_law().law).plan.has_value());
  EXPECT_TRUE(read_plan(path / "plan.json", shipped_law().law).plan.has_value());
  EXPECT_EQ(told(read_plan(path / "nowhere", shipped_law().law).problems),
            "nowhere file_missing\n");
}

TEST(Header, ATextThatASpreadsheetWouldComputeIsRefusedLikeInACell) {
  PlanFolder folder;
  folder.json("Kế hoạch thử", "=1+1");
  EXPECT_THAT(told(folder.read().problems), HasSubstr(" text_like_formula\n"));
}

TEST(Header, ControlSumsAreComparedExactly) {
  const auto verdict = [](const std::string& sum) {
    PlanFolder folder;
    folder.replace("source_years", "2026,1000000", "2026,0.1")
        .replace("source_years", "2027,1000000", "2027,0.2");
    folder.entry("source_years",
                 R"("amount_unit": "million_dong", "control_sums": {"available": )" + sum + "}");
    return told(folder.read().problems);
  };
  EXPECT_EQ(verdict("\"0.3\""), "");
  EXPECT_EQ(verdict("0.3"), "") << "a JSON number is taken by its text";
  EXPECT_EQ(verdict("\"0.300000000001\""), "plan.json:15:118 control_sum_differs\n");
  EXPECT_THAT(verdict("\"0,3\""), HasSubstr("wrong_header_value"));
}

}  // namespace
}  // namespace phanbo::test
