#include <algorithm>
#include <tuple>

#include "inputs/kinds_of_scenarios.hpp"
#include "inputs/plan_rows.hpp"
#include "inputs/scenario_texts.hpp"

namespace phanbo {

using namespace input_problem;

namespace {

RowAction action_of(std::string_view word) {
  if (word == "add") return RowAction::add;
  return word == "remove" ? RowAction::remove : RowAction::set;
}

/// Turns rows of `scenario_changes` into changes; neighbouring lines about one row become one.
class ChangeRows {
 public:
  explicit ChangeRows(const TableRows& table) : table_(table), reader_(table) {}

  void take(std::size_t row, WrittenScenario& written) {
    const PlanRow cells = reader_.row(row);
    const RowAction action = action_of(cells.text(reader_.column("action")));
    const std::string column = cells.string(reader_.column("column"));
    WrittenChange change{
        action, cells.string(reader_.column("table")), cells.string(reader_.column("key")),
        {},     cells.string(reader_.column("note")),  place(row, {})};
    if (!fits(row, action, column, written.problems)) return;
    if (!column.empty()) {
      change.cells.push_back(
          {column, cells.string(reader_.column("value")), place(row, value_field(cells))});
    }
    join(std::move(change), written);
  }

 private:
  Place place(std::size_t row, std::string_view field) const {
    return place_of_cell(table_.places, row, field);
  }

  std::string_view value_field(const PlanRow& cells) const {
    return cells.text(reader_.column("value")).empty() ? "column" : "value";
  }

  bool fits(std::size_t row, RowAction action, const std::string& column,
            ProblemList& problems) const {
    const bool has_value = !reader_.row(row).text(reader_.column("value")).empty();
    if (action == RowAction::remove && (!column.empty() || has_value)) {
      problems.add(change_remove_with_value, place(row, "action"), {});
      return false;
    }
    if (column.empty() && (action == RowAction::set || has_value)) {
      problems.add(change_without_column, place(row, {}), {});
      return false;
    }
    return true;
  }

  static void join(WrittenChange change, WrittenScenario& written) {
    if (!written.changes.empty() && change.action == RowAction::add) {
      WrittenChange& last = written.changes.back();
      if (last.action == change.action && last.table == change.table && last.key == change.key) {
        last.cells.insert(last.cells.end(), change.cells.begin(), change.cells.end());
        return;
      }
    }
    written.changes.push_back(std::move(change));
  }

  const TableRows& table_;
  PlanTableReader reader_;
};

/// The changes in the order in which they are made. The table is kept in key order, whatever order
/// its lines were written in; of one row it is removed first, then added, then set.
std::vector<std::size_t> order_of_changes(const PlanTableReader& reader) {
  std::vector<std::size_t> order(reader.row_count());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  const auto scenario = reader.column("scenario");
  const auto table = reader.column("table");
  const auto key = reader.column("key");
  const auto action = reader.column("action");
  const auto place = [&](std::size_t row) {
    const PlanRow cells = reader.row(row);
    const RowAction done = action_of(cells.text(action));
    const int rank = done == RowAction::remove ? 0 : done == RowAction::add ? 1 : 2;
    return std::tuple(cells.text(scenario), cells.text(table), cells.text(key), rank);
  };
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return place(a) < place(b); });
  return order;
}

}  // namespace

void read_scenario_tables(const TextPlan& base, ScenarioTexts& texts) {
  const TableRows& table = table_named(base.tables, scenarios_table);
  const PlanTableReader reader(table);
  for (std::size_t i = 0; i < reader.row_count(); ++i) {
    const PlanRow row = reader.row(i);
    WrittenScenario written;
    written.scenario = {row.string(reader.column("code")), row.string(reader.column("name")),
                        row.string(reader.column("parent")), row.string(reader.column("note")),
                        place_of_cell(table.places, i, "code")};
    for (const TableEntry& entry : base.header.tables) {
      if (entry.spec->name != scenario_changes_table) continue;
      written.amount_unit = entry.amount_unit;
      written.number_style = entry.number_style;
    }
    texts.scenarios.emplace(written.scenario.code, std::move(written));
  }
  const TableRows& changes = table_named(base.tables, scenario_changes_table);
  ChangeRows rows(changes);
  const PlanTableReader change_reader(changes);
  for (const std::size_t i : order_of_changes(change_reader)) {
    const auto found =
        texts.scenarios.find(change_reader.row(i).text(change_reader.column("scenario")));
    if (found != texts.scenarios.end()) rows.take(i, found->second);
  }
}

}  // namespace phanbo
