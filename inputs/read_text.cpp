#include <algorithm>
#include <system_error>

#include "inputs/file_bytes.hpp"
#include "inputs/kinds_of_files.hpp"
#include "inputs/kinds_of_sheets.hpp"
#include "inputs/kinds_of_tables.hpp"
#include "inputs/sealed_plan.hpp"
#include "inputs/table_reader.hpp"
#include "inputs/text_plan.hpp"
#include "inputs/workbook_plan.hpp"

namespace phanbo {

namespace fs = std::filesystem;
using namespace input_problem;

namespace {

/// Files and cells of one plan: everything of reading that looks at one table at a time.
class TextReader {
 public:
  /// `files` stand in for the file system where given.
  explicit TextReader(const std::span<const EmbeddedFile>* files = nullptr)
      : files_(files), text_(std::make_shared<TextPlan>()), arena_(text_->storage) {}

  std::shared_ptr<TextPlan> read(const fs::path& path, const LawBook& shipped_law);

 private:
  bool fetch(const fs::path& path, const std::string& shown_path, std::string& bytes);
  const SourceText* load(const fs::path& path, const std::string& shown_path);
  void read_folder(const SourceText& plan_json);
  void read_workbook_file(const fs::path& path);
  void read_tables();
  void read_table(const TableEntry& entry, TableRows& table);
  const SourceText* source_of(const TableEntry& entry);
  bool leads_outside(const fs::path& folder, const std::string& file) const;
  void check_entry(const TableEntry& entry, TableReader& reader);
  void check_control_sum(const TableEntry& entry, const ControlSum& control,
                         const std::vector<ColumnSum>& sums);
  void add_at(const ProblemKind& kind, JsonSpan span, std::vector<std::string> arguments,
              const SourceText* source = nullptr);

  const std::span<const EmbeddedFile>* files_;
  std::shared_ptr<TextPlan> text_;
  TextArena arena_;
  std::optional<WorkbookPlan> workbook_;  ///< where the plan is one
};

/// `source` null: the head of the plan.
void TextReader::add_at(const ProblemKind& kind, JsonSpan span, std::vector<std::string> arguments,
                        const SourceText* source) {
  if (source == nullptr) source = text_->header_source;
  text_->problems.add(kind, place_in(*source, {}, span.offset, span.length), std::move(arguments));
}

bool TextReader::fetch(const fs::path& path, const std::string& shown_path, std::string& bytes) {
  if (files_ == nullptr) {
    return is_workbook_name(path) ? read_workbook_bytes(path, shown_path, bytes, text_->problems)
                                  : read_file(path, shown_path, bytes, text_->problems);
  }
  const auto found = std::find_if(files_->begin(), files_->end(), [&](const EmbeddedFile& file) {
    return file.name == shown_path;
  });
  if (found != files_->end()) {
    bytes = found->content;
    return true;
  }
  Place place;
  place.file = shown_path;
  text_->problems.add(file_missing, place, {shown_path});
  return false;
}

const SourceText* TextReader::load(const fs::path& path, const std::string& shown_path) {
  std::string bytes;
  if (!fetch(path, shown_path, bytes)) return nullptr;
  text_->files.push_back({shown_path, sha256_of(bytes)});
  SourceText source{shown_path, arena_.own(std::move(bytes))};
  Problem fault;
  if (!check_encoding(source, fault)) {
    text_->problems.add(*fault.kind, std::move(fault.place), std::move(fault.arguments));
    return nullptr;
  }
  return &text_->sources.emplace_back(std::move(source));
}

/// Does a table's path leave the folder, by its words or through a symbolic link?
bool TextReader::leads_outside(const fs::path& folder, const std::string& file) const {
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

void TextReader::check_control_sum(const TableEntry& entry, const ControlSum& control,
                                   const std::vector<ColumnSum>& sums) {
  const auto found = std::find_if(
      sums.begin(), sums.end(), [&](const ColumnSum& sum) { return sum.column == control.column; });
  if (found == sums.end()) {
    std::vector<std::string> names;
    for (const ColumnSum& sum : sums) names.push_back(sum.column);
    add_at(control_sum_column, control.span,
           {control.column, std::string(entry.spec->name), offered_names(control.column, names)},
           entry.source);
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
  add_at(control_sum_differs, control.span, {control.column, text, control.written}, entry.source);
}

void TextReader::check_entry(const TableEntry& entry, TableReader& reader) {
  TableRows& rows = reader.rows();
  const auto seen = static_cast<std::int64_t>(reader.rows_seen());
  if (entry.rows && *entry.rows != seen) {
    rows.is_sound = false;
    add_at(entry.source == nullptr ? row_count_differs : sheet_rows_differ, entry.rows_span,
           {std::string(entry.spec->name), std::to_string(seen), std::to_string(*entry.rows)},
           entry.source);
  }
  const std::vector<ColumnSum> sums = reader.sums();
  const bool has_money =
      std::any_of(sums.begin(), sums.end(), [](const ColumnSum& sum) { return sum.is_money; });
  if (has_money && !entry.amount_unit) {
    add_at(amount_unit_missing, entry.span, {std::string(entry.spec->name)}, entry.source);
    return;
  }
  reader.check_sums();
  if (!rows.is_sound) return;  // a sum over faulty cells says nothing
  const std::size_t errors_before = text_->problems.error_count();
  for (const ControlSum& control : entry.control_sums) check_control_sum(entry, control, sums);
  if (text_->problems.error_count() != errors_before) rows.is_sound = false;
}

/// The file of a table, or its sheet; null when there is none to read.
const SourceText* TextReader::source_of(const TableEntry& entry) {
  if (entry.source != nullptr) return entry.source;
  if (entry.file.empty() || leads_outside(text_->folder, entry.file)) {
    if (!entry.file.empty() || entry.file_span.offset > 0)
      add_at(path_outside_plan, entry.file_span, {entry.file});
    return nullptr;
  }
  return load(text_->folder / entry.file, entry.file);
}

void TextReader::read_table(const TableEntry& entry, TableRows& table) {
  table.is_sound = table.is_complete = false;
  const std::size_t errors_before = text_->problems.error_count();
  const SourceText* source = source_of(entry);
  if (source == nullptr) return;
  const TableOptions options =
      workbook_ ? workbook_->options_of(entry)
                : TableOptions{entry.amount_unit, entry.number_style, text_->header.first_year,
                               text_->header.last_year};
  TableReader reader(*entry.spec, *source, options, arena_, text_->problems);
  if (workbook_) {
    workbook_->read_rows(entry, reader);
  } else {
    reader.expect_rows(entry.rows.value_or(0));
    read_csv_table(*source, reader, arena_, text_->problems);
  }
  if (!reader.rows().places.file_columns.empty()) check_entry(entry, reader);
  if (text_->problems.error_count() != errors_before) reader.rows().is_sound = false;
  table = std::move(reader.rows());
  if (table.places.file_columns.empty()) {  // no header could be read
    table.places.file_columns.assign(table.width(), -1);
    table.is_sound = table.is_complete = false;
  }
  sort_rows(table, text_->problems);
}

void TextReader::read_tables() {
  for (const TableSpec& spec : table_specs()) {
    TableRows table = empty_table(spec, text_->header);
    const auto entry = std::find_if(text_->header.tables.begin(), text_->header.tables.end(),
                                    [&](const TableEntry& e) { return e.spec == &spec; });
    if (entry != text_->header.tables.end()) {
      read_table(*entry, table);
    } else if (spec.required || (workbook_ && workbook_->is_unreadable(spec))) {
      table.is_sound = table.is_complete = false;
    }
    text_->tables.push_back(std::move(table));
  }
}

void TextReader::read_folder(const SourceText& plan_json) {
  Problem fault;
  const auto root = read_json_tree(plan_json, fault);
  if (!root) {
    text_->problems.add(*fault.kind, std::move(fault.place), std::move(fault.arguments));
    return;
  }
  text_->header = read_plan_header(plan_json, *root, text_->problems);
  if (text_->header.has_years) read_tables();
}

void TextReader::read_workbook_file(const fs::path& path) {
  const std::string shown_path = path.filename().string();
  std::string bytes;
  if (!fetch(path, shown_path, bytes)) return;
  text_->files.push_back({shown_path, sha256_of(bytes)});
  workbook_.emplace(*text_, arena_);
  workbook_->read_head(bytes, shown_path);
  if (text_->header.has_years) read_tables();
}

std::shared_ptr<TextPlan> TextReader::read(const fs::path& path, const LawBook& shipped_law) {
  std::error_code error;
  const bool is_folder = files_ == nullptr && fs::is_directory(path, error);
  const fs::path file = is_folder ? path / "plan.json" : path;
  text_->has_folder = files_ == nullptr && !is_workbook_name(file);
  text_->folder = file.parent_path().empty() ? fs::path(".") : file.parent_path();
  text_->shipped_law = shipped_law;
  if (is_workbook_name(file)) {
    read_workbook_file(file);
    return std::move(text_);
  }
  const SourceText* source = load(file, file.filename().string());
  if (source == nullptr) return std::move(text_);
  text_->header_source = source;
  text_->is_sealed = file.filename().string().ends_with(".sealed.json");
  if (!text_->is_sealed) {
    read_folder(*source);
  } else if (auto sealed = read_sealed_plan(*source, arena_, text_->problems)) {
    text_->header = std::move(sealed->header);
    text_->tables = std::move(sealed->tables);
    text_->law_used = std::move(sealed->law_used);
  }
  return std::move(text_);
}

}  // namespace

std::shared_ptr<TextPlan> read_text(const fs::path& path, const LawBook& shipped_law,
                                    std::span<const EmbeddedFile> shipped_packs) {
  std::shared_ptr<TextPlan> text = TextReader().read(path, shipped_law);
  text->shipped_packs = shipped_packs;
  return text;
}

std::shared_ptr<TextPlan> read_text_in_memory(std::span<const EmbeddedFile> files,
                                              const LawBook& shipped_law,
                                              std::span<const EmbeddedFile> shipped_packs) {
  const bool is_one_file = files.size() == 1 && (files.front().name.ends_with(".sealed.json") ||
                                                 is_workbook_name(files.front().name));
  auto text = TextReader(&files).read(is_one_file ? files.front().name : "plan.json", shipped_law);
  text->shipped_packs = shipped_packs;
  return text;
}

}  // namespace phanbo
