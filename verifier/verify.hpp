#pragma once

#include <filesystem>

#include "verifier/fault.hpp"

namespace phanbo_verify {

/// Checks a result against its plan by every rule. Throws Unreadable or BadInput when there is
/// nothing to give a verdict on. `plan`: folder, plan.json or plan.sealed.json; the tables are
/// looked for beside the result.
Report verify(const std::filesystem::path& plan, const std::filesystem::path& result);

}  // namespace phanbo_verify
