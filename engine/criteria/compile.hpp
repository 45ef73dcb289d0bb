#pragma once

#include <functional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "engine/criteria/rule.hpp"
#include "models/problem.hpp"

namespace phanbo {

struct RuleReading {
  Rule rule;  ///< complete only when there are no errors
  std::vector<Problem> problems;
};

/// The graph of one formula: its criteria, parameters, bands, classes and rates of its year and
/// chosen readings. Everything that can be found without values is found here.
RuleReading compile_rule(const Plan& plan, std::size_t formula_row);

/// Names of the indicators that a plan gives or describes: found once for many formulas.
using IndicatorNames = std::set<std::string, std::less<>>;
IndicatorNames indicator_names(const Plan& plan);
RuleReading compile_rule(const Plan& plan, const IndicatorNames& indicators,
                         std::size_t formula_row);

std::span<const ProblemKind* const> criteria_problem_kinds();

}  // namespace phanbo
