#pragma once

#include <filesystem>

#include "verifier/figures.hpp"
#include "verifier/joined.hpp"
#include "verifier/plan_text.hpp"

/// One function per rule; each adds its faults to the report. The name in front is the id that
/// faults of the rule carry.
namespace phanbo_verify {

/// input_hash: the files of the plan are those the result names.
void check_input_hashes(const PlanText& text, const Result& result, Report& report);
/// header: what the plan says of itself, word for word; no unknown fields.
void check_header(const Joined& joined, Report& report);
/// law_used: every row is a row of law, and every row that figures rest on is there.
void check_law_used(const Joined& joined, Report& report);

/// line_reference, line_id, line_fields: every line is well formed, unique and in order.
void check_line_references(const Joined& joined, Report& report);
void check_line_ids(const Joined& joined, Report& report);
void check_line_fields(const Joined& joined, Report& report);
void check_line_order(const Joined& joined, Report& report);

/// source_rows, source_balance, reserve, carry_over, carry_ground.
void check_source_rows(const Joined& joined, Report& report);
void check_source_balances(const Joined& joined, Report& report);
void check_carry_over(const Joined& joined, Report& report);

/// demand_rows, need, demand_totals, demand_reason.
void check_demand_rows(const Joined& joined, Report& report);
void check_needs(const Joined& joined, Report& report);
void check_demand_totals(const Joined& joined, Report& report);
void check_demand_reasons(const Joined& joined, const AmountsOutcome& amounts, Report& report);

/// eligibility: payer rules, expenditure kinds, law, tiers, months, sites' payers, project sources.
void check_eligibility(const Joined& joined, Report& report);

/// cap, envelope, kept_money, project_limit, ceiling, step, least_useful, whole_item.
void check_caps(const Joined& joined, Report& report);
void check_envelopes(const Joined& joined, Report& report);
void check_kept_money(const Joined& joined, Report& report);
void check_project_limits(const Joined& joined, Report& report);
void check_ceilings(const Joined& joined, Report& report);
void check_steps(const Joined& joined, Report& report);
void check_least_useful(const Joined& joined, Report& report);
void check_whole_items(const Joined& joined, Report& report);

/// decided, transfer, local_share, local_share_part.
void check_decided(const Joined& joined, Report& report);
void check_transfers(const Joined& joined, Report& report);
void check_local_shares(const Joined& joined, Report& report);
void check_local_share_parts(const Joined& joined, Report& report);

/// amount: class order and sharing rules, computed anew.
void check_amounts(const Joined& joined, const AmountsOutcome& amounts, Report& report);
/// split: nobody could be paid otherwise without breaking the order of drawing.
void check_split(const Joined& joined, Report& report);

/// shortfall, tie, status, project, rounding.
void check_shortfalls(const Joined& joined, const AmountsOutcome& amounts, Report& report);
void check_ties(const Joined& joined, const AmountsOutcome& amounts, Report& report);
void check_status(const Joined& joined, Report& report);
void check_projects(const Joined& joined, Report& report);
void check_roundings(const Joined& joined, const FigureBook& book, Report& report);

/// figure: every computed quantity, anew.
void check_figures(const Joined& joined, const FigureBook& book, Report& report);

/// table, table_row, table_stamp, table_sum, table_parent: tables/*.json beside the result.
void check_tables(const Joined& joined, const std::filesystem::path& folder, Report& report);

}  // namespace phanbo_verify
