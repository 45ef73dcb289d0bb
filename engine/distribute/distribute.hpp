#pragma once

#include <span>
#include <vector>

#include "models/derivation.hpp"
#include "models/ledger.hpp"
#include "models/problem.hpp"

/// distribute: demands and money → ledger. The rules are in docs/distribution.md.
namespace phanbo {

struct DistributeOptions {
  int threads = 1;  ///< never changes the result
};

struct DistributionReading {
  Allocation allocation;          ///< complete only when there is no error among the problems
  std::vector<Problem> problems;  ///< such as caps that cross each other
};

DistributionReading distribute(const Plan& plan, const Assessment& assessment,
                               const DistributeOptions& options = {});

/// How the amount of a ledger line came about; `need` is the derivation of its demand's need
/// (assess).
Derivation derive_line(const Plan& plan, const Assessment& assessment, const Allocation& allocation,
                       std::size_t line, Derivation need);

std::span<const ProblemKind* const> distribute_problem_kinds();

}  // namespace phanbo
