#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "verifier/allocate_here.hpp"

/// One made plan through phanbo, through phanbo-verify and against looking at everything.
namespace phanbo_verify::test {

struct ChoiceTrial {
  std::string fault;  ///< empty: all is well
  bool is_impossible = false;
  bool is_proved = true;  ///< "optimal", or proved impossible
  bool has_goals = false;
  bool is_written = false;  ///< a result was, and was looked at
};

/// Cut short, a choice need not be found, and need not be the best.
ChoiceTrial try_choice_plan(std::uint64_t seed, const std::filesystem::path& keep = {},
                            Search search = Search::whole);

}  // namespace phanbo_verify::test
