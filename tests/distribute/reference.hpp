#pragma once

#include <vector>

#include "distribute/plan_rows.hpp"
#include "distribute/rules.hpp"
#include "models/ledger.hpp"

namespace phanbo::distribution_test {

/// docs/distribution.md once more, slow and plain, written without a look at engine/distribute.
/// With a rule switched off it is a broken twin of itself.
Allocation reference_distribute(const Case& given, const Rules& rules = {});

/// What the stages decide (section 3).
struct ReferenceAmounts {
  std::vector<std::int64_t> amounts;   ///< by demand, beyond locked
  std::vector<DemandReason> reasons;   ///< by demand
  std::vector<Shortfall> shortfalls;   ///< section 5; X, W, Y, Z by part
  std::vector<TieNote> ties;           ///< same remainder, treated differently
  std::vector<char> served_by_levels;  ///< by demand
};
ReferenceAmounts reference_amounts(const Case& given, const Rules& rules = {});

struct Payment {
  std::size_t demand = 0;
  Index<Source> source;
  std::int64_t amount = 0;
  friend auto operator<=>(const Payment&, const Payment&) = default;
};
struct ReferenceSplit {
  std::vector<Payment> payments;          ///< beyond locked, > 0, by demand and drawing order
  std::vector<std::int64_t> carried_out;  ///< by source-year row
};
/// Section 4, by cheapest paths with costs compared like words in a dictionary.
ReferenceSplit reference_split(const Case& given, const std::vector<std::int64_t>& amounts,
                               const Rules& rules = {});

}  // namespace phanbo::distribution_test
