#pragma once

#include "engine/compare/compare.hpp"

namespace phanbo {

/// Amounts of the units that get money, against the people the plan states for them.
///  - highest to lowest: the greatest amount per head ÷ the least;
///  - Gini: the sum over all pairs of people of |difference of their amounts per head| ÷ (2 ×
///  people
///    × amount), that is: every person counts once and has the amount per head of his unit. 0 = all
///    the same.
Equity equity_of(const ResultToCompare& result);

}  // namespace phanbo
