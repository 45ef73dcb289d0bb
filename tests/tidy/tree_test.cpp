// The house rules, on the project as it stands.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <ostream>
#include <regex>
#include <set>
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
constexpr std::array<std::string_view, 13> folders = {
    "models", "inputs",   "engine", "outputs", "tests", "cli", "verifier",
    "law",    "examples", "bench",  "docs",    "cmake", ".ci"};

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

/// Words of a text that may name a source file: letters, digits and '_'.
void add_words(const std::string& text, std::set<std::string>& words) {
  static const std::regex word(R"(\w+)");
  for (std::sregex_iterator it(text.begin(), text.end(), word), end; it != end; ++it) {
    words.insert(it->str());
  }
}

TEST(TidyTree, EverySourceFileOfTheFiguresIsNamedByATest) {
  std::set<std::string> named;
  for (const SourceFile& file : project_files()) {
    if (!file.is_in("tests") || !file.is_cpp()) continue;
    add_words(file.path(), named);
    add_words(file.text(), named);
  }
  for (const SourceFile& file : project_files()) {
    const bool carries_figures = file.is_in("models") || file.is_in("inputs") ||
                                 file.is_in("engine") || file.is_in("outputs");
    if (!carries_figures || !file.path().ends_with(".cpp")) continue;
    const std::string stem = fs::path(file.path()).stem().string();
    const bool is_named = named.contains(stem) || named.contains(stem + "_test");
    EXPECT_TRUE(is_named) << file.path() << ": no test names it";
  }
}

}  // namespace
}  // namespace phanbo::tidy
