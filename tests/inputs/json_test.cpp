#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "inputs/json_tree.hpp"
#include "plan_folder.hpp"

// json_events.cpp, json_tree.cpp: what is JSON, where its parts stand, and what is refused.
namespace phanbo::test {
namespace {

namespace fs = std::filesystem;

/// "ok", or "line:column id".
std::string verdict(const std::string& text) {
  Problem fault;
  if (read_json_tree({"plan.json", text}, fault)) return "ok";
  return std::to_string(fault.place.line) + ":" + std::to_string(fault.place.column) + " " +
         std::string(fault.kind->id);
}

TEST(Json, EveryValueKnowsItsPlaceAndItsText) {
  const std::string text =
      "{\"tên\": [12345678901234567890.50, \"\\u0111ồng\", true],\n \"b\": -0e1 }";
  Problem fault;
  const auto root = read_json_tree({"plan.json", text}, fault);
  ASSERT_TRUE(root.has_value());
  const JsonValue* list = root->find("tên");
  ASSERT_NE(list, nullptr);
  EXPECT_EQ(list->items[0].text, "12345678901234567890.50") << "no machine number in between";
  EXPECT_EQ(text.substr(list->items[0].offset, list->items[0].length), "12345678901234567890.50");
  EXPECT_EQ(list->items[1].text, "đồng");
  EXPECT_EQ(text.substr(list->items[1].offset, list->items[1].length), "\"\\u0111ồng\"");
  EXPECT_EQ(text.substr(list->items[2].offset, list->items[2].length), "true");
  EXPECT_EQ(root->find("b")->text, "-0e1");
  EXPECT_EQ(text.substr(root->keys[1].first, root->keys[1].second), "\"b\"");
}

TEST(Json, ANumberAtTheEndOfTheTextKeepsItsDigits) {
  Problem fault;
  const auto root = read_json_tree({"plan.json", "1234"}, fault);
  ASSERT_TRUE(root.has_value());
  EXPECT_EQ(root->text, "1234");
}

TEST(Json, StringsFullOfQuotesKeepTheirPlace) {
  const std::string text = R"(["a\"b", "\\", "\"\"", "\\\""])";
  Problem fault;
  const auto root = read_json_tree({"plan.json", text}, fault);
  ASSERT_TRUE(root.has_value());
  std::vector<std::string> pieces;
  for (const JsonValue& item : root->items) pieces.push_back(text.substr(item.offset, item.length));
  EXPECT_THAT(pieces, ::testing::ElementsAre(R"("a\"b")", R"("\\")", R"("\"\"")", R"("\\\"")"));
}

TEST(Json, Guards) {
  EXPECT_EQ(verdict("{\"a\":1,\n \"a\":2}"), "2:2 json_key_twice");
  EXPECT_EQ(verdict("{\"a\":{\"b\":1},\"c\":{\"b\":2}}"), "ok")
      << "equal keys of different objects";
  EXPECT_EQ(verdict("{} x"), "1:4 json_syntax");
  EXPECT_EQ(verdict("{} // no comments"), "1:4 json_syntax");
  EXPECT_EQ(verdict("[1,]"), "1:4 json_syntax");
  EXPECT_EQ(verdict("\xEF\xBB\xBF{}"), "1:1 json_syntax") << "a byte-order mark inside";
  EXPECT_EQ(verdict(std::string(32, '[') + std::string(32, ']')), "ok");
  EXPECT_EQ(verdict(std::string(33, '[') + std::string(33, ']')), "1:33 json_too_deep");
  EXPECT_EQ(verdict(std::string(200'000, '[')), "1:33 json_too_deep");
}

/// Reads the bytes as the plan.json of a folder.
std::vector<Problem> problems_of(const std::string& bytes) {
  PlanFolder folder;
  folder.file("plan.json", bytes);
  return folder.read().problems;
}

bool is_json_layer(const Problem& problem) {
  static const std::set<std::string_view> ids = {
      "json_syntax",      "json_key_twice", "json_too_deep", "nul_byte",
      "encoding_invalid", "file_empty",     "encoding_utf16"};
  return ids.contains(problem.kind->id);
}

std::string bytes_of(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

/// What we chose where the suite leaves it open: these are read, all others of i_ are refused.
const std::set<std::string>& accepted_open_cases() {
  static const std::set<std::string> names = {
      "i_number_double_huge_neg_exp",   "i_number_real_underflow",
      "i_number_too_big_neg_int",       "i_number_too_big_pos_int",
      "i_number_very_big_negative_int", "i_structure_UTF-8_BOM_empty_object"};
  return names;
}

class JsonSuite : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(PHANBO_SHARED_DIR) / "external" / "json-test-suite";
    if (!fs::exists(folder_)) GTEST_SKIP() << "the json-test-suite is not here";
  }
  std::vector<fs::path> files(const std::string& part, char first_letter) const {
    std::vector<fs::path> paths;
    for (const auto& entry : fs::directory_iterator(folder_ / part)) {
      const std::string name = entry.path().filename().string();
      if (first_letter == '*' || name.front() == first_letter) paths.push_back(entry.path());
    }
    EXPECT_FALSE(paths.empty());
    return paths;
  }

 private:
  fs::path folder_;
};

TEST_F(JsonSuite, WhatIsNotJsonIsRefusedWithAPlace) {
  for (const fs::path& path : files("test_parsing", 'n')) {
    const auto problems = problems_of(bytes_of(path));
    ASSERT_EQ(problems.size(), 1U) << path;
    EXPECT_TRUE(is_json_layer(problems.front())) << path << problems.front().kind->id;
    EXPECT_GE(problems.front().place.line, 1) << path;
    EXPECT_GE(problems.front().place.column, 1) << path;
  }
}

TEST_F(JsonSuite, WhatIsJsonIsRefusedOnlyForBeingNoPlan) {
  static const std::set<std::string> doubled = {"y_object_duplicated_key",
                                                "y_object_duplicated_key_and_value"};
  for (const fs::path& path : files("test_parsing", 'y')) {
    const auto problems = problems_of(bytes_of(path));
    ASSERT_FALSE(problems.empty()) << path;
    const bool by_json = is_json_layer(problems.front());
    EXPECT_EQ(by_json, doubled.contains(path.stem().string())) << path << told(problems);
  }
}

TEST_F(JsonSuite, OpenCasesAreDecidedTheSameWayEveryTime) {
  std::set<std::string> accepted;
  for (const fs::path& path : files("test_parsing", 'i')) {
    const auto problems = problems_of(bytes_of(path));
    ASSERT_FALSE(problems.empty()) << path;
    if (!is_json_layer(problems.front())) accepted.insert(path.stem().string());
  }
  EXPECT_EQ(accepted, accepted_open_cases());
}

TEST_F(JsonSuite, TransformsDoNotCrash) {
  for (const fs::path& path : files("test_transform", '*'))
    EXPECT_FALSE(problems_of(bytes_of(path)).empty()) << path;
}

}  // namespace
}  // namespace phanbo::test
