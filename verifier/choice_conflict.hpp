#pragma once

#include "verifier/choice_fields.hpp"
#include "verifier/choice_model.hpp"

namespace phanbo_verify {

/// What a class in which nothing is possible names as contradicting: musts, limits and places of
/// the plan, each once, and a repair that adds up.
void check_conflict(const Joined& joined, const ClassModel& model, const Json& conflict,
                    ChoiceFaults& faults);

}  // namespace phanbo_verify
