#pragma once

#include "engine/choose/certificate.hpp"
#include "engine/choose/conflict.hpp"
#include "engine/choose/plan_model.hpp"
#include "models/choice.hpp"

/// Proofs and conflicts in names of the plan.
namespace phanbo::selection {

ChoiceCertificate name_certificate(const PlanModel& made, const Assessment& assessed,
                                   const Certificate& certificate);

ChoiceConflict name_conflict(const PlanModel& made, const Assessment& assessed,
                             const Conflict& conflict);

}  // namespace phanbo::selection
