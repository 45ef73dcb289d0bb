#include "inputs/sheet_layout.hpp"

#include <algorithm>

#include "inputs/kinds_of_sheets.hpp"
#include "inputs/kinds_of_tables.hpp"
#include "inputs/plan_texts.hpp"
#include "inputs/sheet_values.hpp"
#include "inputs/table_rows.hpp"
#include "inputs/text_rules.hpp"

namespace phanbo {

using namespace input_problem;

namespace {

/// Rows among which the titles are looked for.
constexpr std::uint32_t title_rows_searched = 200;
constexpr std::size_t titles_min = 2;

/// "Năm 2031" and "y2031" → "y2031", whatever the years of the plan; empty for other texts.
std::string year_column_written(std::string_view written) {
  for (const std::string_view start : {"y", "Năm ", "Year "}) {
    constexpr std::size_t year_digits = 4;
    if (!written.starts_with(start)) continue;
    const std::string_view year = written.substr(start.size());
    if (year.size() == year_digits && year.find_first_not_of("0123456789") == year.npos)
      return "y" + std::string(year);
  }
  return {};
}

class LayoutFinder {
 public:
  LayoutFinder(const TableSpec& spec, const SourceText& source, int first_year, int last_year,
               ProblemList& problems)
      : spec_(spec),
        sheet_(*source.sheet),
        source_(source),
        columns_(canonical_columns(spec, first_year, last_year)),
        problems_(problems) {
    layout_.spec = &spec;
    layout_.source = &source;
    const bool is_english = sheet_.name == spec.title.en && spec.title.en != spec.title.vi;
    layout_.language = is_english ? Language::english : Language::vietnamese;
  }

  SheetLayout find() {
    layout_.title_row = find_titles();
    if (layout_.title_row == 0) {
      report_missing_titles();
      return std::move(layout_);
    }
    name_columns();
    find_settings();
    find_content();
    report_merged();
    drop_blank_years();
    return std::move(layout_);
  }

 private:
  Place place(std::uint32_t row, std::uint32_t column) const {
    return place_in(source_, {}, offset_of_cell(row, column), 1);
  }

  void report(const ProblemKind& kind, std::uint32_t row, std::uint32_t column,
              std::vector<std::string> arguments) {
    layout_.is_sound = false;
    problems_.add(kind, place(row, column), std::move(arguments));
  }

  bool is_canonical(std::string_view text) const {
    if (spec_.years_across && text.starts_with('y') && !year_column_written(text).empty())
      return true;
    return std::find(columns_.begin(), columns_.end(), text) != columns_.end();
  }

  /// The canonical name that a text means; empty when it means none.
  std::string name_of(std::string_view text) const {
    if (spec_.years_across) {
      if (std::string year = year_column_written(text); !year.empty()) return year;
    }
    return column_written(spec_, columns_, text);
  }

  /// The row of canonical names where there is one, else the row of titles; 0 = neither.
  std::uint32_t find_titles() const {
    for (const bool canonical : {true, false}) {
      for (const WorkbookRow& row : sheet_.rows) {
        if (row.number > title_rows_searched) break;
        std::size_t known = 0;
        std::size_t all = 0;
        for (const WorkbookCell& cell : row.cells) {
          if (is_blank(cell)) continue;
          ++all;
          known += (canonical ? is_canonical(cell.text) : !name_of(cell.text).empty()) ? 1 : 0;
        }
        if (known >= titles_min && known * 2 > all) return row.number;
      }
    }
    return 0;
  }

  /// A sheet that nobody has filled in needs no titles.
  void report_missing_titles() {
    const bool is_empty = std::all_of(sheet_.rows.begin(), sheet_.rows.end(), [](const auto& row) {
      return std::all_of(row.cells.begin(), row.cells.end(), is_blank);
    });
    if (!is_empty) report(sheet_titles_missing, 1, 1, {sheet_.name});
  }

  void name_columns() {
    std::uint16_t last = 0;
    for (const WorkbookRow& row : sheet_.rows) {
      if (row.number + 1 != layout_.title_row && row.number != layout_.title_row) continue;
      if (!row.cells.empty()) last = std::max(last, row.cells.back().column);
    }
    for (std::uint16_t column = 1; column <= last; ++column) name_column(column);
  }

  void name_column(std::uint16_t column) {
    const std::uint32_t row = layout_.title_row;
    const WorkbookCell* index = sheet_.cell_at(row, column);
    const WorkbookCell* title = row > 1 ? sheet_.cell_at(row - 1, column) : nullptr;
    const std::string above = title == nullptr ? std::string() : name_of(title->text);
    if (index == nullptr || is_blank(*index)) {
      if (!above.empty()) layout_.columns.push_back({column, above, false});
      return;
    }
    const std::string name = name_of(index->text);
    if (name.empty()) {
      std::vector<std::string> titles;
      for (const std::string& known : columns_)
        titles.push_back(column_title(spec_, known, layout_.language));
      report(unknown_column, row, column,
             {std::string(index->text), sheet_.name, offered_names(index->text, titles)});
    } else if (!above.empty() && above != name && !has_same_title(above, name)) {
      report(column_names_differ, row, column,
             {std::string(title->text), std::string(index->text)});
    }
    layout_.columns.push_back({column, name, false});
  }

  /// Two columns of a table may carry the same title in a language.
  bool has_same_title(const std::string& a, const std::string& b) const {
    return column_title(spec_, a, Language::vietnamese) ==
               column_title(spec_, b, Language::vietnamese) ||
           column_title(spec_, a, Language::english) == column_title(spec_, b, Language::english);
  }

  void find_settings() {
    for (const WorkbookRow& row : sheet_.rows) {
      if (row.number >= layout_.title_row) break;
      const bool is_title_row = row.number + 1 == layout_.title_row;
      for (const WorkbookCell& cell : row.cells) {
        const HeaderKey* key = key_written(table_entry_keys(), cell.text);
        if (key == nullptr || key->name == "file" || (is_title_row && !name_of(cell.text).empty()))
          continue;
        if (layout_.setting(key->name) != nullptr) {
          report(sheet_key_twice, cell.row, cell.column, {std::string(cell.text)});
          continue;
        }
        const auto beside = static_cast<std::uint16_t>(cell.column + 1);
        const WorkbookCell* value = sheet_.cell_at(cell.row, beside);
        if (value != nullptr && is_blank(*value)) value = nullptr;
        layout_.settings.push_back({key->name, cell.row, cell.column, value});
      }
    }
  }

  void find_content() {
    std::vector<bool> told;
    for (const WorkbookRow& row : sheet_.rows) {
      const bool is_data = row.number > layout_.title_row;
      const SheetSetting* sums = layout_.setting("control_sums");
      if (!is_data && (sums == nullptr || sums->row != row.number)) continue;
      bool counts = false;
      for (const WorkbookCell& cell : row.cells) {
        if (is_blank(cell)) continue;
        const auto column = std::lower_bound(
            layout_.columns.begin(), layout_.columns.end(), cell.column,
            [](const SheetColumnPlace& place, std::uint16_t at) { return place.column < at; });
        if (column != layout_.columns.end() && column->column == cell.column) {
          column->has_content = true;
          counts = true;
        } else if (is_data) {
          report_outside(cell, told);
        }
      }
      layout_.row_count += is_data && counts ? 1 : 0;
    }
  }

  /// Told once for each column.
  void report_outside(const WorkbookCell& cell, std::vector<bool>& told) {
    if (told.size() <= cell.column) told.resize(cell.column + std::size_t{1});
    if (!told[cell.column])
      report(cell_outside_table, cell.row, cell.column, {std::string(cell.text)});
    told[cell.column] = true;
  }

  void report_merged() {
    for (const CellRange& range : sheet_.merged) {
      if (range.last_row < layout_.title_row) continue;
      report(cells_merged, range.first_row, range.first_column,
             {cell_name(range.first_row, range.first_column) + ":" +
              cell_name(range.last_row, range.last_column)});
    }
  }

  /// Year columns prepared for a longer plan do no harm while they are blank.
  void drop_blank_years() {
    std::erase_if(layout_.columns, [&](const SheetColumnPlace& column) {
      return !column.has_content && !column.name.empty() &&
             std::find(columns_.begin(), columns_.end(), column.name) == columns_.end();
    });
  }

  const TableSpec& spec_;
  const WorkbookSheet& sheet_;
  const SourceText& source_;
  std::vector<std::string> columns_;
  ProblemList& problems_;
  SheetLayout layout_;
};

}  // namespace

const SheetSetting* SheetLayout::setting(std::string_view key) const {
  const auto found = std::find_if(settings.begin(), settings.end(),
                                  [&](const SheetSetting& setting) { return setting.key == key; });
  return found == settings.end() ? nullptr : &*found;
}

bool SheetLayout::has_number_style() const {
  const SheetSetting* style = setting("number_style");
  return style != nullptr && style->value != nullptr;
}

const SheetColumnPlace* SheetLayout::column_at(std::uint16_t column) const {
  const auto found = std::lower_bound(
      columns.begin(), columns.end(), column,
      [](const SheetColumnPlace& place, std::uint16_t at) { return place.column < at; });
  return found == columns.end() || found->column != column ? nullptr : &*found;
}

SheetLayout find_layout(const TableSpec& spec, const SourceText& source, int first_year,
                        int last_year, ProblemList& problems) {
  return LayoutFinder(spec, source, first_year, last_year, problems).find();
}

}  // namespace phanbo
