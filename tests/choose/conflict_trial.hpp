#pragma once

#include <cstdint>
#include <string>

/// A plan whose demands contradict each other: what the result names is taken out one by one, and
/// its repair is applied and run.
namespace phanbo_verify::test {

struct ConflictTrial {
  bool is_impossible = false;  ///< else there is nothing to try
  bool has_repair = false;
  std::size_t members = 0;
  std::string fault;  ///< empty: all is well
};

ConflictTrial try_conflict_plan(std::uint64_t seed);

}  // namespace phanbo_verify::test
