#include "engine/assess/assess.hpp"

#include <algorithm>
#include <tuple>

#include "engine/assess/kinds.hpp"
#include "engine/assess/sort_runs.hpp"
#include "models/parallel.hpp"

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

void sort_notes(Assessment& assessment, int threads) {
  run_jobs(threads, 2, [&](std::size_t job) {
    if (job == 0) {
      sort_runs(assessment.figures, [](const Figure& a, const Figure& b) { return a.id <=> b.id; });
    } else {
      sort_runs(assessment.roundings, [](const RoundingNote& a, const RoundingNote& b) {
        return std::tie(a.where, a.rule) <=> std::tie(b.where, b.rule);
      });
    }
  });
  std::stable_sort(assessment.ties.begin(), assessment.ties.end(),
                   [](const TieNote& a, const TieNote& b) { return a.where < b.where; });
}

/// By table, row, field; the reader later gives them file and line.
void sort_by_row(std::vector<Problem>& problems) {
  const auto key = [](const Problem& problem) {
    return std::tie(problem.place.table, problem.place.row, problem.place.field, problem.kind->id,
                    problem.arguments);
  };
  std::stable_sort(problems.begin(), problems.end(),
                   [&](const Problem& a, const Problem& b) { return key(a) < key(b); });
}

}  // namespace

AssessmentReading assess(const Plan& plan, const AssessOptions& options) {
  Workbench bench(plan);
  bench.wants_figures = options.with_figures;
  bench.threads = options.threads;
  make_envelopes(bench);
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
  sort_notes(bench.assessment, options.threads);
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
