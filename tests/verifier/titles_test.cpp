// Every rule has its title, and every title its rule.
#include <gmock/gmock.h>

#include <regex>

#include "verifier/allocate_here.hpp"
#include "verifier/bytes.hpp"
#include "verifier/rule_titles.hpp"
#include "verifier/verify.hpp"

namespace phanbo_verify::test {
namespace {

namespace fs = std::filesystem;

std::set<std::string> titled() {
  std::set<std::string> ids;
  for (const RuleTitle& title : rule_titles()) ids.emplace(title.id);
  return ids;
}

/// Rule ids as the sources name them.
std::set<std::string> used_in_sources() {
  const std::string calls = R"(fault\(\s*|looked_at\(|not_checked\(|compare_\w+\()";
  const std::regex use("(?:rule = |report_rows\\(\\w+, |" + calls + R"x()"([a-z_]+)")x");
  std::set<std::string> ids;
  for (const auto& entry : fs::directory_iterator(fs::path(PHANBO_SOURCE_DIR) / "verifier")) {
    if (entry.path().extension() != ".cpp") continue;
    const std::string source = read_bytes(entry.path());
    for (std::sregex_iterator found(source.begin(), source.end(), use), end; found != end; ++found)
      ids.insert((*found)[1]);
  }
  return ids;
}

TEST(RuleTitles, EachIdOfTheSourcesHasOneAndNoOtherHas) {
  EXPECT_EQ(used_in_sources(), titled());
  EXPECT_EQ(rule_titles().size(), titled().size()) << "an id stands twice";
}

TEST(RuleTitles, AreDifferentInBothLanguages) {
  std::set<std::string_view> vietnamese;
  std::set<std::string_view> english;
  for (const RuleTitle& title : rule_titles()) {
    EXPECT_TRUE(vietnamese.insert(title.vietnamese).second) << title.id;
    EXPECT_TRUE(english.insert(title.english).second) << title.id;
    EXPECT_FALSE(title.vietnamese.empty() || title.english.empty()) << title.id;
    EXPECT_NE(title.vietnamese, title.english);
  }
}

TEST(RuleTitles, CoverWhatAnExampleReports) {
  const fs::path plan = fs::path(PHANBO_SOURCE_DIR) / "examples" / "an-binh";
  const fs::path out = scratch_folder("titles") / "out";
  ASSERT_EQ(allocate_here(plan, out).end, AllocateEnd::written);
  const std::set<std::string> known = titled();
  const Report report = verify(plan, out / "result.json");
  for (const auto& [rule, count] : report.counts()) EXPECT_TRUE(known.contains(rule)) << rule;
}

}  // namespace
}  // namespace phanbo_verify::test
