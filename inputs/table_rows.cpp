#include "inputs/table_rows.hpp"

#include <algorithm>
#include <deque>

namespace phanbo {

namespace {

/// The n-th string of the JSON array that begins at `offset`; the array itself when there is none.
CsvCell json_cell(std::string_view text, std::size_t offset, std::size_t wanted) {
  CsvCell cell{{}, static_cast<std::uint32_t>(offset), 1};
  std::size_t position = offset;
  for (std::size_t count = 0; count <= wanted; ++count) {
    const std::size_t open = text.find_first_of("\"]", position);
    if (open == std::string_view::npos || text[open] == ']') return cell;
    std::size_t close = open + 1;
    while (close < text.size() && text[close] != '"') close += text[close] == '\\' ? 2 : 1;
    position = close + 1;
    if (count == wanted) {
      cell.offset = static_cast<std::uint32_t>(open);
      cell.length = static_cast<std::uint32_t>(position - open);
    }
  }
  return cell;
}

CsvCell csv_cell(const TablePlaces& places, TextPoint start, int column) {
  std::deque<std::string> storage;
  TextArena arena(storage);
  CsvReader reader(places.source->text, places.separator, arena, start);
  CsvCell cell{{}, start.offset, 1};
  if (reader.next() != CsvReader::Step::row) return cell;
  const auto& cells = reader.cells();
  if (column < 0) {
    cell.length = cells.back().offset + cells.back().length - start.offset;
    return cell;
  }
  return static_cast<std::size_t>(column) < cells.size() ? cells[static_cast<std::size_t>(column)]
                                                         : cell;
}

/// Where a change gave the row or the cell; null when none did.
const Place* changed_place(const ChangedPlaces& changed, TextPoint start, std::size_t column) {
  if (start.line == 0) {
    const ChangedPlaces::AddedRow& row = changed.added[start.offset];
    const auto cell = row.cells.find(column);
    return cell == row.cells.end() ? &row.row : &cell->second;
  }
  const auto cell = changed.cells.find({start.offset, column});
  return cell == changed.cells.end() ? nullptr : &cell->second;
}

}  // namespace

std::vector<std::string> canonical_columns(const TableSpec& spec, int first_year, int last_year) {
  std::vector<std::string> columns;
  for (const Field& field : spec.fields) columns.emplace_back(field.name);
  if (!spec.years_across) return columns;
  for (int year = first_year; year <= last_year; ++year)
    columns.push_back("y" + std::to_string(year));
  return columns;
}

Place place_of_cell(const TablePlaces& places, std::size_t row, std::string_view field) {
  if (row < places.plan_order.size()) row = places.plan_order[row];
  if (row < places.foreign.size() && places.foreign[row].places != nullptr)
    return place_of_cell(*places.foreign[row].places, places.foreign[row].row, field);
  if (places.source == nullptr) return {};
  const TextPoint start = row < places.starts.size() ? places.starts[row] : places.header;
  const auto found = std::find(places.columns.begin(), places.columns.end(), field);
  if (places.changed) {
    const auto column = static_cast<std::size_t>(found - places.columns.begin());
    const Place* const change = changed_place(*places.changed, start, column);
    if (change != nullptr) return *change;
  }
  const int column =
      found == places.columns.end()
          ? -1
          : places.file_columns[static_cast<std::size_t>(found - places.columns.begin())];
  CsvCell cell;
  if (places.source->sheet != nullptr) {
    const auto sheet_column = static_cast<std::uint32_t>(std::max(column, 0));
    cell = CsvCell{{}, start.offset + sheet_column, 1};
  } else if (places.is_json) {
    cell = CsvCell{{}, start.offset, 1};
    if (column >= 0) {
      cell = json_cell(places.source->text, start.offset, static_cast<std::size_t>(column));
    }
  } else {
    cell = csv_cell(places, start, column);
  }
  return place_in(*places.source, start, cell.offset, cell.length);
}

}  // namespace phanbo
