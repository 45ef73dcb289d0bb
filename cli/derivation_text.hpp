#pragma once

#include <string>

#include "cli/json_text.hpp"
#include "models/derivation.hpp"
#include "models/text.hpp"

namespace phanbo {

/// The tree on a screen: one line a quantity with value, unit, operation, citation and place;
/// children below.
std::string derivation_text(const Derivation& derivation, Language language);

/// The value with its unit, as a person reads it; empty where there is none.
std::string derivation_value(const Derivation& derivation, Language language);
/// What was done: "làm tròn: nửa lên …"; empty where the value stands by itself.
std::string derivation_operation(const Derivation& derivation, Language language);

/// The tree as a JSON value, the same in every language.
void add_derivation(JsonText& json, const Derivation& derivation);

std::string_view to_code(Operation operation);

}  // namespace phanbo
