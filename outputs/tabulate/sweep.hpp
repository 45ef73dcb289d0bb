#pragma once

#include "models/sweep.hpp"

namespace phanbo {

/// What a sweep keeps of one outcome; its values are for the caller to set.
SweepPoint sweep_point_of(const Plan& plan, const Assessment& assessment,
                          const Allocation& allocation);

/// The tables of a sweep: its points, the amounts by programme, where something changes.
std::vector<ReportTable> tabulate_sweep(const Sweep& sweep);

}  // namespace phanbo
