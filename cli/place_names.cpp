#include "cli/place_names.hpp"

#include <algorithm>
#include <charconv>
#include <vector>

#include "cli/command.hpp"
#include "inputs/fields.hpp"
#include "models/problem.hpp"

namespace phanbo {

namespace {

struct TablePlace {
  std::string_view table;
  std::size_t row = 0;  ///< counted from 0
  std::string_view field;
};

/// "table[12].field".
std::optional<TablePlace> parse_place(std::string_view place) {
  const std::size_t open = place.find('[');
  const std::size_t close = place.find("].");
  if (open == std::string_view::npos || close == std::string_view::npos || close < open)
    return std::nullopt;
  TablePlace parsed{place.substr(0, open), 0, place.substr(close + 2)};
  const std::string_view number = place.substr(open + 1, close - open - 1);
  const auto [rest, error] =
      std::from_chars(number.data(), number.data() + number.size(), parsed.row);
  if (error != std::errc{} || rest != number.data() + number.size() || parsed.row == 0)
    return std::nullopt;
  --parsed.row;
  return parsed;
}

std::size_t column_of(const CanonicalTable& table, std::string_view name) {
  return static_cast<std::size_t>(std::find(table.columns.begin(), table.columns.end(), name) -
                                  table.columns.begin());
}

}  // namespace

const CanonicalTable* PlaceNames::find_table(std::string_view name) const {
  for (const CanonicalTable& table : reading_.canonical.tables) {
    if (table.name == name) return &table;
  }
  return nullptr;
}

/// The key columns joined by '/', blank ones at the end left out.
std::string PlaceNames::key_of(const CanonicalTable& table, std::size_t row) const {
  const TableSpec* spec = find_table_spec(table.name);
  if (spec == nullptr) return {};
  std::vector<std::string_view> cells;
  for (const std::string& name : split(spec->key, '|')) {
    const std::size_t column = column_of(table, name);
    cells.push_back(column < table.columns.size() ? table.cells[row * table.columns.size() + column]
                                                  : std::string_view());
  }
  while (!cells.empty() && cells.back().empty()) cells.pop_back();
  std::string key;
  for (std::size_t i = 0; i < cells.size(); ++i) key.append(i == 0 ? "" : "/").append(cells[i]);
  return key;
}

std::string PlaceNames::name_of(std::string_view place) const {
  const auto parsed = parse_place(place);
  if (!parsed) return std::string(place);
  const CanonicalTable* table = find_table(parsed->table);
  if (table == nullptr) return std::string(place);
  std::string key;
  // Classes are served, and counted, by their order; their table is sorted by code.
  if (table->name == "classes" && reading_.plan) {
    if (parsed->row >= reading_.plan->classes.size()) return std::string(place);
    key = reading_.plan->classes.rows()[parsed->row].code;
  } else {
    if (parsed->row >= table->row_count()) return std::string(place);
    key = key_of(*table, parsed->row);
  }
  std::string name(parsed->table);
  return name.append("/").append(key).append("/").append(parsed->field);
}

std::string PlaceNames::cell_of(std::string_view name) const {
  for (const CanonicalTable& table : reading_.canonical.tables) {
    if (!name.starts_with(std::string(table.name) + "/")) continue;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
      const std::string start = std::string(table.name) + "/" + key_of(table, row) + "/";
      if (!name.starts_with(start)) continue;
      const std::size_t column = column_of(table, name.substr(start.size()));
      if (column < table.columns.size())
        return std::string(table.cells[row * table.columns.size() + column]);
    }
  }
  return {};
}

std::optional<std::string> PlaceNames::nearest_if_unknown(std::string_view name) const {
  std::vector<std::string> names;
  for (const CanonicalTable& table : reading_.canonical.tables) {
    const TableSpec* spec = find_table_spec(table.name);
    if (spec == nullptr || !name.starts_with(std::string(table.name) + "/")) continue;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
      const std::string start = std::string(table.name) + "/" + key_of(table, row) + "/";
      for (const std::string& column : table.columns) {
        if (start + column == name) return std::nullopt;
        names.push_back(start + column);
      }
    }
  }
  return nearest_name(name, names);
}

}  // namespace phanbo
