#pragma once

#include "models/problem.hpp"

/// Problems of the scenarios of a plan.
namespace phanbo::input_problem {

inline constexpr ProblemKind scenario_code_unsafe{
    "scenario_code_unsafe",
    Severity::error,
    {"Mã phương án \"{0}\" không dùng làm tên thư mục được.",
     "The scenario code \"{0}\" cannot be the name of a folder."},
    {"Chỉ dùng chữ, số và . _ -, không bắt đầu bằng dấu chấm, tối đa {1} byte, và không dùng "
     "\"goc\", \"all\" (dành cho phương án gốc và cho tất cả).",
     "Use letters, digits and . _ - only, no dot in front, at most {1} bytes, and neither \"goc\" "
     "nor \"all\" (they mean the plan itself and all scenarios)."}};

inline constexpr ProblemKind scenario_given_twice{
    "scenario_given_twice",
    Severity::error,
    {"Phương án \"{0}\" có cả trong bảng scenarios và trong tệp \"{1}\".",
     "The scenario \"{0}\" is given both in the table scenarios and in the file \"{1}\"."},
    {"Giữ một nơi, hoặc đổi tên tệp.", "Keep one of them, or rename the file."}};

inline constexpr ProblemKind scenario_parent_unknown{
    "scenario_parent_unknown",
    Severity::error,
    {"Phương án cha \"{0}\" không có.", "There is no parent scenario \"{0}\"."},
    {"Dùng: {1}; để trống nếu sửa trực tiếp phương án gốc.",
     "Use: {1}; leave blank to change the plan itself."}};

inline constexpr ProblemKind scenario_parents_ring{
    "scenario_parents_ring",
    Severity::error,
    {"Các phương án là cha của nhau thành vòng: {0}.",
     "Scenarios are parents of one another in a ring: {0}."},
    {"Để một phương án trong vòng sửa trực tiếp phương án gốc (parent trống).",
     "Let one of them change the plan itself (blank parent)."}};

inline constexpr ProblemKind scenario_without_changes{
    "scenario_without_changes",
    Severity::warning,
    {"Phương án \"{0}\" không có thay đổi nào của riêng nó.",
     "The scenario \"{0}\" has no change of its own."},
    {"Thêm thay đổi, hoặc xóa phương án.", "Add a change, or remove the scenario."}};

inline constexpr ProblemKind change_without_column{
    "change_without_column",
    Severity::error,
    {"Thay đổi kiểu set phải nêu cột.", "A change of the kind set must name a column."},
    {"Điền column; muốn xóa cả dòng thì dùng action remove.",
     "Fill in column; to remove the whole row use the action remove."}};

inline constexpr ProblemKind change_remove_with_value{
    "change_remove_with_value",
    Severity::error,
    {"Xóa dòng (remove) không nhận cột hay giá trị.",
     "Removing a row (remove) takes no column and no value."},
    {"Để trống column và value; muốn xóa nội dung một ô thì dùng set với value trống.",
     "Leave column and value blank; to clear one field use set with a blank value."}};

}  // namespace phanbo::input_problem
