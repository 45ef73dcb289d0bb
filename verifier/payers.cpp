#include <algorithm>

#include "verifier/needs_parts.hpp"

/// Who may pay for what (docs/distribution.md section 1).
namespace phanbo_verify {

PayerJudge::PayerJudge(const PlanModel& plan, NeedModel& model)
    : plan_(plan), model_(model), rules_by_programme_(plan.programmes.size()) {
  for (std::size_t i = 0; i < plan.payer_rules.size(); ++i) {
    const int programme = plan.payer_rules[i].programme;
    for (std::size_t p = 0; p < rules_by_programme_.size(); ++p) {
      if (programme == nothing || programme == static_cast<int>(p)) {
        rules_by_programme_[p].push_back(static_cast<int>(i));
      }
    }
  }
  for (std::size_t i = 0; i < model.envelopes.size(); ++i) {
    const EnvelopeModel& envelope = model.envelopes[i];
    for (const int programme : envelope.pays_for) {
      envelopes_[{programme, envelope.source, envelope.year}].push_back(static_cast<int>(i));
      envelopes_of_unit_[{programme, envelope.source, envelope.year, envelope.unit}].push_back(
          static_cast<int>(i));
    }
  }
}

bool PayerJudge::kinds_agree(const SourceRow& source, const ProgrammeRow& programme) const {
  return source.expenditure_kind == "both" || source.expenditure_kind == programme.expenditure_kind;
}

/// By the nature of the money on 1 January; entitlements also where law lets that nature pay
/// social security.
bool PayerJudge::law_allows(const SourceRow& source, const ProgrammeRow& programme,
                            int year) const {
  const Day day = day_of(year, 1, 1);
  if (programme.kind == "entitlement") {
    const LawLine* social =
        plan_.law.find("source_nature_social_security_allowed", source.nature, day);
    if (social != nullptr && !social->value.is_zero()) return true;
  }
  const LawLine* kind = plan_.law.find("source_nature_" + programme.expenditure_kind + "_allowed",
                                       source.nature, day);
  return kind != nullptr && !kind->value.is_zero();
}

bool PayerJudge::tier_exists(const SourceRow& source, int year, int month) const {
  if (source.paying_budget == "outside") return true;
  const LawLine* tier =
      plan_.law.find("budget_tier_exists", source.paying_budget, day_of(year, month, 1));
  return tier != nullptr && !tier->value.is_zero();
}

bool PayerJudge::months_covered(int source, const Need& need) const {
  const int position = plan_.source_year(source, need.year);
  if (position == nothing) return false;
  const Months& months = plan_.source_years[static_cast<std::size_t>(position)].months;
  return months.first <= need.months.first && need.months.last <= months.last;
}

std::vector<Way> PayerJudge::general_ways(const Need& need) {
  const Question question{need.programme, need.unit, need.year, need.months.first,
                          need.months.last};
  const auto known = answers_.find(question);
  if (known != answers_.end()) return known->second;
  const ProgrammeRow& programme = programme_of(plan_, need);
  std::set<int> named;
  for (const int position : rules_by_programme_[static_cast<std::size_t>(need.programme)]) {
    const PayerRuleRow& rule = plan_.payer_rules[static_cast<std::size_t>(position)];
    if (rule.unit == nothing || plan_.is_within(need.unit, rule.unit)) named.insert(rule.source);
  }
  std::vector<Way> ways;
  for (const int source : named) {
    const SourceRow& row = plan_.sources[static_cast<std::size_t>(source)];
    if (months_covered(source, need) && kinds_agree(row, programme) &&
        law_allows(row, programme, need.year) && tier_exists(row, need.year, need.months.first)) {
      add_ways(source, need, ways);
    }
  }
  std::sort(ways.begin(), ways.end());
  answers_.emplace(question, ways);
  return ways;
}

/// Straight from the source, or through the envelope of the nearest unit that has one.
void PayerJudge::add_ways(int source, const Need& need, std::vector<Way>& ways) const {
  if (!envelopes_.contains({need.programme, source, need.year})) {
    ways.push_back({source, nothing});
    return;
  }
  for (int unit = need.unit; unit != nothing;
       unit = plan_.units[static_cast<std::size_t>(unit)].parent) {
    const auto found = envelopes_of_unit_.find({need.programme, source, need.year, unit});
    if (found == envelopes_of_unit_.end()) continue;
    for (const int envelope : found->second) ways.push_back({source, envelope});
    return;
  }
}

int PayerJudge::keep(std::vector<Way> ways) {
  const auto found = kept_.find(ways);
  if (found != kept_.end()) return found->second;
  const int position = static_cast<int>(model_.way_sets.size());
  model_.way_sets.push_back(ways);
  kept_.emplace(std::move(ways), position);
  return position;
}

int PayerJudge::ways_for(const Need& need, const PayerLimits& limits) {
  std::vector<Way> ways = general_ways(need);
  std::erase_if(ways, [&](const Way& way) {
    const SourceRow& source = plan_.sources[static_cast<std::size_t>(way.source)];
    if (limits.local_only && !source.is_local) return true;
    if (limits.only_sources && !limits.only_sources->contains(way.source)) return true;
    return !limits.budgets.empty() && std::find(limits.budgets.begin(), limits.budgets.end(),
                                                source.paying_budget) == limits.budgets.end();
  });
  return keep(std::move(ways));
}

}  // namespace phanbo_verify
