#include "inputs/sheet_rows.hpp"

#include <algorithm>

#include "inputs/choice_words.hpp"
#include "inputs/kinds_of_tables.hpp"
#include "inputs/plan_changes.hpp"

namespace phanbo {

SheetRows::SheetRows(const SheetLayout& layout, const TableEntry& entry, const PlanHeader& header,
                     TextArena& arena, ProblemList& problems)
    : layout_(layout), entry_(entry), header_(header), arena_(arena), problems_(problems) {}

SheetValueRules SheetRows::rules_of_column(const std::string& name) const {
  SheetValueRules rules;
  rules.type = FieldType::money;  // a year across
  for (const Field& field : layout_.spec->fields) {
    if (field.name != name) continue;
    rules.type = field.type;
    rules.choices = choices_of(field);
  }
  rules.name = column_in_message(*layout_.spec, name);
  rules.number_style = entry_.number_style;
  rules.has_style = layout_.has_number_style();
  rules.language = layout_.language;
  return rules;
}

/// Columns that nobody has filled in are as if they were not there, unless every row needs them.
void SheetRows::choose_columns() {
  for (const SheetColumnPlace& place : layout_.columns) {
    if (place.name.empty()) continue;  // told already
    const auto field = std::find_if(layout_.spec->fields.begin(), layout_.spec->fields.end(),
                                    [&](const Field& known) { return known.name == place.name; });
    const bool is_required = field != layout_.spec->fields.end() && field->required;
    if (place.has_content || is_required) columns_.push_back({&place, rules_of_column(place.name)});
  }
}

void SheetRows::read(TableReader& reader) {
  if (layout_.title_row == 0 && !layout_.is_sound) return;  // told already
  choose_columns();
  for (const Column& column : columns_) {
    const auto offset = offset_of_cell(layout_.title_row, column.place->column);
    cells_.push_back({column.place->name, static_cast<std::uint32_t>(offset), 1});
  }
  const TextPoint titles{
      static_cast<std::uint32_t>(offset_of_cell(std::max(layout_.title_row, 1U), 1)),
      layout_.title_row};
  if (!reader.read_header(cells_, titles)) reader.rows().is_sound = false;
  // Cells are found again by the column of the sheet they stand in.
  for (int& column : reader.rows().places.file_columns) {
    if (column >= 0) column = columns_[static_cast<std::size_t>(column)].place->column - 1;
  }
  reader.rows().cells.reserve(layout_.row_count * reader.rows().places.columns.size());
  reader.rows().places.starts.reserve(layout_.row_count);
  for (const WorkbookRow& row : layout_.sheet().rows) {
    if (layout_.title_row > 0 && row.number > layout_.title_row) read_row(row, reader);
  }
}

CsvCell SheetRows::cell_of(const Column& column, const WorkbookCell& cell) {
  const auto offset = static_cast<std::uint32_t>(offset_of_cell(cell.row, cell.column));
  SheetValueReading reading = read_sheet_value(column.rules, cell, arena_);
  if (reading.fault == nullptr) return {reading.text, offset, 1};
  problems_.add(*reading.fault,
                place_in(*layout_.source, {}, offset_of_cell(cell.row, cell.column), 1),
                std::move(reading.arguments));
  return {{}, offset, 1, true};
}

void SheetRows::read_row(const WorkbookRow& row, TableReader& reader) {
  cells_.clear();
  std::size_t next = 0;
  bool is_blank_row = true;
  for (const Column& column : columns_) {
    while (next < row.cells.size() && row.cells[next].column < column.place->column) ++next;
    const bool is_there = next < row.cells.size() && row.cells[next].column == column.place->column;
    if (is_there && !is_blank(row.cells[next])) {
      cells_.push_back(cell_of(column, row.cells[next]));
      is_blank_row = false;
    } else {
      const auto offset = offset_of_cell(row.number, column.place->column);
      cells_.push_back({{}, static_cast<std::uint32_t>(offset), 1});
    }
  }
  if (is_blank_row) return;
  if (layout_.spec->name == scenario_changes_table) translate_change();
  reader.read_row(cells_, {static_cast<std::uint32_t>(offset_of_cell(row.number, 1)), row.number});
}

std::size_t SheetRows::position_of(std::string_view name) const {
  return static_cast<std::size_t>(
      std::find_if(columns_.begin(), columns_.end(),
                   [&](const Column& column) { return column.place->name == name; }) -
      columns_.begin());
}

/// A change names table, column and value as the sheets of the workbook do.
void SheetRows::translate_change() {
  const std::size_t table = position_of("table");
  const std::size_t column = position_of("column");
  const std::size_t value = position_of("value");
  if (table >= cells_.size()) return;
  const TableSpec* spec = table_of_sheet(cells_[table].text);
  if (cells_[table].text == sheet_name(SheetRole::plan).vi ||
      cells_[table].text == sheet_name(SheetRole::plan).en)
    cells_[table].text = header_table;
  if (spec != nullptr) cells_[table].text = spec->name;
  if (column >= cells_.size()) return;
  std::string choices;
  std::string written(cells_[column].text);
  if (spec != nullptr) {
    const auto names = canonical_columns(*spec, header_.first_year, header_.last_year);
    if (const std::string name = column_written(*spec, names, written); !name.empty())
      written = name;
    for (const Field& field : spec->fields) {
      if (field.name == written) choices = choices_of(field);
    }
  } else if (cells_[table].text == header_table) {
    if (const HeaderKey* key = key_written(header_keys(), written)) {
      written = key->name;
      choices = key->choices;
    }
  }
  cells_[column].text = arena_.keep(written);
  if (value >= cells_.size() || choices.empty()) return;
  const std::string word = choice_written(choices, cells_[value].text);
  if (!word.empty()) cells_[value].text = arena_.keep(word);
}

}  // namespace phanbo
