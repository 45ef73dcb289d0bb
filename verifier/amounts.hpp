#pragma once

#include <compare>
#include <optional>
#include <string>
#include <vector>

#include "verifier/supply.hpp"
#include "verifier/words.hpp"

/// What every demand should get (docs/distribution.md section 3), computed anew.
namespace phanbo_verify {

/// A limit that bounds a shortage, as result.json names it.
struct ShortageLimit {
  std::string kind;
  std::string code;
  Dong amount = 0;

  auto operator<=>(const ShortageLimit&) const = default;
};

/// One connected part of a minimum cut.
struct Shortage {
  int priority_class = nothing;
  int year = 0;  ///< 0 = all years
  std::vector<ShortageLimit> limits;
  std::vector<int> needs;
  Dong allowed = 0;
  Dong held = 0;
  Dong needed = 0;
  Dong missing = 0;
};

/// Members of equal claim of which some were given a step and some not.
struct TieFound {
  std::string where;  ///< class code
  std::vector<int> among;
  std::vector<int> given;
};

struct AmountsOutcome {
  std::vector<Dong> beyond_locked;  ///< by need
  std::vector<char> below_useful;   ///< by need
  std::vector<Shortage> shortages;
  std::vector<TieFound> ties;
  /// Problems the distribution should have refused (caps that cross, free money below zero).
  std::vector<Words> refusals;
};

AmountsOutcome compute_amounts(const PlanModel& plan, const NeedModel& model);

}  // namespace phanbo_verify
