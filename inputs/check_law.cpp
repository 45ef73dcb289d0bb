#include <algorithm>
#include <set>

#include "inputs/checks.hpp"
#include "inputs/kinds_of_tables.hpp"

namespace phanbo {

using namespace input_problem;

namespace {

constexpr std::string_view group_topic = "health_insurance_group_order";

/// The members of a paying household, first to fifth, are groups of their own: each pays another
/// share.
constexpr std::string_view household_topic = "health_insurance_household_share";

/// Keys of one topic, looked up often; keys of `also` are right as well.
class TopicKeys {
 public:
  TopicKeys(const LawBook& law, std::string_view topic, std::string_view also = {})
      : topic_(topic), names_(law_keys(law, topic)), also_(law_keys(law, also)) {}

  void check(CheckContext& context, const std::string& key, std::string_view table, std::size_t row,
             std::string_view field) const {
    if (std::binary_search(names_.begin(), names_.end(), key)) return;
    if (std::binary_search(also_.begin(), also_.end(), key)) return;
    context.report(unknown_law_key, table, row, field,
                   {key, std::string(topic_), offered_names(key, names_)});
  }

 private:
  std::string_view topic_;
  std::vector<std::string> names_;
  std::vector<std::string> also_;
};

void check_participant_groups(CheckContext& context) {
  if (!context.law_is_complete) return;
  const TopicKeys groups(context.plan.law, group_topic, household_topic);
  const auto& rows = context.plan.participants.rows();
  for (std::size_t i = 0; i < rows.size(); ++i)
    groups.check(context, rows[i].group, "participants", i, "group");
}

void check_rule_groups(CheckContext& context) {
  if (!context.law_is_complete) return;
  const TopicKeys groups(context.plan.law, group_topic, household_topic);
  const auto& rows = context.plan.entitlement_rules;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (const std::string& group : rows[i].pays_groups)
      groups.check(context, group, "entitlement_rules", i, "pays_groups");
  }
}

void check_top_up_groups(CheckContext& context) {
  if (!context.law_is_complete) return;
  const TopicKeys groups(context.plan.law, group_topic, household_topic);
  const auto& rows = context.plan.top_ups;
  for (std::size_t i = 0; i < rows.size(); ++i)
    groups.check(context, rows[i].group, "top_ups", i, "group");
}

void check_project_statuses(CheckContext& context) {
  const Plan& plan = context.plan;
  if (!context.law_is_complete || plan.capital_priority.empty()) return;
  const TopicKeys statuses(plan.law, plan.capital_priority);
  if (law_keys(plan.law, plan.capital_priority).empty()) return;  // told at the header
  for (std::size_t i = 0; i < plan.projects.size(); ++i)
    statuses.check(context, plan.projects.rows()[i].status, "projects", i, "status");
}

void check_class_statuses(CheckContext& context) {
  const Plan& plan = context.plan;
  if (!context.law_is_complete || plan.capital_priority.empty()) return;
  if (law_keys(plan.law, plan.capital_priority).empty()) return;
  const TopicKeys statuses(plan.law, plan.capital_priority);
  for (std::size_t i = 0; i < plan.classes.size(); ++i) {
    for (const std::string& status : plan.classes.rows()[i].project_statuses)
      statuses.check(context, status, "classes", i, "project_statuses");
  }
}

}  // namespace

std::span<const PlanCheck> law_checks() {
  static const std::vector<PlanCheck> checks = {
      {check_participant_groups, {"participants", "law_rows"}},
      {check_rule_groups, {"entitlement_rules", "law_rows"}},
      {check_top_up_groups, {"top_ups", "law_rows"}},
      {check_project_statuses, {"projects", "law_rows"}},
      {check_class_statuses, {"classes", "law_rows"}},
  };
  return checks;
}

}  // namespace phanbo
