// `phanbo compare` as a user runs it, on the example An Bình and its short twin.
#include <gmock/gmock.h>

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

TEST_F(Compare, TheSameInputGivesTheSameBytes) {
  for (const char* name : {"b1", "b2"}) {
    run_phanbo({"compare", out("an-binh"), out("an-binh-short"), "-o", out(name), "--quiet",
                "--no-causes", "--lang", "en", "--threads", name[1] == '1' ? "1" : "2"});
  }
  for (const char* file : {"comparison.json", "comparison.html", "tables/compare_by_item.csv"})
    EXPECT_EQ(read_file(fs::path(out("b1")) / file), read_file(fs::path(out("b2")) / file));
}

}  // namespace
}  // namespace phanbo::test
