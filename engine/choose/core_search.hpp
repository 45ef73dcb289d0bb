#pragma once

#include "engine/choose/branching.hpp"

/// Betters a choice by solving small parts of the model nearly to the end, the rest held.
namespace phanbo::selection {

struct CoreSearchLimits {
  std::size_t core_size = 60;  ///< candidates left free
  std::int64_t nodes_per_core = 400;
  std::int64_t work_max = 2'000;  ///< units of about a million multiplications
  std::int64_t value_enough = INT64_MAX;
  std::uint64_t seed = 1;
  std::function<bool()> should_stop;
  std::function<void(const Choice&)> found_better;  ///< may be empty
};

/// `choice` is possible; the result is, too.
Choice search_cores(const SelectionModel& model, CutPool& pool, const Relaxation& relaxation,
                    Choice choice, const CoreSearchLimits& limits, std::int64_t& work);

}  // namespace phanbo::selection
