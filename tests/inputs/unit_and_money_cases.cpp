// Units, lineage, sources and what they pay.
#include "problem_cases.hpp"

namespace phanbo::test {

namespace {

using F = PlanFolder;

constexpr const char* unit_columns =
    "code,name,kind,parent,valid_from,valid_to,people,area_km2\n"
    "ct,Thành phố Cần Thơ,province,,,,,\n";

/// An Cư and An Phú become Thới Bình on 1 November 2024.
void set_merger(F& f, const std::string& end_of_an_cu, const std::string& people_after,
                const std::string& area_after = "1.11") {
  f.set("units", std::string(unit_columns) + "an-cu,An Cư,ward,ct,," + end_of_an_cu +
                     ",23313,0.61\n"
                     "an-phu,An Phú,ward,ct,,2024-10-31,10851,0.50\n"
                     "thoi-binh,Thới Bình,ward,ct,2024-11-01,," +
                     people_after + "," + area_after + "\n");
  f.set("lineage",
        "predecessor,successor,date,kind\n"
        "an-cu,thoi-binh,2024-11-01,merged\n"
        "an-phu,thoi-binh,2024-11-01,merged\n");
}

void set_statuses(F& f, const std::string& second_row) {
  f.set("statuses", "unit,status,valid_from,valid_to,document\nan,atk,2025-02-04,2026-06-30,d1\n" +
                        second_row + "\n");
}

std::vector<ProblemCase> unit_cases() {
  return {
      {"unit_parent_cycle",
       "units.csv:2:14",
       [](F& f) {
         f.set("units",
               "code,name,kind,parent\nx,Xã,commune,y\ny,Xã,commune,x\nct,Cần Thơ,province,\n");
       },
       {"unit_parent_not_above"}},
      {"unit_parent_not_above", "units.csv:2:18",
       [](F& f) { f.replace("units", "commune,ct", "commune,binh"); }},
      {"unit_outside_its_dates", "fixed_costs.csv:2:18",
       [](F& f) {
         f.replace("units", "commune,ct,,", "commune,ct,,2026-06-30")
             .set("fixed_costs",
                  "code,programme,name,unit,year,first_month,amount\n"
                  "k1,cost,Hội nghị,an,2026,7,5\n");
       }},
      {"unit_outside_its_dates", "sites.csv:2:32",
       [](F& f) {
         f.replace("units", "commune,ct,,", "commune,ct,,2026-06-30")
             .set("sites",
                  "code,programme,name,unit,rank,y2026,y2027\nr1,relic,Đình An,an,national,5,6\n");
       }},
      {"unit_outside_its_dates", "projects.csv:2:32",
       [](F& f) {
         f.replace("units", "commune,ct,,", "commune,ct,2027-01-01,")
             .set("projects",
                  "code,programme,name,unit,status,y2026,y2027,approved_total\n"
                  "p1,proj,Đường An,an,transition,5,6,50\n");
       }},
      {"status_overlap", "statuses.csv:3:8",
       [](F& f) { set_statuses(f, "an,atk,2026-06-30,,d1"); }},
      {"lineage_self",
       "lineage.csv:2:4",
       [](F& f) {
         f.replace("units", "commune,ct,,", "commune,ct,,2025-06-30")
             .set("lineage", "predecessor,successor,date,kind\nan,an,2025-07-01,renamed\n");
       },
       {"lineage_date_mismatch"}},
      {"lineage_date_mismatch", "lineage.csv:2:17",
       [](F& f) { set_merger(f, "2024-12-31", "34164"); }},
      {"lineage_sum_differs", "lineage.csv:2:7",
       [](F& f) { set_merger(f, "2024-10-31", "34165"); }},
      {"lineage_sum_differs", "lineage.csv:2:7",
       [](F& f) { set_merger(f, "2024-10-31", "34164", "1.15"); }},
      {"stated_count_differs", "stated_counts.csv:2:24",
       [](F& f) {
         f.set("stated_counts", "list,parent,kind,date,stated\nall,ct,ward,2026-01-01,2\n");
       }},
      {"stated_count_differs", "stated_counts.csv:2:27",
       [](F& f) {
         set_statuses(f, "binh,atk,2025-02-04,,d1");
         f.set("stated_counts", "list,parent,kind,date,stated\natk,ct,commune,2026-01-01,2\n");
       }},
  };
}

std::vector<ProblemCase> money_cases() {
  return {
      {"reserve_over_available", "source_years.csv:2:18",
       [](F& f) { f.replace("source_years", "2026,1000000,0", "2026,1000000,1000001"); }},
      {"carry_without_ground", "source_years.csv:2:20",
       [](F& f) { f.replace("source_years", "2026,1000000,0,,", "2026,1000000,0,5,"); }},
      {"carry_ground_not_in_force", "source_years.csv:2:22",
       [](F& f) { f.replace("source_years", "2026,1000000,0,,", "2026,1000000,0,5,sciense"); }},
      {"carry_over_available", "source_years.csv:2:20",
       [](F& f) {
         f.replace("source_years", "2026,1000000,0,,", "2026,1000000,0,1000001,science");
       }},
      {"budget_tier_gone", "source_years.csv:2:1",
       [](F& f) {
         f.replace("sources", "both,province", "both,district");
         f.replace("source_years", "bal,2027,1000000,0,,,d1\n", "");
       }},
      {"source_kind_not_allowed", "sources.csv:2:19",
       [](F& f) {
         f.replace("sources", "Bổ sung cân đối,balancing_supplement,both",
                   "Xổ số,lottery,recurrent");
         f.set("payer_rules", "source,programme\nbal,cost\n");
       }},
      {"transfer_cycle", "sources.csv:2:58",
       [](F& f) {
         f.replace("sources", "1,,d1", "1,dist,d1");
         f.add("sources", "dist,Huyện,balancing_supplement,both,commune,2,bal,d1");
         f.add("source_years", "dist,2026,5,0,,,d1").add("payer_rules", "dist,*");
       }},
      {"source_without_money", "sources.csv:3:1",
       [](F& f) {
         f.add("sources", "lo,Xổ số,lottery,investment,province,2,,d1");
         f.add("payer_rules", "lo,*");
       }},
      {"source_pays_nothing", "sources.csv:3:1",
       [](F& f) {
         f.add("sources", "lo,Xổ số,lottery,investment,province,2,,d1");
         f.add("source_years", "lo,2026,5,0,,,d1");
       }},
      {"payer_rule_never_applies", "payer_rules.csv:3:4",
       [](F& f) {
         f.add("sources", "lo,Xổ số,lottery,investment,province,2,,d1");
         f.add("source_years", "lo,2026,5,0,,,d1").add("payer_rules", "lo,bhyt");
       }},
      {"amount_is_zero", "caps.csv:2:5", [](F& f) { f.set("caps", "code,amount\ncap,0\n"); }, {}},
      {"kept_over_available", "kept_money.csv:3:18",
       [](F& f) {
         f.set("kept_money",
               "code,source,year,programme,amount\n"
               "k1,bal,2026,cost,600000\nk2,bal,2026,bhyt,400001\n");
       }},
      {"reserve_out_of_band", "budget_levels.csv:2:20",
       [](F& f) {
         f.set("budget_levels", "level,year,total_expenditure,reserve\nprovince,2026,1000,51\n");
       }},
  };
}

}  // namespace

std::vector<ProblemCase> unit_and_money_cases() {
  std::vector<ProblemCase> all = unit_cases();
  const auto money = money_cases();
  all.insert(all.end(), money.begin(), money.end());
  return all;
}

}  // namespace phanbo::test
