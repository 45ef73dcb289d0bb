#include <algorithm>

#include "engine/assess/entitlement.hpp"
#include "engine/assess/problem_kinds.hpp"

namespace phanbo {

namespace {

/// The central share of the additional need: the policy's own ratio, or that of the province's
/// class.
std::optional<Decimal> central_share(Workbench& bench, const EntitlementRule& rule,
                                     std::size_t row) {
  if (rule.own_central_share_percent) return rule.own_central_share_percent;
  if (rule.central_class.empty()) {
    bench.report(assess_problems::central_class_not_known,
                 {"entitlement_rules", row, "central_class"},
                 {bench.plan.programmes[rule.programme].code, std::to_string(rule.year)});
    return std::nullopt;
  }
  const LawRow* law = bench.law_row("central_support_share", rule.central_class, {rule.year, 1, 1},
                                    {"entitlement_rules", row, "central_class"});
  if (law == nullptr) return std::nullopt;
  return law->value;
}

void add_claim(Workbench& bench, const EntitlementRule& rule, const Decimal& share_percent,
               Money need) {
  const std::string id =
      "claim/" + bench.plan.programmes[rule.programme].code + "/" + std::to_string(rule.year);
  const Money in_balance = rule.in_balance.value_or(Money());
  const Money additional = std::max(Money(), need - in_balance);
  const ExactProduct exact = ExactProduct().times(additional).percent(share_percent);
  const Money claim = rounded_within_limit(bench, exact, RoundingMode::down, {});
  if (exact.fits() && !exact.is_whole()) {
    bench.assessment.roundings.push_back(
        {id + "/claim_dong", "down", exact.text(), to_plain(claim)});
  }
  bench.dong_figure(id + "/need_dong", need);
  bench.dong_figure(id + "/in_balance_dong", in_balance);
  bench.dong_figure(id + "/additional_dong", additional);
  bench.figure(id + "/central_share_percent", to_plain(share_percent.reduced()), "percent");
  bench.dong_figure(id + "/claim_dong", claim);
  bench.dong_figure(id + "/local_dong", need - claim);
}

}  // namespace

void add_claim_figures(Workbench& bench, const std::vector<UnitYear>& unit_years) {
  std::map<std::pair<Index<Programme>, int>, Money> needs;
  for (const UnitYear& unit_year : unit_years)
    needs[{unit_year.programme, unit_year.year}] += unit_year.state();
  std::map<std::string, std::string> percents;
  for (std::size_t row = 0; row < bench.plan.entitlement_rules.size(); ++row) {
    const EntitlementRule& rule = bench.plan.entitlement_rules[row];
    const auto share = central_share(bench, rule, row);
    if (!share) continue;
    if (!rule.own_central_share_percent) {
      percents["central_support/" + rule.central_class + "/" + std::to_string(rule.year) +
               "/percent"] = to_plain(share->reduced());
    }
    const auto need = needs.find({rule.programme, rule.year});
    add_claim(bench, rule, *share, need == needs.end() ? Money() : need->second);
  }
  for (const auto& [id, percent] : percents) bench.figure(id, percent, "percent");
}

}  // namespace phanbo
