#include "engine/assess/problem_kinds.hpp"

#include <iterator>

#include "engine/assess/assess.hpp"

namespace phanbo {

namespace assess_problems {

constexpr Severity error = Severity::error;

const ProblemKind no_law_row{"no_law_row",
                             error,
                             {"không có quy định nào về \"{0}\", khóa \"{1}\", vào ngày {2}",
                              "no row of law for \"{0}\", key \"{1}\", holds on {2}"},
                             {"thêm một dòng vào bảng law_rows của kế hoạch (có văn bản làm căn "
                              "cứ), hoặc sửa năm, tháng của "
                              "dòng này",
                              "add a row to the plan's table law_rows (with its document), or "
                              "correct the year or the months "
                              "of this row"}};

const ProblemKind no_class_for_status{
    "no_class_for_status",
    error,
    {"dự án \"{0}\" có tình trạng \"{1}\" nhưng không mức ưu tiên nào nhận dự án có tình trạng này",
     "project \"{0}\" has status \"{1}\", and no priority class serves that status"},
    {"ghi tình trạng này vào cột project_statuses của một dòng trong bảng classes, hoặc ghi mức ưu "
     "tiên ở cột class của dự án",
     "name the status in project_statuses of a row of classes, or give the project a class of its "
     "own"}};

const ProblemKind decided_item_without_demand{
    "decided_item_without_demand",
    error,
    {"đã giao vốn cho \"{0}\" năm {1}, nhưng kế hoạch không có nhu cầu của mục này trong năm đó",
     "money was decided for \"{0}\" in {1}, but the plan has no need of that item in that year"},
    {"ghi nhu cầu của năm đó (ghi 0 nếu không còn nhu cầu), hoặc sửa mã, năm của số đã giao",
     "enter the need of that year (0 where nothing is needed), or correct the item or year of the "
     "decided amount"}};

const ProblemKind unit_is_not_atk{
    "unit_is_not_atk",
    error,
    {"{0} chưa được công nhận là xã, phường an toàn khu (ATK) vào ngày đầu các tháng: {1}; nhóm "
     "\"{2}\" không áp dụng cho các tháng này",
     "{0} does not have the status atk on the first day of: {1}; group \"{2}\" does not apply in "
     "these months"},
    {"bổ sung quyết định công nhận vào bảng statuses (tình trạng atk), hoặc cho thẻ bắt đầu từ "
     "tháng "
     "sau ngày công nhận",
     "enter the recognition in statuses (status atk), or let the cards begin in the month after "
     "it"}};

const ProblemKind central_class_not_known{
    "central_class_not_known",
    Severity::warning,
    {"chưa biết địa phương thuộc mức hỗ trợ nào của ngân sách trung ương cho \"{0}\" năm {1}; "
     "không "
     "tính được số đề nghị trung ương hỗ trợ",
     "the province's class of central support is not known for \"{0}\" in {1}; the claim on the "
     "central budget is not computed"},
    {"ghi cột central_class theo tỷ lệ điều tiết của địa phương, hoặc own_central_share_percent "
     "nếu "
     "chính sách có tỷ lệ riêng",
     "enter central_class by the rate the province remits, or own_central_share_percent where the "
     "policy has a share of its own"}};

const ProblemKind no_entitlement_rule{
    "no_entitlement_rule",
    error,
    {"có người tham gia của \"{0}\" năm {1} nhưng bảng entitlement_rules không có dòng cho năm đó",
     "\"{0}\" has participants in {1}, but entitlement_rules has no row for that year"},
    {"thêm dòng cho năm {1} vào bảng entitlement_rules, nêu các nhóm chương trình này chi trả",
     "add a row for {1} to entitlement_rules that names the groups the programme pays for"}};

const ProblemKind row_of_other_kind{
    "row_of_other_kind",
    error,
    {"bảng {0} có dòng của \"{1}\", là nhiệm vụ loại {2}; bảng này chỉ dành cho loại {3}",
     "table {0} has a row of \"{1}\", a programme of kind {2}; the table is for kind {3}"},
    {"chuyển dòng sang nhiệm vụ đúng loại, hoặc sửa cột kind của nhiệm vụ",
     "move the row to a programme of the right kind, or correct the programme's kind"}};

const ProblemKind project_source_ceiling_spans_years{
    "project_source_ceiling_spans_years",
    error,
    {"mức vốn {2} đồng của dự án \"{0}\" từ nguồn \"{1}\" tính chung cho các năm và thấp hơn nhu "
     "cầu "
     "{3} đồng",
     "the ceiling of {2} dong for project \"{0}\" from source \"{1}\" spans the years and is below "
     "the need of {3} dong"},
    {"chia mức vốn theo từng năm (mỗi năm một dòng, tổng không vượt mức chung)",
     "split the ceiling by year (one row a year, together not above the ceiling)"}};

const ProblemKind over_limit{
    "over_limit",
    error,
    {"giá trị {0} ({1}) vượt giới hạn {2}", "the value {0} ({1}) is beyond the limit of {2}"},
    {"kiểm tra đơn vị tính và các số liệu đầu vào, hoặc tách kế hoạch",
     "check the units of the amounts and the inputs, or split the plan"}};

const ProblemKind no_indicator_value{
    "no_indicator_value",
    error,
    {"đơn vị {0} chưa có chỉ số \"{1}\" mà công thức của \"{2}\" cần",
     "unit {0} has no indicator \"{1}\", which the formula of \"{2}\" needs"},
    {"thêm chỉ số vào bảng indicators (ghi 0 nếu không có)",
     "add the indicator to the table indicators (0 where there is none)"}};

const ProblemKind formula_without_pool{
    "formula_without_pool",
    error,
    {"công thức của \"{0}\" năm {1} chia theo điểm nhưng không có số tiền đem chia",
     "the formula of \"{0}\" for {1} shares by points, but has no pool"},
    {"ghi cột pool, hoặc để đơn vị cấp trên có hạn mức từ cùng nguồn và năm",
     "enter the pool, or give the unit above an envelope of the same source and year"}};

const ProblemKind formula_without_units{
    "formula_without_units",
    error,
    {"công thức của \"{0}\" năm {1}: không có đơn vị nào trực thuộc {2} để chia",
     "the formula of \"{0}\" for {1}: no unit below {2} takes part"},
    {"kiểm tra cột parent, unit_kinds và ngày tồn tại của các đơn vị",
     "check parent, unit_kinds and the dates of the units"}};

const ProblemKind formula_without_points{
    "formula_without_points",
    error,
    {"công thức của \"{0}\" năm {1}: tổng số điểm bằng 0 nên không chia được",
     "the formula of \"{0}\" for {1}: all points together are 0, so nothing can be shared"},
    {"kiểm tra bảng criteria và indicators", "check the tables criteria and indicators"}};

const ProblemKind negative_points{
    "negative_points",
    error,
    {"{0} có tổng điểm âm ({1}) theo công thức của \"{2}\" năm {3}",
     "{0} has negative points ({1}) by the formula of \"{2}\" for {3}"},
    {"kiểm tra các điểm trừ trong bảng criteria và chỉ số của đơn vị",
     "check negative points in criteria and the indicators of the unit"}};

const ProblemKind criterion_divides_by_zero{
    "criterion_divides_by_zero",
    error,
    {"tiêu chí \"{1}\" của \"{0}\" ghi \"cứ mỗi 0\"",
     "criterion \"{1}\" of \"{0}\" says \"for every 0\""},
    {"ghi số dương vào cột per", "enter a positive number in per"}};

const ProblemKind first_amounts_exceed_pool{
    "first_amounts_exceed_pool",
    error,
    {"công thức của \"{0}\" năm {1}: các khoản ấn định trước {2} đồng vượt số đem chia {3} đồng",
     "the formula of \"{0}\" for {1}: the first amounts of {2} dong exceed the pool of {3} dong"},
    {"giảm các khoản trong bảng first_amounts hoặc tăng số đem chia",
     "lower the rows of first_amounts or raise the pool"}};

const ProblemKind first_amount_outside_formula{
    "first_amount_outside_formula",
    error,
    {"{0} có khoản ấn định trước của \"{1}\" năm {2} nhưng không thuộc các đơn vị được chia",
     "{0} has a first amount of \"{1}\" in {2}, but takes no part in that formula"},
    {"bỏ khoản này, hoặc sửa cột parent, unit_kinds của công thức",
     "remove the amount, or correct parent or unit_kinds of the formula"}};

const ProblemKind envelope_without_source{
    "envelope_without_source",
    error,
    {"công thức của \"{0}\" năm {1} tạo hạn mức theo đơn vị nhưng không nêu nguồn",
     "the formula of \"{0}\" for {1} makes envelopes but names no source"},
    {"ghi nguồn vào cột pool_source", "name the source in pool_source"}};

}  // namespace assess_problems

std::span<const ProblemKind* const> assess_problem_kinds() {
  using namespace assess_problems;
  static const ProblemKind* const kinds[] = {&no_law_row,
                                             &no_class_for_status,
                                             &decided_item_without_demand,
                                             &unit_is_not_atk,
                                             &central_class_not_known,
                                             &no_entitlement_rule,
                                             &row_of_other_kind,
                                             &project_source_ceiling_spans_years,
                                             &over_limit,
                                             &no_indicator_value,
                                             &formula_without_pool,
                                             &formula_without_units,
                                             &formula_without_points,
                                             &negative_points,
                                             &criterion_divides_by_zero,
                                             &first_amounts_exceed_pool,
                                             &first_amount_outside_formula,
                                             &envelope_without_source};
  return kinds;
}

}  // namespace phanbo
