#include <algorithm>
#include <deque>

#include "inputs/build_plan.hpp"
#include "inputs/kinds_of_tables.hpp"
#include "inputs/law_overlaps.hpp"
#include "inputs/read_plan.hpp"
#include "inputs/sealed_plan.hpp"
#include "inputs/table_reader.hpp"

namespace phanbo {

using namespace input_problem;

namespace {

struct LawFile {
  SourceText source;
  TableRows rows;
};

/// A law row and where it stands, so that rows of different files can be compared.
struct PlacedRow {
  LawRow row;
  const LawFile* file = nullptr;
  std::size_t position = 0;
};

bool overlap(const LawRow& earlier, const LawRow& later) {
  return earlier.topic == later.topic && earlier.key == later.key &&
         (!earlier.valid_to || *earlier.valid_to >= later.valid_from);
}

std::string citation_of(const LawRow& row) {
  return row.article.empty() ? row.document : row.document + ", " + row.article;
}

std::vector<std::string> overlap_arguments(const LawRow& earlier, const LawRow& later) {
  return {later.topic, later.key, to_iso(later.valid_from), citation_of(earlier),
          citation_of(later)};
}

void report_overlaps(const std::vector<PlacedRow>& rows, ProblemList& problems) {
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const PlacedRow& later = rows[i];
    if (!overlap(rows[i - 1].row, later.row)) continue;
    problems.add(two_law_rows, place_of_cell(later.file->rows.places, later.position, "valid_from"),
                 overlap_arguments(rows[i - 1].row, later.row));
  }
}

TableRows read_law_file(const SourceText& source, TextArena& arena, ProblemList& problems) {
  TableReader reader(*find_table_spec("law_rows"), source, TableOptions{}, arena, problems);
  read_csv_table(source, reader, arena, problems);
  TableRows rows = std::move(reader.rows());
  if (rows.places.file_columns.empty()) rows.places.file_columns.assign(rows.width(), -1);
  sort_rows(rows, problems);
  return rows;
}

}  // namespace

void check_law_overlaps(TableRows& table, ProblemList& problems) {
  const std::vector<LawRow> rows = law_rows_of(table, true);
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (rows[i - 1].valid_from == rows[i].valid_from || !overlap(rows[i - 1], rows[i])) continue;
    table.is_sound = false;
    problems.add(two_law_rows, place_of_cell(table.places, i, "valid_from"),
                 overlap_arguments(rows[i - 1], rows[i]));
  }
}

LawReading read_law(std::span<const EmbeddedFile> files) {
  ProblemList problems;
  std::deque<std::string> storage;
  TextArena arena(storage);
  std::deque<LawFile> read;
  std::vector<PlacedRow> rows;
  for (const EmbeddedFile& file : files) {
    LawFile& law_file = read.emplace_back();
    law_file.source = {std::string(file.name), file.content};
    Problem fault;
    if (!check_encoding(law_file.source, fault)) {
      problems.add(*fault.kind, std::move(fault.place), std::move(fault.arguments));
      continue;
    }
    law_file.rows = read_law_file(law_file.source, arena, problems);
    std::vector<LawRow> own = law_rows_of(law_file.rows, false);
    for (std::size_t i = 0; i < own.size(); ++i) rows.push_back({std::move(own[i]), &law_file, i});
  }
  std::stable_sort(rows.begin(), rows.end(), [](const PlacedRow& a, const PlacedRow& b) {
    return std::tie(a.row.topic, a.row.key, a.row.valid_from) <
           std::tie(b.row.topic, b.row.key, b.row.valid_from);
  });
  report_overlaps(rows, problems);
  std::vector<LawRow> law;
  for (PlacedRow& row : rows) law.push_back(std::move(row.row));
  return {LawBook(std::move(law)), problems.take_sorted()};
}

}  // namespace phanbo
