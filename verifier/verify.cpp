#include "verifier/verify.hpp"

#include <algorithm>
#include <functional>
#include <future>

#include "verifier/bytes.hpp"
#include "verifier/choices.hpp"
#include "verifier/rules.hpp"

namespace phanbo_verify {

namespace {

void check_form(const Joined& joined, Report& report) {
  check_header(joined, report);
  check_line_references(joined, report);
  check_line_ids(joined, report);
  check_line_fields(joined, report);
  check_line_order(joined, report);
  check_source_rows(joined, report);
  check_demand_rows(joined, report);
}

void check_sums_and_limits(const Joined& joined, Report& report) {
  check_source_balances(joined, report);
  check_carry_over(joined, report);
  check_needs(joined, report);
  check_demand_totals(joined, report);
  check_eligibility(joined, report);
  check_caps(joined, report);
  check_envelopes(joined, report);
  check_kept_money(joined, report);
  check_project_limits(joined, report);
  check_ceilings(joined, report);
  check_steps(joined, report);
  check_least_useful(joined, report);
  check_whole_items(joined, report);
  check_decided(joined, report);
  check_transfers(joined, report);
  check_local_shares(joined, report);
  check_local_share_parts(joined, report);
}

void check_choices(const Joined& joined, std::future<Report>& payments, Report& report) {
  const AmountsOutcome amounts = compute_amounts(joined.plan, joined.model);
  check_amounts(joined, amounts, report);
  check_demand_reasons(joined, amounts, report);
  check_shortfalls(joined, amounts, report);
  check_ties(joined, amounts, report);
  report.append(payments.get());
  check_status(joined, report);
  check_projects(joined, report);
}

bool chooses(const PlanModel& plan) {
  return std::any_of(plan.classes.begin(), plan.classes.end(),
                     [](const ClassRow& row) { return row.rule == "best_value"; });
}

/// Figures, and the law they rest on.
Report check_computed(const Joined& joined) {
  Report report;
  const FigureBook book = expected_figures(joined.plan, joined.model);
  check_figures(joined, book, report);
  check_roundings(joined, book, report);
  check_law_used(joined, report);
  return report;
}

Report check_files(const Joined& joined, const std::filesystem::path& tables) {
  Report report;
  check_tables(joined, tables, report);
  return report;
}

Report check_payments(const Joined& joined) {
  Report report;
  check_split(joined, report);
  return report;
}

/// A plan and what it asks for.
struct Assessed {
  PlanModel plan;
  NeedModel model;
};

Assessed assess(const PlanText& text) {
  Assessed assessed;
  assessed.plan = build_plan(text);
  assessed.model = work_out_needs(assessed.plan);
  return assessed;
}

/// Parts that do not wait for one another run side by side; each reports for itself, and their
/// reports are put together in an order of their own.
Report judge(const PlanText& text, const std::function<Result()>& read,
             const std::filesystem::path& tables) {
  Report report;
  auto assessed_beside = std::async(std::launch::async, assess, std::cref(text));
  const Result result = read();
  auto [plan, model] = assessed_beside.get();
  const NeedModel assessed = chooses(plan) ? model : NeedModel{};
  settle_choices(plan, result, assessed, model, report);
  const Joined joined(plan, model, result);
  // Tables and the split wait for nothing; figures only for the law that needs rest on.
  auto files = std::async(std::launch::async, check_files, std::cref(joined), std::cref(tables));
  auto computed = std::async(std::launch::async, check_computed, std::cref(joined));
  auto payments = std::async(std::launch::async, check_payments, std::cref(joined));
  check_input_hashes(text, result, report);
  check_form(joined, report);
  check_sums_and_limits(joined, report);
  check_choices(joined, payments, report);
  check_best_values(joined, assessed, report);
  report.append(computed.get());
  report.append(files.get());
  return report;
}

}  // namespace

Report verify(const PlanText& text, std::string_view bytes, const std::filesystem::path& tables) {
  return judge(
      text, [&] { return read_result("result.json", bytes); }, tables);
}

Report verify(const std::filesystem::path& plan_path, const std::filesystem::path& result_path) {
  std::string bytes = read_bytes(result_path);
  const std::filesystem::path folder = result_path.parent_path();
  const auto text = is_workbook(plan_path)
                        ? read_workbook_text(plan_path, folder / "plan.sealed.json")
                        : read_plan_text(plan_path);
  return judge(
      *text, [&] { return read_result("result.json", std::move(bytes)); }, folder / "tables");
}

}  // namespace phanbo_verify
