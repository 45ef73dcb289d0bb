#pragma once

#include <span>
#include <vector>

#include "models/demand.hpp"
#include "models/derivation.hpp"
#include "models/problem.hpp"

/// assess: programmes → demands of one shape.
namespace phanbo {

struct AssessmentReading {
  Assessment assessment;          ///< complete only when there is no error among the problems
  std::vector<Problem> problems;  ///< with table, row, field; sorted
};

AssessmentReading assess(const Plan& plan);

/// How the need of a demand came about, down to inputs and articles of law. Recomputed on request.
Derivation derive_need(const Plan& plan, const Assessment& assessment, Index<Demand> demand);

std::span<const ProblemKind* const> assess_problem_kinds();

}  // namespace phanbo
