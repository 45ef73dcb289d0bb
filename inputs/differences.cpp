#include <algorithm>

#include "inputs/plan_changes.hpp"
#include "inputs/row_places.hpp"
#include "inputs/table_reader.hpp"
#include "inputs/text_plan.hpp"

namespace phanbo {

namespace {

/// The cell of a named column; blank where the table does not have it.
std::string_view cell_named(const TableRows& table, std::size_t row, std::string_view column) {
  const auto& names = table.places.columns;
  const auto found = std::find(names.begin(), names.end(), column);
  return found == names.end() ? std::string_view()
                              : table.cell(row, static_cast<std::size_t>(found - names.begin()));
}

/// The changes that turn one table into another.
class TableComparison {
 public:
  TableComparison(const TableRows& from, const TableRows& to, std::string_view name,
                  std::vector<PlanChange>& changes)
      : from_(from), to_(to), name_(name), changes_(changes), columns_(to.places.columns) {
    for (const std::string& column : from.places.columns) {
      if (std::find(columns_.begin(), columns_.end(), column) == columns_.end())
        columns_.push_back(column);
    }
  }

  /// `common_only`: rows that only one table has are no difference.
  void compare(bool common_only) {
    std::size_t a = 0;
    std::size_t b = 0;
    while (a < from_.row_count() || b < to_.row_count()) {
      const int order = a == from_.row_count() ? 1
                        : b == to_.row_count() ? -1
                                               : compare_keys(from_, a, to_, b);
      if (order == 0) {
        compare_row(a++, b++);
      } else if (order < 0) {
        if (!common_only) remove(a);
        ++a;
      } else {
        if (!common_only) add(b);
        ++b;
      }
    }
  }

 private:
  PlanChange change(ChangeKind kind, std::string key, Place place) const {
    return {kind, std::string(name_), std::move(key), {}, {}, std::move(place)};
  }

  void compare_row(std::size_t a, std::size_t b) {
    for (const std::string& column : columns_) {
      const std::string_view value = cell_named(to_, b, column);
      if (cell_named(from_, a, column) == value) continue;
      const Place place = place_of_cell(to_.places, b, column);
      PlanChange made = change(ChangeKind::set_fields, key_of(to_, b), place);
      made.cells.push_back({column, std::string(value), place});
      changes_.push_back(std::move(made));
    }
  }

  void remove(std::size_t row) {
    changes_.push_back(
        change(ChangeKind::remove_row, key_of(from_, row), place_of_cell(from_.places, row, {})));
  }

  void add(std::size_t row) {
    PlanChange made =
        change(ChangeKind::add_row, key_of(to_, row), place_of_cell(to_.places, row, {}));
    for (std::size_t i = 0; i < to_.width(); ++i) {
      const std::string_view value = to_.cell(row, i);
      if (value.empty()) continue;
      const std::string& column = to_.places.columns[i];
      made.cells.push_back({column, std::string(value), place_of_cell(to_.places, row, column)});
    }
    changes_.push_back(std::move(made));
  }

  const TableRows& from_;
  const TableRows& to_;
  std::string_view name_;
  std::vector<PlanChange>& changes_;
  std::vector<std::string> columns_;
};

std::string header_value(const std::vector<std::pair<std::string, std::string>>& pairs,
                         std::string_view key) {
  for (const auto& [name, value] : pairs) {
    if (name == key) return value;
  }
  return {};
}

void compare_headers(const TextPlan& from, const TextPlan& to, std::vector<PlanChange>& changes) {
  const auto before = canonical_header(from.header);
  const auto after = canonical_header(to.header);
  const Place place = place_in(*to.header_source, {}, to.header.span.offset, 1);
  for (const HeaderKey& key : header_keys()) {
    const std::string value = header_value(after, key.name);
    if (header_value(before, key.name) == value) continue;
    PlanChange made{ChangeKind::set_fields, std::string(header_table), {}, {}, {}, place};
    made.cells.push_back({std::string(key.name), value, place});
    changes.push_back(std::move(made));
  }
}

}  // namespace

std::string plan_code(const TextPlan& plan) { return plan.header.code; }

int amount_unit_power(const TextPlan& plan, std::string_view table) {
  for (const TableEntry& entry : plan.header.tables) {
    if (entry.spec->name == table)
      return static_cast<int>(entry.amount_unit.value_or(AmountUnit::dong));
  }
  return 0;
}

std::vector<PlanChange> differences(const TextPlan& from, const TextPlan& to) {
  std::vector<PlanChange> changes;
  compare_headers(from, to, changes);
  for (std::size_t i = 0; i < std::min(from.tables.size(), to.tables.size()); ++i) {
    if (is_about_scenarios(from.tables[i].spec->name)) continue;
    TableComparison(from.tables[i], to.tables[i], from.tables[i].spec->name, changes)
        .compare(false);
  }
  if (from.law_used && to.law_used)
    TableComparison(*from.law_used, *to.law_used, law_used_table_name, changes).compare(true);
  return changes;
}

std::shared_ptr<const TextPlan> with_law_of(const std::shared_ptr<const TextPlan>& plan,
                                            const TextPlan& other) {
  if (!plan->law_used || !other.law_used) return plan;
  const auto joined = std::make_shared<TextPlan>();
  joined->copy_from(plan);
  TableRows& rows = *joined->law_used;
  const KeyIndex known(rows);
  const TableRows& more = *other.law_used;
  for (std::size_t row = 0; row < more.row_count(); ++row) {
    if (known.find(key_of(more, row)) != TableRows::no_row) continue;
    for (std::size_t i = 0; i < more.width(); ++i)
      rows.cells.push_back(joined->storage.emplace_back(more.cell(row, i)));
    rows.places.starts.push_back(rows.places.header);
  }
  sort_rows(rows, joined->problems);
  make_plain_law(*joined);
  return joined;
}

}  // namespace phanbo
