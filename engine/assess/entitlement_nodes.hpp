#pragma once

#include "engine/assess/derivation_nodes.hpp"
#include "engine/assess/premium_months.hpp"

/// The quantities a premium is made of, as derivations.
namespace phanbo {

Derivation persons_node(const Plan& plan, const PremiumSegment& segment);
Derivation base_salary_node(const PremiumSegment& segment);
Derivation rate_node(const PremiumSegment& segment);
/// Rate percent of base salary.
Derivation monthly_node(const PremiumSegment& segment);
/// What the state pays, in percent of the premium.
Derivation state_share_node(const PremiumSegment& segment);
/// Of a full premium, what is to be paid by anybody at all.
Derivation payable_node(const PremiumSegment& segment);
/// min(top-up, what the state leaves), never below zero. The segment has a top-up.
Derivation top_up_share_node(const Plan& plan, const PremiumSegment& segment);

}  // namespace phanbo
