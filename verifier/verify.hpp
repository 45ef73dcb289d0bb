#pragma once

#include <filesystem>

#include "verifier/fault.hpp"
#include "verifier/plan_text.hpp"

namespace phanbo_verify {

/// Checks a result against its plan by every rule. Throws Unreadable or BadInput when there is
/// nothing to give a verdict on. `plan`: folder, plan.json, plan.sealed.json, or a workbook, whose
/// sealed form is then taken from beside the result; the tables are looked for there too.
Report verify(const std::filesystem::path& plan, const std::filesystem::path& result);

/// The same for a plan and the bytes of a result already read. `tables`: folder of JSON tables.
Report verify(const PlanText& plan, std::string_view result, const std::filesystem::path& tables);

}  // namespace phanbo_verify
