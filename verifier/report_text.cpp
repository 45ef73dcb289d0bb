#include "verifier/report_text.hpp"

#include <algorithm>
#include <ostream>
#include <set>

#include "verifier/phrases.hpp"
#include "verifier/rule_titles.hpp"

namespace phanbo_verify {

namespace {

std::string_view title_in(const RuleTitle& title, Language language) {
  return language == Language::english ? title.english : title.vietnamese;
}

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

/// The titles of the rules that this answer names.
void write_titles(const Report& report, Language language, std::ostream& out) {
  const auto is_named = [&](std::string_view rule) {
    const auto is_of = [=](const auto& entry) { return entry.rule == rule; };
    return report.counts().contains(rule) || std::ranges::any_of(report.faults(), is_of) ||
           std::ranges::any_of(report.left_out(), is_of);
  };
  std::string_view comma;
  for (const RuleTitle& title : rule_titles()) {
    if (!is_named(title.id)) continue;
    out << comma << "\n" << quoted(title.id) << ":" << quoted(title_in(title, language));
    comma = ",";
  }
}

void write_json(const Report& report, Language language, std::ostream& out) {
  out << "{\n\"schema_version\":1,\n\"verdict\":" << (report.is_clean() ? "\"yes\"" : "\"no\"")
      << ",\n\"looked_at\":{";
  std::string_view comma;
  for (const auto& [rule, count] : report.counts()) {
    out << comma << "\n" << quoted(rule) << ":" << count;
    comma = ",";
  }
  out << "\n},\n\"titles\":{";
  write_titles(report, language, out);
  out << "\n},\n\"not_checked\":[";
  comma = "";
  for (const auto& [rule, why] : report.left_out()) {
    out << comma << "\n{\"rule\":" << quoted(rule) << ",\"why\":" << quoted(why.in(language))
        << "}";
    comma = ",";
  }
  out << "\n],\n\"faults\":[";
  comma = "";
  for (const Fault& fault : report.faults()) {
    out << comma << "\n{\"rule\":" << quoted(fault.rule)
        << ",\"where\":" << quoted(fault.where.in(language))
        << ",\"expected\":" << quoted(fault.expected.in(language))
        << ",\"found\":" << quoted(fault.found.in(language)) << "}";
    comma = ",";
  }
  out << "\n]\n}\n";
}

/// The answer as text, in one language.
class TextAnswer {
 public:
  TextAnswer(const Report& report, Language language, std::ostream& out)
      : report_(report), language_(language), out_(out) {}

  void write() {
    if (report_.is_clean()) {
      write_counts();
    } else {
      write_faults();
    }
    for (const auto& [rule, why] : report_.left_out()) {
      out_ << say("không kiểm tra được: ", "not checked: ") << heading(rule) << "\n  "
           << why.in(language_) << "\n";
    }
    write_verdict();
  }

 private:
  std::string_view say(std::string_view vietnamese, std::string_view english) const {
    return language_ == Language::english ? english : vietnamese;
  }
  /// Title and id.
  std::string heading(std::string_view rule) const {
    for (const RuleTitle& title : rule_titles()) {
      if (title.id == rule)
        return std::string(title_in(title, language_)) + " [" + std::string(rule) + "]";
    }
    return "[" + std::string(rule) + "]";
  }

  /// Rules in the order of their titles, one that has none last; calls `see` with its id.
  template <class See>
  void for_each_rule(See see) const {
    for (const RuleTitle& title : rule_titles()) see(title.id);
    std::set<std::string_view> others;
    for (const auto& [rule, count] : report_.counts()) others.insert(rule);
    for (const Fault& fault : report_.faults()) others.insert(fault.rule);
    for (const RuleTitle& title : rule_titles()) others.erase(title.id);
    for (const std::string_view rule : others) see(rule);
  }

  void write_counts() {
    out_ << say("đã kiểm tra:\n", "looked at:\n");
    for_each_rule([&](std::string_view rule) {
      const auto counted = report_.counts().find(rule);
      if (counted != report_.counts().end())
        out_ << "  " << heading(rule) << ": " << count(counted->second).in(language_) << "\n";
    });
  }

  void write_faults() {
    std::map<std::string_view, std::vector<const Fault*>> by_rule;
    for (const Fault& fault : report_.faults()) by_rule[fault.rule].push_back(&fault);
    for_each_rule([&](std::string_view rule) {
      const auto faults = by_rule.find(rule);
      if (faults == by_rule.end()) return;
      out_ << heading(rule) << ": " << faults_text(faults->second.size()) << "\n";
      for (const Fault* fault : faults->second) write_fault(*fault);
    });
  }

  void write_fault(const Fault& fault) {
    out_ << "  " << fault.where.in(language_) << "\n"
         << say("    phải là:  ", "    expected: ") << shown(fault.expected) << "\n"
         << say("    ghi là:   ", "    found:    ") << shown(fault.found) << "\n";
  }
  std::string_view shown(const Words& words) const {
    const std::string& text = words.in(language_);
    return text.empty() ? say("(để trống)", "(blank)") : text;
  }

  std::string faults_text(std::size_t count) const {
    return std::to_string(count) + std::string(say(" lỗi", count == 1 ? " fault" : " faults"));
  }

  void write_verdict() {
    std::size_t checks = 0;
    for (const auto& [rule, count] : report_.counts()) checks += count;
    if (report_.is_clean()) {
      out_ << say("đạt: kết quả đáng tin; ", "yes: the result may be believed; ")
           << count(checks).in(language_) << say(" phép kiểm tra theo ", " checks by ")
           << report_.counts().size() << say(" quy tắc\n", " rules\n");
    } else {
      out_ << say("không đạt: ", "no: ") << faults_text(report_.faults().size()) << "\n";
    }
  }

  const Report& report_;
  Language language_;
  std::ostream& out_;
};

constexpr std::string_view usage_vietnamese =
    "cách dùng: phanbo-verify KẾ_HOẠCH KẾT_QUẢ [--lang vi|en] [--json]    (xem thêm: --help)\n";
constexpr std::string_view usage_english =
    "usage: phanbo-verify PLAN RESULT [--lang vi|en] [--json]    (more: --help)\n";

constexpr std::string_view help_vietnamese =
    R"(phanbo-verify: chương trình thứ hai, kiểm tra lại kết quả của phanbo bằng mã riêng.

Cách dùng: phanbo-verify KẾ_HOẠCH KẾT_QUẢ [--lang vi|en] [--json]
           phanbo-verify THƯ_MỤC_KẾT_QUẢ [--lang vi|en] [--json]

  KẾ_HOẠCH   thư mục kế hoạch, tệp plan.json của nó, plan.sealed.json, hoặc bảng tính .xlsx
             (bảng tính được đối chiếu mã băm, nội dung đọc từ plan.sealed.json cạnh kết quả)
  KẾT_QUẢ    tệp result.json hoặc thư mục chứa nó; các bảng được tìm trong thư mục tables ở đó
  Chỉ một thư mục: kế hoạch là plan.sealed.json trong đó (các tệp gốc không được đối chiếu)

  --lang vi|en  ngôn ngữ của câu trả lời (mặc định: vi)
  --json        trả lời bằng JSON: verdict, looked_at, titles, not_checked, faults
  --help        trang này

Chương trình đọc lại kế hoạch, tính lại nhu cầu, mức được bố trí theo thứ tự ưu tiên và cách
chia, cách chọn nguồn, các câu thiếu nguồn, mọi chỉ tiêu và bảng, rồi so với kết quả. Mỗi lỗi
được xếp theo quy tắc, nêu chỗ sai, số phải có và số đã ghi. Quy tắc: docs/distribution.md.

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
  --json        answer in JSON: verdict, looked_at, titles, not_checked, faults
  --help        this page

The program reads the plan anew, works out the needs, what every demand gets by class and sharing
rule, who pays, the sentences about shortages, every figure and table, and compares. Faults stand by
rule; each names its place, what should stand there and what does. The rules are those of
docs/distribution.md.

Examples:
  phanbo allocate examples/an-binh -o out
  phanbo-verify examples/an-binh out/result.json

Exit: 0 may be believed · 1 faults · 2 wrong usage · 3 bad input · 4 a file cannot be read
)";

}  // namespace

void write_report(const Report& report, const ReportStyle& style, std::ostream& out) {
  if (style.json) {
    write_json(report, style.language, out);
  } else {
    TextAnswer(report, style.language, out).write();
  }
}

std::string_view usage_text(Language language) {
  return language == Language::english ? usage_english : usage_vietnamese;
}

std::string_view help_text(Language language) {
  return language == Language::english ? help_english : help_vietnamese;
}

}  // namespace phanbo_verify
