#pragma once

#include <optional>
#include <vector>

#include "models/comparison.hpp"
#include "models/report_table.hpp"

namespace phanbo {

/// A comparison as tables: totals, one table for each view, gains and losses, projects in and out,
/// equity, causes. With more than two results the tables of pairs carry the number of the result
/// behind their id ("compare_gains_and_losses_2").
std::vector<ReportTable> comparison_tables(const Comparison& comparison);

/// difference ÷ base in percent, one decimal, half away from zero; blank when the base is 0.
std::optional<Decimal> percent_of_base(Money difference, Money base);

/// What is compared: "Theo mục đích" …
Text name_of(ComparedBy by);

}  // namespace phanbo
