#include "engine/choose/conflict.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "choose/exhaustive.hpp"

namespace phanbo::selection {
namespace {

/// A model in which musts and floors ask for more than there is.
SelectionModel plant_conflict(std::uint64_t seed) {
  SelectionModel model = draw_model(seed);
  Draws draws(seed + 7'000'000);
  if (model.candidates.size() > 8) model.candidates.resize(8);
  for (Candidate& candidate : model.candidates) candidate.must_choose = draws.between(0, 2) > 0;
  return model;
}

std::vector<int> sources_of(const SelectionModel& model) {
  std::vector<int> nodes;
  for (const MoneyArc& arc : model.arcs)
    if (arc.from == money_node) nodes.push_back(arc.to);
  return nodes;
}

constexpr Amount plenty = 1'000'000'000'000'000;

/// Only what the conflict names is kept.
SelectionModel with_only(const SelectionModel& model, const Conflict& conflict) {
  SelectionModel only = model;
  for (Candidate& candidate : only.candidates) candidate.must_choose = false;
  for (const int must : conflict.musts)
    only.candidates[static_cast<std::size_t>(must)].must_choose = true;
  for (std::size_t a = 0; a < only.arcs.size(); ++a)
    if (std::find(conflict.arcs.begin(), conflict.arcs.end(), static_cast<int>(a)) ==
        conflict.arcs.end())
      only.arcs[a].capacity = plenty;
  for (Row& row : only.rows) row = {};
  for (const RowSide& side : conflict.sides) {
    const Row& given = model.rows[static_cast<std::size_t>(side.row)];
    Row& own = only.rows[static_cast<std::size_t>(side.row)];
    (side.upper ? own.upper : own.lower) = side.upper ? given.upper : given.lower;
  }
  return only;
}

bool has_choice(const SelectionModel& model) { return best_by_looking(model).has_value(); }

void expect_irreducible(const SelectionModel& model, const Conflict& conflict) {
  EXPECT_FALSE(has_choice(with_only(model, conflict)));
  for (std::size_t i = 0; i < conflict.musts.size(); ++i) {
    Conflict less = conflict;
    less.musts.erase(less.musts.begin() + static_cast<std::ptrdiff_t>(i));
    EXPECT_TRUE(has_choice(with_only(model, less)));
  }
  for (std::size_t i = 0; i < conflict.arcs.size(); ++i) {
    Conflict less = conflict;
    less.arcs.erase(less.arcs.begin() + static_cast<std::ptrdiff_t>(i));
    EXPECT_TRUE(has_choice(with_only(model, less)));
  }
  for (std::size_t i = 0; i < conflict.sides.size(); ++i) {
    Conflict less = conflict;
    less.sides.erase(less.sides.begin() + static_cast<std::ptrdiff_t>(i));
    EXPECT_TRUE(has_choice(with_only(model, less)));
  }
}

SelectionModel richer(const SelectionModel& model, Amount extra) {
  SelectionModel more = model;
  const int node = more.node_count++;
  more.fixed_uses.push_back(0);
  more.arcs.push_back({money_node, node, extra});
  for (const int to : sources_of(model)) more.arcs.push_back({node, to, extra});
  return more;
}

/// The repair is enough, and a đồng less is not.
TEST(Conflict, SetsAreIrreducibleAndRepairsAreTheCheapest) {
  int conflicts = 0;
  int repairs = 0;
  for (std::uint64_t seed = 1; conflicts < 30; ++seed) {
    ASSERT_LT(seed, 2'000U);
    const SelectionModel model = plant_conflict(seed);
    if (has_choice(model)) continue;
    ++conflicts;
    const Conflict conflict = find_conflict(model, sources_of(model), {});
    EXPECT_TRUE(conflict.is_irreducible) << "seed " << seed;
    SCOPED_TRACE("seed " + std::to_string(seed));
    expect_irreducible(model, conflict);
    if (!conflict.repair) continue;
    ++repairs;
    EXPECT_TRUE(has_choice(richer(model, *conflict.repair)));
    EXPECT_FALSE(has_choice(richer(model, *conflict.repair - 1)));
  }
  EXPECT_GT(repairs, 3);
}

SelectionModel first_conflict() {
  for (std::uint64_t seed = 1;; ++seed) {
    SelectionModel model = plant_conflict(seed);
    if (!has_choice(model)) return model;
  }
}

/// Ended at once or soon, nothing is claimed that was not shown.
TEST(Conflict, AStoppedSearchClaimsNothing) {
  const SelectionModel model = first_conflict();
  int asked = 0;
  SolveLimits stopped;
  stopped.should_stop = [&] { return ++asked > 0; };
  SolveLimits no_work;
  no_work.work_max = 0;
  for (const SolveLimits& limits : {stopped, no_work}) {
    const Conflict conflict = find_conflict(model, sources_of(model), limits);
    EXPECT_FALSE(has_choice(with_only(model, conflict)));
    EXPECT_FALSE(conflict.is_irreducible);
    EXPECT_FALSE(conflict.repair_is_least);
    EXPECT_TRUE(conflict.is_repair_unknown);
    EXPECT_EQ(conflict.work, 0);
  }
  EXPECT_GT(asked, 0);
  EXPECT_GT(find_conflict(model, sources_of(model), {}).work, 0);
}

}  // namespace
}  // namespace phanbo::selection
