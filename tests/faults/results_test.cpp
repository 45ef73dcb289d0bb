// A result.json that was cut short or changed is refused by whoever reads it: `explain` and the
// verifier.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "cli/json_text.hpp"
#include "verifier/fault.hpp"
#include "verifier/result.hpp"

namespace phanbo::faults_test {
namespace {

namespace fs = std::filesystem;
using Tree = nlohmann::ordered_json;

std::string golden_result() {
  std::ifstream stream(fs::path(PHANBO_SOURCE_DIR) / "tests/outputs/golden/vi/result.json",
                       std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

/// "" when the verifier reads it, else why not.
std::string verifier_refusal(const std::string& bytes) {
  try {
    phanbo_verify::read_result("result.json", bytes);
    return "";
  } catch (const phanbo_verify::BadInput& fault) {
    return fault.what();
  }
}

TEST(Results, TheGoldenOneIsRead) {
  const std::string bytes = golden_result();
  EXPECT_EQ(verifier_refusal(bytes), "");
  EXPECT_TRUE(json_top(bytes));
}

/// Every seventh cut: mutation_campaign tries each byte of the plans the same way.
TEST(Results, ATruncationIsRefused) {
  const std::string bytes = golden_result();
  ASSERT_TRUE(bytes.ends_with("}\n"));
  for (std::size_t size = 0; size + 1 < bytes.size(); size += 7) {
    const std::string cut = bytes.substr(0, size);
    ASSERT_NE(verifier_refusal(cut), "") << size;
    ASSERT_FALSE(json_top(cut)) << size;
  }
}

/// Every value of the whole document, replaced by one of each other kind.
void change_values(Tree& root, Tree& node, int& refused, int& read) {
  const auto change = [&](Tree& value) {
    const Tree kept = value;
    for (const Tree& other : {Tree(nullptr), Tree(true), Tree(-1), Tree(0.5), Tree("x"),
                              Tree::array(), Tree::object(), Tree(INT64_MAX)}) {
      value = other;
      const std::string bytes = root.dump();
      ++(verifier_refusal(bytes).empty() ? read : refused);
      json_top(bytes);
      json_records(bytes, "ledger");
      value = kept;
    }
    if (value.is_structured()) change_values(root, value, refused, read);
  };
  // One element of a list stands for the others.
  if (node.is_array() && !node.empty()) change(node.front());
  if (node.is_object()) {
    for (auto& [key, value] : node.items()) change(value);
  }
}

TEST(Results, ValuesOfOtherKindsAreRefusedOrRead) {
  Tree root = Tree::parse(golden_result());
  int refused = 0;
  int read = 0;
  change_values(root, root, refused, read);
  EXPECT_GT(refused, 500);
  EXPECT_GT(read, 10) << "a text may be another text";
}

}  // namespace
}  // namespace phanbo::faults_test
