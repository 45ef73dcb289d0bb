// engine/compare/shapley.cpp: parts that add up, independent of order, over valid plans only.
#include "engine/compare/shapley.hpp"

#include <gmock/gmock.h>

#include "compare/cause_checks.hpp"

namespace phanbo::compare_test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

Money dong(std::int64_t amount) { return Money::from_dong(amount); }

/// Changes of which each adds to one line; all valid.
LineAmounts one_line(std::int64_t amount) { return {{"a@s", dong(amount)}}; }

TEST(Shapley, TwoChangesThatNeedEachOtherShareTheGain) {
  const AllSubsets subsets(
      2, [](ChangeSet made) { return one_line(made == 3 ? 101 : 0); }, 1);
  const ExactParts parts = shapley_parts(subsets, close_groups(subsets));
  EXPECT_EQ(parts.denominator, 2);
  EXPECT_EQ(parts.numerator(0, 0), 101);
  EXPECT_EQ(parts.numerator(0, 1), 101);
  EXPECT_THAT(rounded_parts(parts), ElementsAre(dong(51), dong(50)));
}

TEST(Shapley, NoChangeMeansNoCause) {
  const AllSubsets subsets(
      0, [](ChangeSet) { return one_line(5); }, 1);
  const ExactParts parts = shapley_parts(subsets, close_groups(subsets));
  EXPECT_TRUE(parts.causes.empty());
  EXPECT_THAT(rounded_parts(parts), IsEmpty());
}

TEST(Shapley, AChangeThatIsInvalidAloneJoinsWhatItNeeds) {
  // Change 1 (a payer rule) needs change 0 (its source); change 2 stands alone.
  const AllSubsets subsets(
      3,
      [](ChangeSet made) -> std::optional<LineAmounts> {
        if ((made & 2U) != 0 && (made & 1U) == 0) return std::nullopt;
        return one_line(std::int64_t{made});
      },
      1);
  EXPECT_THAT(close_groups(subsets), ElementsAre(3U, 4U));
}

TEST(Shapley, ChangesThatClashWithoutAThirdJoinIt) {
  // 0 and 1 together need 2; each alone is valid, and so is 2.
  const AllSubsets subsets(
      3,
      [](ChangeSet made) -> std::optional<LineAmounts> {
        if (made == 3) return std::nullopt;
        return one_line(std::int64_t{made});
      },
      1);
  EXPECT_THAT(close_groups(subsets), ElementsAre(1U, 6U));
}

TEST(Shapley, TheNumberOfThreadsChangesNothing) {
  const PlanPair pair = random_pair(7, 3, 6);
  const auto result_of = [&](ChangeSet made) { return pair.result_of(made); };
  const auto count = static_cast<int>(pair.changes.size());
  const AllSubsets one(count, result_of, 1);
  const AllSubsets three(count, result_of, 3);
  EXPECT_EQ(one.lines(), three.lines());
  EXPECT_EQ(split_of(one).rounded, split_of(three).rounded);
}

/// One of the plans tried here has a class that cannot be shared (a whole schedule where every
/// demand gets its part). It is refused, and what was tried for it must not stay in the network:
/// the shortages of the classes after it were named without demands.
TEST(Shapley, AClassThatCannotBeSharedLeavesNothingBehind) {
  const PlanPair pair = random_pair(8001, 1167, 6);
  const AllSubsets subsets(
      static_cast<int>(pair.changes.size()),
      [&](ChangeSet chosen) { return pair.result_of(chosen); }, 1);
  EXPECT_THAT(faults_of(pair, subsets, split_of(subsets)), ::testing::IsEmpty());
}

/// Changes of parts that no money connects add up; changes that share money do not, which the check
/// notices.
TEST(Shapley, ChangesThatCannotMeetAddUpAndOthersDoNot) {
  std::size_t separate = 0;
  std::size_t noticed = 0;
  for (std::uint64_t place = 0; place < 60; ++place) {
    const PlanPair pair = random_double_pair(5, place, 4);
    const std::vector<ChangeSet> groups = separate_changes(pair);
    separate += groups.size() > 1 ? 1 : 0;
    EXPECT_EQ(sets_that_do_not_add_up(pair, groups), 0U) << "place " << place;
    std::vector<ChangeSet> alone;
    for (std::size_t i = 0; i < pair.changes.size(); ++i) alone.push_back(ChangeSet{1} << i);
    noticed += sets_that_do_not_add_up(pair, alone) > 0 ? 1 : 0;
  }
  EXPECT_GT(separate, 5U);
  EXPECT_GT(noticed, 5U);
}

/// Two items of one class, each with a source of its own.
PlanPair two_parts(SharingRule rule) {
  PlanPair pair;
  pair.base.classes = {{"c1", 1, rule}};
  pair.base.sources = {{"s"}, {"t"}};
  pair.base.money = {{"s", 2025, 50}, {"t", 2025, 50}};
  for (const auto& [item, source] : {std::pair{"a", "s"}, std::pair{"b", "t"}}) {
    distribution_test::DemandRow demand;
    demand.item = item;
    demand.wanted = 50;
    demand.score = "1";
    demand.payers = {source};
    pair.base.demands.push_back(demand);
  }
  return pair;
}

Change money_of(std::size_t row, const std::string& source, std::int64_t amount) {
  Change change{source, [=](auto& rows) { rows.money[row].available = amount; }};
  change.source_year = source + "/2025";
  return change;
}

void expect_parts_that_add_up(const PlanPair& pair) {
  const AllSubsets subsets(
      static_cast<int>(pair.changes.size()),
      [&](ChangeSet chosen) { return pair.result_of(chosen); }, 1);
  EXPECT_THAT(faults_of(pair, subsets, split_of(subsets)), IsEmpty());
}

/// While money is short anywhere in the class, nobody without points gets any.
TEST(Shapley, AMemberWithoutPointsFeelsAShortageElsewhere) {
  PlanPair pair = two_parts(SharingRule::by_points);
  pair.base.demands[1].score = "0";
  pair.changes = {money_of(0, "s", 40), money_of(1, "t", 30)};
  expect_parts_that_add_up(pair);
}

/// A shortage anywhere in the class refuses what is paid whole in it.
TEST(Shapley, AWholeMemberFeelsAShortageElsewhere) {
  PlanPair pair = two_parts(SharingRule::pro_rata);
  pair.base.money[1].available = 40;
  Change whole{"whole", [](auto& rows) { rows.demands[0].divisible = false; }};
  whole.item = "a";
  pair.changes = {whole, money_of(1, "t", 50)};
  expect_parts_that_add_up(pair);
}

TEST(Shapley, TwelveCausesOfGreatAmountsStayExact) {
  constexpr std::int64_t great = 9'000'000'000'000'000;
  const AllSubsets subsets(
      causes_max, [](ChangeSet made) { return one_line(made == 4095 ? great : 0); }, 2);
  const ExactParts parts = shapley_parts(subsets, close_groups(subsets));
  EXPECT_EQ(parts.denominator, 479'001'600);
  Money sum;
  for (const Money part : rounded_parts(parts)) {
    EXPECT_EQ(part, dong(great / 12));
    sum += part;
  }
  EXPECT_EQ(sum, dong(great));
}

/// The first pairs of the campaign of seed 1; the campaign itself runs by hand.
constexpr std::uint64_t pairs_in_test = 150;

TEST(Shapley, RandomPairsOfPlans) {
  for (std::uint64_t place = 0; place < pairs_in_test; ++place) {
    const PlanPair pair = random_pair(1, place, 5);
    const AllSubsets subsets(
        static_cast<int>(pair.changes.size()), [&](ChangeSet made) { return pair.result_of(made); },
        1);
    EXPECT_THAT(faults_of(pair, subsets, split_of(subsets)), IsEmpty()) << "place " << place;
  }
}

class BrokenSplits : public ::testing::TestWithParam<BrokenSplit> {};

TEST_P(BrokenSplits, IsCaught) {
  for (std::uint64_t place = 0; place < pairs_in_test; ++place) {
    const PlanPair pair = random_pair(1, place, 5);
    const AllSubsets subsets(
        static_cast<int>(pair.changes.size()), [&](ChangeSet made) { return pair.result_of(made); },
        1);
    if (!faults_of(pair, subsets, broken_split(subsets, GetParam())).empty()) return;
  }
  ADD_FAILURE() << "no pair caught it";
}

INSTANTIATE_TEST_SUITE_P(All, BrokenSplits,
                         ::testing::Values(BrokenSplit::in_one_order, BrokenSplit::equal_parts,
                                           BrokenSplit::rounded_apart, BrokenSplit::singles_only));

}  // namespace
}  // namespace phanbo::compare_test
