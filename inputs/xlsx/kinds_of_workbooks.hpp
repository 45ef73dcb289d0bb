#pragma once

#include "models/problem.hpp"

/// Problems of XLSX files: the package, its XML parts, the cells.
namespace phanbo::input_problem {

inline constexpr ProblemKind workbook_encrypted{
    "workbook_encrypted",
    Severity::error,
    {"Sổ tính \"{0}\" được bảo vệ bằng mật khẩu.",
     "The workbook \"{0}\" is protected by a password."},
    {"Mở tệp bằng mật khẩu, bỏ mật khẩu mở tệp rồi lưu lại.",
     "Open it with its password, remove the password to open, and save it again."}};

inline constexpr ProblemKind workbook_other_format{
    "workbook_other_format",
    Severity::error,
    {"Tệp \"{0}\" có định dạng {1}, không phải XLSX.",
     "The file \"{0}\" has the format {1}, not XLSX."},
    {"Mở tệp bằng Excel hoặc LibreOffice và lưu dưới dạng .xlsx.",
     "Open it in Excel or LibreOffice and save it as .xlsx."}};

inline constexpr ProblemKind workbook_not_whole{
    "workbook_not_whole",
    Severity::error,
    {"Tệp \"{0}\" không phải sổ tính XLSX, hoặc đã bị cắt cụt hay hỏng.",
     "The file \"{0}\" is not an XLSX workbook, or it was cut short or damaged."},
    {"Chép lại tệp gốc; mở bằng Excel hoặc LibreOffice và lưu dưới dạng .xlsx.",
     "Copy the original again; open it in Excel or LibreOffice and save it as .xlsx."}};

inline constexpr ProblemKind workbook_file_too_large{
    "workbook_file_too_large",
    Severity::error,
    {"Sổ tính \"{0}\" dài {1} byte, quá giới hạn {2} byte.",
     "The workbook \"{0}\" has {1} bytes; the limit is {2} bytes."},
    {"Bỏ hình ảnh và những trang không cần, hoặc nhập bằng thư mục kế hoạch.",
     "Remove pictures and sheets that are not needed, or use a plan folder."}};

inline constexpr ProblemKind workbook_too_many_parts{
    "workbook_too_many_parts",
    Severity::error,
    {"Tệp \"{0}\" chứa {1} phần, quá giới hạn {2}.",
     "The file \"{0}\" holds {1} parts; the limit is {2}."},
    {"Lưu lại tệp bằng Excel hoặc LibreOffice; bỏ hình ảnh và trang không cần.",
     "Save it again in Excel or LibreOffice; remove pictures and sheets that are not needed."}};

inline constexpr ProblemKind workbook_part_too_large{
    "workbook_part_too_large",
    Severity::error,
    {"Phần \"{0}\" của sổ tính giải nén quá {1} byte.",
     "The part \"{0}\" of the workbook unpacks to more than {1} bytes."},
    {"Chỉ giữ các trang của kế hoạch trong sổ tính; không mở tệp không rõ nguồn.",
     "Keep only the sheets of the plan in the workbook; do not use a file of unknown origin."}};

inline constexpr ProblemKind workbook_part_ratio{
    "workbook_part_ratio",
    Severity::error,
    {"Phần \"{0}\" của sổ tính giải nén gấp hơn {1} lần: tệp có thể được làm để phá.",
     "The part \"{0}\" of the workbook unpacks to more than {1} times its size: the file may be "
     "made to do harm."},
    {"Không dùng tệp không rõ nguồn; nếu là tệp của mình, lưu lại bằng Excel hoặc LibreOffice.",
     "Do not use a file of unknown origin; if it is yours, save it again in Excel or "
     "LibreOffice."}};

inline constexpr ProblemKind workbook_content_too_large{
    "workbook_content_too_large",
    Severity::error,
    {"Nội dung sổ tính đến chỗ này vượt {0} byte bộ nhớ.",
     "The content of the workbook up to this place takes more than {0} bytes of memory."},
    {"Nhập bằng thư mục kế hoạch.", "Use a plan folder."}};

inline constexpr ProblemKind workbook_part_twice{
    "workbook_part_twice",
    Severity::error,
    {"Phần \"{0}\" có hai lần trong tệp: không rõ phần nào là thật.",
     "The part \"{0}\" is in the file twice; which one counts is not clear."},
    {"Lưu lại sổ tính bằng Excel hoặc LibreOffice.",
     "Save the workbook again in Excel or LibreOffice."}};

inline constexpr ProblemKind workbook_part_damaged{
    "workbook_part_damaged",
    Severity::error,
    {"Phần \"{0}\" của sổ tính bị hỏng ({1}).",
     "The part \"{0}\" of the workbook is damaged ({1})."},
    {"Chép lại tệp gốc, hoặc mở bằng Excel hay LibreOffice, kiểm tra số liệu rồi lưu lại.",
     "Copy the original again, or open it in Excel or LibreOffice, check the figures and save "
     "it."}};

inline constexpr ProblemKind workbook_part_packing{
    "workbook_part_packing",
    Severity::error,
    {"Phần \"{0}\" được nén hoặc mã hóa theo cách {1}, không đọc được.",
     "The part \"{0}\" is packed or encrypted by method {1}, which is not read."},
    {"Lưu lại sổ tính bằng Excel hoặc LibreOffice, không đặt mật khẩu.",
     "Save the workbook again in Excel or LibreOffice, without a password."}};

inline constexpr ProblemKind workbook_part_missing{
    "workbook_part_missing",
    Severity::error,
    {"Thiếu phần \"{0}\" mà sổ tính nhắc tới.",
     "The part \"{0}\", which the workbook refers to, is missing."},
    {"Chép lại tệp gốc, hoặc mở bằng Excel hay LibreOffice, kiểm tra số liệu rồi lưu lại.",
     "Copy the original again, or open it in Excel or LibreOffice, check the figures and save "
     "it."}};

inline constexpr ProblemKind workbook_relationship_wrong{
    "workbook_relationship_wrong",
    Severity::error,
    {"Liên kết \"{0}\" thiếu, có hai lần hoặc dẫn ra ngoài tệp.",
     "The relationship \"{0}\" is missing, there twice, or leads out of the file."},
    {"Lưu lại sổ tính bằng Excel hoặc LibreOffice.",
     "Save the workbook again in Excel or LibreOffice."}};

inline constexpr ProblemKind workbook_xml_malformed{
    "workbook_xml_malformed",
    Severity::error,
    {"XML của sổ tính sai ở đây ({0}).", "The XML of the workbook is wrong here ({0})."},
    {"Chép lại tệp gốc, hoặc mở bằng Excel hay LibreOffice, kiểm tra số liệu rồi lưu lại.",
     "Copy the original again, or open it in Excel or LibreOffice, check the figures and save "
     "it."}};

inline constexpr ProblemKind workbook_xml_encoding{
    "workbook_xml_encoding",
    Severity::error,
    {"Phần này khai bảng mã {0}; sổ tính chỉ dùng UTF-8 hoặc UTF-16.",
     "This part declares the encoding {0}; workbooks use UTF-8 or UTF-16 only."},
    {"Lưu lại sổ tính bằng Excel hoặc LibreOffice.",
     "Save the workbook again in Excel or LibreOffice."}};

inline constexpr ProblemKind workbook_xml_document_type{
    "workbook_xml_document_type",
    Severity::error,
    {"Phần này có khai báo DOCTYPE; sổ tính không được có.",
     "This part declares a document type; a workbook must not."},
    {"Không dùng tệp không rõ nguồn; lưu lại bằng Excel hoặc LibreOffice.",
     "Do not use a file of unknown origin; save it again in Excel or LibreOffice."}};

inline constexpr ProblemKind workbook_xml_too_complex{
    "workbook_xml_too_complex",
    Severity::error,
    {"XML ở đây lồng quá {0} mức hoặc cần quá {1} byte bộ nhớ để đọc.",
     "The XML here nests more than {0} levels or needs more than {1} bytes to be read."},
    {"Không dùng tệp không rõ nguồn; lưu lại bằng Excel hoặc LibreOffice.",
     "Do not use a file of unknown origin; save it again in Excel or LibreOffice."}};

inline constexpr ProblemKind workbook_xml_unexpected{
    "workbook_xml_unexpected",
    Severity::error,
    {"\"{0}\" không được đứng ở đây trong một sổ tính.",
     "\"{0}\" may not stand here in a workbook."},
    {"Mở tệp bằng Excel hoặc LibreOffice, kiểm tra số liệu rồi lưu lại.",
     "Open the file in Excel or LibreOffice, check the figures and save it again."}};

inline constexpr ProblemKind workbook_too_many_elements{
    "workbook_too_many_elements",
    Severity::error,
    {"Có hơn {1} phần tử \"{0}\".", "There are more than {1} elements \"{0}\"."},
    {"Chỉ giữ các trang của kế hoạch trong sổ tính; bỏ bớt ô gộp và kiểu trình bày.",
     "Keep only the sheets of the plan in the workbook; use fewer merged cells and formats."}};

inline constexpr ProblemKind workbook_count_differs{
    "workbook_count_differs",
    Severity::error,
    {"\"{0}\" ghi có {1} phần tử nhưng chứa {2}.",
     "\"{0}\" says that it has {1} elements but holds {2}."},
    {"Chép lại tệp gốc, hoặc mở bằng Excel hay LibreOffice, kiểm tra số liệu rồi lưu lại.",
     "Copy the original again, or open it in Excel or LibreOffice, check the figures and save "
     "it."}};

inline constexpr ProblemKind workbook_without_sheets{
    "workbook_without_sheets",
    Severity::error,
    {"Sổ tính \"{0}\" không có trang nào.", "The workbook \"{0}\" has no sheet."},
    {"Chép lại tệp gốc; mở bằng Excel hoặc LibreOffice và lưu dưới dạng .xlsx.",
     "Copy the original again; open it in Excel or LibreOffice and save it as .xlsx."}};

inline constexpr ProblemKind workbook_empty{
    "workbook_empty",
    Severity::error,
    {"Không có ô nào có nội dung trong sổ tính \"{0}\".",
     "No cell of the workbook \"{0}\" holds anything."},
    {"Nếu trước đây tệp có số liệu thì tệp đã hỏng: lấy lại bản gốc; nếu không, hãy điền số liệu.",
     "If the file held figures it is damaged: take the original again; otherwise fill it in."}};

inline constexpr ProblemKind workbook_sheet_name{
    "workbook_sheet_name",
    Severity::error,
    {"Tên trang \"{0}\" trống, quá dài hoặc có hai lần.",
     "The sheet name \"{0}\" is empty, too long, or there twice."},
    {"Đặt lại tên trang, mỗi trang một tên không quá 31 ký tự.",
     "Rename the sheet; each sheet has a name of its own of at most 31 characters."}};

inline constexpr ProblemKind workbook_has_macros{
    "workbook_has_macros",
    Severity::warning,
    {"Sổ tính \"{0}\" có macro; macro không được chạy và không được đọc.",
     "The workbook \"{0}\" holds macros; they are neither run nor read."},
    {"Lưu dưới dạng .xlsx (không macro).", "Save it as .xlsx (without macros)."}};

inline constexpr ProblemKind workbook_cell_place{
    "workbook_cell_place",
    Severity::error,
    {"\"{0}\" không phải vị trí của một ô hay một dòng trên trang, hoặc thiếu vị trí.",
     "\"{0}\" is not the place of a cell or a row of a sheet, or the place is missing."},
    {"Mở tệp bằng Excel hoặc LibreOffice, kiểm tra số liệu rồi lưu lại.",
     "Open the file in Excel or LibreOffice, check the figures and save it again."}};

inline constexpr ProblemKind workbook_cell_order{
    "workbook_cell_order",
    Severity::error,
    {"\"{0}\" có hai lần hoặc đứng sau một ô, một dòng ở phía sau nó.",
     "\"{0}\" is there twice or comes after a later cell or row."},
    {"Mở tệp bằng Excel hoặc LibreOffice, kiểm tra số liệu rồi lưu lại.",
     "Open the file in Excel or LibreOffice, check the figures and save it again."}};

inline constexpr ProblemKind workbook_value_malformed{
    "workbook_value_malformed",
    Severity::error,
    {"Giá trị \"{1}\" không đúng dạng của loại ô \"{0}\".",
     "The value \"{1}\" does not fit a cell of the kind \"{0}\"."},
    {"Gõ lại giá trị của ô.", "Type the value of the cell again."}};

inline constexpr ProblemKind workbook_value_missing{
    "workbook_value_missing",
    Severity::error,
    {"Ô thuộc loại \"{0}\" nhưng không có giá trị.",
     "The cell is of the kind \"{0}\" but holds no value."},
    {"Gõ lại giá trị của ô, hoặc xóa hẳn nội dung ô.",
     "Type the value of the cell again, or clear the cell."}};

inline constexpr ProblemKind workbook_number_not_exact{
    "workbook_number_not_exact",
    Severity::error,
    {"Số {0} có nhiều chữ số hơn mức chương trình bảng tính giữ được chính xác (15).",
     "The number {0} has more digits than a spreadsheet keeps exactly (15)."},
    {"Nếu là mã số, định dạng ô là Văn bản (Text) rồi gõ lại; nếu là số tiền, gõ lại cho đúng.",
     "If it is a code, format the cell as text and type it again; if it is an amount, correct "
     "it."}};

inline constexpr ProblemKind workbook_formula_without_value{
    "workbook_formula_without_value",
    Severity::error,
    {"Công thức chưa có giá trị được lưu.", "The formula has no saved value."},
    {"Mở tệp bằng Excel hoặc LibreOffice rồi lưu lại một lần.",
     "Open and save the file once in a spreadsheet program."}};

inline constexpr ProblemKind workbook_date_out_of_range{
    "workbook_date_out_of_range",
    Severity::error,
    {"Số {0} được định dạng là ngày nhưng không ứng với ngày nào có thật.",
     "The number {0} is formatted as a date but stands for no day that exists."},
    {"Gõ lại ngày, hoặc đổi định dạng ô thành số.",
     "Type the date again, or format the cell as a number."}};

inline constexpr ProblemKind workbook_text_index{
    "workbook_text_index",
    Severity::error,
    {"Ô chỉ tới chuỗi số {0}; sổ tính có {1} chuỗi.",
     "The cell refers to text number {0}; the workbook has {1} texts."},
    {"Gõ lại giá trị của ô.", "Type the value of the cell again."}};

inline constexpr ProblemKind workbook_style_unknown{
    "workbook_style_unknown",
    Severity::error,
    {"Ô dùng kiểu trình bày \"{0}\" không có trong sổ tính: không rõ là số hay ngày.",
     "The cell uses the format \"{0}\", which the workbook does not have: number or date is not "
     "clear."},
    {"Đặt lại định dạng của ô.", "Format the cell again."}};

inline constexpr ProblemKind workbook_cell_text_too_long{
    "workbook_cell_text_too_long",
    Severity::error,
    {"Chữ trong ô dài quá {0} ký tự.", "The text of the cell has more than {0} characters."},
    {"Rút ngắn nội dung ô.", "Shorten the text."}};

inline constexpr ProblemKind workbook_merge_wrong{
    "workbook_merge_wrong",
    Severity::error,
    {"Vùng gộp ô \"{0}\" sai hoặc chồng lên vùng khác.",
     "The merged range \"{0}\" is wrong or overlaps another."},
    {"Bỏ gộp ô ở vùng này.", "Unmerge the cells of this range."}};

inline constexpr ProblemKind workbook_value_under_merge{
    "workbook_value_under_merge",
    Severity::error,
    {"Ô này bị che trong vùng gộp {0} nhưng có giá trị không ai nhìn thấy.",
     "The cell is covered by the merged range {0} but holds a value that nobody sees."},
    {"Bỏ gộp vùng {0}, rồi giữ hoặc xóa giá trị của ô.",
     "Unmerge {0}, then keep or clear the value of the cell."}};

inline constexpr ProblemKind workbook_problems_left_out{
    "workbook_problems_left_out",
    Severity::warning,
    {"Sổ tính còn ít nhất {0} chỗ sai nữa, không liệt kê.",
     "The workbook has at least {0} more problems, not listed."},
    {"Sửa các chỗ đã nêu rồi kiểm tra lại.", "Correct those listed and check again."}};

}  // namespace phanbo::input_problem
