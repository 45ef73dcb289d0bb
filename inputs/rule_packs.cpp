#include "inputs/rule_packs.hpp"

#include <algorithm>
#include <set>

#include "inputs/csv.hpp"
#include "inputs/kinds_of_plans.hpp"
#include "inputs/plan_header.hpp"
#include "inputs/read_plan.hpp"
#include "inputs/table_reader.hpp"

namespace phanbo {

using namespace input_problem;

namespace {

constexpr std::string_view pack_folder = "packs/";
/// Tables with a column `programme`, which a pack leaves to the plan.
constexpr std::string_view rule_tables[] = {"criteria", "criterion_bands", "criterion_classes",
                                            "parameters"};
constexpr std::string_view shared_tables[] = {"documents", "indicator_kinds"};

std::string_view cell_named(const TableRows& table, std::size_t row, std::string_view field) {
  return table.cell(row, field_position(*table.spec, field));
}

/// A header whose separator is unclear is told where its table is read.
char separator_of(const EmbeddedFile& file) { return detect_separator(file.content).value_or(','); }

}  // namespace

void PackReader::report(const ProblemKind& kind, std::size_t formula_row, std::string_view field,
                        std::vector<std::string> arguments) {
  const TableRows& formulas = table_named(tables_, "formulas");
  problems_.add(kind, place_of_cell(formulas.places, formula_row, field), std::move(arguments));
}

const EmbeddedFile* PackReader::file_of(std::string_view pack, std::string_view table) const {
  const std::string name =
      std::string(pack_folder) + std::string(pack) + "/" + std::string(table) + ".csv";
  const auto found = std::find_if(files_.begin(), files_.end(),
                                  [&](const EmbeddedFile& file) { return file.name == name; });
  return found == files_.end() ? nullptr : &*found;
}

std::vector<std::vector<std::string>> PackReader::cells_of(
    std::string_view pack, std::string_view table,
    std::initializer_list<std::string_view> columns) {
  std::vector<std::vector<std::string>> rows;
  const EmbeddedFile* file = file_of(pack, table);
  if (file == nullptr) return rows;
  CsvReader reader(file->content, separator_of(*file), arena_);
  std::vector<std::string> header;
  while (reader.next() == CsvReader::Step::row) {
    std::vector<std::string> cells;
    for (const CsvCell& cell : reader.cells()) cells.emplace_back(cell.text);
    if (header.empty()) {
      header = std::move(cells);
      continue;
    }
    std::vector<std::string>& row = rows.emplace_back();
    for (const std::string_view column : columns) {
      const auto found = std::find(header.begin(), header.end(), column);
      const auto place = static_cast<std::size_t>(found - header.begin());
      row.push_back(place < cells.size() ? cells[place] : std::string());
    }
  }
  return rows;
}

/// Adds the rows of one pack file to the plan's table. They keep a place of their own, so that a
/// problem found in them points into the pack.
void PackReader::join_table(const Use& use, std::string_view table_name, bool per_programme) {
  const EmbeddedFile* file = file_of(use.pack, table_name);
  if (file == nullptr) return;
  TableRows& table = table_named(tables_, table_name);
  const char separator = separator_of(*file);
  std::string text;
  std::string_view rest = file->content;
  for (bool is_header = true; !rest.empty(); is_header = false) {
    const std::size_t end = rest.find('\n');
    const std::string_view line = rest.substr(0, end);
    if (!line.empty()) {
      if (per_programme) text += (is_header ? std::string("programme") : use.programme) + separator;
      text.append(line).append("\n");
    }
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  }
  const SourceText& source = sources_.emplace_back(
      SourceText{"law/" + std::string(file->name), arena_.own(std::move(text))});
  TableReader reader(*table.spec, source, TableOptions{}, arena_, problems_);
  read_csv_table(source, reader, arena_, problems_);
  TableRows rows = std::move(reader.rows());
  if (rows.places.file_columns.empty()) rows.places.file_columns.assign(rows.width(), -1);
  const TablePlaces& own = places_.emplace_back(rows.places);
  auto& foreign = table.places.foreign;
  foreign.resize(table.row_count());
  std::set<std::string_view> known;
  if (!per_programme) {
    for (std::size_t row = 0; row < table.row_count(); ++row) known.insert(table.cell(row, 0));
  }
  for (std::size_t row = 0; row < rows.row_count(); ++row) {
    if (!per_programme && known.contains(rows.cell(row, 0))) continue;  // the plan's own stands
    for (std::size_t column = 0; column < rows.width(); ++column)
      table.cells.push_back(rows.cell(row, column));
    table.places.starts.push_back(rows.places.starts[row]);
    foreign.push_back({&own, static_cast<std::uint32_t>(row)});
  }
  table.is_given = true;
  table.is_sound = table.is_sound && rows.is_sound;
}

/// Of each question the published text leaves open, one reading must be chosen.
void PackReader::check_formula(std::size_t row) {
  const TableRows& formulas = table_named(tables_, "formulas");
  const std::string pack(cell_named(formulas, row, "pack"));
  std::vector<std::string> chosen = split_choices(cell_named(formulas, row, "readings"));
  const auto rows = cells_of(pack, "readings", {"question", "reading", "text_vi"});
  std::vector<std::string> questions;
  for (const auto& row_of_question : rows) {
    if (std::find(questions.begin(), questions.end(), row_of_question[0]) == questions.end())
      questions.push_back(row_of_question[0]);
  }
  for (const std::string& question : questions) {
    std::vector<std::string> offered;
    std::size_t count = 0;
    for (const auto& reading : rows) {
      if (reading[0] != question) continue;
      offered.push_back(reading[1] + ": " + reading[2]);
      count += static_cast<std::size_t>(std::count(chosen.begin(), chosen.end(), reading[1]));
    }
    if (count == 1) continue;
    report(reading_not_chosen, row, "readings", {pack, question, joined(offered, "; ")});
  }
}

void PackReader::check_missing_parts(const Use& use) {
  for (const auto& part : cells_of(use.pack, "missing", {"table", "code", "text"})) {
    const TableRows& table = table_named(tables_, part[0]);
    const bool by_criterion = part[0] == "criterion_classes" || part[0] == "criterion_bands";
    bool is_there = false;
    for (std::size_t row = 0; row < table.row_count() && !is_there; ++row) {
      is_there = cell_named(table, row, "programme") == use.programme &&
                 cell_named(table, row, by_criterion ? "criterion" : "code") == part[1];
    }
    if (is_there) continue;
    report(pack_part_missing, use.formula_row, "pack", {use.pack, part[0], part[1], part[2]});
  }
}

/// Had the pack lapsed when the plan was decided? Had the law done away with a tier it counts?
void PackReader::check_date(std::size_t row, const std::string& pack, const Date& decided_on,
                            const LawBook& law) {
  constexpr std::string_view topic = "budget_tier_exists";
  for (const auto& about : cells_of(pack, "about", {"valid_to", "tiers"})) {
    const std::string day = to_iso(decided_on);
    if (!about[0].empty() && about[0] < day)
      report(rule_pack_lapsed, row, "pack", {pack, about[0], day});
    for (const std::string& tier : split_choices(about[1])) {
      const LawRow* now = law.find(topic, tier, decided_on);
      if (now == nullptr || !now->value || !now->value->is_zero()) continue;
      const LawRow* first = now;  // the oldest row by which there is no such tier
      for (const LawRow* earlier : law.rows_of(topic, tier))
        if (earlier->value && earlier->value->is_zero() && earlier->valid_from < first->valid_from)
          first = earlier;
      report(rule_pack_tier_gone, row, "pack",
             {pack, first->label_vi, to_iso(first->valid_from), first->document});
    }
  }
}

void PackReader::join(const std::optional<Date>& decided_on, const LawBook& law) {
  const TableRows& formulas = table_named(tables_, "formulas");
  std::vector<Use> uses;
  std::set<std::string> packs;
  for (std::size_t row = 0; row < formulas.row_count(); ++row) {
    Use use{std::string(cell_named(formulas, row, "programme")),
            std::string(cell_named(formulas, row, "pack")), row};
    if (use.pack.empty()) continue;
    const std::vector<std::string> names = pack_names(files_);
    if (std::find(names.begin(), names.end(), use.pack) == names.end()) {
      report(rule_pack_unknown, row, "pack", {use.pack, offered_names(use.pack, names)});
    } else {
      if (decided_on) check_date(row, use.pack, *decided_on, law);
      check_formula(row);
    }
    const bool is_known = std::any_of(uses.begin(), uses.end(), [&](const Use& known) {
      return known.programme == use.programme && known.pack == use.pack;
    });
    if (!is_known) uses.push_back(std::move(use));
  }
  for (const Use& use : uses) {
    check_missing_parts(use);
    for (const std::string_view table : rule_tables) join_table(use, table, true);
    if (!packs.insert(use.pack).second) continue;
    for (const std::string_view table : shared_tables) join_table(use, table, false);
  }
  if (!uses.empty()) sort_all();
}

void PackReader::join_rows(const std::string& programme, const std::string& pack) {
  const Use use{programme, pack, 0};
  for (const std::string_view table : rule_tables) join_table(use, table, true);
  for (const std::string_view table : shared_tables) join_table(use, table, false);
  sort_all();
}

void PackReader::sort_all() {
  for (const std::string_view table : rule_tables)
    sort_rows(table_named(tables_, table), problems_);
  for (const std::string_view table : shared_tables)
    sort_rows(table_named(tables_, table), problems_);
}

}  // namespace phanbo
