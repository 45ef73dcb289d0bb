// Formulas, printed statements and revenue shares.
#include "problem_cases.hpp"

namespace phanbo::test {

namespace {

using F = PlanFolder;

void set_formula(F& f, const std::string& row,
                 const std::string& criteria = "p,Dân số,people,1,1") {
  f.set("formulas",
        "programme,year,method,pool,result,pool_source,parent,unit_kinds\n" + row + "\n");
  f.set("criteria", "programme,code,name,indicator,per,points\nform," + criteria + "\n");
  f.set("rates", "programme,indicator,rate\nform,people,5\n");
  f.set("indicators", "unit,indicator,value,document\nan,people,100,d1\nbinh,people,200,d1\n");
}

void set_statements(F& f, const std::string& rows) {
  f.set("statements", "statement,row,parent,label,unit,year,value,plan,actual,percent\n" + rows);
}

std::vector<ProblemCase> formula_cases() {
  return {
      {"formula_pool_missing", "formulas.csv:2:18",
       [](F& f) { set_formula(f, "form,2026,points,,demand,,ct,"); }},
      {"formula_pool_not_used", "formulas.csv:2:17",
       [](F& f) { set_formula(f, "form,2026,rates,100,demand,,ct,"); }},
      {"formula_source_missing", "formulas.csv:2:31",
       [](F& f) { set_formula(f, "form,2026,points,100,envelope,,ct,"); }},
      {"formula_without_rows", "formulas.csv:2:1",
       [](F& f) {
         set_formula(f, "form,2026,points,100,demand,,ct,");
         f.set("criteria", "programme,code,name,indicator,points\n");
       }},
      {"formula_without_units", "formulas.csv:2:30",
       [](F& f) { set_formula(f, "form,2026,points,100,demand,,an,"); }},
      {"indicator_missing", "criteria.csv:2:15",
       [](F& f) { set_formula(f, "form,2026,points,100,demand,,ct,ward", "p,Dân số,poeple,1,1"); }},
      {"per_is_zero", "criteria.csv:2:22",
       [](F& f) { set_formula(f, "form,2026,points,100,demand,,ct,", "p,Dân số,people,0,1"); }},
      {"first_amounts_over_pool", "formulas.csv:2:18",
       [](F& f) {
         set_formula(f, "form,2026,points,100,demand,,ct,");
         f.set("first_amounts", "programme,year,unit,amount,document\nform,2026,an,101,d1\n");
       }},
  };
}

std::vector<ProblemCase> printed_cases() {
  return {
      {"statement_parent_unknown", "statements.csv:2:7",
       [](F& f) { set_statements(f, "b63,I,T,Thu nội địa,billion_dong,2026,5,,,\n"); }},
      {"statement_parent_cycle", "statements.csv:2:8",
       [](F& f) {
         set_statements(f,
                        "b63,11,2,Thu,billion_dong,2026,5,,,\n"
                        "b63,2,11,Thu,billion_dong,2026,5,,,\n");
       }},
      {"printed_total_differs", "statements.csv:2:34",
       [](F& f) {
         set_statements(f,
                        "b63,T,,Tổng số,billion_dong,2026,10.004,,,\n"
                        "b63,T1,T,Một,billion_dong,2026,4.001,,,\n"
                        "b63,T2,T,Hai,billion_dong,2026,6.001,,,\n");
       }},
      {"printed_total_residual", "statements.csv:2:31",
       [](F& f) {
         set_statements(f,
                        "b63,T,,Tổng,billion_dong,2026,10.001,,,\n"
                        "b63,T1,T,Một,billion_dong,2026,4.001,,,\n"
                        "b63,T2,T,Hai,billion_dong,2026,6.001,,,\n");
       }},
      {"printed_child_over_parent",
       "statements.csv:3:36",
       [](F& f) {
         set_statements(f,
                        "xa,T,,Tổng số,million_dong,2026,,3794740,3463459.2,91.3\n"
                        "xa,A,T,Chi NSNN,million_dong,2026,,5502660,3401673.3,61.8\n");
       },
       {"printed_total_differs"}},
      {"printed_percent_differs", "statements.csv:2:48",
       [](F& f) {
         set_statements(f, "ag,1,,Thu,million_dong,2026,,100000.5,216877.7,216876606\n");
       }},
      {"magnitude_jump", "statements.csv:3:34",
       [](F& f) {
         set_statements(f,
                        "b46,T,,Tổng số,million_dong,2020,29106050,,,\n"
                        "b46,T,,Tổng số,million_dong,2021,28.709234,,,\n"
                        "b46,T,,Tổng số,million_dong,2022,23556345,,,\n");
       }},
      {"revenue_shares_sum", "revenue_shares.csv:2:20",
       [](F& f) {
         f.set("revenue_shares",
               "revenue,unit,tier,share_percent\n"
               "vat,Hội An,central,17\nvat,Hội An,province,7\nvat,Hội An,commune,75\n");
       }},
  };
}

}  // namespace

std::vector<ProblemCase> statement_cases() {
  std::vector<ProblemCase> all = formula_cases();
  const auto printed = printed_cases();
  all.insert(all.end(), printed.begin(), printed.end());
  return all;
}

}  // namespace phanbo::test
