#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "program_run.hpp"

namespace phanbo::examples {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::HasSubstr;

/// What a run wrote, with its exit code.
struct Result {
  ProgramRun run;
  json result;
};

Result allocate(const fs::path& plan, const fs::path& out, std::vector<std::string> more = {}) {
  std::vector<std::string> arguments{"allocate", plan.string(), "-o", out.string()};
  arguments.insert(arguments.end(), more.begin(), more.end());
  Result result{run_program(arguments), {}};
  if (fs::exists(out / "result.json")) result.result = json::parse(read_text(out / "result.json"));
  return result;
}

/// Numbers other than money are written as strings.
std::string text_of(const json& value) { return value.get<std::string>(); }

/// Demands of one programme: "<unit>/<year>" → the demand.
std::map<std::string, json> demands_of(const json& result, std::string_view programme) {
  std::map<std::string, json> found;
  for (const json& demand : result.at("demands")) {
    if (demand.at("programme") != programme) continue;
    found[text_of(demand.at("unit")) + "/" + text_of(demand.at("year"))] = demand;
  }
  return found;
}

std::int64_t ledger_total(const json& result, std::string_view programme) {
  std::int64_t total_dong = 0;
  for (const json& line : result.at("ledger")) {
    if (line.at("programme") == programme) total_dong += line.at("amount_dong").get<std::int64_t>();
  }
  return total_dong;
}

/// "province,amount_dong" lines below a header.
std::map<std::string, std::int64_t> expected_amounts() {
  std::map<std::string, std::int64_t> amounts;
  const auto lines = read_lines(fs::path(PHANBO_SOURCE_DIR) / "tests/examples/qd2639_expected.csv");
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const std::size_t comma = lines[i].find(',');
    amounts[lines[i].substr(0, comma)] = std::stoll(lines[i].substr(comma + 1));
  }
  return amounts;
}

// The published table: 27 provinces and the total, to the đồng.
TEST(PublishedSupplement, EveryProvinceAndTheTotalAreExact) {
  const TemporaryFolder folder;
  const Result got = allocate(example_folder("qd2639"), folder.path("out"));
  ASSERT_EQ(got.run.exit_code, 0) << got.run.messages;

  const auto expected = expected_amounts();
  ASSERT_EQ(expected.size(), 27U);
  const auto demands = demands_of(got.result, "tru-so-cap-xa");
  ASSERT_EQ(demands.size(), expected.size());
  for (const auto& [province, amount_dong] : expected) {
    const json& demand = demands.at(province + "/2025");
    EXPECT_EQ(demand.at("need_dong"), amount_dong) << province;
    EXPECT_EQ(demand.at("allocated_dong"), amount_dong) << province;
    EXPECT_EQ(demand.at("shortfall_dong"), 0) << province;
  }
  EXPECT_EQ(demands.at("can-tho/2025").at("allocated_dong"), 93'600'000'000);
  EXPECT_EQ(ledger_total(got.result, "tru-so-cap-xa"), 2'615'000'000'000);
  EXPECT_EQ(got.result.at("status"), "complete");
}

// Insurance needs by hand: persons × months × 4.5 % of the base salary of the month.
TEST(AnBinh, MeetsEveryMandatoryNeed) {
  const TemporaryFolder folder;
  const Result got = allocate(example_folder("an-binh"), folder.path("out"));
  ASSERT_EQ(got.run.exit_code, 0) << got.run.messages;
  EXPECT_EQ(got.result.at("status"), "complete");

  const auto insurance = demands_of(got.result, "bhyt-atk");
  ASSERT_EQ(insurance.size(), 4U);
  const std::map<std::string, std::int64_t> need_dong{
      {"an-binh-cu/2025", 16'880LL * 4 * 105'300},
      {"an-binh/2025", 17'020LL * 6 * 105'300},
      {"an-binh/2026", 17'250LL * (6 * 105'300 + 6 * 113'850)},
      {"an-binh/2027", 17'400LL * 12 * 113'850}};
  for (const auto& [place, amount_dong] : need_dong) {
    EXPECT_EQ(insurance.at(place).at("need_dong"), amount_dong) << place;
    EXPECT_EQ(insurance.at(place).at("allocated_dong"), amount_dong) << place;
  }
}

// Money of land, lottery and investment never reaches insurance, ceremony or communication.
TEST(AnBinh, LandAndLotteryPayInvestmentOnly) {
  const TemporaryFolder folder;
  const Result got = allocate(example_folder("an-binh"), folder.path("out"));
  ASSERT_EQ(got.run.exit_code, 0) << got.run.messages;
  const std::set<std::string> investment_money{"tien-su-dung-dat", "xo-so"};
  const std::set<std::string> allowed{"ha-tang", "thiet-che-van-hoa", "y-te-dau-tu"};
  std::int64_t seen_dong = 0;
  for (const json& line : got.result.at("ledger")) {
    if (investment_money.count(line.at("source").get<std::string>()) == 0) continue;
    EXPECT_EQ(allowed.count(line.at("programme").get<std::string>()), 1U) << line.dump();
    seen_dong += line.at("amount_dong").get<std::int64_t>();
  }
  EXPECT_GT(seen_dong, 0);
}

// The district's money ends with the district: what is left is nobody's until a decision names
// successors.
TEST(AnBinh, DistrictMoneyLeftOverStaysUnassigned) {
  const TemporaryFolder folder;
  const Result got = allocate(example_folder("an-binh"), folder.path("out"));
  ASSERT_EQ(got.run.exit_code, 0) << got.run.messages;
  for (const json& source : got.result.at("sources")) {
    if (source.at("source") != "ns-ninh-kieu" || text_of(source.at("year")) != "2025") continue;
    EXPECT_EQ(source.at("available_dong"), 650'000'000);
    EXPECT_EQ(source.at("allocated_dong"), 498'000'000);
    EXPECT_EQ(source.at("carried_out_dong"), 0);
    EXPECT_EQ(source.at("unallocated_dong"), 152'000'000);
    return;
  }
  FAIL() << "no balance of ns-ninh-kieu in 2025";
}

// "(nếu có)" is no amount, not a refused one.
TEST(AnBinh, ConditionalTasksHaveNoAmount) {
  const TemporaryFolder folder;
  const Result got = allocate(example_folder("an-binh"), folder.path("out"));
  ASSERT_EQ(got.run.exit_code, 0) << got.run.messages;
  EXPECT_EQ(ledger_total(got.result, "di-tich-quan-doi"), 0);
  EXPECT_EQ(ledger_total(got.result, "ctmtqg-giam-ngheo"), 0);
  for (const auto* programme : {"di-tich-quan-doi", "ctmtqg-giam-ngheo"}) {
    for (const auto& [place, demand] : demands_of(got.result, programme)) {
      EXPECT_EQ(demand.at("shortfall_dong"), 0) << programme << " " << place;
    }
  }
}

// Too little money: the answer is no, with amounts and names; the entitlement itself is not made
// smaller.
TEST(AnBinhShort, ReportsTheMissingMoneyAndKeepsTheNeed) {
  const TemporaryFolder folder;
  const Result got = allocate(example_folder("an-binh-short"), folder.path("out"));
  EXPECT_EQ(got.run.exit_code, 1) << got.run.messages;
  ASSERT_TRUE(got.result.is_object()) << "a short plan still has its tables\n" << got.run.messages;
  EXPECT_EQ(got.result.at("status"), "shortfall");

  const std::int64_t need_dong = 17'250LL * (6 * 105'300 + 6 * 113'850);
  const std::int64_t money_dong =
      12'000'000'000 + 2'500'000'000 + (7'300'000'000 - 150'000'000 - 900'000'000);
  const std::int64_t missing_dong = need_dong - money_dong;
  ASSERT_EQ(missing_dong, 1'932'025'000);
  const auto insurance = demands_of(got.result, "bhyt-atk");
  const json& demand = insurance.at("an-binh/2026");
  EXPECT_EQ(demand.at("need_dong"), need_dong);
  EXPECT_EQ(demand.at("allocated_dong"), money_dong);
  EXPECT_EQ(demand.at("shortfall_dong"), missing_dong);
  for (const auto* place : {"an-binh-cu/2025", "an-binh/2025", "an-binh/2027"}) {
    EXPECT_EQ(insurance.at(place).at("shortfall_dong"), 0) << place;
  }

  EXPECT_THAT(got.run.messages, HasSubstr("1.932.025.000"));
  EXPECT_THAT(got.result.at("shortfalls").dump(), HasSubstr("1932025000"));
}

/// Copies a plan with the rows of every table in another order; headers stay.
void copy_with_permuted_rows(const fs::path& from, const fs::path& to, unsigned seed) {
  fs::create_directories(to);
  std::mt19937 random(seed);
  for (const auto& entry : fs::directory_iterator(from)) {
    const fs::path target = to / entry.path().filename();
    if (entry.path().extension() != ".csv") {
      if (entry.is_regular_file()) fs::copy_file(entry.path(), target);
      continue;
    }
    std::vector<std::string> lines = read_lines(entry.path());
    if (lines.size() > 2) {
      std::shuffle(lines.begin() + 1, lines.end(), random);
    }
    std::string text;
    for (const std::string& line : lines) text += line + "\n";
    write_text(target, text);
  }
}

class EveryExample : public testing::TestWithParam<const char*> {};

TEST_P(EveryExample, HasNoErrorsToCheck) {
  const ProgramRun run = run_program({"check", example_folder(GetParam()).string()});
  EXPECT_EQ(run.exit_code, 0) << run.messages;
}

TEST_P(EveryExample, DoesNotDependOnTheOrderOfRows) {
  const TemporaryFolder folder;
  const Result straight = allocate(example_folder(GetParam()), folder.path("out"));
  ASSERT_TRUE(straight.result.is_object()) << straight.run.messages;
  for (const unsigned seed : {1U, 2U, 3U}) {
    const fs::path permuted = folder.path("plan-" + std::to_string(seed));
    copy_with_permuted_rows(example_folder(GetParam()), permuted, seed);
    const fs::path out = folder.path("out-" + std::to_string(seed));
    EXPECT_NE(read_text(permuted / "units.csv"),
              read_text(example_folder(GetParam()) / "units.csv"));
    const Result shuffled = allocate(permuted, out);
    EXPECT_EQ(shuffled.run.exit_code, straight.run.exit_code) << shuffled.run.messages;
    EXPECT_EQ(outputs_without_inputs(out), outputs_without_inputs(folder.path("out")))
        << "seed " << seed;
  }
}

TEST_P(EveryExample, DoesNotDependOnThreads) {
  const TemporaryFolder folder;
  allocate(example_folder(GetParam()), folder.path("one"), {"--threads", "1"});
  allocate(example_folder(GetParam()), folder.path("two"), {"--threads", "2"});
  ASSERT_TRUE(fs::exists(folder.path("one") / "result.json"));
  EXPECT_EQ(outputs_without_inputs(folder.path("one")), outputs_without_inputs(folder.path("two")));
}

INSTANTIATE_TEST_SUITE_P(Shipped, EveryExample,
                         testing::Values("an-binh", "an-binh-short", "qd2639", "qd26-provinces",
                                         "can-tho-103", "ha-noi-three-communes"),
                         [](const auto& example) {
                           std::string name = example.param;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

}  // namespace
}  // namespace phanbo::examples
