#pragma once

#include <vector>

#include "models/ledger.hpp"
#include "models/report_table.hpp"

/// tabulate: the ledger → tables for people. Every amount in them is a sum of ledger lines, demands
/// or inputs.
namespace phanbo {

/// `threads`: tables made at a time; never changes them.
std::vector<ReportTable> tabulate(const Plan& plan, const Assessment& assessment,
                                  const Allocation& allocation, int threads = 1);

}  // namespace phanbo
