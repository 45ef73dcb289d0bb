#pragma once

#include <vector>

#include "cli/plan_run.hpp"
#include "models/report_table.hpp"

namespace phanbo {

/// What would change the answer for a demand that lacks money.
struct Remedy {
  Words sentence;
  std::string source;          ///< code, where money of a source is the remedy
  int year = 0;                ///< 0: every year of the source
  Money more;                  ///< so much more of the source …
  Money gets;                  ///< … gives the demand this,
  Money gets_just_below;       ///< and one đồng less gives it that
  bool after_dossier = false;  ///< said of the plan with an approved dossier
};

/// Every number is found by running the plan again: with the stated amount the demand gets what is
/// said, with one đồng less it does not. Empty when nothing is missing. Where a class before it, or
/// its own, chooses by best_value, running again would mean choosing again each time: then the
/// remedy is a sentence without a number.
std::vector<Remedy> remedies_of(const PlanRun& run, Index<Demand> demand);

}  // namespace phanbo
