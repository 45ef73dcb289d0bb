#include "scenarios/scenario_twins.hpp"

namespace phanbo::scenario_test {

const std::vector<ScenarioTwin>& scenario_twins() {
  static const std::vector<ScenarioTwin> twins = {
      {"the parents' changes left out", "cells", &Rules::parents_count},
      {"only the nearest parent counts", "cells", &Rules::all_generations},
      {"the parents' changes after one's own", "cells", &Rules::parents_first},
      {"changes of siblings leak in", "cells", &Rules::siblings_stay_out},
      {"a wrong parent has sound children", "refusal", &Rules::parents_faults_count},
      {"added rows ignored", "cells", &Rules::adds_rows},
      {"removed rows stay", "cells", &Rules::removes_rows},
      {"the last row goes instead", "cells", &Rules::removes_the_row_named},
      {"added, then removed", "refusal", &Rules::removes_before_adding},
      {"set, then added", "refusal", &Rules::sets_after_adding},
      {"a row added again keeps old cells", "cells", &Rules::removed_cells_are_gone},
      {"a patch adds no rows", "refusal", &Rules::patch_adds},
      {"a patch replaces the row", "refusal", &Rules::patch_keeps_the_rest},
      {"the first value wins", "cells", &Rules::last_value_wins},
      {"only the first cell of a change counts", "refusal", &Rules::every_cell_counts},
      {"a blank keeps the old value", "cells", &Rules::blank_clears},
      {"changes of the header ignored", "cells", &Rules::takes_header},
      {"changes of year columns ignored", "cells", &Rules::takes_year_columns},
      {"money in the unit of the changed table", "cells", &Rules::money_in_unit_of_changes},
      {"unknown tables passed over", "refusal", &Rules::tables_must_be_known},
      {"unknown columns passed over", "refusal", &Rules::columns_must_be_known},
      {"setting rows that are not there", "refusal", &Rules::rows_must_be_there},
      {"removing rows that are not there", "refusal", &Rules::gone_rows_are_told},
      {"adding over a row that is there", "refusal", &Rules::added_rows_must_be_new},
      {"setting key columns", "refusal", &Rules::key_columns_stay},
      {"malformed values passed over", "refusal", &Rules::values_must_be_readable},
      {"amounts of lost years dropped", "refusal", &Rules::lost_years_must_be_cleared},
      {"years of a parent are faults", "refusal", &Rules::years_count_along_the_way},
      {"adding rows to the header", "refusal", &Rules::header_has_no_rows},
      {"an added row without its defaults", "without effect", &Rules::new_rows_have_defaults},
      {"a blank is not the default", "without effect", &Rules::blank_is_the_default},
      {"told at the first change", "place", &Rules::told_where_it_is_wrong},
  };
  return twins;
}

}  // namespace phanbo::scenario_test
