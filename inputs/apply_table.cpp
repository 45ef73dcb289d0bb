#include <algorithm>
#include <map>

#include "inputs/apply_changes.hpp"
#include "inputs/kinds_of_changes.hpp"
#include "inputs/kinds_of_tables.hpp"
#include "inputs/table_reader.hpp"
#include "models/limits.hpp"

namespace phanbo {

using namespace input_problem;

namespace {

/// What the changes make of one row.
struct RowEdit {
  std::uint32_t base_row = TableRows::no_row;  ///< `no_row`: an added row
  bool is_removed = false;
  bool is_added = false;
  std::map<std::size_t, const ChangedCell*> cells;      ///< by column of the new table
  std::map<std::string_view, const ChangedCell*> lost;  ///< of years that the plan does not keep
  Place place = {};
};

/// Applies changes to one table: edits are gathered by key, then every touched row is read again
/// with the rules of the table, then the table is put together.
class TableEditor {
 public:
  TableEditor(const TextPlan& text, const TableRows& base, const YearsOnTheWay& years,
              PlanParts& parts, TableRows& table)
      : text_(text),
        base_(base),
        years_(years),
        parts_(parts),
        table_(table),
        arena_(parts.storage),
        columns_(canonical_columns(*base.spec, parts.header.first_year, parts.header.last_year)),
        keeps_columns_(columns_ == base.places.columns),
        reads_all_(parts.header.first_year != text.header.first_year ||
                   parts.header.last_year != text.header.last_year) {}

  void apply(const PlanChange& change);
  void finish();

 private:
  const Field* field_of(std::size_t column) const {
    return column < base_.spec->fields.size() ? &base_.spec->fields[column] : nullptr;
  }
  std::optional<std::size_t> column_named(std::string_view name) const;
  std::vector<std::string> key_columns() const { return split_choices(base_.spec->key); }
  RowEdit* row_to_change(const PlanChange& change);
  void set_cell(const PlanChange& change, RowEdit& edit, const ChangedCell& cell);
  std::string_view base_cell(std::uint32_t row, std::string_view column) const;
  std::string_view default_of(std::string_view column) const;
  std::string_view value_before(const RowEdit& edit, std::string_view column) const;
  void warn_if_same(const RowEdit& edit, const ChangedCell& cell, const std::string& key);
  Place place_of(const RowEdit& edit, std::size_t column) const;
  void touch_all_rows();
  void check_lost_years();
  void check_lost_year(const Place& place, std::string_view column, std::string_view amount);
  void read_rows(TableReader& reader, const std::vector<const RowEdit*>& edits);
  void put_together(const TableRows& read, const std::vector<const RowEdit*>& edits);
  void check_sums();
  void spoil(const ProblemKind& kind, const Place& place, std::vector<std::string> arguments);

  const TextPlan& text_;
  const TableRows& base_;
  const YearsOnTheWay& years_;
  PlanParts& parts_;
  TableRows& table_;
  TextArena arena_;
  std::vector<std::string> columns_;
  bool keeps_columns_;
  bool reads_all_;
  std::map<std::string, RowEdit> edits_;
};

void TableEditor::spoil(const ProblemKind& kind, const Place& place,
                        std::vector<std::string> arguments) {
  table_.is_sound = false;
  parts_.problems.add(kind, place, std::move(arguments));
}

std::optional<std::size_t> TableEditor::column_named(std::string_view name) const {
  const auto found = std::find(columns_.begin(), columns_.end(), name);
  if (found == columns_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - columns_.begin());
}

std::string_view TableEditor::base_cell(std::uint32_t row, std::string_view column) const {
  const auto& names = base_.places.columns;
  const auto found = std::find(names.begin(), names.end(), column);
  return found == names.end() ? std::string_view()
                              : base_.cell(row, static_cast<std::size_t>(found - names.begin()));
}

std::string_view TableEditor::default_of(std::string_view column) const {
  const auto position = column_named(column);
  const Field* const field = position ? field_of(*position) : nullptr;
  return field == nullptr ? std::string_view() : field->default_value;
}

/// What stands in the cell after the changes so far; an added row has nothing of one removed
/// before.
std::string_view TableEditor::value_before(const RowEdit& edit, std::string_view column) const {
  const auto position = column_named(column);
  const auto changed = position ? edit.cells.find(*position) : edit.cells.end();
  const auto lost = edit.lost.find(column);
  std::string_view value;
  if (changed != edit.cells.end()) {
    value = changed->second->value;
  } else if (lost != edit.lost.end()) {
    value = lost->second->value;
  } else if (!edit.is_added) {
    value = base_cell(edit.base_row, column);
  }
  return value.empty() ? default_of(column) : value;
}

/// The row that a change is about, as earlier changes left it; null when there is none.
RowEdit* TableEditor::row_to_change(const PlanChange& change) {
  const KeyIndex& index = text_.index_of(base_);
  const auto edited = edits_.find(change.key);
  const std::uint32_t base_row = index.find(change.key);
  const std::string name(base_.spec->name);
  const std::string key_names = joined(key_columns(), ", ");
  const bool is_there =
      edited != edits_.end() ? !edited->second.is_removed : base_row != TableRows::no_row;
  if (index.is_ambiguous(change.key)) {
    spoil(change_key_unclear, change.place, {name, change.key, key_names});
    return nullptr;
  }
  if (change.kind == ChangeKind::add_row) {
    if (is_there) {
      spoil(change_row_there, change.place, {name, change.key});
      return nullptr;
    }
    RowEdit& edit = edits_[change.key] = RowEdit{};
    edit.is_added = true;
    edit.base_row = base_row;  // removed before: the new row takes its place
    edit.place = change.place;
    return &edit;
  }
  if (!is_there) {
    spoil(change_row_missing, change.place,
          {name, change.key, key_names, offered_names(change.key, index.keys_like(change.key))});
    return nullptr;
  }
  RowEdit& edit = edits_[change.key];
  if (edited == edits_.end()) edit.base_row = base_row;
  return &edit;
}

void TableEditor::warn_if_same(const RowEdit& edit, const ChangedCell& cell,
                               const std::string& key) {
  const std::string_view value = cell.value.empty() ? default_of(cell.column) : cell.value;
  if (value_before(edit, cell.column) != value) return;
  parts_.problems.add(
      change_without_effect, cell.place,
      {std::string(base_.spec->name) + "/" + key + "/" + cell.column, std::string(value)});
}

void TableEditor::set_cell(const PlanChange& change, RowEdit& edit, const ChangedCell& cell) {
  const std::string name(base_.spec->name);
  const auto column = column_named(cell.column);
  const bool is_lost = !column && years_.has_column(*base_.spec, cell.column);
  if (!column && !is_lost) {
    return spoil(unknown_column, cell.place,
                 {cell.column, name, offered_names(cell.column, columns_)});
  }
  if (change.kind == ChangeKind::set_fields) {
    const auto keys = key_columns();
    if (std::find(keys.begin(), keys.end(), cell.column) != keys.end())
      return spoil(change_of_key_column, cell.place, {cell.column, name});
    warn_if_same(edit, cell, change.key);
  }
  if (is_lost) {
    edit.lost[cell.column] = &cell;
  } else {
    edit.cells[*column] = &cell;
  }
}

void TableEditor::apply(const PlanChange& change) {
  RowEdit* const edit = row_to_change(change);
  if (edit == nullptr) return;
  if (change.kind == ChangeKind::remove_row) {
    edit->is_removed = true;
    edit->is_added = false;
    edit->cells.clear();
    edit->lost.clear();
    edit->place = change.place;
    return;
  }
  for (const ChangedCell& cell : change.cells) set_cell(change, *edit, cell);
}

Place TableEditor::place_of(const RowEdit& edit, std::size_t column) const {
  const auto changed = edit.cells.find(column);
  if (changed != edit.cells.end()) return changed->second->place;
  if (edit.is_added) return edit.place;
  if (!edit.cells.empty()) return edit.cells.begin()->second->place;
  return place_of_cell(base_.places, edit.base_row, columns_[column]);
}

/// With other years every row is read again: its years must be the plan's.
void TableEditor::touch_all_rows() {
  for (std::uint32_t row = 0; row < base_.row_count(); ++row) {
    const auto [edit, is_new] = edits_.emplace(key_of(base_, row), RowEdit{});
    if (is_new) edit->second.base_row = row;
  }
}

void TableEditor::check_lost_year(const Place& place, std::string_view column,
                                  std::string_view amount) {
  if (amount.empty() || is_dash(amount)) return;
  spoil(year_column_outside_plan, place,
        {std::string(column), std::to_string(parts_.header.first_year),
         std::to_string(parts_.header.last_year)});
}

/// Money of a year that the plan does not have in the end must be cleared by a change.
void TableEditor::check_lost_years() {
  for (const auto& [key, edit] : edits_) {
    if (edit.is_removed) continue;
    for (const auto& [name, cell] : edit.lost) check_lost_year(cell->place, name, cell->value);
    if (edit.is_added || keeps_columns_) continue;
    for (std::size_t i = base_.spec->fields.size(); i < base_.places.columns.size(); ++i) {
      const std::string& name = base_.places.columns[i];
      if (column_named(name) || edit.lost.contains(name)) continue;
      check_lost_year(place_of_cell(base_.places, edit.base_row, name), name,
                      base_.cell(edit.base_row, i));
    }
  }
}

void TableEditor::read_rows(TableReader& reader, const std::vector<const RowEdit*>& edits) {
  reader.find_places_with([&](const CsvCell& cell, TextPoint start) {
    return place_of(*edits[start.offset], cell.offset);
  });
  std::vector<CsvCell> cells(columns_.size());
  for (std::uint32_t i = 0; i < columns_.size(); ++i) cells[i] = {columns_[i], i, 1};
  const bool is_readable = reader.read_header(cells, {});
  PB_CHECK(is_readable);
  for (std::uint32_t i = 0; i < edits.size(); ++i) {
    const RowEdit& edit = *edits[i];
    for (std::uint32_t column = 0; column < columns_.size(); ++column) {
      const auto changed = edit.cells.find(column);
      std::string_view text;
      if (changed != edit.cells.end()) {
        text = arena_.keep(changed->second->value);
      } else if (!edit.is_added) {
        text = base_cell(edit.base_row, columns_[column]);
      }
      cells[column] = {text, column, 1};
    }
    reader.read_row(cells, {i, 1});
  }
}

/// The new table: rows that nothing touched as they were, touched ones as read, added ones behind;
/// then in key order.
void TableEditor::put_together(const TableRows& read, const std::vector<const RowEdit*>& edits) {
  auto changed = std::make_shared<ChangedPlaces>();
  std::vector<const RowEdit*> edit_of_row(base_.row_count());
  std::vector<std::uint32_t> read_row(base_.row_count());
  for (const auto& [key, edit] : edits_) {
    if (edit.is_removed && edit.base_row != TableRows::no_row) edit_of_row[edit.base_row] = &edit;
  }
  for (std::uint32_t i = 0; i < edits.size(); ++i) {
    if (edits[i]->base_row == TableRows::no_row) continue;
    edit_of_row[edits[i]->base_row] = edits[i];
    read_row[edits[i]->base_row] = i;
  }
  std::vector<std::string_view> cells;
  std::vector<TextPoint> starts;
  cells.reserve((base_.row_count() + edits.size()) * columns_.size());
  starts.reserve(base_.row_count() + edits.size());
  const auto append = [&](const TableRows& from, std::size_t row) {
    const auto first = from.cells.begin() + static_cast<std::ptrdiff_t>(row * columns_.size());
    cells.insert(cells.end(), first, first + static_cast<std::ptrdiff_t>(columns_.size()));
  };
  const auto add_row = [&](const RowEdit& edit) {
    ChangedPlaces::AddedRow added{edit.place, {}};
    for (const auto& [column, cell] : edit.cells) added.cells.emplace(column, cell->place);
    starts.push_back({static_cast<std::uint32_t>(changed->added.size()), 0});
    changed->added.push_back(std::move(added));
  };
  for (std::size_t row = 0; row < base_.row_count(); ++row) {
    const RowEdit* const edit = edit_of_row[row];
    if (edit != nullptr && edit->is_removed) continue;
    if (edit == nullptr) {
      append(base_, row);
    } else {
      append(read, read_row[row]);
    }
    if (edit != nullptr && edit->is_added) {
      add_row(*edit);
      continue;
    }
    starts.push_back(base_.places.starts[row]);
    if (edit == nullptr) continue;
    for (const auto& [column, cell] : edit->cells)
      changed->cells.emplace(std::pair(starts.back().offset, column), cell->place);
  }
  for (std::uint32_t i = 0; i < edits.size(); ++i) {
    if (edits[i]->base_row != TableRows::no_row) continue;
    append(read, i);
    add_row(*edits[i]);
  }
  table_.cells = std::move(cells);
  table_.places.starts = std::move(starts);
  table_.places.changed = std::move(changed);
}

/// The sum of a money column that a change touched may not pass the limit either.
void TableEditor::check_sums() {
  for (const auto& [key, edit] : edits_) {
    for (const auto& [column, cell] : edit.cells) {
      const bool is_money =
          field_of(column) == nullptr || field_of(column)->type == FieldType::money;
      if (!is_money || !table_.is_sound) continue;
      Int128 sum = 0;
      for (std::size_t row = 0; row < table_.row_count(); ++row) {
        const std::string_view text = table_.cell(row, column);
        if (!text.empty() && !is_dash(text)) sum += whole_of_canonical(text);
      }
      if (sum <= limit_amount_dong_max) continue;
      spoil(over_limit, cell->place,
            {"Σ " + columns_[column], to_plain(sum) + " dong",
             std::to_string(limit_amount_dong_max) + " dong"});
    }
  }
}

void TableEditor::finish() {
  if (reads_all_) touch_all_rows();
  check_lost_years();
  std::vector<const RowEdit*> edits;
  for (const auto& [key, edit] : edits_) {
    if (!edit.is_removed) edits.push_back(&edit);
  }
  TableOptions options;
  options.amount_unit = AmountUnit::dong;
  options.first_year = parts_.header.first_year;
  options.last_year = parts_.header.last_year;
  TableReader reader(*base_.spec, *text_.header_source, options, arena_, parts_.problems);
  read_rows(reader, edits);
  const TableRows& read = reader.rows();
  table_.is_sound = table_.is_sound && read.is_sound;
  if (read.row_count() != edits.size()) return;  // an added row without a single cell
  if (!keeps_columns_) {
    table_.places.columns = columns_;
    table_.places.file_columns.clear();
    for (const std::string& column : columns_) {
      const auto& names = base_.places.columns;
      const auto found = std::find(names.begin(), names.end(), column);
      table_.places.file_columns.push_back(
          found == names.end()
              ? -1
              : base_.places.file_columns[static_cast<std::size_t>(found - names.begin())]);
    }
  }
  if (table_.places.source == nullptr) table_.places.source = text_.header_source;
  put_together(read, edits);
  check_sums();
  sort_rows(table_, parts_.problems);
}

}  // namespace

void apply_table_changes(const TextPlan& text, const TableRows& base, const TableChanges& changes,
                         PlanParts& parts, TableRows& table) {
  TableEditor editor(text, base, changes.years, parts, table);
  for (const PlanChange* change : changes.changes) editor.apply(*change);
  editor.finish();
}

}  // namespace phanbo
