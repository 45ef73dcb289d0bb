// output_folder, write_output: whatever fails, the folder of results is the old one or the complete
// new one.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cerrno>
#include <fstream>
#include <map>
#include <set>

#include "outputs/csv.hpp"
#include "outputs/written.hpp"

namespace phanbo::test {
namespace {

namespace fs = std::filesystem;

using Contents = std::map<std::string, std::string>;

Contents contents_of(const fs::path& folder) {
  Contents contents;
  if (!fs::exists(folder)) return contents;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file())
      contents[entry.path().lexically_relative(folder).string()] = read_file(entry.path().string());
  }
  return contents;
}

std::set<std::string> names_in(const fs::path& folder) {
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder))
    names.insert(entry.path().filename().string());
  return names;
}

void put(const fs::path& path, const std::string& text) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

std::string id_of(const std::vector<Problem>& problems) {
  return problems.empty() ? "" : std::string(problems.front().kind->id);
}

/// The ids that the tests of this file provoke; at the end they are compared with the list.
std::set<std::string>& provoked() {
  static std::set<std::string> ids;
  return ids;
}

std::string provoke(const std::vector<Problem>& problems) {
  EXPECT_EQ(problems.size(), 1U);
  for (const Problem& problem : problems) {
    provoked().insert(std::string(problem.kind->id));
    EXPECT_FALSE(problem.place.file.empty());
    for (const Language language : {Language::vietnamese, Language::english}) {
      EXPECT_EQ(found_text(problem, language).find('{'), std::string::npos);
      EXPECT_FALSE(fix_text(problem, language).empty());
    }
  }
  return id_of(problems);
}

TEST(OutputFolder, IsTheSameForAnyNumberOfThreads) {
  WrittenSample written("threads");
  ASSERT_TRUE(write_output(written.request).empty());
  const Contents one = contents_of(written.request.folder);
  for (const int threads : {2, 3, 16}) {
    written.request.threads = threads;
    ASSERT_TRUE(write_output(written.request).empty());
    EXPECT_EQ(contents_of(written.request.folder), one) << threads;
  }
}

TEST(OutputFolder, MakesAndReplacesResults) {
  WrittenSample written("replace");
  ASSERT_TRUE(write_output(written.request).empty());
  const Contents first = contents_of(written.request.folder);
  EXPECT_TRUE(first.contains("result.json"));
  EXPECT_TRUE(first.contains("plan.sealed.json"));
  EXPECT_TRUE(first.contains("tables/summary.csv"));
  EXPECT_EQ(names_in(written.home), (std::set<std::string>{"out"}));
  written.request.formats = {OutputFormat::json};
  written.request.program = "phanbo 0.2.0";
  ASSERT_TRUE(write_output(written.request).empty());
  const Contents second = contents_of(written.request.folder);
  EXPECT_FALSE(second.contains("tables/summary.csv")) << "nothing of the old run stays";
  EXPECT_NE(second.at("result.json"), first.at("result.json"));
  EXPECT_EQ(names_in(written.home), (std::set<std::string>{"out"}));
}

TEST(OutputFolder, AnEmptyFolderAndATrailingSlashAreFine) {
  WrittenSample written("empty");
  fs::create_directories(written.request.folder);
  written.request.folder += "/";
  ASSERT_TRUE(write_output(written.request).empty());
  EXPECT_TRUE(fs::exists(written.home / "out/result.json"));
}

TEST(OutputFolder, ALinkIsFollowedAndStaysALink) {
  WrittenSample written("link");
  fs::create_directories(written.home / "real");
  fs::create_directory_symlink(written.home / "real", written.request.folder);
  ASSERT_TRUE(write_output(written.request).empty());
  EXPECT_TRUE(fs::is_symlink(written.request.folder));
  EXPECT_TRUE(fs::exists(written.home / "real/result.json"));
  fs::remove_all(written.home / "real");
  EXPECT_EQ(provoke(write_output(written.request)), "folder_is_a_file") << "a link to nowhere";
}

/// Fails the nth operation with an errno value and counts them all.
struct Saboteur {
  int nth = 0;
  int error = ENOSPC;
  int seen = 0;
  FileOperationHook hook = [this](FileOperation, const fs::path&) {
    return ++seen == nth ? error : 0;
  };
};

TEST(OutputFolder, AnyFailureKeepsTheOldResults) {
  WrittenSample written("nth");
  ASSERT_TRUE(write_output(written.request).empty());
  const Contents old = contents_of(written.request.folder);
  written.request.program = "phanbo 0.2.0";
  Saboteur saboteur;
  written.request.hook = &saboteur.hook;
  int failures = 0;
  for (saboteur.nth = 1;; ++saboteur.nth) {
    saboteur.seen = 0;
    saboteur.error = saboteur.nth % 2 == 0 ? ENOSPC : EIO;
    const auto problems = write_output(written.request);
    if (problems.empty()) break;
    ++failures;
    EXPECT_EQ(provoke(problems), "cannot_write");
    EXPECT_EQ(contents_of(written.request.folder), old) << "operation " << saboteur.nth;
    EXPECT_EQ(names_in(written.home), (std::set<std::string>{"out"}))
        << "operation " << saboteur.nth;
  }
  EXPECT_EQ(saboteur.seen, failures) << "every operation failed once";
  EXPECT_GT(failures, 50);
  EXPECT_NE(contents_of(written.request.folder).at("result.json"), old.at("result.json"));
}

/// A disk that fails once and from then on: full, unplugged, gone.
TEST(OutputFolder, AFailureThatStaysKeepsTheOldResults) {
  for (const bool has_old : {true, false}) {
    WrittenSample written("stays");
    if (has_old) {
      ASSERT_TRUE(write_output(written.request).empty());
    }
    const Contents old = contents_of(written.request.folder);
    const std::set<std::string> names = names_in(written.home);
    int seen = 0;
    int first = 1;
    const FileOperationHook hook = [&](FileOperation, const fs::path&) {
      return ++seen >= first ? EIO : 0;
    };
    written.request.program = "phanbo 0.2.0";
    written.request.hook = &hook;
    for (;; ++first) {
      seen = 0;
      const auto problems = write_output(written.request);
      if (problems.empty()) break;
      EXPECT_EQ(provoke(problems), "cannot_write");
      EXPECT_EQ(contents_of(written.request.folder), old) << "from operation " << first;
      EXPECT_EQ(names_in(written.home), names) << "from operation " << first;
    }
    EXPECT_GT(first, 50);
    EXPECT_NE(contents_of(written.request.folder), old);
  }
}

/// Where two names cannot be exchanged, the old folder steps aside; each step fails once, and from
/// then on.
TEST(OutputFolder, WithoutExchangeAnyFailureKeepsTheOldResults) {
  for (const bool stays : {false, true}) {
    WrittenSample written("no-exchange-nth");
    ASSERT_TRUE(write_output(written.request).empty());
    const Contents old = contents_of(written.request.folder);
    int seen = 0;
    int first = 1;
    const FileOperationHook hook = [&](FileOperation operation, const fs::path&) {
      ++seen;
      if (seen == first || (stays && seen > first)) return EROFS;
      return operation == FileOperation::exchange ? ENOSYS : 0;
    };
    written.request.program = "phanbo 0.2.0";
    written.request.hook = &hook;
    for (;; ++first) {
      seen = 0;
      if (write_output(written.request).empty()) break;
      EXPECT_EQ(contents_of(written.request.folder), old) << "operation " << first;
      EXPECT_EQ(names_in(written.home), (std::set<std::string>{"out"})) << "operation " << first;
    }
    EXPECT_NE(contents_of(written.request.folder), old);
    EXPECT_EQ(names_in(written.home), (std::set<std::string>{"out"}));
  }
}

TEST(OutputFolder, AnyFailureLeavesNothingWhereNothingWas) {
  WrittenSample written("nothing");
  Saboteur saboteur;
  written.request.hook = &saboteur.hook;
  for (saboteur.nth = 1;; ++saboteur.nth) {
    saboteur.seen = 0;
    if (write_output(written.request).empty()) break;
    EXPECT_TRUE(names_in(written.home).empty()) << "operation " << saboteur.nth;
  }
  EXPECT_TRUE(fs::exists(written.request.folder / "result.json"));
}

TEST(OutputFolder, TheMessageNamesTheFileAndTheReason) {
  WrittenSample written("message");
  FileOperationHook hook = [](FileOperation operation, const fs::path& path) {
    return operation == FileOperation::write && path.filename() == "ledger.csv" ? ENOSPC : 0;
  };
  written.request.hook = &hook;
  auto problems = write_output(written.request);
  ASSERT_EQ(provoke(problems), "cannot_write");
  const std::string file = (written.request.folder / "tables/ledger.csv").string();
  EXPECT_EQ(problems[0].place.file, file);
  EXPECT_EQ(found_text(problems[0], Language::vietnamese),
            "Không ghi được " + file + ": hết chỗ trên đĩa.");
  written.request.message_language = Language::english;
  hook = [](FileOperation operation, const fs::path&) {
    return operation == FileOperation::close ? 5000 : 0;
  };
  problems = write_output(written.request);
  EXPECT_EQ(problems[0].arguments[1], "system error number 5000");
}

TEST(OutputFolder, WithoutExchangeTheOldStepsAside) {
  WrittenSample written("no-exchange");
  ASSERT_TRUE(write_output(written.request).empty());
  const Contents old = contents_of(written.request.folder);
  int renames_to_fail = 0;
  FileOperationHook hook = [&](FileOperation operation, const fs::path& to) {
    if (operation == FileOperation::exchange) return EINVAL;
    if (operation == FileOperation::rename && to.filename() == "out" && renames_to_fail > 0)
      return --renames_to_fail, EIO;
    return 0;
  };
  written.request.hook = &hook;
  written.request.program = "phanbo 0.2.0";
  renames_to_fail = 1;
  EXPECT_EQ(provoke(write_output(written.request)), "cannot_write");
  EXPECT_EQ(contents_of(written.request.folder), old);
  ASSERT_TRUE(write_output(written.request).empty());
  EXPECT_NE(contents_of(written.request.folder).at("result.json"), old.at("result.json"));
  EXPECT_EQ(names_in(written.home), (std::set<std::string>{"out"}));
}

TEST(OutputFolder, LeftoversOfAKilledRunGoAway) {
  WrittenSample written("leftover");
  const fs::path leftover = written.home / ".out.phanbo-999999-1";
  put(leftover / "result.json", "half");
  put(leftover / "tables/summary.json", "half");
  const fs::path others = written.home / ".out.phanbo-999999-2";
  put(others / "somebody.txt", "mine");
  put(written.home / ".outer.phanbo-1-1/result.json", "another place's");
  ASSERT_TRUE(write_output(written.request).empty());
  EXPECT_FALSE(fs::exists(leftover));
  EXPECT_TRUE(fs::exists(others / "somebody.txt")) << "never a file that is not ours";
  EXPECT_TRUE(fs::exists(written.home / ".outer.phanbo-1-1/result.json"));
}

TEST(OutputFolder, ARunKilledBetweenTwoRenamesLosesNothing) {
  WrittenSample written("aside");
  ASSERT_TRUE(write_output(written.request).empty());
  const Contents old = contents_of(written.request.folder);
  fs::rename(written.request.folder, written.home / ".out.phanbo-999999-1-old");
  FileOperationHook hook = [](FileOperation operation, const fs::path&) {
    return operation == FileOperation::create_file ? EACCES : 0;
  };
  written.request.hook = &hook;
  EXPECT_EQ(provoke(write_output(written.request)), "cannot_write");
  EXPECT_EQ(contents_of(written.request.folder), old);
}

TEST(OutputFolder, ARunAtWorkIsLeftAlone) {
  WrittenSample written("at-work");
  const fs::path working = written.home / ".out.phanbo-999999-1";
  put(working / "result.json", "half");
  int lock = -1;
  ASSERT_EQ(FileCalls().lock_folder(working, lock), 0);
  ASSERT_TRUE(write_output(written.request).empty());
  EXPECT_TRUE(fs::exists(working / "result.json"));
  EXPECT_EQ(FileCalls().close(lock, working), 0);
  ASSERT_TRUE(write_output(written.request).empty());
  EXPECT_FALSE(fs::exists(working));
}

TEST(OutputFolder, ForeignFilesAreRefusedAndKept) {
  for (const char* name : {"notes.txt", "tables/notes.txt", "tables/deeper/a.json", "plan.json"}) {
    WrittenSample written("foreign");
    ASSERT_TRUE(write_output(written.request).empty());
    put(written.request.folder / name, "mine");
    const Contents old = contents_of(written.request.folder);
    const auto problems = write_output(written.request);
    EXPECT_EQ(provoke(problems), "folder_has_foreign_files") << name;
    EXPECT_TRUE(std::string(name).starts_with(problems[0].arguments[1]))
        << problems[0].arguments[1];
    EXPECT_EQ(contents_of(written.request.folder), old);
    EXPECT_EQ(names_in(written.home), (std::set<std::string>{"out"}));
  }
}

TEST(OutputFolder, AFolderWithoutOurResultIsForeign) {
  WrittenSample written("not-ours");
  put(written.request.folder / "result.json", "{\"results\":[]}");
  EXPECT_EQ(provoke(write_output(written.request)), "folder_has_foreign_files");
  EXPECT_EQ(read_file((written.request.folder / "result.json").string()), "{\"results\":[]}");
  fs::remove(written.request.folder / "result.json");
  put(written.request.folder / "tables/a.csv", "1");
  EXPECT_EQ(provoke(write_output(written.request)), "folder_has_foreign_files");
  fs::remove_all(written.request.folder);
  for (const char* name : {"b", "a", "d", "c"}) put(written.request.folder / name, "");
  const auto problems = write_output(written.request);
  EXPECT_EQ(problems[0].arguments[1], "a, b, c, …");
}

TEST(OutputFolder, AFileInItsPlaceIsRefused) {
  WrittenSample written("file");
  put(written.request.folder, "text");
  EXPECT_EQ(provoke(write_output(written.request)), "folder_is_a_file");
  EXPECT_EQ(read_file(written.request.folder.string()), "text");
}

TEST(OutputFolder, TheParentMustExist) {
  WrittenSample written("parent");
  written.request.folder = written.home / "no/such/out";
  EXPECT_EQ(provoke(write_output(written.request)), "parent_folder_missing");
  EXPECT_TRUE(names_in(written.home).empty());
}

TEST(OutputFolder, TheCurrentFolderIsRefused) {
  WrittenSample written("current");
  const fs::path before = fs::current_path();
  fs::create_directories(written.home / "here");
  fs::current_path(written.home / "here");
  written.request.folder = ".";
  EXPECT_EQ(provoke(write_output(written.request)), "folder_is_current");
  fs::current_path(before);
}

TEST(OutputFolder, AReadOnlyParentIsReported) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may write anywhere";
  WrittenSample written("read-only");
  ::chmod(written.home.c_str(), 0555);
  EXPECT_EQ(provoke(write_output(written.request)), "cannot_write");
  ::chmod(written.home.c_str(), 0755);
}

TEST(OutputFolder, APlaceWhereNothingCanBeMadeIsReported) {
  if (!fs::exists("/proc/self")) GTEST_SKIP() << "no /proc here";
  WrittenSample written("proc");
  written.request.folder = "/proc/phanbo-results";
  EXPECT_EQ(provoke(write_output(written.request)), "cannot_write");
}

TEST(OutputProblems, EveryKindIsListedOnceAndSpeaksBothLanguages) {
  std::set<std::string> ids;
  for (const ProblemKind* kind : output_problem_kinds()) {
    EXPECT_TRUE(ids.insert(std::string(kind->id)).second);
    for (const Text& text : {kind->found, kind->fix})
      EXPECT_FALSE(text.vi.empty() || text.en.empty()) << kind->id;
  }
  EXPECT_EQ(ids.size(), 5U);
}

/// Provokes one problem of every kind in one process, so that a new kind without a case is noticed.
TEST(OutputProblems, EveryKindCanBeProvoked) {
  WrittenSample written("every-kind");
  provoked().clear();
  const fs::path place = written.request.folder;
  FileOperationHook hook = [](FileOperation, const fs::path&) { return EROFS; };
  written.request.hook = &hook;
  provoke(write_output(written.request));
  written.request.hook = nullptr;
  put(place / "notes.txt", "mine");
  provoke(write_output(written.request));
  written.request.folder = place / "notes.txt";
  provoke(write_output(written.request));
  written.request.folder = place / "no/out";
  provoke(write_output(written.request));
  const fs::path before = fs::current_path();
  fs::create_directories(written.home / "here");
  fs::current_path(written.home / "here");
  written.request.folder = fs::current_path();
  provoke(write_output(written.request));
  fs::current_path(before);
  std::set<std::string> all;
  for (const ProblemKind* kind : output_problem_kinds()) all.insert(std::string(kind->id));
  EXPECT_EQ(provoked(), all);
}

}  // namespace
}  // namespace phanbo::test
