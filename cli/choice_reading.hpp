#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "models/choice.hpp"

namespace phanbo {

/// The choices of a result.json with their proofs, for the classes of `plan`. A choice whose class
/// the plan does not have, or that is not written as we write it, makes the answer empty.
std::optional<std::vector<ChoiceOutcome>> choices_in(std::string_view result_json,
                                                     const Plan& plan);

}  // namespace phanbo
