#include "engine/criteria/problem_kinds.hpp"

#include "engine/criteria/compile.hpp"

namespace phanbo {

namespace criteria_problems {

constexpr Severity error = Severity::error;

const ProblemKind expression_malformed{
    "expression_malformed",
    error,
    {"Biểu thức \"{0}\" của \"{1}\" không đọc được từ ký tự thứ {3}: \"{2}\".",
     "The expression \"{0}\" of \"{1}\" cannot be read from character {3} on: \"{2}\"."},
    {"Viết như trong nghị quyết: + - * / ^, ngoặc, số; các giá trị trong hàm cách nhau bằng \";\".",
     "Write it as the resolution does: + - * / ^, brackets, numbers; arguments are separated by "
     "\";\"."}};

const ProblemKind expression_name_unknown{
    "expression_name_unknown",
    error,
    {"\"{0}\" nhắc đến \"{1}\", nhưng không có tiêu chí, tham số hay chỉ số nào tên như vậy.",
     "\"{0}\" names \"{1}\", but there is no such criterion, parameter or indicator."},
    {"Tên gần giống: {2}. Sửa tên, thêm dòng còn thiếu, hoặc viết dấu cách hai bên dấu trừ.",
     "Names like it: {2}. Correct the name, add the missing row, or put spaces around the minus "
     "sign."}};

const ProblemKind expression_function_unknown{
    "expression_function_unknown",
    error,
    {"\"{0}\" dùng hàm \"{1}\" mà chương trình không có.",
     "\"{0}\" uses the function \"{1}\", which does not exist."},
    {"Hàm gần giống: {2}; các hàm có sẵn nêu trong docs/criteria.md.",
     "Functions like it: {2}; all are listed in docs/criteria.md."}};

const ProblemKind expression_arguments{
    "expression_arguments",
    error,
    {"\"{0}\": hàm \"{1}\" cần {2} giá trị.", "\"{0}\": the function \"{1}\" takes {2} values."},
    {"Sửa các giá trị trong ngoặc; xem docs/criteria.md.",
     "Correct what stands in the brackets; see docs/criteria.md."}};

const ProblemKind expression_not_constant{
    "expression_not_constant",
    error,
    {"\"{0}\": \"{1}\" phải như nhau cho mọi đơn vị, nhưng lại phụ thuộc từng đơn vị.",
     "\"{0}\": \"{1}\" must be the same for all units, but it depends on the unit."},
    {"Chỉ dùng số, tham số và tổng trên mọi đơn vị (sum, average, …).",
     "Use only numbers, parameters and values over all units (sum, average, …)."}};

const ProblemKind measures_differ{
    "measures_differ",
    error,
    {"\"{0}\": không thể cộng, so sánh hay gán {1} với {2}.",
     "\"{0}\": {1} cannot be added to, compared with or given for {2}."},
    {"Sửa biểu thức, hoặc ghi đúng đơn vị đo ở measure.",
     "Correct the expression, or give the right measure."}};

const ProblemKind measure_malformed{
    "measure_malformed",
    error,
    {"\"{0}\": \"{1}\" không phải là đơn vị đo.", "\"{0}\": \"{1}\" is no measure."},
    {"Ghi như dong, people, km2, dong/people; để trống nếu là số thuần.",
     "Write it like dong, people, km2, dong/people; leave it blank for a plain number."}};

const ProblemKind criterion_circle{
    "criterion_circle",
    error,
    {"Các tiêu chí tính vòng quanh: {0}.", "The criteria go round in a circle: {0}."},
    {"Bỏ vòng; nếu nghị quyết quy định tỷ lệ tính trên tổng có cả nó, ghi circular = yes ở tiêu "
     "chí "
     "đó.",
     "Break the circle; if the resolution takes a percentage of a total that contains it, write "
     "circular = yes at that criterion."}};

const ProblemKind circle_not_solvable{
    "circle_not_solvable",
    error,
    {"Tiêu chí tự chứa \"{0}\" không giải được đúng ở đơn vị \"{1}\".",
     "The criterion \"{0}\", which contains itself, has no exact solution for the unit \"{1}\"."},
    {"Trong vòng chỉ dùng cộng, trừ, nhân chia với số; làm tròn ở tiêu chí bên ngoài.",
     "Inside the circle only add, subtract, multiply and divide by numbers; round in a criterion "
     "outside."}};

const ProblemKind circle_refused{
    "circle_refused",
    error,
    {"Tiêu chí tự chứa \"{0}\" không được có digits, least, most hoặc tính trên mọi đơn vị.",
     "The criterion \"{0}\" contains itself: it may have no digits, least or most and nothing over "
     "all units."},
    {"Làm tròn hoặc chặn mức ở một tiêu chí khác dùng đến nó.",
     "Round or limit it in another criterion that uses it."}};

const ProblemKind division_by_zero{
    "division_by_zero",
    error,
    {"\"{0}\" chia cho 0 ở đơn vị \"{1}\".", "\"{0}\" divides by 0 for the unit \"{1}\"."},
    {"Kiểm tra chỉ số của đơn vị, hoặc viết if(mẫu số = 0; …; …).",
     "Check the indicators of the unit, or write if(divisor = 0; …; …)."}};

const ProblemKind bands_overlap{
    "bands_overlap",
    error,
    {"Hai bậc của \"{0}\" chồng lên nhau tại {1}.", "Two bands of \"{0}\" overlap at {1}."},
    {"Sửa from, to, ends để mỗi giá trị chỉ thuộc một bậc.",
     "Correct from, to and ends so that every value lies in one band only."}};

const ProblemKind bands_gap{
    "bands_gap",
    error,
    {"Giữa hai bậc của \"{0}\" có khoảng trống tại {1}.",
     "There is a gap between two bands of \"{0}\" at {1}."},
    {"Sửa from, to, ends để mọi giá trị ở giữa đều thuộc một bậc.",
     "Correct from, to and ends so that every value between lies in a band."}};

const ProblemKind band_value_missing{
    "band_value_missing",
    error,
    {"Một bậc của \"{0}\" thiếu {1}.", "A band of \"{0}\" has no {1}."},
    {"Ghi giá trị còn thiếu; cách ghi nêu trong docs/criteria.md.",
     "Give the missing value; see docs/criteria.md."}};

const ProblemKind criterion_value_missing{
    "criterion_value_missing",
    error,
    {"Tiêu chí \"{0}\" loại {1} thiếu {2}.", "The criterion \"{0}\" of kind {1} has no {2}."},
    {"Ghi giá trị còn thiếu; cách ghi nêu trong docs/criteria.md.",
     "Give the missing value; see docs/criteria.md."}};

const ProblemKind criterion_unknown{
    "criterion_unknown",
    error,
    {"Công thức của \"{0}\" nhắc đến tiêu chí \"{1}\" không có trong năm {2}.",
     "The formula of \"{0}\" names the criterion \"{1}\", which does not exist in {2}."},
    {"Sửa tên hoặc thêm tiêu chí.", "Correct the name or add the criterion."}};

const ProblemKind two_classes_apply{
    "two_classes_apply",
    error,
    {"Đơn vị \"{1}\" thuộc hai loại của tiêu chí \"{0}\".",
     "The unit \"{1}\" belongs to two classes of the criterion \"{0}\"."},
    {"Sửa bảng statuses, hoặc đổi kind thành highest hay bonus.",
     "Correct the table statuses, or change kind to highest or bonus."}};

const ProblemKind rule_rows_overlap{
    "rule_rows_overlap",
    error,
    {"\"{0}\" có hai dòng cùng áp dụng cho năm {1}.", "\"{0}\" has two rows that apply in {1}."},
    {"Sửa first_year, last_year hoặc reading để mỗi năm chỉ còn một dòng.",
     "Correct first_year, last_year or reading so that each year has one row."}};

const ProblemKind rule_too_deep{
    "rule_too_deep",
    error,
    {"\"{0}\" dựa trên quá {1} tiêu chí nối tiếp nhau.",
     "\"{0}\" rests on a chain of more than {1} criteria."},
    {"Gộp bớt các tiêu chí trung gian.", "Join some of the criteria in between."}};

const ProblemKind two_totals{
    "two_totals",
    error,
    {"Nhiệm vụ \"{0}\" năm {1} có hai tiêu chí role = total: \"{2}\" và \"{3}\".",
     "The programme \"{0}\" has two criteria with role = total in {1}: \"{2}\" and \"{3}\"."},
    {"Chỉ để một tiêu chí là total.", "Leave one of them."}};

const ProblemKind value_missing_for_unit{
    "value_missing_for_unit",
    error,
    {"\"{0}\" cần {2} của đơn vị \"{1}\", nhưng kế hoạch không có.",
     "\"{0}\" needs {2} of the unit \"{1}\", which the plan does not give."},
    {"Thêm dòng còn thiếu; ghi 0 nếu đúng là 0.", "Add the missing row; write 0 if it is 0."}};

}  // namespace criteria_problems

std::span<const ProblemKind* const> criteria_problem_kinds() {
  using namespace criteria_problems;
  static const ProblemKind* const kinds[] = {&expression_malformed,
                                             &expression_name_unknown,
                                             &expression_function_unknown,
                                             &expression_arguments,
                                             &expression_not_constant,
                                             &measures_differ,
                                             &measure_malformed,
                                             &criterion_circle,
                                             &circle_not_solvable,
                                             &circle_refused,
                                             &division_by_zero,
                                             &bands_overlap,
                                             &bands_gap,
                                             &band_value_missing,
                                             &criterion_value_missing,
                                             &criterion_unknown,
                                             &two_classes_apply,
                                             &two_totals,
                                             &rule_rows_overlap,
                                             &rule_too_deep,
                                             &value_missing_for_unit};
  return kinds;
}

}  // namespace phanbo
