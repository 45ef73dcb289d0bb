#pragma once

#include <functional>
#include <set>
#include <tuple>

#include "verifier/needs.hpp"

/// The steps of work_out_needs, one file each.
namespace phanbo_verify {

/// What a kind of programme adds to the general rule of who may pay.
struct PayerLimits {
  std::vector<std::string> budgets;  ///< only these paying budgets; empty = all
  std::optional<std::set<int>> only_sources;
  bool local_only = false;
};

/// Answers "which sources may pay for this".
class PayerJudge {
 public:
  PayerJudge(const PlanModel& plan, NeedModel& model);
  /// Position in NeedModel::way_sets.
  int ways_for(const Need& need, const PayerLimits& limits);

 private:
  using Question = std::tuple<int, int, int, int, int>;

  bool rule_names(int source, const Need& need) const;
  bool kinds_agree(const SourceRow& source, const ProgrammeRow& programme) const;
  bool law_allows(const SourceRow& source, const ProgrammeRow& programme, int year) const;
  bool tier_exists(const SourceRow& source, int year, int month) const;
  bool months_covered(int source, const Need& need) const;
  std::vector<Way> general_ways(const Need& need);
  void add_ways(int source, const Need& need, std::vector<Way>& ways) const;
  int keep(std::vector<Way> ways);

  const PlanModel& plan_;
  NeedModel& model_;
  std::vector<std::vector<int>> rules_by_programme_;                 ///< positions in payer_rules
  std::map<std::tuple<int, int, int>, std::vector<int>> envelopes_;  ///< by programme, source, year
  std::map<std::tuple<int, int, int, int>, std::vector<int>> envelopes_of_unit_;
  std::map<Question, std::vector<Way>> answers_;
  std::map<std::vector<Way>, int> kept_;
};

void add_fixed_costs(const PlanModel& plan, NeedModel& model, PayerJudge& judge);
void add_sites(const PlanModel& plan, NeedModel& model, PayerJudge& judge);
void add_projects(const PlanModel& plan, NeedModel& model, PayerJudge& judge);
void add_entitlements(const PlanModel& plan, NeedModel& model, PayerJudge& judge);
void add_formula_demands(const PlanModel& plan, NeedModel& model, PayerJudge& judge);
void add_envelopes(const PlanModel& plan, NeedModel& model);
/// Years in which only another schedule of a choice asks for money get a need of 0.
void open_years_of_choice(const PlanModel& plan, const std::string& item, int priority_class,
                          std::vector<std::optional<Dong>>& needs);
/// Earlier decisions: locked amounts, wanted amounts, standings.
void lock_decided(const PlanModel& plan, NeedModel& model);
void give_decided_to_conditional(const PlanModel& plan, NeedModel& model);
void settle_wanted(const PlanModel& plan, NeedModel& model);

/// Who is given the money: named by the row, else the unit.
std::string_view holder_of(const PlanModel& plan, const Need& need);

inline const ProgrammeRow& programme_of(const PlanModel& plan, const Need& need) {
  return plan.programmes[static_cast<std::size_t>(need.programme)];
}

}  // namespace phanbo_verify
