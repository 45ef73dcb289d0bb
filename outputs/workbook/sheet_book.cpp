#include "outputs/workbook/sheet_book.hpp"

#include <algorithm>
#include <map>

#include "models/decimal.hpp"
#include "outputs/workbook/workbook_file.hpp"

namespace phanbo {

namespace {

constexpr int line_points = 15;
/// Characters beyond which a sheet is printed on larger paper, and on two of them side by side.
constexpr int a4_width_max = 170;
constexpr int a3_width_max = 270;
/// Rows of a column that get the rule for whole numbers.
constexpr std::uint32_t ruled_rows = 20'000;

/// Cells that a person fills in have light borders.
CellLook look_of_data(SheetStyle style) {
  CellLook look;
  look.soft_border = true;
  switch (style) {
    case SheetStyle::code:
      look.number = CellLook::Number::text;
      break;
    case SheetStyle::words:
      look.number = CellLook::Number::text;
      look.wrap = true;
      break;
    case SheetStyle::amount:
    case SheetStyle::sum:
      look.align = CellLook::Align::right;
      look.number = CellLook::Number::as_needed;
      break;
    case SheetStyle::whole:
    case SheetStyle::date:
      look.align = CellLook::Align::centre;
      look.number = style == SheetStyle::whole ? CellLook::Number::year : CellLook::Number::date;
      break;
    default:
      break;
  }
  if (style == SheetStyle::sum) look.fill = CellLook::Fill::setting;
  return look;
}

CellLook look_of(SheetStyle style) {
  CellLook look;
  look.border = false;
  switch (style) {
    case SheetStyle::plain:
      return look;
    case SheetStyle::title:
      look.bold = true;
      look.points = 15;
      return look;
    case SheetStyle::remark:
      look.wrap = true;
      return look;
    case SheetStyle::label:
      look.bold = true;
      return look;
    case SheetStyle::setting:
      look.fill = CellLook::Fill::setting;
      look.border = look.soft_border = true;
      return look;
    case SheetStyle::heading:
    case SheetStyle::required:
      look.bold = look.wrap = look.border = true;
      look.align = CellLook::Align::centre;
      look.fill = style == SheetStyle::heading ? CellLook::Fill::header : CellLook::Fill::required;
      return look;
    case SheetStyle::index:
      look.points = 8;
      look.grey = look.italic = look.border = true;
      look.align = CellLook::Align::centre;
      return look;
    default:
      return look_of_data(style);
  }
}

CellLook look_of(const SheetCell& cell) {
  CellLook look = look_of(cell.style);
  if (cell.is_input) look.fill = CellLook::Fill::setting;
  if (cell.is_faulty) look.fill = CellLook::Fill::faulty;
  if (cell.kind == SheetValue::date) look.number = CellLook::Number::date;
  if (cell.kind != SheetValue::number) return look;
  if (look.number == CellLook::Number::as_needed)
    look.number = cell.text.find('.') == std::string::npos ? CellLook::Number::whole
                                                           : CellLook::Number::as_needed;
  look.decimals = cell.decimals;
  if (cell.is_percent) {
    look.number = CellLook::Number::share;
    look.decimals = 0;
  }
  return look;
}

class SheetWriter {
 public:
  SheetWriter(WorkbookFile& file, const Sheet& sheet, Language language)
      : file_(file), sheet_(sheet), language_(language) {}

  void write() {
    file_.add_sheet(sheet_.name);
    for (std::uint32_t i = 0; i < sheet_.columns.size(); ++i) {
      CellLook look = look_of(sheet_.columns[i].style);
      look.border = look.soft_border = false;
      file_.set_column(i, sheet_.columns[i].width, look);
    }
    for (const SheetRowHeight& height : sheet_.heights)
      file_.set_height(height.row, std::max(height.lines, 1) * line_points + 3);
    for (const SheetCell& cell : sheet_.cells) write_cell(cell);
    for (const SheetChoice& choice : sheet_.choices) {
      file_.choice(choice.column, choice.first_row, choice.last_row, choice.source,
                   choice.is_strict, question(choice.is_strict));
    }
    for (const SheetNote& note : sheet_.notes) file_.note(note.row, note.column, note.text);
    set_up();
  }

 private:
  std::string question(bool is_strict) const {
    return std::string(
        is_strict ? Text{"Chọn một giá trị trong danh sách.", "Choose a value from the list."}.in(
                        language_)
                  : Text{"Mã này chưa có trên trang của nó. Vẫn giữ?",
                         "This code is not on its own sheet yet. Keep it?"}
                        .in(language_));
  }

  const SheetLink* link_at(const SheetCell& cell) const {
    const auto found = std::find_if(
        sheet_.links.begin(), sheet_.links.end(),
        [&](const SheetLink& link) { return link.row == cell.row && link.column == cell.column; });
    return found == sheet_.links.end() ? nullptr : &*found;
  }

  void write_cell(const SheetCell& cell) {
    CellLook look = look_of(cell);
    if (const SheetLink* link = link_at(cell)) {
      look.link = true;
      file_.link(cell.row, cell.column, link->target, cell.text, look);
      return;
    }
    if (cell.columns_across > 1) {
      file_.merge(cell.row, cell.column, cell.row, cell.column + cell.columns_across - 1, {}, look);
    }
    switch (cell.kind) {
      case SheetValue::blank:
        file_.blank(cell.row, cell.column, look);
        break;
      case SheetValue::text:
        file_.text(cell.row, cell.column, cell.text, look);
        break;
      case SheetValue::number:
        if (const auto number = Decimal::parse(cell.text)) {
          file_.number(cell.row, cell.column, *number, look);
        } else {
          file_.text(cell.row, cell.column, cell.text, look);
        }
        break;
      case SheetValue::date:
        file_.date(cell.row, cell.column, cell.text, look);
        break;
      case SheetValue::boolean:
        file_.boolean(cell.row, cell.column, cell.text == "true", look);
        break;
    }
  }

  void set_up() {
    if (sheet_.frozen_rows > 0 || sheet_.frozen_columns > 0)
      file_.freeze(sheet_.frozen_rows, sheet_.frozen_columns);
    for (std::uint32_t i = 0; i < sheet_.columns.size(); ++i) {
      if (sheet_.columns[i].style == SheetStyle::amount)
        file_.whole_where_whole(i, sheet_.frozen_rows, sheet_.frozen_rows + ruled_rows);
    }
    PagePlan page;
    page.landscape = sheet_.is_wide;
    int width = 0;
    for (const SheetColumn& column : sheet_.columns) width += column.width;
    page.a3 = width > a4_width_max;
    page.pages_across = width > a3_width_max ? 2 : 1;
    page.repeated_columns = sheet_.frozen_columns;
    if (sheet_.first_title_row <= sheet_.last_title_row) {
      page.first_repeated_row = sheet_.first_title_row;
      page.last_repeated_row = sheet_.last_title_row;
    }
    page.footer = sheet_.name;
    file_.set_page(page);
    file_.set_tab(sheet_.is_faulty     ? WorkbookFile::Tab::faulty
                  : sheet_.is_optional ? WorkbookFile::Tab::plain
                                       : WorkbookFile::Tab::needed);
  }

  WorkbookFile& file_;
  const Sheet& sheet_;
  Language language_;
};

}  // namespace

int write_sheet_book(const std::filesystem::path& path, const SheetBook& book,
                     const std::string& program, Language language) {
  WorkbookFile file(path, {book.title, program});
  for (const Sheet& sheet : book.sheets) SheetWriter(file, sheet, language).write();
  return file.close();
}

}  // namespace phanbo
