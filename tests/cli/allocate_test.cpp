// A plan through the whole program: check, allocate, explain, law used.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "cli/json_text.hpp"
#include "cli/run_phanbo.hpp"

namespace phanbo {
namespace {

namespace fs = std::filesystem;

using test::read_file;
using test::run_phanbo;
using test::run_script;
using test::RunResult;
using test::TemporaryFolder;
using test::write_file;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

/// A folder with a small sound plan in "plan", which a test may change.
class PlanTest : public ::testing::Test {
 protected:
  PlanTest() {
    fs::copy(fs::path(PHANBO_SOURCE_DIR) / "tests" / "errors" / "base", plan(),
             fs::copy_options::recursive);
  }
  fs::path plan() const { return folder_.path() / "plan"; }
  fs::path out() const { return folder_.path() / "out"; }

  RunResult phanbo(const std::vector<std::string>& words) const {
    return run_phanbo(words, {folder_.path(), {}, {}});
  }
  RunResult allocate() const { return phanbo({"allocate", "plan", "-o", "out"}); }

  void replace(const std::string& file, const std::string& old_text,
               const std::string& new_text) const {
    std::string text = read_file(plan() / file);
    const std::size_t position = text.find(old_text);
    ASSERT_NE(position, std::string::npos) << old_text;
    write_file(plan() / file, text.replace(position, old_text.size(), new_text));
  }

  /// More people than all money can insure: the mandatory class falls short.
  void make_short() const { replace("participants.csv", "2026,1,12,1000", "2026,1,12,100000"); }

  std::vector<JsonRecord> records(const std::string& name) const {
    return json_records(read_file(out() / "result.json"), name).value();
  }

  TemporaryFolder folder_;
};

TEST_F(PlanTest, CheckOfASoundPlanSaysSoAndWritesNothing) {
  const RunResult result = phanbo({"check", "plan"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.err, IsEmpty());
  EXPECT_THAT(result.out, HasSubstr("mau"));
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_.path()), fs::directory_iterator()), 1);
}

TEST_F(PlanTest, ProblemsGoToTheMessagesWithPlaceExcerptAndFix) {
  replace("source_years.csv", "dat,2026", "datt,2026");
  const RunResult result = phanbo({"check", "plan", "--lang", "en"});
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.out, IsEmpty());
  EXPECT_THAT(result.err, StartsWith("source_years.csv:6:1: error["));
  EXPECT_THAT(result.err, HasSubstr("\n    6 | datt,2026,20000,0,kh\n      | ^^^^\n  fix: "));
}

TEST_F(PlanTest, TheFirstTwentyProblemsAreShownAndTheRestIsCounted) {
  std::string rows;
  for (int i = 0; i < 25; ++i) rows += "x" + std::to_string(i) + ",viec-khac,x,nowhere,2026,1,0\n";
  write_file(plan() / "fixed_costs.csv", read_file(plan() / "fixed_costs.csv") + rows);
  replace("plan.json", R"("fixed_costs.csv", "rows": 2)", R"("fixed_costs.csv", "rows": 27)");
  const auto count = [](const std::string& text) {
    std::size_t found = 0;
    for (std::size_t at = text.find("lỗi["); at != std::string::npos;
         at = text.find("lỗi[", at + 1))
      ++found;
    return found;
  };
  const RunResult first = phanbo({"check", "plan"});
  EXPECT_EQ(count(first.err), 20U);
  EXPECT_THAT(first.err, HasSubstr("--all"));
  EXPECT_GE(count(phanbo({"check", "plan", "--all"}).err), 25U);
}

TEST_F(PlanTest, CheckTellsProgramsInJsonWhateverTheLanguage) {
  replace("source_years.csv", "dat,2026", "datt,2026");
  const RunResult result = phanbo({"check", "plan", "--json"});
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.err, IsEmpty());
  EXPECT_EQ(value_of(json_top(result.out).value(), "schema_version"), "1");
  const auto problems = json_records(result.out, "problems");
  ASSERT_TRUE(problems.has_value());
  ASSERT_FALSE(problems->empty());
  EXPECT_EQ(value_of(problems->front(), "file"), "source_years.csv");
  EXPECT_EQ(value_of(problems->front(), "line"), "6");
  EXPECT_EQ(result.out, phanbo({"check", "plan", "--json", "--lang", "en"}).out);
}

TEST_F(PlanTest, APlanThatIsNotThereIsExitCode4) {
  EXPECT_EQ(phanbo({"check", "nowhere"}).exit_code, 4);
  EXPECT_EQ(phanbo({"allocate", "nowhere", "-o", "out"}).exit_code, 4);
  EXPECT_FALSE(fs::exists(out()));
}

TEST_F(PlanTest, AllocateWritesResultPlanAndTablesAndSaysWhere) {
  const RunResult result = allocate();
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.err, IsEmpty());
  EXPECT_THAT(result.out, HasSubstr("out/tables"));
  EXPECT_THAT(result.out, HasSubstr(" đồng\n"));
  EXPECT_TRUE(fs::exists(out() / "result.json"));
  EXPECT_TRUE(fs::exists(out() / "plan.sealed.json"));
  EXPECT_FALSE(fs::is_empty(out() / "tables"));
  EXPECT_FALSE(records("ledger").empty());
}

TEST_F(PlanTest, AllocateTakesPlanJsonToo) {
  EXPECT_EQ(phanbo({"allocate", "plan/plan.json", "-o", "out"}).exit_code, 0);
}

TEST_F(PlanTest, QuietPrintsNothingAndFormatIsObeyed) {
  const RunResult result = phanbo({"allocate", "plan", "-o", "out", "--quiet", "--format", "csv"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.out, IsEmpty());
  EXPECT_THAT(result.err, IsEmpty());
  for (const auto& entry : fs::directory_iterator(out() / "tables"))
    EXPECT_EQ(entry.path().extension(), ".csv");
}

TEST_F(PlanTest, ThePageComesByDefaultAndOpenDataOnRequest) {
  EXPECT_EQ(allocate().exit_code, 0);
  EXPECT_THAT(read_file(out() / "report.html"), StartsWith("<!DOCTYPE html>"));
  EXPECT_FALSE(fs::exists(out() / "datapackage.json"));
  for (int round = 0; round < 2; ++round) {  // the second run replaces the first
    const RunResult result =
        phanbo({"allocate", "plan", "-o", "out", "--format", "datapackage,oc4ids"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_TRUE(fs::exists(out() / "datapackage.json"));
    EXPECT_TRUE(fs::exists(out() / "tables" / "ledger.csv")) << "what it describes is beside it";
    EXPECT_FALSE(fs::exists(out() / "report.html"));
  }
}

TEST_F(PlanTest, ThreadsDoNotChangeOneByte) {
  EXPECT_EQ(allocate().exit_code, 0);
  EXPECT_EQ(phanbo({"allocate", "plan", "-o", "out2", "--threads", "2"}).exit_code, 0);
  EXPECT_EQ(run_script("diff -r out out2", {folder_.path(), {}, {}}).exit_code, 0);
}

TEST_F(PlanTest, AllocatingASealedPlanGivesTheSameLedger) {
  EXPECT_EQ(allocate().exit_code, 0);
  const std::vector<JsonRecord> ledger = records("ledger");
  fs::rename(out() / "plan.sealed.json", folder_.path() / "plan.sealed.json");
  fs::create_directory(folder_.path() / "sealed");
  fs::rename(folder_.path() / "plan.sealed.json", folder_.path() / "sealed" / "plan.sealed.json");
  const RunResult result = phanbo({"allocate", "sealed/plan.sealed.json", "-o", "out"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(records("ledger"), ledger);
}

TEST_F(PlanTest, AShortMandatoryNeedIsExitCode1WithTheSentenceAndTheTables) {
  make_short();
  const RunResult result = allocate();
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.err, HasSubstr("Chi cho con người"));
  EXPECT_THAT(result.err, HasSubstr("còn thiếu"));
  EXPECT_EQ(value_of(json_top(read_file(out() / "result.json")).value(), "status"), "shortfall");
}

TEST_F(PlanTest, BadInputWritesNothing) {
  replace("source_years.csv", "dat,2026", "datt,2026");
  EXPECT_EQ(allocate().exit_code, 3);
  EXPECT_FALSE(fs::exists(out()));
}

TEST_F(PlanTest, TheOutputMayNotTouchThePlan) {
  for (const char* folder : {"plan", "plan/.", "plan/out", ".", "plan/../plan"}) {
    const RunResult result = phanbo({"allocate", "plan", "-o", folder});
    EXPECT_EQ(result.exit_code, 4) << folder;
    EXPECT_THAT(result.err, HasSubstr("[output_is_plan_folder]")) << folder;
  }
  EXPECT_TRUE(fs::exists(plan() / "plan.json"));
}

TEST_F(PlanTest, APlanThatIsNotThereIsSaidToBeMissing) {
  const RunResult result = phanbo({"allocate", "no-such-plan", "-o", "out"});
  EXPECT_EQ(result.exit_code, 4);
  EXPECT_THAT(result.err, HasSubstr("[file_missing]"));
  EXPECT_THAT(result.err, ::testing::Not(HasSubstr("[output_is_plan_folder]")));
}

TEST_F(PlanTest, AFolderWithForeignFilesIsLeftAlone) {
  fs::create_directory(out());
  write_file(out() / "diary.txt", "mine");
  EXPECT_EQ(allocate().exit_code, 4);
  EXPECT_EQ(read_file(out() / "diary.txt"), "mine");
  EXPECT_FALSE(fs::exists(out() / "result.json"));
}

TEST_F(PlanTest, NoProgressGoesIntoAPipe) {
  const RunResult result = allocate();
  EXPECT_THAT(result.err, Not(HasSubstr("\r")));
  EXPECT_THAT(result.out, Not(HasSubstr("\r")));
}

class ResultTest : public PlanTest {
 protected:
  ResultTest() { EXPECT_EQ(allocate().exit_code, 0); }
};

TEST_F(ResultTest, EveryLedgerLineIsExplainedDownToItsLeaves) {
  for (const JsonRecord& line : records("ledger")) {
    const std::string id(value_of(line, "id"));
    const RunResult result = phanbo({"explain", "out", id});
    EXPECT_EQ(result.exit_code, 0) << id << result.err;
    EXPECT_THAT(result.out, StartsWith(id + "\n"));
    EXPECT_THAT(result.out, HasSubstr("└─ ")) << id;
  }
}

TEST_F(ResultTest, AnInsuranceLineNamesTheArticle) {
  for (const JsonRecord& line : records("ledger")) {
    const std::string id(value_of(line, "id"));
    if (!id.starts_with("bhyt/")) continue;
    const RunResult result = phanbo({"explain", "out", id, "--lang", "en"});
    EXPECT_THAT(result.out, HasSubstr("Nghị định 188/2025/NĐ-CP"));
    return;
  }
  FAIL() << "no insurance line";
}

TEST_F(ResultTest, ADemandIsExplainedWithItsOutcomeAndLines) {
  const RunResult result = phanbo({"explain", "out", "duong/2026"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, StartsWith("duong/2026: Đường trục phường\n"));
  EXPECT_THAT(result.out, HasSubstr("6.000.000.000 đồng"));
  EXPECT_THAT(result.out, HasSubstr("duong/2026@dat: 6.000.000.000 đồng"));
}

TEST_F(ResultTest, AnItemIsExplainedYearByYear) {
  const RunResult result = phanbo({"explain", "out", "duong"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.out, HasSubstr("duong/2026: "));
  EXPECT_THAT(result.out, HasSubstr("duong/2027: "));
}

TEST_F(ResultTest, ExplainTellsProgramsInJson) {
  const RunResult result = phanbo({"explain", "out", "duong/2026@dat", "--json"});
  EXPECT_EQ(result.exit_code, 0);
  const auto explained = json_records(result.out, "explained");
  ASSERT_TRUE(explained.has_value());
  ASSERT_EQ(explained->size(), 1U);
  EXPECT_EQ(value_of(explained->front(), "value"), "6000000000");
  EXPECT_THAT(result.out, HasSubstr("\"derivation\": {"));
}

TEST_F(ResultTest, AWrongIdIsAnsweredByTheNearest) {
  const RunResult result = phanbo({"explain", "out", "duong/2026@dt"});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, HasSubstr("\"duong/2026@dat\"?"));
}

TEST_F(ResultTest, AnAmountChangedByHandIsNoticed) {
  std::string text = read_file(out() / "result.json");
  const std::size_t line = text.find("\"duong/2026@dat\"");
  ASSERT_NE(line, std::string::npos);
  const std::size_t amount = text.find("6000000000", line);
  ASSERT_NE(amount, std::string::npos);
  write_file(out() / "result.json", text.replace(amount, 10, "6000000001"));
  const RunResult result = phanbo({"explain", "out", "duong/2026@dat"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.out, IsEmpty());
  EXPECT_THAT(result.err, HasSubstr("[result_changed]"));
}

TEST_F(ResultTest, AFolderThatIsNoResultIsExitCode4) {
  const RunResult result = phanbo({"explain", "plan", "duong/2026"});
  EXPECT_EQ(result.exit_code, 4);
  EXPECT_THAT(result.err, HasSubstr("[not_a_result]"));
}

TEST_F(ResultTest, LawUsedNamesTheRowsBehindTheResult) {
  const RunResult result = phanbo({"law", "used", "out"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("base_salary"));
  EXPECT_THAT(result.out, HasSubstr("health_insurance_rate"));
  EXPECT_THAT(result.out, Not(HasSubstr("1.150.000")));
}

}  // namespace
}  // namespace phanbo
