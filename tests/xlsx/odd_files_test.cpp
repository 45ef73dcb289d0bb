// Odd but real spreadsheets of other people's, read in place: each is read right or refused with a
// reason; odd_spreadsheets.txt says which. Skipped where the files are absent.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>

#include "xlsx/probe.hpp"

namespace phanbo::test {
namespace {

namespace fs = std::filesystem;

const fs::path folder = fs::path(PHANBO_SHARED_DIR) / "external" / "odd-spreadsheets";
const fs::path expectations =
    fs::path(PHANBO_SOURCE_DIR) / "tests" / "xlsx" / "odd_spreadsheets.txt";

using Lines = std::vector<std::string>;

Lines lines_of(std::istream& stream) {
  Lines lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

/// File → its lines in odd_spreadsheets.txt.
std::map<std::string, Lines> expected_files() {
  std::map<std::string, Lines> files;
  std::ifstream stream(expectations);
  std::string name;
  for (const std::string& line : lines_of(stream)) {
    if (line.starts_with("== "))
      files[name = line.substr(3)];
    else if (!line.empty() && !line.starts_with('#'))
      files.at(name).push_back(line);
  }
  return files;
}

Lines cells_of(const Probe& probe) {
  std::istringstream stream(probe.out);
  return lines_of(stream);
}

/// "refused ID PLACE" of each problem told.
Lines refusals_of(const Probe& probe) {
  Lines refusals;
  std::istringstream stream(probe.err);
  for (const std::string& line : lines_of(stream)) {
    const std::size_t id = line.find(": error[");
    if (id == line.npos) continue;
    const std::size_t start = id + std::string_view(": error[").size();
    refusals.push_back("refused " + line.substr(start, line.find(']', start) - start) + " " +
                       line.substr(0, id));
  }
  return refusals;
}

void expect_reading(const std::string& name, const Lines& expected) {
  const Probe probe = run_probe({(folder / name).string()});
  EXPECT_LT(probe.peak_kibibytes, 64 * 1024) << name;
  if (expected.front().starts_with("refused ")) {
    EXPECT_EQ(probe.exit_code, 3);
    EXPECT_EQ(refusals_of(probe), expected);
    return;
  }
  ASSERT_EQ(probe.exit_code, 0) << probe.err;
  const Lines cells = cells_of(probe);
  if (expected.front().starts_with("as ")) {
    EXPECT_EQ(cells, cells_of(run_probe({(folder / expected.front().substr(3)).string()})));
  } else if (expected.front().starts_with("count ")) {
    EXPECT_EQ(std::to_string(cells.size()), expected.front().substr(6));
    for (std::size_t i = 1; i < expected.size(); ++i)
      EXPECT_NE(std::find(cells.begin(), cells.end(), expected[i]), cells.end()) << expected[i];
  } else {
    EXPECT_EQ(cells, expected);
  }
}

TEST(OddSpreadsheets, EachIsReadRightOrRefusedWithAReason) {
  if (!fs::exists(folder)) GTEST_SKIP() << folder << " is absent";
  const auto expected = expected_files();
  std::size_t found = 0;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string extension = entry.path().extension().string();
    if (extension != ".xlsx" && extension != ".ods") continue;
    const std::string name = entry.path().filename().string();
    SCOPED_TRACE(name);
    ++found;
    ASSERT_TRUE(expected.contains(name)) << "write down what it holds";
    ASSERT_FALSE(expected.at(name).empty());
    expect_reading(name, expected.at(name));
  }
  EXPECT_EQ(found, expected.size());
}

}  // namespace
}  // namespace phanbo::test
