#include "inputs/guide_sheet.hpp"

#include <algorithm>
#include <array>

#include "inputs/sheet_cells.hpp"
#include "inputs/sheet_words.hpp"
#include "inputs/table_sheet.hpp"

namespace phanbo {

namespace {

constexpr int words_width = 96;
constexpr int name_width = 32;
constexpr int need_width = 12;

constexpr std::array<Text, 4> steps = {{
    {"1. Điền trang \"Kế hoạch\" trước, rồi các trang bảng từ trái sang phải: mã phải có ở trang "
     "của "
     "nó thì trang sau mới chọn được.",
     "1. Fill in the sheet \"Plan\" first, then the tables from left to right: a code must stand "
     "on "
     "its own sheet before others can name it."},
    {"2. Mỗi dòng dưới hàng tên cột là một bản ghi. Trang nào không cần thì để trống. Hàng chữ xám "
     "nhỏ dưới tên cột là tên máy đọc: đừng sửa, đừng xóa.",
     "2. Each row below the column titles is one record. Leave sheets blank that you do not need. "
     "The small grey row below the titles is what the program reads: do not change it."},
    {"3. Kiểm tra: phanbo check TỆP.xlsx --marked TỆP-loi.xlsx. Bản TỆP-loi.xlsx tô đỏ ô sai, có "
     "ghi chú cách sửa và trang \"Lỗi\"; sửa ngay trong bản đó rồi kiểm tra lại cũng được.",
     "3. Check it: phanbo check FILE.xlsx --marked MARKED.xlsx. The copy has wrong cells in red, "
     "each with a note how to correct it, and a sheet \"Problems\"; you may go on in that copy."},
    {"4. Phân bổ: phanbo allocate TỆP.xlsx -o ket-qua.",
     "4. Allocate: phanbo allocate FILE.xlsx -o results."},
}};

constexpr std::array<Text, 9> rules = {{
    {"Đơn vị tiền: chọn ở đầu mỗi trang có cột tiền. Trong ô chỉ gõ số, không gõ chữ \"đồng\", "
     "\"triệu\".",
     "Unit of money: choose it at the head of each sheet with money. Type numbers alone in cells."},
    {"Ô trống là chưa cho số; dấu gạch (-) là cố ý không có; số 0 là số không. Ba thứ khác nhau.",
     "Blank: not given. A dash (-): nothing, on purpose. 0: zero. These are three values."},
    {"Số gõ là số (căn phải). Chữ trông như số (ví dụ 1.234 dán từ văn bản) không được đoán mà báo "
     "lỗi.",
     "Numbers are numbers (right-aligned). Text that looks like one (1.234 pasted from a document) "
     "is not guessed but refused."},
    {"Tỷ lệ %: gõ 70, hoặc 70% nếu ô định dạng phần trăm; cả hai là 70 phần trăm.",
     "Percentages: type 70, or 70% where the cell is formatted so; both are 70 per cent."},
    {"Ngày: gõ như bảng tính vẫn hiểu (15/03/2026). Chữ 15/03/2026 hoặc 2026-03-15 cũng được.",
     "Dates: as the spreadsheet knows them; the texts 2026-03-15 and 15/03/2026 (day first) are "
     "read too."},
    {"Mã: chữ, số và . _ - /, không có dấu cách. Cột mã định dạng Văn bản để giữ số 0 đứng đầu; "
     "nhiều mã trong một ô cách nhau bằng |.",
     "Codes: letters, digits and . _ - /, no spaces. Their columns are formatted as text, so that "
     "leading zeros live; several codes in a cell are separated by |."},
    {"Công thức được đọc theo giá trị đã lưu; dòng ẩn hoặc bị lọc vẫn được đọc. Không gộp ô trong "
     "vùng dữ liệu.",
     "Formulas are read by their saved value; hidden and filtered rows are read too. Do not merge "
     "cells among the data."},
    {"Đổi chỗ cột, bỏ cột không bắt buộc, thêm dòng trống hay dòng chữ phía trên tên cột: đều "
     "được. Chữ ngoài bảng (bên phải, bên dưới) thì báo lỗi.",
     "Columns may change places, optional ones may be deleted, blank rows and rows above the "
     "titles "
     "may be added. Words outside the table (right of it, below it) are refused."},
    {"Trang riêng của anh chị: đặt tên bắt đầu bằng \"Nháp\", chương trình bỏ qua.",
     "Sheets of your own: let their names begin with \"Draft\", the program leaves them alone."},
}};

class Guide {
 public:
  explicit Guide(Language language) : language_(language) {
    sheet_.name = sheet_name(SheetRole::guide, language);
    sheet_.columns = {{SheetStyle::plain, name_width},
                      {SheetStyle::plain, need_width},
                      {SheetStyle::plain, words_width - name_width - need_width + 30}};
    sheet_.is_wide = false;
    sheet_.is_optional = false;
  }

  Sheet make(const std::vector<const TableSpec*>& tables) {
    add(0, {"Lập kế hoạch phân bổ trong sổ tính", "An allocation plan in a workbook"},
        SheetStyle::title);
    sheet_.heights.push_back({0, 2});
    row_ = 1;
    for (const Text& step : steps) add_sentence(step);
    ++row_;
    add(0, {"Cách gõ", "How to type"}, SheetStyle::label);
    ++row_;
    for (const Text& rule : rules) add_sentence(rule);
    ++row_;
    add(0, {"Trang", "Sheet"}, SheetStyle::heading);
    add(1, {"Bắt buộc", "Required"}, SheetStyle::heading);
    add(2, {"Điền gì", "What it holds"}, SheetStyle::heading);
    ++row_;
    add_sheet(sheet_name(SheetRole::plan, language_), true,
              {"Tên, mã, giai đoạn, các năm của kế hoạch.", "Name, code, stage and years."});
    for (const TableSpec* table : tables)
      add_sheet(std::string(table->title.in(language_)), table->required, table->about);
    add_sheet(sheet_name(SheetRole::words, language_), false,
              {"Các từ trong danh sách thả xuống; không cần sửa.",
               "The words of the drop-down lists; nothing to change."});
    return std::move(sheet_);
  }

 private:
  SheetCell& add(std::uint32_t column, Text text, SheetStyle style) {
    return add_text(sheet_, row_, column, std::string(text.in(language_)), style);
  }

  void add_sentence(Text text) {
    SheetCell& cell = add(0, text, SheetStyle::remark);
    cell.columns_across = static_cast<std::uint32_t>(sheet_.columns.size());
    sheet_.heights.push_back({row_++, lines_of(text.in(language_), words_width + 40)});
  }

  void add_sheet(const std::string& name, bool is_required, Text about) {
    add_text(sheet_, row_, 0, name, SheetStyle::words);
    sheet_.links.push_back({row_, 0, "'" + name + "'!A1"});
    add(1, is_required ? Text{"có", "yes"} : Text{}, SheetStyle::words);
    add(2, about, SheetStyle::words);
    sheet_.heights.push_back({row_++, lines_of(about.in(language_), sheet_.columns[2].width + 6)});
  }

  Language language_;
  Sheet sheet_;
  std::uint32_t row_ = 0;
};

}  // namespace

Sheet guide_sheet(const std::vector<const TableSpec*>& tables, Language language) {
  return Guide(language).make(tables);
}

}  // namespace phanbo
