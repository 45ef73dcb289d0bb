#pragma once

#include <vector>

#include "verifier/plan.hpp"

namespace phanbo_verify {

struct FormulaUnit {
  int unit = nothing;
  Fraction points;
  Fraction exact_share;
  Fraction remainder;
  int held = 0;           ///< -1: at its floor, 1: at its cap
  bool got_step = false;  ///< one of the steps that rounding left over
  Dong first = 0;
  Dong share = 0;
  Dong amount() const { return first + share; }
};

struct FormulaOutcome {
  int formula = nothing;
  Dong pool = 0;
  Dong rest = 0;    ///< pool less first amounts
  Dong shared = 0;  ///< whole steps of the rest
  Fraction points;
  std::vector<FormulaUnit> units;  ///< by unit code
  bool is_tied = false;            ///< equal remainders were treated differently
  Fraction tied_remainder;
};

}  // namespace phanbo_verify
