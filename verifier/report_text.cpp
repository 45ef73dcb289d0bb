#include "verifier/report_text.hpp"

#include <ostream>

namespace phanbo_verify {

namespace {

std::string quoted(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string json = "\"";
  for (const char letter : text) {
    const auto code = static_cast<unsigned char>(letter);
    if (letter == '"' || letter == '\\') {
      json.push_back('\\');
      json.push_back(letter);
    } else if (code < 0x20) {
      json += "\\u00";
      json.push_back(digits[code >> 4]);
      json.push_back(digits[code & 15]);
    } else {
      json.push_back(letter);
    }
  }
  return json + "\"";
}

void write_json(const Report& report, std::ostream& out) {
  out << "{\n\"schema_version\":1,\n\"verdict\":" << (report.is_clean() ? "\"yes\"" : "\"no\"")
      << ",\n\"looked_at\":{";
  std::string_view comma;
  for (const auto& [rule, count] : report.counts()) {
    out << comma << "\n" << quoted(rule) << ":" << count;
    comma = ",";
  }
  out << "\n},\n\"not_checked\":[";
  comma = "";
  for (const auto& [rule, why] : report.left_out()) {
    out << comma << "\n{\"rule\":" << quoted(rule) << ",\"why\":" << quoted(why) << "}";
    comma = ",";
  }
  out << "\n],\n\"faults\":[";
  comma = "";
  for (const Fault& fault : report.faults()) {
    out << comma << "\n{\"rule\":" << quoted(fault.rule) << ",\"where\":" << quoted(fault.where)
        << ",\"expected\":" << quoted(fault.expected) << ",\"found\":" << quoted(fault.found)
        << "}";
    comma = ",";
  }
  out << "\n]\n}\n";
}

std::size_t total(const Report& report) {
  std::size_t sum = 0;
  for (const auto& [rule, count] : report.counts()) sum += count;
  return sum;
}

void write_verdict(const Report& report, bool english, std::ostream& out) {
  if (report.is_clean()) {
    out << (english ? "yes: the result may be believed; " : "đạt: kết quả đáng tin; ")
        << total(report) << (english ? " checks by " : " phép kiểm tra theo ")
        << report.counts().size() << (english ? " rules" : " quy tắc") << "\n";
  } else {
    out << (english ? "no: " : "không đạt: ") << report.faults().size()
        << (english ? " faults" : " lỗi") << "\n";
  }
}

void write_text(const Report& report, bool english, std::ostream& out) {
  for (const Fault& fault : report.faults()) {
    out << (english ? "fault [" : "lỗi [") << fault.rule << "] " << fault.where << "\n"
        << (english ? "  expected: " : "  phải là:  ") << fault.expected << "\n"
        << (english ? "  found:    " : "  ghi là:   ") << fault.found << "\n";
  }
  if (report.is_clean()) {
    std::string_view comma;
    out << (english ? "looked at: " : "đã kiểm tra: ");
    for (const auto& [rule, count] : report.counts()) {
      out << comma << rule << " " << count;
      comma = ", ";
    }
    out << "\n";
  }
  for (const auto& [rule, why] : report.left_out()) {
    out << (english ? "not checked: " : "không kiểm tra được: ") << rule << " (" << why << ")\n";
  }
  write_verdict(report, english, out);
}

constexpr std::string_view help_vietnamese =
    R"(phanbo-verify: chương trình thứ hai, kiểm tra lại kết quả của phanbo bằng mã riêng.

Cách dùng: phanbo-verify KẾ_HOẠCH KẾT_QUẢ [--lang vi|en] [--json]
           phanbo-verify THƯ_MỤC_KẾT_QUẢ [--lang vi|en] [--json]

  KẾ_HOẠCH   thư mục kế hoạch, tệp plan.json của nó, plan.sealed.json, hoặc bảng tính .xlsx
             (bảng tính được đối chiếu mã băm, nội dung đọc từ plan.sealed.json cạnh kết quả)
  KẾT_QUẢ    tệp result.json hoặc thư mục chứa nó; các bảng được tìm trong thư mục tables ở đó
  Chỉ một thư mục: kế hoạch là plan.sealed.json trong đó (các tệp gốc không được đối chiếu)

  --lang vi|en  ngôn ngữ của câu trả lời (mặc định: vi)
  --json        trả lời bằng JSON: verdict, looked_at, not_checked, faults
  --help        trang này

Chương trình đọc lại kế hoạch, tính lại nhu cầu, mức được bố trí theo thứ tự ưu tiên và cách
chia, cách chọn nguồn, các câu thiếu nguồn, mọi chỉ tiêu và bảng, rồi so với kết quả. Mỗi lỗi
nêu quy tắc, dòng hoặc nhu cầu, số phải có và số đã ghi. Quy tắc: docs/distribution.md.

Ví dụ:
  phanbo allocate examples/an-binh -o ket-qua
  phanbo-verify examples/an-binh ket-qua/result.json

Mã thoát: 0 đáng tin · 1 có lỗi · 2 dùng sai · 3 dữ liệu vào hỏng · 4 không đọc được tệp
)";

constexpr std::string_view help_english =
    R"(phanbo-verify: the second program, which re-checks a result of phanbo with code of its own.

Usage: phanbo-verify PLAN RESULT [--lang vi|en] [--json]
       phanbo-verify OUT [--lang vi|en] [--json]

  PLAN    a plan folder, its plan.json, a plan.sealed.json, or an .xlsx workbook (its hash is
          checked, its content is read from the plan.sealed.json beside the result)
  RESULT  a result.json or the folder that holds it; its tables are looked for in tables/ there
  OUT     a folder of results alone: the plan is its plan.sealed.json (first files not compared)

  --lang vi|en  language of the answer (default: vi)
  --json        answer in JSON: verdict, looked_at, not_checked, faults
  --help        this page

The program reads the plan anew, works out the needs, what every demand gets by class and sharing
rule, who pays, the sentences about shortages, every figure and table, and compares. Each fault
names its rule, the line or demand, what should stand there and what does. The rules are those of
docs/distribution.md.

Examples:
  phanbo allocate examples/an-binh -o out
  phanbo-verify examples/an-binh out/result.json

Exit: 0 may be believed · 1 faults · 2 wrong usage · 3 bad input · 4 a file cannot be read
)";

}  // namespace

void write_report(const Report& report, const ReportStyle& style, std::ostream& out) {
  if (style.json) {
    write_json(report, out);
  } else {
    write_text(report, style.english, out);
  }
}

std::string usage_text() {
  return "phanbo-verify PLAN RESULT [--lang vi|en] [--json]    (--help: thêm / more)\n";
}

std::string help_text(bool english) {
  return std::string(english ? help_english : help_vietnamese);
}

}  // namespace phanbo_verify
