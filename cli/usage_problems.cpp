#include "cli/usage_problems.hpp"

namespace phanbo {

const ProblemKind unknown_command = {"unknown_command",
                                     Severity::error,
                                     {"không có lệnh \"{0}\"", "there is no command \"{0}\""},
                                     {"{1}", "{1}"}};
const ProblemKind unknown_option = {
    "unknown_option",
    Severity::error,
    {"lệnh {1} không có lựa chọn {0}", "command {1} has no option {0}"},
    {"{2}", "{2}"}};
const ProblemKind option_needs_value = {
    "option_needs_value",
    Severity::error,
    {"lựa chọn {0} cần một giá trị", "option {0} needs a value"},
    {"viết {0} {1}", "write {0} {1}"}};
const ProblemKind option_takes_no_value = {
    "option_takes_no_value",
    Severity::error,
    {"lựa chọn {0} không nhận giá trị", "option {0} takes no value"},
    {"chỉ viết {0}", "write {0} alone"}};
const ProblemKind repeated_option = {"repeated_option",
                                     Severity::error,
                                     {"lựa chọn {0} viết hai lần", "option {0} is given twice"},
                                     {"giữ lại một lần", "keep one of them"}};
const ProblemKind missing_option = {
    "missing_option",
    Severity::error,
    {"lệnh {1} thiếu lựa chọn {0}", "command {1} lacks option {0}"},
    {"thêm {0}; xem phanbo help {1}", "add {0}; see phanbo help {1}"}};
const ProblemKind bad_option_value = {
    "bad_option_value",
    Severity::error,
    {"{0} không nhận giá trị \"{1}\"", "{0} does not take the value \"{1}\""},
    {"dùng {2}", "use {2}"}};
const ProblemKind missing_argument = {
    "missing_argument",
    Severity::error,
    {"lệnh {1} thiếu {0}", "command {1} lacks {0}"},
    {"thêm {0}; xem phanbo help {1}", "add {0}; see phanbo help {1}"}};
const ProblemKind unexpected_argument = {
    "unexpected_argument",
    Severity::error,
    {"lệnh {1} không nhận thêm \"{0}\"", "command {1} takes no further \"{0}\""},
    {"bỏ \"{0}\"; xem phanbo help {1}", "leave out \"{0}\"; see phanbo help {1}"}};
const ProblemKind bad_argument_value = {
    "bad_argument_value",
    Severity::error,
    {"{0} không nhận giá trị \"{1}\"", "{0} does not take the value \"{1}\""},
    {"dùng {2}", "use {2}"}};
const ProblemKind unknown_example = {
    "unknown_example",
    Severity::error,
    {"không có ví dụ \"{0}\"", "there is no example \"{0}\""},
    {"dùng một trong các ví dụ: {1}", "use one of the examples: {1}"}};
const ProblemKind unknown_schema = {"unknown_schema",
                                    Severity::error,
                                    {"không có bảng \"{0}\"", "there is no table \"{0}\""},
                                    {"{1}", "{1}"}};
const ProblemKind no_such_law_topic = {
    "no_such_law_topic",
    Severity::error,
    {"không có chủ đề luật \"{0}\"", "there is no topic of law \"{0}\""},
    {"{1}", "{1}"}};
const ProblemKind no_such_law_key = {
    "no_such_law_key",
    Severity::error,
    {"chủ đề {0} không có mục \"{1}\"", "topic {0} has no key \"{1}\""},
    {"{2}", "{2}"}};
const ProblemKind no_law_on_date = {
    "no_law_on_date",
    Severity::error,
    {"không có dòng nào của {0} có hiệu lực ngày {1}", "no row of {0} is in force on {1}"},
    {"xem các ngày bằng phanbo law show {0}", "see the dates with phanbo law show {0}"}};
const ProblemKind unknown_result_line = {
    "unknown_result_line",
    Severity::error,
    {"kết quả không có mã \"{0}\"", "the result has no code \"{0}\""},
    {"{1}", "{1}"}};
const ProblemKind result_changed = {
    "result_changed",
    Severity::error,
    {"dòng {0} ghi {1} đồng nhưng tính lại từ kế hoạch niêm phong ra {2} đồng: kết quả đã bị sửa "
     "hoặc do bản chương trình khác ghi",
     "line {0} says {1} đồng, but the sealed plan gives {2} đồng: the result was changed by hand "
     "or written by another version"},
    {"chạy lại phanbo allocate; không dùng kết quả này",
     "run phanbo allocate again; do not use this result"}};
const ProblemKind not_a_result = {
    "not_a_result",
    Severity::error,
    {"đây không phải thư mục kết quả dùng được: {0}", "this is not a usable result folder: {0}"},
    {"đưa thư mục mà phanbo allocate -o đã ghi", "name the folder that phanbo allocate -o wrote"}};
const ProblemKind example_folder_not_empty = {
    "example_folder_not_empty",
    Severity::error,
    {"đã có tệp ở đây nên không chép ví dụ vào",
     "something is already here; the example is not copied"},
    {"chọn một thư mục mới hoặc còn trống", "name a folder that is new or empty"}};
const ProblemKind cannot_write_example = {
    "cannot_write_example",
    Severity::error,
    {"không ghi được ví dụ: {0}", "the example cannot be written: {0}"},
    {"chọn thư mục khác hoặc xin quyền ghi", "name another folder, or get leave to write there"}};
const ProblemKind cannot_print = {
    "cannot_print",
    Severity::error,
    {"không in được kết quả ra đầu ra chuẩn: {0}", "the result cannot be printed: {0}"},
    {"kiểm tra chỗ trống của đĩa, hoặc nơi đầu ra được chuyển tới",
     "check for room on the disk and where the output goes"}};
const ProblemKind output_is_plan_folder = {
    "output_is_plan_folder",
    Severity::error,
    {"thư mục kết quả {0} trùng, nằm trong hoặc chứa thư mục kế hoạch {1}",
     "the output folder {0} is, lies in or holds the plan folder {1}"},
    {"chọn một thư mục khác sau -o", "name another folder after -o"}};

std::span<const ProblemKind* const> usage_problem_kinds() {
  static constexpr const ProblemKind* kinds[] = {
      &unknown_command,          &unknown_option,       &option_needs_value,
      &option_takes_no_value,    &repeated_option,      &missing_option,
      &bad_option_value,         &missing_argument,     &unexpected_argument,
      &bad_argument_value,       &unknown_example,      &unknown_schema,
      &no_such_law_topic,        &no_such_law_key,      &no_law_on_date,
      &unknown_result_line,      &result_changed,       &not_a_result,
      &example_folder_not_empty, &cannot_write_example, &cannot_print,
      &output_is_plan_folder};
  return kinds;
}

}  // namespace phanbo
