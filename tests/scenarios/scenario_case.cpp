#include "scenarios/scenario_case.hpp"

#include <algorithm>
#include <fstream>

#include "inputs/fields.hpp"
#include "verifier/random_numbers.hpp"

namespace phanbo::scenario_test {

namespace {

using phanbo_verify::test::RandomNumbers;

/// One line of scenario_changes, and who wants to know where it stands.
struct Line {
  Row row;
  RowChange* change = nullptr;
  CellChange* cell = nullptr;
};

std::string word_of(Action action, RandomNumbers& random) {
  if (action == Action::add) return "add";
  if (action == Action::remove) return "remove";
  return random.one_in(2) ? "set" : "";
}

std::string value_in_table(const RowChange& change, const CellChange& cell,
                           const TableStyle& style) {
  const bool is_raw = cell.is_malformed || find_table_spec(change.table) == nullptr;
  return is_raw ? cell.value : written_value(change.table, cell.column, cell.value, style);
}

std::vector<Line> lines_of(MadeScenario& scenario, const TableStyle& style, RandomNumbers& random) {
  std::vector<Line> lines;
  for (RowChange& change : scenario.changes) {
    change.lines.clear();
    const Row row = {{"scenario", scenario.code},
                     {"table", change.table},
                     {"key", key_text(change.key)},
                     {"action", word_of(change.action, random)}};
    if (change.cells.empty()) lines.push_back({row, &change, nullptr});
    for (CellChange& cell : change.cells) {
      Line line{row, &change, &cell};
      line.row["column"] = cell.column;
      line.row["value"] = value_in_table(change, cell, style);
      lines.push_back(std::move(line));
    }
  }
  return lines;
}

/// A person writes the lines in any order.
void shuffle(std::vector<Line>& lines, RandomNumbers& random) {
  for (std::size_t i = lines.size(); i > 1; --i)
    std::swap(lines[i - 1],
              lines[static_cast<std::size_t>(random.between(0, static_cast<std::int64_t>(i) - 1))]);
}

std::vector<Row> note_lines(std::vector<Line>& lines) {
  std::vector<Row> rows;
  for (Line& line : lines) {
    rows.push_back(line.row);
    const int number = static_cast<int>(rows.size()) + 1;
    line.change->lines.push_back(number);
    if (line.cell != nullptr) line.cell->line = number;
  }
  return rows;
}

/// Writes scenarios/<code>.json, a line for each row and each cell.
class PatchFile {
 public:
  PatchFile(const std::filesystem::path& file, RandomNumbers& random)
      : out_(file, std::ios::binary), random_(random) {}

  void write(MadeScenario& scenario) {
    line("{\"name\": " + json_string(scenario.name) + ",");
    if (!scenario.parent.empty()) line("\"parent\": " + json_string(scenario.parent) + ",");
    line("\"changes\": {");
    std::map<std::string, std::vector<RowChange*>> tables;
    for (RowChange& change : scenario.changes) tables[change.table].push_back(&change);
    std::string_view comma;
    for (const auto& [table, changes] : tables) {
      line(std::string(comma) + json_string(table) + ": {");
      if (table == "plan") {
        changes.front()->lines = {line_ - 1};
        write_cells(*changes.front());
      } else {
        for (std::size_t i = 0; i < changes.size(); ++i) write_row(*changes[i], i == 0 ? "" : ",");
      }
      line("}");
      comma = ",";
    }
    line("}}");
  }

 private:
  void line(const std::string& text) {
    out_ << text << "\n";
    ++line_;
  }

  void write_row(RowChange& change, const std::string& comma) {
    change.lines = {line_};
    const std::string head = comma + json_string(key_text(change.key)) + ": ";
    if (change.action == Action::remove) return line(head + "null");
    line(head + "{");
    write_cells(change);
    line("}");
  }

  void write_cells(RowChange& change) {
    for (std::size_t i = 0; i < change.cells.size(); ++i) {
      CellChange& cell = change.cells[i];
      cell.line = line_;
      change.lines.push_back(line_);
      line((i == 0 ? "" : ",") + json_string(cell.column) + ": " + value_of(change, cell));
    }
  }

  /// Numbers may stand as such or as texts.
  std::string value_of(const RowChange& change, const CellChange& cell) {
    if (cell.value.empty()) return "null";
    const bool is_known = change.table != "plan" && find_table_spec(change.table) != nullptr;
    const bool is_numeric = is_known ? is_number(change.table, cell.column)
                                     : cell.column.ends_with("_year") && change.table == "plan";
    const bool may_be_number = !cell.is_malformed && cell.value != "-" && is_numeric;
    return may_be_number && random_.one_in(2) ? cell.value : json_string(cell.value);
  }

  std::ofstream out_;
  RandomNumbers& random_;
  int line_ = 1;
};

}  // namespace

const MadeScenario& ScenarioCase::scenario(const std::string& code) const {
  return *std::find_if(scenarios.begin(), scenarios.end(),
                       [&](const MadeScenario& made) { return made.code == code; });
}

std::vector<const MadeScenario*> ScenarioCase::chain(const std::string& code) const {
  std::vector<const MadeScenario*> chain;
  for (std::string next = code; !next.empty(); next = chain.front()->parent)
    chain.insert(chain.begin(), &scenario(next));
  return chain;
}

void write_case(ScenarioCase& given, const std::filesystem::path& folder, std::uint64_t seed,
                const std::vector<std::string>& only) {
  RandomNumbers random(seed);
  FolderTables tables = tables_of(given.base);
  std::vector<Line> lines;
  std::vector<MadeScenario*> files;
  for (MadeScenario& made : given.scenarios) {
    if (!only.empty() && std::find(only.begin(), only.end(), made.code) == only.end()) continue;
    if (made.is_file) {
      files.push_back(&made);
      continue;
    }
    tables["scenarios"].push_back(
        {{"code", made.code}, {"name", made.name}, {"parent", made.parent}});
    for (Line& line : lines_of(made, given.styles["scenario_changes"], random))
      lines.push_back(std::move(line));
  }
  shuffle(lines, random);
  if (!lines.empty()) tables["scenario_changes"] = note_lines(lines);
  write_folder(given.base.header, tables, given.styles, folder);
  if (!files.empty()) std::filesystem::create_directories(folder / "scenarios");
  for (MadeScenario* made : files)
    PatchFile(folder / "scenarios" / (made->code + ".json"), random).write(*made);
}

}  // namespace phanbo::scenario_test
