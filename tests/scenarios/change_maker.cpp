#include "scenarios/change_maker.hpp"

#include <algorithm>

#include "inputs/fields.hpp"

namespace phanbo::scenario_test {

namespace {

/// Makes the changes of one scenario, over what its parents leave.
class ChangeMaker {
 public:
  ChangeMaker(const PlainPlan& plan, MadeScenario& scenario, RandomNumbers& random)
      : plan_(plan), scenario_(scenario), random_(random) {
    for (const auto& [table, rows] : plan_.tables) tables_.push_back(table);
  }

  void make() {
    const bool is_about_years = random_.one_in(10);
    if (is_about_years) change_years();
    const auto count = is_about_years ? 0 : random_.between(1, 5);
    for (std::int64_t i = 0; i < count; ++i) make_one();
    if (random_.one_in(12)) make_wrong();
    // None is without a change, be it of a key that the header does not have.
    if (scenario_.changes.empty()) header({{"note", ""}});
  }

 private:
  void make_one() {
    switch (random_.between(1, 12)) {
      case 1:
        return random_.one_in(2) ? change_years() : header(header_cells());
      case 2:
        return remove();
      case 3:
      case 4:
        return add();
      case 5:
        return add_again();
      case 6:
        return add_source();
      default:
        return set();
    }
  }

  Action set_action() const { return scenario_.is_file ? Action::patch : Action::set; }
  Action add_action() const { return scenario_.is_file ? Action::patch : Action::add; }

  bool is_taken(const std::string& table, const Key& key) const {
    return std::any_of(scenario_.changes.begin(), scenario_.changes.end(),
                       [&](const RowChange& change) {
                         return change.table == table && key_text(change.key) == key_text(key);
                       });
  }
  void take(RowChange change) { scenario_.changes.push_back(std::move(change)); }

  const std::map<Key, Row>& rows_of(const std::string& table) const {
    return plan_.tables.at(table);
  }
  const Key& any_key(const std::string& table) {
    const auto& rows = rows_of(table);
    auto row = rows.begin();
    std::advance(row, random_.between(0, static_cast<std::int64_t>(rows.size()) - 1));
    return row->first;
  }

  std::vector<std::string> some_columns(const std::string& table, std::int64_t count) {
    std::vector<std::string> columns = value_columns(plan_, table);
    std::vector<std::string> chosen;
    for (std::int64_t i = 0; i < count && !columns.empty(); ++i) {
      const auto place = random_.between(0, static_cast<std::int64_t>(columns.size()) - 1);
      chosen.push_back(columns[static_cast<std::size_t>(place)]);
      columns.erase(columns.begin() + place);
    }
    return chosen;
  }

  /// Cells that seldom make a plan wrong, so that many scenarios are plans.
  bool is_harmless(const std::string& column) const {
    static const std::vector<std::string> names = {"name", "note",  "article", "score",
                                                   "rank", "order", "citation"};
    return std::find(names.begin(), names.end(), column) != names.end();
  }

  std::vector<CellChange> some_cells(const std::string& table, const Row& row) {
    std::vector<CellChange> cells;
    for (const std::string& column : some_columns(table, random_.between(2, 8))) {
      if (!is_harmless(column) && !random_.one_in(6)) continue;
      const std::string value =
          random_.one_in(10) ? cell_of(row, column) : random_value(plan_, table, column, random_);
      cells.push_back({column, value});
    }
    return cells;
  }

  void set() {
    const std::string& table = random_.any_of(tables_);
    const Key key = any_key(table);
    std::vector<CellChange> cells = some_cells(table, rows_of(table).at(key));
    if (is_taken(table, key) || cells.empty()) return;
    if (scenario_.is_file && random_.one_in(4))
      cells.push_back({key_columns(table).front(), key.front()});
    take({set_action(), table, key, std::move(cells)});
  }

  /// Tables to whose rows nothing else points are preferred: the plan may stay right.
  const std::string& table_of_leaves() {
    static const std::vector<std::string> leaves = {
        "payer_rules", "caps",       "kept_money", "indicators",      "project_sources",
        "decided",     "exclusions", "previous",   "top_ups",         "statements",
        "fixed_costs", "schedules",  "statuses",   "criterion_bands", "source_years"};
    for (int i = 0; i < 20; ++i) {
      const std::string& table = random_.any_of(tables_);
      if (std::find(leaves.begin(), leaves.end(), table) != leaves.end()) return table;
    }
    return random_.any_of(tables_);
  }

  void remove() {
    const std::string& table = random_.one_in(4) ? random_.any_of(tables_) : table_of_leaves();
    const Key key = any_key(table);
    if (!is_taken(table, key)) take({Action::remove, table, key, {}});
  }

  /// A row like another one, with another key: what may be left out is left out now and then.
  void add() {
    const std::string& table = random_.one_in(4) ? random_.any_of(tables_) : table_of_leaves();
    const Row& model = rows_of(table).at(any_key(table));
    const std::vector<std::string> keys = key_columns(table);
    Key key = key_of(table, model);
    for (int tries = 0; tries < 3 && rows_of(table).contains(key); ++tries) {
      for (std::size_t i = 0; i < keys.size(); ++i) {
        if (keys.size() == 1 || random_.one_in(2))
          key[i] = random_key_value(plan_, table, keys[i], random_);
      }
    }
    // A new row without a single key is none.
    if (is_taken(table, key) || key_text(key).empty() || key_text(key).front() == '/') return;
    take({add_action(), table, key, cells_like(table, model, key)});
    if (!scenario_.is_file && random_.one_in(3)) set_added(scenario_.changes.back());
  }

  std::vector<CellChange> cells_like(const std::string& table, const Row& model, const Key& key) {
    std::vector<CellChange> cells;
    const std::vector<std::string> keys = key_columns(table);
    for (const auto& [column, value] : model) {
      const bool is_key = std::find(keys.begin(), keys.end(), column) != keys.end();
      const int kept_in = is_required(table, column)              ? 60
                          : value == default_value(table, column) ? 2
                                                                  : 8;
      if (!is_key && !random_.one_in(kept_in)) cells.push_back({column, value});
    }
    const bool gives_all = has_unclear_key(table, key);
    for (std::size_t i = 0; i < keys.size(); ++i) {
      if (!key[i].empty() && (gives_all || random_.one_in(8))) cells.push_back({keys[i], key[i]});
    }
    // A patch without cells says nothing.
    if (cells.empty() && scenario_.is_file) cells.push_back({key_columns(table).front(), key[0]});
    return cells;
  }

  /// Codes may hold '/': a key with one among its columns can be cut in several ways, and so can
  /// one that names what is not there.
  bool has_unclear_key(const std::string& table, const Key& key) const {
    const std::vector<std::string> keys = key_columns(table);
    for (const Field& field : find_table_spec(table)->fields) {
      const auto column = std::find(keys.begin(), keys.end(), field.name);
      if (column == keys.end() || keys.size() == 1) continue;
      const std::string& value = key[static_cast<std::size_t>(column - keys.begin())];
      const auto target = plan_.tables.find(std::string(field.target));
      const bool is_known = value.empty() || value == "*" || value == "m0" ||
                            (target != plan_.tables.end() && target->second.contains({value}));
      if (field.type == FieldType::reference && !is_known) return true;
      if (field.type == FieldType::code || field.type == FieldType::item ||
          field.type == FieldType::text)
        return true;
    }
    return false;
  }

  /// A source with its money, and a rule that names it: rows about a row of the same scenario.
  void add_source() {
    if (is_taken("sources", {"m0"}) || !tables_with_sources()) return;
    const auto& [source, model] = *rows_of("sources").begin();
    const auto& [rule, rule_model] = *rows_of("payer_rules").begin();
    if (rows_of("sources").contains({"m0"})) return;
    take({add_action(), "sources", {"m0"}, cells_like("sources", model, {"m0"})});
    const Key key = {"m0", rule[1], any_key("units").front()};
    take({add_action(), "payer_rules", key, cells_like("payer_rules", rule_model, key)});
    if (random_.one_in(8)) return;
    const auto& [year, year_model] = *rows_of("source_years").begin();
    take({add_action(),
          "source_years",
          {"m0", year[1]},
          cells_like("source_years", year_model, {"m0", year[1]})});
  }
  bool tables_with_sources() const {
    return plan_.tables.contains("units") && plan_.tables.contains("sources") &&
           plan_.tables.contains("payer_rules") && plan_.tables.contains("source_years");
  }

  /// The same scenario sets a field of the row that it adds.
  void set_added(const RowChange& added) {
    std::vector<std::string> columns = some_columns(added.table, random_.one_in(2) ? 1 : 20);
    // Defaults are looked for: setting one changes nothing where the row has it anyway.
    const auto has_default_left = [&](const std::string& column) {
      return !default_value(added.table, column).empty() &&
             std::none_of(added.cells.begin(), added.cells.end(),
                          [&](const CellChange& cell) { return cell.column == column; });
    };
    std::stable_partition(columns.begin(), columns.end(), has_default_left);
    if (columns.empty()) return;
    const std::string usual = default_value(added.table, columns.front());
    const bool is_usual = !usual.empty() && !random_.one_in(3);
    const std::string value =
        is_usual ? usual : random_value(plan_, added.table, columns.front(), random_);
    const Key key = added.key;
    take({Action::set, std::string(added.table), key, {{columns.front(), value}}});
  }

  /// Removed and added again, with other cells; a patch cannot say that.
  void add_again() {
    if (scenario_.is_file) return set();
    const std::string& table = table_of_leaves();
    const Key key = any_key(table);
    if (is_taken(table, key)) return;
    const Row& model = rows_of(table).at(key);
    take({Action::remove, table, key, {}});
    take({Action::add, table, key, cells_like(table, model, key)});
    if (random_.one_in(4)) set_added(scenario_.changes.back());
  }

  std::vector<CellChange> header_cells() {
    static const std::vector<std::string> keys = {
        "name",       "name_en",   "illustrative",    "class_order", "decided_on",
        "first_year", "last_year", "law_date",        "known_on",    "stage",
        "province",   "code",      "capital_priority"};
    std::vector<CellChange> cells;
    for (std::int64_t i = 0, count = random_.between(1, 2); i < count; ++i) {
      const std::string& key = random_.any_of(keys);
      if (cells.empty() || cells.front().column != key)
        cells.push_back({key, random_header_value(plan_, key, random_)});
    }
    return cells;
  }

  void take_header_row() {
    const Key key = {random_.one_in(2) ? "" : "x"};
    if (!is_taken("plan", key)) take({Action::add, "plan", key, {}});
  }

  void header(std::vector<CellChange> cells) {
    if (is_taken("plan", {""})) return;
    // The header has no rows.
    if (!scenario_.is_file && random_.one_in(12)) return take_header_row();
    take({Action::set, "plan", {""}, std::move(cells)});
  }

  /// Amounts of a year that comes, and none any more in a year that goes, but for one forgotten.
  void change_years() {
    const std::string end = random_.one_in(3) ? "first_year" : "last_year";
    const std::string value = random_header_value(plan_, end, random_);
    PlainPlan later = plan_;
    later.header[end] = value;
    if (is_taken("plan", {""}) || later.first_year() > later.last_year()) return;
    take({Action::set, "plan", {""}, {{end, value}}});
    bool forgets = random_.one_in(2);
    for (const auto& [table, rows] : plan_.tables) {
      if (!find_table_spec(table)->years_across) continue;
      for (const auto& [key, row] : rows) {
        if (is_taken(table, key)) continue;
        RowChange change{set_action(), table, key, {}};
        for (int year = plan_.first_year(); year <= plan_.last_year(); ++year) {
          const std::string column = "y" + std::to_string(year);
          if (year >= later.first_year() && year <= later.last_year()) continue;
          if (!row.contains(column)) continue;
          const bool is_forgotten = forgets && random_.one_in(2);
          if (!is_forgotten) change.cells.push_back({column, ""});
          forgets = forgets && !is_forgotten;
        }
        for (int year = later.first_year(); year <= later.last_year(); ++year) {
          const bool is_new = year < plan_.first_year() || year > plan_.last_year();
          if (is_new && random_.one_in(2))
            change.cells.push_back({"y" + std::to_string(year), random_.one_in(4) ? "1000" : "0"});
        }
        if (!change.cells.empty()) take(std::move(change));
      }
    }
    for (const auto& [table, rows] : plan_.tables) move_rows(table, rows, later);
  }

  /// Rows of a year that goes are moved to one that stays.
  void move_rows(const std::string& table, const std::map<Key, Row>& rows, const PlainPlan& later) {
    if (table == "previous") return;
    const std::vector<std::string> keys = key_columns(table);
    const bool is_key = std::find(keys.begin(), keys.end(), "year") != keys.end();
    for (const auto& [key, row] : rows) {
      const int year = std::atoi(cell_of(row, "year").c_str());
      if (year == 0 || (year >= later.first_year() && year <= later.last_year())) continue;
      if (is_taken(table, key)) continue;
      if (is_key) {
        take({Action::remove, table, key, {}});
      } else {
        take({set_action(), table, key, {{"year", later.header.at("first_year")}}});
      }
    }
  }

  void make_wrong() {
    const std::string& table = random_.any_of(tables_);
    const Key key = any_key(table);
    if (is_taken(table, key)) return;
    switch (random_.between(1, 10)) {
      case 1:
        return take({set_action(),
                     random_.any_of<std::string>({"khong-co", "scenario_changes", "scenarios"}),
                     {"x"},
                     {{"name", "y"}}});
      case 2:
        return scenario_.is_file ? void() : take({Action::set, table, {"m99"}, {{"name", "y"}}});
      case 3:
        return take({Action::remove, table, {"m99"}, {}});
      case 4:
        return take({set_action(), table, key, {{"khong_co", "y"}}});
      case 5:
        return take({set_action(), table, key, {{key_columns(table).front(), "m98"}}});
      case 6:
        return scenario_.is_file ? void() : take({Action::add, table, key, {}});
      default:
        return make_malformed(table, key);
    }
  }

  static bool is_text(const std::string& column) { return column == "name" || column == "note"; }

  void make_malformed(const std::string& table, const Key& key) {
    for (const std::string& column : some_columns(table, 3)) {
      std::string value = malformed_value(table, column, random_);
      // In a table it would be the table that is wrong, and no scenario could be read.
      if (value.empty() && scenario_.is_file && is_text(column)) value = "=1+1";
      if (!value.empty()) return take({set_action(), table, key, {{column, value, true}}});
    }
  }

  const PlainPlan& plan_;
  MadeScenario& scenario_;
  RandomNumbers& random_;
  std::vector<std::string> tables_;
};

}  // namespace

void make_changes(const PlainPlan& plan, MadeScenario& scenario, RandomNumbers& random) {
  ChangeMaker(plan, scenario, random).make();
}

}  // namespace phanbo::scenario_test
