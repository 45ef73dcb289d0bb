#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "engine/choose/cut_pool.hpp"
#include "engine/choose/relaxation.hpp"

/// Finds possible choices and betters them, in whole numbers; prices only say where to look.
namespace phanbo::selection {

struct LocalSearchLimits {
  std::int64_t work_max = 2'000;  ///< units of about a million steps
  std::size_t near_max = 2'000;   ///< options looked at in pairs
  std::uint64_t seed = 1;
  std::int64_t value_enough = INT64_MAX;
  int kicks_max = 1'000'000;  ///< times the search starts anew from a disturbed choice
  std::function<bool()> should_stop;
};

/// A choice that keeps the limits, starting from `choice`; empty when none was found within the
/// work. Adds the cuts it runs into to the pool.
std::optional<Choice> repair(const SelectionModel& model, CutPool& pool, const Prices& prices,
                             Choice choice, const LocalSearchLimits& limits, std::int64_t& work);

/// A better possible choice than `choice` (which is possible), or the same.
Choice improve(const SelectionModel& model, CutPool& pool, const Prices& prices, Choice choice,
               const LocalSearchLimits& limits, std::int64_t& work);

}  // namespace phanbo::selection
