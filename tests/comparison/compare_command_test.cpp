// `phanbo compare` as a user runs it, on the example An Bình and its short twin.
#include <gmock/gmock.h>

#include <map>
#include <nlohmann/json.hpp>

#include "cli/run_phanbo.hpp"

namespace phanbo::test {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class Compare : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new TemporaryFolder();
    for (const char* name : {"an-binh", "an-binh-short"}) {
      const fs::path plan = fs::path(PHANBO_SOURCE_DIR) / "examples" / name;
      run_phanbo({"allocate", plan.string(), "-o", out(name), "--format", "json", "--quiet"});
    }
  }
  static void TearDownTestSuite() {
    delete folder_;
    folder_ = nullptr;
  }
  static std::string out(const std::string& name) { return (folder_->path() / name).string(); }
  static nlohmann::json json_of(const std::string& file) {
    return nlohmann::json::parse(read_file(folder_->path() / file));
  }

  static TemporaryFolder* folder_;
};

TemporaryFolder* Compare::folder_ = nullptr;

TEST_F(Compare, WritesPageTablesAndJson) {
  const RunResult run = run_phanbo(
      {"compare", out("an-binh"), out("an-binh-short"), "-o", out("so-sanh"), "--no-causes"});
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_THAT(run.out, HasSubstr("an-binh-short so với an-binh"));
  for (const char* file : {"comparison.json", "comparison.html", "tables/compare_totals.csv",
                           "tables/compare_by_purpose.json", "tables/compare_gains_and_losses.csv"})
    EXPECT_TRUE(fs::exists(fs::path(out("so-sanh")) / file)) << file;
}

TEST_F(Compare, FiguresAreThoseOfTheResults) {
  run_phanbo({"compare", out("an-binh"), out("an-binh-short"), "-o", out("so-sanh-2"), "--quiet",
              "--no-causes"});
  const auto comparison = json_of("so-sanh-2/comparison.json");
  for (std::size_t run = 0; run < 2; ++run) {
    const auto result = json_of(run == 0 ? "an-binh/result.json" : "an-binh-short/result.json");
    std::int64_t allocated = 0;
    std::int64_t missing = 0;
    for (const auto& demand : result.at("demands")) {
      allocated += demand.at("allocated_dong").get<std::int64_t>();
      missing += demand.at("shortfall_dong").get<std::int64_t>();
    }
    EXPECT_EQ(comparison.at("results").at(run).at("allocated_dong"), allocated);
    EXPECT_EQ(comparison.at("results").at(run).at("missing_dong"), missing);
  }
}

TEST_F(Compare, AnEarlierComparisonIsReplacedAndForeignFilesAreNot) {
  const std::vector<std::string> words = {"compare",    out("an-binh"),   out("an-binh-short"),
                                          "-o",         out("so-sanh-3"), "--quiet",
                                          "--no-causes"};
  EXPECT_EQ(run_phanbo(words).exit_code, 0);
  EXPECT_EQ(run_phanbo(words).exit_code, 0);
  write_file(fs::path(out("so-sanh-3")) / "cua-toi.txt", "x");
  EXPECT_EQ(run_phanbo(words).exit_code, 4);
}

TEST_F(Compare, ExpectSame) {
  const RunResult same = run_phanbo({"compare", out("an-binh"), out("an-binh"), "--expect-same"});
  EXPECT_EQ(same.exit_code, 0) << same.out;
  EXPECT_THAT(same.out, HasSubstr("Như nhau"));
  const RunResult other =
      run_phanbo({"compare", out("an-binh"), out("an-binh-short"), "--expect-same"});
  EXPECT_EQ(other.exit_code, 1);
  EXPECT_THAT(other.out, HasSubstr("ledger"));
}

TEST_F(Compare, AResultChangedByHandIsRefused) {
  const fs::path changed = fs::path(out("sua-tay"));
  fs::copy(out("an-binh"), changed, fs::copy_options::recursive);
  std::string json = read_file(changed / "result.json");
  const std::size_t place = json.find("\"amount_dong\":");
  json.replace(place, 15, "\"amount_dong\":9");
  write_file(changed / "result.json", json);
  const RunResult run = run_phanbo({"compare", out("an-binh"), changed.string(), "-o", out("x")});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.err, HasSubstr("result_changed"));
  EXPECT_FALSE(fs::exists(out("x")));
}

TEST_F(Compare, CausesAddUpLineByLine) {
  const RunResult run =
      run_phanbo({"compare", out("an-binh"), out("an-binh-short"), "-o", out("vi-sao")});
  EXPECT_EQ(run.exit_code, 0) << run.err;
  const auto pair = json_of("vi-sao/comparison.json").at("pairs").at(0);
  ASSERT_TRUE(pair.contains("by_cause"));
  const auto& by_cause = pair.at("by_cause");
  EXPECT_FALSE(by_cause.contains("why_missing")) << by_cause.dump(1);
  ASSERT_FALSE(by_cause.at("causes").empty());
  std::vector<std::int64_t> totals(by_cause.at("causes").size());
  std::int64_t difference = 0;
  for (const auto& line : by_cause.at("lines")) {
    std::int64_t sum = 0;
    for (std::size_t cause = 0; cause < totals.size(); ++cause) {
      const auto part = line.at("parts_dong").at(cause).get<std::int64_t>();
      sum += part;
      totals[cause] += part;
    }
    EXPECT_EQ(sum, line.at("difference_dong").get<std::int64_t>());
    difference += sum;
  }
  for (std::size_t cause = 0; cause < totals.size(); ++cause)
    EXPECT_EQ(totals[cause], by_cause.at("causes").at(cause).at("total_dong"));
  const auto results = json_of("vi-sao/comparison.json").at("results");
  EXPECT_EQ(difference, results.at(1).at("allocated_dong").get<std::int64_t>() -
                            results.at(0).at("allocated_dong").get<std::int64_t>());
}

/// `explain --input … --to …` names exactly the amounts and figures that a run of the changed plan
/// has otherwise.
TEST_F(Compare, WhatMovesIsWhatARunOfTheChangedPlanSays) {
  const std::string input = "source_years/nstw-thuong-xuyen/2026/available";
  const auto told = nlohmann::json::parse(run_phanbo({"explain", out("an-binh"), "--input", input,
                                                      "--to", "12000000000", "--format", "json"})
                                              .out);
  const fs::path plan = folder_->path() / "changed";
  fs::copy(fs::path(PHANBO_SOURCE_DIR) / "examples" / "an-binh", plan, fs::copy_options::recursive);
  std::string text = read_file(plan / "source_years.csv");
  const std::string before = "nstw-thuong-xuyen,2026,,,15000";
  ASSERT_NE(text.find(before), std::string::npos);
  text.replace(text.find(before), before.size(), "nstw-thuong-xuyen,2026,,,12000");
  write_file(plan / "source_years.csv", text);
  auto header = nlohmann::json::parse(read_file(plan / "plan.json"));
  header.at("tables").at("source_years").erase("control_sums");
  write_file(plan / "plan.json", header.dump(1) + "\n");
  run_phanbo({"allocate", plan.string(), "-o", out("changed-out"), "--format", "json", "--quiet"});
  const auto base = json_of("an-binh/result.json");
  const auto changed = json_of("changed-out/result.json");
  const auto values = [](const nlohmann::json& json) {
    std::map<std::string, std::string> found;
    for (const auto& line : json.at("ledger"))
      found["ledger " + line.at("id").get<std::string>()] = line.at("amount_dong").dump();
    for (const auto& figure : json.at("figures"))
      found["figures " + figure.at("id").get<std::string>()] = figure.at("value");
    for (const auto& demand : json.at("demands")) {
      for (const char* field : {"need_dong", "allocated_dong", "reason"}) {
        const auto& value = demand.at(field);
        found["demands " + demand.at("demand").get<std::string>() + "/" + field] =
            value.is_string() ? value.get<std::string>() : value.dump();
      }
    }
    for (const auto& source : json.at("sources")) {
      for (const auto& [field, value] : source.items()) {
        if (!field.ends_with("_dong")) continue;
        found["sources " + source.at("source").get<std::string>() + "/" +
              source.at("year").get<std::string>() + "/" + field] = value.dump();
      }
    }
    return found;
  };
  std::map<std::string, std::pair<std::string, std::string>> expected;
  const auto one = values(base);
  const auto other = values(changed);
  for (const auto& [id, value] : one) {
    const auto found = other.find(id);
    const std::string there = found == other.end() ? "" : found->second;
    if (there != value) expected[id] = {value, there};
  }
  for (const auto& [id, value] : other) {
    if (!one.contains(id)) expected[id] = {"", value};
  }
  std::map<std::string, std::pair<std::string, std::string>> moved;
  for (const auto& row : told.at("moved")) {
    moved[row.at("list").get<std::string>() + " " + row.at("id").get<std::string>()] = {
        row.at("before"), row.at("after")};
  }
  EXPECT_FALSE(expected.empty());
  EXPECT_EQ(moved, expected);
}

TEST_F(Compare, TheSameInputGivesTheSameBytes) {
  for (const char* name : {"b1", "b2"}) {
    run_phanbo({"compare", out("an-binh"), out("an-binh-short"), "-o", out(name), "--quiet",
                "--lang", "en", "--threads", name[1] == '1' ? "1" : "2"});
  }
  for (const char* file : {"comparison.json", "comparison.html", "tables/compare_by_item.csv"})
    EXPECT_EQ(read_file(fs::path(out("b1")) / file), read_file(fs::path(out("b2")) / file));
}

}  // namespace
}  // namespace phanbo::test
