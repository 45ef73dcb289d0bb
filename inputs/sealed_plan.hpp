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
  /// The law rows that the run used; not set when the plan was sealed without them.
  std::optional<TableRows> law_used;
};

/// Reads {"sealed_plan_version":1,"header":{…},"tables":[{"name":…,"columns":[…],"rows":[[…],…]}]}.
std::optional<SealedPlan> read_sealed_plan(const SourceText& source, TextArena& arena,
                                           ProblemList& problems);

/// The rows of law in a table `law_used`; `from_plan` as its column origin says.
std::vector<LawRow> law_rows_used(const TableRows& law_used);

/// A table of the plan that no file gives: its columns, no rows.
TableRows empty_table(const TableSpec& spec, const PlanHeader& header);

}  // namespace phanbo
