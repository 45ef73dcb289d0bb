// The error catalogue: each folder beside this file is named after a problem's id. Its script `cmd`
// changes a copy of base/ and runs the program; `expected` holds the exact messages in both
// languages and the exit code.
//   phanbo_error_cases --update    writes the expected files anew; the difference is then yours to
//   justify
#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "cli/problem_report.hpp"
#include "cli/run_phanbo.hpp"

namespace phanbo {
namespace {

namespace fs = std::filesystem;

using test::read_file;
using test::run_script;
using test::RunResult;
using test::TemporaryFolder;

const fs::path catalogue = fs::path(PHANBO_SOURCE_DIR) / "tests" / "errors";
bool update_expected = false;

std::vector<std::string> case_names() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(catalogue)) {
    if (fs::exists(entry.path() / "cmd")) names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

RunResult run_case(const std::string& name, const std::string& language) {
  const TemporaryFolder folder;
  const fs::path plan = folder.path() / "plan";
  fs::copy(catalogue / "base", plan, fs::copy_options::recursive);
  for (const auto& entry : fs::directory_iterator(catalogue / name)) {
    const std::string file = entry.path().filename().string();
    if (file == "cmd" || file == "expected") continue;
    fs::copy(entry.path(), plan / file,
             fs::copy_options::recursive | fs::copy_options::overwrite_existing);
  }
  const std::string script =
      "source " + (catalogue / "tools.sh").string() + "\n" + read_file(catalogue / name / "cmd");
  RunResult result = run_script(script, {plan, {{"PHANBO_LANG", language}}, {}});
  // The temporary folder has another name each time.
  const std::string place = folder.path().string();
  for (std::size_t at = result.err.find(place); at != std::string::npos;
       at = result.err.find(place))
    result.err.replace(at, place.size(), "FOLDER");
  return result;
}

/// What a case prints, as `expected` keeps it.
std::string transcript(const std::string& name) {
  const RunResult vietnamese = run_case(name, "vi");
  const RunResult english = run_case(name, "en");
  EXPECT_EQ(vietnamese.exit_code, english.exit_code);
  return "exit " + std::to_string(vietnamese.exit_code) + "\n--- vi\n" + vietnamese.err +
         "--- en\n" + english.err;
}

class ErrorCase : public ::testing::TestWithParam<std::string> {};

TEST_P(ErrorCase, PrintsExactlyThis) {
  const std::string& name = GetParam();
  const std::string found = transcript(name);
  if (update_expected) test::write_file(catalogue / name / "expected", found);
  EXPECT_EQ(found, read_file(catalogue / name / "expected"));
  EXPECT_NE(found.find("[" + name + "]"), std::string::npos) << "the case does not provoke its id";
}

INSTANTIATE_TEST_SUITE_P(Catalogue, ErrorCase, ::testing::ValuesIn(case_names()),
                         [](const auto& instance) { return instance.param; });

TEST(ErrorCatalogue, TheBasePlanHasNoProblem) {
  const TemporaryFolder folder;
  const RunResult result = test::run_phanbo({"check", (catalogue / "base").string()});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_EQ(result.err, "");
}

/// "id test-file TestSuite.TestName": provoked by a test of its own, because no plan of a few rows
/// can.
struct CoveredElsewhere {
  std::string id;
  std::string file;
  std::string test;
};

std::vector<CoveredElsewhere> covered_elsewhere() {
  std::vector<CoveredElsewhere> list;
  std::istringstream lines(read_file(catalogue / "covered_elsewhere.txt"));
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line.starts_with('#')) continue;
    std::istringstream words(line);
    CoveredElsewhere& entry = list.emplace_back();
    words >> entry.id >> entry.file >> entry.test;
  }
  return list;
}

TEST(ErrorCatalogue, EveryProblemHasACaseOrATestElsewhere) {
  std::set<std::string> provoked;
  for (const std::string& name : case_names()) provoked.insert(name);
  for (const CoveredElsewhere& entry : covered_elsewhere()) provoked.insert(entry.id);
  std::set<std::string> ids;
  for (const ProblemKind* kind : all_problem_kinds()) {
    ids.insert(std::string(kind->id));
    EXPECT_TRUE(provoked.contains(std::string(kind->id)))
        << kind->id << ": add tests/errors/" << kind->id << " with cmd and expected";
  }
  for (const std::string& id : provoked)
    EXPECT_TRUE(ids.contains(id)) << id << " is provoked, but no folder reports it";
}

TEST(ErrorCatalogue, TestsElsewhereExistAndNameTheirProblem) {
  for (const CoveredElsewhere& entry : covered_elsewhere()) {
    const std::string text = read_file(fs::path(PHANBO_SOURCE_DIR) / entry.file);
    const std::size_t dot = entry.test.find('.');
    ASSERT_NE(dot, std::string::npos) << entry.id << ": write Suite.Name";
    EXPECT_NE(text.find(entry.test.substr(dot + 1)), std::string::npos)
        << entry.file << " has no test " << entry.test;
    EXPECT_NE(text.find(entry.id), std::string::npos)
        << entry.file << " does not name " << entry.id;
  }
}

}  // namespace
}  // namespace phanbo

int main(int argument_count, char** arguments) {
  ::testing::InitGoogleTest(&argument_count, arguments);
  for (int i = 1; i < argument_count; ++i) {
    if (std::strcmp(arguments[i], "--update") == 0) phanbo::update_expected = true;
  }
  return RUN_ALL_TESTS();
}
