#pragma once

#include "models/problem.hpp"

/// Problems of files as bytes: reading, encoding, CSV and JSON.
namespace phanbo::input_problem {

inline constexpr ProblemKind file_missing{
    "file_missing",
    Severity::error,
    {"Không có tệp \"{0}\".", "There is no file \"{0}\"."},
    {"Kiểm tra tên tệp (kể cả chữ hoa, chữ thường) hoặc đặt tệp vào thư mục kế hoạch.",
     "Check the name of the file (capitals count) or put the file into the plan's folder."}};

inline constexpr ProblemKind file_unreadable{
    "file_unreadable",
    Severity::error,
    {"Không đọc được \"{0}\".", "\"{0}\" cannot be read."},
    {"Kiểm tra quyền đọc; đường dẫn phải chỉ tới một tệp thường.",
     "Check the permission to read; the path must name an ordinary file."}};

inline constexpr ProblemKind file_too_large{
    "file_too_large",
    Severity::error,
    {"Tệp \"{0}\" dài {1} byte, quá giới hạn {2} byte.",
     "The file \"{0}\" has {1} bytes; the limit is {2} bytes."},
    {"Tách kế hoạch thành nhiều kế hoạch nhỏ hơn.", "Divide the plan into smaller plans."}};

inline constexpr ProblemKind path_outside_plan{
    "path_outside_plan",
    Severity::error,
    {"Đường dẫn \"{0}\" ra ngoài thư mục kế hoạch.",
     "The path \"{0}\" leads out of the plan's folder."},
    {"Đặt tệp trong thư mục kế hoạch và ghi đường dẫn tương đối, không có \"..\".",
     "Keep the file in the plan's folder and write a relative path without \"..\"."}};

inline constexpr ProblemKind file_empty{
    "file_empty",
    Severity::error,
    {"Tệp \"{0}\" trống.", "The file \"{0}\" is empty."},
    {"Ghi nội dung vào tệp; một bảng không có dòng nào vẫn phải có dòng tiêu đề.",
     "Fill the file; even a table without rows needs its header line."}};

inline constexpr ProblemKind line_end_missing{
    "line_end_missing",
    Severity::error,
    {"Dòng cuối của tệp \"{0}\" không có dấu xuống dòng: tệp có thể đã bị cắt cụt.",
     "The last line of the file \"{0}\" has no line end: the file may have been cut short."},
    {"Xem dòng cuối còn đủ không, rồi thêm một dấu xuống dòng (phím Enter) sau nó.",
     "See that the last line is whole, then add a line end (the Enter key) after it."}};

inline constexpr ProblemKind encoding_utf16{
    "encoding_utf16",
    Severity::error,
    {"Tệp được lưu bằng bảng mã {0}.", "The file is saved as {0}."},
    {"Lưu lại bằng UTF-8; trong Excel chọn \"CSV UTF-8\".",
     "Save it again as UTF-8; in Excel choose \"CSV UTF-8\"."}};

inline constexpr ProblemKind encoding_invalid{
    "encoding_invalid",
    Severity::error,
    {"Chuỗi byte không phải UTF-8 hợp lệ (byte {0}); có thể tệp dùng bảng mã cũ như TCVN3, VNI.",
     "These bytes are not valid UTF-8 (byte {0}); the file may use an old encoding such as TCVN3 "
     "or VNI."},
    {"Chuyển tệp sang Unicode và lưu lại bằng UTF-8.",
     "Convert the file to Unicode and save it as UTF-8."}};

inline constexpr ProblemKind nul_byte{
    "nul_byte",
    Severity::error,
    {"Tệp có byte 0 (NUL): tệp bị hỏng hoặc không phải tệp văn bản.",
     "The file holds a zero byte (NUL): it is damaged or not a text file."},
    {"Xuất lại tệp dưới dạng văn bản UTF-8.", "Export the file again as UTF-8 text."}};

inline constexpr ProblemKind separator_unclear{
    "separator_unclear",
    Severity::error,
    {"Dòng tiêu đề có nhiều loại dấu phân cách ({0}), không rõ dùng dấu nào.",
     "The header line holds more than one kind of separator ({0}); which one counts is not clear."},
    {"Chỉ dùng một loại: dấu phẩy, dấu chấm phẩy hoặc dấu tab.",
     "Use one kind only: comma, semicolon or tab."}};

inline constexpr ProblemKind quote_not_closed{
    "quote_not_closed",
    Severity::error,
    {"Dấu nháy kép mở ở đây không được đóng.", "The quote opened here is never closed."},
    {"Thêm dấu nháy kép ở cuối ô; dấu nháy kép trong ô phải viết hai lần.",
     "Close the quote at the end of the cell; a quote inside a cell is written twice."}};

inline constexpr ProblemKind text_after_quote{
    "text_after_quote",
    Severity::error,
    {"Có chữ sau dấu nháy kép đóng ô.", "There is text after the quote that closes the cell."},
    {"Đặt cả ô trong dấu nháy kép; dấu nháy kép trong ô phải viết hai lần.",
     "Put the whole cell into quotes; a quote inside a cell is written twice."}};

inline constexpr ProblemKind quote_inside_cell{
    "quote_inside_cell",
    Severity::error,
    {"Có dấu nháy kép trong một ô không đặt trong dấu nháy kép.",
     "A quote stands inside a cell that is not quoted."},
    {"Đặt cả ô trong dấu nháy kép và viết dấu nháy kép bên trong hai lần.",
     "Put the whole cell into quotes and write the inner quote twice."}};

inline constexpr ProblemKind lone_carriage_return{
    "lone_carriage_return",
    Severity::error,
    {"Có ký tự CR không đi cùng LF.", "A carriage return stands without a line feed."},
    {"Lưu lại tệp với dấu xuống dòng LF hoặc CRLF.", "Save the file with LF or CRLF line ends."}};

inline constexpr ProblemKind row_length_differs{
    "row_length_differs",
    Severity::error,
    {"Dòng này có {0} ô, dòng tiêu đề có {1} ô.", "This row has {0} cells; the header has {1}."},
    {"Thêm hoặc bớt dấu phân cách; ô có dấu phân cách bên trong phải đặt trong dấu nháy kép.",
     "Add or remove separators; a cell that holds a separator must be quoted."}};

inline constexpr ProblemKind blank_row{
    "blank_row",
    Severity::error,
    {"Dòng trống giữa bảng.", "A blank row stands inside the table."},
    {"Xóa dòng trống; chỉ cuối tệp mới được có dòng trống.",
     "Remove the blank row; blank lines are allowed at the end of the file only."}};

inline constexpr ProblemKind json_syntax{
    "json_syntax",
    Severity::error,
    {"Không đúng cú pháp JSON ở gần \"{0}\".", "This is not JSON, near \"{0}\"."},
    {"Kiểm tra dấu phẩy, dấu ngoặc, dấu nháy kép quanh chỗ này; JSON không có chú thích.",
     "Check commas, brackets and quotes around this place; JSON has no comments."}};

inline constexpr ProblemKind json_key_twice{
    "json_key_twice",
    Severity::error,
    {"Khóa \"{0}\" xuất hiện hai lần trong cùng một đối tượng (lần đầu ở dòng {1}).",
     "The key \"{0}\" occurs twice in one object (first on line {1})."},
    {"Chỉ giữ một khóa \"{0}\".", "Keep one key \"{0}\" only."}};

inline constexpr ProblemKind json_too_deep{
    "json_too_deep",
    Severity::error,
    {"JSON lồng nhau quá {0} mức.", "The JSON is nested more than {0} levels deep."},
    {"Viết theo đúng mẫu plan.json: chỉ có bốn mức.",
     "Follow the form of plan.json: it has four levels only."}};

inline constexpr ProblemKind json_wrong_type{
    "json_wrong_type",
    Severity::error,
    {"\"{0}\" phải là {1} của JSON, ở đây là {2}.", "\"{0}\" must be a JSON {1}; here it is {2}."},
    {"Viết \"{0}\" dưới dạng {1}.", "Write \"{0}\" as a {1}."}};

inline constexpr ProblemKind problems_left_out{
    "problems_left_out",
    Severity::warning,
    {"Còn {0} chỗ nữa cùng loại {1} trong tệp này, không liệt kê.",
     "There are {0} more of the kind {1} in this file, not listed."},
    {"Sửa các chỗ đã nêu rồi kiểm tra lại.", "Correct those listed and check again."}};

}  // namespace phanbo::input_problem
