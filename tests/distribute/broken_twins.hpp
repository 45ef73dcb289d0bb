#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "distribute/comparison.hpp"
#include "distribute/plan_rows.hpp"
#include "distribute/random.hpp"
#include "distribute/rules.hpp"

namespace phanbo::distribution_test {

/// A rule broken on purpose, and the check that must notice.
struct RuleTwin {
  std::string_view name;
  std::string_view caught_by;
  bool Rules::*rule = nullptr;
};
const std::vector<RuleTwin>& rule_twins();

/// A right result spoiled on purpose. `spoil` returns false where the result offers nothing to
/// spoil in this way.
struct ResultTwin {
  std::string_view name;
  std::string_view caught_by;
  bool (*spoil)(const Case&, Allocation&, Random&) = nullptr;
};
const std::vector<ResultTwin>& result_twins();

/// A check by its name: one of all_checks(), or a comparison with the reference.
Faults run_check(std::string_view name, const Case& given, const Allocation& result,
                 const Allocation& reference);

}  // namespace phanbo::distribution_test
