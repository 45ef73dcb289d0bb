#pragma once

#include <vector>

#include "models/form.hpp"
#include "models/ledger.hpp"

namespace phanbo {

/// The official forms of one budget year, in đồng. `tables` are those of the same result: some
/// forms show their rows. A form that has nothing to say about the plan is left out.
std::vector<Form> make_forms(const Plan& plan, const Assessment& assessment,
                             const Allocation& allocation, const std::vector<ReportTable>& tables,
                             int year);

}  // namespace phanbo
