// Scenarios, sweeps and other dates of law, as a person runs them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "cli/run_phanbo.hpp"

namespace phanbo {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

using test::read_file;
using test::run_phanbo;
using test::run_script;
using test::RunResult;
using test::TemporaryFolder;
using test::write_file;
using ::testing::HasSubstr;
using ::testing::Not;

/// Path → bytes of every file below a folder.
std::map<std::string, std::string> content_of(const fs::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file())
      files[entry.path().lexically_relative(folder).string()] = read_file(entry.path());
  }
  return files;
}

class ScenarioTest : public ::testing::Test {
 protected:
  ScenarioTest() {
    fs::copy(fs::path(PHANBO_SOURCE_DIR) / "examples" / "an-binh", plan(),
             fs::copy_options::recursive);
  }
  fs::path plan() const { return folder_.path() / "plan"; }
  fs::path out(const std::string& name) const { return folder_.path() / name; }
  RunResult phanbo(std::vector<std::string> words) const {
    return run_phanbo(words, {folder_.path(), {}, {}});
  }
  RunResult allocate(const std::string& to, std::vector<std::string> more) const {
    std::vector<std::string> words = {"allocate", "plan", "-o", to};
    words.insert(words.end(), more.begin(), more.end());
    return phanbo(words);
  }
  json index_of(const std::string& to) const {
    return json::parse(read_file(out(to) / "scenarios.json"));
  }
  void replace(const std::string& file, const std::string& old_text,
               const std::string& new_text) const {
    std::string text = read_file(plan() / file);
    const std::size_t position = text.find(old_text);
    ASSERT_NE(position, std::string::npos) << old_text;
    write_file(plan() / file, text.replace(position, old_text.size(), new_text));
  }
  void add_scenario_file(const std::string& code, const std::string& content) const {
    fs::create_directories(plan() / "scenarios");
    write_file(plan() / "scenarios" / (code + ".json"), content);
  }

  TemporaryFolder folder_;
};

TEST_F(ScenarioTest, TogetherEachGivesTheBytesItGivesAlone) {
  const RunResult all =
      allocate("all", {"--scenario", "all", "--threads", "3", "--format", "json,csv,html"});
  EXPECT_EQ(all.exit_code, 1) << all.err;  // some scenarios cannot meet every mandatory need
  const json index = index_of("all");
  EXPECT_TRUE(index["complete"]);
  ASSERT_EQ(index["scenarios"].size(), 6U);
  EXPECT_EQ(index["scenarios"][0]["scenario"], "goc");
  for (const json& entry : index["scenarios"]) {
    const std::string code = entry["scenario"];
    allocate(code, {"--scenario", code, "--format", "json,csv,html"});
    EXPECT_EQ(content_of(out("all") / code), content_of(out(code))) << code;
  }
  allocate("plain", {});
  EXPECT_EQ(content_of(out("all") / "goc"), content_of(out("plain")));
}

TEST_F(ScenarioTest, AResultSaysWhichScenarioItIsOf) {
  allocate("one", {"--scenario", "giam-30"});
  EXPECT_THAT(read_file(out("one") / "plan.sealed.json"),
              HasSubstr("\"scenario\":\"giam-30\",\"scenario_name\":\"Trung ương bổ sung"));
  EXPECT_THAT(read_file(out("one") / "plan.sealed.json"), Not(HasSubstr("scenario_changes")));
}

TEST_F(ScenarioTest, OneThatCannotBeRunDoesNotStopTheOthers) {
  replace("scenario_changes.csv", "giam-30,source_years,nstw-dau-tu/2026,available,8400",
          "giam-30,source_years,nstw-dau-tu/2029,available,8400");
  const RunResult all = allocate("all", {"--scenario", "all", "--threads", "2"});
  EXPECT_EQ(all.exit_code, 3);
  EXPECT_THAT(all.err, HasSubstr("scenario_changes.csv:4:1: lỗi[change_row_missing]"));
  EXPECT_THAT(all.err, HasSubstr("phương án: giam-30"));
  const json index = index_of("all");
  for (const json& entry : index["scenarios"]) {
    const bool is_refused = entry["scenario"] == "giam-30";
    EXPECT_EQ(entry["status"] == "refused", is_refused) << entry;
    EXPECT_EQ(fs::exists(out("all") / entry["scenario"].get<std::string>()), !is_refused);
  }
}

TEST_F(ScenarioTest, ARefusedOneLeavesNoResultOfAnEarlierRun) {
  allocate("all", {"--scenario", "all"});
  ASSERT_TRUE(fs::exists(out("all") / "giam-30"));
  replace("scenario_changes.csv", ",nstw-dau-tu/2026,available,8400",
          ",nstw-dau-tu/2029,available,8400");
  EXPECT_EQ(allocate("all", {"--scenario", "all"}).exit_code, 3);
  EXPECT_FALSE(fs::exists(out("all") / "giam-30"));
  EXPECT_TRUE(fs::exists(out("all") / "my-khanh" / "result.json"));
}

TEST_F(ScenarioTest, AProblemElsewhereNamesTheChangeThatBringsItAbout) {
  add_scenario_file("bo-van-ban", R"({"name": "Bỏ một văn bản", "changes": {
  "caps": {"tran-di-tich-2026": {"amount": "9000000000"}},
  "documents": {"minh-hoa-hdnd-an-dinh": null}}})");
  const RunResult check = phanbo({"check", "plan"});
  EXPECT_EQ(check.exit_code, 3);
  EXPECT_THAT(check.err, HasSubstr("scenarios/bo-van-ban.json:3:17: lỗi[unknown_reference]"));
  EXPECT_THAT(check.err, HasSubstr("phương án: bo-van-ban; thay đổi này làm sai decided.csv:"));
}

TEST_F(ScenarioTest, AMergePatchIsTheSameAsTheLinesOfTheTable) {
  add_scenario_file("di-tich-2", R"({"name": "Di tích trước", "changes": {"classes": {
  "di-tich": {"order": "4"}, "chuyen-tiep": {"order": 6}}}})");
  allocate("table", {"--scenario", "di-tich-truoc"});
  allocate("patch", {"--scenario", "di-tich-2"});
  EXPECT_EQ(read_file(out("table") / "tables" / "ledger.csv"),
            read_file(out("patch") / "tables" / "ledger.csv"));
}

TEST_F(ScenarioTest, AChildChangesWhatItsParentLeft) {
  add_scenario_file("con", R"({"name": "Con", "parent": "thong-bao-tre", "changes": {
  "source_years": {"ung-truoc/2026": {"available": "12000000000"},
                   "nstw-thuong-xuyen/2027": {"available": "18500000000"}}}})");
  allocate("con", {"--scenario", "con"});
  const std::string sealed = read_file(out("con") / "plan.sealed.json");
  EXPECT_THAT(sealed, HasSubstr("[\"ung-truoc\",\"2026\",\"1\",\"12\",\"12000000000\""));
  EXPECT_THAT(sealed, HasSubstr("[\"nstw-thuong-xuyen\",\"2027\",\"1\",\"12\",\"18500000000\""));
  EXPECT_THAT(sealed, HasSubstr("[\"nstw-thuong-xuyen\",\"2026\",\"1\",\"12\",\"0\""));
}

TEST_F(ScenarioTest, ForeignFilesAreNotTouched) {
  fs::create_directory(out("all"));
  write_file(out("all") / "ghi-chu.txt", "của tôi");
  EXPECT_EQ(allocate("all", {"--scenario", "all"}).exit_code, 4);
  EXPECT_EQ(read_file(out("all") / "ghi-chu.txt"), "của tôi");
}

/// However a run ends, what the index calls done is what an undisturbed run writes.
TEST_F(ScenarioTest, AnInterruptedRunLeavesWhatIsFinishedAndSaysWhatIsMissing) {
  for (int i = 100; i < 260; ++i) {
    add_scenario_file(
        "p" + std::to_string(i),
        R"({"name": "Thử", "changes": {"source_years": {"xo-so/2027": {"available": ")" +
            std::to_string(i) + R"(0000000"}}}})");
  }
  allocate("whole", {"--scenario", "all", "--threads", "2"});
  std::size_t missing = 0;
  for (const std::string signal : {"TERM", "KILL"}) {
    const std::string to = "cut-" + signal;
    const RunResult cut =
        run_script("timeout -s " + signal + " 0.3 phanbo allocate plan -o " + to +
                       " --scenario all --threads 1 --format json,csv,html\necho $? > code\n",
                   {folder_.path(), {}, {}});
    if (!fs::exists(out(to) / "scenarios.json")) continue;  // stopped before it began
    const json index = index_of(to);
    for (const json& entry : index["scenarios"]) {
      const std::string code = entry["scenario"];
      if (entry["status"] == "missing") {
        ++missing;
      } else {
        EXPECT_EQ(content_of(out(to) / code), content_of(out("whole") / code)) << code;
      }
    }
    EXPECT_NE(allocate(to, {"--scenario", "goc,p100"}).exit_code, 4) << "the folder stays usable";
  }
  EXPECT_GT(missing, 0U) << "neither run was cut short";
}

TEST_F(ScenarioTest, ASweepFindsTheDongAtWhichSomethingChanges) {
  const RunResult run =
      allocate("sweep", {"--vary", "source_years/nstw-thuong-xuyen/2026/available=9000:15000:1000",
                         "--threads", "2"});
  EXPECT_NE(run.exit_code, 3) << run.err;
  const json sweep = json::parse(read_file(out("sweep") / "sweep.json"));
  ASSERT_EQ(sweep["points"].size(), 7U);
  EXPECT_EQ(sweep["points"][0]["values"][0], 9'000'000'000);
  ASSERT_FALSE(sweep["breakpoints"].empty());
  const auto states = [&](std::int64_t dong, const std::string& to) {
    add_scenario_file("thu",
                      R"({"name": "Thử", "changes": {"source_years": {"nstw-thuong-xuyen/2026":
  {"available": ")" + std::to_string(dong) +
                          R"("}}}})");
    allocate(to, {"--scenario", "thu"});
    const json result = json::parse(read_file(out(to) / "result.json"));
    std::map<std::string, std::string> found;
    for (const json& demand : result["demands"]) {
      found[demand["demand"]] = demand["shortfall_dong"] == 0   ? "full"
                                : demand["allocated_dong"] == 0 ? "nothing"
                                                                : "part";
    }
    return found;
  };
  for (const json& point : sweep["breakpoints"]) {
    const std::int64_t below = point["up_to"];
    EXPECT_EQ(point["from"], below + 1);
    const auto before = states(below, "below");
    const auto after = states(below + 1, "above");
    for (const json& change : point["changes"]) {
      if (change["subject"] != "demand") continue;
      EXPECT_EQ(before.at(change["code"]), change["before"]) << point;
      EXPECT_EQ(after.at(change["code"]), change["after"]) << point;
    }
  }
}

TEST_F(ScenarioTest, TwoNumbersAreVariedTogether) {
  allocate("sweep", {"--vary",
                     "source_years/xo-so/2026/available=4000:9000:5000,"
                     "programmes/y-te-dau-tu/local_share_percent=0:20:10",
                     "--format", "json"});
  const json sweep = json::parse(read_file(out("sweep") / "sweep.json"));
  ASSERT_EQ(sweep["points"].size(), 6U);
  EXPECT_EQ(sweep["points"][1]["values"], json::array({4'000'000'000, "10"}));
  EXPECT_FALSE(sweep.contains("breakpoints"));
  EXPECT_FALSE(fs::exists(out("sweep") / "sweep.html"));
}

struct MovedLine {
  std::string law;
  std::string before;
  std::string after;
};

std::map<std::string, MovedLine> moved_lines(const fs::path& folder) {
  std::map<std::string, MovedLine> lines;
  const json table = json::parse(read_file(folder / "tables" / "law_date_lines.json"));
  for (const json& row : table["rows"]) {
    const std::string kind = row["kind"] == "Nhu cầu" ? "need " : "line ";
    lines[kind + row["code"].get<std::string>()] = {row["law"], row["law_before"],
                                                    row["law_after"]};
  }
  return lines;
}

/// The switch of the base salary on 1 July 2026, as it was not yet known on 14 May 2026: only the
/// premiums of the months after it differ, and each names the two decrees.
TEST_F(ScenarioTest, TheBaseSalaryOfJuly2026IsNotKnownBeforeItsDecree) {
  const RunResult run = allocate("early", {"--known-on", "2026-05-14"});
  EXPECT_NE(run.exit_code, 3) << run.err;
  const auto lines = moved_lines(out("early"));
  ASSERT_TRUE(lines.contains("need bhyt-atk/an-binh/2026"));
  EXPECT_FALSE(lines.contains("need bhyt-atk/an-binh/2025"));
  for (const auto& [code, line] : lines) {
    EXPECT_THAT(line.law, HasSubstr("base_salary")) << code;
    EXPECT_THAT(line.before, HasSubstr("2530000 dong (Nghị định 161/2026/NĐ-CP")) << code;
    EXPECT_THAT(line.after, HasSubstr("2340000 dong (Nghị định 73/2024/NĐ-CP)")) << code;
  }
  allocate("late", {"--known-on", "2026-05-15"});
  EXPECT_TRUE(moved_lines(out("late")).empty());
}

}  // namespace
}  // namespace phanbo
