// What phanbo-verify says: in Vietnamese no English words, one cause once, and the whole answer to
// a damaged result word for word.
#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

#include "verifier/allocate_here.hpp"
#include "verifier/bytes.hpp"
#include "verifier/command.hpp"
#include "verifier/damage_tally.hpp"
#include "verifier/phrases.hpp"
#include "verifier/plan_maker.hpp"
#include "verifier/rule_titles.hpp"
#include "verifier/verify.hpp"

namespace phanbo_verify::test {
namespace {

namespace fs = std::filesystem;

fs::path example(const char* name) { return fs::path(PHANBO_SOURCE_DIR) / "examples" / name; }

/// Many damages of examples and made plans.
DamageTally damage_much() {
  DamageTally tally;
  for (const char* name : {"an-binh", "an-binh-short", "qd2639"}) {
    const auto result = BelievedResult::of(example(name));
    EXPECT_TRUE(result) << name;
    if (result) damage_often(*result, name, 60, 7, tally);
  }
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    const auto folder = scratch_folder("made");
    make_plan(seed).write(folder);
    const auto result = BelievedResult::of(folder);
    if (result) damage_often(*result, "made plan " + std::to_string(seed), 40, seed, tally);
  }
  return tally;
}

/// What was said to them.
const std::vector<Fault>& sample() {
  static const DamageTally tally = damage_much();
  return tally.faults();
}

/// Words between blanks and marks. What stands in brackets or behind "cột" is the name of a field.
std::vector<std::string> words_in(const std::string& text) {
  std::string open;
  int depth = 0;
  for (const char letter : text) {
    if (letter == '(') ++depth;
    if (depth == 0) open.push_back(std::string_view(",;:=").find(letter) < 4 ? ' ' : letter);
    if (letter == ')') --depth;
  }
  std::istringstream stream(open);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) {
    if (words.empty() || words.back() != "cột") words.push_back(word);
  }
  return words;
}

const std::set<std::string>& english_words() {
  static const std::set<std::string> words = {
      "a",     "above",  "an",       "and",     "at",    "below", "beyond",  "by",     "class",
      "dong",  "each",   "expected", "for",     "found", "from",  "in",      "is",     "item",
      "least", "ledger", "line",     "missing", "more",  "most",  "named",   "no",     "none",
      "not",   "of",     "once",     "or",      "row",   "rows",  "source",  "stated", "sum",
      "table", "than",   "the",      "there",   "to",    "twice", "unknown", "with"};
  return words;
}

void expect_vietnamese(const std::string& text, const std::string& rule) {
  for (const std::string& word : words_in(text))
    EXPECT_FALSE(english_words().contains(word)) << "[" << rule << "] " << word << " in: " << text;
}

TEST(VerifierWords, InVietnameseNoEnglishWord) {
  const std::vector<Fault>& faults = sample();
  EXPECT_GT(faults.size(), 1'000u);
  std::set<std::string> rules;
  for (const Fault& fault : faults) {
    rules.insert(fault.rule);
    expect_vietnamese(fault.where.vietnamese, fault.rule);
    if (fault.rule == "header") continue;  // what the plan says of itself, in its own words
    expect_vietnamese(fault.expected.vietnamese, fault.rule);
    expect_vietnamese(fault.found.vietnamese, fault.rule);
  }
  EXPECT_GT(rules.size(), 35u);
  for (const RuleTitle& title : rule_titles())
    expect_vietnamese(std::string(title.vietnamese), std::string(title.id));
}

TEST(VerifierWords, EveryRuleOfTheSampleHasATitle) {
  std::set<std::string_view> titled{"format"};  // of the test: no rule, the file cannot be read
  for (const RuleTitle& title : rule_titles()) titled.insert(title.id);
  for (const Fault& fault : sample()) ASSERT_TRUE(titled.contains(fault.rule)) << fault.rule;
}

TEST(VerifierWords, AmountsAreGroupedAsTheLanguageDoes) {
  EXPECT_EQ(in_dong(7'149'906'000).vietnamese, "7.149.906.000 đồng");
  EXPECT_EQ(in_dong(7'149'906'000).english, "7,149,906,000 dong");
  EXPECT_EQ(in_dong(-1'000).vietnamese, "-1.000 đồng");
  EXPECT_EQ(in_dong(-999).english, "-999 dong");
  EXPECT_EQ(in_dong(0).vietnamese, "0 đồng");
  EXPECT_EQ(at_most(22'682'025'000).vietnamese, "tối đa 22.682.025.000 đồng");
}

std::string answer(std::vector<std::string> words, const char* language) {
  words.insert(words.end(), {"--lang", language});
  std::ostringstream out;
  run_command(words, out, out);
  return out.str();
}

/// A result of an example, and one of its files changed.
class DamagedOutput {
 public:
  explicit DamagedOutput(const char* name) : plan_(example(name)) {
    out_ = scratch_folder("damaged") / "out";
    EXPECT_EQ(allocate_here(plan_, out_).end, AllocateEnd::written);
  }
  template <class Change>
  void change(const std::string& file, Change how) {
    Document document = Document::parse(read_bytes(out_ / file));
    how(document);
    std::ofstream(out_ / file) << document.dump();
  }
  const fs::path& out() const { return out_; }
  Report report() const { return verify(plan_, out_ / "result.json"); }

 private:
  fs::path plan_;
  fs::path out_;
};

TEST(VerifierWords, AMissingRowOfATableIsToldOnce) {
  DamagedOutput damaged("an-binh");
  damaged.change("tables/ledger.json", [](Document& table) { table["rows"].erase(9); });
  const Report report = damaged.report();
  ASSERT_EQ(report.faults().size(), 1u) << report.faults().back().where.english;
  EXPECT_THAT(report.faults().front().expected.english, testing::StartsWith("a row for "));
}

TEST(VerifierWords, ARowTooManyIsToldOnce) {
  DamagedOutput damaged("an-binh");
  damaged.change("tables/ledger.json", [](Document& table) {
    Document more = table["rows"][3];
    more["id"] = "x";
    table["rows"].insert(table["rows"].begin() + 3, more);
  });
  ASSERT_EQ(damaged.report().faults().size(), 1u);
  EXPECT_EQ(damaged.report().faults().front().found.english, "x");
}

TEST(VerifierWords, AWrongOrderIsToldOnce) {
  DamagedOutput damaged("an-binh");
  damaged.change("tables/ledger.json", [](Document& table) {
    std::swap(table["rows"][2], table["rows"][7]);
    std::swap(table["rows"][20], table["rows"][30]);
  });
  ASSERT_EQ(damaged.report().faults().size(), 1u);
  EXPECT_EQ(damaged.report().faults().front().expected.english, "rows in their order");
}

TEST(VerifierWords, AMissingRowOfOtherListsIsToldFewTimes) {
  for (const char* table : {"law_used", "shortfalls", "transfers", "demands"}) {
    DamagedOutput damaged("an-binh-short");
    damaged.change("tables/" + std::string(table) + ".json", [](Document& document) {
      Document& rows = document["rows"];
      rows.erase(rows.size() > 2 ? 2 : rows.size() - 1);
    });
    const std::size_t count = damaged.report().faults().size();
    EXPECT_TRUE(1 <= count && count <= 12) << table << ": " << count;
  }
}

TEST(VerifierWords, AMissingSourceOfTheResultDoesNotDragTheOthersAlong) {
  DamagedOutput damaged("an-binh");
  damaged.change("result.json", [](Document& result) { result["sources"].erase(0); });
  const Report report = damaged.report();
  EXPECT_EQ(std::count_if(report.faults().begin(), report.faults().end(),
                          [](const Fault& fault) { return fault.rule == "source_rows"; }),
            1);
}

TEST(VerifierWords, UsageAndWhatCannotBeReadAreToldInTheLanguageAsked) {
  EXPECT_THAT(answer({}, "vi"), testing::HasSubstr("cách dùng: phanbo-verify KẾ_HOẠCH"));
  EXPECT_THAT(answer({}, "en"), testing::HasSubstr("usage: phanbo-verify PLAN"));
  EXPECT_THAT(answer({"/no-folder"}, "vi"),
              testing::HasSubstr("/no-folder/result.json: không phải tệp đọc được"));
  EXPECT_THAT(answer({"a", "b", "--faster"}, "vi"),
              testing::HasSubstr("không có tùy chọn này: --faster"));
  EXPECT_THAT(answer({"/no-plan", "/no-result"}, "vi"),
              testing::HasSubstr("/no-result: không phải tệp đọc được"));
  EXPECT_THAT(answer({"/no-plan", "/no-result"}, "en"),
              testing::HasSubstr("/no-result: not a readable file"));
}

constexpr const char* answer_vietnamese =
    R"x(Quy định đã dùng: đúng nguyên văn, không thiếu, không thừa [law_used]: 1 lỗi
  balancing_supplement_drawdown month_divisor từ 2026-01-01
    phải là:  nêu trong danh sách quy định đã dùng
    ghi là:   thiếu
Đã bố trí và còn phải bố trí của từng nhu cầu khớp sổ phân bổ [demand_totals]: 1 lỗi
  nhu cầu bhyt-atk/an-binh/2027, đã bố trí (allocated)
    phải là:  23.771.880.000 đồng theo sổ phân bổ
    ghi là:   23.771.880.005 đồng
Lý do kết quả của từng nhu cầu [demand_reason]: 1 lỗi
  nhu cầu bhyt-atk/an-binh-cu/2025
    phải là:  in_full
    ghi là:   (để trống)
Cân đối từng nguồn vốn theo năm [source_balance]: 2 lỗi
  nguồn cddp-dau-tu/2025, đã phân bổ (allocated)
    phải là:  13.300.000.000 đồng theo sổ phân bổ
    ghi là:   13.299.999.000 đồng
  nguồn cddp-dau-tu/2025
    phải là:  số được giao + chuyển nguồn năm trước sang = 13.300.000.000 đồng
    ghi là:   dự phòng + đã phân bổ + chuyển nguồn sang năm sau + chưa phân bổ = 13.299.999.000 đồng
Các trường của dòng sổ phân bổ đúng theo nhu cầu và nguồn [line_fields]: 1 lỗi
  dòng sổ phân bổ bhyt-atk/an-binh/2026@cctl, đơn vị dự toán, chủ đầu tư (holder)
    phải là:  Phường An Bình
    ghi là:   x
không kiểm tra được: Kết quả lập từ đúng các tệp của kế hoạch (mã băm SHA-256) [input_hash]
  kế hoạch được đọc từ bản niêm phong (plan.sealed.json); không có các tệp gốc
không kiểm tra được: Các bảng khớp với kết quả [table]
  không có bảng JSON bên cạnh kết quả
không đạt: 6 lỗi
)x";

constexpr const char* answer_english =
    R"x(The law used: word for word, no row missing or too many [law_used]: 1 fault
  balancing_supplement_drawdown month_divisor from 2026-01-01
    expected: named among the law used
    found:    missing
What each demand gets and lacks agrees with the ledger [demand_totals]: 1 fault
  demand bhyt-atk/an-binh/2027 allocated
    expected: 23,771,880,000 dong by the ledger
    found:    23,771,880,005 dong
The reason of each demand's outcome [demand_reason]: 1 fault
  demand bhyt-atk/an-binh-cu/2025
    expected: in_full
    found:    (blank)
The balance of each source and year [source_balance]: 2 faults
  source cddp-dau-tu/2025 allocated
    expected: 13,300,000,000 dong by the ledger
    found:    13,299,999,000 dong
  source cddp-dau-tu/2025
    expected: available + carried in = 13,300,000,000 dong
    found:    reserved + allocated + carried out + unallocated = 13,299,999,000 dong
Fields of ledger lines follow from demand and source [line_fields]: 1 fault
  line bhyt-atk/an-binh/2026@cctl holder
    expected: Phường An Bình
    found:    x
not checked: The result was made from the files of the plan (SHA-256) [input_hash]
  the plan was read from its sealed form; its first files are not here
not checked: Tables agree with the result [table]
  no JSON tables beside the result
no: 6 faults
)x";

/// A result without tables, judged by its sealed plan.
TEST(VerifierWords, TheWholeAnswerToADamagedResult) {
  DamagedOutput damaged("an-binh");
  fs::remove_all(damaged.out() / "tables");
  damaged.change("result.json", [](Document& result) {
    add_to(result["sources"][1], "allocated_dong", -1'000);
    add_to(result["demands"][2], "allocated_dong", 5);
    result["demands"][3]["reason"] = "";
    result["ledger"][4]["holder"] = "x";
    result["law_used"].erase(0);
  });
  EXPECT_EQ(answer({damaged.out().string()}, "vi"), answer_vietnamese);
  EXPECT_EQ(answer({damaged.out().string()}, "en"), answer_english);
}

TEST(VerifierWords, AnswerAsJsonIsInTheLanguageAsked) {
  DamagedOutput damaged("an-binh");
  damaged.change("result.json",
                 [](Document& result) { add_to(result["sources"][0], "allocated_dong", -1'000); });
  for (const char* language : {"vi", "en"}) {
    const Document json = Document::parse(answer({damaged.out().string(), "--json"}, language));
    EXPECT_EQ(json["schema_version"], 1);
    EXPECT_EQ(json["verdict"], "no");
    const std::string unit = language == std::string("vi") ? " đồng" : " dong";
    EXPECT_THAT(json["faults"][0]["found"].get<std::string>(), testing::EndsWith(unit));
    EXPECT_THAT(json["titles"]["source_balance"].get<std::string>(),
                testing::StartsWith(language == std::string("vi") ? "Cân đối" : "The balance"));
  }
}

}  // namespace
}  // namespace phanbo_verify::test
