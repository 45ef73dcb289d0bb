#pragma once

#include <string>
#include <vector>

#include "distribute/plan_rows.hpp"
#include "models/ledger.hpp"

namespace phanbo::distribution_test {

/// A named difference or broken promise, one sentence.
struct Fault {
  std::string check;  ///< which check found it
  std::string found;
};
using Faults = std::vector<Fault>;

/// Differences of two allocations of the same case: amounts, who pays, balances, status, shortages,
/// ties, costs of authority.
Faults compare_amounts(const Case& given, const Allocation& result, const Allocation& reference);
Faults compare_ledger(const Case& given, const Allocation& result, const Allocation& reference);
Faults compare_balances(const Case& given, const Allocation& result, const Allocation& reference);
Faults compare_status(const Case& given, const Allocation& result, const Allocation& reference);
Faults compare_reasons(const Case& given, const Allocation& result, const Allocation& reference);
Faults compare_shortfalls(const Case& given, const Allocation& result, const Allocation& reference);
Faults compare_ties(const Case& given, const Allocation& result, const Allocation& reference);
Faults compare_figures(const Case& given, const Allocation& result, const Allocation& reference);
Faults compare_all(const Case& given, const Allocation& result, const Allocation& reference);

/// Everything an allocation says, as text; equal texts mean the same result.
std::string to_text(const Case& given, const Allocation& allocation);

}  // namespace phanbo::distribution_test
