#pragma once

#include <string>
#include <vector>

#include "models/comparison.hpp"

namespace phanbo {

/// "+3,1 %", "dưới 0,1 %" of a change that would round to nothing; empty where the base is 0.
std::string percent_change(Money difference, Money base, Language language);

/// What a pair of results says in a few sentences, the number first, greatest matter first: the
/// total, what is missing, projects in and out, who gains and loses most, who pays, which cause
/// weighs most. Amounts are rounded as written ("+2,5 tỷ đồng"); the tables have them exactly.
std::vector<Words> headlines(const Comparison& comparison, const PairComparison& pair);

}  // namespace phanbo
