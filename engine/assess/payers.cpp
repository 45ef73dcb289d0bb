#include "engine/assess/payers.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "engine/assess/problem_kinds.hpp"
#include "engine/assess/workbench.hpp"

namespace phanbo {

namespace {

/// Two indexes in one key; "not set" has a place of its own.
template <class A, class B>
std::uint64_t pair_key(Index<A> a, Index<B> b) {
  const std::uint64_t high = a.is_set() ? a.position() + 1 : 0;
  const std::uint64_t low = b.is_set() ? b.position() + 1 : 0;
  return high << 32 | low;
}

std::size_t mix(std::size_t seed, std::size_t value) {
  return (seed ^ value) * 0x9E3779B97F4A7C15U + (seed >> 29);
}

template <class Row>
std::size_t place_of(Index<Row> index) {
  return index.is_set() ? index.position() + 1 : 0;
}

bool pays_kind(ExpenditureKind of_source, ExpenditureKind wanted) {
  return of_source == ExpenditureKind::both || of_source == wanted;
}

std::size_t hash_of(const std::vector<Payer>& payers) {
  std::size_t seed = payers.size();
  for (const Payer& payer : payers) seed = mix(seed, pair_key(payer.source, payer.envelope));
  return seed;
}

/// The formula that an envelope comes from: by programme, year and the unit whose parts it gives.
using FormulaPlaces = std::map<std::tuple<Index<Programme>, int, Index<Unit>>, const Formula*>;

FormulaPlaces places_of(const std::vector<Formula>& formulas) {
  FormulaPlaces places;
  for (const Formula& formula : formulas)
    places.try_emplace({formula.programme, formula.year, formula.parent}, &formula);
  return places;
}

}  // namespace

std::size_t PayerFinder::QuestionHash::operator()(const PayerQuestion& question) const {
  std::size_t seed = mix(place_of(question.programme), place_of(question.unit));
  seed = mix(seed, static_cast<std::size_t>(question.year));
  return mix(seed, static_cast<std::size_t>(question.months.first * 16 + question.months.last));
}

PayerFinder::PayerFinder(Workbench& bench) : bench_(bench) {
  const Plan& plan = bench.plan;
  for (const PayerRule& rule : plan.payer_rules) {
    rules_[pair_key(rule.programme, rule.unit)].push_back(rule.source);
    any_rule_names_a_unit_ = any_rule_names_a_unit_ || rule.unit.is_set();
  }
  const auto year_count = static_cast<std::size_t>(std::max(plan.year_count(), 0));
  years_.assign(plan.sources.size(), std::vector<YearOfSource>(year_count));
  for (const SourceYear& row : plan.source_years) {
    if (!plan.has_year(row.year)) continue;
    YearOfSource& year = years_[row.source.position()][plan.year_position(row.year)];
    year.has_money = true;
    year.months = row.months;
  }
  index_envelopes();
}

void PayerFinder::index_envelopes() {
  const auto& envelopes = bench_.assessment.envelopes;
  const FormulaPlaces places = places_of(bench_.plan.formulas);
  for (std::size_t i = 0; i < envelopes.size(); ++i) {
    const Envelope& envelope = envelopes.rows()[i];
    const auto found =
        places.find({envelope.programme, envelope.year, bench_.plan.units[envelope.unit].parent});
    PB_CHECK(found != places.end());
    const Formula* formula = found->second;
    for (const Index<Programme> programme : formula->envelope_for) {
      const EnvelopeKey key{programme, envelope.source, envelope.year};
      envelopes_[key].emplace_back(envelope.unit, Index<Envelope>(i));
    }
  }
  for (auto& [key, by_unit] : envelopes_) std::sort(by_unit.begin(), by_unit.end());
}

Index<PayerSet> PayerFinder::find(const PayerQuestion& question, const PayerFilter& filter) {
  const Index<PayerSet> all = find_unfiltered(question);
  if (filter.budgets.empty() && !filter.only_sources && !filter.local_only) return all;
  std::vector<Payer> payers;
  for (const Payer& payer : bench_.assessment.payer_sets[all].payers) {
    const Source& source = bench_.plan.sources[payer.source];
    const auto& budgets = filter.budgets;
    if (!budgets.empty() &&
        std::find(budgets.begin(), budgets.end(), source.paying_budget) == budgets.end()) {
      continue;
    }
    if (filter.only_sources && !std::binary_search(filter.only_sources->begin(),
                                                   filter.only_sources->end(), payer.source)) {
      continue;
    }
    if (filter.local_only && !source.is_local()) continue;
    payers.push_back(payer);
  }
  return intern(std::move(payers));
}

Index<PayerSet> PayerFinder::find_unfiltered(const PayerQuestion& question) {
  const auto known = answers_.find(question);
  if (known != answers_.end()) return known->second;
  std::vector<Payer> payers;
  for (const Index<Source> source : named_sources(question)) {
    const SourceAnswer answer = answer_for(source, question);
    if (answer.may_pay) add_ways(source, answer.envelopes, question.unit, payers);
  }
  std::sort(payers.begin(), payers.end());
  const Index<PayerSet> answer = intern(std::move(payers));
  answers_.emplace(question, answer);
  return answer;
}

/// The sources that some payer rule names for the programme, for the unit or a unit above it.
std::vector<Index<Source>> PayerFinder::named_sources(const PayerQuestion& question) const {
  std::vector<Index<Source>> sources;
  const auto add = [&](Index<Programme> programme, Index<Unit> unit) {
    const auto found = rules_.find(pair_key(programme, unit));
    if (found == rules_.end()) return;
    sources.insert(sources.end(), found->second.begin(), found->second.end());
  };
  for (const Index<Programme> programme : {question.programme, Index<Programme>()}) {
    add(programme, Index<Unit>());
    if (!any_rule_names_a_unit_) continue;
    for (Index<Unit> unit = question.unit; unit.is_set(); unit = bench_.plan.units[unit].parent)
      add(programme, unit);
  }
  std::sort(sources.begin(), sources.end());
  sources.erase(std::unique(sources.begin(), sources.end()), sources.end());
  return sources;
}

PayerFinder::SourceAnswer PayerFinder::answer_for(Index<Source> source,
                                                  const PayerQuestion& question) {
  auto& answers = source_answers_[{question.programme, question.year, question.months.first,
                                   question.months.last}];
  answers.resize(bench_.plan.sources.size());
  SourceAnswer& answer = answers[source.position()];
  if (!answer.is_known) {
    const auto tied = envelopes_.find({question.programme, source, question.year});
    answer = {true, may_pay(source, question), tied == envelopes_.end() ? nullptr : &tied->second};
  }
  return answer;
}

bool PayerFinder::may_pay(Index<Source> source, const PayerQuestion& question) {
  const Plan& plan = bench_.plan;
  const Programme& programme = plan.programmes[question.programme];
  if (!plan.has_year(question.year)) return false;
  if (!pays_kind(plan.sources[source].expenditure_kind, programme.expenditure_kind)) return false;
  const YearOfSource& year = years_[source.position()][plan.year_position(question.year)];
  if (!year.has_money || !year.months.covers(question.months)) return false;
  return law_allows(source, question.year, programme) &&
         tier_exists(source, question.year, question.months.first);
}

bool PayerFinder::law_allows(Index<Source> source, int year, const Programme& programme) {
  const std::size_t kind = programme.kind == ProgrammeKind::entitlement                ? 2
                           : programme.expenditure_kind == ExpenditureKind::investment ? 1
                                                                                       : 0;
  signed char& answer = years_[source.position()][bench_.plan.year_position(year)].may_pay[kind];
  if (answer < 0) answer = ask_law(source, year, programme) ? 1 : 0;
  return answer == 1;
}

bool PayerFinder::ask_law(Index<Source> source, int year, const Programme& programme) {
  const Date new_year{year, 1, 1};
  const std::string& nature = bench_.plan.sources[source].nature;
  // Salary-reform money may pay social-security policies of the centre whatever else it may not.
  if (programme.kind == ProgrammeKind::entitlement) {
    const LawRow* row = bench_.law.take("source_nature_social_security_allowed", nature, new_year);
    if (row != nullptr && !row->value->is_zero()) return true;
  }
  const std::string_view topic = programme.expenditure_kind == ExpenditureKind::investment
                                     ? "source_nature_investment_allowed"
                                     : "source_nature_recurrent_allowed";
  const LawRow* row =
      bench_.law_row(topic, nature, new_year, {"sources", source.position(), "nature"});
  return row != nullptr && !row->value->is_zero();
}

bool PayerFinder::tier_exists(Index<Source> source, int year, int month) {
  const PayingBudget tier = bench_.plan.sources[source].paying_budget;
  if (tier == PayingBudget::outside) return true;  // no budget, so no tier of it
  const std::uint64_t key =
      static_cast<std::uint64_t>(tier) << 32 | static_cast<std::uint64_t>(year * 16 + month);
  const auto known = tiers_.find(key);
  if (known != tiers_.end()) return known->second;
  const LawRow* row = bench_.law_row("budget_tier_exists", to_code(tier), {year, month, 1},
                                     {"sources", source.position(), "paying_budget"});
  const bool exists = row != nullptr && !row->value->is_zero();
  tiers_.emplace(key, exists);
  return exists;
}

/// Once any envelope ties the source to units for this programme and year, it is drawn through the
/// envelope of the demand's unit, or of the nearest unit above that has one, and in no other way.
void PayerFinder::add_ways(Index<Source> source, const EnvelopesByUnit* envelopes, Index<Unit> unit,
                           std::vector<Payer>& payers) const {
  if (envelopes == nullptr) {
    payers.push_back({source, Index<Envelope>()});
    return;
  }
  const auto before = [](const auto& entry, Index<Unit> wanted) { return entry.first < wanted; };
  for (; unit.is_set(); unit = bench_.plan.units[unit].parent) {
    auto found = std::lower_bound(envelopes->begin(), envelopes->end(), unit, before);
    if (found == envelopes->end() || found->first != unit) continue;
    for (; found != envelopes->end() && found->first == unit; ++found)
      payers.push_back({source, found->second});
    return;
  }
}

Index<PayerSet> PayerFinder::intern(std::vector<Payer> payers) {
  auto& payer_sets = bench_.assessment.payer_sets;
  const std::size_t hash = hash_of(payers);
  const auto [first, last] = sets_.equal_range(hash);
  for (auto known = first; known != last; ++known) {
    if (payer_sets[known->second].payers == payers) return known->second;
  }
  const Index<PayerSet> index = payer_sets.push_back({std::move(payers)});
  sets_.emplace(hash, index);
  return index;
}

}  // namespace phanbo
