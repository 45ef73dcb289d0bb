// Programmes, costs, entitlements, sites, projects and earlier decisions.
#include "problem_cases.hpp"

namespace phanbo::test {

namespace {

using F = PlanFolder;

void set_costs(F& f, const std::string& rows) {
  f.set("fixed_costs", "code,programme,name,unit,year,amount,quantity,unit_price\n" + rows);
}

void set_participants(F& f, const std::string& rows) {
  f.set("participants", "programme,unit,group,year,first_month,last_month,persons\n" + rows);
}

void set_rule(F& f, const std::string& own_share = "") {
  f.set("entitlement_rules",
        "programme,year,pays_groups,own_central_share_percent\n"
        "bhyt,2026,state_atk|student," +
            own_share + "\n");
}

void set_top_ups(F& f, const std::string& rows) {
  f.set("top_ups", "programme,unit,group,share_percent,valid_from,valid_to,document\n" + rows);
}

void set_project(F& f, const std::string& row) {
  f.set("projects",
        "code,programme,name,unit,group,status,approved_total,paid_before,ceiling,"
        "start_year,y2026,y2027\n" +
            row + "\n");
}

void set_decided(F& f, const std::string& row) {
  set_costs(f, "k1,cost,Hội nghị,an,2026,500,,\n");
  f.set("decided", "item,year,source,amount,paid,advanced,decided_on,document\n" + row + "\n");
}

std::vector<ProblemCase> programme_cases() {
  return {
      {"local_share_twice", "programmes.csv:2:41",
       [](F& f) {
         f.replace("programmes", "fixed,c1,recurrent,,,,", "fixed,c1,recurrent,,30,0.5,");
       }},
      {"local_share_too_fine", "programmes.csv:3:43",
       [](F& f) {
         f.replace("programmes", "formula,c2,recurrent,,,,", "formula,c2,recurrent,,33.33333333,,");
       }},
      {"percent_out_of_range", "programmes.csv:2:38",
       [](F& f) {
         f.replace("programmes", "fixed,c1,recurrent,,,,", "fixed,c1,recurrent,,101,,");
       }},
      {"step_is_zero", "programmes.csv:2:37",
       [](F& f) { f.replace("programmes", "fixed,c1,recurrent,,,,", "fixed,c1,recurrent,0,,,"); }},
      {"wrong_programme_kind", "fixed_costs.csv:2:4",
       [](F& f) { set_costs(f, "k1,bhyt,Hội nghị,an,2026,5,,\n"); }},
      {"status_in_two_classes", "classes.csv:3:31",
       [](F& f) { f.replace("classes", "in_full,", "in_full,new"); }},
      {"amount_missing", "fixed_costs.csv:2:26",
       [](F& f) { set_costs(f, "k1,cost,Hội nghị,an,2026,,,\n"); }},
      {"product_differs", "fixed_costs.csv:2:26",
       [](F& f) { set_costs(f, "k1,cost,Hội nghị,an,2026,501,2.5,200\n"); }},
      {"not_whole_steps", "fixed_costs.csv:2:26",
       [](F& f) {
         f.replace("programmes", "fixed,c1,recurrent,,,,", "fixed,c1,recurrent,100,,,");
         set_costs(f, "k1,cost,Hội nghị,an,2026,150,,\n");
       }},
      {"not_whole_steps", "projects.csv:2:49",
       [](F& f) {
         f.replace("programmes", "projects,c2,investment,,,,", "projects,c2,investment,1000,,,");
         set_project(f, "p1,proj,Đường,an,C,transition,9000,0,,2026,1000,1500");
       }},
      {"item_code_twice", "sites.csv:2:1",
       [](F& f) {
         set_costs(f, "k1,cost,Hội nghị,an,2026,5,,\n");
         f.set("sites", "code,programme,name,unit,rank\nk1,relic,Đình An,an,national\n");
       }},
      {"item_code_twice", "fixed_costs.csv:2:1",
       [](F& f) { set_costs(f, "bhyt/an,cost,Hội nghị,an,2026,5,,\n"); }},
  };
}

std::vector<ProblemCase> entitlement_cases() {
  return {
      {"participants_overlap", "participants.csv:3:24",
       [](F& f) {
         set_rule(f);
         set_participants(f, "bhyt,an,state_atk,2026,1,6,100\nbhyt,an,state_atk,2026,6,12,90\n");
       }},
      {"entitlement_rule_missing", "participants.csv:2:19",
       [](F& f) {
         set_rule(f);
         set_participants(f, "bhyt,an,state_atk,2027,1,6,100\n");
       }},
      {"unknown_law_key", "participants.csv:2:9",
       [](F& f) {
         set_rule(f);
         set_participants(f, "bhyt,an,state_akt,2026,1,6,100\n");
       }},
      {"percent_out_of_range", "entitlement_rules.csv:2:29", [](F& f) { set_rule(f, "100.5"); }},
      {"percent_out_of_range", "top_ups.csv:2:17",
       [](F& f) { set_top_ups(f, "bhyt,an,student,120,2020-01-01,2020-12-31,d1\n"); }},
      {"top_ups_overlap", "top_ups.csv:3:20",
       [](F& f) {
         set_top_ups(f, "bhyt,an,student,10,2025-01-01,,d1\nbhyt,an,student,20,2026-07-01,,d1\n");
       }},
      {"top_up_over_whole", "top_ups.csv:2:17",
       [](F& f) { set_top_ups(f, "bhyt,an,student,50.5,2026-01-01,,d1\n"); }},
  };
}

std::vector<ProblemCase> project_cases() {
  return {
      {"needs_over_ceiling", "sites.csv:2:29",
       [](F& f) {
         f.set("sites",
               "code,programme,name,unit,rank,ceiling,y2026,y2027\n"
               "r1,relic,Đình,an,provincial,10,6,5\n");
       }},
      {"above_approved_total", "projects.csv:2:31",
       [](F& f) { set_project(f, "p1,proj,Đường,an,C,transition,100,40,,2026,40,21"); }},
      {"above_approved_total", "project_sources.csv:2:8",
       [](F& f) {
         set_project(f, "p1,proj,Đường,an,C,transition,100,40,,2026,30,30");
         f.set("project_sources", "project,source,approved,ceiling,paid_before\np1,bal,50,20,40\n");
       }},
      {"project_sources_over_total", "project_sources.csv:2:8",
       [](F& f) {
         set_project(f, "p1,proj,Đường,an,C,transition,100,40,,2026,30,30");
         f.set("project_sources",
               "project,source,approved,ceiling,paid_before\np1,bal,101,20,40\n");
       }},
      {"project_too_long", "projects.csv:2:39",
       [](F& f) { set_project(f, "p1,proj,Đường,an,C,transition,100,40,,2024,30,30"); }},
  };
}

std::vector<ProblemCase> decided_cases() {
  return {
      {"unknown_item", "decided.csv:2:1",
       [](F& f) { set_decided(f, "k11,2026,bal,500,,,2026-01-05,d1"); }},
      {"decided_year_differs", "decided.csv:2:4",
       [](F& f) { set_decided(f, "k1,2027,bal,500,,,2026-01-05,d1"); }},
      {"spent_over_decided", "decided.csv:2:13",
       [](F& f) { set_decided(f, "k1,2026,bal,500,400,101,2026-01-05,d1"); }},
      {"decided_over_available", "decided.csv:2:13",
       [](F& f) { set_decided(f, "k1,2026,bal,1000001,,,2026-01-05,d1"); }},
  };
}

}  // namespace

std::vector<ProblemCase> need_cases() {
  std::vector<ProblemCase> all;
  for (const auto& cases :
       {programme_cases(), entitlement_cases(), project_cases(), decided_cases()})
    all.insert(all.end(), cases.begin(), cases.end());
  return all;
}

}  // namespace phanbo::test
