#include <algorithm>

#include "verifier/needs_parts.hpp"
#include "verifier/rules.hpp"

namespace phanbo_verify {

namespace {

bool a_rule_names(const PlanModel& plan, int source, const Need& need) {
  return std::any_of(plan.payer_rules.begin(), plan.payer_rules.end(),
                     [&](const PayerRuleRow& rule) {
                       return rule.source == source &&
                              (rule.programme == nothing || rule.programme == need.programme) &&
                              (rule.unit == nothing || plan.is_within(need.unit, rule.unit));
                     });
}

Words pays_nothing() { return {"không chi: ", "nothing: "}; }

/// The first condition that this source does not meet for this need.
Words why_not(const PlanModel& plan, int source, const Need& need) {
  const SourceRow& row = plan.sources[static_cast<std::size_t>(source)];
  const ProgrammeRow& programme = programme_of(plan, need);
  if (!a_rule_names(plan, source, need))
    return {"không quy định chi trả nào nêu nguồn, chương trình và đơn vị này",
            "no payer rule names source, programme and unit"};
  if (row.expenditure_kind != "both" && row.expenditure_kind != programme.expenditure_kind) {
    return Words{"nguồn chỉ dùng cho loại chi ", "the source is for expenditure of kind "} +
           row.expenditure_kind;
  }
  const int position = plan.source_year(source, need.year);
  if (position == nothing)
    return {"nguồn không có tiền trong năm đó", "the source has no money in that year"};
  const Months& months = plan.source_years[static_cast<std::size_t>(position)].months;
  if (need.months.first < months.first || months.last < need.months.last) {
    return Words{"tiền của nguồn dùng cho các tháng ", "the source's money is for months "} +
           months_text(months);
  }
  const LawLine* tier = plan.law.look_up("budget_tier_exists", row.paying_budget,
                                         day_of(need.year, need.months.first, 1));
  if (row.paying_budget != "outside" && (tier == nullptr || tier->value.is_zero())) {
    return {"lúc đó không có cấp ngân sách này", "the budget level does not exist then"};
  }
  return {"quy định, bên chi trả của công trình, nguồn của dự án hoặc hạn mức không cho phép",
          "law, the site's payers, the project's sources or its envelopes do not allow it"};
}

}  // namespace

void check_eligibility(const Joined& joined, Report& report) {
  constexpr std::string_view rule = "eligibility";
  for (std::size_t i = 0; i < joined.lines.size(); ++i) {
    const JoinedLine& line = joined.lines[i];
    if (line.part == LinePart::transfer || line.part == LinePart::decided || line.need == nothing ||
        line.source == nothing) {
      continue;
    }
    report.looked_at(rule);
    const Need& need = joined.need_of(line.need);
    const ResultLine& found = joined.result.ledger[i];
    if (need.standing != Standing::ordinary) {
      report.fault(rule, line_place(found), pays_nothing() + standing_name(need.standing),
                   in_dong(found.amount));
    } else if (joined.model.way_of(need, line.source) == nullptr) {
      report.fault(rule, line_place(found),
                   pays_nothing() + why_not(joined.plan, line.source, need), in_dong(found.amount));
    }
  }
}

}  // namespace phanbo_verify
