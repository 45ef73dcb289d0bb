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
    // Long enough for this machine to begin, too short to end: 160 scenarios take many times that.
    for (int tenths = 1; tenths < 1000 && !fs::exists(out(to) / "scenarios.json"); tenths *= 2) {
      run_script("timeout --preserve-status -s " + signal + " " + std::to_string(tenths / 10) +
                     "." + std::to_string(tenths % 10) + " phanbo allocate plan -o " + to +
                     " --scenario all --threads 1 --format json,csv,html\necho $? > code\n",
                 {folder_.path(), {}, {}});
    }
    ASSERT_TRUE(fs::exists(out(to) / "scenarios.json")) << "every run was stopped too early";
    const json index = index_of(to);
    const std::size_t missing_before = missing;
    for (const json& entry : index["scenarios"]) {
      const std::string code = entry["scenario"];
      if (entry["status"] == "missing") {
        ++missing;
      } else {
        EXPECT_EQ(content_of(out(to) / code), content_of(out("whole") / code)) << code;
      }
    }
    if (signal == "TERM" && missing > missing_before) {
      EXPECT_EQ(read_file(out("code")), "5\n") << "short of money or not: some are missing";
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
    EXPECT_THAT(line.before, HasSubstr("2.530.000 đồng (Nghị định 161/2026/NĐ-CP")) << code;
    EXPECT_THAT(line.after, HasSubstr("2.340.000 đồng (Nghị định 73/2024/NĐ-CP)")) << code;
  }
  allocate("late", {"--known-on", "2026-05-15"});
  EXPECT_TRUE(moved_lines(out("late")).empty());
}

/// The same switch by the law in force: under the law of 30 June 2026 the months from July on have
/// the old base, under that of 1 July 2026 the months before it the new one.
TEST_F(ScenarioTest, TheBaseSalarySwitchMovesTheMonthsOnItsOtherSide) {
  for (const auto& [day, other] :
       {std::pair{"2026-06-30", "2.340.000 đồng"}, std::pair{"2026-07-01", "2.530.000 đồng"}}) {
    const RunResult run = allocate(day, {"--law-date", day});
    EXPECT_NE(run.exit_code, 3) << run.err;
    const auto lines = moved_lines(out(day));
    ASSERT_TRUE(lines.contains("need bhyt-atk/an-binh/2026")) << day;
    const MovedLine& need = lines.at("need bhyt-atk/an-binh/2026");
    EXPECT_THAT(need.law, HasSubstr("base_salary"));
    EXPECT_THAT(need.before, HasSubstr("2.340.000 đồng (Nghị định 73/2024/NĐ-CP)"));
    EXPECT_THAT(need.before, HasSubstr("2.530.000 đồng (Nghị định 161/2026/NĐ-CP"));
    EXPECT_THAT(need.after, HasSubstr(other));
    for (const auto& [code, line] : lines) EXPECT_FALSE(line.law.empty()) << code;
  }
}

/// A plan of 2025 with a district budget, units on both sides of 1 July 2025 and pupils.
class UnitReformTest : public ::testing::Test {
 protected:
  RunResult run(const std::string& to, const std::string& day) const {
    const fs::path plan =
        fs::path(PHANBO_SOURCE_DIR) / "tests" / "cli" / "plans" / "unit-reform-2025";
    return run_phanbo({"allocate", plan.string(), "-o", (folder_.path() / to).string(),
                       "--law-date", day, "--format", "json"});
  }
  /// Code → (before, after) of the ledger lines and needs that differ.
  std::map<std::string, std::pair<std::int64_t, std::int64_t>> amounts(const std::string& to) {
    const json table =
        json::parse(read_file(folder_.path() / to / "tables" / "law_date_lines.json"));
    std::map<std::string, std::pair<std::int64_t, std::int64_t>> found;
    for (const json& row : table["rows"])
      found[row["kind"] == "Nhu cầu" ? "need " + row["code"].get<std::string>()
                                     : row["code"].get<std::string>()] = {
          row["before_dong"].get<std::int64_t>(), row["after_dong"].get<std::int64_t>()};
    return found;
  }
  TemporaryFolder folder_;
};

TEST_F(UnitReformTest, UnderTheLawOfTheDayBeforeOnlyThePupilsShareDiffers) {
  const RunResult result = run("before", "2025-06-30");
  EXPECT_EQ(result.exit_code, 0) << result.err;
  // 900 pupils × 6 months × 105,300: half of it since 1 July 2025, 30 % before.
  const std::map<std::string, std::pair<std::int64_t, std::int64_t>> expected = {
      {"need bhyt-hs/an-binh/2025", {284'310'000, 170'586'000}},
      {"bhyt-hs/an-binh/2025@ns-tp", {284'310'000, 170'586'000}}};
  EXPECT_EQ(amounts("before"), expected);
}

TEST_F(UnitReformTest, UnderTheLawOfThatDayNoDistrictPaysAndEachLineNamesItsArticle) {
  const RunResult result = run("after", "2025-07-01");
  EXPECT_EQ(result.exit_code, 0) << result.err;
  const std::map<std::string, std::pair<std::int64_t, std::int64_t>> expected = {
      // Pupils of January to June get 50 % as well: 700 × 6 × 105,300.
      {"need bhyt-hs/an-binh-cu/2025", {132'678'000, 221'130'000}},
      {"bhyt-hs/an-binh-cu/2025@ns-tp", {132'678'000, 221'130'000}},
      // The district's ceremony is the city's; what only the district may pay is not paid.
      {"le-1/2025@ns-huyen", {180'000'000, 0}},
      {"le-1/2025@ns-tp", {0, 180'000'000}},
      {"le-2/2025@ns-huyen", {90'000'000, 0}},
      {"le-2/2025@ns-tp", {0, 90'000'000}},
      {"ds-1/2025@ns-huyen", {108'000'000, 0}}};
  EXPECT_EQ(amounts("after"), expected);
  for (const auto& [code, line] : moved_lines(folder_.path() / "after")) {
    if (code.find("bhyt-hs") != std::string::npos) {
      EXPECT_EQ(line.law, "health_insurance_state_share/student") << code;
      EXPECT_THAT(line.after, HasSubstr("50 % (Nghị định 188/2025/NĐ-CP, Điều 6")) << code;
    } else {
      EXPECT_EQ(line.law, "budget_tier_exists/district") << code;
      EXPECT_THAT(line.before, HasSubstr("có (Thông tư 324/2016/TT-BTC)")) << code;
      EXPECT_EQ(line.after, "không (Luật 72/2025/QH15)") << code;
    }
  }
}

/// Money of a district after June 2025 stays an error: neither the plan's own days nor the date
/// asked for have such a budget.
TEST_F(UnitReformTest, ADistrictThatWasGoneAnywayIsStillRefused) {
  const fs::path copy = folder_.path() / "plan";
  fs::copy(fs::path(PHANBO_SOURCE_DIR) / "tests" / "cli" / "plans" / "unit-reform-2025", copy,
           fs::copy_options::recursive);
  std::string text = read_file(copy / "source_years.csv");
  const std::string months = "ns-huyen,2025,1,6";
  text.replace(text.find(months), months.size(), "ns-huyen,2025,1,7");
  write_file(copy / "source_years.csv", text);
  const RunResult refused =
      run_phanbo({"allocate", copy.string(), "-o", (folder_.path() / "out").string(), "--law-date",
                  "2025-07-01"});
  EXPECT_EQ(refused.exit_code, 3);
  EXPECT_THAT(refused.err, HasSubstr("budget_tier_gone"));
}

}  // namespace
}  // namespace phanbo
