#pragma once

#include "inputs/problem_list.hpp"
#include "inputs/table_rows.hpp"

namespace phanbo {

/// Two rows of one (topic, key) in force on one day. The rows stand by topic, key and first day.
void check_law_overlaps(TableRows& table, ProblemList& problems);

}  // namespace phanbo
