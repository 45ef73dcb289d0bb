#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "outputs/page/page.hpp"
#include "page/html_reader.hpp"
#include "page/made_up_plan.hpp"

namespace phanbo::test {
namespace {

std::vector<std::string> naughty_strings() {
  const std::filesystem::path path =
      std::filesystem::path(PHANBO_SHARED_DIR) / "external/naughty-strings/blns.json";
  std::ifstream stream(path);
  if (!stream) return {};
  return nlohmann::json::parse(stream).get<std::vector<std::string>>();
}

std::string page_with(const std::function<std::string(std::size_t)>& name, Language language) {
  const MadeUp made = make_up({.projects = 560, .name = name});
  return render_page(made.plan, made.assessment, made.allocation, {}, language, name(0));
}

std::vector<std::string> names_of(const std::vector<Tag>& tags) {
  std::vector<std::string> names;
  for (const Tag& tag : tags) {
    names.push_back(tag.name);
    for (const auto& [attribute, value] : tag.attributes) names.push_back("@" + attribute);
  }
  return names;
}

/// Every string as the name of everything: the page has the elements and attributes it has with
/// harmless names, and no others.
TEST(NaughtyStrings, AddNoElementAndNoAttribute) {
  const std::vector<std::string> strings = naughty_strings();
  if (strings.empty()) GTEST_SKIP() << "no naughty-strings here";
  for (const Language language : {Language::vietnamese, Language::english}) {
    const std::string harmless =
        page_with([](std::size_t n) { return "tên " + std::to_string(n); }, language);
    const std::string naughty =
        page_with([&](std::size_t n) { return strings[n % strings.size()] + "\x01"; }, language);
    EXPECT_EQ(names_of(tags_of(naughty)), names_of(tags_of(harmless)));
    EXPECT_EQ(std::count(naughty.begin(), naughty.end(), '<'),
              std::count(harmless.begin(), harmless.end(), '<'));
    for (const char character : naughty) {
      const auto byte = static_cast<unsigned char>(character);
      ASSERT_TRUE((byte >= 0x20 && byte != 0x7F) || byte == '\n');
    }
  }
}

TEST(NaughtyStrings, AreShownAsTheyAre) {
  const std::vector<std::string> strings = naughty_strings();
  if (strings.empty()) GTEST_SKIP() << "no naughty-strings here";
  const std::string page =
      page_with([&](std::size_t n) { return strings[n % strings.size()]; }, Language::vietnamese);
  EXPECT_THAT(page, testing::HasSubstr("&lt;script&gt;alert(123)&lt;/script&gt;"));
}

}  // namespace
}  // namespace phanbo::test
