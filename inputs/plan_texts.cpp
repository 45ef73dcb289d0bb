#include "inputs/plan_texts.hpp"

#include <algorithm>

#include "inputs/cell_rules.hpp"
#include "inputs/plan_changes.hpp"
#include "inputs/plan_rows.hpp"
#include "inputs/scenario_texts.hpp"
#include "inputs/scenarios.hpp"

namespace phanbo {

namespace {

bool is_money_column(const TableSpec& spec, std::string_view column) {
  for (const Field& field : spec.fields) {
    if (field.name == column) return field.type == FieldType::money;
  }
  return true;  // a year across
}

bool is_number_column(const TableSpec& spec, std::string_view column) {
  for (const Field& field : spec.fields) {
    if (field.name == column) return is_number(field.type);
  }
  return true;  // a year across
}

/// Whole đồng as a number of the unit, without zeros at its end.
std::string in_unit(std::string_view dong, AmountUnit unit) {
  const auto digits = static_cast<std::size_t>(unit);
  if (dong.empty() || is_dash(dong) || digits == 0) return std::string(dong);
  const bool is_negative = dong.front() == '-';
  std::string text(is_negative ? dong.substr(1) : dong);
  if (text.size() <= digits) text.insert(0, digits + 1 - text.size(), '0');
  text.insert(text.size() - digits, ".");
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return (is_negative ? "-" : "") + text;
}

const TableEntry* entry_of(const PlanHeader& header, const TableSpec& spec) {
  const auto found = std::find_if(header.tables.begin(), header.tables.end(),
                                  [&](const TableEntry& entry) { return entry.spec == &spec; });
  return found == header.tables.end() ? nullptr : &*found;
}

/// Empty and declared as the plan declares it.
WrittenTable begin_table(const TextPlan& plan, const TableSpec& spec) {
  WrittenTable table;
  table.spec = &spec;
  table.columns = canonical_columns(spec, plan.header.first_year, plan.header.last_year);
  const TableEntry* entry = entry_of(plan.header, spec);
  if (entry != nullptr) table.amount_unit = entry->amount_unit;
  const bool has_money = may_hold_money(spec) || spec.name == scenario_changes_table;
  if (has_money && !table.amount_unit) table.amount_unit = AmountUnit::dong;
  if (entry == nullptr) return table;
  for (const ControlSum& control : entry->control_sums)
    table.control_sums.emplace_back(control.column, control.written);
  if (spec.name == scenario_changes_table) table.number_style = entry->number_style;
  return table;
}

void add_rows(const TableRows& rows, WrittenTable& table) {
  for (std::size_t row = 0; row < rows.row_count(); ++row) {
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
      const std::string_view cell = rows.cell(row, column);
      const bool is_field = column < table.spec->fields.size();
      const bool is_default = is_field && cell == table.spec->fields[column].default_value;
      if (is_default) {
        table.cells.emplace_back();
      } else if (is_money_column(*table.spec, table.columns[column])) {
        table.cells.push_back(in_unit(cell, table.amount_unit.value_or(AmountUnit::dong)));
      } else {
        table.cells.emplace_back(cell);
      }
    }
  }
}

/// The changes of scenario files as rows of the tables `scenarios` and `scenario_changes`.
class ScenarioRows {
 public:
  ScenarioRows(const TextPlan& plan, WrittenTable& scenarios, WrittenTable& changes)
      : plan_(plan), scenarios_(scenarios), changes_(changes) {}

  void add_files(const std::shared_ptr<const TextPlan>& plan) {
    const ScenarioBook book = read_scenarios(plan);
    const TableRows& known = table_named(plan_.tables, scenarios_table);
    for (const Scenario& scenario : book.scenarios) {
      if (row_of_code(known, scenario.code) != TableRows::no_row) continue;
      scenarios_.cells.insert(scenarios_.cells.end(),
                              {scenario.code, scenario.name, scenario.parent, scenario.note});
      add_own_changes(book, scenario);
    }
  }

 private:
  /// Those of its parents come first in its list of changes.
  void add_own_changes(const ScenarioBook& book, const Scenario& scenario) {
    const bool has_parent = !scenario.parent.empty() && book.find(scenario.parent) != nullptr;
    const std::size_t inherited =
        has_parent ? changes_of(book, plan_, scenario.parent).changes.size() : 0;
    const ScenarioChanges all = changes_of(book, plan_, scenario.code);
    for (std::size_t i = inherited; i < all.changes.size(); ++i) add(scenario.code, all.changes[i]);
  }

  void add(const std::string& scenario, const PlanChange& change) {
    const std::string action = change.kind == ChangeKind::add_row      ? "add"
                               : change.kind == ChangeKind::remove_row ? "remove"
                                                                       : "";
    if (change.kind == ChangeKind::remove_row)
      add_row({scenario, change.table, change.key, "", "", action, change.note});
    for (const ChangedCell& cell : change.cells) {
      add_row({scenario, change.table, change.key, cell.column, value_of(change.table, cell),
               action, change.note});
    }
  }

  void add_row(std::vector<std::string> cells) {
    changes_.cells.insert(changes_.cells.end(), cells.begin(), cells.end());
  }

  std::string value_of(const std::string& table, const ChangedCell& cell) const {
    const TableSpec* spec = find_table_spec(table);
    if (spec == nullptr) return cell.value;
    std::string value = is_money_column(*spec, cell.column)
                            ? in_unit(cell.value, *changes_.amount_unit)
                            : cell.value;
    const bool is_plain = changes_.number_style == NumberStyle::plain;
    if (!is_plain && is_number_column(*spec, cell.column))
      std::replace(value.begin(), value.end(), '.', ',');
    return value;
  }

  const TextPlan& plan_;
  WrittenTable& scenarios_;
  WrittenTable& changes_;
};

}  // namespace

bool may_hold_money(const TableSpec& table) {
  return table.years_across ||
         std::any_of(table.fields.begin(), table.fields.end(),
                     [](const Field& field) { return field.type == FieldType::money; });
}

WrittenPlan write_plan_texts(const std::shared_ptr<const TextPlan>& plan) {
  WrittenPlan written;
  written.header = canonical_header(plan->header);
  std::erase_if(written.header, [](const auto& pair) {
    return pair.first == "scenario" || pair.first == "scenario_name";
  });
  written.first_year = plan->header.first_year;
  written.last_year = plan->header.last_year;
  for (const TableRows& rows : plan->tables) {
    WrittenTable table = begin_table(*plan, *rows.spec);
    add_rows(rows, table);
    written.tables.push_back(std::move(table));
  }
  const auto table_of = [&](std::string_view name) -> WrittenTable& {
    return *std::find_if(written.tables.begin(), written.tables.end(),
                         [&](const WrittenTable& table) { return table.spec->name == name; });
  };
  ScenarioRows(*plan, table_of(scenarios_table), table_of(scenario_changes_table)).add_files(plan);
  std::erase_if(written.tables, [](const WrittenTable& table) {
    return table.cells.empty() && !table.spec->required;
  });
  return written;
}

}  // namespace phanbo
