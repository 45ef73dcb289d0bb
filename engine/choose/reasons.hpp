#pragma once

#include <optional>
#include <vector>

#include "engine/choose/certificate.hpp"
#include "engine/choose/plan_model.hpp"
#include "models/choice.hpp"

/// Why items were not taken, in the order of docs/choosing.md section 7.
namespace phanbo::selection {

/// The value stage as it was proved: model, proof, value of what was taken in the end.
struct ProvedValue {
  const PlanModel& made;
  const Certificate& certificate;
  std::int64_t value = 0;
};

/// Of every item refused by `choice` (of the items), by item code.
std::vector<Refusal> reasons_of_refusals(const Plan& plan, const Assessment& assessed,
                                         const ProvedValue& proved, const Choice& choice);

/// The same where nothing was possible.
std::vector<Refusal> refusals_of_impossible(const Assessment& assessed, const PlanModel& made);

}  // namespace phanbo::selection
