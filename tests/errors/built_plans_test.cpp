// Problems that the reader keeps from the later stages: provoked with a plan that is changed after
// reading.
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "cli/plan_run.hpp"
#include "cli/run_phanbo.hpp"
#include "models/limits.hpp"

namespace phanbo {
namespace {

TEST(BuiltPlan, MoneyOverLimit) {
  PlanRun run = run_plan(PHANBO_SOURCE_DIR "/tests/errors/base", shipped_law(), 1, {});
  ASSERT_TRUE(run.is_complete);
  for (SourceYear& row : run.reading.plan->source_years)
    row.available = Money::from_dong(limit_amount_dong_max);
  const DistributionReading reading = distribute(run.plan(), run.assessment.assessment);
  ASSERT_EQ(reading.problems.size(), 1U);
  EXPECT_EQ(reading.problems.front().kind->id, "money_over_limit");
}

/// Runs a script on a copy of base/, with the tools of the catalogue.
test::RunResult on_a_copy(const std::string& script, const std::filesystem::path& folder) {
  const std::filesystem::path catalogue =
      std::filesystem::path(PHANBO_SOURCE_DIR) / "tests" / "errors";
  std::filesystem::copy(catalogue / "base", folder / "plan",
                        std::filesystem::copy_options::recursive);
  return test::run_script("source " + (catalogue / "tools.sh").string() + "\n" + script,
                          {folder / "plan", {{"PHANBO_LANG", "en"}}, {}});
}

/// Correcting nothing in the marked copy must not make the plan good.
TEST(MarkedCopy, AnErrorOrATimeIsNoTextOfTheCopy) {
  const std::string faults[] = {"error '#REF!'", "day 46000.5", "day 0.5"};
  const std::pair<std::string, std::string> cells[] = {
      {"Văn bản", "B6"},             // required text
      {"Văn bản", "D6"},             // text that may be blank
      {"Kế hoạch", "B5"},            // the same in the head
      {"Đơn vị hành chính", "F7"},   // a day that may be blank
      {"Nguồn vốn theo năm", "F8"},  // money that may be blank
  };
  for (const std::string& fault : faults) {
    for (const auto& [sheet, cell] : cells) {
      const test::TemporaryFolder folder;
      const test::RunResult result =
          on_a_copy("workbook\nsheet_cell '" + sheet + "' " + cell + " " + fault +
                        "\nphanbo check plan.xlsx --marked marked.xlsx >/dev/null 2>&1\n"
                        "phanbo check marked.xlsx",
                    folder.path());
      EXPECT_EQ(result.exit_code, 3) << fault;
      EXPECT_NE(result.err.find("'" + sheet + "'!" + cell + ": error["), std::string::npos)
          << fault << "\n"
          << result.err;
    }
  }
}

/// A scenario file becomes rows of a table that writes numbers the Vietnamese way.
TEST(ConvertedPlan, TextsOfAScenarioStayAsTheyAre) {
  const test::TemporaryFolder folder;
  const test::RunResult result = on_a_copy(
      "table scenario_changes scenario,table,key,column,value,action million_dong\n"
      "table scenarios code,name,parent\n"
      "declare_table scenario_changes number_style '\"vietnamese\"'\n"
      "mkdir scenarios\n"
      "echo '{\"name\": \"Khác\", \"changes\": {\"fixed_costs\": {\"hoi-nghi\": {\"name\": "
      "\"1.2\", \"amount\": \"30500000\"}}}}' >scenarios/khac.json\n"
      "phanbo convert . -o ../other >&2 && cat ../other/scenario_changes.csv",
      folder.path());
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_NE(result.out.find(",name,1.2\n"), std::string::npos) << result.out;
  EXPECT_NE(result.out.find("30,5"), std::string::npos) << result.out;
}

}  // namespace
}  // namespace phanbo
