// The published apportionments beside the project: every case under its own method, ties included,
// by a plain exact reference; and what the product's one rule, largest remainders, gives for each.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <numeric>

#include "engine/criteria/apportion.hpp"

namespace phanbo::test {
namespace {

using Numbers = std::vector<std::int64_t>;

std::int64_t sum(const Numbers& values) {
  return std::accumulate(values.begin(), values.end(), std::int64_t{0});
}

/// The square of the divisor for the next step of one that has `steps`; squares, so that the root
/// of Huntington and Hill stays exact.
Exact squared_divisor(const std::string& method, std::int64_t steps) {
  const Exact n(steps);
  Exact divisor = 0;
  if (method == "dhondt" || method == "quota") divisor = n + 1;
  if (method == "saintelague") divisor = 2 * n + 1;
  if (method == "modified_saintelague") divisor = steps == 0 ? Exact(7, 5) : Exact(2 * n + 1);
  if (method == "adams") divisor = n;
  if (method == "dean") divisor = 2 * n * (n + 1) / (2 * n + 1);
  if (method == "huntington") return n * (n + 1);
  return divisor * divisor;
}

/// Step by step to the highest average, equal ones to the first listed. The quota method lets
/// nobody pass its upper quota of the steps given so far.
Numbers by_averages(const std::string& method, std::int64_t steps, const Numbers& weights) {
  const Exact total(sum(weights));
  Numbers given(weights.size(), 0);
  for (std::int64_t step = 1; step <= steps; ++step) {
    std::optional<std::size_t> best;
    // Before the first step a divisor may be 0: then everybody comes first, the greatest weight
    // before the others.
    std::pair<bool, Exact> best_average;
    for (std::size_t i = 0; i < weights.size(); ++i) {
      if (weights[i] == 0) continue;
      if (method == "quota" && Exact(given[i]) * total >= Exact(weights[i]) * step) continue;
      const Exact divisor = squared_divisor(method, given[i]);
      const Exact square = Exact(weights[i]) * weights[i];
      const std::pair<bool, Exact> average(divisor == 0,
                                           divisor == 0 ? square : Exact(square / divisor));
      if (best && !(average > best_average)) continue;
      best = i;
      best_average = average;
    }
    ++given[*best];
  }
  return given;
}

Column column_of(const Numbers& weights) {
  Column column;
  for (const std::int64_t weight : weights) {
    column.units.push_back(weight);
    column.bound = std::max(column.bound, Int128{weight});
  }
  return column;
}

/// Lists below the threshold take no part.
Numbers weights_of(const nlohmann::json& one) {
  auto weights = one["votes"].get<Numbers>();
  // A threshold that applies to single lists was applied before they were joined.
  if (!one.contains("threshold") || one.contains("threshold_note")) return weights;
  const auto threshold = parse_exact(one["threshold"].get<std::string>());
  const Exact total(sum(weights));
  for (std::int64_t& weight : weights) {
    if (Exact(weight) < *threshold * total) weight = 0;
  }
  return weights;
}

class KnownApportionments : public ::testing::Test {
 protected:
  void SetUp() override {
    std::ifstream file(std::string(PHANBO_SHARED_DIR) +
                       "/external/apportionment-known/cases_martinlackner.json");
    if (!file) GTEST_SKIP() << "the published cases are not beside the project";
    cases_ = nlohmann::json::parse(file)["cases"];
    ASSERT_EQ(cases_.size(), 33U);
  }
  nlohmann::json cases_;
};

constexpr const char* averages[] = {
    "dhondt", "saintelague", "modified_saintelague", "huntington", "adams", "dean", "quota"};

TEST_F(KnownApportionments, EveryCaseUnderItsOwnMethod) {
  int checked = 0;
  for (const auto& one : cases_) {
    const auto expected = one["expected"].get<Numbers>();
    const Numbers weights = weights_of(one);
    const auto steps = one["seats"].get<std::int64_t>();
    const std::string method = one["method"];
    if (method == "all" || method == "largest_remainder") {
      // The product itself.
      const auto result = apportion(steps, column_of(weights), weights.size(), {});
      ASSERT_TRUE(result.has_value());
      EXPECT_EQ(result->steps, expected) << one["id"];
      ++checked;
    }
    for (const char* other : averages) {
      if (method != "all" && method != other) continue;
      EXPECT_EQ(by_averages(other, steps, weights), expected) << one["id"] << " " << other;
      ++checked;
    }
  }
  // 4 cases under all 8 methods, 29 under one.
  EXPECT_EQ(checked, 4 * 8 + 29);
}

/// Largest remainders beside the published result: the whole is shared, everybody stands within one
/// step of its exact quota, and where the published result differs, by how many steps.
TEST_F(KnownApportionments, TheProductKeepsTheQuotaInEveryCase) {
  int same = 0;
  int published_outside_quota = 0;
  std::int64_t most_moved = 0;
  for (const auto& one : cases_) {
    const auto expected = one["expected"].get<Numbers>();
    const Numbers weights = weights_of(one);
    const auto steps = one["seats"].get<std::int64_t>();
    const auto result = apportion(steps, column_of(weights), weights.size(), {});
    ASSERT_TRUE(result.has_value());
    EXPECT_EQ(sum(result->steps), steps) << one["id"];
    std::int64_t moved = 0;
    bool is_outside = false;
    for (std::size_t i = 0; i < weights.size(); ++i) {
      const Exact quota = Exact(weights[i]) * steps / sum(weights);
      EXPECT_LT(abs(result->steps[i] - quota), 1) << one["id"];
      is_outside = is_outside || abs(expected[i] - quota) >= 1;
      moved += std::abs(expected[i] - result->steps[i]);
    }
    same += moved == 0 ? 1 : 0;
    published_outside_quota += is_outside ? 1 : 0;
    most_moved = std::max(most_moved, moved / 2);
  }
  EXPECT_EQ(same, 10);
  EXPECT_EQ(published_outside_quota, 7);
  EXPECT_EQ(most_moved, 2);
}

TEST_F(KnownApportionments, TheStatedTieIsRecorded) {
  int found = 0;
  for (const auto& one : cases_) {
    if (one["id"] != "tie_first_listed_wins") continue;
    const auto result = apportion(2, column_of(one["votes"].get<Numbers>()), 5, {});
    EXPECT_THAT(result->tied, ::testing::ElementsAre(0, 3, 4));
    EXPECT_THAT(result->given, ::testing::ElementsAre(0, 3));
    ++found;
  }
  EXPECT_EQ(found, 1);
}

}  // namespace
}  // namespace phanbo::test
