#pragma once

#include "models/problem.hpp"

namespace phanbo::choose_problems {

inline constexpr ProblemKind choice_impossible{
    "choice_impossible",
    Severity::error,
    {"Lớp \"{0}\": không có cách chọn nào giữ được tất cả các điều sau: {1}. Số vốn thêm ít nhất "
     "để giữ được mọi điều: {2} đồng.",
     "Class \"{0}\": no choice keeps all of the following: {1}. Least extra money with which all "
     "can be kept: {2} dong."},
    {"Bỏ hoặc nới một trong các điều đó; bỏ bất kỳ điều nào thì các điều còn lại giữ được.",
     "Drop or loosen one of them; without any one the others can be kept."}};

inline constexpr ProblemKind choice_needs_by_class{
    "choice_needs_by_class",
    Severity::error,
    {"Lớp \"{0}\" chọn theo tổng giá trị, nhưng kế hoạch phục vụ từng năm (class_order: by_year).",
     "Class \"{0}\" chooses by value, but the plan serves year by year (class_order: by_year)."},
    {"Dùng class_order: by_class, hoặc quy tắc in_rank_order cho lớp này.",
     "Use class_order: by_class, or the rule in_rank_order for this class."}};

inline constexpr ProblemKind choice_not_found{
    "choice_not_found",
    Severity::error,
    {"Lớp \"{0}\": chưa tìm được cách chọn nào giữ mọi điều kiện trong giới hạn tính toán {1}, và "
     "cũng "
     "chưa chứng minh được là không có.",
     "Class \"{0}\": within the work limit {1} no choice was found that keeps everything, nor was "
     "it "
     "proved that there is none."},
    {"Tăng --work-limit, hoặc nới bớt các điều kiện bắt buộc.",
     "Raise --work-limit, or loosen what must be kept."}};

}  // namespace phanbo::choose_problems
