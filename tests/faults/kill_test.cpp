// kill -9 and Ctrl-C at any moment: the folder of results is the old one or the complete new one.
// PHANBO_KILLS sets how many of each (default: few, to be quick); "every" hits each system call.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <limits>
#include <string_view>
#include <thread>

#include "cli/run_phanbo.hpp"
#include "faults/running_program.hpp"
#include "faults/traced_program.hpp"

namespace phanbo::faults_test {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::size_t few_kills = 16;

std::size_t kills_wanted() {
  const char* text = std::getenv("PHANBO_KILLS");
  if (text == nullptr) return few_kills;
  if (std::string_view(text) == "every") return std::numeric_limits<std::size_t>::max();
  return std::stoul(text);
}

/// Two results of the same plan that differ in every table: Vietnamese and English.
class KilledRuns : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(run_to_the_end("vi"), 0);
    old_ = bytes_in(out_);
    const auto start = Clock::now();
    ASSERT_EQ(run_to_the_end("en"), 0);
    duration_ = Clock::now() - start;
    new_ = bytes_in(out_);
    ASSERT_NE(old_, new_);
    ASSERT_EQ(names_in(home_.path()), std::vector<std::string>{"out"});
  }

  std::vector<std::string> words(const std::string& language) const {
    return {"allocate", std::string(PHANBO_SOURCE_DIR) + "/examples/an-binh",
            "-o",       out_.string(),
            "--lang",   language,
            "--format", "json,csv,html,datapackage,oc4ids"};
  }

  int run_to_the_end(const std::string& language) const {
    return RunningProgram(words(language)).wait();
  }

  void expect_next_run_to_clean() {
    ASSERT_EQ(run_to_the_end("vi"), 0);
    EXPECT_EQ(bytes_in(out_), old_);
    EXPECT_EQ(names_in(home_.path()), std::vector<std::string>{"out"})
        << "the next run takes away what killed runs left";
  }

  void expect_old_or_new(bool may_leave_folders, const std::string& hit) const {
    const FolderBytes found = bytes_in(out_);
    EXPECT_TRUE(found == old_ || found == new_) << hit;
    if (!may_leave_folders) {
      EXPECT_EQ(names_in(home_.path()), std::vector<std::string>{"out"}) << hit;
    }
  }

  /// Other words than those that made the result now in place.
  std::vector<std::string> next_words() const {
    return words(bytes_in(out_) == old_ ? "en" : "vi");
  }

  /// Hits runs at system calls spread evenly from the first to the last. Every one of them must be
  /// ended by the signal.
  void hit_system_calls(int signal, bool may_leave_folders) {
    const auto one_thread = [](std::vector<std::string> all) {
      all.insert(all.end(), {"--threads", "1"});
      return all;
    };
    // The last call ends the program: nothing can hit it any more.
    const std::size_t calls = std::min(run_traced(one_thread(words("vi")), never, 0).calls,
                                       run_traced(one_thread(words("en")), never, 0).calls) -
                              1;
    ASSERT_GT(calls, 100U);
    const std::size_t hits = std::min(kills_wanted(), calls);
    std::size_t new_results = 0;
    for (std::size_t number = 0; number < hits; ++number) {
      const std::size_t call = number * (calls - 1) / std::max<std::size_t>(hits - 1, 1);
      const std::string name =
          "system call " + std::to_string(call) + " of " + std::to_string(calls);
      const FolderBytes before = bytes_in(out_);
      const TracedEnd end = run_traced(one_thread(next_words()), call, signal);
      EXPECT_TRUE(end.was_hit) << name;
      EXPECT_EQ(end.code, 128 + signal) << name;
      expect_old_or_new(may_leave_folders, name);
      if (bytes_in(out_) != before) ++new_results;
    }
    EXPECT_LT(new_results, hits);
    EXPECT_GT(new_results, 0U) << "the last calls come when the new result stands";
    RecordProperty("hits", std::to_string(hits));
    RecordProperty("of which the new result stood", std::to_string(new_results));
  }

  /// Every second run is hit while its half-built folder stands, the others anywhere in the run.
  static void wait_for_moment(RunningProgram& program, std::size_t number, std::size_t count,
                              Clock::duration duration, const fs::path& home) {
    if (number % 2 == 0) {
      std::this_thread::sleep_for(duration * number / count);
      return;
    }
    while (names_in(home).size() < 2 && !program.has_ended()) {
    }
    std::this_thread::sleep_for(std::chrono::microseconds(300) * (number / 2) * 20 / count);
  }

  /// Hits runs with several threads at moments spread over the run. How many are over before they
  /// are hit depends on how busy the machine is; those that were not must be ended by the signal.
  /// Every second run is waited for until it writes: some are hit on any machine.
  void hit_runs(int signal, bool may_leave_folders) {
    const std::size_t count = std::min(kills_wanted(), std::size_t{1000});
    std::size_t hits = 0;
    for (std::size_t number = 0; number < count; ++number) {
      RunningProgram program(next_words());
      wait_for_moment(program, number, count, duration_, home_.path());
      const bool was_hit = program.hit(signal);
      const std::string name = "hit " + std::to_string(number);
      EXPECT_EQ(program.wait(), was_hit ? 128 + signal : 0) << name;
      expect_old_or_new(may_leave_folders, name);
      hits += was_hit ? 1 : 0;
    }
    EXPECT_GT(hits, 0U);
  }

  const test::TemporaryFolder home_;
  const fs::path out_ = home_.path() / "out";
  Clock::duration duration_{};
  FolderBytes old_;
  FolderBytes new_;
};

TEST_F(KilledRuns, KillAtAnySystemCallLeavesTheOldOrTheNewResult) {
  if (!can_trace()) GTEST_SKIP() << "no process may be traced here";
  hit_system_calls(SIGKILL, true);
  expect_next_run_to_clean();
}

TEST_F(KilledRuns, ControlCAtAnySystemCallLeavesNothingBesideTheResult) {
  if (!can_trace()) GTEST_SKIP() << "no process may be traced here";
  hit_system_calls(SIGINT, false);
}

TEST_F(KilledRuns, TerminateAtAnySystemCallLeavesNothingBesideTheResult) {
  if (!can_trace()) GTEST_SKIP() << "no process may be traced here";
  hit_system_calls(SIGTERM, false);
}

TEST_F(KilledRuns, KillAtAnyMomentLeavesTheOldOrTheNewResult) {
  hit_runs(SIGKILL, true);
  expect_next_run_to_clean();
}

TEST_F(KilledRuns, ControlCLeavesNothingBesideTheResult) { hit_runs(SIGINT, false); }

TEST_F(KilledRuns, TerminateLeavesNothingBesideTheResult) { hit_runs(SIGTERM, false); }

TEST_F(KilledRuns, WhereNothingWasControlCLeavesNothingOrAll) {
  const std::size_t count = std::min(kills_wanted(), std::size_t{1000});
  for (std::size_t number = 0; number < count; number += 2) {
    fs::remove_all(out_);
    RunningProgram program(words("vi"));
    while (names_in(home_.path()).empty() && !program.has_ended()) {
    }
    const bool was_hit = program.hit(SIGINT);
    EXPECT_EQ(program.wait(), was_hit ? 128 + SIGINT : 0);
    const FolderBytes found = bytes_in(out_);
    EXPECT_TRUE(found.empty() || found == old_);
    EXPECT_LE(names_in(home_.path()).size(), 1U);
    EXPECT_EQ(fs::exists(out_), found == old_);
  }
}

}  // namespace
}  // namespace phanbo::faults_test
