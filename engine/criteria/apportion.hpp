#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/criteria/block.hpp"

/// Whole steps shared in proportion to weights, between a least and a most for each.
namespace phanbo {

struct ApportionLimits {
  std::vector<std::int64_t> least_steps;  ///< empty = 0 for all
  std::vector<std::int64_t> most_steps;   ///< empty = no limit
};

/// Exact quota of one: steps × weight ÷ all weights of those that share by weight.
struct Apportionment {
  std::vector<std::int64_t> steps;
  /// -1: its exact quota is its least; 1: it is its most, and not its least; 0: by weight.
  std::vector<signed char> held;
  std::int64_t shared_steps = 0;   ///< given by weight
  Exact weight_total = 0;          ///< of those that share by weight
  std::int64_t left_steps = 0;     ///< all are at their most, or nobody has a weight
  std::vector<std::size_t> tied;   ///< those with the remainder at the cut, when it splits them
  std::vector<std::size_t> given;  ///< of these, who got the step
};

/// `steps` in proportion to `weights` (not negative, some positive) by largest remainder, equal
/// remainders in the order of the weights. With limits: amount ÷ weight is the same for all that no
/// limit holds. Empty when the least amounts together exceed `steps`, or some least is above its
/// most.
std::optional<Apportionment> apportion(std::int64_t steps, const Column& weights, std::size_t count,
                                       const ApportionLimits& limits);

}  // namespace phanbo
