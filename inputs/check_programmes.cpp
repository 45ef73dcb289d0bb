#include <algorithm>
#include <map>
#include <numeric>

#include "inputs/checks.hpp"
#include "inputs/kinds_of_plans.hpp"
#include "models/limits.hpp"

namespace phanbo {

using namespace input_problem;

namespace {

/// A share that is more than the whole. The exact percent is read back from the fraction.
void check_local_shares(CheckContext& context) {
  const auto& programmes = context.plan.programmes.rows();
  for (std::size_t i = 0; i < programmes.size(); ++i) {
    const Programme& row = programmes[i];
    if (row.local_share_numerator <= row.local_share_denominator) continue;
    const Int128 percent = divide_rounded(Int128{row.local_share_numerator} * 100,
                                          row.local_share_denominator, RoundingMode::half_up);
    context.report(percent_out_of_range, "programmes", i, "local_share_percent",
                   {to_plain(percent), row.code});
  }
}

/// Shares inside one class must have a small common denominator (see the limit).
void check_share_denominators(CheckContext& context) {
  const Plan& plan = context.plan;
  std::map<std::size_t, std::int64_t> common;
  for (std::size_t i = 0; i < plan.programmes.size(); ++i) {
    const Programme& row = plan.programmes.rows()[i];
    std::int64_t& denominator = common.try_emplace(row.priority_class.position(), 1).first->second;
    const std::int64_t factor =
        row.local_share_denominator / std::gcd(denominator, row.local_share_denominator);
    const Int128 product = Int128{denominator} * factor;
    if (product > limit_local_share_denominator_max) {
      context.report(local_share_too_fine, "programmes", i, "local_share_percent",
                     {plan.classes[row.priority_class].code, to_plain(product),
                      std::to_string(limit_local_share_denominator_max)});
    } else {
      denominator = static_cast<std::int64_t>(product);
    }
  }
}

void check_steps(CheckContext& context) {
  const auto& programmes = context.plan.programmes.rows();
  for (std::size_t i = 0; i < programmes.size(); ++i) {
    if (programmes[i].step.is_zero()) {
      context.report(step_is_zero, "programmes", i, "step", {programmes[i].code});
      context.blocked_tables.insert("programmes");
    }
  }
}

void report_kind(CheckContext& context, std::string_view table, std::size_t row,
                 Index<Programme> index, ProgrammeKind wanted) {
  if (!index.is_set()) return;
  const Programme& programme = context.plan.programmes[index];
  if (programme.kind == wanted) return;
  context.report(
      wrong_programme_kind, table, row, "programme",
      {programme.code, std::string(to_code(programme.kind)), std::string(to_code(wanted))});
}

template <class Rows>
void check_kind(CheckContext& context, std::string_view table, const Rows& rows,
                ProgrammeKind wanted) {
  std::size_t position = 0;
  for (const auto& row : rows) report_kind(context, table, position++, row.programme, wanted);
}

void check_kinds_of_costs(CheckContext& context) {
  check_kind(context, "fixed_costs", context.plan.fixed_costs, ProgrammeKind::fixed);
}
void check_kinds_of_participants(CheckContext& context) {
  check_kind(context, "participants", context.plan.participants, ProgrammeKind::entitlement);
}
void check_kinds_of_rules(CheckContext& context) {
  check_kind(context, "entitlement_rules", context.plan.entitlement_rules,
             ProgrammeKind::entitlement);
}
void check_kinds_of_top_ups(CheckContext& context) {
  check_kind(context, "top_ups", context.plan.top_ups, ProgrammeKind::entitlement);
}
void check_kinds_of_quarters(CheckContext& context) {
  check_kind(context, "insurance_quarters", context.plan.insurance_quarters,
             ProgrammeKind::entitlement);
}
void check_kinds_of_sites(CheckContext& context) {
  check_kind(context, "sites", context.plan.sites, ProgrammeKind::grants);
}
void check_kinds_of_projects(CheckContext& context) {
  check_kind(context, "projects", context.plan.projects, ProgrammeKind::projects);
}
void check_kinds_of_formulas(CheckContext& context) {
  check_kind(context, "formulas", context.plan.formulas, ProgrammeKind::formula);
}
void check_kinds_of_criteria(CheckContext& context) {
  check_kind(context, "criteria", context.plan.criteria, ProgrammeKind::formula);
}
void check_kinds_of_rates(CheckContext& context) {
  check_kind(context, "rates", context.plan.rates, ProgrammeKind::formula);
}
void check_kinds_of_first_amounts(CheckContext& context) {
  check_kind(context, "first_amounts", context.plan.first_amounts, ProgrammeKind::formula);
}

void check_statuses_of_classes(CheckContext& context) {
  const auto& classes = context.plan.classes.rows();
  std::map<std::string, std::size_t> first_class;
  for (std::size_t i = 0; i < classes.size(); ++i) {
    for (const std::string& status : classes[i].project_statuses) {
      const auto [earlier, is_new] = first_class.emplace(status, i);
      if (is_new) continue;
      context.report(status_in_two_classes, "classes", i, "project_statuses",
                     {status, classes[earlier->second].code, classes[i].code});
    }
  }
}

void check_cost_amounts(CheckContext& context) {
  const Plan& plan = context.plan;
  for (std::size_t i = 0; i < plan.fixed_costs.size(); ++i) {
    const FixedCost& row = plan.fixed_costs.rows()[i];
    const Programme& programme = plan.programmes[row.programme];
    if (row.amount || programme.conditional) continue;
    context.report(amount_missing, "fixed_costs", i, "amount", {row.code, programme.code});
  }
}

void check_cost_products(CheckContext& context) {
  const auto& rows = context.plan.fixed_costs.rows();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const FixedCost& row = rows[i];
    if (!row.amount || !row.quantity || !row.unit_price) continue;
    const Int128 product = Int128{row.quantity->units()} * row.unit_price->dong();
    if (product == Int128{row.amount->dong()} * row.quantity->scale()) continue;
    const Int128 shown = divide_rounded(product, row.quantity->scale(), RoundingMode::half_up);
    context.report(product_differs, "fixed_costs", i, "amount",
                   {row.code, to_plain(*row.quantity), to_plain(*row.unit_price), to_plain(shown),
                    to_plain(*row.amount)});
  }
}

void check_step_of(CheckContext& context, const std::string& code, Index<Programme> index,
                   const std::optional<Money>& amount, std::string_view table, std::size_t row,
                   std::string_view field) {
  if (!amount) return;
  const Programme& programme = context.plan.programmes[index];
  if (floor_to_step(*amount, programme.step) == *amount) return;
  context.report(not_whole_steps, table, row, field,
                 {code, to_plain(*amount), to_plain(programme.step), programme.code});
}

void check_steps_of_costs(CheckContext& context) {
  const auto& rows = context.plan.fixed_costs.rows();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    check_step_of(context, rows[i].code, rows[i].programme, rows[i].amount, "fixed_costs", i,
                  "amount");
  }
}

template <class Row>
void check_steps_of_needs(CheckContext& context, const std::vector<Row>& rows,
                          std::string_view table) {
  const Plan& plan = context.plan;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (int year = plan.first_year; year <= plan.last_year; ++year) {
      check_step_of(context, rows[i].code, rows[i].programme,
                    rows[i].need_by_year[plan.year_position(year)], table, i, year_column(year));
    }
  }
}

void check_steps_of_sites(CheckContext& context) {
  check_steps_of_needs(context, context.plan.sites.rows(), "sites");
}
void check_steps_of_projects(CheckContext& context) {
  check_steps_of_needs(context, context.plan.projects.rows(), "projects");
}

/// "<programme>/<unit>" of an entitlement or formula, perhaps with "/top_up" behind it?
bool is_programme_and_unit(const Plan& plan, std::string_view item) {
  constexpr std::string_view top_up = "/top_up";
  if (item.ends_with(top_up)) item.remove_suffix(top_up.size());
  for (std::size_t slash = item.find('/'); slash != std::string_view::npos;
       slash = item.find('/', slash + 1)) {
    const auto programme = find_by_code(plan.programmes, item.substr(0, slash));
    if (!programme.is_set()) continue;
    const ProgrammeKind kind = plan.programmes[programme].kind;
    if (kind != ProgrammeKind::entitlement && kind != ProgrammeKind::formula) continue;
    if (find_by_code(plan.units, item.substr(slash + 1)).is_set()) return true;
  }
  return false;
}

void check_item_code(CheckContext& context, const std::string& code, std::string_view table,
                     std::size_t row, bool compare_sites, bool compare_costs) {
  const Plan& plan = context.plan;
  std::string_view other;
  if (compare_costs && find_by_code(plan.fixed_costs, code).is_set()) other = "fixed_costs";
  if (compare_sites && find_by_code(plan.sites, code).is_set()) other = "sites";
  if (code.find('/') != std::string::npos && is_programme_and_unit(plan, code))
    other = "programmes";
  if (other.empty()) return;
  context.report(item_code_twice, table, row, "code", {code, std::string(other)});
}

void check_item_codes(CheckContext& context) {
  const Plan& plan = context.plan;
  for (std::size_t i = 0; i < plan.fixed_costs.size(); ++i)
    check_item_code(context, plan.fixed_costs.rows()[i].code, "fixed_costs", i, false, false);
  for (std::size_t i = 0; i < plan.sites.size(); ++i)
    check_item_code(context, plan.sites.rows()[i].code, "sites", i, false, true);
  for (std::size_t i = 0; i < plan.projects.size(); ++i)
    check_item_code(context, plan.projects.rows()[i].code, "projects", i, true, true);
}

}  // namespace

void check_local_shares_given(TableRows& programmes, ProblemList& problems) {
  const std::size_t share = field_position(*programmes.spec, "local_share_percent");
  const std::size_t counterpart = field_position(*programmes.spec, "counterpart_per_central");
  const auto is_given = [&](std::size_t row, std::size_t column) {
    const std::string_view text = programmes.cell(row, column);
    return !text.empty() && !is_dash(text);
  };
  for (std::size_t row = 0; row < programmes.row_count(); ++row) {
    if (!is_given(row, share) || !is_given(row, counterpart)) continue;
    programmes.is_sound = false;
    problems.add(local_share_twice,
                 place_of_cell(programmes.places, row, "counterpart_per_central"),
                 {std::string(programmes.cell(row, 0))});
  }
}

std::span<const PlanCheck> programme_checks() {
  static const std::vector<PlanCheck> checks = {
      {check_local_shares, {"programmes"}},
      {check_share_denominators, {"programmes", "classes"}},
      {check_steps, {"programmes"}},
      {check_kinds_of_costs, {"programmes", "fixed_costs"}},
      {check_kinds_of_participants, {"programmes", "participants"}},
      {check_kinds_of_rules, {"programmes", "entitlement_rules"}},
      {check_kinds_of_top_ups, {"programmes", "top_ups"}},
      {check_kinds_of_quarters, {"programmes", "insurance_quarters"}},
      {check_kinds_of_sites, {"programmes", "sites"}},
      {check_kinds_of_projects, {"programmes", "projects"}},
      {check_kinds_of_formulas, {"programmes", "formulas"}},
      {check_kinds_of_criteria, {"programmes", "criteria"}},
      {check_kinds_of_rates, {"programmes", "rates"}},
      {check_kinds_of_first_amounts, {"programmes", "first_amounts"}},
      {check_statuses_of_classes, {"classes"}},
      {check_cost_amounts, {"programmes", "fixed_costs"}},
      {check_cost_products, {"fixed_costs"}},
      {check_steps_of_costs, {"programmes", "fixed_costs"}},
      {check_steps_of_sites, {"programmes", "sites"}},
      {check_steps_of_projects, {"programmes", "projects"}},
      {check_item_codes, {"programmes", "units", "fixed_costs", "sites", "projects"}},
  };
  return checks;
}

}  // namespace phanbo
