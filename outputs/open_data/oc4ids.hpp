#pragma once

#include <string>
#include <string_view>

#include "models/ledger.hpp"

namespace phanbo {

/// oc4ids.json: sites and projects in the Open Contracting for Infrastructure Data Standard 0.9.
/// The budget of a project is what this plan allocates to it; its breakdown has one line a year and
/// source and adds up to it. Approved total, need and what is missing are forecasts. Empty when the
/// plan has neither sites nor projects: the standard has no empty package.
std::string oc4ids_json(const Plan& plan, const Assessment& assessment,
                        const Allocation& allocation, Language language, std::string_view program);

}  // namespace phanbo
