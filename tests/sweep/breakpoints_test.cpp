// engine/sweep: thresholds are found to the unit, however many there are.
#include "engine/sweep/breakpoints.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <set>

namespace phanbo {
namespace {

using Level = SweepState::Level;

/// One demand that is short below `full_from`, and one limit that binds below `binds_below`.
std::vector<SweepState> states_at(std::int64_t value, std::int64_t part_from,
                                  std::int64_t full_from) {
  const Level level = value >= full_from   ? Level::full
                      : value >= part_from ? Level::part
                                           : Level::nothing;
  std::vector<SweepState> states = {{SweepState::Subject::demand, "a/2026", {"A", "A"}, level}};
  if (value < full_from)
    states.push_back({SweepState::Subject::limit, "source:x", {"X", "X"}, Level::binds});
  return states;
}

TEST(Breakpoints, AreOneUnitApartAndSayWhatChanges) {
  constexpr std::int64_t part_from = 1'234'567'890;
  constexpr std::int64_t full_from = 8'999'999'999;
  const auto at = [&](std::int64_t value) { return states_at(value, part_from, full_from); };
  const BreakpointSearch found =
      find_breakpoints(0, at(0), 10'000'000'000, at(10'000'000'000), 9, at);
  EXPECT_FALSE(found.is_cut_short);
  ASSERT_EQ(found.breakpoints.size(), 2U);
  EXPECT_EQ(found.breakpoints[0].before, part_from - 1);
  EXPECT_EQ(found.breakpoints[0].after, part_from);
  ASSERT_EQ(found.breakpoints[0].changes.size(), 1U);
  EXPECT_EQ(found.breakpoints[0].changes[0].before, Level::nothing);
  EXPECT_EQ(found.breakpoints[0].changes[0].after, Level::part);
  EXPECT_EQ(found.breakpoints[1].after, full_from);
  ASSERT_EQ(found.breakpoints[1].changes.size(), 2U);
  EXPECT_EQ(found.breakpoints[1].changes[1].code, "source:x");
  EXPECT_EQ(found.breakpoints[1].changes[1].after, Level::free);
}

TEST(Breakpoints, NoneBetweenTheSameStates) {
  const auto at = [&](std::int64_t) -> std::vector<SweepState> {
    ADD_FAILURE() << "nothing to look for";
    return {};
  };
  const auto states = states_at(5, 1, 9);
  EXPECT_TRUE(find_breakpoints(2, states, 7, states, 9, at).breakpoints.empty());
}

/// Random steps of one quantity: all of them are found, in order, and not one more.
TEST(Breakpoints, AllOfManyAreFound) {
  std::mt19937_64 random(20261123);
  for (int round = 0; round < 200; ++round) {
    std::set<std::int64_t> steps;
    const std::size_t count = random() % 12;
    while (steps.size() < count) steps.insert(static_cast<std::int64_t>(random() % 1'000'000) + 1);
    const auto at = [&](std::int64_t value) {
      std::vector<SweepState> states;
      for (const std::int64_t step : steps) {
        if (value >= step)
          states.push_back({SweepState::Subject::limit, std::to_string(step), {}, Level::binds});
      }
      std::sort(states.begin(), states.end(),
                [](const SweepState& a, const SweepState& b) { return a.code < b.code; });
      return states;
    };
    const BreakpointSearch found = find_breakpoints(0, at(0), 1'000'000, at(1'000'000), 20, at);
    std::set<std::int64_t> values;
    for (const SweepBreakpoint& point : found.breakpoints) {
      EXPECT_EQ(point.after, point.before + 1);
      values.insert(point.after);
    }
    EXPECT_EQ(values, steps);
    EXPECT_EQ(found.breakpoints.size(), steps.size());
  }
}

TEST(Breakpoints, MoreThanAskedForIsSaid) {
  const auto at = [](std::int64_t value) {
    return std::vector<SweepState>{
        {SweepState::Subject::limit, std::to_string(value), {}, Level::binds}};
  };
  const BreakpointSearch found = find_breakpoints(0, at(0), 100, at(100), 10, at);
  EXPECT_EQ(found.breakpoints.size(), 10U);
  EXPECT_TRUE(found.is_cut_short);
}

}  // namespace
}  // namespace phanbo
