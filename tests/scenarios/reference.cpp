#include "scenarios/reference.hpp"

#include <algorithm>

#include "inputs/fields.hpp"

namespace phanbo::scenario_test {

namespace {

const std::set<std::string> header_keys_known = {
    "code",         "name",       "name_en",  "stage",       "first_year",
    "last_year",    "decided_on", "province", "class_order", "capital_priority",
    "illustrative", "law_date",   "known_on"};

std::string default_of(const std::string& table, const std::string& column) {
  for (const Field& field : find_table_spec(table)->fields) {
    if (field.name == column) return std::string(field.default_value);
  }
  return {};
}

bool contains(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

class Reference {
 public:
  Reference(const ScenarioCase& given, const Rules& rules) : given_(given), rules_(rules) {
    outcome_.plan = given.base;
    take_years(given.base.header);
  }

  Outcome run(const std::vector<const MadeScenario*>& chain) {
    for (const MadeScenario* scenario : chain) {
      for (const RowChange& change : scenario->changes) {
        if (change.table != "plan" || !rules_.years_count_along_the_way) continue;
        for (const CellChange& cell : change.cells) take_years({{cell.column, cell.value}});
      }
      scenario_ = scenario;
      own_ = scenario == own_scenario(chain);
      take_scenario();
    }
    drop_lost_years();
    return std::move(outcome_);
  }

 private:
  const MadeScenario* own_scenario(const std::vector<const MadeScenario*>& chain) const {
    return rules_.parents_first ? chain.back() : chain.front();
  }

  /// Years that the plan has at some point of the way.
  void take_years(const std::map<std::string, std::string>& header) {
    for (const auto& [key, value] : header) {
      if ((key != "first_year" && key != "last_year") || value.size() != 4) continue;
      const int year = std::atoi(value.c_str());
      first_year_ = first_year_ == 0 ? year : std::min(first_year_, year);
      last_year_ = std::max(last_year_, year);
    }
  }

  void take_scenario() {
    std::vector<const RowChange*> changes;
    for (const RowChange& change : scenario_->changes) changes.push_back(&change);
    const auto rank = [&](const RowChange* change) {
      if (change->action == Action::remove) return rules_.removes_before_adding ? 0 : 2;
      return change->action == Action::add || rules_.sets_after_adding ? 1 : 0;
    };
    std::stable_sort(changes.begin(), changes.end(),
                     [&](const auto* a, const auto* b) { return rank(a) < rank(b); });
    for (const RowChange* change : changes) take(*change);
  }

  void take(const RowChange& change) {
    if (change.table == "plan") return take_header(change);
    const TableSpec* const spec = find_table_spec(change.table);
    if (spec == nullptr || is_about_scenarios(spec->name)) {
      if (rules_.tables_must_be_known) wrong(change);
      return;
    }
    // Codes may hold '/': a row is known by the text of its key, and a text that names several rows
    // names none.
    std::vector<Key> named;
    for (const auto& [key, row] : outcome_.plan.tables[change.table]) {
      if (key_text(key) == key_text(change.key)) named.push_back(key);
    }
    if (named.size() > 1) return wrong(change);
    RowChange meant = change;
    if (!named.empty()) meant.key = named.front();
    take_row(meant, !named.empty());
  }

  void take_row(const RowChange& change, bool is_there) {
    std::map<Key, Row>& rows = outcome_.plan.tables[change.table];
    if (change.action == Action::remove) return remove(change, rows, is_there);
    if (change.action == Action::add) return add(change, rows, is_there);
    if (is_there) {
      if (change.action == Action::patch && !rules_.patch_keeps_the_rest)
        rows[change.key] = row_with_key(change);
      return set(change, rows[change.key], false);
    }
    if (change.action == Action::patch && rules_.patch_adds) return add(change, rows, false);
    if (rules_.rows_must_be_there) wrong(change);
  }

  void take_header(const RowChange& change) {
    if (change.action != Action::set || change.key != Key{""}) {
      if (rules_.header_has_no_rows) wrong(change);
      return;
    }
    if (!rules_.takes_header) return;
    for (const CellChange& cell : change.cells) {
      if (!header_keys_known.contains(cell.column)) {
        if (rules_.columns_must_be_known) wrong(cell);
        continue;
      }
      std::string value = cell.value;
      if (value.empty() && cell.column == "class_order" && rules_.blank_is_the_default)
        value = "by_class";
      put(cell, value, "header//" + cell.column, outcome_.plan.header);
    }
  }

  void remove(const RowChange& change, std::map<Key, Row>& rows, bool is_there) {
    if (!is_there) {
      if (rules_.gone_rows_are_told) wrong(change);
    } else if (rules_.removes_rows) {
      const auto row = rules_.removes_the_row_named ? rows.find(change.key) : std::prev(rows.end());
      removed_[{change.table, row->first}] = row->second;
      rows.erase(row);
    }
  }

  Row row_with_key(const RowChange& change) const {
    Row row;
    const std::vector<std::string> columns = key_columns(change.table);
    for (std::size_t i = 0; i < columns.size() && i < change.key.size(); ++i)
      set_cell(row, columns[i], change.key[i]);
    return row;
  }

  void add(const RowChange& change, std::map<Key, Row>& rows, bool is_there) {
    if (is_there && rules_.added_rows_must_be_new) return wrong(change);
    if (!rules_.adds_rows) return;
    const auto before = removed_.find({change.table, change.key});
    Row row;
    if (!rules_.removed_cells_are_gone && before != removed_.end()) row = before->second;
    row.merge(row_with_key(change));
    for (const auto& [column, value] : row) {
      // Where it is told is open: a key that cannot be cut may be read as a longer code.
      if (is_foreign_year(change.table, column, value)) return wrong_somewhere();
    }
    set(change, row, true);
    if (rules_.new_rows_have_defaults) fill_defaults(change.table, row);
    rows[change.key] = row;
  }

  void fill_defaults(const std::string& table, Row& row) const {
    for (const Field& field : find_table_spec(table)->fields) {
      if (!field.default_value.empty())
        row.emplace(std::string(field.name), std::string(field.default_value));
    }
  }

  bool is_column(const std::string& table, const std::string& column) const {
    const TableSpec& spec = *find_table_spec(table);
    const int year = year_of_column(column);
    if (year != 0) return spec.years_across && year >= first_year_ && year <= last_year_;
    return std::any_of(spec.fields.begin(), spec.fields.end(),
                       [&](const Field& field) { return field.name == column; });
  }

  /// A budget year that the plan has at no point of the way.
  bool is_foreign_year(const std::string& table, const std::string& column,
                       const std::string& value) const {
    for (const Field& field : find_table_spec(table)->fields) {
      const bool is_of_plan = table != "previous" && field.name == column &&
                              field.name != "start_year" && field.type == FieldType::year;
      if (!is_of_plan || value.empty()) continue;
      const int year = std::atoi(value.c_str());
      return year < first_year_ || year > last_year_;
    }
    return false;
  }

  void set(const RowChange& change, Row& row, bool is_new) {
    const std::vector<std::string> keys = key_columns(change.table);
    for (const CellChange& cell : change.cells) {
      if (!rules_.every_cell_counts && &cell != &change.cells.front()) return;
      if (!is_column(change.table, cell.column)) {
        if (rules_.columns_must_be_known) wrong(cell);
      } else if (contains(keys, cell.column)) {
        set_key(change, cell, row, is_new);
      } else if (cell.is_malformed || is_foreign_year(change.table, cell.column, cell.value)) {
        if (rules_.values_must_be_readable) wrong(cell);
      } else if (rules_.takes_year_columns || year_of_column(cell.column) == 0) {
        set_value(change, cell, row, is_new);
      }
    }
  }

  /// Key columns may be named again: of a new row, and by a patch.
  void set_key(const RowChange& change, const CellChange& cell, const Row& row, bool is_new) {
    const bool is_same = cell_of(row, cell.column) == cell.value;
    if (is_same && (is_new || change.action == Action::patch)) return;
    if (is_new) return wrong(change);
    if (rules_.key_columns_stay) wrong(cell);
  }

  void set_value(const RowChange& change, const CellChange& cell, Row& row, bool is_new) {
    std::string value = cell.value;
    if (!rules_.money_in_unit_of_changes && !scenario_->is_file &&
        is_money(change.table, cell.column) && value != "0" && !value.empty())
      value = in_unit_of(change.table, value);
    const std::string name = change.table + "/" + key_text(change.key) + "/" + cell.column;
    if (is_new) {
      if (!cell.value.empty()) row[cell.column] = value;
      written_.erase(name);
      return;
    }
    if (value.empty() && rules_.blank_is_the_default) {
      value = default_of(change.table, cell.column);
    }
    put(cell, value, name, row);
  }

  /// The mistake of reading a figure in the unit of the changed table.
  std::string in_unit_of(const std::string& table, std::string digits) const {
    const auto power_of = [&](const std::string& name) {
      const auto style = given_.styles.find(name);
      return style == given_.styles.end() ? 0 : style->second.unit_power;
    };
    int power = power_of(table) - power_of("scenario_changes");
    for (; power > 0; --power) digits += '0';
    for (; power < 0 && digits.size() > 1; ++power) digits.pop_back();
    return digits;
  }

  void put(const CellChange& cell, const std::string& value, const std::string& name, Row& cells) {
    if (cell_of(cells, cell.column) == value)
      outcome_.without_effect.insert({scenario_->file(), cell.line});
    if (!rules_.last_value_wins && !written_.insert(name).second) return;
    if (cell.value.empty() && !rules_.blank_clears) return;
    set_cell(cells, cell.column, value);
  }

  /// Columns of years that the plan has no more go where no amount stands in them.
  void drop_lost_years() {
    const int first = std::atoi(outcome_.plan.header["first_year"].c_str());
    const int last = std::atoi(outcome_.plan.header["last_year"].c_str());
    for (auto& [table, rows] : outcome_.plan.tables) {
      for (auto& [key, row] : rows) {
        std::erase_if(row, [&](const auto& cell) {
          const int year = year_of_column(cell.first);
          const bool is_lost = year != 0 && (year < first || year > last);
          return is_lost && (cell.second == "-" || !rules_.lost_years_must_be_cleared);
        });
      }
    }
  }

  void wrong(const RowChange& change) {
    if (!own_ && !rules_.parents_faults_count) return;
    WrongChange lines;
    for (const int line : change.lines) lines.push_back({scenario_->file(), line});
    if (!rules_.told_where_it_is_wrong) lines = first_place();
    outcome_.wrong.push_back(std::move(lines));
  }
  void wrong(const CellChange& cell) {
    if (!own_ && !rules_.parents_faults_count) return;
    outcome_.wrong.push_back(rules_.told_where_it_is_wrong
                                 ? WrongChange{{scenario_->file(), cell.line}}
                                 : first_place());
  }
  void wrong_somewhere() {
    if (own_ || rules_.parents_faults_count) outcome_.wrong.emplace_back();
  }
  WrongChange first_place() const {
    return {{scenario_->file(), scenario_->changes.front().lines.front()}};
  }

  const ScenarioCase& given_;
  const Rules& rules_;
  Outcome outcome_;
  const MadeScenario* scenario_ = nullptr;
  bool own_ = false;
  int first_year_ = 0;
  int last_year_ = 0;
  std::map<std::pair<std::string, Key>, Row> removed_;
  std::set<std::string> written_;  ///< cells that a change has given a value
};

std::vector<const MadeScenario*> chain_of(const ScenarioCase& given, const std::string& code,
                                          const Rules& rules) {
  std::vector<const MadeScenario*> chain = given.chain(code);
  const MadeScenario* const own = chain.back();
  if (!rules.parents_count) chain = {own};
  if (!rules.all_generations && chain.size() > 2) chain.erase(chain.begin(), chain.end() - 2);
  if (!rules.parents_first) std::rotate(chain.begin(), chain.end() - 1, chain.end());
  if (!rules.siblings_stay_out) {
    for (const MadeScenario& other : given.scenarios) {
      if (other.parent == own->parent && &other != own) chain.push_back(&other);
    }
  }
  return chain;
}

}  // namespace

Outcome reference_scenario(const ScenarioCase& given, const std::string& code, const Rules& rules) {
  Outcome outcome = Reference(given, rules).run(chain_of(given, code, rules));
  std::erase_if(outcome.plan.tables, [](const auto& table) { return table.second.empty(); });
  return outcome;
}

}  // namespace phanbo::scenario_test
