// outputs/comparison/comparison_page.cpp: one file, no script, no request, nothing of the data gets
// through as markup, numbers of charts in tables.
#include "outputs/comparison/comparison_page.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "comparison/sample.hpp"

namespace phanbo::comparison_test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Comparison sample(Results& results, std::uint64_t place) {
  add_pair(results, place, 60);
  Comparison comparison = compare_results(results.results, {});
  comparison.pairs.front().causes = halves(results, 1);
  return comparison;
}

TEST(ComparisonPage, IsOneFileWithoutScriptOrRequest) {
  Results results;
  const Comparison comparison = sample(results, 2);
  for (const Language language : {Language::vietnamese, Language::english}) {
    const std::string page = render_comparison_page(comparison, language, "phanbo test");
    EXPECT_THAT(page, HasSubstr("default-src 'none'"));
    for (const char* forbidden : {"<script", "http://", "https://", "src=", "@import", "onload"})
      EXPECT_THAT(page, Not(HasSubstr(forbidden))) << forbidden;
  }
}

TEST(ComparisonPage, AnswersTheFourQuestions) {
  Results results;
  const Comparison comparison = sample(results, 2);
  const std::string page = render_comparison_page(comparison, Language::vietnamese, "phanbo test");
  for (const char* question : {"Thay đổi gì?", "Ai trả?", "Ai bị bớt, ai được thêm?", "Vì sao?"})
    EXPECT_THAT(page, HasSubstr(question));
}

TEST(ComparisonPage, SeveralResultsHaveASectionEach) {
  Results results;
  add_pair(results, 2, 60);
  results.add("nhiều hơn", [] {
    auto rows = distribution_test::generate_rows_of_battery(3, 2);
    for (auto& row : rows.money) row.available *= 3;
    return rows;
  }());
  const Comparison comparison = compare_results(results.results, {});
  const std::string page = render_comparison_page(comparison, Language::vietnamese, "phanbo test");
  EXPECT_THAT(page, HasSubstr("id=\"pair-1\""));
  EXPECT_THAT(page, HasSubstr("id=\"pair-2\""));
}

/// Every `<` of the page that opens a tag of ours, so that text of the data never does.
std::size_t tag_count(const std::string& page) {
  return static_cast<std::size_t>(std::count(page.begin(), page.end(), '<'));
}

/// The comparison with every text of the data replaced.
Comparison with_text(Comparison comparison, const std::string& text) {
  for (ComparedRun& run : comparison.runs) run.label = run.plan_name = text;
  for (ComparedView& view : comparison.views) {
    for (ComparedRow& row : view.rows) row.name = {text, text};
  }
  for (ItemChange& change : comparison.pairs.front().items) {
    change.name = text + change.item;
    change.unit = change.programme = text;
  }
  for (Cause& cause : comparison.pairs.front().causes->causes) {
    cause.label = {text, text};
    cause.note = {text, text};
    cause.changes = {{text, text}};
  }
  for (CauseRow& row : comparison.pairs.front().causes->rows) row.name = row.source = text;
  return comparison;
}

TEST(ComparisonPage, NaughtyNamesStayText) {
  Results results;
  const Comparison plain = sample(results, 2);
  const std::size_t tags =
      tag_count(render_comparison_page(with_text(plain, "x"), Language::vietnamese, "phanbo test"));
  std::ifstream file(std::string(PHANBO_SHARED_DIR) + "/external/naughty-strings/blns.json");
  std::vector<std::string> naughty = {"<script>alert(1)</script>", "\" onload=\"x", "</style><b>"};
  if (file) {
    for (const auto& text : nlohmann::json::parse(file)) naughty.push_back(text);
  }
  for (const std::string& text : naughty) {
    if (text.empty()) continue;  // leaves out the small print it would stand in
    const std::string page =
        render_comparison_page(with_text(plain, text), Language::vietnamese, "phanbo test");
    EXPECT_EQ(tag_count(page), tags) << text;
    EXPECT_THAT(page, Not(HasSubstr("<script")));
  }
}

}  // namespace
}  // namespace phanbo::comparison_test
