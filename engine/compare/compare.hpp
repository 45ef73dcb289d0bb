#pragma once

#include <string>
#include <vector>

#include "engine/compare/shapley.hpp"
#include "models/comparison.hpp"

/// compare: two or more results → what differs, who gains and loses, how even, and why.
namespace phanbo {

/// One result with what it was made of.
struct ResultToCompare {
  std::string label;
  const Plan* plan = nullptr;
  const Assessment* assessment = nullptr;
  const Allocation* allocation = nullptr;
};

/// The first result is the base. Without a threshold, a difference is worth reading from 1 percent
/// of what the base allocates.
Comparison compare_results(const std::vector<ResultToCompare>& results, const Threshold& threshold);

/// The ledger of a result by line code, transfers left out: what causes are split over.
LineAmounts line_amounts(const Plan& plan, const Assessment& assessment,
                         const Allocation& allocation);

/// Rows of the cause table out of exact parts, with names from the two results they stand between.
CauseTable cause_table(const ResultToCompare& base, const ResultToCompare& other,
                       const AllSubsets& subsets, const ExactParts& parts,
                       std::vector<Cause> causes);

/// What two results do not have in common: the first few lines that differ and how many there are.
/// Ledger, balances, demands and figures are held against each other; empty = the same result.
struct Unlike {
  std::string what;   ///< "ledger", "sources", "demands", "figures"
  std::string where;  ///< code
  std::string base;   ///< empty = not there
  std::string other;
};
std::vector<Unlike> unlike_parts(const ResultToCompare& base, const ResultToCompare& other);

}  // namespace phanbo
