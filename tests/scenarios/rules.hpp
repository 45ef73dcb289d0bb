#pragma once

namespace phanbo::scenario_test {

/// The rules of scenarios (docs/options.md). Each can be switched off, to see that a check notices.
struct Rules {
  // Families.
  bool parents_count = true;         ///< the parents' changes are made too
  bool all_generations = true;       ///< of the parents' parents as well
  bool parents_first = true;         ///< and before one's own
  bool siblings_stay_out = true;     ///< changes of others of the same parent are not made
  bool parents_faults_count = true;  ///< a parent's wrong change makes its children wrong
  // Rows.
  bool adds_rows = true;
  bool removes_rows = true;
  bool removes_the_row_named = true;   ///< not the last row of the table
  bool removes_before_adding = true;   ///< of one row in one scenario
  bool sets_after_adding = true;       ///< of one row in one scenario
  bool removed_cells_are_gone = true;  ///< a row added again has nothing of the one before
  bool patch_adds = true;              ///< a patch of a row that is not there adds it
  bool patch_keeps_the_rest = true;    ///< cells that a patch does not name stay
  // Cells.
  bool last_value_wins = true;
  bool every_cell_counts = true;  ///< not the first of a row alone
  bool blank_clears = true;
  bool takes_header = true;
  bool takes_year_columns = true;
  bool money_in_unit_of_changes = true;  ///< not in that of the changed table
  // What is wrong.
  bool tables_must_be_known = true;
  bool columns_must_be_known = true;
  bool rows_must_be_there = true;  ///< to be set
  bool gone_rows_are_told = true;  ///< a row to be removed must be there
  bool added_rows_must_be_new = true;
  bool key_columns_stay = true;
  bool values_must_be_readable = true;
  bool lost_years_must_be_cleared = true;
  bool years_count_along_the_way = true;  ///< a year of the plan or of a parent is no fault as such
  bool header_has_no_rows = true;
  // What is told.
  bool new_rows_have_defaults = true;  ///< a child that sets them changes nothing
  bool blank_is_the_default = true;    ///< a blank where the default stands changes nothing
  bool told_where_it_is_wrong = true;  ///< at the change, not at the first of the scenario
};

}  // namespace phanbo::scenario_test
