// engine/compare/compare.cpp and unlike.cpp on plans worked out by hand.
#include <gmock/gmock.h>

#include <deque>

#include "distribute/plan_rows.hpp"
#include "engine/compare/compare.hpp"
#include "engine/distribute/distribute.hpp"

namespace phanbo::compare_test {
namespace {

using distribution_test::Case;
using distribution_test::PlanRows;
using ::testing::IsEmpty;

Money dong(std::int64_t amount) { return Money::from_dong(amount); }

/// Two items of 60 and 50 in rank order; what the source has decides who gets it.
PlanRows two_items(std::int64_t available) {
  PlanRows rows;
  rows.classes = {{.code = "c1", .order = 1, .rule = SharingRule::in_rank_order}};
  rows.money = {{.source = "s", .year = 2025, .available = available}};
  rows.items = {{.code = "a", .origin = ItemOrigin::project},
                {.code = "b", .origin = ItemOrigin::project}};
  rows.demands = {{.item = "a", .wanted = 60, .rank = 1}, {.item = "b", .wanted = 50, .rank = 2}};
  return rows;
}

struct Results {
  std::deque<Case> cases;
  std::deque<Allocation> allocations;
  std::vector<ResultToCompare> results;

  void add(const std::string& label, PlanRows rows) {
    const Case& given = cases.emplace_back(distribution_test::build_case(std::move(rows)));
    DistributionReading reading = distribute(given.plan, given.assessment);
    ASSERT_THAT(reading.problems, IsEmpty());
    const Allocation& made = allocations.emplace_back(std::move(reading.allocation));
    results.push_back({label, &given.plan, &given.assessment, &made});
  }
};

const ComparedView& view(const Comparison& comparison, ComparedBy by) {
  for (const ComparedView& found : comparison.views) {
    if (found.by == by) return found;
  }
  ADD_FAILURE() << "no such view";
  return comparison.views.front();
}

TEST(CompareResults, WhoGainsLosesAndDropsOut) {
  Results made;
  made.add("base", two_items(110));
  made.add("less", two_items(70));
  const Comparison comparison = compare_results(made.results, {});
  EXPECT_EQ(comparison.runs[0].allocated, dong(110));
  EXPECT_EQ(comparison.runs[1].allocated, dong(70));
  EXPECT_EQ(comparison.runs[1].missing, dong(40));
  const PairComparison& pair = comparison.pairs.front();
  EXPECT_EQ(pair.gains, 0U);
  EXPECT_EQ(pair.loses, 1U);
  EXPECT_EQ(pair.stays, 1U);
  EXPECT_EQ(pair.items.front().item, "b");
  EXPECT_EQ(pair.items.front().after, dong(10));
  EXPECT_EQ(pair.items.front().reason, DemandReason::short_of_money);
  EXPECT_FALSE(pair.items.front().drops_out());
}

TEST(CompareResults, AProjectThatGetsNothingDropsOutAndComesInTheOtherWayRound) {
  Results made;
  made.add("base", two_items(110));
  made.add("less", two_items(60));
  Comparison comparison = compare_results(made.results, {});
  EXPECT_TRUE(comparison.pairs.front().items.front().drops_out());
  EXPECT_EQ(comparison.runs[1].projects_selected, 1);
  std::swap(made.results[0], made.results[1]);
  comparison = compare_results(made.results, {});
  EXPECT_TRUE(comparison.pairs.front().items.front().comes_in());
}

TEST(CompareResults, EveryViewAddsUpToWhatIsAllocated) {
  Results made;
  for (const std::int64_t available : {110, 70, 0}) made.add("x", two_items(available));
  const Comparison comparison = compare_results(made.results, {});
  EXPECT_EQ(comparison.views.size(), 7U);
  for (const ComparedView& found : comparison.views) {
    for (std::size_t run = 0; run < made.results.size(); ++run) {
      Money sum;
      for (const ComparedRow& row : found.rows) sum += row.amounts[run];
      EXPECT_EQ(sum, comparison.runs[run].allocated);
    }
  }
}

TEST(CompareResults, TheThresholdIsAmountOrPercentOfTheBase) {
  Results made;
  made.add("base", two_items(110));
  made.add("less", two_items(109));
  EXPECT_EQ(compare_results(made.results, {}).threshold_amount, dong(2));  // 1,1 rounded up
  const auto is_worth_reading = [&](const Threshold& threshold) {
    return view(compare_results(made.results, threshold), ComparedBy::item)
        .rows.front()
        .worth_reading;
  };
  EXPECT_FALSE(is_worth_reading({}));
  EXPECT_TRUE(is_worth_reading({dong(1), {}}));
  EXPECT_TRUE(is_worth_reading({{}, Decimal::parse("0.9")}));
  EXPECT_FALSE(is_worth_reading({dong(2), {}}));
}

TEST(CompareResults, ARowWithoutDifferenceIsNeverWorthReading) {
  Results made;
  made.add("base", two_items(110));
  made.add("same", two_items(110));
  const Comparison comparison = compare_results(made.results, {dong(0), {}});
  for (const ComparedRow& row : view(comparison, ComparedBy::item).rows)
    EXPECT_FALSE(row.worth_reading);
}

TEST(Unlike, TheSameResultTwiceHasNothing) {
  Results made;
  made.add("base", two_items(110));
  made.add("same", two_items(110));
  EXPECT_THAT(unlike_parts(made.results[0], made.results[1]), IsEmpty());
}

TEST(Unlike, NamesEveryPlaceThatDiffers) {
  Results made;
  made.add("base", two_items(110));
  made.add("less", two_items(60));
  std::vector<std::string> places;
  for (const Unlike& found : unlike_parts(made.results[0], made.results[1]))
    places.push_back(found.what + " " + found.where + " " + found.base + ">" + found.other);
  EXPECT_THAT(places,
              ::testing::ElementsAre("ledger b/2025@s 50>", "sources s/2025/allocated_dong 110>60",
                                     "sources s/2025/available_dong 110>60",
                                     "demands b/2025/allocated_dong 50>0",
                                     "demands b/2025/reason in_full>short_of_money"));
}

TEST(CauseTable, LinesAndCausesTie) {
  Results made;
  made.add("base", two_items(110));
  made.add("other", two_items(70));
  const AllSubsets subsets(
      1,
      [&](ChangeSet changes) -> std::optional<LineAmounts> {
        const ResultToCompare& result = made.results[changes];
        return line_amounts(*result.plan, *result.assessment, *result.allocation);
      },
      1);
  const CauseTable table =
      cause_table(made.results[0], made.results[1], subsets,
                  shapley_parts(subsets, close_groups(subsets)), {{{"ít tiền", "less"}, {}, {}}});
  ASSERT_EQ(table.rows.size(), 1U);
  EXPECT_EQ(table.rows.front().line, "b/2025@s");
  EXPECT_EQ(table.rows.front().difference, dong(-40));
  EXPECT_EQ(table.totals.front(), dong(-40));
  EXPECT_EQ(table.exact.front().numerator, "-40");
}

}  // namespace
}  // namespace phanbo::compare_test
