#pragma once

#include "models/problem.hpp"

/// Problems of changes to a plan.
namespace phanbo::input_problem {

inline constexpr ProblemKind change_row_missing{
    "change_row_missing",
    Severity::error,
    {"Bảng \"{0}\" không có dòng nào khóa \"{1}\".", "The table \"{0}\" has no row \"{1}\"."},
    {"Khóa là các cột {2} nối bằng dấu \"/\"; dùng: {3}; hoặc thêm dòng bằng add.",
     "A key is the columns {2} joined by \"/\"; use: {3}; or add the row with add."}};

inline constexpr ProblemKind change_row_there{
    "change_row_there",
    Severity::error,
    {"Bảng \"{0}\" đã có dòng khóa \"{1}\".", "The table \"{0}\" already has a row \"{1}\"."},
    {"Sửa từng ô của dòng đó bằng set, hoặc đặt khóa khác.",
     "Change its fields with set, or choose another key."}};

inline constexpr ProblemKind change_key_unclear{
    "change_key_unclear",
    Severity::error,
    {"Khóa \"{1}\" của bảng \"{0}\" hiểu được nhiều cách.",
     "The key \"{1}\" of the table \"{0}\" can be read in several ways."},
    {"Khi thêm dòng, ghi riêng các cột khóa ({2}); hoặc dùng mã không có dấu \"/\".",
     "When adding a row, give its key columns ({2}) one by one; or use codes without \"/\"."}};

inline constexpr ProblemKind change_of_key_column{
    "change_of_key_column",
    Severity::error,
    {"\"{0}\" là cột khóa của bảng \"{1}\", không sửa được.",
     "\"{0}\" is a key column of the table \"{1}\" and cannot be changed."},
    {"Xóa dòng cũ (remove) và thêm dòng mới (add).",
     "Remove the old row (remove) and add a new one (add)."}};

inline constexpr ProblemKind change_of_header{
    "change_of_header",
    Severity::error,
    {"\"plan\" là phần đầu của plan.json: chỉ sửa được (set), không có khóa.",
     "\"plan\" is the head of plan.json: it can be changed (set) only and has no key."},
    {"Để trống khóa và ghi tên mục ở cột column.",
     "Leave the key blank and name the entry in the column \"column\"."}};

inline constexpr ProblemKind change_without_effect{
    "change_without_effect",
    Severity::warning,
    {"Thay đổi này không đổi gì: {0} đã là \"{1}\".",
     "This change changes nothing: {0} already is \"{1}\"."},
    {"Xóa thay đổi, hoặc kiểm tra khóa, cột và giá trị.",
     "Remove the change, or check its key, column and value."}};

}  // namespace phanbo::input_problem
