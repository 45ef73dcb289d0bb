#pragma once

#include <string>
#include <vector>

#include "engine/choose/stages.hpp"
#include "engine/distribute/derivation_parts.hpp"
#include "models/demand.hpp"

/// The parts of a bound in words of the plan, with the inputs they come from.
namespace phanbo {

/// A node whose quantity is in value units.
Derivation value_node(NodeLabel label, Operation operation, std::string value);

/// number ÷ (2^bits × 10^digits), in lowest terms: "p/q" or a whole number.
std::string exact_share(Int128 number, int bits, int digits);

/// Where money passes: "Nguồn … năm 2026".
NodeLabel place_label(const Plan& plan, const selection::PlanModel& made,
                      const selection::MoneyArc& arc);
/// How much may pass there, with the inputs that say so.
Derivation capacity_of(const Plan& plan, const Assessment& assessed,
                       const selection::PlanModel& made, const selection::MoneyArc& arc);

/// "Loại trừ nhau tuyen-01", "Giới hạn tran-y-te" …
NodeLabel limit_label(const std::string& name);
/// The bound of a limit, upper or lower.
Derivation limit_of(const Plan& plan, const selection::PlanModel& made, std::size_t row,
                    bool is_upper);

/// The input that says what an item is worth.
std::vector<Derivation> value_grounds(const Plan& plan, const Assessment& assessed,
                                      const selection::PlanCandidate& candidate);

}  // namespace phanbo
