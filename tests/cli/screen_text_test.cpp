// The parts that can be looked at without starting the program: progress, JSON, columns,
// derivations.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "cli/derivation_text.hpp"
#include "cli/display.hpp"
#include "cli/json_text.hpp"
#include "cli/progress.hpp"

namespace phanbo {
namespace {

using std::chrono::milliseconds;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class ProgressLineTest : public ::testing::Test {
 protected:
  ProgressLine::Time now_{};
  std::vector<std::string> written_;
  ProgressLine line_{[this] { return now_; },
                     [this](std::string_view text) { written_.emplace_back(text); }};
};

TEST_F(ProgressLineTest, SaysNothingDuringTheFirstSecond) {
  line_.begin_step("1/6 a");
  now_ += milliseconds(999);
  line_.begin_step("2/6 b");
  line_.refresh();
  line_.clear();
  EXPECT_THAT(written_, IsEmpty());
}

TEST_F(ProgressLineTest, DrawsOneLineAndWipesIt) {
  line_.begin_step("1/6 đọc");
  now_ += milliseconds(1000);
  line_.refresh();
  line_.refresh();
  line_.begin_step("2/6 b");
  line_.clear();
  EXPECT_THAT(written_, ElementsAre("\r\r1/6 đọc", "\r       \r2/6 b", "\r     \r"));
}

TEST(Progress, IsWantedOnATerminalThatCanGoBackOnly) {
  EXPECT_TRUE(progress_is_wanted(true, "xterm"));
  EXPECT_FALSE(progress_is_wanted(true, "dumb"));
  EXPECT_FALSE(progress_is_wanted(true, nullptr));
  EXPECT_FALSE(progress_is_wanted(true, ""));
  EXPECT_FALSE(progress_is_wanted(false, "xterm"));
}

TEST(Display, CountsColumnsRatherThanBytes) {
  EXPECT_EQ(display_width("dong"), 4);
  EXPECT_EQ(display_width("đồng"), 4);
  EXPECT_EQ(display_width("do\xcc\x82\xcc\x80ng"), 4);
}

TEST(Display, AlignsColumnsByWidth) {
  TextTable table({"Mục", "Giá trị"}, {Align::left, Align::right});
  table.add_row({"đất", "1.000"});
  table.add_row({"xổ số", "25"});
  EXPECT_EQ(table.text(),
            "Mục    Giá trị\n"
            "đất      1.000\n"
            "xổ số       25\n");
}

TEST(Display, GroupsNumbersByLanguage) {
  EXPECT_EQ(number_text("1234567", Language::vietnamese), "1.234.567");
  EXPECT_EQ(number_text("-1234567.50", Language::vietnamese), "-1.234.567,50");
  EXPECT_EQ(number_text("-1234567.50", Language::english), "-1,234,567.50");
  EXPECT_EQ(number_text("1000/3", Language::vietnamese), "1.000/3");
  EXPECT_EQ(number_text("7-12", Language::vietnamese), "7-12");
  EXPECT_EQ(number_text("", Language::vietnamese), "");
}

TEST(Json, IsWrittenInOrderWithEscapes) {
  JsonText json;
  json.open_object();
  json.key("a").number(-5);
  json.key("b").open_array();
  json.close_array();
  json.key("c").open_array();
  json.text("x\"\\\n");
  json.flag(true);
  json.close_array();
  json.close_object();
  EXPECT_EQ(
      json.take(),
      "{\n  \"a\": -5,\n  \"b\": [],\n  \"c\": [\n    \"x\\\"\\\\\\u000a\",\n    true\n  ]\n}\n");
}

TEST(Json, RecordsOfATopArrayAreRead) {
  const std::string json =
      R"({"n": 1, "skip": {"ledger": [1, {"x": "}"}]}, "ledger": [{"id": "a\"b", "deep": [1, 2],
         "amount_dong": 25, "ok": true}, {}], "z": null})";
  const auto records = json_records(json, "ledger");
  ASSERT_TRUE(records.has_value());
  ASSERT_EQ(records->size(), 2U);
  EXPECT_EQ(value_of(records->front(), "id"), "a\"b");
  EXPECT_EQ(value_of(records->front(), "amount_dong"), "25");
  EXPECT_EQ(value_of(records->front(), "deep"), "");
  EXPECT_EQ(value_of(json_top(json).value(), "n"), "1");
}

TEST(Json, HalfAFileIsNotRead) {
  EXPECT_FALSE(json_records("{\"ledger\": [{\"id\": \"a\"", "ledger").has_value());
  EXPECT_FALSE(json_records("", "ledger").has_value());
  EXPECT_FALSE(json_records("{\"ledger\": 5}", "ledger").has_value());
  EXPECT_FALSE(json_top(std::string(100'000, '[')).has_value());
  EXPECT_FALSE(json_top("{\"a\":" + std::string(100'000, '[')).has_value());
}

Derivation leaf(const std::string& label, const std::string& value, const std::string& unit) {
  Derivation node;
  node.label_vi = label;
  node.label_en = label + " (en)";
  node.value = value;
  node.unit = unit;
  return node;
}

TEST(DerivationText, IsATreeDownToTheCitation) {
  Derivation salary = leaf("Lương cơ sở", "2340000", "dong");
  salary.operation = Operation::law;
  salary.citation = "Nghị định 73/2024/NĐ-CP";
  Derivation persons = leaf("Số người", "12", "persons");
  persons.place = "participants.csv:3";
  Derivation root = leaf("Nhu cầu", "28080000", "dong");
  root.operation = Operation::product;
  root.children = {salary, persons};
  EXPECT_EQ(derivation_text(root, Language::vietnamese),
            "Nhu cầu: 28.080.000 đồng — tích của\n"
            "├─ Lương cơ sở: 2.340.000 đồng — theo luật — Nghị định 73/2024/NĐ-CP\n"
            "└─ Số người: 12 người — số liệu của kế hoạch — participants.csv:3\n");
  EXPECT_EQ(derivation_text(root, Language::english),
            "Nhu cầu (en): 28,080,000 đồng — product of\n"
            "├─ Lương cơ sở (en): 2,340,000 đồng — by law — Nghị định 73/2024/NĐ-CP\n"
            "└─ Số người (en): 12 persons — given by the plan — participants.csv:3\n");
}

}  // namespace
}  // namespace phanbo
