#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "models/demand.hpp"
#include "models/derivation.hpp"
#include "models/problem.hpp"
#include "models/text.hpp"

/// assess: programmes → demands of one shape.
namespace phanbo {

struct AssessmentReading {
  Assessment assessment;          ///< complete only when there is no error among the problems
  std::vector<Problem> problems;  ///< with table, row, field; sorted
};

AssessmentReading assess(const Plan& plan);

/// How the need of a demand came about, down to inputs and articles of law. Recomputed on request.
Derivation derive_need(const Plan& plan, const Assessment& assessment, Index<Demand> demand);

/// How a figure of the assessment came about; empty when there is no such figure or its value is no
/// number (a day).
std::optional<Derivation> derive_figure(const Plan& plan, const Assessment& assessment,
                                        std::string_view id);

/// A source that may not pay for a demand, and the first condition it fails.
struct PayerRefusal {
  Index<Source> source;
  Text why;
  std::string citation;  ///< of the law or document behind it; may be empty
};
/// Every source of the plan that may not pay for the demand, in code order.
std::vector<PayerRefusal> payer_refusals(const Plan& plan, const Assessment& assessment,
                                         Index<Demand> demand);

std::span<const ProblemKind* const> assess_problem_kinds();

}  // namespace phanbo
