#pragma once

#include "verifier/choice_proof.hpp"

/// Why items were refused, worked out anew: docs/choosing.md section 7.
namespace phanbo_verify {

struct ExpectedRefusal {
  std::string item;
  std::string reason;
  std::string named;
  int year = 0;  ///< 0 = none
  Dong missing = 0;
  std::optional<Wide> value;
  std::optional<Wide> price;
  std::optional<Wide> extra_value;
};

/// `model` and `proof` are those of the goal "value", `value` that of what was taken.
std::vector<ExpectedRefusal> expected_refusals(const ClassModel& model, const NeedModel& assessed,
                                               const ProofOutcome& proof, Wide value,
                                               const std::vector<int>& taken);

}  // namespace phanbo_verify
