#pragma once

#include "models/problem.hpp"

/// Problems of a plan that is typed into a workbook, besides those that a folder can have too.
namespace phanbo::input_problem {

inline constexpr ProblemKind unknown_sheet{
    "unknown_sheet",
    Severity::error,
    {"Không có bảng nào tên là \"{0}\".", "There is no table called \"{0}\"."},
    {"Đổi tên trang: {1}; hoặc cho tên bắt đầu bằng \"Nháp\" để chương trình bỏ qua.",
     "Rename the sheet: {1}; or begin its name with \"Draft\" to have it left alone."}};

inline constexpr ProblemKind sheet_twice{
    "sheet_twice",
    Severity::error,
    {"Trang \"{0}\" và trang \"{1}\" là cùng một bảng.",
     "The sheets \"{0}\" and \"{1}\" are the same table."},
    {"Gộp lại thành một trang, hoặc cho tên một trang bắt đầu bằng \"Nháp\".",
     "Join them, or begin the name of one of them with \"Draft\"."}};

inline constexpr ProblemKind plan_sheet_missing{
    "plan_sheet_missing",
    Severity::error,
    {"Sổ tính không có trang \"Kế hoạch\".", "The workbook has no sheet \"Plan\"."},
    {"Lập tệp bằng phanbo template rồi điền, hoặc đặt lại tên trang.",
     "Make the file by phanbo template and fill it in, or rename the sheet."}};

inline constexpr ProblemKind sheet_missing{
    "sheet_missing",
    Severity::error,
    {"Thiếu trang bắt buộc \"{0}\".", "The required sheet \"{1}\" is missing."},
    {"Chép trang đó từ một tệp mới (phanbo template), hoặc sửa lại tên trang.",
     "Copy it from a new template (phanbo template), or correct the name of the sheet."}};

inline constexpr ProblemKind sheet_titles_missing{
    "sheet_titles_missing",
    Severity::error,
    {"Trang \"{0}\" không còn hàng tên cột.", "The sheet \"{0}\" has no row of column titles."},
    {"Chép lại hàng tên cột từ một tệp mới: phanbo template TỆP.xlsx.",
     "Copy the row of titles from a new template: phanbo template FILE.xlsx."}};

inline constexpr ProblemKind column_names_differ{
    "column_names_differ",
    Severity::error,
    {"Tên cột là \"{0}\" nhưng hàng chữ xám bên dưới là \"{1}\".",
     "The title says \"{0}\", but the grey row below it says \"{1}\"."},
    {"Đổi cả cột khi đổi chỗ; sửa cho hai hàng khớp nhau.",
     "Move whole columns; make the two rows agree."}};

inline constexpr ProblemKind cell_outside_table{
    "cell_outside_table",
    Severity::error,
    {"\"{0}\" nằm ngoài các cột của bảng.", "\"{0}\" stands outside the columns of the table."},
    {"Xóa, hoặc chuyển lên phía trên hàng tên cột hay sang một trang \"Nháp\".",
     "Remove it, or move it above the column titles or to a sheet \"Draft\"."}};

inline constexpr ProblemKind cells_merged{
    "cells_merged",
    Severity::error,
    {"Các ô {0} bị gộp nên không biết giá trị thuộc dòng, cột nào.",
     "The cells {0} are merged: which row and column the value belongs to is not known."},
    {"Bỏ gộp ô rồi điền từng ô.", "Unmerge them and fill in each cell."}};

inline constexpr ProblemKind number_as_text{
    "number_as_text",
    Severity::error,
    {"Ô \"{1}\" chứa chữ \"{0}\" chứ không phải số; dấu chấm, dấu phẩy có thể hiểu theo hai cách.",
     "The cell \"{1}\" holds the text \"{0}\", not a number; its marks can be read in two ways."},
    {"Gõ lại thành số (căn phải); hoặc thêm hàng \"Kiểu số\" phía trên tên cột: 1.234.567,5 hay "
     "1234567.5.",
     "Type it as a number (right-aligned); or add a row \"Number style\" above the titles: "
     "1.234.567,5 or 1234567.5."}};

inline constexpr ProblemKind percent_in_number{
    "percent_in_number",
    Severity::error,
    {"Ô \"{1}\" hiện số dạng phần trăm (số lưu là {0:number}).",
     "The cell \"{1}\" shows a percentage (the number kept is {0})."},
    {"Bỏ định dạng % của ô rồi gõ lại số.", "Take off the % format and type the number again."}};

inline constexpr ProblemKind date_is_number{
    "date_is_number",
    Severity::error,
    {"Ô \"{1}\" cần một ngày, nhưng chứa số {0}.",
     "The cell \"{1}\" needs a date, but holds the number {0}."},
    {"Định dạng ô là ngày rồi gõ lại, ví dụ 15/03/2026.",
     "Format the cell as a date and type it again, such as 2026-03-15."}};

inline constexpr ProblemKind date_with_time{
    "date_with_time",
    Severity::error,
    {"Ô \"{1}\" có cả giờ: {0:day}.", "The cell \"{1}\" has a time of day: {0}."},
    {"Chỉ ghi ngày.", "Give the date alone."}};

inline constexpr ProblemKind cell_is_date{
    "cell_is_date",
    Severity::error,
    {"Ô \"{1}\" không nhận ngày: chương trình bảng tính đã đổi giá trị gõ vào thành ngày {0:day}.",
     "The cell \"{1}\" takes no date: the spreadsheet program turned what was typed into {0}."},
    {"Định dạng ô là Văn bản (hoặc Số) rồi gõ lại.",
     "Format the cell as text (or number) and type it again."}};

inline constexpr ProblemKind code_is_number{
    "code_is_number",
    Severity::error,
    {"Ô \"{1}\" cần một mã nhưng chứa số {0}; số 0 đứng đầu, nếu có, đã mất.",
     "The cell \"{1}\" needs a code but holds the number {0}; leading zeros, if any, are lost."},
    {"Định dạng ô là Văn bản (Text) rồi gõ lại mã.",
     "Format the cell as text and type the code again."}};

inline constexpr ProblemKind cell_is_boolean{
    "cell_is_boolean",
    Severity::error,
    {"Ô \"{1}\" không nhận giá trị đúng/sai ({0}).",
     "The cell \"{1}\" takes no truth value ({0})."},
    {"Gõ số hoặc chữ, theo cột.", "Type a number or text, as the column takes."}};

inline constexpr ProblemKind cell_is_error{
    "cell_is_error",
    Severity::error,
    {"Ô \"{1}\" là lỗi {0} của công thức.", "The cell \"{1}\" is the error {0} of a formula."},
    {"Sửa công thức, hoặc gõ thẳng giá trị.", "Correct the formula, or type the value."}};

inline constexpr ProblemKind sheet_rows_differ{
    "sheet_rows_differ",
    Severity::error,
    {"Trang có {1} dòng, ô \"Số dòng\" ghi {2}.", "The sheet has {1} rows; its head says {2}."},
    {"Kiểm tra có dòng bị mất hoặc thừa; rồi sửa, hoặc xóa ô \"Số dòng\".",
     "See whether rows were lost or added; then correct the number, or clear it."}};

inline constexpr ProblemKind sheet_key_twice{
    "sheet_key_twice",
    Severity::error,
    {"\"{0}\" có hai lần trên trang.", "\"{0}\" stands twice on the sheet."},
    {"Xóa bớt một dòng.", "Remove one of the rows."}};

}  // namespace phanbo::input_problem
