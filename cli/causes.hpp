#pragma once

#include <string>
#include <vector>

#include "engine/compare/compare.hpp"

namespace phanbo {

/// Splits what each result differs from the base by the changes between their sealed plans.
/// `folders` and `results` are parallel, the base first. Where that cannot be done, the pair says
/// why.
///
/// At most 12 causes, and fewer for large plans (causes such that 2^causes × demand-years stays
/// within a stated number). With more changes than that, changes of one row are one cause; if there
/// are still too many, changes of one table; if there are still too many, the tables with most
/// changes stand alone and all others together.
void add_causes(const std::vector<std::string>& folders,
                const std::vector<ResultToCompare>& results, int threads, Comparison& comparison);

}  // namespace phanbo
