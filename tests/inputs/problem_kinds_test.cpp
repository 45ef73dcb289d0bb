// Every kind of problem is provoked by a plan that has this one defect. Tested here:
// problem_kinds.cpp, problem_list.cpp, checks.cpp, check_units.cpp, check_money.cpp,
// check_programmes.cpp, check_entitlements.cpp, check_projects.cpp, check_decided.cpp,
// check_formulas.cpp, check_statements.cpp, check_law.cpp.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <regex>
#include <set>

#include "problem_cases.hpp"

namespace phanbo::test {

void PrintTo(const ProblemCase& problem_case, std::ostream* out) { *out << problem_case.id; }

namespace {

std::vector<ProblemCase> all_cases() {
  std::vector<ProblemCase> all;
  for (const auto& cases :
       {file_cases(), table_cases(), unit_and_money_cases(), need_cases(), statement_cases()}) {
    all.insert(all.end(), cases.begin(), cases.end());
  }
  return all;
}

std::string name_of(const std::string& id, std::size_t position) {
  return id + "_" + std::to_string(position);
}

class ProblemKinds : public ::testing::TestWithParam<ProblemCase> {};

TEST_P(ProblemKinds, IsToldAtItsPlace) {
  PlanFolder folder;
  GetParam().spoil(folder);
  const PlanReading reading = folder.read();
  const std::string wanted = GetParam().place + " " + GetParam().id + "\n";
  if (GetParam().also.empty()) {
    EXPECT_EQ(told(reading.problems), wanted);
  } else {
    EXPECT_THAT(told(reading.problems), ::testing::HasSubstr(wanted));
  }
  for (const Problem& problem : reading.problems) {
    const std::string id(problem.kind->id);
    const auto& also = GetParam().also;
    EXPECT_TRUE(id == GetParam().id || std::find(also.begin(), also.end(), id) != also.end()) << id;
    EXPECT_EQ(found_text(problem, Language::vietnamese).find('{'), std::string::npos);
    EXPECT_EQ(fix_text(problem, Language::english).find('{'), std::string::npos);
  }
  EXPECT_EQ(reading.plan.has_value(), !has_errors(reading.problems));
}

INSTANTIATE_TEST_SUITE_P(All, ProblemKinds, ::testing::ValuesIn(all_cases()),
                         [](const auto& instance) {
                           return name_of(instance.param.id, instance.index);
                         });

TEST(ProblemKindList, EveryKindHasACase) {
  std::set<std::string> provoked;
  for (const ProblemCase& problem_case : all_cases()) provoked.insert(problem_case.id);
  for (const ProblemKind* kind : input_problem_kinds()) {
    // What needs more than one plan folder is provoked by the whole program.
    const std::filesystem::path case_file =
        std::filesystem::path(PHANBO_SOURCE_DIR) / "tests/errors" / kind->id / "expected";
    EXPECT_TRUE(provoked.contains(std::string(kind->id)) || std::filesystem::exists(case_file))
        << kind->id << " has no case";
    provoked.erase(std::string(kind->id));
  }
  EXPECT_THAT(provoked, ::testing::IsEmpty()) << "cases without a kind";
}

TEST(ProblemKindList, IdsAreUniqueAndSentencesAreThere) {
  std::set<std::string_view> ids;
  for (const ProblemKind* kind : input_problem_kinds()) {
    EXPECT_TRUE(ids.insert(kind->id).second) << kind->id;
    for (const Text& text : {kind->found, kind->fix}) {
      EXPECT_TRUE(text.vi.ends_with('.')) << kind->id << ": " << text.vi;
      EXPECT_TRUE(text.en.ends_with('.')) << kind->id << ": " << text.en;
      for (const std::string& pattern : {std::string(text.vi), std::string(text.en)}) {
        static const std::regex known(R"(\{([0-9](:number|:day)?|[^{}|]+\|[^{}|]+)\})");
        EXPECT_EQ(std::regex_replace(pattern, known, "").find_first_of("{}"), std::string::npos)
            << kind->id << ": " << pattern;
      }
    }
  }
}

TEST(ProblemKindList, ACatalogueShowsWhatAReaderUnderstands) {
  EXPECT_EQ(pattern_text("{0:day}: in {sources|the sheet \"Money\"}, {1}."),
            "{0}: in sources / the sheet \"Money\", {1}.");
}

TEST(ProblemKindList, TheBasePlanIsSound) {
  PlanFolder folder;
  const PlanReading reading = folder.read();
  EXPECT_EQ(told(reading.problems), "");
  ASSERT_TRUE(reading.plan.has_value());
  EXPECT_EQ(told(shipped_law().problems), "");
}

}  // namespace
}  // namespace phanbo::test
