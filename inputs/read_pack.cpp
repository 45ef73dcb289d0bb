#include <algorithm>
#include <set>

#include "inputs/build_plan.hpp"
#include "inputs/file_bytes.hpp"
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

std::optional<PackFolder> open_pack_folder(const std::filesystem::path& folder) {
  namespace fs = std::filesystem;
  std::error_code failure;
  const fs::path whole = fs::weakly_canonical(folder, failure);
  if (failure || !fs::is_regular_file(whole / "about.csv", failure)) return std::nullopt;
  PackFolder pack;
  ProblemList problems;
  pack.name = whole.filename().string();
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(whole, failure)) {
    if (entry.path().extension() == ".csv") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  for (const fs::path& path : paths) {
    const std::string shown_path = (folder / path.filename()).string();
    std::string bytes;
    if (!read_file(path, shown_path, bytes, problems)) continue;
    SourceText source{shown_path, pack.texts.emplace_back(std::move(bytes))};
    Problem fault;
    if (!check_encoding(source, fault)) {
      problems.add(*fault.kind, std::move(fault.place), std::move(fault.arguments));
      continue;
    }
    const std::string& name =
        pack.texts.emplace_back("packs/" + pack.name + "/" + path.filename().string());
    pack.files.push_back({name, source.text});
  }
  pack.problems = problems.take_sorted();
  return pack;
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
  for (const auto& row :
       reader.cells_of(pack, "about", {"name_vi", "name_en", "valid_from", "valid_to"}))
    reading.about = {row[0], row[1], row[2], row[3]};
  for (const auto& row :
       reader.cells_of(pack, "readings", {"question", "reading", "text_vi", "text_en", "article"}))
    reading.readings.push_back({row[0], row[1], row[2], row[3], row[4]});
  for (const auto& row : reader.cells_of(pack, "missing", {"table", "code", "text", "measure"}))
    reading.missing.push_back({row[0], row[1], row[2], row[3]});
  for (const TableRows& table : places.tables) {
    for (const TextPoint& start : table.places.starts)
      reading.lines[std::string(table.spec->name)].push_back(start.line);
  }
  for (Problem& problem : problems.problems()) locate_problem(problem, places.tables);
  reading.problems = problems.take_sorted();
  return reading;
}

PackReading read_pack(const PackFolder& folder) {
  PackReading reading = read_pack(folder.files, folder.name);
  if (folder.problems.empty()) return reading;
  reading.problems = folder.problems;  // the others may only say that these files are not there
  reading.is_complete = false;
  return reading;
}

}  // namespace phanbo
