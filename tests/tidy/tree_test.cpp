// The house rules, on the project as it stands.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <ostream>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

#include "tidy/rules.hpp"
#include "tidy/source_file.hpp"

namespace phanbo::tidy {

/// What GoogleTest prints of a parameter.
void PrintTo(const Rule& rule, std::ostream* out) { *out << rule.name; }

namespace {

namespace fs = std::filesystem;

const fs::path project = PHANBO_SOURCE_DIR;

/// The folders of the design page. Others, such as build/ and results, are not the project's text.
constexpr std::array<std::string_view, 14> folders = {
    "models", "inputs",   "engine", "outputs", "tests", "cli", "verifier",
    "law",    "examples", "bench",  "docs",    "cmake", ".ci", "fuzz"};

std::string read_file(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

std::vector<SourceFile> read_project() {
  std::vector<fs::path> paths;
  const auto take = [&](const fs::directory_entry& entry) {
    if (entry.is_regular_file()) paths.push_back(entry.path());
  };
  for (const auto& entry : fs::directory_iterator(project)) take(entry);
  for (const std::string_view folder : folders) {
    if (!fs::exists(project / folder)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(project / folder)) take(entry);
  }
  std::sort(paths.begin(), paths.end());
  std::vector<SourceFile> files;
  for (const fs::path& path : paths) {
    files.emplace_back(path.lexically_relative(project).generic_string(), read_file(path));
  }
  return files;
}

const std::vector<SourceFile>& project_files() {
  static const std::vector<SourceFile> files = read_project();
  return files;
}

std::string described(const Finding& finding) {
  return finding.path + ":" + std::to_string(finding.line) + ": " + finding.message;
}

TEST(TidyTree, TheProjectIsThere) {
  std::size_t cpp_files = 0;
  for (const SourceFile& file : project_files()) cpp_files += file.is_cpp() ? 1 : 0;
  EXPECT_GE(cpp_files, 20U) << "too few C++ files under " << project;
}

class TidyTreeRule : public ::testing::TestWithParam<Rule> {};

TEST_P(TidyTreeRule, IsKept) {
  for (const SourceFile& file : project_files()) {
    for (const Finding& finding : GetParam().check(file)) ADD_FAILURE() << described(finding);
  }
}

INSTANTIATE_TEST_SUITE_P(Rules, TidyTreeRule, ::testing::ValuesIn(rules()),
                         [](const auto& instance) { return std::string(instance.param.name); });

TEST(TidyTree, EveryLinkOfTheDocumentsLeadsSomewhere) {
  for (const SourceFile& file : project_files()) {
    if (!file.is_markdown() || file.is_in("tests")) continue;
    const auto exists = [](const std::string& path) { return fs::exists(project / path); };
    for (const Finding& finding : broken_links(file, exists)) ADD_FAILURE() << described(finding);
  }
}

}  // namespace
}  // namespace phanbo::tidy
