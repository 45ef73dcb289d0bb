#pragma once

#include <string>
#include <string_view>

#include "models/comparison.hpp"
#include "models/text.hpp"

namespace phanbo {

/// comparison.html: what changes, who pays, who misses out, why. By the rules of report.html: one
/// file, no script, no request, A4, nothing by colour alone, every number of a chart in a table.
std::string render_comparison_page(const Comparison& comparison, Language language,
                                   std::string_view program);

}  // namespace phanbo
