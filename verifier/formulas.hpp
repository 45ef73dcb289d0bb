#pragma once

#include <optional>
#include <string>
#include <vector>

#include "verifier/needs.hpp"

/// Formulas: criteria → points → shares of a pool, or counts × rates.
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

/// `pool`: as given, or that of the envelope it is taken from.
FormulaOutcome apply_formula(const PlanModel& plan, int formula, Dong pool);
/// The pool of a formula: given, or the envelope of its parent unit.
std::optional<Dong> pool_of(const PlanModel& plan, const NeedModel& model, int formula);

}  // namespace phanbo_verify
