#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "engine/choose/certificate.hpp"
#include "engine/choose/relaxation.hpp"

/// Branch and bound in our own hands: guesses steer it, every leaf is proved in whole numbers.
namespace phanbo::selection {

struct BranchingLimits {
  std::int64_t nodes_max = 1'000'000;
  std::int64_t work_max = INT64_MAX;  ///< units of about a million multiplications
  /// Of the value: no leaf needs to prove more, and the search stops once the tree proves it.
  std::int64_t gap_enough_millionths = 0;
  std::size_t leaves_kept_max = 400'000;  ///< proofs kept in memory
  bool needs_certificate = true;
  std::function<bool()> should_stop;                ///< asked between nodes; may be empty
  std::function<void(const Choice&)> found_better;  ///< may be empty
};

struct BranchingResult {
  std::optional<Choice> best;  ///< re-checked in whole numbers
  std::int64_t value = 0;
  Certificate certificate;
  std::optional<Int128> bound;  ///< of the certificate; empty: proved that nothing is possible
  bool is_complete = false;     ///< every leaf is closed
  bool is_certified = false;    ///< the certificate was checked and holds
  std::int64_t nodes = 0;
  std::int64_t work = 0;
};

/// `start` is a possible choice or empty; prices are any guess.
BranchingResult branch_and_bound(const SelectionModel& model, CutPool& pool, const Prices& prices,
                                 const std::optional<Choice>& start, const BranchingLimits& limits);

}  // namespace phanbo::selection
