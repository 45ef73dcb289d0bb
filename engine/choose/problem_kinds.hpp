#pragma once

#include "models/problem.hpp"

namespace phanbo::choose_problems {

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

inline constexpr ProblemKind choice_too_large{
    "choice_too_large",
    Severity::error,
    {"Lớp \"{0}\": tổng giá trị hoặc tổng số tiền nhân với số đo quá lớn để tính bằng số nguyên.",
     "Class \"{0}\": sums of values, or of amounts times measures, are too large for whole "
     "numbers."},
    {"Dùng ít chữ số thập phân hơn cho điểm, giá trị, số đo.",
     "Use fewer decimals for scores, values and measures."}};

}  // namespace phanbo::choose_problems
