#pragma once

#include <memory>

#include "inputs/references.hpp"

namespace phanbo {

class TextPlan;

/// Where the rows of a plan stand, and the texts they point into.
class RowPlaces {
 public:
  std::shared_ptr<const TextPlan> text;
  PlanTables tables;
  std::deque<SourceText> pack_sources;  ///< texts of rule packs
  std::deque<TablePlaces> pack_places;  ///< of rows that come from rule packs
};

/// Fills file, line, column and excerpt of a problem that names a table.
void locate_problem(Problem& problem, const PlanTables& tables);

}  // namespace phanbo
