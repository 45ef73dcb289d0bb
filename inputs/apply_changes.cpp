#include "inputs/apply_changes.hpp"

#include <algorithm>
#include <map>

#include "inputs/kinds_of_changes.hpp"
#include "inputs/kinds_of_tables.hpp"
#include "inputs/row_places.hpp"
#include "models/limits.hpp"

namespace phanbo {

using namespace input_problem;

namespace {

using ChangesByTable = std::map<std::string_view, std::vector<const PlanChange*>>;

ChangesByTable by_table(const TextPlan& text, std::span<const PlanChange> changes,
                        ProblemList& problems) {
  ChangesByTable sorted;
  for (const PlanChange& change : changes) {
    if (change.table == header_table) continue;
    const bool is_law = change.table == law_used_table_name && text.law_used.has_value();
    if (!is_law && find_table_spec(change.table) == nullptr) {
      std::vector<std::string> names{std::string(header_table)};
      for (const TableSpec& spec : table_specs()) names.emplace_back(spec.name);
      problems.add(unknown_table, change.place, {change.table, offered_names(change.table, names)});
      continue;
    }
    sorted[change.table].push_back(&change);
  }
  return sorted;
}

YearsOnTheWay years_of(const TextPlan& text, std::span<const PlanChange> changes) {
  YearsOnTheWay years{text.header.first_year, text.header.last_year};
  for (const PlanChange& change : changes) {
    if (change.table != header_table) continue;
    for (const ChangedCell& cell : change.cells) years.widen(cell);
  }
  return years;
}

bool has_other_years(const PlanHeader& a, const PlanHeader& b) {
  return a.first_year != b.first_year || a.last_year != b.last_year;
}

/// Projects without an order of their statuses, where a change brought the one or took the other.
void check_projects_have_an_order(const TextPlan& text, PlanParts& parts) {
  if (table_named(parts.tables, "projects").row_count() == 0) return;
  if (!parts.header.capital_priority.empty()) return;
  parts.problems.add(missing_key, place_in(*text.header_source, {}, 0, 1), {"capital_priority"});
}

}  // namespace

void YearsOnTheWay::widen(const ChangedCell& cell) {
  if (cell.column != "first_year" && cell.column != "last_year") return;
  const NumberText number = parse_number(cell.value, NumberStyle::plain);
  const auto year = number.fault == nullptr ? scaled_to_whole(number, 0) : std::nullopt;
  if (!year || *year < limit_year_first || *year > limit_year_last) return;
  first = std::min(first, static_cast<int>(*year));
  last = std::max(last, static_cast<int>(*year));
}

bool YearsOnTheWay::has_column(const TableSpec& table, std::string_view column) const {
  if (!table.years_across || !column.starts_with('y')) return false;
  const std::vector<std::string> columns = canonical_columns(table, first, last);
  return std::find(columns.begin(), columns.end(), column) != columns.end();
}

PlanParts apply_changes(const TextPlan& text, std::span<const PlanChange> changes) {
  PlanParts parts{text.header, text.tables, text.law_used, text.problems, {}, {}};
  parts.header = apply_header_changes(text, changes, parts);
  const bool other_years = has_other_years(parts.header, text.header);
  const ChangesByTable sorted = by_table(text, changes, parts.problems);
  const YearsOnTheWay years = years_of(text, changes);
  for (std::size_t i = 0; i < text.tables.size(); ++i) {
    const auto found = sorted.find(text.tables[i].spec->name);
    if (found == sorted.end() && !other_years) continue;
    static const std::vector<const PlanChange*> none;
    apply_table_changes(text, text.tables[i], {found == sorted.end() ? none : found->second, years},
                        parts, parts.tables[i]);
  }
  if (const auto found = sorted.find(law_used_table_name); found != sorted.end()) {
    apply_table_changes(text, *text.law_used, {found->second, years}, parts, *parts.law_used);
  }
  check_projects_have_an_order(text, parts);
  return parts;
}

PlanReading read_plan(const std::shared_ptr<const TextPlan>& base,
                      std::span<const PlanChange> changes) {
  return make_plan(base, apply_changes(*base, changes));
}

TextPlanReading read_text_plan(const std::filesystem::path& path, const LawBook& shipped_law,
                               std::span<const EmbeddedFile> shipped_packs) {
  const std::shared_ptr<TextPlan> text = read_text(path, shipped_law, shipped_packs);
  TextPlanReading reading;
  const bool is_usable = text->problems.error_count() == 0 && !text->tables.empty();
  for (Problem& problem : text->problems.problems()) locate_problem(problem, text->tables);
  ProblemList listed = text->problems;
  reading.problems = listed.take_sorted();
  if (!is_usable) return reading;
  make_plain_law(*text);
  reading.plan = text;
  return reading;
}

}  // namespace phanbo
