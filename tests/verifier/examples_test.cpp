#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

#include "verifier/allocate_here.hpp"
#include "verifier/command.hpp"

namespace phanbo_verify::test {
namespace {

namespace fs = std::filesystem;

struct Answer {
  int exit = 0;
  std::string out;
  std::string messages;
};

Answer ask(const std::vector<std::string>& words) {
  std::ostringstream out;
  std::ostringstream messages;
  Answer answer;
  answer.exit = run_command(words, out, messages);
  answer.out = out.str();
  answer.messages = messages.str();
  return answer;
}

fs::path example(const std::string& name) {
  return fs::path(PHANBO_SOURCE_DIR) / "examples" / name;
}

class ExampleTest : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    out_ = scratch_folder(std::string("example-") + GetParam()) / "out";
    ASSERT_EQ(allocate_here(plan(), out_).end, AllocateEnd::written);
  }
  fs::path plan() const { return example(GetParam()); }
  fs::path out_;
};

TEST_P(ExampleTest, IsBelievedWithItsTables) {
  const Answer answer = ask({plan().string(), (out_ / "result.json").string(), "--lang", "en"});
  EXPECT_EQ(answer.exit, 0) << answer.out << answer.messages;
  EXPECT_THAT(answer.out, testing::HasSubstr("yes: the result may be believed"));
  EXPECT_THAT(answer.out, testing::Not(testing::HasSubstr("not checked")));
}

TEST_P(ExampleTest, IsBelievedFromItsSealedPlan) {
  const Answer alone = ask({out_.string(), "--lang=en"});
  EXPECT_EQ(alone.exit, 0) << alone.out << alone.messages;
  EXPECT_THAT(
      alone.out,
      testing::HasSubstr("not checked: The result was made from the files of the plan (SHA-256) "
                         "[input_hash]"));
  const Answer both =
      ask({(out_ / "plan.sealed.json").string(), (out_ / "result.json").string(), "--lang", "en"});
  EXPECT_EQ(both.out, alone.out);
}

TEST_P(ExampleTest, ResultMayBeNamedByItsFolder) {
  const Answer by_file = ask({plan().string(), (out_ / "result.json").string()});
  const Answer by_folder = ask({plan().string(), out_.string()});
  EXPECT_EQ(by_folder.exit, 0);
  EXPECT_EQ(by_folder.out, by_file.out);
}

TEST_P(ExampleTest, AnswerAsJsonCountsEveryRule) {
  const Answer answer = ask({plan().string(), out_.string(), "--json"});
  EXPECT_EQ(answer.exit, 0);
  EXPECT_THAT(answer.out, testing::HasSubstr("\"verdict\":\"yes\""));
  for (const char* rule : {"amount", "split", "need", "table", "table_stamp", "input_hash"}) {
    EXPECT_THAT(answer.out, testing::HasSubstr("\"" + std::string(rule) + "\":")) << rule;
  }
  if (std::string(GetParam()).starts_with("an-binh")) {
    EXPECT_THAT(answer.out, testing::HasSubstr("\"law_used\":"));
  }
}

// can-tho-2026-2030 is chosen for seconds, and near the best in a fraction of one.
TEST(VerifyCommand, TheChoiceOfAnExampleIsBelieved) {
  const fs::path out = scratch_folder("choice") / "out";
  ASSERT_EQ(allocate_here(example("can-tho-2026-2030"), out, Search::near).end,
            AllocateEnd::written);
  const Answer answer = ask({example("can-tho-2026-2030").string(), out.string(), "--json"});
  EXPECT_EQ(answer.exit, 0) << answer.out << answer.messages;
  for (const char* rule : {"choice_proof", "choice_reason", "choice_value", "choice_limit"})
    EXPECT_THAT(answer.out, testing::HasSubstr("\"" + std::string(rule) + "\":")) << rule;
}

INSTANTIATE_TEST_SUITE_P(All, ExampleTest,
                         testing::Values("an-binh", "an-binh-short", "qd2639", "can-tho-103",
                                         "ha-noi-three-communes", "qd26-provinces"),
                         [](const auto& entry) {
                           std::string name = entry.param;
                           std::erase(name, '-');
                           return name;
                         });

TEST(VerifyCommand, ResultOfAnotherPlanIsNotBelieved) {
  const fs::path out = scratch_folder("other") / "out";
  ASSERT_EQ(allocate_here(example("an-binh"), out).end, AllocateEnd::written);
  const Answer answer = ask({example("an-binh-short").string(), out.string(), "--lang", "en"});
  EXPECT_EQ(answer.exit, 1);
  EXPECT_THAT(answer.out, testing::HasSubstr("(SHA-256) [input_hash]: "));
  EXPECT_THAT(answer.out, testing::HasSubstr(" [header]: "));
  EXPECT_THAT(answer.out, testing::HasSubstr("\n  plan.code\n    expected: "));
}

/// A workbook is known by its bytes; its content is what phanbo sealed.
TEST(VerifyCommand, WorkbookIsReadFromTheSealedPlan) {
  const fs::path folder = scratch_folder("workbook");
  ASSERT_EQ(allocate_here(example("qd2639"), folder / "out").end, AllocateEnd::written);
  std::ofstream(folder / "book.xlsx") << "the bytes of a workbook";
  const Answer answer = ask({(folder / "book.xlsx").string(), (folder / "out").string(), "--json"});
  EXPECT_EQ(answer.exit, 1);
  EXPECT_THAT(answer.out, testing::HasSubstr("\"rule\":\"input_hash\",\"where\":\"book.xlsx\""));
  EXPECT_THAT(answer.out, testing::Not(testing::HasSubstr("\"rule\":\"amount\"")));
}

TEST(VerifyCommand, WrongWordsAreRefused) {
  EXPECT_EQ(ask({}).exit, 2);
  EXPECT_EQ(ask({"a", "b", "c"}).exit, 2);
  EXPECT_EQ(ask({"a", "b", "--faster"}).exit, 2);
  EXPECT_EQ(ask({"a", "b", "--lang", "fr"}).exit, 2);
  EXPECT_EQ(ask({"--help", "--lang", "en"}).exit, 0);
}

TEST(VerifyCommand, WhatCannotBeReadGivesNoVerdict) {
  const fs::path folder = scratch_folder("unreadable");
  EXPECT_EQ(ask({(folder / "no-plan").string(), (folder / "no-result.json").string()}).exit, 4);
  std::ofstream(folder / "result.json") << "{\"schema_version\": 1";
  const Answer broken = ask({example("qd2639").string(), folder.string()});
  EXPECT_EQ(broken.exit, 3);
  EXPECT_THAT(broken.messages, testing::HasSubstr("result.json"));
}

}  // namespace
}  // namespace phanbo_verify::test
