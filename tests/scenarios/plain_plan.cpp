#include "scenarios/plain_plan.hpp"

#include <algorithm>

#include "inputs/fields.hpp"

namespace phanbo::scenario_test {

namespace {

/// Null for columns of years.
const Field* field_of(std::string_view table, std::string_view column) {
  for (const Field& field : find_table_spec(table)->fields) {
    if (field.name == column) return &field;
  }
  return nullptr;
}

}  // namespace

std::vector<std::string> split(std::string_view text, char mark) {
  std::vector<std::string> words{""};
  for (const char letter : text) {
    if (letter == mark) {
      words.emplace_back();
    } else {
      words.back() += letter;
    }
  }
  return words;
}

std::vector<std::string> key_columns(std::string_view table) {
  return split(find_table_spec(table)->key, '|');
}

Key key_of(std::string_view table, const Row& row) {
  Key key;
  for (const std::string& column : key_columns(table)) key.push_back(cell_of(row, column));
  return key;
}

std::string key_text(const Key& key) {
  std::size_t count = key.size();
  while (count > 1 && key[count - 1].empty()) --count;
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += (i == 0 ? "" : "/") + key[i];
  return text;
}

std::string cell_of(const Row& row, const std::string& column) {
  const auto cell = row.find(column);
  return cell == row.end() ? std::string() : cell->second;
}

void set_cell(Row& row, const std::string& column, const std::string& value) {
  if (value.empty()) {
    row.erase(column);
  } else {
    row[column] = value;
  }
}

int year_of_column(std::string_view column) {
  const bool is_year = column.size() == 5 && column.front() == 'y' &&
                       std::all_of(column.begin() + 1, column.end(),
                                   [](char letter) { return letter >= '0' && letter <= '9'; });
  return is_year ? std::stoi(std::string(column.substr(1))) : 0;
}

bool is_money(std::string_view table, std::string_view column) {
  const Field* const field = field_of(table, column);
  return field == nullptr ? year_of_column(column) != 0 : field->type == FieldType::money;
}

bool is_number(std::string_view table, std::string_view column) {
  const Field* const field = field_of(table, column);
  if (field == nullptr) return year_of_column(column) != 0;
  return field->type == FieldType::money || field->type == FieldType::decimal ||
         field->type == FieldType::percent || field->type == FieldType::integer;
}

PlainPlan plain_plan(const CanonicalPlan& plan) {
  PlainPlan plain;
  for (const auto& [key, value] : plan.header) {
    if (key != "schema_version" && !key.starts_with("scenario")) plain.header[key] = value;
  }
  for (const CanonicalTable& table : plan.tables) {
    const std::size_t width = table.columns.size();
    for (std::size_t row = 0; row < table.row_count(); ++row) {
      Row cells;
      for (std::size_t i = 0; i < width; ++i)
        set_cell(cells, table.columns[i], std::string(table.cells[row * width + i]));
      plain.tables[std::string(table.name)][key_of(table.name, cells)] = std::move(cells);
    }
  }
  return plain;
}

}  // namespace phanbo::scenario_test
