// engine/compare/equity.cpp against pairs of people counted one by one.
#include "engine/compare/equity.hpp"

#include <gtest/gtest.h>

#include <boost/multiprecision/cpp_int.hpp>

#include "distribute/random.hpp"

namespace phanbo::compare_test {
namespace {

using Exact = boost::multiprecision::cpp_rational;
using Whole = boost::multiprecision::cpp_int;

struct Town {
  std::int64_t people;
  std::int64_t amount;
};

/// A plan of one fixed cost for each town, paid in full.
struct Towns {
  Plan plan;
  Assessment assessment;
  Allocation allocation;

  explicit Towns(const std::vector<Town>& towns) {
    const auto programme = plan.programmes.push_back({});
    for (std::size_t i = 0; i < towns.size(); ++i) {
      Unit unit;
      unit.code = "u" + std::to_string(i);
      if (towns[i].people > 0) unit.people = towns[i].people;
      const auto unit_index = plan.units.push_back(unit);
      Item item;
      item.code = "i" + std::to_string(i);
      item.programme = programme;
      item.unit = unit_index;
      Demand demand;
      demand.item = assessment.items.push_back(item);
      assessment.demands.push_back(demand);
      allocation.demands.push_back({Money::from_dong(towns[i].amount), {}, {}});
    }
  }
  Equity equity() const { return equity_of({"t", &plan, &assessment, &allocation}); }
};

/// Every person against every person.
Exact gini_by_counting(const std::vector<Town>& towns) {
  Exact differences = 0;
  Whole people = 0;
  Whole amount = 0;
  for (const Town& a : towns) {
    people += a.people;
    amount += a.amount;
    for (const Town& b : towns) {
      const Exact difference = Exact(a.amount, a.people) - Exact(b.amount, b.people);
      differences += abs(difference) * Whole(a.people) * Whole(b.people);
    }
  }
  return differences / (Whole(2) * people * amount);
}

Exact value_of(const ExactRatio& ratio) {
  return Exact(Whole(ratio.numerator), Whole(ratio.denominator));
}

TEST(Equity, EqualAmountsPerHeadAreEven) {
  const Equity equity = Towns({{10, 100}, {20, 200}}).equity();
  EXPECT_EQ(value_of(*equity.gini), 0);
  EXPECT_EQ(value_of(*equity.highest_to_lowest), 1);
}

TEST(Equity, OneTownHasEverything) {
  const Equity equity = Towns({{1, 0}, {3, 120}}).equity();
  EXPECT_EQ(value_of(*equity.gini), Exact(1, 4));
  EXPECT_FALSE(equity.highest_to_lowest.has_value());
  EXPECT_EQ(equity.units.back().per_head, Money::from_dong(std::int64_t{40}));
}

TEST(Equity, TownsWithoutPeopleAreCountedApart) {
  const Equity equity = Towns({{0, 50}, {3, 120}}).equity();
  EXPECT_EQ(equity.unknown, 1U);
  EXPECT_FALSE(equity.gini.has_value());
}

TEST(Equity, NothingGivenHasNoGini) {
  EXPECT_FALSE(Towns({{2, 0}, {3, 0}}).equity().gini.has_value());
}

TEST(Equity, LikeCountingPairOfPeopleByPair) {
  distribution_test::Random random(11);
  for (int round = 0; round < 300; ++round) {
    std::vector<Town> towns;
    const std::int64_t count = random.between(2, 9);
    for (std::int64_t i = 0; i < count; ++i)
      towns.push_back({random.between(1, 1'000'000), random.below(9'000'000'000'000) + 1});
    const Equity equity = Towns(towns).equity();
    ASSERT_EQ(value_of(*equity.gini), gini_by_counting(towns)) << round;
  }
}

}  // namespace
}  // namespace phanbo::compare_test
