#pragma once

#include <string>
#include <vector>

#include "compare/plan_pairs.hpp"

/// What must hold of every split by cause, checked with code of its own.
namespace phanbo::compare_test {

/// A split as a user gets it.
struct Split {
  ExactParts exact;
  std::vector<Money> rounded;  ///< line after line
};

/// The split the engine makes.
Split split_of(const AllSubsets& subsets);

/// Everything that is wrong with a split of the pair, one sentence each:
///  - every union of causes is a valid plan, and the causes are all changes once;
///  - exact parts are the average over all orders, listed one by one (up to 6 causes);
///  - a change without effect gets 0;
///  - rounded parts of a line add up to its difference; each entry and each cause's total is its
///    exact value rounded down or up.
///  - results put together out of `separate_changes` are those of the whole plan, set by set.
std::vector<std::string> faults_of(const PlanPair& pair, const AllSubsets& subsets,
                                   const Split& split);

/// Sets of changes whose result is not what the sets of `groups` give when added up.
std::size_t sets_that_do_not_add_up(const PlanPair& pair, const std::vector<ChangeSet>& groups);

/// Wrong ways to split that the checks must catch.
enum class BrokenSplit { in_one_order, equal_parts, rounded_apart, singles_only };
Split broken_split(const AllSubsets& subsets, BrokenSplit kind);

}  // namespace phanbo::compare_test
