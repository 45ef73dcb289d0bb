#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "engine/choose/certificate.hpp"
#include "engine/choose/lp_engine.hpp"

/// The way through a model: relaxation, a first choice, better choices, proof.
namespace phanbo::selection {

struct SolveLimits {
  std::int64_t work_max = 20'000;          ///< units of about a million steps; deterministic
  std::int64_t gap_enough_millionths = 0;  ///< of the value; 0 = to the optimum
  std::size_t leaves_max = 200'000;        ///< of the proof
  std::function<bool()> should_stop;       ///< clock or Ctrl-C; may be empty
  std::function<void(std::int64_t value, Int128 bound)> progress;  ///< may be empty
  LpEngineMaker make_lp_engine = make_clp_engine;
  std::optional<Choice> start;  ///< an earlier answer, used where it is still possible
};

enum class SolveEnd { optimal, gap_reached, work_limit, stopped, impossible, nothing_found };

struct Solution {
  SolveEnd end = SolveEnd::nothing_found;
  std::optional<Choice> choice;  ///< re-checked in whole numbers
  std::int64_t value = 0;
  Int128 bound = 0;  ///< what the certificate proves
  Certificate certificate;
  Certificate root;  ///< of one leaf: prices before any question
  std::int64_t work = 0;
};

Solution solve(const SelectionModel& model, const SolveLimits& limits);

}  // namespace phanbo::selection
