// docs/battery.md lists every broken twin and the check that kills it. The list is this program's
// own.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>

#include "distribute/broken_twins.hpp"

namespace phanbo::distribution_test {
namespace {

std::string page() {
  std::ifstream in(PHANBO_SOURCE_DIR "/docs/battery.md");
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::string row(std::string_view kind, std::string_view name, std::string_view check) {
  return "| " + std::string(kind) + " | " + std::string(name) + " | " + std::string(check) + " |";
}

TEST(BatteryPage, ListsEveryTwinAndNoOther) {
  std::set<std::string> expected;
  for (const RuleTwin& twin : rule_twins()) expected.insert(row("rule", twin.name, twin.caught_by));
  for (const ResultTwin& twin : result_twins())
    expected.insert(row("result", twin.name, twin.caught_by));
  const std::string text = page();
  std::set<std::string> found;
  const std::regex rows(R"(\| (rule|result) \| [^|\n]+ \| [^|\n]+ \|)");
  for (std::sregex_iterator match(text.begin(), text.end(), rows), end; match != end; ++match)
    found.insert(match->str());
  for (const std::string& line : expected)
    EXPECT_TRUE(found.contains(line)) << "missing in docs/battery.md: " << line;
  for (const std::string& line : found)
    EXPECT_TRUE(expected.contains(line)) << "not a twin any more: " << line;
}

}  // namespace
}  // namespace phanbo::distribution_test
