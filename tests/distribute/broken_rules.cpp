#include <utility>

#include "distribute/broken_twins.hpp"
#include "distribute/invariants.hpp"
#include "models/check.hpp"

namespace phanbo::distribution_test {

const std::vector<RuleTwin>& rule_twins() {
  static const std::vector<RuleTwin> twins = {
      {"ignore the reserve", "source conservation", &Rules::reserve},
      {"spend locked money twice", "source conservation", &Rules::locked_money_is_spent},
      {"spend a supplement twice", "source conservation", &Rules::transfers_go_out},
      {"carry nothing over", "nobody can rise", &Rules::carry_over},
      {"carry over without limit", "carry-over", &Rules::carry_limits},
      {"kept money for everybody", "kept money", &Rules::kept_money},
      {"kept money leaves its year", "source conservation", &Rules::kept_money_stays_in_its_year},
      {"ignore envelopes", "envelopes", &Rules::envelopes},
      {"ignore envelopes above envelopes", "envelopes", &Rules::envelope_parents},
      {"locked money not in envelopes", "envelopes", &Rules::locked_money_counts_in_envelopes},
      {"ignore local shares", "local share", &Rules::local_share},
      {"local share rounded down", "local share", &Rules::local_share_rounds_up},
      {"local share of what is new only", "local share", &Rules::local_share_counts_locked},
      {"ignore project limits", "project limits", &Rules::project_limits},
      {"locked money not in project limits", "project limits",
       &Rules::locked_money_counts_in_project_limits},
      {"ignore caps", "caps", &Rules::caps},
      {"locked money not in caps", "caps", &Rules::locked_money_counts_in_caps},
      {"classes in reverse", "nobody can rise", &Rules::class_order},
      {"by year for by class", "nobody can rise", &Rules::year_order},
      {"high rank numbers first", "amounts", &Rules::low_ranks_first},
      {"rank 0 first", "amounts", &Rules::unranked_last},
      {"low scores first", "amounts", &Rules::high_scores_first},
      {"whole items in part", "steps", &Rules::whole_items},
      {"whole items year by year", "whole items", &Rules::all_years_of_whole_items},
      {"shares rounded up", "amounts", &Rules::rounds_down},
      {"steps of one đồng", "steps", &Rules::whole_steps},
      {"no single steps", "class order", &Rules::single_steps},
      {"one round of single steps", "nobody can rise", &Rules::steps_repeat},
      {"smallest remainder first", "amounts", &Rules::largest_remainder_first},
      {"remainders in đồng, not in steps", "amounts", &Rules::remainder_in_steps},
      {"ties by reverse code", "amounts", &Rules::ties_by_code},
      {"equal weights whatever the rule", "amounts", &Rules::weights_by_rule},
      {"weights with locked money", "amounts", &Rules::weights_without_locked},
      {"points cut to whole ones", "amounts", &Rules::points_in_fine_digits},
      {"all frozen with the first", "amounts", &Rules::others_go_on},
      {"useless amounts stay", "steps", &Rules::least_useful},
      {"highest rank dropped first", "amounts", &Rules::least_useful_drops_lowest},
      {"all useless dropped at once", "amounts", &Rules::least_useful_one_by_one},
      {"useless although all is got", "amounts", &Rules::least_useful_only_below_wish},
      {"no points, still paid", "amounts", &Rules::no_points_no_part},
      {"carry over as much as possible", "split", &Rules::least_carry_over},
      {"drawing order reversed", "split", &Rules::drawing_order},
      {"equal drawing order by last code", "split", &Rules::drawing_ties_by_code},
      {"low classes draw first", "split", &Rules::high_classes_first},
      {"late years draw first", "split", &Rules::early_years_first},
      {"demands draw by last code", "split", &Rules::codes_in_order},
  };
  return twins;
}

Faults run_check(std::string_view name, const Case& given, const Allocation& result,
                 const Allocation& reference) {
  for (const Check& check : all_checks())
    if (check.name == name) return check.run(given, result);
  using Compare = Faults (*)(const Case&, const Allocation&, const Allocation&);
  static const std::vector<std::pair<std::string_view, Compare>> comparisons = {
      {"amounts", compare_amounts}, {"ledger", compare_ledger},   {"ties", compare_ties},
      {"figures", compare_figures}, {"told", compare_shortfalls},
  };
  for (const auto& [known, compare] : comparisons)
    if (known == name) return compare(given, result, reference);
  PB_CHECK(!"a check of this name");
  return {};
}

}  // namespace phanbo::distribution_test
