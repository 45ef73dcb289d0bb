#pragma once

#include <optional>
#include <string>
#include <vector>

#include "verifier/needs.hpp"

/// Formulas: criteria → points → shares of a pool, or counts × rates.
namespace phanbo_verify {

/// `pool`: as given, or that of the envelope it is taken from.
FormulaOutcome apply_formula(const PlanModel& plan, int formula, Dong pool);
/// The pool of a formula: given, or the envelope of its parent unit.
std::optional<Dong> pool_of(const PlanModel& plan, const NeedModel& model, int formula);

}  // namespace phanbo_verify
