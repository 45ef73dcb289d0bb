#include "inputs/read_plan.hpp"

#include "inputs/row_places.hpp"
#include "inputs/text_plan.hpp"

namespace phanbo {

namespace {

/// The plan as its files say. The tables are taken over, not copied: they may be large.
PlanReading plan_of(const std::shared_ptr<TextPlan>& text) {
  PlanParts parts{text->header,
                  std::move(text->tables),
                  std::move(text->law_used),
                  std::move(text->problems),
                  {},
                  {}};
  return make_plan(text, std::move(parts));
}

}  // namespace

PlanReading read_plan(const std::filesystem::path& path, const LawBook& shipped_law,
                      std::span<const EmbeddedFile> shipped_packs) {
  return plan_of(read_text(path, shipped_law, shipped_packs));
}

PlanReading read_plan_in_memory(std::span<const EmbeddedFile> files, const LawBook& shipped_law,
                                std::span<const EmbeddedFile> shipped_packs) {
  return plan_of(read_text_in_memory(files, shipped_law, shipped_packs));
}

void locate_problem(Problem& problem, const PlanTables& tables) {
  if (problem.place.table.empty() || problem.place.line > 0) return;
  for (const TableRows& table : tables) {
    if (table.spec->name != problem.place.table) continue;
    if (table.places.source == nullptr && table.places.foreign.empty()) continue;
    Place found = place_of_cell(table.places, problem.place.row, problem.place.field);
    found.table = problem.place.table;
    found.row = problem.place.row;
    found.field = problem.place.field;
    problem.place = std::move(found);
  }
}

void locate(std::vector<Problem>& problems, const PlanReading& reading) {
  for (Problem& problem : problems) {
    locate_problem(problem, reading.places->tables);
    // What concerns the plan as a whole stands where the plan begins.
    if (problem.place.file.empty() && !reading.places->text->sources.empty())
      problem.place.file = reading.places->text->sources.front().path;
  }
  sort_problems(problems);
}

}  // namespace phanbo
