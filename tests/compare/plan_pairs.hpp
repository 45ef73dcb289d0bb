#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "distribute/plan_rows.hpp"
#include "engine/compare/shapley.hpp"

/// Two plans and the changes that lead from one to the other.
namespace phanbo::compare_test {

struct Change {
  std::string what;
  std::function<void(distribution_test::PlanRows&)> make;
  bool has_no_effect = false;
  std::string source_year{};  ///< "s/2025" where only this money changes
  std::string item{};         ///< where only what this item wants changes
};

struct PlanPair {
  distribution_test::PlanRows base;
  std::vector<Change> changes;

  /// The ledger after some of the changes; empty when that is no valid plan.
  std::optional<LineAmounts> result_of(ChangeSet chosen) const;
};

/// Changes that cannot meet, as sets (engine/compare/independence.hpp).
std::vector<ChangeSet> separate_changes(const PlanPair& pair);

/// A random plan and 1 to `changes_max` changes. The base and the whole are valid plans; what lies
/// between need not be.
PlanPair random_pair(std::uint64_t seed, std::uint64_t place, int changes_max);

/// The same over two random plans side by side in one: their money never meets, their classes are
/// the same.
PlanPair random_double_pair(std::uint64_t seed, std::uint64_t place, int changes_max);

}  // namespace phanbo::compare_test
