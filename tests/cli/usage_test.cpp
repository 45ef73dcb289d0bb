// What a person meets before any plan is read: help, wrong usage, languages, streams.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "cli/command.hpp"
#include "cli/run_phanbo.hpp"

namespace phanbo {
namespace {

using test::run_phanbo;
using test::run_script;
using test::RunOptions;
using test::RunResult;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::MatchesRegex;
using ::testing::Not;
using ::testing::StartsWith;

class HelpOfCommand : public ::testing::TestWithParam<std::string> {
 protected:
  static std::vector<std::string> words(const std::string& tail) {
    std::vector<std::string> result = split(GetParam(), ' ');
    result.push_back(tail);
    return result;
  }
};

TEST_P(HelpOfCommand, BeginsWithExamplesAndNamesEveryOption) {
  const RunResult result = run_phanbo(words("--help"));
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.err, IsEmpty());
  EXPECT_THAT(result.out, StartsWith("phanbo " + GetParam() + ": "));
  const std::size_t examples = result.out.find("Ví dụ:\n  ");
  ASSERT_NE(examples, std::string::npos);
  EXPECT_LT(examples, result.out.find("Cách dùng: phanbo " + GetParam()));
  EXPECT_THAT(result.out, HasSubstr("--lang LANG"));
  const Command* command = find_command(GetParam());
  ASSERT_NE(command, nullptr);
  for (const OptionSpec& option : command->options)
    EXPECT_THAT(result.out, HasSubstr("--" + std::string(option.name)));
  for (const ExampleSpec& example : command->examples)
    EXPECT_THAT(result.out, HasSubstr(std::string(example.line)));
}

TEST_P(HelpOfCommand, IsTheSameThroughTheCommandHelp) {
  std::vector<std::string> through_help = split(GetParam(), ' ');
  through_help.insert(through_help.begin(), "help");
  EXPECT_EQ(run_phanbo(words("--help")).out, run_phanbo(through_help).out);
}

TEST_P(HelpOfCommand, IsEnglishOnRequest) {
  std::vector<std::string> english = words("--help");
  english.insert(english.end(), {"--lang", "en"});
  const RunResult result = run_phanbo(english);
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.out, HasSubstr("Examples:\n  "));
  EXPECT_THAT(result.out, Not(HasSubstr("Ví dụ:")));
}

std::vector<std::string> command_names() {
  std::vector<std::string> names;
  for (const Command& command : commands()) names.emplace_back(command.name);
  return names;
}

INSTANTIATE_TEST_SUITE_P(Commands, HelpOfCommand, ::testing::ValuesIn(command_names()),
                         [](const auto& instance) {
                           std::string name = instance.param;
                           std::replace(name.begin(), name.end(), ' ', '_');
                           return name;
                         });

TEST(Usage, NoCommandIsAnsweredByTenLinesWithTwoExamples) {
  const RunResult result = run_phanbo({});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.out, IsEmpty());
  EXPECT_LE(std::count(result.err.begin(), result.err.end(), '\n'), 10);
  EXPECT_THAT(result.err, HasSubstr("  phanbo example "));
  EXPECT_THAT(result.err, HasSubstr("  phanbo allocate "));
}

TEST(Usage, HelpListsEveryCommand) {
  const RunResult result = run_phanbo({"--help"});
  EXPECT_EQ(result.exit_code, 0);
  for (const Command& command : commands())
    EXPECT_THAT(result.out, HasSubstr("\n  " + std::string(command.name) + " "));
}

TEST(Usage, HelpOfAGroupListsItsCommandsOnly) {
  const RunResult result = run_phanbo({"help", "law"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.out, HasSubstr("  law show "));
  EXPECT_THAT(result.out, Not(HasSubstr("allocate")));
}

TEST(Usage, AWrongCommandIsAnsweredByTheNearestOne) {
  const RunResult result = run_phanbo({"alocate", "x", "--lang", "en"});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.out, IsEmpty());
  EXPECT_EQ(result.err,
            "phanbo: error[unknown_command]: There is no command \"alocate\".\n"
            "  fix: Did you mean \"allocate\"?\n");
  EXPECT_THAT(run_phanbo({"law", "sow"}).err, HasSubstr("\"law show\"?"));
}

TEST(Usage, AWrongOptionIsAnsweredByTheNearestOne) {
  const RunResult result = run_phanbo({"allocate", "x", "-o", "y", "--formt", "csv"});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, HasSubstr("[unknown_option]"));
  EXPECT_THAT(result.err, HasSubstr("\"--format\"?"));
}

TEST(Usage, OptionsAreNotGuessedFromTheirBeginningButTold) {
  const RunResult result = run_phanbo({"check", "x", "--js"});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, HasSubstr("[unknown_option]"));
  EXPECT_THAT(result.err, HasSubstr("\"--json\"?"));
}

struct WrongUsage {
  std::string name;
  std::vector<std::string> words;
  std::string id;
};

class WrongUsageIsRefused : public ::testing::TestWithParam<WrongUsage> {};

TEST_P(WrongUsageIsRefused, WithItsIdAndExitCode2) {
  const RunResult result = run_phanbo(GetParam().words);
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.out, IsEmpty());
  EXPECT_THAT(result.err, HasSubstr("[" + GetParam().id + "]"));
}

INSTANTIATE_TEST_SUITE_P(
    Cases, WrongUsageIsRefused,
    ::testing::Values(
        WrongUsage{"NoOutput", {"allocate", "plan"}, "missing_option"},
        WrongUsage{"NoPlan", {"check"}, "missing_argument"},
        WrongUsage{"OnePlanTooMany", {"check", "a", "b"}, "unexpected_argument"},
        WrongUsage{"OptionWithoutValue", {"check", "a", "--lang"}, "option_needs_value"},
        WrongUsage{"EmptyValue", {"allocate", "a", "-o", ""}, "option_needs_value"},
        WrongUsage{"FlagWithValue", {"check", "a", "--json=1"}, "option_takes_no_value"},
        WrongUsage{"Twice", {"check", "a", "--lang=vi", "--lang=en"}, "repeated_option"},
        WrongUsage{"UnknownLanguage", {"check", "a", "--lang", "fr"}, "bad_option_value"},
        WrongUsage{"UnknownFormat",
                   {"allocate", "a", "-o", "b", "--format", "csv,pdf"},
                   "bad_option_value"},
        WrongUsage{"NoThreads", {"allocate", "a", "-o", "b", "--threads", "0"}, "bad_option_value"},
        WrongUsage{"UnknownShell", {"completion", "fish"}, "bad_argument_value"},
        WrongUsage{"UnknownExample", {"example", "nowhere", "x"}, "unknown_example"},
        WrongUsage{"ExampleWithoutFolder", {"example", "an-binh"}, "missing_argument"},
        WrongUsage{"UnknownSchema", {"schema", "sourcs"}, "unknown_schema"},
        WrongUsage{"UnknownTopic", {"law", "show", "base_salery"}, "no_such_law_topic"},
        WrongUsage{"UnknownKey", {"law", "show", "reserve_band", "maximun"}, "no_such_law_key"},
        WrongUsage{
            "NoDate", {"law", "show", "base_salary", "--on", "2025-13-01"}, "bad_option_value"}),
    [](const auto& instance) { return instance.param.name; });

TEST(Usage, SeveralMistakesAreToldAtOnce) {
  const RunResult result = run_phanbo({"allocate", "--format", "pdf"});
  EXPECT_THAT(result.err, HasSubstr("[missing_option]"));
  EXPECT_THAT(result.err, HasSubstr("[missing_argument]"));
  EXPECT_THAT(result.err, HasSubstr("[bad_option_value]"));
}

TEST(Language, MessagesAreVietnameseUnlessTheEnvironmentOrAnOptionSaysEnglish) {
  const RunOptions english{{}, {{"PHANBO_LANG", "en"}}, {}};
  EXPECT_THAT(run_phanbo({"nothing"}).err, HasSubstr("lỗi[unknown_command]"));
  EXPECT_THAT(run_phanbo({"nothing"}, english).err, HasSubstr("error[unknown_command]"));
  EXPECT_THAT(run_phanbo({"nothing", "--lang", "vi"}, english).err,
              HasSubstr("lỗi[unknown_command]"));
  EXPECT_THAT(run_phanbo({"--lang", "en", "nothing"}).err, HasSubstr("error[unknown_command]"));
}

TEST(Language, AWrongSettingIsToldRatherThanGuessed) {
  const RunResult result = run_phanbo({"help"}, {{}, {{"PHANBO_LANG", "english"}}, {}});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, HasSubstr("PHANBO_LANG"));
}

TEST(Version, IsOneLineWithVersionCompilerAndDayOfTheLaw) {
  const RunResult result = run_phanbo({"--version"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.out, MatchesRegex("phanbo [0-9]+\\.[0-9]+\\.[0-9]+ \\(.+; law recorded until "
                                       "[0-9]+-[0-9]+-[0-9]+\\)\n"));
}

TEST(Streams, AReaderThatGoesAwayIsNoCrash) {
  const RunResult result = run_script("phanbo schema --manual | true; echo ${PIPESTATUS[0]}");
  EXPECT_THAT(result.out, ::testing::AnyOf("0\n", "4\n"));
  EXPECT_THAT(result.err, IsEmpty());
}

TEST(Streams, AClosedReaderMeansExitCode4) {
  const RunResult result = run_script("(sleep 0.3; phanbo help; echo $? >code) | true; cat code");
  EXPECT_EQ(result.out, "4\n");
  EXPECT_THAT(result.err, IsEmpty());
}

TEST(Streams, AFullDiskIsToldWithExitCode4) {
  RunOptions full;
  full.out_file = "/dev/full";
  const RunResult result = run_phanbo({"help"}, full);
  EXPECT_EQ(result.exit_code, 4);
  EXPECT_THAT(result.err, HasSubstr("[cannot_print]"));
}

TEST(Completion, KnowsCommandsOptionsAndChoices) {
  const auto complete = [](const std::string& words, int position) {
    return run_script("source <(phanbo completion bash); COMP_WORDS=(" + words + "); COMP_CWORD=" +
                      std::to_string(position) + "; _phanbo; echo \"${COMPREPLY[*]}\"");
  };
  const RunResult commands = complete("phanbo al", 1);
  EXPECT_EQ(commands.exit_code, 0);
  EXPECT_THAT(commands.err, IsEmpty());
  EXPECT_EQ(commands.out, "allocate\n");
  EXPECT_EQ(complete("phanbo law s", 2).out, "show\n");
  EXPECT_EQ(complete("phanbo law show base_salary --o", 4).out, "--on\n");
  EXPECT_EQ(complete("phanbo allocate plan --f", 3).out, "--format --form-year\n");
  EXPECT_EQ(complete("phanbo allocate plan --lang e", 4).out, "en\n");
  EXPECT_EQ(complete("phanbo completion b", 2).out, "bash\n");
}

TEST(Manual, NamesEveryCommandAndReadsAsAManualPage) {
  const RunResult result = run_phanbo({"manual", "--lang", "en"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.out, StartsWith(".TH PHANBO 1"));
  for (const Command& command : commands())
    EXPECT_THAT(result.out, HasSubstr(".SS phanbo " + std::string(command.name)));
}

}  // namespace
}  // namespace phanbo
