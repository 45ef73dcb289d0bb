#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "inputs/csv.hpp"
#include "inputs/fields.hpp"
#include "inputs/numbers.hpp"
#include "inputs/source_text.hpp"
#include "inputs/text_arena.hpp"
#include "models/index.hpp"

namespace phanbo {

/// Places of cells and rows that changes gave, instead of a file of the plan.
struct ChangedPlaces {
  /// Offset of a row's start in its file and canonical column → the change.
  std::map<std::pair<std::uint32_t, std::size_t>, Place> cells;
  struct AddedRow {
    Place row;
    std::map<std::size_t, Place> cells;
  };
  /// A row of line 0 is added; its offset is its position here.
  std::vector<AddedRow> added;
};

/// Where the rows of one table stand in their file. Cells are found again by reading their row once
/// more.
struct TablePlaces {
  const SourceText* source = nullptr;
  bool is_json = false;  ///< rows are JSON arrays, else CSV
  char separator = ',';
  TextPoint header;               ///< the header line, or the list of columns
  std::vector<TextPoint> starts;  ///< of each row, in canonical order
  std::vector<int> file_columns;  ///< canonical column → column of the file; -1 = not in the file
  std::vector<std::string> columns;  ///< canonical columns
  /// Rows that come from elsewhere (a rule pack): their own places and row there; null = from here.
  /// Empty = all from here.
  struct Foreign {
    const TablePlaces* places = nullptr;
    std::uint32_t row = 0;
  };
  std::vector<Foreign> foreign;
  /// Row of the Plan's table → canonical row, where the plan keeps another order; empty = the same.
  std::vector<std::uint32_t> plan_order;
  std::shared_ptr<const ChangedPlaces> changed;  ///< set where changes were applied
};

/// One table as read: canonical texts, row after row. A faulty cell is blank and makes the table
/// not sound.
struct TableRows {
  const TableSpec* spec = nullptr;
  TablePlaces places;
  std::vector<std::string_view> cells;
  /// For each reference field (in field order) of each row: the row of its target, or `no_row`.
  std::vector<std::uint32_t> references;
  std::vector<std::size_t> reference_columns;
  bool is_given = false;
  bool is_sound = true;     ///< no error in it
  bool is_complete = true;  ///< no row was dropped, so a code that is not found is really missing

  static constexpr std::uint32_t no_row = UINT32_MAX;

  const std::vector<std::string>& columns() const { return places.columns; }
  std::size_t width() const { return places.columns.size(); }
  std::size_t row_count() const { return places.starts.size(); }
  std::string_view cell(std::size_t row, std::size_t column) const {
    return cells[row * width() + column];
  }
};

/// The canonical columns of a table: its fields, then one money column for each plan year where
/// years stand across.
std::vector<std::string> canonical_columns(const TableSpec& spec, int first_year, int last_year);

/// The place of a cell; a blank `field` means the row, a row beyond the last means the header.
Place place_of_cell(const TablePlaces& places, std::size_t row, std::string_view field);

/// A dash: "nothing here, on purpose". Read as not given, kept in the canonical table.
inline bool is_dash(std::string_view text) { return text == "-"; }

}  // namespace phanbo
