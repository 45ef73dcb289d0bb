#pragma once

#include <string>
#include <string_view>

#include "models/comparison.hpp"

namespace phanbo {

/// comparison.json: the whole comparison for other programs. Amounts are whole đồng, other numbers
/// are texts.
std::string comparison_json(const Comparison& comparison, std::string_view program);

}  // namespace phanbo
