#include <algorithm>
#include <map>
#include <tuple>
#include <vector>

#include "engine/assess/formula_shares.hpp"
#include "engine/assess/kinds.hpp"
#include "engine/assess/problem_kinds.hpp"
#include "engine/assess/sort_runs.hpp"

namespace phanbo {

namespace {

int depth_of(const Plan& plan, Index<Unit> unit) {
  int depth = 0;
  for (; unit.is_set(); unit = plan.units[unit].parent) ++depth;
  return depth;
}

/// Formulas that make envelopes, those of higher units first: theirs may be split further.
std::vector<std::size_t> envelope_formulas(const Plan& plan) {
  std::vector<std::pair<int, std::size_t>> rows;
  for (std::size_t row = 0; row < plan.formulas.size(); ++row) {
    const Formula& formula = plan.formulas[row];
    if (formula.result == FormulaResult::envelope)
      rows.emplace_back(depth_of(plan, formula.parent), row);
  }
  std::sort(rows.begin(), rows.end());
  std::vector<std::size_t> order;
  for (const auto& [depth, row] : rows) order.push_back(row);
  return order;
}

bool names_programme(const Plan& plan, const Envelope& envelope, Index<Programme> programme) {
  return std::any_of(plan.formulas.begin(), plan.formulas.end(), [&](const Formula& formula) {
    return formula.programme == envelope.programme && formula.year == envelope.year &&
           formula.parent == plan.units[envelope.unit].parent &&
           std::find(formula.envelope_for.begin(), formula.envelope_for.end(), programme) !=
               formula.envelope_for.end();
  });
}

/// Envelopes by unit, source and year.
using EnvelopePlaces =
    std::map<std::tuple<Index<Unit>, Index<Source>, int>, std::vector<Index<Envelope>>>;

/// The envelope of the formula's parent unit from the same source and year. Of several, one that is
/// meant for this programme, then the first by code.
Index<Envelope> envelope_above(const Plan& plan, const Table<Envelope>& envelopes,
                               const EnvelopePlaces& places, const Formula& formula) {
  Index<Envelope> best;
  bool best_is_meant = false;
  const auto found = places.find({formula.parent, formula.pool_source, formula.year});
  if (found == places.end()) return best;
  for (const Index<Envelope> index : found->second) {
    const Envelope& envelope = envelopes[index];
    if (envelope.programme == formula.programme) continue;
    const bool is_meant = names_programme(plan, envelope, formula.programme);
    const bool is_better = !best.is_set() || (is_meant && !best_is_meant) ||
                           (is_meant == best_is_meant && envelope.code < envelopes[best].code);
    if (!is_better) continue;
    best = index;
    best_is_meant = is_meant;
  }
  return best;
}

void make_envelopes_of(Workbench& bench, FormulaBook& book, EnvelopePlaces& places,
                       std::size_t row) {
  const Plan& plan = bench.plan;
  const Formula& formula = plan.formulas[row];
  const std::string& programme = plan.programmes[formula.programme].code;
  if (!formula.pool_source.is_set()) {
    bench.report(assess_problems::formula_source_missing, {"formulas", row, "pool_source"},
                 {programme, std::to_string(formula.year)});
    return;
  }
  auto& envelopes = bench.assessment.envelopes;
  const Index<Envelope> above = envelope_above(plan, envelopes, places, formula);
  std::optional<Money> pool = formula.pool;
  if (!pool && above.is_set()) pool = envelopes[above].amount;
  const auto shares = book.share(row, pool);
  if (!shares) return;
  add_share_figures(bench, formula, *shares);
  for (const UnitShare& unit : shares->units) {
    Envelope envelope;
    envelope.code =
        programme + "/" + plan.units[unit.unit].code + "/" + std::to_string(formula.year);
    envelope.programme = formula.programme;
    envelope.unit = unit.unit;
    envelope.source = formula.pool_source;
    envelope.year = formula.year;
    envelope.amount = unit.amount();
    envelope.parent = above;
    const std::tuple place{unit.unit, formula.pool_source, formula.year};
    places[place].push_back(envelopes.push_back(std::move(envelope)));
  }
}

void sort_by_code(Table<Envelope>& envelopes) {
  auto& rows = envelopes.rows();
  const std::vector<std::size_t> order =
      order_of_runs(rows, [](const Envelope& a, const Envelope& b) { return a.code < b.code; });
  std::vector<std::size_t> new_place(rows.size());
  std::vector<Envelope> sorted;
  sorted.reserve(rows.size());
  for (const std::size_t old_place : order) {
    new_place[old_place] = sorted.size();
    sorted.push_back(std::move(rows[old_place]));
  }
  rows = std::move(sorted);
  for (Envelope& envelope : rows) {
    if (envelope.parent.is_set())
      envelope.parent = Index<Envelope>(new_place[envelope.parent.position()]);
  }
}

}  // namespace

void make_envelopes(Workbench& bench) {
  const std::vector<std::size_t> formulas = envelope_formulas(bench.plan);
  if (formulas.empty()) return;
  FormulaBook book(bench);
  EnvelopePlaces places;
  for (const std::size_t row : formulas) {
    if (bench.is_of_kind(bench.plan.formulas[row].programme, ProgrammeKind::formula,
                         {"formulas", row, "programme"})) {
      make_envelopes_of(bench, book, places, row);
    }
  }
  sort_by_code(bench.assessment.envelopes);
}

}  // namespace phanbo
