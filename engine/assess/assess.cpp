#include "engine/assess/assess.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "engine/assess/kinds.hpp"

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

/// Sorts by id what comes in a few long sorted runs: neighbouring runs are merged, pair by pair,
/// on places instead of figures.
void sort_figures(std::vector<Figure>& figures) {
  const auto is_before = [&](std::size_t a, std::size_t b) {
    return figures[a].id < figures[b].id;
  };
  std::vector<std::size_t> runs{0};  // where each begins
  for (std::size_t i = 1; i < figures.size(); ++i) {
    if (is_before(i, i - 1)) runs.push_back(i);
  }
  if (runs.size() == 1) return;
  std::vector<std::size_t> order(figures.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto place = [&](std::size_t run) {
    const std::size_t begin = run < runs.size() ? runs[run] : figures.size();
    return order.begin() + static_cast<std::ptrdiff_t>(begin);
  };
  for (std::size_t width = 1; width < runs.size(); width *= 2) {
    for (std::size_t run = 0; run + width < runs.size(); run += 2 * width)
      std::inplace_merge(place(run), place(run + width), place(run + 2 * width), is_before);
  }
  std::vector<Figure> sorted;
  sorted.reserve(figures.size());
  for (const std::size_t old_place : order) sorted.push_back(std::move(figures[old_place]));
  figures = std::move(sorted);
}

void sort_notes(Assessment& assessment) {
  std::stable_sort(assessment.roundings.begin(), assessment.roundings.end(),
                   [](const RoundingNote& a, const RoundingNote& b) {
                     return std::tie(a.where, a.rule) < std::tie(b.where, b.rule);
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
  sort_figures(bench.assessment.figures);
  sort_notes(bench.assessment);
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
