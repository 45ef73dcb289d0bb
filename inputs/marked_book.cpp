#include "inputs/marked_book.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <map>
#include <set>

#include "inputs/choice_words.hpp"
#include "inputs/guide_sheet.hpp"
#include "inputs/sheet_cells.hpp"
#include "inputs/sheet_layout.hpp"
#include "inputs/sheet_values.hpp"
#include "inputs/words_sheet.hpp"
#include "inputs/workbook_plan.hpp"
#include "inputs/xlsx/cell_names.hpp"
#include "inputs/xlsx/read_workbook.hpp"

namespace phanbo {

namespace {

/// Row and column from 1.
using CellPlace = std::pair<std::uint32_t, std::uint32_t>;
using Faults = std::map<CellPlace, std::string>;
using CellPlaces = std::set<CellPlace>;

/// No column takes it, so that a copy in which nothing was corrected is refused.
constexpr const char* unreadable = "=?";

constexpr int width_max = 44;
constexpr int wide_text = 110;

std::string fault_text(const Problem& problem, Language language) {
  return fmt::format("{}\n{}: {}", found_text(problem, language), Text{"Sửa", "Fix"}.in(language),
                     fix_text(problem, language));
}

void make_unreadable(SheetCell& cell) {
  cell.kind = SheetValue::text;
  cell.text = unreadable;
}

/// Copies one sheet of the workbook.
class SheetCopy {
 public:
  SheetCopy(const WorkbookSheet& sheet, Language language) : source_(sheet), language_(language) {
    copy_.name = sheet.name;
  }

  /// A table's sheet looks as the template makes it.
  void look_like_table(const SheetLayout& layout, const ListPlaces& lists) {
    layout_ = &layout;
    copy_.frozen_rows = layout.title_row;
    copy_.frozen_columns = layout.title_row > 0 ? 1 : 0;
    copy_.is_optional = !layout.spec->required;
    if (layout.title_row > 0) {
      copy_.last_title_row = layout.title_row - 1;
      copy_.first_title_row = has_grey_row() ? layout.title_row - 2 : layout.title_row - 1;
    }
    int lines = 1;
    for (const SheetColumnPlace& place : layout.columns) {
      const std::uint32_t column = place.column - 1U;
      if (copy_.columns.size() <= column) copy_.columns.resize(column + std::size_t{1});
      copy_.columns[column] = column_look(*layout.spec, place.name, layout.language);
      add_choice(place, lists);
      if (place.name.empty()) continue;
      lines = std::max(lines, lines_of(column_title(*layout.spec, place.name, layout.language),
                                       copy_.columns[column].width - 1));
      copy_.notes.push_back({copy_.first_title_row, column,
                             column_explanation(*layout.spec, place.name, layout.language)});
    }
    copy_.heights.push_back({copy_.first_title_row, lines});
  }

  void look_like_head(const ListPlaces& lists) {
    copy_.columns = {{SheetStyle::plain, 30},
                     {SheetStyle::plain, 52},
                     {SheetStyle::plain, 74},
                     {SheetStyle::plain, 16}};
    copy_.is_optional = false;
    copy_.frozen_rows = 2;
    is_head_ = true;
    for (const WorkbookRow& row : source_.rows) {
      for (const WorkbookCell& cell : row.cells) {
        const HeaderKey* key = key_written(header_keys(), cell.text);
        const auto list = key == nullptr ? lists.end() : lists.find(key->choices);
        if (list != lists.end() && !key->choices.empty() && cell.column == 1)
          copy_.choices.push_back({row.number - 1, row.number - 1, 1, list->second, true});
      }
    }
  }

  /// `unread`: cells of which the workbook's reader took nothing.
  Sheet make(const Faults& faults, const CellPlaces& unread) {
    for (const WorkbookRow& row : source_.rows) {
      for (const WorkbookCell& cell : row.cells) {
        copy_cell(cell);
        if (is_unusable(cell)) leave_unreadable(cell);
      }
      rule_row(row);
    }
    for (const auto& [place, text] : faults) {
      SheetCell& cell = mark(place, text);
      if (unread.contains(place)) make_unreadable(cell);
    }
    return std::move(copy_);
  }

 private:
  bool has_grey_row() const {
    const std::uint32_t row = layout_->title_row;
    if (row < 2 || layout_->columns.empty()) return false;
    const SheetColumnPlace& first = layout_->columns.front();
    const WorkbookCell* index = source_.cell_at(row, first.column);
    return index != nullptr && index->text == first.name;
  }

  void add_choice(const SheetColumnPlace& place, const ListPlaces& lists) {
    for (const Field& field : layout_->spec->fields) {
      if (field.name != place.name) continue;
      const std::string list =
          field.type == FieldType::reference ? std::string(field.target) : choices_of(field);
      const auto found = lists.find(list);
      if (list.empty() || found == lists.end() || field.type == FieldType::list) continue;
      copy_.choices.push_back({layout_->title_row, layout_->title_row + prepared_rows,
                               place.column - 1U, found->second,
                               field.type != FieldType::reference});
    }
  }

  SheetStyle style_of(const WorkbookCell& cell) const {
    if (cell.row == 1 && cell.column == 1) return SheetStyle::title;
    if (is_head_) {
      if (cell.row == 2 || cell.column == 1) return SheetStyle::heading;
      return cell.column == 4 ? SheetStyle::index : SheetStyle::words;
    }
    if (layout_ == nullptr || layout_->title_row == 0) return SheetStyle::plain;
    if (cell.row > layout_->title_row) {
      const bool is_known = cell.column <= copy_.columns.size();
      return is_known ? copy_.columns[cell.column - 1U].style : SheetStyle::plain;
    }
    if (cell.row == layout_->title_row) {
      return copy_.first_title_row == copy_.last_title_row ? SheetStyle::heading
                                                           : SheetStyle::index;
    }
    if (cell.row == copy_.first_title_row + 1) return heading_of(cell);
    for (const SheetSetting& setting : layout_->settings) {
      if (setting.row != cell.row) continue;
      if (setting.column == cell.column) return SheetStyle::label;
      return setting.key == "control_sums" ? SheetStyle::sum : SheetStyle::setting;
    }
    return SheetStyle::remark;
  }

  SheetStyle heading_of(const WorkbookCell& cell) const {
    const SheetColumnPlace* place = layout_->column_at(cell.column);
    for (const Field& field : layout_->spec->fields) {
      if (place != nullptr && field.name == place->name && field.required)
        return SheetStyle::required;
    }
    return SheetStyle::heading;
  }

  void copy_cell(const WorkbookCell& cell) {
    SheetCell& made = copy_.cells.emplace_back();
    made.row = cell.row - 1;
    made.column = cell.column - 1U;
    made.text = cell.text;
    made.style = style_of(cell);
    made.is_percent = cell.is_percent;
    made.columns_across = columns_across(cell);
    made.kind = is_blank(cell) ? SheetValue::blank : SheetValue::text;
    if (cell.kind == WorkbookCellKind::number) {
      made.kind = SheetValue::number;
      if (made.style == SheetStyle::code || made.style == SheetStyle::words)
        made.style = SheetStyle::plain;
      const std::size_t point = made.text.find('.');
      if (point != std::string::npos && !made.is_percent)
        made.decimals =
            static_cast<std::uint8_t>(std::min<std::size_t>(made.text.size() - point - 1, 12));
      made.decimals = std::max<std::uint8_t>(made.decimals, cell.decimals);
    }
    constexpr std::size_t iso_length = 10;
    if (cell.kind == WorkbookCellKind::date && cell.text.size() == iso_length)
      made.kind = SheetValue::date;
    if (cell.kind == WorkbookCellKind::boolean) made.kind = SheetValue::boolean;
    if (made.columns_across > 1) {
      copy_.heights.push_back({made.row, lines_of(made.text, wide_text)});
    } else {
      widen(made);
    }
  }

  /// An error or a time of day: as a text it could be a good value of the copy.
  static bool is_unusable(const WorkbookCell& cell) {
    const bool is_time =
        cell.kind == WorkbookCellKind::date && cell.text.find(':') != std::string_view::npos;
    return is_time || cell.kind == WorkbookCellKind::error;
  }

  /// The cell just copied; its note says what stood there, unless a problem does.
  void leave_unreadable(const WorkbookCell& cell) {
    make_unreadable(copy_.cells.back());
    const Text held = {"Ô này có {}: gõ lại giá trị.", "This cell held {}: type the value again."};
    mark({cell.row, cell.column},
         fmt::format(fmt::runtime(held.in(language_)), std::string(cell.text)));
  }

  /// Blank cells of a data row are ruled like the others; wrapped words get their lines.
  void rule_row(const WorkbookRow& row) {
    if (layout_ == nullptr || layout_->title_row == 0 || row.number <= layout_->title_row) return;
    int lines = 1;
    for (const SheetColumnPlace& place : layout_->columns) {
      const WorkbookCell* known = source_.cell_at(row.number, place.column);
      const SheetColumn& look = copy_.columns[place.column - 1U];
      if (known == nullptr) {
        SheetCell& cell = copy_.cells.emplace_back();
        cell.row = row.number - 1;
        cell.column = place.column - 1U;
        cell.style = look.style;
      } else if (look.style == SheetStyle::words) {
        lines = std::max(lines, lines_of(known->text, look.width));
      }
    }
    if (lines > 1) copy_.heights.push_back({row.number - 1, lines});
  }

  void widen(const SheetCell& cell) {
    const bool is_above = layout_ != nullptr && cell.row + 1 <= layout_->title_row;
    if (is_above || is_head_) return;
    if (copy_.columns.size() <= cell.column) copy_.columns.resize(cell.column + std::size_t{1});
    int& width = copy_.columns[cell.column].width;
    const int length = count_code_points(cell.text);
    width = std::max(width, std::min(length + length / 3 + 2, width_max));
  }

  std::uint32_t columns_across(const WorkbookCell& cell) const {
    for (const CellRange& range : source_.merged) {
      const bool is_here = range.first_row == cell.row && range.first_column == cell.column;
      if (is_here && range.last_row == cell.row) return range.last_column - range.first_column + 1U;
    }
    return 1;
  }

  SheetCell& mark(const CellPlace& place, const std::string& text) {
    const auto [row, column] = place;
    const auto is_there = [&](const auto& known) {
      return known.row == row - 1 && known.column == column - 1;
    };
    auto cell = std::find_if(copy_.cells.begin(), copy_.cells.end(), is_there);
    if (cell == copy_.cells.end()) {
      copy_.cells.emplace_back();
      cell = copy_.cells.end() - 1;
      cell->row = row - 1;
      cell->column = column - 1;
    }
    cell->is_faulty = true;
    std::erase_if(copy_.notes, is_there);
    copy_.notes.push_back({row - 1, column - 1, text});
    copy_.is_faulty = true;
    return *cell;
  }

  const WorkbookSheet& source_;
  Language language_;
  const SheetLayout* layout_ = nullptr;
  bool is_head_ = false;
  Sheet copy_;
};

/// The list of all problems.
class ProblemSheet {
 public:
  explicit ProblemSheet(Language language) : language_(language) {
    sheet_.name = sheet_name(SheetRole::problems, language);
    sheet_.columns = {{SheetStyle::plain, 6},  {SheetStyle::plain, 28}, {SheetStyle::plain, 9},
                      {SheetStyle::plain, 60}, {SheetStyle::plain, 60}, {SheetStyle::plain, 26}};
    sheet_.frozen_rows = 3;
    sheet_.first_title_row = sheet_.last_title_row = 2;
    sheet_.is_faulty = true;
  }

  Sheet make(const std::vector<Problem>& problems) {
    add_text(sheet_, 0, 0, say({"Lỗi của kế hoạch", "Problems of the plan"}), SheetStyle::title);
    sheet_.heights.push_back({0, 2});
    const auto errors = std::count_if(problems.begin(), problems.end(), [](const Problem& problem) {
      return problem.kind->severity == Severity::error;
    });
    add_text(
        sheet_, 1, 0,
        fmt::format(fmt::runtime(say({"{0} lỗi, {1} cảnh báo. Bấm vào ô để tới chỗ sai; sửa ở đây "
                                      "hoặc trong tệp gốc rồi kiểm tra lại.",
                                      "{0} errors, {1} warnings. Click a cell to go there; correct "
                                      "it here or in your own file, then check again."})),
                    errors, problems.size() - static_cast<std::size_t>(errors)),
        SheetStyle::remark)
        .columns_across = static_cast<std::uint32_t>(sheet_.columns.size());
    const Text titles[] = {{"STT", "No."},     {"Trang", "Sheet"},  {"Ô", "Cell"},
                           {"Lỗi", "Problem"}, {"Cách sửa", "Fix"}, {"Loại", "Kind"}};
    for (std::uint32_t i = 0; i < std::size(titles); ++i)
      add_text(sheet_, 2, i, say(titles[i]), SheetStyle::heading);
    std::uint32_t row = 3;
    for (const Problem& problem : problems) add(row++, problem);
    return std::move(sheet_);
  }

 private:
  std::string say(Text text) const { return std::string(text.in(language_)); }

  void add(std::uint32_t row, const Problem& problem) {
    SheetCell& number = add_text(sheet_, row, 0, std::to_string(row - 2), SheetStyle::whole);
    number.kind = SheetValue::number;
    add_text(sheet_, row, 1, problem.place.sheet, SheetStyle::words);
    if (!problem.place.cell.empty()) {
      add_text(sheet_, row, 2, problem.place.cell, SheetStyle::words);
      std::string name;
      for (const char c : problem.place.sheet)
        name += c == '\'' ? std::string("''") : std::string(1, c);
      sheet_.links.push_back({row, 2, "'" + name + "'!" + problem.place.cell});
    }
    const std::string found = found_text(problem, language_) + scenario_of(problem);
    const std::string fix = fix_text(problem, language_);
    sheet_.heights.push_back({row, std::max(lines_of(found, 56), lines_of(fix, 56))});
    add_text(sheet_, row, 3, found, SheetStyle::words);
    add_text(sheet_, row, 4, fix, SheetStyle::words);
    const bool is_error = problem.kind->severity == Severity::error;
    add_text(sheet_, row, 5,
             (is_error ? "" : say({"cảnh báo: ", "warning: "})) + std::string(problem.kind->id),
             SheetStyle::words);
  }

  std::string scenario_of(const Problem& problem) const {
    return problem.scenario.empty()
               ? std::string()
               : fmt::format(" ({}: {})", say({"phương án", "scenario"}), problem.scenario);
  }

  Language language_;
  Sheet sheet_;
};

/// The whole copy.
class MarkedBook {
 public:
  MarkedBook(const WorkbookReading& workbook, const std::vector<Problem>& problems,
             Language language)
      : workbook_(workbook), problems_(problems), language_(language) {}

  SheetBook make() {
    find_tables();
    SheetBook book;
    book.title =
        std::string(Text{"Kế hoạch có đánh dấu lỗi", "Plan with its problems"}.in(language_));
    book.sheets.push_back(ProblemSheet(language_).make(problems_));
    for (const WorkbookSheet& sheet : workbook_.sheets) {
      const auto role = role_of_sheet(sheet.name);
      if (role == SheetRole::problems) continue;
      if (role == SheetRole::guide) {
        book.sheets.push_back(guide_sheet(specs_, sheet_language_));
      } else if (role == SheetRole::words) {
        book.sheets.push_back(words_);
      } else {
        book.sheets.push_back(copy_of(sheet, role));
      }
    }
    return book;
  }

 private:
  void find_tables() {
    for (const WorkbookSheet& sheet : workbook_.sheets) {
      if (sheet.name == sheet_name(SheetRole::plan).en) sheet_language_ = Language::english;
    }
    for (const WorkbookSheet& sheet : workbook_.sheets) {
      const TableSpec* spec = role_of_sheet(sheet.name) ? nullptr : table_of_sheet(sheet.name);
      if (spec == nullptr || layouts_.contains(sheet.name)) continue;
      const SourceText& source = sources_.emplace_back(SourceText{{}, {}, &sheet});
      ProblemList told;  // they are among the problems already
      specs_.push_back(spec);
      layouts_.emplace(sheet.name, find_layout(*spec, source, 0, -1, told));
    }
    words_ = words_sheet(specs_, sheet_language_, lists_);
    for (const auto& [name, layout] : layouts_) {
      for (const SheetColumnPlace& place : layout.columns) {
        if (place.name != layout.spec->fields.front().name) continue;
        lists_.emplace(layout.spec->name, fixed_range(name, place.column - 1U, layout.title_row,
                                                      layout.title_row + prepared_rows));
      }
    }
  }

  Sheet copy_of(const WorkbookSheet& sheet, std::optional<SheetRole> role) {
    SheetCopy copy(sheet, sheet_language_);
    const auto layout = layouts_.find(sheet.name);
    if (layout != layouts_.end()) copy.look_like_table(layout->second, lists_);
    if (role == SheetRole::plan) copy.look_like_head(lists_);
    Faults faults;
    for (const Problem& problem : problems_) {
      const auto cell = parse_cell_name(problem.place.cell);
      if (problem.place.sheet != sheet.name || !cell) continue;
      std::string& text = faults[{cell->row, cell->column}];
      if (!text.empty()) text += "\n\n";
      text += fault_text(problem, language_);
    }
    return copy.make(faults, unread_of(sheet));
  }

  CellPlaces unread_of(const WorkbookSheet& sheet) const {
    CellPlaces places;
    for (const Problem& problem : workbook_.problems) {
      const auto cell = parse_cell_name(problem.place.cell);
      if (problem.kind->severity != Severity::error || problem.place.sheet != sheet.name) continue;
      if (cell && sheet.cell_at(cell->row, cell->column) == nullptr)
        places.emplace(cell->row, cell->column);
    }
    return places;
  }

  const WorkbookReading& workbook_;
  const std::vector<Problem>& problems_;
  Language language_;
  Language sheet_language_ = Language::vietnamese;
  std::deque<SourceText> sources_;
  std::map<std::string, SheetLayout> layouts_;
  std::vector<const TableSpec*> specs_;
  ListPlaces lists_;
  Sheet words_;
};

}  // namespace

std::optional<SheetBook> marked_book(const std::filesystem::path& path,
                                     const std::vector<Problem>& problems, Language language) {
  ProblemList unreadable;
  std::string bytes;
  const std::string name = path.filename().string();
  if (!read_workbook_bytes(path, name, bytes, unreadable)) return std::nullopt;
  std::deque<std::string> storage;
  TextArena arena(storage);
  const WorkbookReading workbook = read_composed_workbook(bytes, name, arena);
  const bool has_cells =
      std::none_of(workbook.problems.begin(), workbook.problems.end(), [](const Problem& problem) {
        return problem.kind->severity == Severity::error && problem.place.sheet.empty();
      });
  if (!has_cells) return std::nullopt;
  return MarkedBook(workbook, problems, language).make();
}

}  // namespace phanbo
