#pragma once

namespace phanbo::distribution_test {

/// The rules of docs/distribution.md, one switch each. Switched on they are the document; a switch
/// turned off is a broken twin, or shows whether a limit matters in a plan.
struct Rules {
  // Section 1: what may pay for what.
  bool reserve = true;
  bool locked_money_is_spent = true;
  bool transfers_go_out = true;
  bool carry_over = true;
  bool carry_limits = true;
  bool kept_money = true;
  bool kept_money_stays_in_its_year = true;
  bool envelopes = true;
  bool envelope_parents = true;
  bool locked_money_counts_in_envelopes = true;
  bool local_share = true;
  bool local_share_rounds_up = true;
  bool local_share_counts_locked = true;
  bool project_limits = true;
  bool locked_money_counts_in_project_limits = true;
  bool caps = true;
  bool locked_money_counts_in_caps = true;
  // Section 3: priority classes.
  bool class_order = true;
  bool year_order = true;  ///< by_class and by_year as the plan says
  bool low_ranks_first = true;
  bool unranked_last = true;
  bool high_scores_first = true;
  bool whole_items = true;
  bool all_years_of_whole_items = true;
  bool rounds_down = true;
  bool whole_steps = true;
  bool single_steps = true;
  bool steps_repeat = true;
  bool largest_remainder_first = true;
  bool remainder_in_steps = true;
  bool ties_by_code = true;
  bool weights_by_rule = true;
  bool weights_without_locked = true;
  bool points_in_fine_digits = true;
  bool others_go_on = true;  ///< who cannot rise is frozen, the rest go on
  bool least_useful = true;
  bool least_useful_drops_lowest = true;
  bool least_useful_one_by_one = true;
  bool least_useful_only_below_wish = true;
  bool no_points_no_part = true;  ///< once the stage is short
  // Section 4: who pays.
  bool least_carry_over = true;
  bool drawing_order = true;
  bool drawing_ties_by_code = true;
  bool high_classes_first = true;
  bool early_years_first = true;
  bool codes_in_order = true;
};

}  // namespace phanbo::distribution_test
