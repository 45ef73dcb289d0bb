#include "engine/assess/problem_kinds.hpp"

#include <iterator>
#include <vector>

#include "engine/assess/assess.hpp"
#include "engine/criteria/compile.hpp"

namespace phanbo {

namespace assess_problems {

constexpr Severity error = Severity::error;

const ProblemKind no_law_row{
    "no_law_row",
    error,
    {"Không có quy định nào về \"{0}\" (khóa \"{1}\") có hiệu lực vào ngày {2}.",
     "No row of law for \"{0}\" (key \"{1}\") holds on {2}."},
    {"Thêm dòng có văn bản làm căn cứ vào bảng law_rows của kế hoạch, hoặc sửa năm, tháng của dòng "
     "này.",
     "Add a row with its document to the plan's table law_rows, or correct the year or months of "
     "this row."}};

const ProblemKind no_class_for_status{
    "no_class_for_status",
    error,
    {"Dự án \"{0}\" có tình trạng \"{1}\", nhưng không lớp ưu tiên nào nhận dự án có tình trạng "
     "này.",
     "The project \"{0}\" has the status \"{1}\", and no priority class serves it."},
    {"Ghi tình trạng này vào project_statuses của một lớp, hoặc ghi lớp riêng ở cột class của dự "
     "án.",
     "Name the status in project_statuses of a class, or give the project a class of its own."}};

const ProblemKind decided_item_without_demand{
    "decided_item_without_demand",
    error,
    {"Đã giao vốn cho \"{0}\" năm {1}, nhưng kế hoạch không có nhu cầu của mục này trong năm đó.",
     "Money was decided for \"{0}\" in {1}, but the plan has no need of it in that year."},
    {"Ghi nhu cầu của năm đó (ghi 0 nếu không còn nhu cầu), hoặc sửa mã, năm của số đã giao.",
     "Give the need of that year (0 if nothing is needed), or correct the item or the year."}};

const ProblemKind unit_is_not_atk{
    "unit_is_not_atk",
    error,
    {"{0} chưa có tình trạng an toàn khu (atk) vào ngày đầu tháng: {1}; nhóm \"{2}\" chưa áp dụng "
     "cho các tháng này.",
     "{0} does not have the status atk on the first day of: {1}; the group \"{2}\" does not apply "
     "to these months."},
    {"Thêm quyết định công nhận vào bảng statuses, hoặc để thẻ bắt đầu từ tháng sau ngày công "
     "nhận.",
     "Add the recognition to the table statuses, or let the cards begin in the month after it."}};

const ProblemKind central_class_not_known{
    "central_class_not_known",
    Severity::warning,
    {"Chưa biết địa phương thuộc mức hỗ trợ nào của ngân sách trung ương cho \"{0}\" năm {1}; số "
     "đề "
     "nghị trung ương hỗ trợ không được tính.",
     "The class of central support is not known for \"{0}\" in {1}; the claim on the centre is not "
     "computed."},
    {"Ghi central_class theo tỷ lệ điều tiết, hoặc own_central_share_percent nếu chính sách có tỷ "
     "lệ riêng.",
     "Give central_class by the rate remitted, or own_central_share_percent if the policy has its "
     "own."}};

const ProblemKind project_source_ceiling_spans_years{
    "project_source_ceiling_spans_years",
    error,
    {"Mức vốn {2} đồng của dự án \"{0}\" từ nguồn \"{1}\" tính chung cho các năm và thấp hơn nhu "
     "cầu {3} đồng.",
     "The ceiling of {2} dong for the project \"{0}\" from \"{1}\" spans the years and is below "
     "the need of {3} dong."},
    {"Chia mức vốn theo từng năm: mỗi năm một dòng, cộng lại không vượt mức chung.",
     "Split the ceiling: one row a year, together not above it."}};

const ProblemKind formula_without_points{
    "formula_without_points",
    error,
    {"Công thức của \"{0}\" năm {1}: tổng số điểm bằng 0 nên không chia được.",
     "The formula of \"{0}\" in {1}: all points add up to 0, so nothing can be shared."},
    {"Kiểm tra bảng criteria và indicators.", "Check the tables criteria and indicators."}};

const ProblemKind negative_points{
    "negative_points",
    error,
    {"\"{0}\" có tổng điểm âm ({1}) trong công thức của \"{2}\" năm {3}.",
     "\"{0}\" has negative points ({1}) in the formula of \"{2}\" in {3}."},
    {"Kiểm tra các điểm trừ trong bảng criteria và chỉ số của đơn vị.",
     "Check the negative points in criteria and the indicators of the unit."}};

const ProblemKind first_amount_outside_formula{
    "first_amount_outside_formula",
    error,
    {"\"{0}\" có số ấn định trước của \"{1}\" năm {2} nhưng không thuộc các đơn vị được chia.",
     "\"{0}\" has a first amount of \"{1}\" in {2}, but takes no part in that formula."},
    {"Bỏ dòng này, hoặc sửa parent, unit_kinds của công thức.",
     "Remove this row, or correct parent or unit_kinds of the formula."}};

const ProblemKind negative_formula_amount{
    "negative_formula_amount",
    error,
    {"\"{0}\" có số tiền âm ({1} đồng) trong công thức của \"{2}\" năm {3}.",
     "\"{0}\" has a negative amount ({1} dong) in the formula of \"{2}\" in {3}."},
    {"Kiểm tra các tiêu chí và chỉ số của đơn vị; nếu số âm là đúng quy định thì viết max(…; 0).",
     "Check the criteria and indicators of the unit; if it may fall below zero, write max(…; 0)."}};

const ProblemKind formula_floors_over_pool{
    "formula_floors_over_pool",
    error,
    {"Công thức của \"{0}\" năm {1}: mức sàn và mức trần không thể cùng giữ với {2} đồng đem chia.",
     "The formula of \"{0}\" in {1}: floors and caps cannot be kept with {2} dong to share."},
    {"Tăng số đem chia, hạ mức sàn (least), hoặc nâng mức trần (most) của đơn vị có trần dưới sàn.",
     "Raise the pool, lower the floors (least), or raise caps (most) that lie below the floor."}};

const ProblemKind over_limit{
    "over_limit",
    error,
    {"{0} = {1} vượt giới hạn {2}.", "{0} = {1} is over the limit {2}."},
    {"Kiểm tra lại số; nếu đúng, tách kế hoạch cho vừa giới hạn.",
     "Check the number; if it is right, divide the plan so that it fits."}};

const ProblemKind wrong_programme_kind{
    "wrong_programme_kind",
    error,
    {"Nhiệm vụ \"{0}\" thuộc loại {1}; bảng này dành cho loại {2}.",
     "The programme \"{0}\" is of kind {1}; this table is for {2}."},
    {"Sửa programme của dòng này hoặc kind của nhiệm vụ.",
     "Correct the programme of this row or the kind of the programme."}};

const ProblemKind entitlement_rule_missing{
    "entitlement_rule_missing",
    error,
    {"Chính sách \"{0}\" có người tham gia năm {1} nhưng không có quy tắc cho năm đó.",
     "The entitlement \"{0}\" has participants in {1} but no rule for that year."},
    {"Thêm dòng ({0}, {1}) vào {entitlement_rules|trang \"Quy tắc chính sách theo năm\"}.",
     "Add a row ({0}, {1}) to {entitlement_rules|the sheet \"Entitlement rules by year\"}."}};

const ProblemKind indicator_missing{
    "indicator_missing",
    error,
    {"Đơn vị \"{0}\" không có chỉ số \"{1}\" mà nhiệm vụ \"{2}\" cần (năm {3}).",
     "The unit \"{0}\" has no indicator \"{1}\", which the programme \"{2}\" needs (year {3})."},
    {"Thêm dòng ({0}, {1}) vào {indicators|trang \"Chỉ số\"}; ghi 0 nếu đúng là 0.",
     "Add a row ({0}, {1}) to {indicators|the sheet \"Indicators\"}; write 0 if it is 0."}};

const ProblemKind formula_pool_missing{
    "formula_pool_missing",
    error,
    {"Công thức theo điểm của \"{0}\" năm {1} không có số tiền đem chia.",
     "The points formula of \"{0}\" in {1} has no pool."},
    {"Ghi pool, hoặc lập hạn mức của đơn vị cấp trên từ cùng nguồn và năm.",
     "Give pool, or make an envelope of the unit above from the same source and year."}};

const ProblemKind formula_source_missing{
    "formula_source_missing",
    error,
    {"Hạn mức theo đơn vị của \"{0}\" năm {1} không nêu nguồn.",
     "The envelope of \"{0}\" in {1} names no source."},
    {"Ghi pool_source.", "Give pool_source."}};

const ProblemKind formula_without_units{
    "formula_without_units",
    error,
    {"Không có đơn vị nào trực thuộc \"{0}\" tham gia công thức của \"{1}\" năm {2}.",
     "No unit directly below \"{0}\" takes part in the formula of \"{1}\" in {2}."},
    {"Kiểm tra parent, unit_kinds và ngày tồn tại của các đơn vị.",
     "Check parent, unit_kinds and the dates of the units."}};

const ProblemKind number_looks_grouped{
    "number_looks_grouped",
    Severity::warning,
    {"\"{0}\" ở cột {1} được đọc là một số thập phân (dấu chấm là dấu thập phân), không phải {2}.",
     "\"{0}\" in column {1} is read as a decimal (the point is a decimal point), not as {2}."},
    {"Nếu là {2} thì ghi liền {2}.", "If it is {2}, write {2}."}};

const ProblemKind per_is_zero{
    "per_is_zero",
    error,
    {"Tiêu chí \"{0}\": \"cứ mỗi\" bằng 0.", "The criterion \"{0}\": \"for every\" is 0."},
    {"Ghi một số lớn hơn 0.", "Write a number above 0."}};

const ProblemKind first_amounts_over_pool{
    "first_amounts_over_pool",
    error,
    {"Số ấn định trước của \"{0}\" năm {1} cộng lại {2}, số đem chia chỉ {3}.",
     "The first amounts of \"{0}\" in {1} add up to {2}; the pool is {3}."},
    {"Giảm số ấn định trước hoặc sửa pool.", "Reduce the first amounts or correct pool."}};

}  // namespace assess_problems

std::span<const ProblemKind* const> assess_problem_kinds() {
  using namespace assess_problems;
  static const ProblemKind* const kinds[] = {&no_law_row,
                                             &no_class_for_status,
                                             &decided_item_without_demand,
                                             &unit_is_not_atk,
                                             &central_class_not_known,
                                             &project_source_ceiling_spans_years,
                                             &formula_without_points,
                                             &negative_points,
                                             &first_amount_outside_formula,
                                             &negative_formula_amount,
                                             &formula_floors_over_pool,
                                             &number_looks_grouped};
  static const std::vector<const ProblemKind*> all = [] {
    std::vector<const ProblemKind*> joined(std::begin(kinds), std::end(kinds));
    const auto of_criteria = criteria_problem_kinds();
    joined.insert(joined.end(), of_criteria.begin(), of_criteria.end());
    return joined;
  }();
  return all;
}

}  // namespace phanbo
