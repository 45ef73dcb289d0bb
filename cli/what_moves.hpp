#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/result_folder.hpp"
#include "engine/compare/compare.hpp"

namespace phanbo {

/// What a result would say if one input had another value.
struct WhatMoves {
  std::vector<Unlike> moved;      ///< every amount and figure that is not the same
  std::vector<Problem> problems;  ///< why the changed plan is none
};

/// Reads the sealed plan of `folder` with the new value at `input` (TABLE/KEY/COLUMN; money in
/// đồng, plain digits), assesses and distributes it.
WhatMoves what_moves(const std::string& folder, const ResultFolder& result,
                     const std::string& input, const std::string& value);

}  // namespace phanbo
