#include "inputs/sealed_plan.hpp"

#include <algorithm>
#include <map>
#include <memory>

#include "inputs/build_plan.hpp"
#include "inputs/json_events.hpp"
#include "inputs/kinds_of_files.hpp"
#include "inputs/kinds_of_tables.hpp"
#include "inputs/table_reader.hpp"

namespace phanbo {

using namespace input_problem;

namespace {

constexpr std::string_view law_used_name = "law_used";
constexpr std::string_view origin_column = "origin";

/// Reads the file piece by piece: tables may be tens of megabytes, so only cells are kept. The
/// header must stand before the tables, and in a table name, columns and rows must stand in this
/// order (the program writes them so).
class SealedHandler : public JsonHandler {
 public:
  SealedHandler(const SourceText& source, TextArena& arena, ProblemList& problems)
      : source_(source), arena_(arena), problems_(problems) {}

  bool on_open(const JsonToken& token) override {
    ++depth_;
    if (header_depth_ > 0) return true;
    if (depth_ == 1) return token.kind == JsonKind::object || wrong("", "object", token);
    if (depth_ == 2) return open_member(token);
    if (depth_ == 3) return open_table(token);
    if (depth_ == 4) return open_list(token);
    if (depth_ == 5 && list_ == "rows" && token.kind == JsonKind::array) {
      cells_.clear();
      row_start_ = {static_cast<std::uint32_t>(token.offset), line_at(token.offset)};
      return true;
    }
    return wrong(key_, "string", token);
  }

  bool on_close() override {
    --depth_;
    if (header_depth_ > 0) {
      if (depth_ < header_depth_) finish_header();
      return true;
    }
    if (depth_ == 3) return close_list();
    if (depth_ == 4 && reader_) reader_->read_row(cells_, row_start_);
    if (depth_ == 2 && in_tables_) return close_table();
    return true;
  }

  bool on_key(const JsonToken& token) override {
    key_ = token.text;
    if (header_depth_ > 0) {
      header_.keys.emplace_back(token.offset, token.length);
      header_.members.push_back({key_, JsonValue()});
      return true;
    }
    static const std::vector<std::string> plan_keys = {"sealed_plan_version", "header", "tables"};
    static const std::vector<std::string> table_keys = {"name", "columns", "rows"};
    const auto& known = depth_ == 1 ? plan_keys : table_keys;
    if (std::find(known.begin(), known.end(), key_) != known.end()) return true;
    report(unknown_key, token, {key_, offered_names(key_, known)});
    return false;
  }

  bool on_value(const JsonToken& token) override {
    if (header_depth_ > 0) return header_value(token);
    if (depth_ == 1) return version(token);
    if (depth_ == 3 && key_ == "name") {
      name_ = token.text;
      return true;
    }
    if (token.kind != JsonKind::string || depth_ < 4) return wrong(key_, "string", token);
    if (depth_ == 4 && list_ != "columns") return wrong(list_, "array", token);
    const std::string_view text = token.views_file ? token.text : arena_.keep(token.text);
    cells_.push_back(
        {text, static_cast<std::uint32_t>(token.offset), static_cast<std::uint32_t>(token.length)});
    return true;
  }

  bool is_complete() {
    const std::pair<std::string_view, bool> parts[] = {
        {"sealed_plan_version", has_version_}, {"header", has_header_}, {"tables", has_tables_}};
    for (const auto& [name, is_there] : parts) {
      if (!is_there) problems_.add(missing_key, place_in(source_, {}, 0, 1), {std::string(name)});
    }
    bool has_all = has_version_ && has_header_ && has_tables_;
    for (const TableSpec& spec : table_specs()) {
      if (!has_all || problems_.error_count() > 0 || !spec.required || tables_.contains(spec.name))
        continue;
      problems_.add(missing_table, place_in(source_, {}, 0, 1), {std::string(spec.name)});
      has_all = false;
    }
    return has_all;
  }

  SealedPlan take();

 private:
  void report(const ProblemKind& kind, const JsonToken& token, std::vector<std::string> arguments) {
    problems_.add(kind, place_in(source_, {}, token.offset, token.length), std::move(arguments));
  }

  bool wrong(std::string_view name, std::string_view wanted, const JsonToken& token) {
    report(json_wrong_type, token,
           {name.empty() ? source_.path : std::string(name), std::string(wanted),
            std::string(to_code(token.kind))});
    return false;
  }

  /// Tokens come in order, so lines are counted on from the last place asked for.
  std::uint32_t line_at(std::size_t offset) {
    const auto begin = source_.text.begin();
    counted_line_ +=
        static_cast<std::uint32_t>(std::count(begin + static_cast<std::ptrdiff_t>(counted_offset_),
                                              begin + static_cast<std::ptrdiff_t>(offset), '\n'));
    counted_offset_ = offset;
    return counted_line_;
  }

  bool version(const JsonToken& token) {
    if (key_ != "sealed_plan_version" || token.kind != JsonKind::number) {
      return wrong(key_, key_ == "tables" ? "array" : "object", token);
    }
    has_version_ = token.text == "1";
    if (!has_version_) report(version_not_known, token, {key_, std::string(token.text), "1"});
    return has_version_;
  }

  bool open_member(const JsonToken& token) {
    if (key_ == "header" && token.kind == JsonKind::object) {
      header_depth_ = depth_;
      header_.kind = JsonKind::object;
      header_.offset = token.offset;
      return true;
    }
    if (key_ != "tables" || token.kind != JsonKind::array) {
      return wrong(key_, key_ == "tables" ? "array" : "object", token);
    }
    if (!has_header_) {
      report(missing_key, token, {"header"});
      return false;
    }
    in_tables_ = has_tables_ = true;
    return true;
  }

  bool header_value(const JsonToken& token) {
    JsonValue value;
    value.kind = token.kind;
    value.text = token.text;
    value.offset = token.offset;
    value.length = token.length;
    if (depth_ != header_depth_) return wrong(key_, "string", token);
    header_.members.back().value = std::move(value);
    return true;
  }

  void finish_header() {
    header_depth_ = 0;
    has_header_ = true;
    plan_header_ = read_sealed_header(source_, header_, problems_);
  }

  bool open_table(const JsonToken& token) {
    name_.clear();
    reader_ = nullptr;
    table_token_ = token;
    return plan_header_.has_years &&
           (token.kind == JsonKind::object || wrong(key_, "object", token));
  }

  bool open_list(const JsonToken& token) {
    list_ = key_;
    cells_.clear();
    if (token.kind != JsonKind::array) return wrong(key_, "array", token);
    row_start_ = {static_cast<std::uint32_t>(token.offset), line_at(token.offset)};
    if (list_ == "rows" && !reader_) {
      report(missing_key, token, {"columns"});
      return false;
    }
    return true;
  }

  bool close_list() {
    if (list_ == "columns") return start_table();
    return true;
  }

  bool start_table();
  bool close_table();

  const SourceText& source_;
  TextArena& arena_;
  ProblemList& problems_;
  int depth_ = 0;
  int header_depth_ = 0;  ///< > 0 while inside the header
  std::string key_;
  std::string list_;
  std::string name_;
  bool has_version_ = false;
  bool has_header_ = false;
  bool has_tables_ = false;
  bool in_tables_ = false;
  JsonToken table_token_;
  JsonValue header_;
  PlanHeader plan_header_;
  std::vector<CsvCell> cells_;
  TextPoint row_start_;
  std::size_t counted_offset_ = 0;
  std::uint32_t counted_line_ = 1;
  std::unique_ptr<TableReader> reader_;
  std::map<std::string_view, TableRows> tables_;
  std::optional<TableRows> law_used_;
};

/// The table of used law has the columns of law_rows and one more, which says where a row comes
/// from.
const TableSpec& law_used_spec() {
  static const TableSpec* const law_rows = find_table_spec("law_rows");
  static const std::vector<Field> fields = [] {
    std::vector<Field> all(law_rows->fields.begin(), law_rows->fields.end());
    all.push_back(
        {origin_column, FieldType::choice, true, "shipped|plan", "", "", {"Nguồn gốc", "Origin"}});
    return all;
  }();
  static const TableSpec spec{
      law_used_name, law_rows->title, fields, "topic|key|valid_from|origin", false, false};
  return spec;
}

bool SealedHandler::start_table() {
  const TableSpec* spec = name_ == law_used_name ? &law_used_spec() : find_table_spec(name_);
  if (spec == nullptr) {
    std::vector<std::string> names;
    for (const TableSpec& known : table_specs()) names.emplace_back(known.name);
    report(unknown_table, table_token_, {name_, offered_names(name_, names)});
    return false;
  }
  if (tables_.contains(spec->name)) {
    report(json_key_twice, table_token_, {name_, "–"});
    return false;
  }
  TableOptions options;
  options.amount_unit = AmountUnit::dong;
  options.first_year = plan_header_.first_year;
  options.last_year = plan_header_.last_year;
  reader_ = std::make_unique<TableReader>(*spec, source_, options, arena_, problems_);
  reader_->rows().places.is_json = true;
  return reader_->read_header(cells_, row_start_);
}

bool SealedHandler::close_table() {
  if (!reader_) {
    report(missing_key, table_token_, {name_.empty() ? "name" : "columns"});
    return false;
  }
  reader_->check_sums();
  TableRows rows = std::move(reader_->rows());
  reader_ = nullptr;
  sort_rows(rows, problems_);
  if (rows.spec->name == law_used_name) {
    law_used_ = std::move(rows);
  } else {
    tables_.emplace(rows.spec->name, std::move(rows));
  }
  return true;
}

SealedPlan SealedHandler::take() {
  SealedPlan plan;
  plan.header = std::move(plan_header_);
  for (const TableSpec& spec : table_specs()) {
    const auto found = tables_.find(spec.name);
    plan.tables.push_back(found != tables_.end() ? std::move(found->second)
                                                 : empty_table(spec, plan.header));
  }
  plan.law_used = std::move(law_used_);
  return plan;
}

}  // namespace

std::vector<LawRow> law_rows_used(const TableRows& law_used) {
  const std::size_t origin = field_position(*law_used.spec, origin_column);
  std::vector<LawRow> rows = law_rows_of(law_used, false);
  for (std::size_t row = 0; row < rows.size(); ++row)
    rows[row].from_plan = law_used.cell(row, origin) == "plan";
  return rows;
}

TableRows empty_table(const TableSpec& spec, const PlanHeader& header) {
  TableRows table;
  table.spec = &spec;
  table.places.columns = canonical_columns(spec, header.first_year, header.last_year);
  table.places.file_columns.assign(table.places.columns.size(), -1);
  for (std::size_t i = 0; i < spec.fields.size(); ++i) {
    if (spec.fields[i].type == FieldType::reference) table.reference_columns.push_back(i);
  }
  return table;
}

std::optional<SealedPlan> read_sealed_plan(const SourceText& source, TextArena& arena,
                                           ProblemList& problems) {
  SealedHandler handler(source, arena, problems);
  Problem fault;
  if (!read_json(source, handler, fault)) {
    if (fault.kind != nullptr) problems.add(*fault.kind, fault.place, fault.arguments);
    return std::nullopt;
  }
  if (!handler.is_complete()) return std::nullopt;
  return handler.take();
}

}  // namespace phanbo
