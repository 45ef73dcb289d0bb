// Choosing works by value, as a person runs it: limits, a named start, demands that contradict
// each other. The plan is the base of tests/errors with its class of investment choosing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/run_phanbo.hpp"

namespace phanbo {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

using test::read_file;
using test::run_phanbo;
using test::RunResult;
using test::TemporaryFolder;
using test::write_file;
using ::testing::HasSubstr;

class ChoicesTest : public ::testing::Test {
 protected:
  ChoicesTest() {
    fs::copy(fs::path(PHANBO_SOURCE_DIR) / "tests" / "errors" / "base", plan(),
             fs::copy_options::recursive);
    replace("classes.csv", "dau-tu,3,Chi đầu tư,no,in_rank_order",
            "dau-tu,3,Chi đầu tư,no,best_value");
    replace("projects.csv", "group,status,rank,", "group,status,score,");
  }
  fs::path plan() const { return folder_.path() / "plan"; }
  void replace(const std::string& file, const std::string& old_text, const std::string& text) {
    std::string content = read_file(plan() / file);
    const std::size_t place = content.find(old_text);
    ASSERT_NE(place, std::string::npos) << file;
    write_file(plan() / file, content.replace(place, old_text.size(), text));
  }
  /// A table beside those of the plan.
  void add_table(const std::string& name, const std::string& content, int rows,
                 const std::string& unit = "") {
    write_file(plan() / (name + ".csv"), content);
    const std::string more = unit.empty() ? "" : ", \"amount_unit\": \"" + unit + "\"";
    replace("plan.json", "\"documents\"",
            "\"" + name + "\": {\"file\": \"" + name + ".csv\", \"rows\": " + std::to_string(rows) +
                more + "},\n    \"documents\"");
  }
  void count_people() {
    replace("units.csv", "parent,valid_from", "parent,people,valid_from");
    replace("units.csv", "province,,", "province,,,");
    replace("units.csv", "phường An Bình,ward,can-tho,", "phường An Bình,ward,can-tho,30000,");
    replace("units.csv", "phường Cái Khế,ward,can-tho,", "phường Cái Khế,ward,can-tho,20000,");
  }
  RunResult allocate(const std::string& to, std::vector<std::string> more = {}) const {
    std::vector<std::string> words = {"allocate", "plan", "-o", to, "--lang", "en"};
    words.insert(words.end(), more.begin(), more.end());
    return run_phanbo(words, {folder_.path(), {{"PHANBO_LANG", "en"}}, {}});
  }
  json choice_in(const std::string& out) const {
    return json::parse(read_file(folder_.path() / out / "result.json")).at("choices").at(0);
  }

  TemporaryFolder folder_;
};

/// Two works that must be chosen, and money for one: a result with the sentence, exit code 1.
TEST_F(ChoicesTest, MustsThatContradictEachOtherEndWithOneAndTheCheapestRepair) {
  replace("source_years.csv", "dat,2026,20000", "dat,2026,5000");
  add_table("choice_rules", "item,lock\nduong,must\ncau,must\n", 2);
  const RunResult run = allocate("out");
  EXPECT_EQ(run.exit_code, 1) << run.err;
  EXPECT_THAT(run.err, HasSubstr("cannot be kept together"));
  EXPECT_THAT(run.err, HasSubstr("The cheapest repair"));
  const json choice = choice_in("out");
  EXPECT_EQ(choice.at("end"), "impossible");
  EXPECT_TRUE(choice.at("conflict").at("irreducible"));
  EXPECT_EQ(choice.at("conflict").at("repair_dong"), "4000000000");
  EXPECT_TRUE(choice.at("conflict").at("repair_is_least"));
  EXPECT_EQ(choice.at("refused").size(), 2U);
}

TEST_F(ChoicesTest, ANamedStartIsWrittenDownAndProvesTheSame) {
  ASSERT_EQ(allocate("first").exit_code, 0);
  const RunResult run = allocate("second", {"--start", "first"});
  ASSERT_EQ(run.exit_code, 0) << run.err;
  json first = choice_in("first");
  json second = choice_in("second");
  EXPECT_EQ(second.at("start").at("result_sha256").get<std::string>().size(), 64U);
  EXPECT_TRUE(second.at("start").at("possible"));
  for (const char* same : {"value", "bound", "end", "items", "people"})
    EXPECT_EQ(first.at(same), second.at(same));
  EXPECT_EQ(allocate("third", {"--start", "nowhere"}).exit_code, 4);
  const RunResult group = allocate("fourth", {"--scenario", "all", "--start", "nowhere"});
  EXPECT_EQ(group.exit_code, 4);
  EXPECT_THAT(group.err, HasSubstr("not_a_result"));
  EXPECT_FALSE(fs::exists(folder_.path() / "fourth"));
  EXPECT_EQ(allocate("fourth", {"--scenario", "all", "--start", "first"}).exit_code, 0);
}

/// A start that is no longer possible is a hint: what is proved is what a run without it proves.
TEST_F(ChoicesTest, AnImpossibleStartBeforeABoundChangesNothingThatIsProved) {
  count_people();
  add_table("choice_rules", "item,lock\nduong,must_not\ncau,must_not\n", 2);
  ASSERT_EQ(allocate("nothing").exit_code, 0);
  write_file(plan() / "choice_rules.csv", "item,lock\nduong,must\ncau,must_not\n");
  add_table("choice_stages", "", 2);
  for (const std::string goal : {"spread,people", "drawing_order,"}) {
    SCOPED_TRACE(goal);
    write_file(plan() / "choice_stages.csv",
               "class,order,goal,measure\ndau-tu,1," + goal + "\ndau-tu,2,value,\n");
    ASSERT_EQ(allocate("alone").exit_code, 0);
    const RunResult run = allocate("started", {"--start", "nothing"});
    ASSERT_EQ(run.exit_code, 0) << run.err;
    const json alone = choice_in("alone");
    const json started = choice_in("started");
    EXPECT_FALSE(started.at("start").at("possible"));
    for (const char* same : {"value", "bound", "end", "items", "people"})
      EXPECT_EQ(alone.at(same), started.at(same));
    for (std::size_t j = 0; j < alone.at("stages").size(); ++j)
      for (const char* same : {"held", "value", "bound"})
        EXPECT_EQ(alone.at("stages").at(j).at(same), started.at("stages").at(j).at(same));
  }
}

/// The same limit on the work gives the same bytes, whatever the number of threads.
TEST_F(ChoicesTest, ThreadsChangeNothing) {
  for (const char* threads : {"1", "2"})
    ASSERT_EQ(allocate(threads, {"--threads", threads, "--work-limit", "100"}).exit_code, 0);
  for (const char* file : {"result.json", "report.html", "tables/choices.csv"}) {
    EXPECT_NE(read_file(folder_.path() / "1" / file), "") << file;
    EXPECT_EQ(read_file(folder_.path() / "1" / file), read_file(folder_.path() / "2" / file));
  }
}

TEST_F(ChoicesTest, WhyAWorkIsRefusedStandsInTheResultAndInExplain) {
  add_table("choice_rules", "item,lock\ncau,must_not\n", 1);
  ASSERT_EQ(allocate("out").exit_code, 0);
  EXPECT_EQ(choice_in("out").at("refused").at(0).at("reason"), "must_not");
  const RunResult run =
      run_phanbo({"explain", "out", "cau"}, {folder_.path(), {{"PHANBO_LANG", "en"}}, {}});
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_THAT(run.out, HasSubstr("Locked out by the plan"));
}

TEST_F(ChoicesTest, GoalsStandOneAfterAnother) {
  add_table("choice_stages",
            "class,order,goal\ndau-tu,1,law_order\ndau-tu,2,value\ndau-tu,3,drawing_order\n", 3);
  ASSERT_EQ(allocate("out").exit_code, 0);
  const json stages = choice_in("out").at("stages");
  ASSERT_GE(stages.size(), 4U);
  EXPECT_EQ(stages.at(0).at("of"), "transition");
  EXPECT_EQ(stages.at(1).at("of"), "new");
  EXPECT_EQ(stages.at(2).at("goal"), "value");
}

/// The proof of the value holds in the model that earlier goals left; it is explained in it.
TEST_F(ChoicesTest, TheBoundIsExplainedAfterEarlierGoals) {
  count_people();
  replace("source_years.csv", "dat,2026,20000", "dat,2026,7000");
  add_table("choice_stages", "", 3);
  const std::vector<std::string> orders = {
      "dau-tu,1,law_order,\ndau-tu,2,spread,people\ndau-tu,3,value,\n",
      "dau-tu,1,law_order,\ndau-tu,2,drawing_order,\ndau-tu,3,value,\n",
      "dau-tu,1,drawing_order,\ndau-tu,2,spread,people\ndau-tu,3,value,\n"};
  for (const std::string& rows : orders) {
    SCOPED_TRACE(rows);
    write_file(plan() / "choice_stages.csv", "class,order,goal,measure\n" + rows);
    const RunResult made = allocate("out");
    ASSERT_EQ(made.exit_code, 0) << made.err;
    const RunResult run = run_phanbo({"explain", "out", "choices/dau-tu"},
                                     {folder_.path(), {{"PHANBO_LANG", "en"}}, {}});
    EXPECT_EQ(run.exit_code, 0) << run.err;
    EXPECT_THAT(run.out, HasSubstr("No choice is worth more than"));
  }
}

}  // namespace
}  // namespace phanbo
