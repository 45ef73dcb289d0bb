#include "engine/assess/assess.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "engine/assess/kinds.hpp"
#include "models/parallel.hpp"
#include "models/sort_runs.hpp"

namespace phanbo {

namespace {

/// How one kind of programme is assessed and explained.
struct Kind {
  ProgrammeKind kind;
  void (*assess)(Workbench&, PayerFinder&);
  Derivation (*derive)(NeedGrounds&, const Demand&);
};

/// A new kind is one file and one line here.
constexpr Kind kinds[] = {
    {ProgrammeKind::entitlement, assess_entitlements, derive_entitlement},
    {ProgrammeKind::formula, assess_formulas, derive_formula},
    {ProgrammeKind::grants, assess_grants, derive_grant},
    {ProgrammeKind::projects, assess_projects, derive_project},
    {ProgrammeKind::fixed, assess_fixed_costs, derive_fixed_cost},
};

auto by_id(const Figure& a, const Figure& b) { return a.id <=> b.id; }

auto by_place(const RoundingNote& a, const RoundingNote& b) {
  return std::tie(a.where, a.rule) <=> std::tie(b.where, b.rule);
}

/// Figures and roundings, in the order of the result once they are sorted.
struct Notes {
  std::vector<Figure> figures;
  std::vector<RoundingNote> roundings;

  static Notes taken_from(Assessment& assessment) {
    return {std::exchange(assessment.figures, {}), std::exchange(assessment.roundings, {})};
  }
  void sort() {
    sort_runs(figures, by_id);
    sort_runs(roundings, by_place);
  }
  void insert(Notes later) {
    insert_sorted(std::move(later.figures), figures, by_id);
    insert_sorted(std::move(later.roundings), roundings, by_place);
  }
};

/// By table, row, field; the reader later gives them file and line.
void sort_by_row(std::vector<Problem>& problems) {
  const auto key = [](const Problem& problem) {
    return std::tie(problem.place.table, problem.place.row, problem.place.field, problem.kind->id,
                    problem.arguments);
  };
  std::stable_sort(problems.begin(), problems.end(),
                   [&](const Problem& a, const Problem& b) { return key(a) < key(b); });
}

/// All that follows the envelopes.
void assess_demands(Workbench& bench) {
  PayerFinder finder(bench);
  for (const Kind& kind : kinds) kind.assess(bench, finder);
  put_in_order(bench.assessment);
  lock_decided_amounts(bench);
  settle_wanted_amounts(bench);
  check_limits(bench);
  if (bench.wants_figures) {
    add_unit_figures(bench);
    add_drawdown_figures(bench);
  }
  use_carry_over_grounds(bench);
  use_choice_order(bench);
}

}  // namespace

AssessmentReading assess(const Plan& plan, const AssessOptions& options) {
  Workbench bench(plan);
  bench.wants_figures = options.with_figures;
  bench.threads = options.threads;
  make_envelopes(bench);
  // The notes of envelopes are nearly all that a country's plan has: they are sorted while the
  // demands are made.
  Notes notes = Notes::taken_from(bench.assessment);
  run_jobs(options.threads, 2, [&](std::size_t job) {
    if (job == 0) assess_demands(bench);
    if (job == 1) notes.sort();
  });
  Notes later = Notes::taken_from(bench.assessment);
  later.sort();
  notes.insert(std::move(later));
  bench.assessment.figures = std::move(notes.figures);
  bench.assessment.roundings = std::move(notes.roundings);
  auto& ties = bench.assessment.ties;
  std::stable_sort(ties.begin(), ties.end(),
                   [](const TieNote& a, const TieNote& b) { return a.where < b.where; });
  sort_by_row(bench.problems);
  bench.assessment.law_used = bench.law.used();
  return {std::move(bench.assessment), std::move(bench.problems)};
}

NeedExplainer::NeedExplainer(const Plan& plan, const Assessment& assessment)
    : grounds_(std::make_unique<NeedGrounds>(plan, assessment)) {}

NeedExplainer::~NeedExplainer() = default;

Derivation NeedExplainer::explain(Index<Demand> demand) {
  const Demand& row = grounds_->assessment.demands[demand];
  const Item& item = grounds_->assessment.items[row.item];
  const ProgrammeKind wanted = grounds_->plan.programmes[item.programme].kind;
  const auto* kind = std::find_if(std::begin(kinds), std::end(kinds),
                                  [&](const Kind& k) { return k.kind == wanted; });
  PB_CHECK(kind != std::end(kinds));
  return kind->derive(*grounds_, row);
}

Derivation derive_need(const Plan& plan, const Assessment& assessment, Index<Demand> demand) {
  return NeedExplainer(plan, assessment).explain(demand);
}

}  // namespace phanbo
