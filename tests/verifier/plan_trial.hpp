#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "verifier/fault.hpp"
#include "verifier/trial_coverage.hpp"

namespace phanbo_verify::test {

enum class PlanVerdict {
  believed,
  refused,  ///< phanbo found a problem in the plan
  doubted   ///< phanbo-verify objects, or one of the two programs is broken
};

struct PlanTrial {
  PlanVerdict verdict = PlanVerdict::doubted;
  std::string message;
  Report report;
};

/// A plan folder through both programs, tables included; the result goes to `out`.
PlanTrial try_folder(const std::filesystem::path& plan, const std::filesystem::path& out,
                     TrialCoverage& coverage);

/// One made plan through both programs, tables included. The files go to `keep`, or to a scratch
/// folder where it is empty.
PlanTrial try_plan(std::uint64_t seed, const std::filesystem::path& keep, TrialCoverage& coverage);

}  // namespace phanbo_verify::test
