#pragma once

#include "models/choice.hpp"
#include "outputs/write/json_writer.hpp"

namespace phanbo {

/// The fields of one choice by best_value, inside an open object.
void write_choice(JsonWriter& json, const Plan& plan, const ChoiceOutcome& choice);

}  // namespace phanbo
