#pragma once

#include "models/problem.hpp"

namespace phanbo::output_problems {

inline constexpr ProblemKind cannot_write = {
    "cannot_write",
    Severity::error,
    {"Không ghi được {0}: {1}.", "Cannot write {0}: {1}."},
    {"Kiểm tra dung lượng đĩa và quyền ghi rồi chạy lại; kết quả cũ, nếu có, còn nguyên.",
     "Check disk space and permissions, then run again; earlier results, if any, are untouched."}};

inline constexpr ProblemKind folder_has_foreign_files = {
    "folder_has_foreign_files",
    Severity::error,
    {"Thư mục {0} có tệp không do chương trình tạo ra: {1}.",
     "The folder {0} holds files that this program did not make: {1}."},
    {"Chọn thư mục khác với -o, hoặc tự chuyển các tệp đó đi nơi khác.",
     "Name another folder with -o, or move those files elsewhere yourself."}};

inline constexpr ProblemKind folder_is_a_file = {
    "folder_is_a_file",
    Severity::error,
    {"{0} là một tệp, không phải thư mục.", "{0} is a file, not a folder."},
    {"Chọn tên thư mục khác với -o.", "Name another folder with -o."}};

inline constexpr ProblemKind parent_folder_missing = {
    "parent_folder_missing",
    Severity::error,
    {"Không có thư mục {0} để đặt kết quả vào.", "There is no folder {0} to put the results in."},
    {"Tạo thư mục đó trước, hoặc chọn nơi khác với -o.",
     "Make that folder first, or name another place with -o."}};

inline constexpr ProblemKind folder_is_current = {
    "folder_is_current",
    Severity::error,
    {"{0} là thư mục đang làm việc; kết quả được thay trọn thư mục nên không đặt ở đây được.",
     "{0} is the current folder; results replace their folder as a whole, so they cannot go here."},
    {"Chọn một thư mục con với -o, ví dụ -o ket-qua.",
     "Name a folder inside it with -o, such as -o results."}};

}  // namespace phanbo::output_problems
