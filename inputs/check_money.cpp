#include <algorithm>
#include <map>

#include "inputs/checks.hpp"
#include "inputs/kinds_of_plans.hpp"

namespace phanbo {

using namespace input_problem;

namespace {

void check_reserves(CheckContext& context) {
  const auto& rows = context.plan.source_years.rows();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].reserve <= rows[i].available) continue;
    context.report(reserve_over_available, "source_years", i, "reserve",
                   {to_plain(rows[i].reserve), to_plain(rows[i].available)});
  }
}

void check_carry_grounds(CheckContext& context) {
  const LawBook& law = context.plan.law;
  const auto& rows = context.plan.source_years.rows();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const SourceYear& row = rows[i];
    if (row.carry_ground.empty()) {
      if (row.carry_out_max.is_zero()) continue;
      context.report(carry_without_ground, "source_years", i, "carry_out_max",
                     {to_plain(row.carry_out_max)});
      continue;
    }
    if (!context.law_is_complete) continue;
    const Date day = first_day_of(row.year);
    const LawRow* ground = law.find("carry_over_ground", row.carry_ground, day);
    if (ground != nullptr && !(ground->value && ground->value->is_zero())) continue;
    std::vector<std::string> names;
    for (const LawRow* in_force : law.topic_on("carry_over_ground", day))
      names.push_back(in_force->key);
    context.report(
        carry_ground_not_in_force, "source_years", i, "carry_ground",
        {row.carry_ground, std::to_string(row.year), offered_names(row.carry_ground, names)});
  }
}

/// Source-years stand by source, then year: the row before may carry money in.
Money carried_in_max(const std::vector<SourceYear>& rows, std::size_t position) {
  if (position == 0) return {};
  const SourceYear& before = rows[position - 1];
  const SourceYear& row = rows[position];
  const bool follows = before.source == row.source && before.year + 1 == row.year;
  return follows ? before.carry_out_max : Money();
}

void check_carry_amounts(CheckContext& context) {
  const auto& rows = context.plan.source_years.rows();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Money most = rows[i].available + carried_in_max(rows, i);
    if (rows[i].carry_out_max <= most) continue;
    context.report(carry_over_available, "source_years", i, "carry_out_max",
                   {to_plain(rows[i].carry_out_max), to_plain(most)});
  }
}

/// The first month of the span whose tier of budget the law says is gone.
std::optional<Date> month_without_tier(const LawBook& law, std::string_view tier,
                                       const SourceYear& row) {
  for (int month = row.months.first; month <= row.months.last; ++month) {
    const Date day{row.year, month, 1};
    const LawRow* exists = law.find("budget_tier_exists", tier, day);
    if (exists != nullptr && exists->value && exists->value->is_zero()) return day;
  }
  return std::nullopt;
}

/// Under `law_date` a tier may be gone that is there on the plan's own days: its sources then pay
/// nothing, which is the answer to what was asked. Only a tier that neither knows is an error.
void check_budget_tiers(CheckContext& context) {
  const Plan& plan = context.plan;
  const auto& rows = plan.source_years.rows();
  std::optional<LawBook> on_own_days;
  if (plan.law_date)
    on_own_days.emplace(plan.law.rows(), LawView{std::nullopt, plan.known_on, std::nullopt});
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::string_view tier = to_code(plan.sources[rows[i].source].paying_budget);
    const auto day = month_without_tier(plan.law, tier, rows[i]);
    if (!day) continue;
    if (on_own_days && !month_without_tier(*on_own_days, tier, rows[i])) continue;
    context.report(budget_tier_gone, "source_years", i, "last_month",
                   {std::string(tier), to_iso(*day)});
  }
}

bool is_forbidden(const LawBook& law, std::string_view topic, const Source& source, int year) {
  const LawRow* row = law.find(topic, source.nature, first_day_of(year));
  return row != nullptr && row->value && row->value->is_zero();
}

/// A kind of expenditure that the nature of the money forbids, told once for a source.
void check_source_kinds(CheckContext& context) {
  const Plan& plan = context.plan;
  std::vector<bool> told(plan.sources.size(), false);
  for (const SourceYear& row : plan.source_years) {
    const std::size_t position = row.source.position();
    const Source& source = plan.sources[row.source];
    if (told[position]) continue;
    const bool recurrent =
        source.expenditure_kind != ExpenditureKind::investment &&
        is_forbidden(plan.law, "source_nature_recurrent_allowed", source, row.year);
    const bool investment =
        source.expenditure_kind != ExpenditureKind::recurrent &&
        is_forbidden(plan.law, "source_nature_investment_allowed", source, row.year);
    if (!recurrent && !investment) continue;
    told[position] = true;
    context.report(source_kind_not_allowed, "sources", position, "expenditure_kind",
                   {source.code, source.nature, recurrent ? "recurrent" : "investment",
                    std::to_string(row.year)});
  }
}

/// A ring of supplements, told once, at its member with the smallest code.
void check_transfer_cycles(CheckContext& context) {
  const auto& sources = context.plan.sources;
  for (std::size_t start = 0; start < sources.size(); ++start) {
    std::vector<std::size_t> walk = {start};
    Index<Source> next = sources.rows()[start].transfer_from;
    while (next.is_set() && next.position() > start && walk.size() <= sources.size()) {
      walk.push_back(next.position());
      next = sources[next].transfer_from;
    }
    if (!next.is_set() || next.position() != start) continue;
    std::vector<std::string> codes;
    for (const std::size_t member : walk) codes.push_back(sources.rows()[member].code);
    codes.push_back(sources.rows()[start].code);
    context.report(transfer_cycle, "sources", start, "transfer_from", {joined(codes, " → ")});
  }
}

void check_sources_have_money(CheckContext& context) {
  const Plan& plan = context.plan;
  std::vector<bool> has_money(plan.sources.size(), false);
  for (const SourceYear& row : plan.source_years) has_money[row.source.position()] = true;
  for (std::size_t i = 0; i < has_money.size(); ++i) {
    if (has_money[i]) continue;
    context.report(source_without_money, "sources", i, "code", {plan.sources.rows()[i].code});
  }
}

void check_sources_pay_something(CheckContext& context) {
  const Plan& plan = context.plan;
  std::vector<bool> pays(plan.sources.size(), false);
  for (const PayerRule& rule : plan.payer_rules) pays[rule.source.position()] = true;
  for (const Formula& formula : plan.formulas) {
    if (formula.pool_source.is_set()) pays[formula.pool_source.position()] = true;
  }
  for (std::size_t i = 0; i < pays.size(); ++i) {
    if (pays[i]) continue;
    context.report(source_pays_nothing, "sources", i, "code", {plan.sources.rows()[i].code});
  }
}

void check_payer_rule_kinds(CheckContext& context) {
  const Plan& plan = context.plan;
  for (std::size_t i = 0; i < plan.payer_rules.size(); ++i) {
    const PayerRule& rule = plan.payer_rules[i];
    if (!rule.programme.is_set()) continue;
    const Source& source = plan.sources[rule.source];
    const Programme& programme = plan.programmes[rule.programme];
    const bool fits = source.expenditure_kind == ExpenditureKind::both ||
                      source.expenditure_kind == programme.expenditure_kind;
    if (fits) continue;
    context.report(payer_rule_never_applies, "payer_rules", i, "programme",
                   {source.code, std::string(to_code(source.expenditure_kind)), programme.code,
                    std::string(to_code(programme.expenditure_kind))});
  }
}

void check_zero_kept(CheckContext& context) {
  const auto& rows = context.plan.kept_money;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].amount.is_zero()) {
      context.report(amount_is_zero, "kept_money", i, "amount", {rows[i].code});
    }
  }
}

void check_zero_caps(CheckContext& context) {
  const auto& rows = context.plan.caps;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].amount.is_zero()) {
      context.report(amount_is_zero, "caps", i, "amount", {rows[i].code});
    }
  }
}

void check_kept_sums(CheckContext& context) {
  const Plan& plan = context.plan;
  std::map<std::pair<Index<Source>, int>, Money> free;
  const auto& years = plan.source_years.rows();
  for (std::size_t i = 0; i < years.size(); ++i) {
    const SourceYear& row = years[i];
    free[{row.source, row.year}] = row.available + carried_in_max(years, i) - row.reserve;
  }
  std::map<std::pair<Index<Source>, int>, Money> kept;
  for (std::size_t i = 0; i < plan.kept_money.size(); ++i) {
    const KeptMoney& row = plan.kept_money[i];
    const std::pair key{row.source, row.year};
    const Money before = kept[key];
    kept[key] += row.amount;
    const Money most = free.contains(key) ? free[key] : Money();
    if (kept[key] <= most || (before > most && i > 0)) continue;
    context.report(kept_over_available, "kept_money", i, "amount",
                   {plan.sources[row.source].code, std::to_string(row.year), to_plain(kept[key]),
                    to_plain(most)});
  }
}

void check_reserve_bands(CheckContext& context) {
  const Plan& plan = context.plan;
  for (std::size_t i = 0; i < plan.budget_levels.size(); ++i) {
    const BudgetLevel& row = plan.budget_levels[i];
    const Date day = first_day_of(row.year);
    const LawRow* minimum = plan.law.find("reserve_band", "minimum", day);
    const LawRow* maximum = plan.law.find("reserve_band", "maximum", day);
    if (minimum == nullptr || maximum == nullptr || !minimum->value || !maximum->value) continue;
    const Money base = row.total_expenditure - row.excluded;
    const auto bound = [&](const Decimal& percent, RoundingMode mode) {
      return divide_rounded(Int128{base.dong()} * percent.units(), Int128{percent.scale()} * 100,
                            mode);
    };
    const Int128 least = bound(*minimum->value, RoundingMode::up);
    const Int128 most = bound(*maximum->value, RoundingMode::down);
    if (row.reserve.dong() >= least && row.reserve.dong() <= most) continue;
    context.report(reserve_out_of_band, "budget_levels", i, "reserve",
                   {std::string(to_code(row.level)), std::to_string(row.year),
                    to_plain(row.reserve), to_plain(least), to_plain(most),
                    to_plain(*minimum->value), to_plain(*maximum->value), to_plain(base)});
  }
}

}  // namespace

std::span<const PlanCheck> money_checks() {
  static const std::vector<PlanCheck> checks = {
      {check_reserves, {"source_years"}},
      {check_carry_grounds, {"source_years", "law_rows"}},
      {check_carry_amounts, {"source_years"}},
      {check_budget_tiers, {"sources", "source_years", "law_rows"}},
      {check_source_kinds, {"sources", "source_years", "law_rows"}},
      {check_transfer_cycles, {"sources"}},
      {check_sources_have_money, {"sources", "source_years"}},
      {check_sources_pay_something, {"sources", "payer_rules", "formulas"}},
      {check_payer_rule_kinds, {"sources", "programmes", "payer_rules"}},
      {check_zero_kept, {"kept_money"}},
      {check_zero_caps, {"caps"}},
      {check_kept_sums, {"sources", "source_years", "kept_money"}},
      {check_reserve_bands, {"budget_levels", "law_rows"}},
  };
  return checks;
}

}  // namespace phanbo
