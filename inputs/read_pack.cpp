#include <algorithm>
#include <set>

#include "inputs/build_plan.hpp"
#include "inputs/read_plan.hpp"
#include "inputs/row_places.hpp"
#include "inputs/rule_packs.hpp"
#include "inputs/sealed_plan.hpp"
#include "inputs/table_reader.hpp"
#include "models/limits.hpp"

namespace phanbo {

namespace {

TableRows& only_row(PlanTables& tables, std::string_view name,
                    std::initializer_list<std::pair<std::string_view, std::string_view>> cells) {
  TableRows& table = table_named(tables, name);
  std::vector<std::string_view> row(table.width());
  for (const auto& [field, text] : cells) row[field_position(*table.spec, field)] = text;
  table.cells.insert(table.cells.end(), row.begin(), row.end());
  table.places.starts.push_back({});
  return table;
}

}  // namespace

std::vector<std::string> pack_names(std::span<const EmbeddedFile> files) {
  std::set<std::string> names;
  for (const EmbeddedFile& file : files) {
    std::string_view name = file.name;
    constexpr std::string_view folder = "packs/";
    if (!name.starts_with(folder)) continue;
    name.remove_prefix(folder.size());
    names.insert(std::string(name.substr(0, name.find('/'))));
  }
  return {names.begin(), names.end()};
}

PackReading read_pack(std::span<const EmbeddedFile> files, const std::string& pack) {
  PackReading reading;
  std::deque<std::string> storage;
  TextArena arena(storage);
  ProblemList problems;
  RowPlaces places;
  PlanHeader header;
  header.code = pack;
  header.first_year = limit_year_first;
  header.last_year = limit_year_first;
  for (const TableSpec& spec : table_specs()) places.tables.push_back(empty_table(spec, header));
  only_row(
      places.tables, "programmes",
      {{"code", pack}, {"name", pack}, {"kind", "formula"}, {"expenditure_kind", "recurrent"}});
  PackReader reader(files, places.tables, arena, problems, places.pack_sources, places.pack_places);
  reader.join_rows(pack, pack);
  resolve_references(places.tables, problems);
  reading.plan = build_plan(header, places.tables);
  for (const auto& row : reader.cells_of(pack, "about")) {
    if (row.size() >= 4) reading.about = {row[0], row[1], row[2], row[3]};  // the last row
  }
  const auto readings = reader.cells_of(pack, "readings");
  for (std::size_t i = 1; i < readings.size(); ++i) {
    const auto& row = readings[i];
    reading.readings.push_back({row[0], row[1], row[2], row[3], row.size() > 4 ? row[4] : ""});
  }
  const auto missing = reader.cells_of(pack, "missing");
  for (std::size_t i = 1; i < missing.size(); ++i)
    reading.missing.push_back({missing[i][0], missing[i][1], missing[i][2]});
  for (Problem& problem : problems.problems()) locate_problem(problem, places.tables);
  reading.problems = problems.take_sorted();
  return reading;
}

}  // namespace phanbo
