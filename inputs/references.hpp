#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "inputs/problem_list.hpp"
#include "inputs/table_rows.hpp"

namespace phanbo {

/// All tables in the order of the field table.
using PlanTables = std::vector<TableRows>;

TableRows& table_named(PlanTables& tables, std::string_view name);
const TableRows& table_named(const PlanTables& tables, std::string_view name);

/// The row of a code in a table sorted by code, or `TableRows::no_row`.
std::uint32_t row_of_code(const TableRows& target, std::string_view code);

/// Finds the row behind every reference; reports codes that do not exist. Tables are sorted
/// already.
void resolve_references(PlanTables& tables, ProblemList& problems);

/// The codes of a table, for suggestions; at most some thousands, those that begin like `wrong`
/// first.
std::vector<std::string> codes_like(const TableRows& target, std::string_view wrong);

}  // namespace phanbo
