#pragma once

#include <cstdint>
#include <vector>

#include "outputs/rounding/controlled_rounding.hpp"

namespace phanbo {

/// Tries the values of the cells one after the other, nearest first, and gives up a branch as soon
/// as a sum cannot come within its bounds any more.
class ExhaustiveRounding {
 public:
  ExhaustiveRounding(const AmountGrid& grid, std::int64_t unit, bool inclusive,
                     std::uint64_t work_max);
  /// Cells of a solution; empty where none was found.
  std::vector<std::int64_t> search();
  /// All ways were tried: without a solution there is none.
  bool is_exhausted() const { return work_ < work_max_; }
  std::uint64_t work() const { return work_; }

 private:
  struct Sum {
    std::int64_t low = 0;        ///< what the cells still open must add at least …
    std::int64_t high = 0;       ///< … and at most
    std::int64_t open_low = 0;   ///< what they can add at least …
    std::int64_t open_high = 0;  ///< … and at most
  };
  struct Cell {
    std::int64_t low = 0;
    std::int64_t high = 0;
    std::vector<std::int64_t> choices;  ///< nearest first
    std::vector<std::uint32_t> sums;
  };
  bool take(std::size_t cell, std::int64_t value);
  void give_back(std::size_t cell, std::int64_t value);

  std::uint64_t work_max_;
  std::uint64_t work_ = 0;
  std::vector<Cell> cells_;
  std::vector<Sum> sums_;
};

}  // namespace phanbo
