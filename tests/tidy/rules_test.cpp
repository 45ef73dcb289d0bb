// Each rule is shown a small file that breaks it, and one beside it that does not.
#include "tidy/rules.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "tidy/functions.hpp"

namespace phanbo::tidy {
namespace {

/// The lines that the named rule finds in a file, "3 5".
std::string lines_found(std::string_view rule_name, const SourceFile& file) {
  const auto rule = std::find_if(rules().begin(), rules().end(),
                                 [&](const Rule& each) { return each.name == rule_name; });
  if (rule == rules().end()) return "no such rule";
  std::string lines;
  for (const Finding& finding : rule->check(file)) {
    EXPECT_EQ(finding.path, file.path());
    lines += (lines.empty() ? "" : " ") + std::to_string(finding.line);
  }
  return lines;
}

TEST(TidyRules, FloatingPointIsCaughtWhereFiguresPass) {
  const std::string text =
      "double amount;\n"
      "// a double in a comment\n"
      "const char* text = \"double\";\n"
      "double guess;  // search only\n"
      "int undoubled; long double wide; float share;\n";
  EXPECT_EQ(lines_found("no_floating_point", {"engine/split.cpp", text}), "1 5");
  EXPECT_EQ(lines_found("no_floating_point", {"bench/bench.cpp", text}), "");
}

TEST(TidyRules, PrintingIsCaughtOutsidePrograms) {
  const std::string text =
      "std::cout << 1;\n"
      "std::cerr << 1;\n"
      "printf(\"1\");\n"
      "fmt::print(\"1\");\n"
      "snprintf(buffer, 9, \"cout\");  // printf\n";
  EXPECT_EQ(lines_found("no_console", {"outputs/write.cpp", text}), "1 2 3 4");
  EXPECT_EQ(lines_found("no_console", {"cli/main.cpp", text}), "");
}

TEST(TidyRules, LocalesAreCaughtEverywhere) {
  EXPECT_EQ(lines_found("no_locale", {"cli/main.cpp",
                                      "std::locale::global(x);\n"
                                      "stream.imbue(x);\n"
                                      "int locale;\n"}),
            "1 2");
}

TEST(TidyRules, ClocksAndChanceAreCaughtWhereFiguresPass) {
  const std::string text =
      "std::random_device seed;\n"
      "auto now = std::chrono::system_clock::now();\n"
      "auto t = time(nullptr);\n"
      "auto u = std::time(nullptr);\n"
      "auto r = rand();\n"
      "plan.time(3); operand(4); int time = 0; run_time(5);\n"
      "auto home = std::getenv(\"HOME\");\n";
  EXPECT_EQ(lines_found("no_clock_or_chance", {"engine/search.cpp", text}), "1 2 3 4 5 7");
  EXPECT_EQ(lines_found("no_clock_or_chance", {"cli/progress.cpp", text}), "");
}

TEST(TidyRules, LeftoverMarksAreCaughtInEveryKindOfFile) {
  const std::string marks = std::string("# TO") + "DO\n# FIX" + "ME: x\n# XX" + "X\n# HA" + "CK\n";
  EXPECT_EQ(lines_found("no_leftover_marks", {"docs/a.md", marks + "# XXXIV TODOS todo\n"}),
            "1 2 3 4");
}

TEST(TidyRules, LongLinesAreCountedInCodePoints) {
  std::string vietnamese;
  for (int i = 0; i < 100; ++i) vietnamese += "ậ";
  EXPECT_EQ(lines_found("short_lines", {"models/a.hpp", vietnamese + "\n" + vietnamese + "n\n"}),
            "2");
  EXPECT_EQ(lines_found("short_lines", {"docs/a.md", std::string(300, 'x')}), "");
}

std::string function_of_lines(const std::string& head, std::size_t lines) {
  std::string text = head + " {\n";
  for (std::size_t i = 2; i < lines; ++i) text += "  if (x) { y(); }\n";
  return text + "}\n";
}

TEST(TidyRules, LongFunctionsAreCaught) {
  const std::string start = "namespace a {\nclass B {\n public:\n";
  const std::string end = "};\n}\n";
  for (const std::string head : {"void f(int a)", "B() : a_{1}, b_(2)", "B() : a_{1}",
                                 "template <class T>\nbool operator()(T a) const"}) {
    const std::size_t extra = static_cast<std::size_t>(std::count(head.begin(), head.end(), '\n'));
    const std::string longest = function_of_lines(head, function_lines_max - extra);
    const std::string too_long = function_of_lines(head, function_lines_max - extra + 1);
    EXPECT_EQ(lines_found("short_functions", {"engine/a.cpp", start + longest + end}), "") << head;
    EXPECT_EQ(lines_found("short_functions", {"engine/a.cpp", start + too_long + end}), "4")
        << head;
  }
}

TEST(TidyRules, TablesTypesAndNamespacesAreNotFunctions) {
  for (const std::string head :
       {"namespace a::b", "namespace", "enum class Kind : int", "struct A final : B<C>",
        "const Row rows[] =", "const std::vector<Row> rows", "extern \"C\"",
        "#define F(x) \\\n  {\nint y[] ="}) {
    EXPECT_EQ(lines_found("short_functions", {"law/a.cpp", function_of_lines(head, 200)}), "")
        << head;
  }
}

TEST(TidyRules, FunctionsAreFoundAfterEverythingThatLooksLikeABrace) {
  const SourceFile file("a.cpp",
                        "const char* a = R\"x({ \" )\" { )x\";\n"
                        "const char b = '{', c = '\\'', d = '\"';\n"
                        "const int e = 1'000'{'0';  // {\n"
                        "/* { \n { */ #define NOT_A_DIRECTIVE\n"
                        "int f() { return 1'000; }\n"
                        "int g() { return 2; }\n");
  const auto functions = find_functions(file.code());
  ASSERT_EQ(file.code().size(), file.lines().size());
  ASSERT_GE(functions.size(), 1U);
  EXPECT_EQ(functions.back().head, "int g()");
}

TEST(TidyRules, UpwardIncludesAreCaught) {
  EXPECT_EQ(lines_found("no_upward_include", {"engine/a.cpp",
                                              "#include \"../inputs/csv.hpp\"\n"
                                              "// #include \"../inputs/csv.hpp\"\n"
                                              "#include \"models/money.hpp\"\n"
                                              "#  include <./../x>\n"}),
            "1 4");
}

TEST(TidyRules, LargeFilesAreCaught) {
  EXPECT_EQ(lines_found("small_files", {"law/a.csv", std::string(file_bytes_max, 'x')}), "");
  EXPECT_EQ(lines_found("small_files", {"law/a.csv", std::string(file_bytes_max + 1, 'x')}), "0");
}

TEST(TidyRules, BrokenLinksAreCaught) {
  const SourceFile file("docs/a.md",
                        "[here](b.md) and [there](../README.md#state)\n"
                        "[gone](c.md) [away](https://example.org/x) [within](#top)\n"
                        "`[code](d.md)` ![picture](e.png \"title\")\n"
                        "```\n[example](f.md)\n```\n");
  std::string lines;
  for (const Finding& finding : broken_links(file, [](const std::string& path) {
         return path == "docs/b.md" || path == "docs/../README.md";
       })) {
    lines += std::to_string(finding.line) + " ";
  }
  EXPECT_EQ(lines, "2 3 ");
}

}  // namespace
}  // namespace phanbo::tidy
