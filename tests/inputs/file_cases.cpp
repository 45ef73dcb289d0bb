// Defects of files as bytes, of CSV and of JSON.
#include <fstream>

#include "models/limits.hpp"
#include "problem_cases.hpp"

namespace phanbo::test {

namespace {

void make_huge(PlanFolder& folder) {
  const auto path = folder.write() / "huge.csv";
  std::ofstream(path).put('x');
  std::filesystem::resize_file(path, limit_file_bytes_max + 1);
  folder.json("payer_rules.csv", "huge.csv");
}

void fill_with_bad_rows(PlanFolder& folder) {
  std::string units = "code,name,kind,parent\nct,Cần Thơ,province,\n";
  for (int i = 10'000; i < 11'005; ++i) units += "x" + std::to_string(i) + ",Xã,comune,ct\n";
  folder.set("units", units);
}

std::string nested(int depth) { return std::string(static_cast<std::size_t>(depth), '['); }

}  // namespace

std::vector<ProblemCase> file_cases() {
  using F = PlanFolder;
  const std::string utf16 = std::string("\xFF\xFE") + std::string("c\0o\0", 4);
  return {
      {"file_missing", "payer_rule.csv", [](F& f) { f.json("payer_rules.csv", "payer_rule.csv"); }},
      {"file_unreadable", "folder",
       [](F& f) { f.file("folder/x", "x").json("payer_rules.csv", "folder"); }},
      {"file_too_large", "huge.csv", make_huge},
      {"path_outside_plan", "plan.json:12:23",
       [](F& f) { f.json("\"documents.csv", "\"../documents.csv"); }},
      {"path_outside_plan", "plan.json:13:25",
       [](F& f) { f.json("\"payer_rules.csv", "\"/etc/passwd"); }},
      {"file_empty", "payer_rules.csv:1:1", [](F& f) { f.file("payer_rules.csv", ""); }},
      {"encoding_utf16", "payer_rules.csv:1:1",
       [utf16](F& f) { f.file("payer_rules.csv", utf16); }},
      {"encoding_invalid", "payer_rules.csv:2:3",
       [](F& f) { f.file("payer_rules.csv", "source,programme\nb\xC3\xAA\xFFl,*\n"); }},
      {"nul_byte", "payer_rules.csv:2:3",
       [](F& f) { f.file("payer_rules.csv", std::string("source,programme\nba\0l,*\n", 24)); }},
      {"separator_unclear", "payer_rules.csv:1:1",
       [](F& f) { f.set("payer_rules", "source,programme;unit\nbal,*;\n"); }},
      {"quote_not_closed", "payer_rules.csv:2:5",
       [](F& f) { f.file("payer_rules.csv", "source,programme\nbal,\"*\n"); }},
      {"text_after_quote", "payer_rules.csv:2:6",
       [](F& f) { f.set("payer_rules", "source,programme\n\"bal\"x,*\n"); }},
      {"quote_inside_cell", "payer_rules.csv:2:3",
       [](F& f) { f.set("payer_rules", "source,programme\nba\"l,*\n"); }},
      {"lone_carriage_return", "payer_rules.csv:2:4",
       [](F& f) { f.set("payer_rules", "source,programme\nbal\r,*\n"); }},
      {"line_end_missing", "payer_rules.csv:2:6",
       [](F& f) {
         f.set("payer_rules", "source,programme\nbal,*\n");
         f.file("payer_rules.csv", "source,programme\nbal,*");
       }},
      {"row_length_differs", "payer_rules.csv:2:7",
       [](F& f) { f.set("payer_rules", "source,programme\nbal,*,more\n"); }},
      {"row_length_differs", "payer_rules.csv:2:1",
       [](F& f) { f.set("payer_rules", "source,programme\nbal\n"); }},
      {"blank_row", "payer_rules.csv:2:1",
       [](F& f) { f.set("payer_rules", "source,programme\n\nbal,*\n"); }},
      {"blank_row", "payer_rules.csv:3:1",
       [](F& f) { f.set("payer_rules", "source,programme\nbal,*\n,\n"); }},
      {"json_syntax", "plan.json:5:7",
       [](F& f) { f.json("\"Kế hoạch thử\",", "\"Kế hoạch thử\""); }},
      {"json_syntax", "plan.json:20:1", [](F& f) { f.json("\n}\n}\n", "\n}\n}\n}\n"); }},
      {"json_key_twice", "plan.json:5:1",
       [](F& f) {
         f.json("\"stage\": \"submitted\"", "\"code\": \"x\", \"stage\": \"submitted\"");
       }},
      {"json_too_deep", "plan.json:5:41",
       [](F& f) { f.json("\"stage\": \"submitted\"", "\"stage\": " + nested(60)); }},
      {"json_wrong_type", "plan.json:6:15",
       [](F& f) { f.json("2026,\n\"last", "\"2026\",\n\"last"); }},
      {"problems_left_out", "units.csv", fill_with_bad_rows, {"unknown_choice"}},
  };
}

}  // namespace phanbo::test
