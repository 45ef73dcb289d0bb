#include "inputs/workbook_plan.hpp"

#include <algorithm>

#include "inputs/choice_words.hpp"
#include "inputs/file_bytes.hpp"
#include "inputs/kinds_of_files.hpp"
#include "inputs/kinds_of_sheets.hpp"
#include "inputs/kinds_of_tables.hpp"
#include "inputs/sheet_rows.hpp"
#include "inputs/sheet_values.hpp"
#include "inputs/text_rules.hpp"
#include "inputs/xlsx/kinds_of_workbooks.hpp"
#include "inputs/xlsx/workbook_limits.hpp"

namespace phanbo {

using namespace input_problem;

namespace {

bool is_wanted(std::string_view name) {
  const auto role = role_of_sheet(name);
  return !role || *role == SheetRole::plan;
}

/// A control sum is written as the numbers of its column are.
SheetValueRules rules_of_sum(const SheetLayout& layout, const std::string& column,
                             NumberStyle style) {
  SheetValueRules rules;
  rules.type = FieldType::decimal;
  for (const Field& field : layout.spec->fields) {
    if (field.name == column && field.type == FieldType::percent) rules.type = field.type;
  }
  rules.name = column_in_message(*layout.spec, column);
  rules.number_style = style;
  rules.has_style = layout.has_number_style();
  rules.language = layout.language;
  return rules;
}

std::string label_of(const HeaderKey& key) { return std::string(short_title(key.meaning.vi)); }

}  // namespace

WorkbookReading read_composed_workbook(std::string_view bytes, const std::string& shown_path,
                                       TextArena& arena, const SheetFilter& is_wanted) {
  const auto composed = [&](std::string_view text) { return to_nfc(text, arena); };
  SheetFilter is_wanted_name;
  if (is_wanted) is_wanted_name = [&](std::string_view name) { return is_wanted(composed(name)); };
  WorkbookReading reading = read_workbook(bytes, shown_path, is_wanted_name);
  replace_texts(reading, composed);
  return reading;
}

bool read_workbook_bytes(const std::filesystem::path& path, const std::string& shown_path,
                         std::string& bytes, ProblemList& problems) {
  return read_file(path, shown_path, bytes, problems, workbook_limit::file_bytes_max,
                   workbook_file_too_large);
}

bool is_workbook_name(const std::filesystem::path& path) { return path.extension() == ".xlsx"; }

void WorkbookPlan::report(const SheetLayout& layout, const ProblemKind& kind, std::uint32_t row,
                          std::uint32_t column, std::vector<std::string> arguments) {
  text_.problems.add(kind, place_in(*layout.source, {}, offset_of_cell(row, column), 1),
                     std::move(arguments));
}

void WorkbookPlan::read_head(std::string_view bytes, const std::string& shown_path) {
  text_.workbook = std::make_unique<WorkbookReading>(
      read_composed_workbook(bytes, shown_path, arena_, is_wanted));
  bool is_readable = true;
  for (const Problem& problem : text_.workbook->problems) {
    const bool is_error = problem.kind->severity == Severity::error;
    if (is_error && problem.place.sheet.empty()) is_readable = false;
    text_.problems.add(*problem.kind, problem.place, problem.arguments);
  }
  if (!is_readable) return;
  const SourceText* head = find_sheets(shown_path);
  if (head == nullptr || !is_readable_sheet(head->sheet->name)) return;
  text_.header_source = head;
  PlanHeader header = read_plan_sheet(*head, arena_, text_.problems);
  if (header.has_years) find_tables(header);
  text_.header = std::move(header);
}

bool WorkbookPlan::is_readable_sheet(const std::string& name) const {
  const auto& problems = text_.workbook->problems;
  return std::none_of(problems.begin(), problems.end(), [&](const Problem& problem) {
    return problem.kind->severity == Severity::error && problem.place.sheet == name;
  });
}

bool WorkbookPlan::is_unreadable(const TableSpec& spec) const {
  const auto sheet = std::find_if(sheets_.begin(), sheets_.end(),
                                  [&](const SheetOfTable& other) { return other.spec == &spec; });
  return sheet == sheets_.end() ? has_sheet_without_table_ : !sheet->is_readable;
}

/// Gives every sheet its table; returns the sheet of the head.
const SourceText* WorkbookPlan::find_sheets(const std::string& shown_path) {
  std::vector<std::string> unknown;
  const SourceText* head = nullptr;
  Place file;
  file.file = shown_path;
  for (const WorkbookSheet& sheet : text_.workbook->sheets) {
    const auto role = role_of_sheet(sheet.name);
    if (role && *role != SheetRole::plan) continue;
    const TableSpec* spec = role ? nullptr : table_of_sheet(sheet.name);
    Place place = file;
    place.sheet = sheet.name;
    place.cell = "A1";
    if (!role && spec == nullptr) {
      unknown.push_back(sheet.name);
      continue;
    }
    const auto same = std::find_if(sheets_.begin(), sheets_.end(),
                                   [&](const SheetOfTable& other) { return other.spec == spec; });
    if (same != sheets_.end() || (role && head != nullptr)) {
      const SourceText& other = role ? *head : *same->source;
      text_.problems.add(sheet_twice, place, {sheet.name, other.sheet->name});
      // Either may be the sheet of another table under a wrong name.
      if (!role) same->is_readable = false;
      has_sheet_without_table_ = true;
      continue;
    }
    const SourceText& source = text_.sources.emplace_back(SourceText{shown_path, {}, &sheet});
    if (role) {
      head = &source;
    } else {
      sheets_.push_back({spec, &source, is_readable_sheet(sheet.name)});
    }
  }
  report_unknown_sheets(unknown, file);
  if (head == nullptr) text_.problems.add(plan_sheet_missing, file, {});
  return head;
}

/// Offers the names of tables that have no sheet, the required ones first.
void WorkbookPlan::report_unknown_sheets(const std::vector<std::string>& names, const Place& file) {
  std::vector<std::string> required;
  std::vector<std::string> optional;
  for (const TableSpec& spec : table_specs()) {
    const bool has_sheet =
        std::any_of(sheets_.begin(), sheets_.end(),
                    [&](const SheetOfTable& sheet) { return sheet.spec == &spec; });
    if (!has_sheet) (spec.required ? required : optional).emplace_back(spec.title.vi);
  }
  std::vector<std::string> all = required;
  all.insert(all.end(), optional.begin(), optional.end());
  for (const std::string& name : names) {
    has_sheet_without_table_ = true;
    Place place = file;
    place.sheet = name;
    place.cell = "A1";
    const std::string nearest = nearest_name(name, required);
    text_.problems.add(unknown_sheet, place,
                       {name, nearest.empty() ? offered_names(name, all) : nearest});
  }
}

void WorkbookPlan::find_tables(PlanHeader& header) {
  for (const TableSpec& spec : table_specs()) {
    const auto sheet = std::find_if(sheets_.begin(), sheets_.end(),
                                    [&](const SheetOfTable& other) { return other.spec == &spec; });
    if (sheet == sheets_.end()) {
      if (spec.required)
        text_.problems.add(sheet_missing, place_in(*text_.header_source, {}, 0, 1),
                           {std::string(spec.title.vi), std::string(spec.title.en)});
      continue;
    }
    if (!sheet->is_readable) continue;
    SheetLayout layout =
        find_layout(spec, *sheet->source, header.first_year, header.last_year, text_.problems);
    // A sheet that was left blank is a table that the plan does not have.
    if (layout.row_count == 0 && layout.is_sound && !spec.required) continue;
    layouts_.push_back(std::move(layout));
    header.tables.push_back(entry_of(layouts_.back()));
  }
  check_header_tables(*text_.header_source, header, text_.problems);
}

TableEntry WorkbookPlan::entry_of(const SheetLayout& layout) {
  TableEntry entry;
  entry.spec = layout.spec;
  entry.source = layout.source;
  entry.span.offset = offset_of_cell(std::max(layout.title_row, 1U), 1);
  entry.rows_span = entry.span;
  for (const SheetSetting& setting : layout.settings) {
    const HeaderKey& key = *key_written(table_entry_keys(), setting.key);
    const std::size_t offset = offset_of_cell(setting.row, setting.column + 1U);
    if (key.name == "amount_unit") entry.span.offset = offset;
    if (key.name == "rows") entry.rows_span.offset = offset;
    if (setting.value == nullptr || key.name == "control_sums") continue;
    const std::string written(setting.value->text);
    if (key.name == "rows") {
      constexpr std::size_t digits_max = 8;
      const bool is_count = written.find_first_not_of("0123456789") == std::string::npos &&
                            written.size() <= digits_max;
      if (is_count) {
        entry.rows = std::stoll(written);
      } else {
        report(layout, wrong_header_value, setting.row, setting.column + 1U,
               {label_of(key), written, "0–99999999"});
      }
      continue;
    }
    const std::string word = choice_written(key.choices, setting.value->text);
    const std::vector<std::string> words = split_choices(key.choices);
    const auto position = std::find(words.begin(), words.end(), word);
    if (position == words.end()) {
      report(layout, unknown_choice, setting.row, setting.column + 1U,
             {written, label_of(key), joined(shown_choices(key.choices, layout.language), "; ")});
      continue;
    }
    constexpr AmountUnit units[] = {AmountUnit::dong, AmountUnit::thousand_dong,
                                    AmountUnit::million_dong, AmountUnit::billion_dong};
    if (key.name == "amount_unit") entry.amount_unit = units[position - words.begin()];
    if (key.name == "number_style")
      entry.number_style = static_cast<NumberStyle>(position - words.begin());
  }
  read_control_sums(layout, entry);
  return entry;
}

void WorkbookPlan::read_control_sums(const SheetLayout& layout, TableEntry& entry) {
  const SheetSetting* setting = layout.setting("control_sums");
  if (setting == nullptr) return;
  for (const SheetColumnPlace& column : layout.columns) {
    const WorkbookCell* cell = layout.sheet().cell_at(setting->row, column.column);
    if (cell == nullptr || is_blank(*cell) || cell->column == setting->column) continue;
    const SheetValueRules rules = rules_of_sum(layout, column.name, entry.number_style);
    SheetValueReading reading = read_sheet_value(rules, *cell, arena_);
    ControlSum control{column.name,
                       std::string(reading.text),
                       parse_number(reading.text, entry.number_style),
                       {offset_of_cell(cell->row, cell->column), 1}};
    const bool is_plain = entry.number_style == NumberStyle::plain;
    if (!is_plain && control.sum.fault == nullptr) control.written = to_canonical(control.sum);
    if (reading.fault != nullptr) {
      report(layout, *reading.fault, cell->row, cell->column, std::move(reading.arguments));
    } else if (control.sum.fault != nullptr) {
      report(layout, wrong_header_value, cell->row, cell->column,
             {rules.name, std::string(cell->text), is_plain ? "1234567.5" : "1.234.567,5"});
    } else {
      entry.control_sums.push_back(std::move(control));
    }
  }
}

const SheetLayout& WorkbookPlan::layout_of(const TableSpec& spec) const {
  return *std::find_if(layouts_.begin(), layouts_.end(),
                       [&](const SheetLayout& layout) { return layout.spec == &spec; });
}

TableOptions WorkbookPlan::options_of(const TableEntry& entry) const {
  const TableSpec* spec = entry.spec;
  TableOptions options{entry.amount_unit, entry.number_style, text_.header.first_year,
                       text_.header.last_year};
  options.shown_name = [spec](std::string_view column) { return column_in_message(*spec, column); };
  return options;
}

void WorkbookPlan::read_rows(const TableEntry& entry, TableReader& reader) {
  const SheetLayout& layout = layout_of(*entry.spec);
  SheetRows(layout, entry, text_.header, arena_, text_.problems).read(reader);
  if (!layout.is_sound) reader.rows().is_sound = reader.rows().is_complete = false;
}

}  // namespace phanbo
