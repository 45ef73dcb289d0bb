#pragma once

#include "engine/choose/certificate.hpp"
#include "engine/choose/conflict.hpp"
#include "engine/choose/plan_model.hpp"
#include "models/choice.hpp"

/// Proofs and conflicts in names of the plan.
namespace phanbo::selection {

/// The proof tidied, with what each leaf comes to.
ChoiceCertificate name_certificate(const PlanModel& made, const Assessment& assessed,
                                   const Certificate& proof);

ChoiceConflict name_conflict(const PlanModel& made, const Assessment& assessed,
                             const Conflict& conflict);

}  // namespace phanbo::selection
