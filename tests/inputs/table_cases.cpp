// Defects of plan.json and of tables as tables: keys, columns, cells, references.
#include "problem_cases.hpp"

namespace phanbo::test {

namespace {

using F = PlanFolder;

std::vector<ProblemCase> header_cases() {
  return {
      {"unknown_key", "plan.json:5:1",
       [](F& f) {
         f.json("\"stage\": \"submitted\"", "\"nam\": \"x\", \"stage\": \"submitted\"");
       }},
      {"missing_key", "plan.json:1:1", [](F& f) { f.json("\"code\": \"thu\",\n", ""); }},
      {"missing_key", "plan.json:1:1",
       [](F& f) {
         f.json("\"capital_priority\": \"capital_priority_2026_2030\",\n", "")
             .set("projects",
                  "code,programme,name,unit,status,approved_total\n"
                  "p1,proj,Đường,an,new,5\n");
       }},
      {"wrong_header_value", "plan.json:5:10", [](F& f) { f.json("submitted", "proposed"); }},
      {"wrong_header_value", "plan.json:6:15", [](F& f) { f.json("2026,", "1026,"); }},
      {"version_not_known", "plan.json:2:19",
       [](F& f) { f.json("\"schema_version\": 1", "\"schema_version\": 2"); }},
      {"years_reversed", "plan.json:7:14", [](F& f) { f.json("2027", "2025"); }},
      {"over_limit", "plan.json:7:14", [](F& f) { f.json("2027", "2056"); }},
      {"unknown_table", "plan.json:11:1",
       [](F& f) {
         f.json("\"classes\": {", "\"clases\": {\"file\": \"x\", \"rows\": 0},\n\"classes\": {");
       }},
      {"missing_table", "plan.json:10:11", [](F& f) { f.remove("payer_rules"); }},
      {"row_count_differs", "plan.json:13:52",
       [](F& f) {
         f.json("\"payer_rules.csv\", \"rows\": 1", "\"payer_rules.csv\", \"rows\": 2");
       }},
      {"control_sum_differs", "plan.json:15:110",
       [](F& f) {
         f.entry("source_years",
                 R"("amount_unit": "dong", "control_sums": {"available": "2000001"})");
       }},
      {"control_sum_column", "plan.json:15:107",
       [](F& f) {
         f.entry("source_years", R"("amount_unit": "dong", "control_sums": {"source": "1"})");
       }},
      {"amount_unit_missing", "plan.json:15:17",
       [](F& f) { f.entry("source_years", R"("number_style": "plain")"); }},
      {"unknown_law_topic", "plan.json:9:21",
       [](F& f) { f.json("capital_priority_2026_2030", "capital_priority_2026"); }},
      {"unknown_reference", "plan.json:8:13", [](F& f) { f.json("\"ct\"", "\"cto\""); }},
      {"date_malformed", "plan.json:8:15",
       [](F& f) { f.json("\"province\": \"ct\",", "\"decided_on\": \"2026-02-30\","); }},
  };
}

std::vector<ProblemCase> column_cases() {
  return {
      {"missing_column", "payer_rules.csv:1:1",
       [](F& f) { f.set("payer_rules", "source\nbal\n"); }},
      {"unknown_column", "payer_rules.csv:1:18",
       [](F& f) { f.set("payer_rules", "source,programme,unti\nbal,*,\n"); }},
      {"column_twice", "payer_rules.csv:1:18",
       [](F& f) { f.set("payer_rules", "source,programme,source\nbal,*,bal\n"); }},
      {"year_column_outside_plan", "sites.csv:1:26",
       [](F& f) {
         f.set("sites", "code,programme,name,unit,y2028,rank\nr,relic,Đình,an,1,national\n");
       }},
      {"duplicate_key", "units.csv:5:1", [](F& f) { f.add("units", "an,Xã An,commune,ct,,"); }},
      {"unknown_reference", "units.csv:2:18",
       [](F& f) { f.replace("units", "commune,ct", "commune,cc"); }},
      {"unknown_reference",
       "formulas.csv:2:25",
       [](F& f) {
         f.set("formulas",
               "programme,year,method,pool,parent,envelope_for\n"
               "form,2026,points,100,ct,cots\n");
       },
       {}},
      {"two_law_rows", "law_rows.csv:3:5",
       [](F& f) {
         f.set("law_rows",
               "topic,key,valid_from,valid_to,recorded_on,selected_by,document,verification\n"
               "t,k,2025-01-01,,2026-01-01,month,Luật 1,verified\n"
               "t,k,2026-01-01,,2026-01-01,month,Luật 2,verified\n");
       }},
      {"unknown_law_key", "classes.csv:3:31", [](F& f) { f.replace("classes", "|new", "|nwe"); }},
  };
}

/// A defect of one cell in a table of costs.
ProblemCase cost_case(const std::string& id, const std::string& place, const std::string& row,
                      const std::string& entry = "\"amount_unit\": \"million_dong\"") {
  return {id, place, [row, entry](F& f) {
            f.set("fixed_costs",
                  "code;programme;name;unit;year;amount;first_month;last_month;score;rank\n" + row +
                      "\n")
                .entry("fixed_costs", entry);
          }};
}

std::vector<ProblemCase> cell_cases() {
  const std::string vietnamese = R"("amount_unit": "dong", "number_style": "vietnamese")";
  return {
      cost_case("missing_value", "fixed_costs.csv:2:9", "k1;cost;;an;2026;1;;;;"),
      cost_case("surrounding_space", "fixed_costs.csv:2:9", "k1;cost; Hội nghị;an;2026;1;;;;"),
      cost_case("hidden_character", "fixed_costs.csv:2:9", "k1;cost;Hội\u200B nghị;an;2026;1;;;;"),
      cost_case("hidden_character", "fixed_costs.csv:2:9", "k1;cost;\"Hội\tnghị\";an;2026;1;;;;"),
      cost_case("text_too_long", "fixed_costs.csv:2:9",
                "k1;cost;" + std::string(1001, 'x') + ";an;2026;1;;;;"),
      cost_case("text_like_formula", "fixed_costs.csv:2:9", "k1;cost;=1+1;an;2026;1;;;;"),
      cost_case("text_like_formula", "fixed_costs.csv:2:9", "k1;cost;-2+3;an;2026;1;;;;"),
      cost_case("code_malformed", "fixed_costs.csv:2:1", "k 1;cost;Hội nghị;an;2026;1;;;;"),
      cost_case("code_malformed", "fixed_costs.csv:2:1", "-;cost;Hội nghị;an;2026;1;;;;"),
      cost_case("number_malformed", "fixed_costs.csv:2:26", "k1;cost;Hội nghị;an;2026;007;;;;"),
      cost_case("number_malformed", "fixed_costs.csv:2:26", "k1;cost;Hội nghị;an;2026;1E9;;;;"),
      cost_case("number_groups_incomplete", "fixed_costs.csv:2:26",
                "k1;cost;Hội nghị;an;2026;1.23.456;;;;", vietnamese),
      cost_case("number_style_not_declared", "fixed_costs.csv:2:26",
                "k1;cost;Hội nghị;an;2026;1.234.567;;;;"),
      cost_case("number_foreign_characters", "fixed_costs.csv:2:26",
                "k1;cost;Hội nghị;an;2026;１２;;;;"),
      cost_case("number_foreign_characters", "fixed_costs.csv:2:26",
                "k1;cost;Hội nghị;an;2026;1\u00A0000;;;;"),
      cost_case("number_with_unit", "fixed_costs.csv:2:26",
                "k1;cost;Hội nghị;an;2026;15 triệu;;;;"),
      cost_case("number_not_whole", "fixed_costs.csv:2:31", "k1;cost;Hội nghị;an;2026;1;;;;1.5"),
      cost_case("too_many_digits", "fixed_costs.csv:2:30",
                "k1;cost;Hội nghị;an;2026;1;;;1.1234567890123;"),
      cost_case("fraction_of_dong", "fixed_costs.csv:2:26",
                "k1;cost;Hội nghị;an;2026;0.0000001;;;;"),
      cost_case("negative_number", "fixed_costs.csv:2:26", "k1;cost;Hội nghị;an;2026;-5;;;;"),
      cost_case("over_limit", "fixed_costs.csv:2:26", "k1;cost;Hội nghị;an;2026;9000000001;;;;"),
      cost_case("over_limit", "fixed_costs.csv:1:31",
                "k1;cost;Hội nghị;an;2026;9000000000;;;;\nk2;cost;Hội nghị;an;2026;1;;;;"),
      cost_case("year_outside_plan", "fixed_costs.csv:2:21", "k1;cost;Hội nghị;an;2028;1;;;;"),
      cost_case("months_reversed", "fixed_costs.csv:2:31", "k1;cost;Hội nghị;an;2026;1;10;9;;"),
      cost_case("unknown_choice", "fixed_costs.csv:2:28", "k1;cost;Hội nghị;an;2026;1;0;;;"),
      {"unknown_choice", "units.csv:2:10", [](F& f) { f.replace("units", "commune", "comune"); }},
      {"date_malformed", "units.csv:2:21",
       [](F& f) { f.replace("units", "commune,ct,,", "commune,ct,2025-02-29,"); }},
      {"dates_reversed", "units.csv:2:32",
       [](F& f) { f.replace("units", "commune,ct,,", "commune,ct,2026-01-01,2025-01-01"); }},
      {"list_entry_twice", "classes.csv:3:31",
       [](F& f) { f.replace("classes", "transition|new", "new|transition|new"); }},
  };
}

}  // namespace

std::vector<ProblemCase> table_cases() {
  std::vector<ProblemCase> all;
  for (const auto& cases : {header_cases(), column_cases(), cell_cases()})
    all.insert(all.end(), cases.begin(), cases.end());
  return all;
}

}  // namespace phanbo::test
