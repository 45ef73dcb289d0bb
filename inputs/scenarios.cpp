#include "inputs/scenarios.hpp"

#include <algorithm>
#include <set>

#include "inputs/apply_changes.hpp"
#include "inputs/cell_rules.hpp"
#include "inputs/kinds_of_changes.hpp"
#include "inputs/kinds_of_scenarios.hpp"
#include "inputs/kinds_of_tables.hpp"
#include "inputs/scenario_texts.hpp"
#include "inputs/text_rules.hpp"
#include "models/limits.hpp"

namespace phanbo {

using namespace input_problem;

namespace {

std::vector<std::string> codes_of(const ScenarioTexts& texts) {
  std::vector<std::string> codes;
  for (const auto& [code, written] : texts.scenarios) codes.push_back(code);
  return codes;
}

/// A scenario and its parents, the eldest first; what is wrong with the chain is told.
std::vector<const WrittenScenario*> chain_of(const ScenarioTexts& texts, std::string_view code,
                                             ProblemList& problems) {
  std::vector<const WrittenScenario*> chain;
  const WrittenScenario* current = &texts.scenarios.find(code)->second;
  while (true) {
    chain.push_back(current);
    const Scenario& scenario = current->scenario;
    if (scenario.parent.empty()) break;
    const auto parent = texts.scenarios.find(scenario.parent);
    if (parent == texts.scenarios.end()) {
      problems.add(scenario_parent_unknown, scenario.place,
                   {scenario.parent, offered_names(scenario.parent, codes_of(texts))});
      break;
    }
    current = &parent->second;
    if (std::find(chain.begin(), chain.end(), current) == chain.end()) continue;
    std::string ring;
    for (const WrittenScenario* member : chain) ring += member->scenario.code + " → ";
    problems.add(scenario_parents_ring, scenario.place, {ring + current->scenario.code});
    break;
  }
  std::reverse(chain.begin(), chain.end());
  return chain;
}

/// Writes the changes of one scenario after another in canonical form.
class ChangeWriter {
 public:
  ChangeWriter(const TextPlan& base, ScenarioChanges& result, ProblemList& problems)
      : base_(base),
        result_(result),
        problems_(problems),
        arena_(storage_),
        years_{base.header.first_year, base.header.last_year} {}

  /// What a scenario gives the plan that others of its changes may speak of: years and rows.
  void look_ahead(const WrittenScenario& written) {
    for (const WrittenChange& change : written.changes) {
      if (change.action == RowAction::add || change.action == RowAction::merge)
        rows_to_come_.emplace(change.table, change.key);
      if (change.table != header_table) continue;
      for (const ChangedCell& cell : change.cells) years_.widen(cell);
    }
  }

  void take(const WrittenScenario& written) {
    for (const WrittenChange& change : written.changes) take(written, change);
  }

 private:
  void take(const WrittenScenario& written, const WrittenChange& change) {
    const TableSpec* const spec = find_table_spec(change.table);
    PlanChange made{kind_of(change), change.table, change.key, {}, change.note, change.place};
    if (spec != nullptr && is_about_scenarios(spec->name)) {
      std::vector<std::string> names;
      for (const TableSpec& known : table_specs()) {
        if (!is_about_scenarios(known.name)) names.emplace_back(known.name);
      }
      problems_.add(unknown_table, change.place,
                    {change.table, offered_names(change.table, names)});
      return;
    }
    if (spec != nullptr && made.kind == ChangeKind::add_row && !take_key(*spec, change, made))
      return;
    bool is_sound = true;
    for (const ChangedCell& cell : change.cells) {
      if (is_key_given_again(spec, change, cell)) continue;
      is_sound = take_cell(written, spec, cell, made) && is_sound;
    }
    if (is_sound) note_row(made);
    if (is_sound && (made.kind != ChangeKind::set_fields || !made.cells.empty()))
      result_.changes.push_back(std::move(made));
  }

  ChangeKind kind_of(const WrittenChange& change) const {
    switch (change.action) {
      case RowAction::add:
        return ChangeKind::add_row;
      case RowAction::remove:
        return ChangeKind::remove_row;
      case RowAction::merge:
        return is_there(change) ? ChangeKind::set_fields : ChangeKind::add_row;
      case RowAction::set:
        return ChangeKind::set_fields;
    }
    return ChangeKind::set_fields;
  }

  const TableRows* base_table(std::string_view name) const {
    for (const TableRows& table : base_.tables) {
      if (table.spec->name == name) return &table;
    }
    return nullptr;
  }

  /// Is the row there, after the changes so far? Of a wrong table the answer does not matter.
  bool is_there(const WrittenChange& change) const {
    const auto known = rows_.find({change.table, change.key});
    if (known != rows_.end()) return known->second;
    const TableRows* const table = base_table(change.table);
    return table == nullptr || base_.index_of(*table).find(change.key) != TableRows::no_row;
  }

  void note_row(const PlanChange& change) {
    if (change.kind == ChangeKind::set_fields) return;
    rows_[{change.table, change.key}] = change.kind == ChangeKind::add_row;
    if (change.kind == ChangeKind::add_row) added_cells_[{change.table, change.key}] = change.cells;
  }

  /// A merge patch may name the key columns of a row that is there; a change of them is not
  /// possible.
  bool is_key_given_again(const TableSpec* spec, const WrittenChange& change,
                          const ChangedCell& cell) const {
    if (spec == nullptr || change.action != RowAction::merge || !is_there(change)) return false;
    const auto keys = split_choices(spec->key);
    if (std::find(keys.begin(), keys.end(), cell.column) == keys.end()) return false;
    const auto added = added_cells_.find({change.table, change.key});
    if (added != added_cells_.end()) {
      return std::any_of(added->second.begin(), added->second.end(), [&](const ChangedCell& known) {
        return known.column == cell.column && known.value == cell.value;
      });
    }
    const TableRows& table = *base_table(spec->name);
    const std::uint32_t row = base_.index_of(table).find(change.key);
    return row != TableRows::no_row &&
           table.cell(row, field_position(*spec, cell.column)) == cell.value;
  }

  CellRules rules_for(const WrittenScenario& written, const TableSpec& spec,
                      std::string_view column) const {
    CellRules rules;
    rules.type = FieldType::money;
    rules.name = column;
    for (const Field& field : spec.fields) {
      if (field.name == column) rules = rules_of(spec, field);
    }
    rules.number_style = written.number_style;
    rules.amount_unit = written.amount_unit.value_or(AmountUnit::dong);
    rules.first_year = years_.first;
    rules.last_year = years_.last;
    return rules;
  }

  bool is_column(const TableSpec& spec, const std::string& column) const {
    const auto columns = canonical_columns(spec, years_.first, years_.last);
    return std::find(columns.begin(), columns.end(), column) != columns.end();
  }

  /// A year that the plan does not have so far; those of children do not count.
  bool is_foreign_year(const TableSpec& spec, const std::string& column) const {
    const bool is_year = column.size() == 5 && column.front() == 'y' &&
                         column.find_first_not_of("0123456789", 1) == std::string::npos;
    return spec.years_across && is_year && !is_column(spec, column);
  }

  /// Unknown tables and other columns are told when the changes are applied.
  bool take_cell(const WrittenScenario& written, const TableSpec* spec, const ChangedCell& cell,
                 PlanChange& made) {
    if (spec != nullptr && is_foreign_year(*spec, cell.column)) {
      problems_.add(
          unknown_column, cell.place,
          {cell.column, std::string(spec->name),
           offered_names(cell.column, canonical_columns(*spec, years_.first, years_.last))});
      return false;
    }
    if (spec == nullptr || cell.value.empty() || !is_column(*spec, cell.column)) {
      made.cells.push_back(cell);
      return true;
    }
    const CellRules rules = rules_for(written, *spec, cell.column);
    if (is_number(rules.type) && cell.value == "-") {
      made.cells.push_back(cell);
      return true;
    }
    if (rules.type == FieldType::money && !written.amount_unit) {
      problems_.add(amount_unit_missing, cell.place, {std::string(scenario_changes_table)});
      return false;
    }
    const CellReading reading = read_cell_text(rules, cell.value, arena_);
    if (reading.fault != nullptr) {
      problems_.add(*reading.fault, cell.place, reading.arguments);
      return false;
    }
    made.cells.push_back({cell.column, std::string(reading.text), cell.place});
    return true;
  }

  /// Is the text a value of that key column?
  bool suits(const TableSpec& spec, std::string_view column, std::string_view text) {
    const Field& field = spec.fields[field_position(spec, column)];
    if (text.empty()) return !field.required;
    if (knows_targets_ && field.type == FieldType::reference && !is_code_of(field, text))
      return false;
    CellRules rules = rules_of(spec, field);
    rules.first_year = years_.first;
    rules.last_year = years_.last;
    return read_cell_text(rules, text, arena_).fault == nullptr;
  }

  bool is_code_of(const Field& field, std::string_view code) const {
    if (field.choices == "*" && code == "*") return true;
    if (rows_to_come_.contains({std::string(field.target), std::string(code)})) return true;
    return is_there({RowAction::set, std::string(field.target), std::string(code), {}, {}, {}});
  }

  using Parts = std::vector<std::string>;

  /// Every way to cut a key into its columns; codes may hold '/' themselves.
  void cut(const TableSpec& spec, const Parts& columns, std::string_view key, Parts& so_far,
           std::vector<Parts>& ways) {
    constexpr std::size_t ways_max = 100;
    const std::string& column = columns[so_far.size()];
    const bool is_last = so_far.size() + 1 == columns.size();
    for (std::size_t end = is_last ? key.size() : key.find('/'); ways.size() < ways_max;
         end = key.find('/', end + 1)) {
      if (end == std::string_view::npos) end = key.size();
      if (suits(spec, column, key.substr(0, end))) {
        so_far.emplace_back(key.substr(0, end));
        if (is_last) {
          ways.push_back(so_far);
        } else {
          cut(spec, columns, end == key.size() ? std::string_view() : key.substr(end + 1), so_far,
              ways);
        }
        so_far.pop_back();
      }
      if (end == key.size()) break;
    }
  }

  /// The key columns of a row to be added: given as cells, else cut from its key.
  bool take_key(const TableSpec& spec, const WrittenChange& change, PlanChange& made) {
    const Parts columns = split_choices(spec.key);
    Parts so_far;
    std::vector<Parts> ways;
    for (const bool knows_targets : {true, false}) {
      knows_targets_ = knows_targets;
      if (ways.empty()) cut(spec, columns, change.key, so_far, ways);
    }
    std::erase_if(ways, [&](const Parts& way) {
      for (std::size_t i = 0; i < columns.size(); ++i) {
        for (const ChangedCell& cell : change.cells) {
          if (cell.column == columns[i] && cell.value != way[i]) return true;
        }
      }
      return false;
    });
    if (ways.size() != 1) {
      problems_.add(change_key_unclear, change.place,
                    {change.table, change.key, joined(columns, ", ")});
      return false;
    }
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const bool is_given =
          std::any_of(change.cells.begin(), change.cells.end(),
                      [&](const ChangedCell& cell) { return cell.column == columns[i]; });
      if (!is_given && !ways.front()[i].empty())
        made.cells.push_back({columns[i], ways.front()[i], change.place});
    }
    return true;
  }

  const TextPlan& base_;
  ScenarioChanges& result_;
  ProblemList& problems_;
  std::deque<std::string> storage_;
  TextArena arena_;
  YearsOnTheWay years_;
  bool knows_targets_ = true;                           ///< references of keys must lead somewhere
  using RowName = std::pair<std::string, std::string>;  ///< table and key
  std::map<RowName, bool> rows_;
  std::map<RowName, std::vector<ChangedCell>> added_cells_;
  std::set<RowName> rows_to_come_;
};

void check_scenario(const WrittenScenario& written, ProblemList& problems) {
  const Scenario& scenario = written.scenario;
  if (!is_safe_folder_name(scenario.code)) {
    problems.add(scenario_code_unsafe, scenario.place,
                 {scenario.code, std::to_string(scenario_code_bytes_max)});
  }
  if (written.changes.empty() && written.problems.error_count() == 0)
    problems.add(scenario_without_changes, scenario.place, {scenario.code});
}

}  // namespace

const Scenario* ScenarioBook::find(std::string_view code) const {
  for (const Scenario& scenario : scenarios) {
    if (scenario.code == code) return &scenario;
  }
  return nullptr;
}

bool is_safe_folder_name(std::string_view code) {
  return code.size() <= scenario_code_bytes_max && code.find('/') == std::string_view::npos &&
         !code.starts_with('.') && code != base_scenario && code != "all" && is_code(code);
}

ScenarioBook read_scenarios(const std::shared_ptr<const TextPlan>& base) {
  ScenarioBook book;
  ProblemList problems;
  const auto texts = std::make_shared<ScenarioTexts>();
  if (!base->tables.empty()) read_scenario_tables(*base, *texts);
  read_scenario_files(*base, *texts);
  for (const auto& [code, written] : texts->scenarios) {
    book.scenarios.push_back(written.scenario);
    // A name that means something else on the command line cannot even be asked for.
    if (code == base_scenario || code == "all") {
      problems.add(scenario_code_unsafe, written.scenario.place,
                   {code, std::to_string(scenario_code_bytes_max)});
    }
  }
  if (book.scenarios.size() > limit_scenarios_max) {
    problems.add(
        over_limit, book.scenarios.back().place,
        {"scenarios", std::to_string(book.scenarios.size()), std::to_string(limit_scenarios_max)});
  }
  book.problems = problems.take_sorted();
  book.texts = texts;
  return book;
}

ScenarioChanges changes_of(const ScenarioBook& book, const TextPlan& base, std::string_view code) {
  ScenarioChanges result;
  if (code == base_scenario) return result;
  ProblemList problems;
  const auto chain = chain_of(*book.texts, code, problems);
  check_scenario(*chain.back(), problems);
  ChangeWriter writer(base, result, problems);
  // A child cannot mend what is wrong in its parent: each looks at itself and those before it.
  for (const WrittenScenario* written : chain) {
    writer.look_ahead(*written);
    ProblemList own = written->problems;
    for (Problem& problem : own.problems())
      problems.add(*problem.kind, problem.place, problem.arguments);
    result.files.insert(result.files.end(), written->files.begin(), written->files.end());
    writer.take(*written);
  }
  result.problems = problems.take_sorted();
  return result;
}

PlanReading read_scenario(const ScenarioBook& book, const std::shared_ptr<const TextPlan>& base,
                          std::string_view code, std::span<const PlanChange> more) {
  ScenarioChanges written = changes_of(book, *base, code);
  PlanReading reading;
  written.changes.insert(written.changes.end(), more.begin(), more.end());
  PlanParts parts = apply_changes(*base, written.changes);
  if (const Scenario* scenario = book.find(code)) {
    parts.header.scenario = scenario->code;
    parts.header.scenario_name = scenario->name;
  }
  // Values that could not be read leave their old ones behind: what follows from those says
  // nothing.
  if (has_errors(written.problems)) {
    ProblemList told = parts.problems;
    reading.problems = told.take_sorted();
    reading.places = nullptr;
  } else {
    reading = make_plan(base, std::move(parts));
  }
  for (Problem& problem : written.problems) reading.problems.push_back(std::move(problem));
  sort_problems(reading.problems);
  reading.files.insert(reading.files.end(), written.files.begin(), written.files.end());
  return reading;
}

}  // namespace phanbo
