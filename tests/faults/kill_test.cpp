// kill -9 and Ctrl-C at any moment: the folder of results is the old one or the complete new one.
// PHANBO_KILLS sets how many of each (default: few, to be quick).
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <thread>

#include "cli/run_phanbo.hpp"
#include "faults/running_program.hpp"

namespace phanbo::faults_test {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

int kills_wanted() {
  const char* text = std::getenv("PHANBO_KILLS");
  return text == nullptr ? 16 : std::atoi(text);
}

/// Two results of the same plan that differ in every table: Vietnamese and English.
class KilledRuns : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto start = Clock::now();
    ASSERT_EQ(run_to_the_end("vi"), 0);
    duration_ = Clock::now() - start;
    old_ = bytes_in(out_);
    ASSERT_EQ(run_to_the_end("en"), 0);
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

  /// Every second run is hit while its half-built folder stands, the others anywhere in the run.
  static void wait_for_moment(RunningProgram& program, int number, int count,
                              Clock::duration duration, const fs::path& home) {
    if (number % 2 == 0) {
      std::this_thread::sleep_for(duration * number / count);
      return;
    }
    const auto give_up = Clock::now() + duration * 20;
    while (names_in(home).size() < 2 && !program.has_ended() && Clock::now() < give_up) {
    }
    std::this_thread::sleep_for(std::chrono::microseconds(300) * (number / 2) * 20 / count);
  }

  /// Hits runs with a signal at moments spread over the run; returns how many it ended: on a busy
  /// machine many runs are over before they are hit.
  int hit_runs(int signal, bool may_leave_folders) {
    const int count = kills_wanted();
    int ended = 0;
    for (int number = 0; number < count; ++number) {
      const bool had_old = bytes_in(out_) == old_;
      RunningProgram program(words(had_old ? "en" : "vi"));
      wait_for_moment(program, number, count, duration_, home_.path());
      program.send(signal);
      if (program.wait() == 128 + signal) ++ended;
      const FolderBytes found = bytes_in(out_);
      EXPECT_TRUE(found == old_ || found == new_) << "hit " << number;
      if (!may_leave_folders) {
        EXPECT_EQ(names_in(home_.path()), std::vector<std::string>{"out"}) << "hit " << number;
      }
    }
    return ended;
  }

  const test::TemporaryFolder home_;
  const fs::path out_ = home_.path() / "out";
  Clock::duration duration_{};
  FolderBytes old_;
  FolderBytes new_;
};

TEST_F(KilledRuns, KillAtAnyMomentLeavesTheOldOrTheNewResult) {
  EXPECT_GT(hit_runs(SIGKILL, true), 0);
  ASSERT_EQ(run_to_the_end("vi"), 0);
  EXPECT_EQ(bytes_in(out_), old_);
  EXPECT_EQ(names_in(home_.path()), std::vector<std::string>{"out"})
      << "the next run takes away what killed runs left";
}

TEST_F(KilledRuns, ControlCLeavesNothingBesideTheResult) { EXPECT_GT(hit_runs(SIGINT, false), 0); }

TEST_F(KilledRuns, TerminateLeavesNothingBesideTheResult) {
  EXPECT_GT(hit_runs(SIGTERM, false), 0);
}

TEST_F(KilledRuns, WhereNothingWasControlCLeavesNothingOrAll) {
  for (int number = 1; number < kills_wanted(); number += 2) {
    fs::remove_all(out_);
    RunningProgram program(words("vi"));
    const auto give_up = Clock::now() + duration_ * 20;
    while (names_in(home_.path()).empty() && !program.has_ended() && Clock::now() < give_up) {
    }
    program.send(SIGINT);
    program.wait();
    const FolderBytes found = bytes_in(out_);
    EXPECT_TRUE(found.empty() || found == old_);
    EXPECT_LE(names_in(home_.path()).size(), 1U);
    EXPECT_EQ(fs::exists(out_), found == old_);
  }
}

}  // namespace
}  // namespace phanbo::faults_test
