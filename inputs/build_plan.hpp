#pragma once

#include "inputs/plan_header.hpp"
#include "inputs/references.hpp"
#include "models/law.hpp"
#include "models/plan.hpp"

namespace phanbo {

/// Turns resolved tables into a Plan. Works on faulty tables too (their faulty cells are blank), so
/// that checks which do not touch them can still run. Puts the plan's own order of classes into
/// their places.
Plan build_plan(const PlanHeader& header, PlanTables& tables);

void build_money_in(const PlanTables& tables, Plan& plan);  ///< sources and what they may pay
void build_needs(const PlanTables& tables, Plan& plan);  ///< costs, entitlements, sites, projects
void build_criteria(const PlanTables& tables, Plan& plan);  ///< criteria and what belongs to them
void build_statements(const PlanTables& tables,
                      Plan& plan);  ///< decisions, formulas, printed tables

/// The rows of law in a table with the columns of law_rows.
std::vector<LawRow> law_rows_of(const TableRows& table, bool from_plan);

}  // namespace phanbo
