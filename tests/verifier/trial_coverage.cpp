#include "verifier/trial_coverage.hpp"

#include <algorithm>
#include <iomanip>
#include <ostream>
#include <string>

namespace phanbo_verify::test {

namespace {

bool has_programme(const Joined& joined, std::string_view kind) {
  return std::any_of(joined.model.needs.begin(), joined.model.needs.end(), [&](const Need& need) {
    return joined.plan.programmes[static_cast<std::size_t>(need.programme)].kind == kind;
  });
}

template <class Test>
bool any_need(const Joined& joined, Test test) {
  return std::any_of(joined.model.needs.begin(), joined.model.needs.end(), test);
}

template <class Test>
bool any_demand(const Joined& joined, Test test) {
  return std::any_of(joined.result.demands.begin(), joined.result.demands.end(), test);
}

template <class Test>
bool any_line(const Joined& joined, Test test) {
  return std::any_of(joined.result.ledger.begin(), joined.result.ledger.end(), test);
}

bool has_reason(const Joined& joined, std::string_view reason) {
  return any_demand(joined, [=](const ResultDemand& row) { return row.reason == reason; });
}

bool has_part(const Joined& joined, std::string_view part) {
  return any_line(joined, [=](const ResultLine& line) { return line.part == part; });
}

bool is_short_by(const Joined& joined, std::string_view rule) {
  const auto& shortfalls = joined.result.shortfalls;
  return std::any_of(shortfalls.begin(), shortfalls.end(), [&](const ResultShortfall& row) {
    const auto& classes = joined.plan.classes;
    return std::any_of(classes.begin(), classes.end(), [&](const ClassRow& known) {
      return known.code == row.priority_class && known.rule == rule;
    });
  });
}

bool has_limit(const Joined& joined, std::string_view kind) {
  const auto& shortfalls = joined.result.shortfalls;
  return std::any_of(shortfalls.begin(), shortfalls.end(), [=](const ResultShortfall& row) {
    return std::any_of(row.limits.begin(), row.limits.end(),
                       [=](const ResultLimit& limit) { return limit.kind == kind; });
  });
}

bool has_formula(const Joined& joined, std::string_view method, bool makes_envelopes) {
  return std::any_of(joined.plan.formulas.begin(), joined.plan.formulas.end(),
                     [=](const FormulaRow& row) {
                       return row.method == method && row.makes_envelopes == makes_envelopes;
                     });
}

bool has_kind(const Joined& joined, std::string_view kind) {
  return std::any_of(joined.plan.criteria.begin(), joined.plan.criteria.end(),
                     [=](const CriterionRow& row) { return row.kind == kind; });
}

/// Did a choice take, of any item, an option whose name has this in it?
bool took(const Joined& joined, std::string_view part) {
  if (joined.result.choices->count == 0) return false;
  return std::any_of(joined.result.projects.begin(), joined.result.projects.end(),
                     [=](const ResultProject& row) {
                       return row.selected && row.schedule.find(part) != std::string_view::npos;
                     });
}

bool has_lock(const Joined& joined, std::string_view lock) {
  return std::any_of(joined.plan.choice_rules.begin(), joined.plan.choice_rules.end(),
                     [=](const ChoiceRuleRow& row) { return row.lock == lock; });
}

bool carries_over(const Joined& joined) {
  return std::any_of(joined.result.sources.begin(), joined.result.sources.end(),
                     [](const ResultSource& row) { return row.carried_out > 0; });
}

bool has_envelope_below_another(const Joined& joined) {
  return std::any_of(joined.model.envelopes.begin(), joined.model.envelopes.end(),
                     [](const EnvelopeModel& row) { return row.parent != nothing; });
}

bool is_fixed_by_authority(const Joined& joined) {
  return any_line(joined, [](const ResultLine& l) { return l.reason == "fixed_by_authority"; });
}

bool has_many_payers(const Joined& joined) {
  return std::any_of(joined.lines_of_need.begin(), joined.lines_of_need.end(),
                     [](const std::vector<int>& lines) { return lines.size() > 1; });
}

struct Feature {
  std::string_view name;
  bool (*shows)(const Joined& joined);
};

constexpr Feature features[] = {
    {"programme fixed", [](const Joined& j) { return has_programme(j, "fixed"); }},
    {"programme entitlement", [](const Joined& j) { return has_programme(j, "entitlement"); }},
    {"programme grants", [](const Joined& j) { return has_programme(j, "grants"); }},
    {"programme projects", [](const Joined& j) { return has_programme(j, "projects"); }},
    {"formula by points", [](const Joined& j) { return has_formula(j, "points", false); }},
    {"formula by rates", [](const Joined& j) { return has_formula(j, "rates", false); }},
    {"envelopes", [](const Joined& j) { return !j.model.envelopes.empty(); }},
    {"envelope below an envelope", has_envelope_below_another},
    {"top-up", [](const Joined& j) { return !j.plan.top_ups.empty(); }},
    {"kept money", [](const Joined& j) { return !j.plan.kept_money.empty(); }},
    {"caps", [](const Joined& j) { return !j.plan.caps.empty(); }},
    {"limits of project sources", [](const Joined& j) { return !j.plan.project_sources.empty(); }},
    {"local share", [](const Joined& j) { return has_part(j, "local_share"); }},
    {"locked amounts", [](const Joined& j) { return has_part(j, "decided"); }},
    {"fixed by an authority", is_fixed_by_authority},
    {"transfers", [](const Joined& j) { return has_part(j, "transfer"); }},
    {"carries over", carries_over},
    {"several years", [](const Joined& j) { return j.plan.year_count() > 1; }},
    {"by_year", [](const Joined& j) { return j.plan.by_year; }},
    {"several payers of one demand", has_many_payers},
    {"in whole items",
     [](const Joined& j) { return any_need(j, [](const Need& n) { return !n.divisible; }); }},
    {"steps over 1 dong",
     [](const Joined& j) { return any_need(j, [](const Need& n) { return n.step > 1; }); }},
    {"over a trillion dong",
     [](const Joined& j) {
       return any_need(j, [](const Need& n) { return n.need > 1'000'000'000'000; });
     }},
    {"everything in full", [](const Joined& j) { return j.result.shortfalls.empty(); }},
    {"short in_full", [](const Joined& j) { return is_short_by(j, "in_full"); }},
    {"short in_rank_order", [](const Joined& j) { return is_short_by(j, "in_rank_order"); }},
    {"short pro_rata", [](const Joined& j) { return is_short_by(j, "pro_rata"); }},
    {"short by_points", [](const Joined& j) { return is_short_by(j, "by_points"); }},
    {"short max_min", [](const Joined& j) { return is_short_by(j, "max_min"); }},
    {"short of source-years", [](const Joined& j) { return has_limit(j, "source_year"); }},
    {"short by a cap", [](const Joined& j) { return has_limit(j, "cap"); }},
    {"short by an envelope", [](const Joined& j) { return has_limit(j, "envelope"); }},
    {"short by kept money", [](const Joined& j) { return has_limit(j, "kept_money"); }},
    {"short by carry-over limits", [](const Joined& j) { return has_limit(j, "carry_over"); }},
    {"short by project limits", [](const Joined& j) { return has_limit(j, "project_source"); }},
    {"short by local shares", [](const Joined& j) { return has_limit(j, "local_share"); }},
    {"ties", [](const Joined& j) { return !j.result.ties.empty(); }},
    {"below least useful", [](const Joined& j) { return has_reason(j, "below_least_useful"); }},
    {"whole does not fit", [](const Joined& j) { return has_reason(j, "whole_does_not_fit"); }},
    {"no dossier", [](const Joined& j) { return has_reason(j, "no_dossier"); }},
    {"nobody may pay", [](const Joined& j) { return has_reason(j, "nobody_may_pay"); }},
    {"conditional", [](const Joined& j) { return has_reason(j, "conditional"); }},
    {"nothing needed", [](const Joined& j) { return has_reason(j, "nothing_needed"); }},
    {"criteria of bands", [](const Joined& j) { return has_kind(j, "bands"); }},
    {"criteria of brackets", [](const Joined& j) { return has_kind(j, "brackets"); }},
    {"criteria of marginal bands", [](const Joined& j) { return has_kind(j, "marginal"); }},
    {"criteria of categories", [](const Joined& j) { return has_kind(j, "category"); }},
    {"criteria of highest class", [](const Joined& j) { return has_kind(j, "highest"); }},
    {"criteria of bonuses", [](const Joined& j) { return has_kind(j, "bonus"); }},
    {"criteria of expressions", [](const Joined& j) { return has_kind(j, "expression"); }},
    {"formula by amounts", [](const Joined& j) { return has_formula(j, "amounts", false); }},
    {"floors and caps of shares",
     [](const Joined& j) {
       return std::any_of(
           j.plan.formulas.begin(), j.plan.formulas.end(),
           [](const FormulaRow& row) { return !row.least.empty() || !row.most.empty(); });
     }},
    {"best_value", [](const Joined& j) { return j.result.choices->count > 0; }},
    {"chosen later", [](const Joined& j) { return took(j, "given+"); }},
    {"chosen in part", [](const Joined& j) { return took(j, "given@"); }},
    {"chosen by a schedule", [](const Joined& j) { return took(j, "cham"); }},
    {"not chosen", [](const Joined& j) { return has_reason(j, "not_chosen"); }},
    {"must be chosen", [](const Joined& j) { return has_lock(j, "must"); }},
    {"must not be chosen", [](const Joined& j) { return has_lock(j, "must_not"); }},
    {"exclusions", [](const Joined& j) { return !j.plan.exclusions.empty(); }},
    {"prerequisites", [](const Joined& j) { return !j.plan.prerequisites.empty(); }},
    {"limits of choice", [](const Joined& j) { return !j.plan.choice_limits.empty(); }},
    {"status shortfall", [](const Joined& j) { return j.result.status == "shortfall"; }},
};
static_assert(std::size(features) <= 96);

}  // namespace

void TrialCoverage::observe(const Joined& joined) {
  ++plans_;
  for (std::size_t i = 0; i < std::size(features); ++i) {
    if (features[i].shows(joined)) ++counts_[i];
  }
}

void TrialCoverage::print(std::ostream& out) const {
  for (std::size_t i = 0; i < std::size(features); ++i) {
    const std::size_t tenths = plans_ == 0 ? 0 : counts_[i] * 1'000 / plans_;
    out << "  " << std::left << std::setw(30) << features[i].name << std::right << std::setw(8)
        << counts_[i] << std::setw(5) << tenths / 10 << "." << tenths % 10 << " %\n";
  }
}

std::size_t TrialCoverage::count(std::string_view name) const {
  for (std::size_t i = 0; i < std::size(features); ++i) {
    if (features[i].name == name) return counts_[i];
  }
  return 0;
}

std::size_t TrialCoverage::feature_count() { return std::size(features); }
std::string_view TrialCoverage::feature_name(std::size_t feature) { return features[feature].name; }

}  // namespace phanbo_verify::test
