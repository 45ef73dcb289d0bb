// Two units side by side, one more and one less of an indicator, and a unit as an annex.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "cli/run_phanbo.hpp"
#include "criteria/shape_file.hpp"

namespace phanbo::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

/// A result of the bands of QĐ 26 (shape 1): units at 499.999, 500.000, 500.001 … people.
class ExplainedUnits : public ::testing::Test {
 protected:
  void SetUp() override {
    write_plan(read_shapes().front(), folder_.path() / "plan");
    const RunResult done = run_phanbo(
        {"allocate", (folder_.path() / "plan").string(), "-o", out(), "--format", "json"});
    ASSERT_EQ(done.exit_code, 0) << done.err;
  }
  std::string out() const { return (folder_.path() / "out").string(); }
  RunResult explain(std::vector<std::string> words, const std::string& language = "en") const {
    words.insert(words.begin(), {"explain", out()});
    words.insert(words.end(), {"--lang", language});
    return run_phanbo(words);
  }
  TemporaryFolder folder_;
};

TEST_F(ExplainedUnits, TheCriterionThatDrivesTheDifferenceIsNamed) {
  const RunResult result = explain({"x/u08/2026", "--against", "u07"}, "vi");
  EXPECT_EQ(result.exit_code, 0) << result.err;
  // 1.250.000 and 1.000.001 people: 22,5 and 20,00001; 22 and 20; 23 and 21.
  EXPECT_THAT(result.out, AllOf(HasSubstr("Xã u08 so với Xã u07"), HasSubstr("+6,49999 điểm"),
                                HasSubstr("Khác nhau nhiều nhất ở: Dân số trung bình"),
                                HasSubstr("+2,49999"), HasSubstr("1.250.000"), HasSubstr("Cộng")));
}

TEST_F(ExplainedUnits, PartsInJsonAddUpToTheDifference) {
  const RunResult result = explain({"points/x/2026/u11", "--against", "u01", "--json"});
  const auto json = nlohmann::json::parse(result.out);
  std::int64_t together = 0;
  for (const auto& part : json["parts"]) together += part["amount_dong"].get<std::int64_t>();
  EXPECT_EQ(together, json["difference_dong"].get<std::int64_t>());
  EXPECT_EQ(json["own_dong"].get<std::int64_t>() - json["other_dong"].get<std::int64_t>(),
            together);
  EXPECT_EQ(json["difference_points"], "60.500005");
}

TEST_F(ExplainedUnits, AnotherUnitOfTheFormulaIsAskedFor) {
  const RunResult unknown = explain({"x/u08/2026", "--against", "u99"});
  EXPECT_EQ(unknown.exit_code, 2);
  EXPECT_THAT(unknown.err, AllOf(HasSubstr("bad_option_value"), HasSubstr("u01")));
  const RunResult itself = explain({"x/u08/2026", "--against", "u08"});
  EXPECT_EQ(itself.exit_code, 2);
  const RunResult no_formula = explain({"sources/s/2026", "--against", "u01"});
  EXPECT_EQ(no_formula.exit_code, 2);
  EXPECT_THAT(no_formula.err, HasSubstr("formula"));
}

TEST_F(ExplainedUnits, AnOptionWithoutEffectIsRefused) {
  const std::string input = "indicators/u03/people/value";
  const std::vector<std::vector<std::string>> wrong = {
      {"x/u08/2026", "--more", "1"},
      {"x/u08/2026", "--to", "1"},
      {"--input", input, "--more", "1", "--to", "5"},
      {"--input", input, "--against", "u07"}};
  const char* const ids[] = {"missing_option", "missing_option", "bad_option_value",
                             "missing_argument"};
  for (std::size_t i = 0; i < wrong.size(); ++i) {
    const RunResult result = explain(wrong[i]);
    EXPECT_EQ(result.exit_code, 2) << i;
    EXPECT_EQ(result.out, "") << i;
    EXPECT_THAT(result.err, HasSubstr(ids[i]));
  }
}

/// Both sides of the border 500.000: one person more begins the next band, one less is the same.
TEST_F(ExplainedUnits, OneMoreAndOneLessAtTheBorderOfABand) {
  const std::string input = "indicators/u03/people/value";
  const RunResult more = explain({"--input", input, "--more", "1"});
  EXPECT_EQ(more.exit_code, 0) << more.err;
  EXPECT_THAT(more.out, HasSubstr("points/x/2026/u03: 30 → 32.00002"));  // 10,00002 + 10 + 12
  // What is about the unit itself stands first.
  EXPECT_LT(more.out.find("u03"), more.out.find("u04"));
  const RunResult less = explain({"--input", input, "--more", "-1"});
  EXPECT_THAT(less.out, AllOf(HasSubstr("499,999"), HasSubstr("0 figures move")));
  const RunResult above = explain({"--input", "indicators/u04/people/value", "--more", "-1"});
  EXPECT_THAT(above.out, HasSubstr("points/x/2026/u04: 32.00002 → 30"));
  const RunResult word = explain({"--input", input, "--more", "one"});
  EXPECT_EQ(word.exit_code, 2);
  EXPECT_THAT(word.err, HasSubstr("--more"));
}

TEST_F(ExplainedUnits, TheAnnexIsATableOfCriteria) {
  const RunResult result = explain({"x/u08/2026", "--format", "annex"}, "vi");
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, AllOf(HasSubstr("Cách tính phần của Xã u08"),
                                HasSubstr("people: 1.250.000"), HasSubstr("22,5"),
                                HasSubstr("67,5"), HasSubstr("Số đem chia theo điểm: 1.000.000"),
                                HasSubstr("theo số dư lớn nhất"), HasSubstr("[1] ")));
  EXPECT_THAT(result.out, Not(HasSubstr("people: 1250000")));
}

}  // namespace
}  // namespace phanbo::test
