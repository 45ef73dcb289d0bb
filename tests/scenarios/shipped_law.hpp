#pragma once

#include "models/law.hpp"

namespace phanbo::scenario_test {

/// The law shipped with the program, read once.
const LawBook& shipped_law();

}  // namespace phanbo::scenario_test
