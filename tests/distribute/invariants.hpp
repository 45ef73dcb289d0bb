#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "distribute/comparison.hpp"
#include "distribute/plan_rows.hpp"
#include "models/ledger.hpp"

namespace phanbo::distribution_test {

/// A promise that every allocation keeps, checked from the outside; no reference result is needed,
/// so plans of any size will do.
struct Check {
  std::string_view name;
  Faults (*run)(const Case&, const Allocation&);
};

/// What can be added up and looked up (invariants_ledger.cpp, invariants_limits.cpp).
Faults check_form(const Case& given, const Allocation& result);
Faults check_source_conservation(const Case& given, const Allocation& result);
Faults check_demand_conservation(const Case& given, const Allocation& result);
Faults check_decided(const Case& given, const Allocation& result);
Faults check_transfers(const Case& given, const Allocation& result);
Faults check_steps(const Case& given, const Allocation& result);
Faults check_whole_items(const Case& given, const Allocation& result);
Faults check_reasons(const Case& given, const Allocation& result);
Faults check_status(const Case& given, const Allocation& result);
Faults check_eligibility(const Case& given, const Allocation& result);
Faults check_caps(const Case& given, const Allocation& result);
Faults check_kept_money(const Case& given, const Allocation& result);
Faults check_envelopes(const Case& given, const Allocation& result);
Faults check_local_share(const Case& given, const Allocation& result);
Faults check_local_labels(const Case& given, const Allocation& result);
Faults check_project_limits(const Case& given, const Allocation& result);
Faults check_carry_over(const Case& given, const Allocation& result);

/// The limits that shortages name: real ones, with the plan's amounts (invariants_named.cpp).
Faults check_named_limits(const Case& given, const Allocation& result);

/// What needs a flow (invariants_flow.cpp).
Faults check_class_order(const Case& given, const Allocation& result);
Faults check_nobody_can_rise(const Case& given, const Allocation& result);
Faults check_split(const Case& given, const Allocation& result);
Faults check_shortages(const Case& given, const Allocation& result);

const std::vector<Check>& all_checks();
/// All checks; what one finds does not keep the others from running.
Faults check_all(const Case& given, const Allocation& result);

/// Beyond locked: what a demand gets, and what one source pays to it.
std::int64_t served_dong(const Case& given, const Allocation& result, std::size_t demand);
std::int64_t paid_dong(const Allocation& result, std::size_t demand, Index<Source> source);
Fault fault_of(const Case& given, std::string_view check, std::size_t demand,
               const std::string& found);

}  // namespace phanbo::distribution_test
