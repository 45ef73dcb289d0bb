// What goes wrong around the program: full disks, limits, closed streams, folders that refuse.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "cli/run_phanbo.hpp"
#include "faults/running_program.hpp"

namespace phanbo::faults_test {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

const std::string plan = std::string(PHANBO_SOURCE_DIR) + "/examples/an-binh";

class Surroundings : public ::testing::Test {
 protected:
  test::RunResult run(const std::string& script) {
    test::RunOptions options;
    options.folder = home_.path();
    options.environment = {{"PLAN", plan}};
    return test::run_script(script, options);
  }

  void allocate_first() {
    ASSERT_EQ(run("phanbo allocate $PLAN -o out").exit_code, 0);
    old_ = bytes_in(out_);
    ASSERT_FALSE(old_.empty());
  }

  void expect_old_alone() {
    EXPECT_EQ(bytes_in(out_), old_);
    EXPECT_THAT(names_in(home_.path()), ElementsAre("out"));
  }

  const test::TemporaryFolder home_;
  const fs::path out_ = home_.path() / "out";
  FolderBytes old_;
};

TEST_F(Surroundings, ALimitOnFileSizesKeepsTheOldResult) {
  allocate_first();
  int refusals = 0;
  for (const int kibibytes : {0, 1, 4, 16, 64}) {
    const auto result =
        run("ulimit -f " + std::to_string(kibibytes) + "; phanbo allocate $PLAN -o out --lang en");
    if (result.exit_code == 0) break;
    ++refusals;
    EXPECT_EQ(result.exit_code, 4) << result.err;
    expect_old_alone();
  }
  EXPECT_GE(refusals, 3);
}

/// A file system of its own needs a name space of its own, which not every machine grants.
constexpr const char* own_mounts = "unshare --user --map-root-user --mount true 2>/dev/null";
std::string on_small_disk(const std::string& options, const std::string& commands) {
  return "unshare --user --map-root-user --mount bash -c '"
         "mkdir -p disk && mount -t tmpfs -o " +
         options + " none disk && " + commands + "'";
}

TEST_F(Surroundings, AFullDiskKeepsTheOldResult) {
  if (run(own_mounts).exit_code != 0) GTEST_SKIP() << "no name spaces here";
  int refusals = 0;
  for (const char* room : {"size=64k", "size=300k", "size=600k", "size=1000k",
                           "size=4m,nr_inodes=30", "size=4m,nr_inodes=70"}) {
    const auto result = run(on_small_disk(
        room,
        "phanbo allocate $PLAN -o disk/out --format json >first 2>&1; first=$?;"
        "sha256sum disk/out/*.json disk/out/tables/* >before 2>/dev/null;"
        "phanbo allocate $PLAN -o disk/out --format json,csv,html,oc4ids >second 2>&1; second=$?;"
        "sha256sum disk/out/*.json disk/out/tables/* >after 2>/dev/null;"
        "ls -A disk >left; cat first second; echo codes $first $second;"
        "[ $second = 0 ] || cmp before after"));
    EXPECT_EQ(result.exit_code, 0) << room << result.out << result.err;
    EXPECT_THAT(result.out, Not(HasSubstr("codes 70"))) << room;
    const std::string left = test::read_file(home_.path() / "left");
    EXPECT_TRUE(left == "out\n" || left.empty()) << room << ": " << left;
    if (result.out.find("hết chỗ trên đĩa") != std::string::npos) ++refusals;
  }
  EXPECT_GE(refusals, 3);
}

TEST_F(Surroundings, AReadOnlyFolderIsReportedAndNothingChanges) {
  if (run(own_mounts).exit_code != 0) GTEST_SKIP() << "no name spaces here";
  const auto result = run(on_small_disk(
      "size=8m",
      "phanbo allocate $PLAN -o disk/out -q; sha256sum disk/out/*.json >before;"
      "mount -o remount,ro disk; phanbo allocate $PLAN -o disk/out --lang en; code=$?;"
      "sha256sum disk/out/*.json >after; ls -A disk; cmp before after && exit $code"));
  EXPECT_EQ(result.exit_code, 4) << result.err;
  EXPECT_EQ(result.out, "out\n");
  EXPECT_THAT(result.err, HasSubstr("the file system is read-only"));
}

TEST_F(Surroundings, AReaderThatLeavesEndsNothingWrongly) {
  allocate_first();
  const auto told =
      run("phanbo check $PLAN | head -0; echo ${PIPESTATUS[0]};"
          "phanbo check /nowhere 2>&1 >/dev/null | head -0; echo ${PIPESTATUS[0]};"
          "phanbo schema plan | head -c 10 >/dev/null; echo ${PIPESTATUS[0]};"
          "phanbo allocate $PLAN -o out | head -0; echo ${PIPESTATUS[0]}");
  EXPECT_THAT(told.err, Not(HasSubstr("[cannot_print]"))) << "nobody is told who has left";
  EXPECT_THAT(told.out, ::testing::MatchesRegex("[04]\n4\n[04]\n[04]\n"));
  expect_old_alone();
}

TEST_F(Surroundings, AFullStandardOutputIsAnErrorButTheResultStands) {
  allocate_first();
  const auto result = run("phanbo allocate $PLAN -o out >/dev/full");
  EXPECT_EQ(result.exit_code, 4);
  EXPECT_THAT(result.err, HasSubstr("[cannot_print]"));
  expect_old_alone();
}

/// A file opened while a standard stream is closed gets its number: nothing printed may land in it.
TEST_F(Surroundings, ClosedStreamsNeverEndUpInTheResult) {
  allocate_first();
  for (const char* closed : {">&-", "2>&-", "<&-", ">&- 2>&-", ">&- 2>&- <&-"}) {
    fs::remove_all(out_);
    const auto result = run(std::string("TERM=xterm phanbo allocate $PLAN -o out ") + closed);
    EXPECT_TRUE(result.exit_code == 0 || result.exit_code == 4) << closed << result.exit_code;
    expect_old_alone();
  }
}

TEST_F(Surroundings, TooFewFileDescriptorsIsNoCrash) {
  allocate_first();
  for (const int descriptors : {4, 5, 6, 8}) {
    const auto result =
        run("ulimit -n " + std::to_string(descriptors) + "; phanbo allocate $PLAN -o out 2>&1");
    EXPECT_TRUE(result.exit_code == 0 || result.exit_code == 4 || result.exit_code == 127)
        << descriptors << ": " << result.exit_code << result.out;
    expect_old_alone();
  }
}

TEST_F(Surroundings, TooLittleMemoryIsAMessage) {
  allocate_first();
  for (const int mebibytes : {24, 40, 60, 100, 400}) {
    const auto result = run("ulimit -v " + std::to_string(mebibytes * 1024) +
                            "; phanbo allocate $PLAN -o out 2>&1");
    const bool is_told = result.exit_code == 0 || result.exit_code == 70 || result.exit_code == 127;
    EXPECT_TRUE(is_told) << mebibytes << " MiB: " << result.exit_code << result.out;
    expect_old_alone();
  }
}

/// A thread's stack takes as much address space as the limit of stacks says: none fits here.
constexpr const char* room_for_no_thread = "ulimit -s 4000000; ulimit -v 3000000; ";

TEST_F(Surroundings, WithoutFurtherThreadsARunIsOnlySlower) {
  allocate_first();
  const auto result =
      run(std::string(room_for_no_thread) + "phanbo allocate $PLAN -o out --threads 4 2>&1");
  EXPECT_EQ(result.exit_code, 0) << result.out;
  expect_old_alone();
}

TEST_F(Surroundings, WithoutFurtherThreadsScenariosAndCausesAreComputedAllTheSame) {
  const std::string room(room_for_no_thread);
  const auto scenarios =
      run(room + "phanbo allocate $PLAN -o out --scenario all --threads 4 -q --format json 2>&1");
  ASSERT_EQ(scenarios.exit_code, 1) << scenarios.out;  // three lack mandatory money
  const auto causes =
      run(room + "phanbo compare out/goc out/giam-30 -o changes --threads 4 -q --format json 2>&1");
  EXPECT_EQ(causes.exit_code, 0) << causes.out;
}

}  // namespace
}  // namespace phanbo::faults_test
