#pragma once

#include "inputs/plan_header.hpp"
#include "inputs/references.hpp"
#include "inputs/text_arena.hpp"
#include "models/law.hpp"

namespace phanbo {

/// The parts of plan.sealed.json.
struct SealedPlan {
  PlanHeader header;
  PlanTables tables;
  /// The law rows that the run used; empty when the plan was sealed without them.
  std::optional<std::vector<LawRow>> law_used;
};

/// Reads {"sealed_plan_version":1,"header":{…},"tables":[{"name":…,"columns":[…],"rows":[[…],…]}]}.
std::optional<SealedPlan> read_sealed_plan(const SourceText& source, TextArena& arena,
                                           ProblemList& problems);

/// A table of the plan that no file gives: its columns, no rows.
TableRows empty_table(const TableSpec& spec, const PlanHeader& header);

}  // namespace phanbo
