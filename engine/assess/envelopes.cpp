#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>
#include <vector>

#include "engine/assess/formula_shares.hpp"
#include "engine/assess/kinds.hpp"
#include "engine/assess/problem_kinds.hpp"
#include "models/parallel.hpp"
#include "models/sort_runs.hpp"

namespace phanbo {

namespace {

int depth_of(const Plan& plan, Index<Unit> unit) {
  int depth = 0;
  for (; unit.is_set(); unit = plan.units[unit].parent) ++depth;
  return depth;
}

/// Formulas that make envelopes, by how deep their parent lies. Those of higher units come first:
/// theirs may be split further. At one depth none rests on another.
std::map<int, std::vector<std::size_t>> envelope_formulas(const Plan& plan) {
  std::map<int, std::vector<std::size_t>> rows;
  for (std::size_t row = 0; row < plan.formulas.size(); ++row) {
    const Formula& formula = plan.formulas[row];
    if (formula.result == FormulaResult::envelope)
      rows[depth_of(plan, formula.parent)].push_back(row);
  }
  return rows;
}

bool names_programme(const Plan& plan, const Envelope& envelope, Index<Programme> programme) {
  return std::any_of(plan.formulas.begin(), plan.formulas.end(), [&](const Formula& formula) {
    return formula.programme == envelope.programme && formula.year == envelope.year &&
           formula.parent == plan.units[envelope.unit].parent &&
           std::find(formula.envelope_for.begin(), formula.envelope_for.end(), programme) !=
               formula.envelope_for.end();
  });
}

/// Envelopes that may be split further, by unit, source and year.
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

/// A formula that makes envelopes: what it shares, and what it came to.
struct EnvelopeFormula {
  std::size_t row = 0;
  Index<Envelope> above;
  std::optional<Money> pool;
  std::optional<std::vector<UnitShare>> units;
  Assessment notes;  ///< figures, roundings and ties, where they are not on the bench
};

bool may_share(Workbench& bench, std::size_t row) {
  const Formula& formula = bench.plan.formulas[row];
  if (!bench.is_of_kind(formula.programme, ProgrammeKind::formula, {"formulas", row, "programme"}))
    return false;
  if (formula.pool_source.is_set()) return true;
  bench.report(assess_problems::formula_source_missing, {"formulas", row, "pool_source"},
               {bench.plan.programmes[formula.programme].code, std::to_string(formula.year)});
  return false;
}

void share(Workbench& bench, FormulaBook& book, EnvelopeFormula& work) {
  auto shares = book.share(work.row, work.pool);
  if (!shares) return;
  add_share_figures(bench, bench.plan.formulas[work.row], *shares);
  work.units = std::move(shares->units);
}

/// On a bench of its own. Where problems are found nothing is kept: on the common bench they are
/// found in their turn.
void share_aside(const Workbench& bench, const FormulaBook& book, EnvelopeFormula& work) {
  Workbench own_bench(bench.plan);
  own_bench.wants_figures = bench.wants_figures;
  FormulaBook own_book(own_bench, book);
  if (may_share(own_bench, work.row)) share(own_bench, own_book, work);
  if (own_bench.problems.empty()) {
    work.notes = std::move(own_bench.assessment);
  } else {
    work.units.reset();
  }
}

/// Room for what the formulas came to is made once, with a sixteenth more for the notes of others.
void make_room(const std::vector<EnvelopeFormula>& works, Assessment& assessment) {
  std::size_t figures = 0, roundings = 0, envelopes = 0;
  for (const EnvelopeFormula& work : works) {
    figures += work.notes.figures.size();
    roundings += work.notes.roundings.size();
    envelopes += work.units ? work.units->size() : 0;
  }
  assessment.figures.reserve(assessment.figures.size() + figures + figures / 16);
  assessment.roundings.reserve(assessment.roundings.size() + roundings + roundings / 16);
  assessment.envelopes.rows().reserve(assessment.envelopes.size() + envelopes);
}

/// The rows are taken over, and their storage is given back at once.
template <class Row>
void append(std::vector<Row> rows, std::vector<Row>& all) {
  all.insert(all.end(), std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
}

void add_envelopes(Workbench& bench, FormulaBook& book, EnvelopePlaces& places,
                   EnvelopeFormula work) {
  const Plan& plan = bench.plan;
  const Formula& formula = plan.formulas[work.row];
  const std::string& programme = plan.programmes[formula.programme].code;
  append(std::move(work.notes.figures), bench.assessment.figures);
  append(std::move(work.notes.roundings), bench.assessment.roundings);
  append(std::move(work.notes.ties), bench.assessment.ties);
  if (!work.units) share(bench, book, work);
  if (!work.units) return;
  auto& envelopes = bench.assessment.envelopes;
  for (const UnitShare& unit : *work.units) {
    Envelope envelope;
    envelope.code =
        programme + "/" + plan.units[unit.unit].code + "/" + std::to_string(formula.year);
    envelope.programme = formula.programme;
    envelope.unit = unit.unit;
    envelope.source = formula.pool_source;
    envelope.year = formula.year;
    envelope.amount = unit.amount();
    envelope.parent = work.above;
    const Index<Envelope> made = envelopes.push_back(std::move(envelope));
    const auto place = places.find({unit.unit, formula.pool_source, formula.year});
    if (place != places.end()) place->second.push_back(made);
  }
}

void sort_by_code(Table<Envelope>& envelopes) {
  auto& rows = envelopes.rows();
  const std::vector<std::size_t> order =
      order_of_runs(rows, [](const Envelope& a, const Envelope& b) { return a.code <=> b.code; });
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
  const auto formulas = envelope_formulas(bench.plan);
  if (formulas.empty()) return;
  const auto& envelopes = bench.assessment.envelopes;
  FormulaBook book(bench);
  EnvelopePlaces places;
  for (const auto& [depth, rows] : formulas) {
    for (const std::size_t row : rows) {
      const Formula& formula = bench.plan.formulas[row];
      places[{formula.parent, formula.pool_source, formula.year}];
    }
  }
  for (const auto& [depth, rows] : formulas) {
    std::vector<EnvelopeFormula> works;
    for (const std::size_t row : rows) {
      const Formula& formula = bench.plan.formulas[row];
      EnvelopeFormula work{
          row, envelope_above(bench.plan, envelopes, places, formula), formula.pool, {}, {}};
      if (!work.pool && work.above.is_set()) work.pool = envelopes[work.above].amount;
      works.push_back(std::move(work));
    }
    run_jobs(bench.threads, works.size(),
             [&](std::size_t i) { share_aside(bench, book, works[i]); });
    make_room(works, bench.assessment);
    for (EnvelopeFormula& work : works) {
      if (may_share(bench, work.row)) add_envelopes(bench, book, places, std::move(work));
    }
  }
  sort_by_code(bench.assessment.envelopes);
}

}  // namespace phanbo
