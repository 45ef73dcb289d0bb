#include "cli/usage_problems.hpp"

namespace phanbo {

const ProblemKind unknown_command = {"unknown_command",
                                     Severity::error,
                                     {"Không có lệnh \"{0}\".", "There is no command \"{0}\"."},
                                     {"{1}", "{1}"}};
const ProblemKind unknown_option = {
    "unknown_option",
    Severity::error,
    {"Lệnh {1} không có lựa chọn {0}.", "Command {1} has no option {0}."},
    {"{2}", "{2}"}};
const ProblemKind option_needs_value = {
    "option_needs_value",
    Severity::error,
    {"Lựa chọn {0} cần một giá trị.", "Option {0} needs a value."},
    {"Viết {0} {1}.", "Write {0} {1}."}};
const ProblemKind option_takes_no_value = {
    "option_takes_no_value",
    Severity::error,
    {"Lựa chọn {0} không nhận giá trị.", "Option {0} takes no value."},
    {"Chỉ viết {0}.", "Write {0} alone."}};
const ProblemKind repeated_option = {"repeated_option",
                                     Severity::error,
                                     {"Lựa chọn {0} viết hai lần.", "Option {0} is given twice."},
                                     {"Giữ lại một lần.", "Keep one of them."}};
const ProblemKind missing_option = {
    "missing_option",
    Severity::error,
    {"Lệnh {1} thiếu lựa chọn {0}.", "Command {1} lacks option {0}."},
    {"Thêm {0}; xem phanbo help {1}.", "Add {0}; see phanbo help {1}."}};
const ProblemKind bad_option_value = {
    "bad_option_value",
    Severity::error,
    {"{0} không nhận giá trị \"{1}\".", "{0} does not take the value \"{1}\"."},
    {"Dùng {2}.", "Use {2}."}};
const ProblemKind missing_argument = {
    "missing_argument",
    Severity::error,
    {"Lệnh {1} thiếu {0}.", "Command {1} lacks {0}."},
    {"Thêm {0}; xem phanbo help {1}.", "Add {0}; see phanbo help {1}."}};
const ProblemKind unexpected_argument = {
    "unexpected_argument",
    Severity::error,
    {"Lệnh {1} không nhận thêm \"{0}\".", "Command {1} takes no further \"{0}\"."},
    {"Bỏ \"{0}\"; xem phanbo help {1}.", "Leave out \"{0}\"; see phanbo help {1}."}};
const ProblemKind bad_argument_value = {
    "bad_argument_value",
    Severity::error,
    {"{0} không nhận giá trị \"{1}\".", "{0} does not take the value \"{1}\"."},
    {"Dùng {2}.", "Use {2}."}};
const ProblemKind unknown_example = {
    "unknown_example",
    Severity::error,
    {"Không có ví dụ \"{0}\".", "There is no example \"{0}\"."},
    {"Dùng một trong các ví dụ: {1}.", "Use one of the examples: {1}."}};
const ProblemKind unknown_schema = {"unknown_schema",
                                    Severity::error,
                                    {"Không có bảng \"{0}\".", "There is no table \"{0}\"."},
                                    {"{1}", "{1}"}};
const ProblemKind no_such_law_topic = {
    "no_such_law_topic",
    Severity::error,
    {"Không có chủ đề luật \"{0}\".", "There is no topic of law \"{0}\"."},
    {"{1}", "{1}"}};
const ProblemKind no_such_law_key = {
    "no_such_law_key",
    Severity::error,
    {"Chủ đề {0} không có mục \"{1}\".", "Topic {0} has no key \"{1}\"."},
    {"{2}", "{2}"}};
const ProblemKind no_law_on_date = {
    "no_law_on_date",
    Severity::error,
    {"Không có dòng nào của {0} có hiệu lực ngày {1}.", "No row of {0} is in force on {1}."},
    {"Xem các ngày bằng phanbo law show {0}.", "See the dates with phanbo law show {0}."}};
const ProblemKind unknown_result_line = {
    "unknown_result_line",
    Severity::error,
    {"Kết quả không có mã \"{0}\".", "The result has no code \"{0}\"."},
    {"{1}", "{1}"}};
const ProblemKind result_changed = {
    "result_changed",
    Severity::error,
    {"Dòng {0} ghi {1} đồng nhưng tính lại từ kế hoạch niêm phong ra {2} đồng: kết quả đã bị sửa "
     "hoặc do bản chương trình khác ghi.",
     "Line {0} says {1} dong, but the sealed plan gives {2} dong: the result was changed by hand "
     "or written by another version."},
    {"Chạy lại phanbo allocate; không dùng kết quả này.",
     "Run phanbo allocate again; do not use this result."}};
const ProblemKind bound_not_proved = {
    "bound_not_proved",
    Severity::error,
    {"Chứng minh ghi trong tệp, cộng lại từ kế hoạch niêm phong, không cho ra cận {1} của {0}: kết "
     "quả đã bị sửa hoặc do bản chương trình khác ghi.",
     "The proof in the file, added up again from the sealed plan, does not give the bound {1} of "
     "{0}: the result was changed by hand or written by another version."},
    {"Chạy lại phanbo allocate; không dùng kết quả này.",
     "Run phanbo allocate again; do not use this result."}};
const ProblemKind not_a_result = {
    "not_a_result",
    Severity::error,
    {"Đây không phải thư mục kết quả dùng được: {0}.", "This is not a usable result folder: {0}."},
    {"Đưa thư mục mà phanbo allocate -o đã ghi.",
     "Name the folder that phanbo allocate -o wrote."}};
const ProblemKind figure_without_derivation = {
    "figure_without_derivation",
    Severity::error,
    {"\"{0}\" không phải một số, nên không có cây căn cứ tính.",
     "\"{0}\" is no number, so it has no derivation."},
    {"Hỏi một số khác của cùng nội dung, ví dụ số tiền của quý đó.",
     "Ask for another figure of the same matter, such as the amount of that quarter."}};
const ProblemKind unknown_input = {
    "unknown_input",
    Severity::error,
    {"Kế hoạch không có số liệu \"{0}\".", "The plan has no input \"{0}\"."},
    {"{1}", "{1}"}};
const ProblemKind too_many_results = {
    "too_many_results",
    Severity::error,
    {"So sánh {0} kết quả một lần; nhiều nhất là {1}.", "{0} results at once; the most is {1}."},
    {"Chia thành nhiều lần so sánh với cùng một gốc.",
     "Compare them in several runs against the same base."}};
const ProblemKind example_folder_not_empty = {
    "example_folder_not_empty",
    Severity::error,
    {"Đã có tệp ở đây nên không chép ví dụ vào.",
     "Something is already here; the example is not copied."},
    {"Chọn một thư mục mới hoặc còn trống.", "Name a folder that is new or empty."}};
const ProblemKind cannot_write_example = {
    "cannot_write_example",
    Severity::error,
    {"Không ghi được ví dụ: {0}.", "The example cannot be written: {0}."},
    {"Chọn thư mục khác hoặc xin quyền ghi.", "Name another folder, or get leave to write there."}};
const ProblemKind cannot_print = {
    "cannot_print",
    Severity::error,
    {"Không in được kết quả ra đầu ra chuẩn: {0}.", "The result cannot be printed: {0}."},
    {"Kiểm tra chỗ trống của đĩa, hoặc nơi đầu ra được chuyển tới.",
     "Check for room on the disk and where the output goes."}};
const ProblemKind output_is_plan_folder = {
    "output_is_plan_folder",
    Severity::error,
    {"Thư mục kết quả {0} trùng, nằm trong hoặc chứa thư mục kế hoạch {1}.",
     "The output folder {0} is, lies in or holds the plan folder {1}."},
    {"Chọn một thư mục khác sau -o.", "Name another folder after -o."}};

const ProblemKind unknown_scenario = {
    "unknown_scenario",
    Severity::error,
    {"Kế hoạch {1} không có phương án \"{0}\".", "The plan {1} has no scenario \"{0}\"."},
    {"Dùng: {2}; all là tất cả.", "Use: {2}; all stands for every one."}};

const ProblemKind not_a_workbook_name = {
    "not_a_workbook_name",
    Severity::error,
    {"\"{0}\" không phải tên một sổ tính.", "\"{0}\" is not the name of a workbook."},
    {"Đặt tên kết thúc bằng .xlsx.", "End the name with .xlsx."}};
const ProblemKind file_is_there = {
    "file_is_there",
    Severity::error,
    {"Đã có tệp ở đây nên không ghi đè.", "Something is already here; it is not overwritten."},
    {"Chọn tên khác; sổ tính cũ thì có thể thêm --overwrite để thay.",
     "Choose another name; an old workbook may be replaced with --overwrite."}};
const ProblemKind marked_needs_workbook = {
    "marked_needs_workbook",
    Severity::error,
    {"--marked chỉ dùng khi kế hoạch là sổ tính; {0} không phải.",
     "--marked is for a plan in a workbook; {0} is none."},
    {"Bỏ --marked; hoặc phanbo convert {0} -o TỆP.xlsx trước.",
     "Leave out --marked; or phanbo convert {0} -o FILE.xlsx first."}};
const ProblemKind marked_over_plan = {
    "marked_over_plan",
    Severity::error,
    {"Bản đánh dấu không được ghi đè chính kế hoạch.",
     "The marked copy may not replace the plan itself."},
    {"Đặt tên khác sau --marked.", "Give another name after --marked."}};

std::span<const ProblemKind* const> usage_problem_kinds() {
  static constexpr const ProblemKind* kinds[] = {&unknown_command,       &unknown_option,
                                                 &option_needs_value,    &option_takes_no_value,
                                                 &repeated_option,       &missing_option,
                                                 &bad_option_value,      &missing_argument,
                                                 &unexpected_argument,   &bad_argument_value,
                                                 &unknown_example,       &unknown_schema,
                                                 &no_such_law_topic,     &no_such_law_key,
                                                 &no_law_on_date,        &unknown_result_line,
                                                 &result_changed,        &not_a_result,
                                                 &too_many_results,      &figure_without_derivation,
                                                 &unknown_input,         &example_folder_not_empty,
                                                 &cannot_write_example,  &cannot_print,
                                                 &output_is_plan_folder, &unknown_scenario,
                                                 &not_a_workbook_name,   &file_is_there,
                                                 &marked_needs_workbook, &marked_over_plan,
                                                 &bound_not_proved};
  return kinds;
}

}  // namespace phanbo
