#pragma once

#include <cstdint>
#include <vector>

#include "outputs/tabulate/view.hpp"

namespace phanbo {

/// Does the programme of this row pay for its group in its year?
bool is_paid_group(const Plan& plan, const Participants& row);

/// People whose insurance the plan's programmes pay for, by year of the plan: those of the month
/// with most of them, over all units together, so that nobody counts twice where a unit follows
/// another inside a year. Where a month has an actual count of a group, it stands for the estimate.
std::vector<std::int64_t> people_covered(const View& view);

}  // namespace phanbo
