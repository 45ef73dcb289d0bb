#pragma once

#include <deque>
#include <vector>

#include "inputs/references.hpp"
#include "inputs/source_text.hpp"

namespace phanbo {

/// Where the rows of a plan stand. The texts themselves belong to the canonical plan of the same
/// reading.
class RowPlaces {
 public:
  std::deque<SourceText> sources;
  PlanTables tables;
};

/// Fills file, line, column and excerpt of a problem that names a table.
void locate_problem(Problem& problem, const PlanTables& tables);

}  // namespace phanbo
