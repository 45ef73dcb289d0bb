#pragma once

#include <functional>
#include <vector>

#include "models/sweep.hpp"

/// Where in a sweep something changes, exactly.
namespace phanbo {

/// The states of the plan at one value.
using StatesAt = std::function<std::vector<SweepState>(std::int64_t value)>;

struct BreakpointSearch {
  std::vector<SweepBreakpoint> breakpoints;  ///< by value
  bool is_cut_short = false;
};

/// Every change of state between `first` and `last` that bisection meets: an interval whose ends
/// have the same states is taken to be without changes, any other is halved down to two
/// neighbouring values. At most `breakpoints_max` are kept.
BreakpointSearch find_breakpoints(std::int64_t first, const std::vector<SweepState>& at_first,
                                  std::int64_t last, const std::vector<SweepState>& at_last,
                                  std::size_t breakpoints_max, const StatesAt& states_at);

}  // namespace phanbo
