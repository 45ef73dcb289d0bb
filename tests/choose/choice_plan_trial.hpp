#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

/// One made plan through phanbo, through phanbo-verify and against looking at everything.
namespace phanbo_verify::test {

struct ChoiceTrial {
  std::string fault;  ///< empty: all is well
  bool is_impossible = false;
  bool is_proved = true;  ///< "optimal", or proved impossible
  bool has_goals = false;
};

ChoiceTrial try_choice_plan(std::uint64_t seed, const std::filesystem::path& keep = {});

}  // namespace phanbo_verify::test
