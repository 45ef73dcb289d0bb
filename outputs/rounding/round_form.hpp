#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "models/report_table.hpp"

namespace phanbo {

/// The unit in which a form is printed.
enum class PrintUnit { dong, thousand_dong, million_dong, billion_dong };
/// How amounts become whole units.
enum class PrintRounding {
  ordinary,   ///< each to the nearest; totals are sums of what is printed; the residue is stated
  controlled  ///< every row and column ties, and every total is within one unit of its exact amount
};

std::int64_t dong_of(PrintUnit unit);
std::optional<PrintUnit> print_unit_of(std::string_view code);
std::string_view to_code(PrintUnit unit);

/// The table in whole units: its cells of money become whole numbers, its notes say what was
/// rounded and what that changed. Where every amount is whole units nothing is rounded.
ReportTable round_for_print(const ReportTable& table, PrintUnit unit, PrintRounding rounding);

}  // namespace phanbo
