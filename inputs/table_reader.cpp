#include "inputs/table_reader.hpp"

#include <algorithm>

#include "inputs/kinds_of_files.hpp"
#include "inputs/kinds_of_tables.hpp"
#include "inputs/text_rules.hpp"
#include "models/limits.hpp"

namespace phanbo {

using namespace input_problem;

namespace {

/// "y2025" → 2025; empty for other names.
std::optional<int> year_of_column(std::string_view name) {
  if (name.size() != 5 || name.front() != 'y') return std::nullopt;
  int year = 0;
  for (const char digit : name.substr(1)) {
    if (digit < '0' || digit > '9') return std::nullopt;
    year = year * 10 + (digit - '0');
  }
  return year;
}

/// Every byte a printable ASCII character or part of a longer sequence?
bool may_hide_something(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char character) {
    const auto byte = static_cast<unsigned char>(character);
    return byte < 0x20U || byte >= 0x7FU;
  });
}

}  // namespace

TableReader::TableReader(const TableSpec& spec, const SourceText& source,
                         const TableOptions& options, TextArena& arena, ProblemList& problems)
    : source_(source), arena_(arena), problems_(problems), options_(options) {
  rows_.spec = &spec;
  rows_.is_given = true;
  rows_.places.source = &source;
  rows_.places.columns = canonical_columns(spec, options.first_year, options.last_year);
  set_columns(options);
}

void TableReader::set_columns(const TableOptions& options) {
  const TableSpec& spec = *rows_.spec;
  for (std::size_t i = 0; i < rows_.places.columns.size(); ++i) {
    Column column;
    column.name = rows_.places.columns[i];
    if (i < spec.fields.size()) {
      column.field = &spec.fields[i];
      column.rules = rules_of(spec, spec.fields[i]);
      column.required = spec.fields[i].required;
    } else {
      column.rules.type = FieldType::money;
      column.rules.name = column.name;
    }
    if (options.shown_name) column.rules.name = arena_.keep(options.shown_name(column.name));
    column.type = column.rules.type;
    column.rules.number_style = options.number_style;
    column.rules.amount_unit = options.amount_unit.value_or(AmountUnit::dong);
    column.rules.first_year = options.first_year;
    column.rules.last_year = options.last_year;
    if (column.type == FieldType::reference) rows_.reference_columns.push_back(i);
    columns_.push_back(std::move(column));
  }
  add_order_rule("first_month", "last_month", months_reversed);
  add_order_rule("valid_from", "valid_to", dates_reversed);
}

void TableReader::report(const ProblemKind& kind, const CsvCell& cell, TextPoint start,
                         std::vector<std::string> arguments) {
  if (kind.severity == Severity::error) rows_.is_sound = false;
  if (finder_) return problems_.add(kind, finder_(cell, start), std::move(arguments));
  if (problems_.is_full(kind, source_.path)) {  // counted only; no excerpt is made
    Place place;
    place.file = source_.path;
    problems_.add(kind, std::move(place), {});
    return;
  }
  problems_.add(kind, place_in(source_, start, cell.offset, cell.length), std::move(arguments));
}

bool TableReader::read_header(std::span<const CsvCell> names, TextPoint start) {
  rows_.places.header = start;
  header_width_ = names.size();
  const std::size_t errors_before = problems_.error_count();
  match_names(names, start);
  bool has_money = false;
  for (const Column& column : columns_) {
    has_money = has_money || (column.type == FieldType::money && column.file_column >= 0);
    if (column.required && column.file_column < 0) {
      report(missing_column, names.empty() ? CsvCell{{}, start.offset, 1} : names.front(), start,
             {std::string(rows_.spec->name), std::string(column.rules.name)});
    }
  }
  if (has_money && !options_.amount_unit) rows_.is_sound = false;  // told at the table's entry
  for (const Column& column : columns_) rows_.places.file_columns.push_back(column.file_column);
  return problems_.error_count() == errors_before;
}

void TableReader::match_names(std::span<const CsvCell> names, TextPoint start) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto found = std::find_if(columns_.begin(), columns_.end(), [&](const Column& column) {
      return column.name == names[i].text;
    });
    if (found == columns_.end()) {
      report_unknown_column(names[i], start);
    } else if (found->file_column >= 0) {
      report(column_twice, names[i], start, {std::string(names[i].text)});
    } else {
      found->file_column = static_cast<int>(i);
    }
  }
}

void TableReader::report_unknown_column(const CsvCell& name, TextPoint start) {
  if (rows_.spec->years_across && year_of_column(name.text)) {
    report(year_column_outside_plan, name, start,
           {std::string(name.text), std::to_string(options_.first_year),
            std::to_string(options_.last_year)});
    return;
  }
  std::vector<std::string> free_names;
  for (const Column& column : columns_) {
    if (column.file_column < 0) free_names.emplace_back(column.name);
  }
  report(unknown_column, name, start,
         {std::string(name.text), std::string(rows_.spec->name),
          offered_names(name.text, free_names)});
}

void TableReader::expect_rows(std::int64_t count) {
  constexpr std::size_t row_bytes_min = 2;
  const std::size_t most = source_.text.size() / row_bytes_min;
  const std::size_t rows =
      std::min(static_cast<std::size_t>(std::max<std::int64_t>(count, 0)), most);
  rows_.cells.reserve(rows * columns_.size());
  rows_.places.starts.reserve(rows);
}

void TableReader::drop_row(const CsvFault& fault, TextPoint start) {
  ++rows_seen_;
  rows_.is_complete = false;
  report(*fault.kind, {{}, fault.offset, fault.length}, start, {});
}

void TableReader::read_row(std::span<const CsvCell> cells, TextPoint start) {
  ++rows_seen_;
  if (cells.size() != header_width_) {
    rows_.is_complete = false;
    const CsvCell first{{}, start.offset, 1};
    const CsvCell& odd = cells.empty()                  ? first
                         : cells.size() > header_width_ ? cells[header_width_]
                                                        : cells.back();
    report(row_length_differs, odd, start,
           {std::to_string(cells.size()), std::to_string(header_width_)});
    return;
  }
  if (std::all_of(cells.begin(), cells.end(),
                  [](const CsvCell& cell) { return cell.text.empty(); })) {
    rows_.is_complete = false;
    report(blank_row, {{}, start.offset, 1}, start, {});
    return;
  }
  rows_.places.starts.push_back(start);
  for (Column& column : columns_) {
    if (column.file_column < 0) {
      rows_.cells.push_back(column.field == nullptr ? "" : column.field->default_value);
      continue;
    }
    const CsvCell& cell = cells[static_cast<std::size_t>(column.file_column)];
    rows_.cells.push_back(read_cell(column, cell, start));
  }
  for (const OrderRule& rule : order_rules_) check_order(rule, start, cells);
}

std::string_view TableReader::read_cell(Column& column, const CsvCell& cell, TextPoint start) {
  if (cell.is_refused) {
    rows_.is_sound = false;
    // Its code may be there, only not readable: references to it are no problems of their own.
    if (&column == &columns_.front()) rows_.is_complete = false;
    return {};
  }
  const bool dash = is_dash(cell.text) && is_number(column.type);
  if (cell.text.empty() || dash) {
    if (column.required) report(missing_value, cell, start, {std::string(column.rules.name)});
    if (dash) return cell.text;
    return column.field == nullptr ? "" : column.field->default_value;
  }
  if (!passes_text_rules(column, cell, start)) return {};
  CellReading reading = read_cell_text(column.rules, cell.text, arena_);
  if (reading.fault != nullptr) {
    report(*reading.fault, cell, start, std::move(reading.arguments));
    return reading.text;
  }
  column.sum += reading.addend;
  return reading.text;
}

bool TableReader::passes_text_rules(const Column& column, const CsvCell& cell, TextPoint start) {
  if (cell.text.front() == ' ' || cell.text.back() == ' ') {
    report(surrounding_space, cell, start, {std::string(column.rules.name)});
    return false;
  }
  if (is_number(column.type) || !may_hide_something(cell.text)) return true;
  const std::string hidden = hidden_character_of(cell.text);
  if (hidden.empty()) return true;
  report(hidden_character, cell, start, {std::string(column.rules.name), hidden});
  return false;
}

void TableReader::add_order_rule(std::string_view first, std::string_view last,
                                 const ProblemKind& kind) {
  const auto position_of = [&](std::string_view name) {
    return static_cast<std::size_t>(
        std::find_if(columns_.begin(), columns_.end(),
                     [&](const Column& column) { return column.name == name; }) -
        columns_.begin());
  };
  const OrderRule rule{position_of(first), position_of(last), &kind};
  if (rule.first < columns_.size() && rule.last < columns_.size()) order_rules_.push_back(rule);
}

/// Months and ISO dates of one row: the first may not come after the last.
void TableReader::check_order(const OrderRule& rule, TextPoint start,
                              std::span<const CsvCell> cells) {
  const std::string_view* row = rows_.cells.data() + rows_.cells.size() - columns_.size();
  const std::string_view a = row[rule.first];
  const std::string_view b = row[rule.last];
  if (a.empty() || b.empty()) return;
  const bool reversed = a.size() == b.size() ? a > b : a.size() > b.size();
  if (!reversed) return;
  const int file_column =
      std::max(columns_[rule.first].file_column, columns_[rule.last].file_column);
  const CsvCell& cell = cells[static_cast<std::size_t>(std::max(file_column, 0))];
  report(*rule.kind, cell, start, {std::string(a), std::string(b)});
}

std::vector<ColumnSum> TableReader::sums() const {
  std::vector<ColumnSum> sums;
  for (const Column& column : columns_) {
    if (!is_number(column.type) || column.file_column < 0) continue;
    sums.push_back({std::string(column.name), column.type == FieldType::money, column.sum});
  }
  return sums;
}

void TableReader::check_sums() {
  for (const Column& column : columns_) {
    if (column.type != FieldType::money || column.sum <= limit_amount_dong_max) continue;
    rows_.is_sound = false;
    problems_.add(over_limit, place_of_cell(rows_.places, TableRows::no_row, column.name),
                  {"Σ " + std::string(column.name), to_plain(column.sum) + " dong",
                   std::to_string(limit_amount_dong_max) + " dong"});
  }
}

void read_csv_table(const SourceText& source, TableReader& reader, TextArena& arena,
                    ProblemList& problems) {
  const auto separator = detect_separator(source.text);
  if (!separator) {
    const std::size_t line_end = source.text.find('\n');
    const std::size_t length = line_end == std::string_view::npos ? source.text.size() : line_end;
    std::string found;
    for (const char mark : {',', ';', '\t'}) {
      if (source.text.substr(0, length).find(mark) == std::string_view::npos) continue;
      found += found.empty() ? "" : " ";
      found += mark == '\t' ? std::string("tab") : std::string(1, mark);
    }
    reader.rows().is_sound = reader.rows().is_complete = false;
    problems.add(separator_unclear, place_in(source, {}, 0, length), {found});
    return;
  }
  reader.rows().places.separator = *separator;
  CsvReader csv(source.text, *separator, arena);
  if (csv.next() != CsvReader::Step::row) {
    reader.rows().is_sound = reader.rows().is_complete = false;
    if (csv.fault().kind != nullptr) {
      problems.add(*csv.fault().kind, place_in(source, {}, csv.fault().offset, 1), {});
    } else {
      problems.add(file_empty, place_in(source, {}, 0, 1), {source.path});
    }
    return;
  }
  if (!reader.read_header(csv.cells(), csv.row_start())) reader.rows().is_sound = false;
  while (true) {
    const CsvReader::Step step = csv.next();
    if (step == CsvReader::Step::end) break;
    if (step == CsvReader::Step::row) {
      reader.read_row(csv.cells(), csv.row_start());
    } else {
      reader.drop_row(csv.fault(), csv.row_start());
    }
  }
  // Row counts and control sums do not see the end of a text that is cut off in the last cell.
  if (!source.text.ends_with('\n')) {
    reader.rows().is_sound = false;
    problems.add(line_end_missing, place_in(source, {}, source.text.size(), 1), {source.path});
  }
}

}  // namespace phanbo
