#pragma once

#include "models/problem.hpp"

/// Problems of plan.json and of the tables as tables: keys, columns, cells, references.
namespace phanbo::input_problem {

inline constexpr ProblemKind unknown_key{
    "unknown_key",
    Severity::error,
    {"Không có khóa \"{0}\" ở đây.", "There is no key \"{0}\" here."},
    {"Dùng một trong: {1}; hoặc xóa khóa này.", "Use one of: {1}; or remove the key."}};

inline constexpr ProblemKind missing_key{"missing_key",
                                         Severity::error,
                                         {"Thiếu khóa \"{0}\".", "The key \"{0}\" is missing."},
                                         {"Thêm khóa \"{0}\".", "Add the key \"{0}\"."}};

inline constexpr ProblemKind wrong_header_value{
    "wrong_header_value",
    Severity::error,
    {"Giá trị \"{1}\" của \"{0}\" không dùng được.", "\"{1}\" is not a value of \"{0}\"."},
    {"Giá trị được phép: {2}.", "Allowed: {2}."}};

inline constexpr ProblemKind version_not_known{
    "version_not_known",
    Severity::error,
    {"{0} = {1}: chương trình này chỉ đọc phiên bản {2}.",
     "{0} = {1}: this program reads version {2} only."},
    {"Ghi \"{0}\": {2} nếu tệp theo đúng mẫu đó, hoặc dùng bản chương trình mới hơn.",
     "Write \"{0}\": {2} if the file has that form, or use a newer program."}};

inline constexpr ProblemKind years_reversed{
    "years_reversed",
    Severity::error,
    {"Năm đầu {0} sau năm cuối {1}.", "The first year {0} comes after the last year {1}."},
    {"Đổi lại first_year và last_year.", "Correct first_year and last_year."}};

inline constexpr ProblemKind unknown_table{
    "unknown_table",
    Severity::error,
    {"Không có bảng nào tên \"{0}\".", "There is no table named \"{0}\"."},
    {"Dùng một trong: {1}.", "Use one of: {1}."}};

inline constexpr ProblemKind missing_table{
    "missing_table",
    Severity::error,
    {"Thiếu bảng bắt buộc \"{0}\".", "The required table \"{0}\" is missing."},
    {"Thêm \"{0}\" vào \"tables\" cùng tên tệp và số dòng.",
     "Add \"{0}\" to \"tables\" with its file and its number of rows."}};

inline constexpr ProblemKind missing_column{
    "missing_column",
    Severity::error,
    {"Bảng \"{0}\" thiếu cột bắt buộc \"{1}\".",
     "The table \"{0}\" lacks the required column \"{1}\"."},
    {"Thêm cột \"{1}\" vào dòng tiêu đề và điền mọi dòng.",
     "Add the column \"{1}\" to the header and fill it in every row."}};

inline constexpr ProblemKind unknown_column{
    "unknown_column",
    Severity::error,
    {"Bảng \"{1}\" không có cột \"{0}\".", "The table \"{1}\" has no column \"{0}\"."},
    {"Dùng một trong: {2}; hoặc xóa cột này.", "Use one of: {2}; or remove the column."}};

inline constexpr ProblemKind column_twice{
    "column_twice",
    Severity::error,
    {"Cột \"{0}\" xuất hiện hai lần.", "The column \"{0}\" occurs twice."},
    {"Xóa hoặc đổi tên một cột.", "Remove or rename one of them."}};

inline constexpr ProblemKind year_column_outside_plan{
    "year_column_outside_plan",
    Severity::error,
    {"Cột \"{0}\" ngoài các năm kế hoạch {1}–{2}.",
     "The column \"{0}\" is outside the plan's years {1}–{2}."},
    {"Xóa cột, hoặc sửa năm đầu, năm cuối (first_year, last_year) của kế hoạch.",
     "Remove the column, or correct first_year and last_year of the plan."}};

inline constexpr ProblemKind row_count_differs{
    "row_count_differs",
    Severity::error,
    {"Bảng \"{0}\" có {1} dòng, plan.json khai {2} dòng.",
     "The table \"{0}\" has {1} rows; plan.json declares {2}."},
    {"Kiểm tra có dòng bị mất hoặc thừa rồi sửa \"rows\".",
     "See whether rows were lost or added, then correct \"rows\"."}};

inline constexpr ProblemKind control_sum_differs{
    "control_sum_differs",
    Severity::error,
    {"Cột \"{0}\" cộng lại bằng {1}, số kiểm tra khai {2}.",
     "The column \"{0}\" adds up to {1}; the control sum declared is {2}."},
    {"Tìm ô sai trong cột, hoặc sửa số kiểm tra trong control_sums.",
     "Find the wrong cell of the column, or correct control_sums."}};

inline constexpr ProblemKind control_sum_column{
    "control_sum_column",
    Severity::error,
    {"Không cộng được cột \"{0}\" của bảng \"{1}\".",
     "The column \"{0}\" of the table \"{1}\" cannot be summed."},
    {"Số kiểm tra chỉ dùng cho cột số có trong tệp: {2}.",
     "Control sums are for numeric columns of the file: {2}."}};

inline constexpr ProblemKind amount_unit_missing{
    "amount_unit_missing",
    Severity::error,
    {"Bảng \"{0}\" có cột tiền nhưng không khai đơn vị tính.",
     "The table \"{0}\" holds money but declares no unit."},
    {"Thêm \"amount_unit\": dong, thousand_dong, million_dong hoặc billion_dong; trong sổ tính: "
     "chọn ở ô "
     "\"Đơn vị tiền\".",
     "Add \"amount_unit\": dong, thousand_dong, million_dong or billion_dong; in a workbook: "
     "choose "
     "it in the cell \"Unit of money\"."}};

inline constexpr ProblemKind missing_value{
    "missing_value",
    Severity::error,
    {"Ô \"{0}\" phải có giá trị.", "The cell \"{0}\" must have a value."},
    {"Điền \"{0}\".", "Fill in \"{0}\"."}};

inline constexpr ProblemKind surrounding_space{
    "surrounding_space",
    Severity::error,
    {"Ô \"{0}\" có dấu cách ở đầu hoặc cuối.", "The cell \"{0}\" begins or ends with a space."},
    {"Xóa dấu cách thừa.", "Remove the space."}};

inline constexpr ProblemKind hidden_character{
    "hidden_character",
    Severity::error,
    {"Ô \"{0}\" có ký tự điều khiển hoặc ký tự ẩn {1}.",
     "The cell \"{0}\" holds the control or hidden character {1}."},
    {"Gõ lại nội dung ô trên một dòng, không dán kèm ký tự ẩn.",
     "Type the cell again on one line, without hidden characters."}};

inline constexpr ProblemKind text_like_formula{
    "text_like_formula",
    Severity::error,
    {"Ô \"{0}\" bắt đầu như một công thức: chương trình bảng tính mở tệp CSV sẽ tính nó thay vì "
     "hiện chữ.",
     "The cell \"{0}\" begins like a formula: a spreadsheet that opens the CSV file would compute "
     "it instead of showing the text."},
    {"Bỏ ký tự {1} ở đầu, hoặc đặt một chữ trước nó.",
     "Remove the {1} at its beginning, or put a word before it."}};

inline constexpr ProblemKind text_too_long{
    "text_too_long",
    Severity::error,
    {"Ô \"{0}\" dài {1} byte, giới hạn {2}.", "The cell \"{0}\" has {1} bytes; the limit is {2}."},
    {"Rút gọn nội dung.", "Shorten the text."}};

inline constexpr ProblemKind code_malformed{
    "code_malformed",
    Severity::error,
    {"\"{0}\" không dùng làm mã được.", "\"{0}\" is not a code."},
    {"Mã chỉ gồm chữ, số và . _ - /, không có dấu cách, có ít nhất một chữ hoặc số.",
     "A code holds letters, digits and . _ - / only, no spaces, and at least one letter or "
     "digit."}};

inline constexpr ProblemKind number_malformed{
    "number_malformed",
    Severity::error,
    {"\"{0}\" không phải là số.", "\"{0}\" is not a number."},
    {"Viết bằng chữ số, không có số 0 thừa ở đầu, không có số mũ; ví dụ {1}.",
     "Write digits without leading zeros or exponent, for example {1}."}};

inline constexpr ProblemKind number_groups_incomplete{
    "number_groups_incomplete",
    Severity::error,
    {"\"{0}\" có nhóm chữ số không đủ ba.", "\"{0}\" has a group of digits that is not three."},
    {"Viết đủ nhóm ba chữ số (1.234.567,5) hoặc không dùng dấu nhóm (1234567,5).",
     "Write complete groups of three (1.234.567,5) or no groups at all (1234567,5)."}};

inline constexpr ProblemKind number_style_not_declared{
    "number_style_not_declared",
    Severity::error,
    {"\"{0}\" viết theo kiểu có dấu nhóm hoặc dấu phẩy thập phân, bảng không khai kiểu đó.",
     "\"{0}\" uses group marks or a decimal comma, which the table does not declare."},
    {"Viết số trơn với dấu chấm thập phân (1234567.5), hoặc khai \"number_style\": \"vietnamese\".",
     "Write plain digits with a decimal point (1234567.5), or declare \"number_style\": "
     "\"vietnamese\"."}};

inline constexpr ProblemKind number_foreign_characters{
    "number_foreign_characters",
    Severity::error,
    {"\"{0}\" có ký tự không phải chữ số thường (chữ số toàn khổ, dấu cách cứng, dấu trừ lạ).",
     "\"{0}\" holds characters that are not ordinary digits (full-width digits, no-break spaces, "
     "odd minus signs)."},
    {"Gõ lại số bằng các phím 0–9.", "Type the number again with the keys 0–9."}};

inline constexpr ProblemKind number_with_unit{
    "number_with_unit",
    Severity::error,
    {"\"{0}\" có kèm đơn vị hoặc ký hiệu.", "\"{0}\" carries a unit or a symbol."},
    {"Chỉ ghi số; đơn vị tiền khai một lần cho cả bảng (\"amount_unit\").",
     "Write the number alone; the unit of money is declared once for the table "
     "(\"amount_unit\")."}};

inline constexpr ProblemKind number_not_whole{
    "number_not_whole",
    Severity::error,
    {"\"{0}\" phải là số nguyên.", "\"{0}\" must be a whole number."},
    {"Ghi số nguyên.", "Write a whole number."}};

inline constexpr ProblemKind too_many_digits{
    "too_many_digits",
    Severity::error,
    {"\"{0}\" có quá nhiều chữ số.", "\"{0}\" has too many digits."},
    {"Ghi tối đa 18 chữ số, trong đó tối đa 12 số lẻ.",
     "Write at most 18 digits, at most 12 of them decimals."}};

inline constexpr ProblemKind fraction_of_dong{
    "fraction_of_dong",
    Severity::error,
    {"\"{0}\" {1} không phải là số đồng chẵn.", "\"{0}\" {1} is not a whole number of dong."},
    {"Bỏ phần lẻ dưới một đồng, hoặc kiểm tra đơn vị tính của bảng.",
     "Drop the part below one dong, or check the unit of the table."}};

inline constexpr ProblemKind negative_number{
    "negative_number",
    Severity::error,
    {"\"{0}\" là số âm; ô \"{1}\" không nhận số âm.",
     "\"{0}\" is negative; \"{1}\" takes no negative number."},
    {"Ghi số không âm; khoản giảm được ghi ở cột riêng hoặc bằng nguồn khác.",
     "Write a number that is not negative; reductions have columns or sources of their own."}};

inline constexpr ProblemKind over_limit{
    "over_limit",
    Severity::error,
    {"{0} = {1} vượt giới hạn {2}.", "{0} = {1} is over the limit {2}."},
    {"Kiểm tra lại số; nếu đúng, tách kế hoạch cho vừa giới hạn.",
     "Check the number; if it is right, divide the plan so that it fits."}};

inline constexpr ProblemKind date_malformed{
    "date_malformed",
    Severity::error,
    {"\"{0}\" không phải là một ngày có thật viết theo dạng NĂM-THÁNG-NGÀY.",
     "\"{0}\" is not an existing day written as YYYY-MM-DD."},
    {"Viết dạng 2025-03-04.", "Write it like 2025-03-04."}};

inline constexpr ProblemKind unknown_choice{
    "unknown_choice",
    Severity::error,
    {"Ô \"{1}\" không nhận giá trị \"{0}\".", "\"{0}\" is not a value of \"{1}\"."},
    {"Dùng: {2}.", "Use: {2}."}};

inline constexpr ProblemKind list_entry_twice{
    "list_entry_twice",
    Severity::error,
    {"\"{0}\" có hai lần trong danh sách.", "\"{0}\" occurs twice in the list."},
    {"Xóa một lần.", "Remove one of them."}};

inline constexpr ProblemKind year_outside_plan{
    "year_outside_plan",
    Severity::error,
    {"Năm {0} ngoài các năm kế hoạch {1}–{2}.",
     "The year {0} is outside the plan's years {1}–{2}."},
    {"Sửa năm, hoặc sửa năm đầu, năm cuối (first_year, last_year) của kế hoạch.",
     "Correct the year, or first_year and last_year of the plan."}};

inline constexpr ProblemKind months_reversed{
    "months_reversed",
    Severity::error,
    {"Tháng đầu {0} sau tháng cuối {1}.", "The first month {0} comes after the last month {1}."},
    {"Đổi lại first_month và last_month.", "Correct first_month and last_month."}};

inline constexpr ProblemKind dates_reversed{
    "dates_reversed",
    Severity::error,
    {"Ngày đầu {0} sau ngày cuối {1}.", "The first day {0} comes after the last day {1}."},
    {"Sửa valid_from hoặc valid_to.", "Correct valid_from or valid_to."}};

inline constexpr ProblemKind duplicate_key{
    "duplicate_key",
    Severity::error,
    {"Trùng khóa ({0}) = ({1}); đã có ở dòng {2}.",
     "The key ({0}) = ({1}) is already used on line {2}."},
    {"Xóa một dòng hoặc sửa khóa; mỗi khóa chỉ một dòng.",
     "Remove one row or correct its key; a key has one row."}};

inline constexpr ProblemKind unknown_reference{
    "unknown_reference",
    Severity::error,
    {"Bảng \"{1}\" không có mã \"{0}\".", "The table \"{1}\" has no code \"{0}\"."},
    {"Dùng: {2}; hoặc thêm dòng \"{0}\" vào bảng \"{1}\".",
     "Use: {2}; or add a row \"{0}\" to the table \"{1}\"."}};

inline constexpr ProblemKind unknown_law_key{
    "unknown_law_key",
    Severity::error,
    {"Chủ đề pháp luật \"{1}\" không có khóa \"{0}\".",
     "The law topic \"{1}\" has no key \"{0}\"."},
    {"Dùng: {2}; hoặc thêm dòng vào {bảng law_rows của kế hoạch|trang \"Tham số pháp luật của kế "
     "hoạch\"}.",
     "Use: {2}; or add a row to {the plan's law_rows|the sheet \"The plan's own law rows\"}."}};

inline constexpr ProblemKind unknown_law_topic{
    "unknown_law_topic",
    Severity::error,
    {"Không có chủ đề pháp luật \"{0}\".", "There is no law topic \"{0}\"."},
    {"Dùng: {1}; hoặc thêm dòng vào {bảng law_rows của kế hoạch|trang \"Tham số pháp luật của kế "
     "hoạch\"}.",
     "Use: {1}; or add rows to {the plan's law_rows|the sheet \"The plan's own law rows\"}."}};

inline constexpr ProblemKind two_law_rows{
    "two_law_rows",
    Severity::error,
    {"Hai dòng của ({0}, {1}) cùng có hiệu lực ngày {2}: {3} và {4}.",
     "Two rows of ({0}, {1}) hold on {2}: {3} and {4}."},
    {"Kết thúc dòng trước ở ngày liền trước dòng sau.",
     "End the earlier row on the day before the later one begins."}};

}  // namespace phanbo::input_problem
