// outputs/comparison: tables and JSON that tie.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "comparison/sample.hpp"
#include "outputs/comparison/comparison_json.hpp"
#include "outputs/comparison/comparison_tables.hpp"
#include "outputs/comparison/headlines.hpp"

namespace phanbo::comparison_test {
namespace {

Money dong(std::int64_t amount) { return Money::from_dong(amount); }

std::size_t column(const ReportTable& table, std::string_view id) {
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (table.columns[i].id == id) return i;
  }
  ADD_FAILURE() << table.id << " has no column " << id;
  return 0;
}

Money amount(const ReportTable& table, std::size_t row, std::size_t at) {
  const CellView cell = cell_of(table, row, at);
  const Money* found = std::get_if<Money>(&cell);
  return found == nullptr ? Money() : *found;
}

const ReportTable& find(const std::vector<ReportTable>& tables, std::string_view id) {
  for (const ReportTable& table : tables) {
    if (table.id == id) return table;
  }
  ADD_FAILURE() << "no table " << id;
  return tables.front();
}

/// Row 0 is the sum of all rows of level 1, in every column of money.
void expect_total_row_adds_up(const ReportTable& table) {
  for (std::size_t at = 0; at < table.columns.size(); ++at) {
    if (table.columns[at].type != ColumnType::money) continue;
    Money sum;
    for (std::size_t row = 1; row < row_count(table); ++row) {
      if (row_level(table, row) == 1) sum += amount(table, row, at);
    }
    EXPECT_EQ(amount(table, 0, at), sum) << table.id << " " << table.columns[at].id;
  }
}

TEST(PercentOfBase, BlankWhereTheBaseIsZeroAndRoundedAwayFromZero) {
  EXPECT_EQ(percent_of_base(dong(5), dong(0)), std::nullopt);
  EXPECT_EQ(to_plain(*percent_of_base(dong(1), dong(2000))), "0.1");
  EXPECT_EQ(to_plain(*percent_of_base(dong(-1), dong(2000))), "-0.1");
  EXPECT_EQ(to_plain(*percent_of_base(dong(-50), dong(100))), "-50.0");
  EXPECT_EQ(to_plain(*percent_of_base(dong(0), dong(100))), "0.0");
}

TEST(ComparisonTables, TieOnRandomPlans) {
  for (std::uint64_t place = 0; place < 60; ++place) {
    Results results;
    add_pair(results, place, 50);
    Comparison comparison = compare_results(results.results, {});
    comparison.pairs.front().causes = halves(results, 1);
    const auto tables = comparison_tables(comparison);
    for (const ReportTable& table : tables) {
      const bool has_total = table.id.starts_with("compare_by_") ||
                             table.id == "compare_gains_and_losses" ||
                             table.id.starts_with("compare_cause");
      if (has_total) expect_total_row_adds_up(table);
    }
    const ReportTable& by_purpose = find(tables, "compare_by_purpose");
    EXPECT_EQ(amount(by_purpose, 0, column(by_purpose, "base_dong")), comparison.runs[0].allocated);
    EXPECT_EQ(amount(by_purpose, 0, column(by_purpose, "result_1_dong")),
              comparison.runs[1].allocated);
    const ReportTable& causes = find(tables, "compare_causes");
    EXPECT_EQ(amount(causes, 0, column(causes, "difference_dong")),
              comparison.runs[1].allocated - comparison.runs[0].allocated);
  }
}

TEST(ComparisonJson, TiesWithTheComparison) {
  Results results;
  add_pair(results, 4, 30);
  Comparison comparison = compare_results(results.results, {});
  comparison.pairs.front().causes = halves(results, 1);
  const auto json = nlohmann::json::parse(comparison_json(comparison, "phanbo test"));
  EXPECT_EQ(json.at("results").at(1).at("allocated_dong"), comparison.runs[1].allocated.dong());
  for (const auto& view : json.at("views")) {
    std::int64_t sum = 0;
    for (const auto& row : view.at("rows"))
      sum += row.at("differences_dong").at(0).get<std::int64_t>();
    EXPECT_EQ(sum, (comparison.runs[1].allocated - comparison.runs[0].allocated).dong());
  }
  for (const auto& line : json.at("pairs").at(0).at("by_cause").at("lines")) {
    std::int64_t sum = 0;
    for (const auto& part : line.at("parts_dong")) sum += part.get<std::int64_t>();
    EXPECT_EQ(sum, line.at("difference_dong").get<std::int64_t>());
  }
}

TEST(Headlines, TheSameResultHasOneSentence) {
  Results results;
  add_pair(results, 4, 0);
  const Comparison comparison = compare_results(results.results, {});
  const auto sentences = headlines(comparison, comparison.pairs.front());
  ASSERT_EQ(sentences.size(), 1U);
  EXPECT_THAT(sentences.front().vi, ::testing::StartsWith("0 đồng khác nhau"));
}

TEST(Headlines, BeginWithANumber) {
  for (std::uint64_t place = 0; place < 30; ++place) {
    Results results;
    add_pair(results, place, 50);
    Comparison comparison = compare_results(results.results, {});
    comparison.pairs.front().causes = halves(results, 1);
    for (const Words& sentence : headlines(comparison, comparison.pairs.front())) {
      for (const std::string* text : {&sentence.vi, &sentence.en}) {
        const bool is_number_first =
            (*text)[0] == '+' || text->starts_with("−") || ((*text)[0] >= '0' && (*text)[0] <= '9');
        EXPECT_TRUE(is_number_first) << *text;
      }
    }
  }
}

}  // namespace
}  // namespace phanbo::comparison_test
