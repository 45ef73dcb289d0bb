#include "inputs/read_plan.hpp"

#include <algorithm>
#include <system_error>

#include "inputs/build_plan.hpp"
#include "inputs/checks.hpp"
#include "inputs/file_bytes.hpp"
#include "inputs/kinds_of_files.hpp"
#include "inputs/kinds_of_tables.hpp"
#include "inputs/law_overlaps.hpp"
#include "inputs/row_places.hpp"
#include "inputs/sealed_plan.hpp"
#include "inputs/table_reader.hpp"
#include "models/limits.hpp"

namespace phanbo {

namespace fs = std::filesystem;
using namespace input_problem;

namespace {

/// One reading of a plan, step by step: files, tables, order, references, plan, checks.
class PlanReader {
 public:
  /// `files` stand in for the file system where given.
  explicit PlanReader(const LawBook& shipped_law,
                      const std::span<const EmbeddedFile>* files = nullptr)
      : shipped_law_(shipped_law),
        files_(files),
        places_(std::make_shared<RowPlaces>()),
        arena_(reading_.canonical.storage) {}

  PlanReading read(const fs::path& path);

 private:
  bool fetch(const fs::path& path, const std::string& shown_path, std::string& bytes);
  const SourceText* load(const fs::path& path, const std::string& shown_path);
  void read_folder(const fs::path& folder, const SourceText& plan_json);
  void read_tables(const fs::path& folder);
  void read_table(const fs::path& folder, const TableEntry& entry, TableRows& table);
  bool leads_outside(const fs::path& folder, const std::string& file) const;
  void check_entry(const TableEntry& entry, TableReader& reader);
  void check_control_sum(const TableEntry& entry, const ControlSum& control,
                         const std::vector<ColumnSum>& sums);
  void add_at(const ProblemKind& kind, JsonSpan span, std::vector<std::string> arguments);
  void check_province();
  void check_capital_priority(const Plan& plan);
  void check_counts();
  void set_law(Plan& plan, const std::optional<std::vector<LawRow>>& law_used);
  void make_plan(const std::optional<std::vector<LawRow>>& law_used);
  void make_canonical();

  const LawBook& shipped_law_;
  const std::span<const EmbeddedFile>* files_;
  PlanReading reading_;
  std::shared_ptr<RowPlaces> places_;
  TextArena arena_;
  ProblemList problems_;
  PlanHeader header_;
  const SourceText* header_source_ = nullptr;
};

void PlanReader::add_at(const ProblemKind& kind, JsonSpan span,
                        std::vector<std::string> arguments) {
  problems_.add(kind, place_in(*header_source_, {}, span.offset, span.length),
                std::move(arguments));
}

bool PlanReader::fetch(const fs::path& path, const std::string& shown_path, std::string& bytes) {
  if (files_ == nullptr) return read_file(path, shown_path, bytes, problems_);
  const auto found = std::find_if(files_->begin(), files_->end(), [&](const EmbeddedFile& file) {
    return file.name == shown_path;
  });
  if (found != files_->end()) {
    bytes = found->content;
    return true;
  }
  Place place;
  place.file = shown_path;
  problems_.add(file_missing, place, {shown_path});
  return false;
}

const SourceText* PlanReader::load(const fs::path& path, const std::string& shown_path) {
  std::string bytes;
  if (!fetch(path, shown_path, bytes)) return nullptr;
  reading_.files.push_back({shown_path, sha256_of(bytes)});
  SourceText source{shown_path, arena_.own(std::move(bytes))};
  Problem fault;
  if (!check_encoding(source, fault)) {
    problems_.add(*fault.kind, std::move(fault.place), std::move(fault.arguments));
    return nullptr;
  }
  return &places_->sources.emplace_back(std::move(source));
}

/// Does a table's path leave the folder, by its words or through a symbolic link?
bool PlanReader::leads_outside(const fs::path& folder, const std::string& file) const {
  const fs::path path(file);
  if (file.empty() || path.is_absolute() || path.has_root_path()) return true;
  if (std::find(path.begin(), path.end(), fs::path("..")) != path.end()) return true;
  if (files_ != nullptr) return false;
  std::error_code error;
  const fs::path root = fs::weakly_canonical(folder, error);
  const fs::path target = fs::weakly_canonical(folder / path, error);
  if (error) return false;
  const fs::path inside = target.lexically_relative(root);
  return inside.empty() || *inside.begin() == fs::path("..");
}

void PlanReader::check_control_sum(const TableEntry& entry, const ControlSum& control,
                                   const std::vector<ColumnSum>& sums) {
  const auto found = std::find_if(
      sums.begin(), sums.end(), [&](const ColumnSum& sum) { return sum.column == control.column; });
  if (found == sums.end()) {
    std::vector<std::string> names;
    for (const ColumnSum& sum : sums) names.push_back(sum.column);
    add_at(control_sum_column, control.span,
           {control.column, std::string(entry.spec->name), offered_names(control.column, names)});
    return;
  }
  const int unit = static_cast<int>(entry.amount_unit.value_or(AmountUnit::dong));
  const int power = found->is_money ? unit : Decimal::digits_max;
  const auto declared = scaled_to_whole(control.sum, power);
  if (declared && *declared == found->sum) return;
  NumberText actual;
  actual.negative = found->sum < 0;
  actual.units = actual.negative ? -found->sum : found->sum;
  actual.digits = power;
  std::string text = to_canonical(actual);
  while (text.find('.') != std::string::npos && (text.back() == '0' || text.back() == '.')) {
    const bool was_point = text.back() == '.';
    text.pop_back();
    if (was_point) break;
  }
  add_at(control_sum_differs, control.span, {control.column, text, control.written});
}

void PlanReader::check_entry(const TableEntry& entry, TableReader& reader) {
  TableRows& rows = reader.rows();
  const auto seen = static_cast<std::int64_t>(reader.rows_seen());
  if (entry.rows && *entry.rows != seen) {
    rows.is_sound = false;
    add_at(row_count_differs, entry.rows_span,
           {std::string(entry.spec->name), std::to_string(seen), std::to_string(*entry.rows)});
  }
  const std::vector<ColumnSum> sums = reader.sums();
  const bool has_money =
      std::any_of(sums.begin(), sums.end(), [](const ColumnSum& sum) { return sum.is_money; });
  if (has_money && !entry.amount_unit) {
    add_at(amount_unit_missing, entry.span, {std::string(entry.spec->name)});
    return;
  }
  reader.check_sums();
  if (!rows.is_sound) return;  // a sum over faulty cells says nothing
  const std::size_t errors_before = problems_.error_count();
  for (const ControlSum& control : entry.control_sums) check_control_sum(entry, control, sums);
  if (problems_.error_count() != errors_before) rows.is_sound = false;
}

void PlanReader::read_table(const fs::path& folder, const TableEntry& entry, TableRows& table) {
  table.is_sound = table.is_complete = false;
  if (entry.file.empty()) {
    if (entry.file_span.offset > 0) add_at(path_outside_plan, entry.file_span, {entry.file});
    return;
  }
  if (leads_outside(folder, entry.file)) {
    add_at(path_outside_plan, entry.file_span, {entry.file});
    return;
  }
  const std::size_t errors_before = problems_.error_count();
  const SourceText* source = load(folder / entry.file, entry.file);
  if (source == nullptr) return;
  TableOptions options{entry.amount_unit, entry.number_style, header_.first_year,
                       header_.last_year};
  TableReader reader(*entry.spec, *source, options, arena_, problems_);
  reader.expect_rows(entry.rows.value_or(0));
  read_csv_table(*source, reader, arena_, problems_);
  if (!reader.rows().places.file_columns.empty()) check_entry(entry, reader);
  if (problems_.error_count() != errors_before) reader.rows().is_sound = false;
  table = std::move(reader.rows());
  if (table.places.file_columns.empty()) {  // no header could be read
    table.places.file_columns.assign(table.width(), -1);
    table.is_sound = table.is_complete = false;
  }
  sort_rows(table, problems_);
}

void PlanReader::read_tables(const fs::path& folder) {
  for (const TableSpec& spec : table_specs()) {
    TableRows table = empty_table(spec, header_);
    const auto entry = std::find_if(header_.tables.begin(), header_.tables.end(),
                                    [&](const TableEntry& e) { return e.spec == &spec; });
    if (entry != header_.tables.end()) {
      read_table(folder, *entry, table);
    } else if (spec.required) {
      table.is_sound = table.is_complete = false;
    }
    places_->tables.push_back(std::move(table));
  }
}

void PlanReader::check_province() {
  const TableRows& units = table_named(places_->tables, "units");
  if (header_.province.empty() || !units.is_complete) return;
  if (row_of_code(units, header_.province) != TableRows::no_row) return;
  add_at(unknown_reference, header_.province_span,
         {header_.province, "units",
          offered_names(header_.province, codes_like(units, header_.province))});
}

void PlanReader::check_capital_priority(const Plan& plan) {
  if (header_.capital_priority.empty() || !table_named(places_->tables, "law_rows").is_sound)
    return;
  std::vector<std::string> topics;
  for (const LawRow& row : plan.law.rows()) {
    if (topics.empty() || topics.back() != row.topic) topics.push_back(row.topic);
  }
  if (std::find(topics.begin(), topics.end(), header_.capital_priority) != topics.end()) return;
  add_at(unknown_law_topic, header_.capital_priority_span,
         {header_.capital_priority, offered_names(header_.capital_priority, topics)});
}

/// More units or demand-years than the program promises to handle.
void PlanReader::check_counts() {
  const auto& tables = places_->tables;
  const auto rows_of = [&](std::string_view name) { return table_named(tables, name).row_count(); };
  if (rows_of("units") > limit_units_max) {
    add_at(over_limit, header_.span,
           {"units", std::to_string(rows_of("units")), std::to_string(limit_units_max)});
  }
  const auto years = static_cast<std::size_t>(header_.last_year - header_.first_year + 1);
  const std::size_t demand_years =
      rows_of("fixed_costs") + (rows_of("sites") + rows_of("projects")) * years;
  if (demand_years > limit_demand_years_max) {
    add_at(over_limit, header_.span,
           {"fixed_costs + (sites + projects) × years", std::to_string(demand_years),
            std::to_string(limit_demand_years_max)});
  }
}

/// The shipped rows and the plan's own; of a sealed plan the rows its run used and the plan's own.
void PlanReader::set_law(Plan& plan, const std::optional<std::vector<LawRow>>& law_used) {
  std::vector<LawRow> rows = law_used ? *law_used : shipped_law_.rows();
  const TableRows& own_table = table_named(places_->tables, "law_rows");
  for (LawRow& own : law_rows_of(own_table, true)) {
    const bool is_there = std::any_of(rows.begin(), rows.end(), [&](const LawRow& row) {
      return row.from_plan && row.topic == own.topic && row.key == own.key &&
             row.valid_from == own.valid_from;
    });
    if (!is_there) rows.push_back(std::move(own));
  }
  plan.law = LawBook(std::move(rows));
}

void PlanReader::make_plan(const std::optional<std::vector<LawRow>>& law_used) {
  check_counts();
  check_province();
  check_local_shares_given(table_named(places_->tables, "programmes"), problems_);
  resolve_references(places_->tables, problems_);
  Plan plan = build_plan(header_, places_->tables);
  TableRows& law_table = table_named(places_->tables, "law_rows");
  check_law_overlaps(law_table, problems_);
  set_law(plan, law_used);
  if (!law_used) check_capital_priority(plan);
  check_plan(plan, places_->tables, !law_used, problems_);
  if (problems_.error_count() == 0) reading_.plan = std::move(plan);
}

void PlanReader::make_canonical() {
  reading_.canonical.header = canonical_header(header_);
  for (TableRows& table : places_->tables) {
    CanonicalTable canonical{table.spec->name, table.places.columns, std::move(table.cells)};
    reading_.canonical.tables.push_back(std::move(canonical));
  }
}

PlanReading PlanReader::read(const fs::path& path) {
  std::error_code error;
  const bool is_folder = files_ == nullptr && fs::is_directory(path, error);
  const fs::path file = is_folder ? path / "plan.json" : path;
  const SourceText* source = load(file, file.filename().string());
  if (source != nullptr) {
    header_source_ = source;
    const bool is_sealed = file.filename().string().ends_with(".sealed.json");
    if (is_sealed) {
      if (auto sealed = read_sealed_plan(*source, arena_, problems_)) {
        header_ = std::move(sealed->header);
        places_->tables = std::move(sealed->tables);
        make_plan(sealed->law_used);
      }
    } else {
      read_folder(file.parent_path(), *source);
    }
  }
  for (Problem& problem : problems_.problems()) locate_problem(problem, places_->tables);
  reading_.problems = problems_.take_sorted();
  make_canonical();
  reading_.places = std::move(places_);
  return std::move(reading_);
}

void PlanReader::read_folder(const fs::path& folder, const SourceText& plan_json) {
  Problem fault;
  const auto root = read_json_tree(plan_json, fault);
  if (!root) {
    problems_.add(*fault.kind, std::move(fault.place), std::move(fault.arguments));
    return;
  }
  header_ = read_plan_header(plan_json, *root, problems_);
  if (!header_.has_years) return;
  read_tables(folder.empty() ? fs::path(".") : folder);
  make_plan(std::nullopt);
}

}  // namespace

PlanReading read_plan(const fs::path& path, const LawBook& shipped_law) {
  return PlanReader(shipped_law).read(path);
}

PlanReading read_plan_in_memory(std::span<const EmbeddedFile> files, const LawBook& shipped_law) {
  const bool is_sealed = files.size() == 1 && files.front().name.ends_with(".sealed.json");
  return PlanReader(shipped_law, &files).read(is_sealed ? files.front().name : "plan.json");
}

void locate_problem(Problem& problem, const PlanTables& tables) {
  if (problem.place.table.empty() || problem.place.line > 0) return;
  for (const TableRows& table : tables) {
    if (table.spec->name != problem.place.table || table.places.source == nullptr) continue;
    Place found = place_of_cell(table.places, problem.place.row, problem.place.field);
    found.table = problem.place.table;
    found.row = problem.place.row;
    found.field = problem.place.field;
    problem.place = std::move(found);
  }
}

void locate(std::vector<Problem>& problems, const PlanReading& reading) {
  for (Problem& problem : problems) {
    locate_problem(problem, reading.places->tables);
    // What concerns the plan as a whole stands where the plan begins.
    if (problem.place.file.empty() && !reading.places->sources.empty())
      problem.place.file = reading.places->sources.front().path;
  }
  sort_problems(problems);
}

}  // namespace phanbo
