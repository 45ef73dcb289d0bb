#pragma once

#include <cstdint>
#include <string>

#include "outputs/rounding/controlled_rounding.hpp"

namespace phanbo::test {

/// A small generator of its own, so that a seed means the same everywhere.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15ULL + 1) {}
  std::uint64_t next() {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    state_ ^= state_ << 17;
    return state_;
  }
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(next() % bound); }

 private:
  std::uint64_t state_;
};

/// Up to `rows_max` × `columns_max`, three levels of subtotals under the grand total; with blanks,
/// whole amounts, halves, and amounts below zero.
AmountGrid random_grid(Dice& dice, std::size_t rows_max, std::size_t columns_max, bool grouped,
                       std::int64_t unit);

/// What is wrong with a rounding of the grid, in words; empty = nothing. Written without the code
/// of the rounding: sums are taken from the cells one subtotal after the other.
std::string fault_of(const AmountGrid& grid, std::int64_t unit, const ControlledRounding& rounded);

}  // namespace phanbo::test
