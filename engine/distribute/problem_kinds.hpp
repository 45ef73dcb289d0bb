#pragma once

#include "models/problem.hpp"

namespace phanbo::distribute_problems {

inline constexpr ProblemKind money_over_committed{
    "money_over_committed",
    Severity::error,
    {"Nguồn {0} năm {1}: dự phòng, số đã giao và bổ sung cho cấp dưới là {2} đồng, vượt số có {3} "
     "đồng.",
     "Source {0} in {1}: reserve, earlier decisions and supplements out come to {2} dong, but only "
     "{3} dong are available."},
    {"Giảm số đã giao (decided), dự phòng hoặc bổ sung, hoặc tăng số có của nguồn.",
     "Lower the decided amounts, the reserve or the supplements, or raise what the source has."}};

inline constexpr ProblemKind kept_money_over_available{
    "kept_money_over_available",
    Severity::error,
    {"Nguồn {0} năm {1}: tiền dành riêng {2} đồng vượt số còn được phân bổ {3} đồng.",
     "Source {0} in {1}: kept money of {2} dong exceeds the {3} dong left to distribute."},
    {"Giảm các dòng kept_money của nguồn này trong năm.",
     "Lower the kept_money rows of this source and year."}};

inline constexpr ProblemKind kept_money_behind_envelope{
    "kept_money_behind_envelope",
    Severity::error,
    {"Nguồn {0} năm {1} vừa có tiền dành riêng ({2}) vừa được chia thành hạn mức theo đơn vị.",
     "Source {0} in {1} has both kept money ({2}) and envelopes per unit."},
    {"Bỏ dòng kept_money, hoặc đưa số dành riêng vào first_amounts của công thức.",
     "Remove the kept_money row, or put the amount into first_amounts of the formula."}};

inline constexpr ProblemKind caps_cross{
    "caps_cross",
    Severity::error,
    {"Hai mức trần {0} và {1} giao nhau: có nhu cầu thuộc cả hai mà không trần nào nằm trọn trong "
     "trần kia.",
     "Caps {0} and {1} cross: some demands are in both, and neither cap contains the other."},
    {"Viết lại hai trần cho lồng nhau hoặc tách rời.", "Make the caps nested or separate."}};

inline constexpr ProblemKind whole_schedule_needs_rank_order{
    "whole_schedule_needs_rank_order",
    Severity::error,
    {"{0} chỉ bố trí trọn vẹn, nhưng lớp ưu tiên {1} chia theo quy tắc {2}.",
     "{0} is only paid as a whole, but class {1} shares by the rule {2}."},
    {"Đặt rule = in_rank_order cho lớp này, hoặc divisible = yes.",
     "Give the class rule = in_rank_order, or the item divisible = yes."}};

inline constexpr ProblemKind money_over_limit{
    "money_over_limit",
    Severity::error,
    {"Tổng các nguồn là {0} đồng, vượt giới hạn {1} đồng.",
     "All sources add up to {0} dong, over the limit of {1} dong."},
    {"Chia kế hoạch thành nhiều kế hoạch nhỏ hơn.", "Split the plan into smaller plans."}};

inline constexpr ProblemKind scores_too_fine{
    "scores_too_fine",
    Severity::error,
    {"Điểm của các nhu cầu trong lớp {0} có quá nhiều chữ số để chia theo điểm.",
     "The scores in class {0} have too many digits to share by points."},
    {"Làm tròn điểm, ví dụ còn 2 số lẻ.", "Round the scores, for example to 2 decimals."}};

inline constexpr ProblemKind local_share_too_fine{
    "local_share_too_fine",
    Severity::error,
    {"Tỷ lệ vốn địa phương của {0} viết thành phân số có mẫu số {1}, vượt {2}.",
     "The local share of {0} has the denominator {1}, over {2}."},
    {"Viết tỷ lệ với ít chữ số hơn.", "Write the share with fewer digits."}};

}  // namespace phanbo::distribute_problems
