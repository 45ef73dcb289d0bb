#include <algorithm>

#include "inputs/choice_words.hpp"
#include "inputs/kinds_of_files.hpp"
#include "inputs/kinds_of_sheets.hpp"
#include "inputs/kinds_of_tables.hpp"
#include "inputs/sheet_values.hpp"
#include "inputs/sheet_words.hpp"
#include "inputs/workbook_plan.hpp"

namespace phanbo {

using namespace input_problem;

namespace {

constexpr Text value_title = {"Giá trị", "Value"};

/// The sheet "Kế hoạch": a row for each key of plan.json, its value in the column "Giá trị".
class PlanSheetReader {
 public:
  PlanSheetReader(const SourceText& source, TextArena& arena, ProblemList& problems)
      : source_(source), sheet_(*source.sheet), arena_(arena), problems_(problems) {
    root_.kind = JsonKind::object;
    keys_ = typed_header_keys();
  }

  PlanHeader read() {
    if (!find_titles()) {
      problems_.add(sheet_titles_missing, place(1, 1), {sheet_.name});
      return {};
    }
    root_.offset = offset_of_cell(title_row_, value_column_);
    for (const WorkbookRow& row : sheet_.rows) {
      if (row.number > title_row_) read_row(row);
    }
    for (const HeaderKey& key : keys_) {
      const bool is_told = std::find(seen_.begin(), seen_.end(), key.name) != seen_.end();
      if (key.required && !is_told)
        problems_.add(missing_key, place(title_row_, value_column_), {std::string(key.name)});
    }
    return read_sheet_header(source_, root_, problems_);
  }

 private:
  Place place(std::uint32_t row, std::uint32_t column) const {
    return place_in(source_, {}, offset_of_cell(row, column), 1);
  }

  bool find_titles() {
    for (const WorkbookRow& row : sheet_.rows) {
      for (const WorkbookCell& cell : row.cells) {
        if (cell.text != value_title.vi && cell.text != value_title.en) continue;
        title_row_ = cell.row;
        value_column_ = cell.column;
        return true;
      }
    }
    return false;
  }

  void read_row(const WorkbookRow& row) {
    const HeaderKey* key = nullptr;
    const WorkbookCell* first = nullptr;
    for (const WorkbookCell& cell : row.cells) {
      if (cell.column == value_column_ || is_blank(cell)) continue;
      if (first == nullptr) first = &cell;
      if (key == nullptr) key = key_written(keys_, cell.text);
    }
    const WorkbookCell* value = sheet_.cell_at(row.number, value_column_);
    if (value != nullptr && is_blank(*value)) value = nullptr;
    if (key == nullptr) {
      if (value != nullptr) report_unknown(row.number, first);
      return;
    }
    if (std::find(seen_.begin(), seen_.end(), key->name) != seen_.end()) {
      problems_.add(sheet_key_twice, place(row.number, first->column), {std::string(first->text)});
      return;
    }
    seen_.emplace_back(key->name);
    if (value != nullptr) {
      add_value(*key, *value);
    } else if (key->required) {
      problems_.add(missing_value, place(row.number, value_column_), {name_of(*key)});
    }
  }

  void report_unknown(std::uint32_t row, const WorkbookCell* label) {
    std::vector<std::string> names;
    for (const HeaderKey& key : keys_) names.emplace_back(short_title(key.meaning.vi));
    const std::string written(label == nullptr ? std::string_view() : label->text);
    problems_.add(unknown_key, place(row, label == nullptr ? value_column_ : label->column),
                  {written, offered_names(written, names)});
  }

  static std::string name_of(const HeaderKey& key) {
    return std::string(short_title(key.meaning.vi)) + " (" + std::string(key.name) + ")";
  }

  void add_value(const HeaderKey& key, const WorkbookCell& cell) {
    SheetValueRules rules;
    rules.type = type_of_key(key);
    rules.choices = key.choices;
    rules.name = name_of(key);
    const bool is_english = sheet_.name == sheet_name(SheetRole::plan).en;
    rules.language = is_english ? Language::english : Language::vietnamese;
    SheetValueReading reading = read_sheet_value(rules, cell, arena_);
    if (reading.fault != nullptr) {
      problems_.add(*reading.fault, place(cell.row, cell.column), std::move(reading.arguments));
      return;
    }
    if (reading.text.starts_with(' ') || reading.text.ends_with(' ')) {
      problems_.add(surrounding_space, place(cell.row, cell.column), {rules.name});
      return;
    }
    JsonMember& member = root_.members.emplace_back();
    member.name = key.name;
    member.value.kind = key.kind;
    member.value.text = reading.text;
    member.value.offset = offset_of_cell(cell.row, cell.column);
    root_.keys.emplace_back(member.value.offset, 1);
  }

  const SourceText& source_;
  const WorkbookSheet& sheet_;
  TextArena& arena_;
  ProblemList& problems_;
  std::vector<HeaderKey> keys_;
  std::vector<std::string> seen_;
  std::uint32_t title_row_ = 0;
  std::uint16_t value_column_ = 0;
  JsonValue root_;
};

}  // namespace

PlanHeader read_plan_sheet(const SourceText& source, TextArena& arena, ProblemList& problems) {
  return PlanSheetReader(source, arena, problems).read();
}

}  // namespace phanbo
