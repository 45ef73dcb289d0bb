#include <algorithm>

#include "inputs/kinds_of_tables.hpp"
#include "inputs/plan_header.hpp"
#include "inputs/table_reader.hpp"

namespace phanbo {

namespace {

struct KeyColumn {
  std::size_t column = 0;
  bool is_number = false;
};

std::vector<KeyColumn> key_columns(const TableSpec& spec) {
  std::vector<KeyColumn> columns;
  for (const std::string& name : split_choices(spec.key)) {
    const std::size_t position = field_position(spec, name);
    const FieldType type = spec.fields[position].type;
    columns.push_back({position, type == FieldType::integer || type == FieldType::month});
  }
  return columns;
}

/// Whole numbers by value (no leading zeros in canonical texts), everything else by bytes; blank
/// first.
int compare_cells(std::string_view a, std::string_view b, bool is_number) {
  if (is_number && a.size() != b.size()) return a.size() < b.size() ? -1 : 1;
  return a.compare(b);
}

class RowOrder {
 public:
  explicit RowOrder(const TableRows& rows) : rows_(rows), keys_(key_columns(*rows.spec)) {}

  int compare(std::size_t a, std::size_t b) const {
    for (const KeyColumn& key : keys_) {
      const int order =
          compare_cells(rows_.cell(a, key.column), rows_.cell(b, key.column), key.is_number);
      if (order != 0) return order;
    }
    return 0;
  }

  /// The first eight bytes of the first key cell as a number that orders like the bytes; 0 where it
  /// orders by value.
  std::uint64_t prefix_of(std::size_t row) const {
    if (keys_.front().is_number) return 0;
    const std::string_view text = rows_.cell(row, keys_.front().column);
    std::uint64_t prefix = 0;
    for (std::size_t i = 0; i < sizeof prefix; ++i) {
      const auto byte = i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
      prefix = prefix << 8U | byte;
    }
    return prefix;
  }

  /// Rows whose key could not be read are not compared.
  bool has_key(std::size_t row) const {
    return std::any_of(keys_.begin(), keys_.end(),
                       [&](const KeyColumn& key) { return !rows_.cell(row, key.column).empty(); });
  }

  std::string key_text(std::size_t row) const {
    std::vector<std::string> texts;
    for (const KeyColumn& key : keys_) texts.emplace_back(rows_.cell(row, key.column));
    return joined(texts, ", ");
  }

 private:
  const TableRows& rows_;
  std::vector<KeyColumn> keys_;
};

void permute(TableRows& rows, const std::vector<std::uint32_t>& order) {
  std::vector<std::string_view> cells;
  std::vector<TextPoint> starts;
  cells.reserve(rows.cells.size());
  starts.reserve(order.size());
  for (const std::uint32_t row : order) {
    const auto first = rows.cells.begin() + static_cast<std::ptrdiff_t>(row * rows.width());
    cells.insert(cells.end(), first, first + static_cast<std::ptrdiff_t>(rows.width()));
    starts.push_back(rows.places.starts[row]);
  }
  rows.cells = std::move(cells);
  rows.places.starts = std::move(starts);
  if (rows.places.foreign.empty()) return;
  std::vector<TablePlaces::Foreign> foreign;
  for (const std::uint32_t row : order) foreign.push_back(rows.places.foreign[row]);
  rows.places.foreign = std::move(foreign);
}

/// A row and the first bytes of its key, so that most comparisons need no look at the cells.
struct PrefixedRow {
  std::uint64_t prefix = 0;
  std::uint32_t row = 0;
};

/// Rows in key order; equal keys stay in file order.
std::vector<std::uint32_t> order_of(const TableRows& rows, const RowOrder& by_key) {
  std::vector<PrefixedRow> keyed(rows.row_count());
  for (std::uint32_t row = 0; row < keyed.size(); ++row) keyed[row] = {by_key.prefix_of(row), row};
  std::sort(keyed.begin(), keyed.end(), [&](const PrefixedRow& a, const PrefixedRow& b) {
    if (a.prefix != b.prefix) return a.prefix < b.prefix;
    const int order = by_key.compare(a.row, b.row);
    return order != 0 ? order < 0 : a.row < b.row;
  });
  std::vector<std::uint32_t> order;
  order.reserve(keyed.size());
  for (const PrefixedRow& row : keyed) order.push_back(row.row);
  return order;
}

void report_duplicate(TableRows& rows, const RowOrder& order, std::size_t row, std::size_t earlier,
                      ProblemList& problems) {
  const auto keys = split_choices(rows.spec->key);
  rows.is_sound = false;
  problems.add(
      input_problem::duplicate_key, place_of_cell(rows.places, row, keys.front()),
      {joined(keys, ", "), order.key_text(row), std::to_string(rows.places.starts[earlier].line)});
}

}  // namespace

int compare_keys(const TableRows& a, std::size_t row_a, const TableRows& b, std::size_t row_b) {
  for (const KeyColumn& key : key_columns(*a.spec)) {
    const int order =
        compare_cells(a.cell(row_a, key.column), b.cell(row_b, key.column), key.is_number);
    if (order != 0) return order;
  }
  return 0;
}

void sort_rows(TableRows& rows, ProblemList& problems) {
  const std::size_t count = rows.row_count();
  const RowOrder by_key(rows);
  bool is_sorted = true;
  for (std::size_t row = 1; row < count && is_sorted; ++row)
    is_sorted = by_key.compare(row - 1, row) < 0;
  if (is_sorted) return;
  permute(rows, order_of(rows, by_key));
  std::size_t first_of_key = 0;
  for (std::size_t row = 1; row < count; ++row) {
    if (by_key.compare(first_of_key, row) != 0 || !by_key.has_key(row)) {
      first_of_key = row;
    } else {
      report_duplicate(rows, by_key, row, first_of_key, problems);
    }
  }
}

}  // namespace phanbo
