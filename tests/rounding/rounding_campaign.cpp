#include <fmt/format.h>

#include <array>
#include <cstdlib>
#include <string_view>

#include "rounding/random_grid.hpp"

/// Many random tables: rounding_campaign [--grouped] [--count N] [--seed S]. Prints the first fault
/// with its seed; exit 1 when there is one.
int main(int argument_count, char** arguments) {
  using namespace phanbo;
  using namespace phanbo::test;
  bool grouped = false;
  std::uint64_t count = 1'000;
  std::uint64_t seed = 1;
  for (int i = 1; i < argument_count; ++i) {
    const std::string_view word = arguments[i];
    if (word == "--grouped") grouped = true;
    if (i + 1 == argument_count) continue;
    if (word == "--count") count = std::strtoull(arguments[i + 1], nullptr, 10);
    if (word == "--seed") seed = std::strtoull(arguments[i + 1], nullptr, 10);
  }
  std::array<std::uint64_t, 3> outcomes{};
  std::uint64_t proven = 0;
  std::uint64_t cells = 0;
  for (std::uint64_t turn = 0; turn < count; ++turn) {
    Dice dice(seed + turn);
    const AmountGrid grid = random_grid(dice, 103, 12, grouped, 1'000'000);
    const ControlledRounding rounded = round_controlled(grid, 1'000'000);
    const std::string fault = fault_of(grid, 1'000'000, rounded);
    const bool must_be_strict = !grouped && rounded.outcome != RoundingOutcome::strict;
    if (!fault.empty() || must_be_strict) {
      fmt::print("fault at --seed {} --count 1: {}\n", seed + turn,
                 fault.empty() ? "not strict" : fault);
      return 1;
    }
    ++outcomes[static_cast<std::size_t>(rounded.outcome)];
    proven += rounded.proven_smallest ? 1 : 0;
    cells += grid.amounts.size();
  }
  fmt::print("{} tables, {} cells, {}, --seed {}: strict {}, inclusive {}, residue {}; proven {}\n",
             count, cells, grouped ? "grouped columns" : "flat columns", seed, outcomes[0],
             outcomes[1], outcomes[2], proven);
  return 0;
}
