// The commands that show what is built into the program.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "cli/json_text.hpp"
#include "cli/problem_report.hpp"
#include "cli/run_phanbo.hpp"

namespace phanbo {
namespace {

namespace fs = std::filesystem;

using test::read_file;
using test::run_phanbo;
using test::RunResult;
using test::TemporaryFolder;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

TEST(LawShow, BaseSalaryOnADayIsOneRowWithItsDecree) {
  const RunResult result = run_phanbo({"law", "show", "base_salary", "--on", "2025-07-01"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.err, IsEmpty());
  EXPECT_THAT(result.out, HasSubstr("2.340.000"));
  EXPECT_THAT(result.out, HasSubstr("Nghị định 73/2024/NĐ-CP"));
  EXPECT_THAT(result.out, Not(HasSubstr("1.800.000")));
}

TEST(LawShow, NumbersFollowTheLanguage) {
  const RunResult result =
      run_phanbo({"law", "show", "base_salary", "--on", "2025-07-01", "--lang", "en"});
  EXPECT_THAT(result.out, HasSubstr("2,340,000"));
  EXPECT_THAT(result.out, HasSubstr("Base salary per month"));
}

TEST(LawShow, ADayWithoutLawIsAnsweredByNo) {
  const RunResult result = run_phanbo({"law", "show", "base_salary", "--on", "1990-01-01"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.out, IsEmpty());
  EXPECT_THAT(result.err, HasSubstr("[no_law_on_date]"));
}

TEST(LawShow, OneKeyOfATopicHasItsNotes) {
  const RunResult result = run_phanbo({"law", "show", "reserve_band", "maximum"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.out, HasSubstr("Luật 89/2025/QH15"));
  EXPECT_THAT(result.out, HasSubstr("ghi chú 2026-01-01: "));
  EXPECT_THAT(result.out, Not(HasSubstr("minimum")));
}

TEST(LawShow, AWrongTopicIsAnsweredByTheNearest) {
  EXPECT_THAT(run_phanbo({"law", "show", "base_salery"}).err, HasSubstr("\"base_salary\"?"));
}

TEST(LawList, NamesEveryTopic) {
  const RunResult result = run_phanbo({"law", "list"});
  EXPECT_EQ(result.exit_code, 0);
  for (const char* topic : {"base_salary", "reserve_band", "health_insurance_rate",
                            "capital_priority_2026_2030", "central_support_share"})
    EXPECT_THAT(result.out, HasSubstr(topic));
}

TEST(Schema, ListsPlanAndTables) {
  const RunResult result = run_phanbo({"schema"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.out, HasSubstr("\nplan "));
  EXPECT_THAT(result.out, HasSubstr("\nsource_years "));
}

TEST(Schema, OfATableIsJsonAndNamesItsColumns) {
  const RunResult result = run_phanbo({"schema", "source_years"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_TRUE(json_top(result.out).has_value());
  EXPECT_THAT(result.out, HasSubstr("\"carry_out_max\""));
}

TEST(Schema, ManualTellsOfEveryTable) {
  const RunResult result = run_phanbo({"schema", "--manual"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.out, HasSubstr("entitlement_rules"));
  EXPECT_THAT(result.out, HasSubstr("control_sums"));
}

TEST(Example, IsListedAndCopied) {
  const RunResult list = run_phanbo({"example"});
  EXPECT_EQ(list.exit_code, 0);
  for (const char* name : {"an-binh", "an-binh-short", "qd2639"})
    EXPECT_THAT(list.out, HasSubstr(name));

  const TemporaryFolder folder;
  const RunResult copy = run_phanbo({"example", "qd2639", "plan"}, {folder.path(), {}, {}});
  EXPECT_EQ(copy.exit_code, 0) << copy.err;
  const fs::path original = fs::path(PHANBO_SOURCE_DIR) / "examples" / "qd2639";
  for (const auto& entry : fs::directory_iterator(original)) {
    if (!entry.is_regular_file()) continue;
    EXPECT_EQ(read_file(entry.path()), read_file(folder.path() / "plan" / entry.path().filename()));
  }
  EXPECT_EQ(run_phanbo({"check", "plan"}, {folder.path(), {}, {}}).exit_code, 0);
}

TEST(Example, FillsAnEmptyFolderAndRefusesAFullOne) {
  const TemporaryFolder folder;
  EXPECT_EQ(run_phanbo({"example", "qd2639", "."}, {folder.path(), {}, {}}).exit_code, 0);
  EXPECT_TRUE(fs::exists(folder.path() / "plan.json"));
  const RunResult again = run_phanbo({"example", "qd2639", "."}, {folder.path(), {}, {}});
  EXPECT_EQ(again.exit_code, 4);
  EXPECT_THAT(again.err, HasSubstr("[example_folder_not_empty]"));
}

TEST(Example, AFolderThatCannotBeMadeIsExitCode4) {
  const RunResult result = run_phanbo({"example", "qd2639", "/proc/no-such-folder/plan"});
  EXPECT_EQ(result.exit_code, 4);
  EXPECT_THAT(result.err, HasSubstr("[cannot_write_example]"));
}

TEST(Problems, EveryIdIsUniqueAndSaysHowToFixInBothLanguages) {
  std::set<std::string_view> ids;
  for (const ProblemKind* kind : all_problem_kinds()) {
    EXPECT_TRUE(ids.insert(kind->id).second) << kind->id << " is used twice";
    EXPECT_FALSE(kind->found.vi.empty() || kind->found.en.empty()) << kind->id;
    EXPECT_FALSE(kind->fix.vi.empty() || kind->fix.en.empty()) << kind->id;
  }
}

TEST(Problems, AreListedForPeopleAndPrograms) {
  const RunResult text = run_phanbo({"problems", "--lang", "en"});
  EXPECT_EQ(text.exit_code, 0);
  EXPECT_THAT(text.out, HasSubstr("error[unknown_command]: There is no command \"{0}\".\n"));
  const auto records = json_records(run_phanbo({"problems", "--json"}).out, "problems");
  ASSERT_TRUE(records.has_value());
  EXPECT_EQ(records->size(), all_problem_kinds().size());
  EXPECT_EQ(value_of(records->front(), "id"), all_problem_kinds().front()->id);
}

}  // namespace
}  // namespace phanbo
