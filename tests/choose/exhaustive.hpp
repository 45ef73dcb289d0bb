#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/choose/solve.hpp"

/// Small models drawn at random, and the best choice by looking at all of them, with a payment
/// check of its own: every set of nodes is a possible bottleneck, and all sets are tried.
namespace phanbo::selection {

class Draws {
 public:
  explicit Draws(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15ULL + 99) {}
  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15ULL;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
  }
  std::int64_t between(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(high - low + 1));
  }

 private:
  std::uint64_t state_;
};

/// At most 14 candidates; amounts up to 10^13; in some, taking everything overspends by 1 đồng.
SelectionModel draw_model(std::uint64_t seed);

/// The greatest value of a possible choice; empty when there is none.
std::optional<std::int64_t> best_by_looking(const SelectionModel& model);

/// Solves the model and compares; the empty text when all is well.
std::string compare_with_looking(std::uint64_t seed);

}  // namespace phanbo::selection
