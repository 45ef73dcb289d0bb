#include <algorithm>
#include <map>
#include <set>
#include <unordered_set>

#include "verifier/tables.hpp"

/// Rows of tables: none is missing, none stands twice, and their codes are those of the result.
namespace phanbo_verify {

namespace {

constexpr std::string_view rule = "table_row";
/// Tables that begin with the total of everything below.
constexpr std::string_view tables_with_total[] = {"by_agency",
                                                  "claim_on_centre",
                                                  "decided_and_adjusted",
                                                  "demands",
                                                  "in_kind",
                                                  "insurance_by_group",
                                                  "insurance_quarters",
                                                  "priority_classes",
                                                  "purposes_by_year",
                                                  "sites_and_projects",
                                                  "source_balances",
                                                  "sources_by_purpose_investment",
                                                  "sources_by_purpose_recurrent",
                                                  "transfers"};

std::string place_of(const TableFile& table, std::size_t row) {
  return "table " + table.id + " row " + std::to_string(row + 1);
}

/// What stands in a cell; `digits` holds an amount's.
std::string_view cell_text(const TableCell& cell, std::string& digits) {
  if (!cell.is_amount) return cell.text;
  digits = std::to_string(cell.amount);
  return digits;
}

/// The rows that were seen, compared by what stands in them.
class RowsSeen {
 public:
  explicit RowsSeen(const TableFile& table) : table_(table) {}
  void forget() { rows_.clear(); }
  /// False when the same row was seen before.
  bool insert(std::size_t row) { return rows_.insert(row).second; }

 private:
  std::size_t hash(std::size_t row) const {
    std::string digits;
    std::size_t sum = static_cast<std::size_t>(table_.levels[row]);
    for (int i = 0; i < column_count(); ++i)
      sum = 31 * sum + std::hash<std::string_view>()(cell_text(table_.cell(row, i), digits));
    return sum;
  }
  bool are_same(std::size_t one, std::size_t other) const {
    std::string digits;
    std::string other_digits;
    if (table_.levels[one] != table_.levels[other]) return false;
    for (int i = 0; i < column_count(); ++i) {
      if (cell_text(table_.cell(one, i), digits) != cell_text(table_.cell(other, i), other_digits))
        return false;
    }
    return true;
  }
  int column_count() const { return static_cast<int>(table_.columns.size()); }

  struct Hash {
    const RowsSeen* seen;
    std::size_t operator()(std::size_t row) const { return seen->hash(row); }
  };
  struct Same {
    const RowsSeen* seen;
    bool operator()(std::size_t one, std::size_t other) const { return seen->are_same(one, other); }
  };

  const TableFile& table_;
  std::unordered_set<std::size_t, Hash, Same> rows_{16, Hash{this}, Same{this}};
};

/// Compares the words of one row with those of the result.
class RowComparison {
 public:
  RowComparison(const TableFile& table, std::size_t row, Report& report)
      : table_(table), row_(row), report_(report) {}
  void equal(std::string_view column, std::string_view expected) {
    report_.looked_at(rule);
    const std::string_view found = table_.text(row_, column);
    if (found == expected) return;
    report_.fault(rule, place_of(table_, row_) + " " + std::string(column), std::string(expected),
                  std::string(found));
  }

 private:
  const TableFile& table_;
  std::size_t row_;
  Report& report_;
};

void check_demand_words(const Joined& joined, const TableFile& table, Report& report) {
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const int need = joined.model.find(std::string(table.text(row, "demand")));
    if (need == nothing) continue;
    const int position = joined.demand_of_need[static_cast<std::size_t>(need)];
    if (position == nothing) continue;
    const ResultDemand& demand = joined.result.demands[static_cast<std::size_t>(position)];
    RowComparison words(table, row, report);
    words.equal("programme", demand.programme);
    words.equal("unit", demand.unit);
    words.equal("class", demand.priority_class);
    words.equal("holder", demand.holder);
  }
}

void check_law_rows(const Joined& joined, const TableFile& table, Report& report) {
  const auto& used = joined.result.law_used;
  if (table.row_count() != used.size()) {
    report.fault(rule, "table " + table.id, std::to_string(used.size()) + " rows",
                 std::to_string(table.row_count()));
    return;
  }
  for (std::size_t row = 0; row < used.size(); ++row) {
    RowComparison words(table, row, report);
    words.equal("topic", used[row].topic);
    words.equal("key", used[row].key);
    words.equal("value", used[row].value);
    words.equal("unit", used[row].unit);
    words.equal("valid_from", used[row].valid_from);
    words.equal("valid_to", used[row].valid_to);
    words.equal("document", used[row].document);
    words.equal("article", used[row].article);
  }
}

/// A row below a shortage: a limit and what it allows, or who goes short.
struct ShortageEntry {
  std::string code;
  Wide amount = 0;
  Wide allocated = 0;
};

/// Reads the rows below shortages one after another.
class ShortageRows {
 public:
  ShortageRows(const TableFile& table, Report& report)
      : table_(table),
        report_(report),
        amount_(table.column("amount_dong")),
        allocated_(table.column("allocated_dong")) {}

  bool has_columns() const { return amount_ != nothing && allocated_ != nothing; }

  void head(std::string_view priority_class) {
    if (is_row_of(1)) RowComparison(table_, row_, report_).equal("class", priority_class);
    ++row_;
  }
  /// A row without code stands for all entries that are left, two at least.
  void entries(const std::vector<ShortageEntry>& all) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (!is_row_of(2)) return;
      ShortageEntry expected = all[i];
      if (i > 0 && i + 1 < all.size() && table_.text(row_, "code").empty()) {
        expected.code.clear();
        for (++i; i < all.size(); ++i) {
          expected.amount += all[i].amount;
          expected.allocated += all[i].allocated;
        }
      }
      RowComparison(table_, row_, report_).equal("code", expected.code);
      equal(expected.amount, amount_);
      equal(expected.allocated, allocated_);
      ++row_;
    }
  }
  void end() {
    if (row_ < table_.row_count())
      report_.fault(rule, place_of(table_, row_), "no further row", "a row");
  }

 private:
  bool is_row_of(int level) {
    if (row_ < table_.row_count() && table_.levels[row_] == level) return true;
    report_.fault(rule, place_of(table_, row_), "a row of level " + std::to_string(level), "none");
    return false;
  }
  void equal(Wide expected, int column) {
    const Dong found = table_.money(row_, column).value_or(0);
    if (expected != found)
      report_.fault(rule, place_of(table_, row_), to_text(expected) + " dong", dong_text(found));
  }

  const TableFile& table_;
  Report& report_;
  int amount_;
  int allocated_;
  std::size_t row_ = 0;
};

void check_shortage_rows(const Joined& joined, const TableFile& table, Report& report) {
  std::map<std::string_view, const ResultDemand*> demands;
  for (const ResultDemand& row : joined.result.demands) demands[row.demand] = &row;
  ShortageRows rows(table, report);
  if (!rows.has_columns()) return;
  for (const ResultShortfall& shortage : joined.result.shortfalls) {
    rows.head(shortage.priority_class);
    std::vector<ShortageEntry> limits;
    for (const ResultLimit& limit : shortage.limits)
      limits.push_back({std::string(limit.code), limit.amount, 0});
    rows.entries(limits);
    std::vector<ShortageEntry> short_of_money;
    for (const std::string_view code : shortage.demands) {
      const auto found = demands.find(code);
      if (found == demands.end()) return;  // another rule says so
      short_of_money.push_back(
          {std::string(code), found->second->wanted, found->second->allocated});
    }
    rows.entries(short_of_money);
  }
  rows.end();
}

/// Every refusal of the choices has its row, in the same order.
void check_refusal_rows(const Joined& joined, const TableFile& table, Report& report) {
  const auto text_in = [](const Json& object, std::string_view name) {
    const Json* field = object.find(name);
    return field != nullptr ? field->text : std::string_view{};
  };
  const int missing = table.column("missing_dong");
  std::size_t row = 0;
  for (const Json& choice : *joined.result.choices) {
    const Json* refused = choice.find("refused");
    if (refused == nullptr) continue;  // another rule says so
    for (const Json& refusal : *refused) {
      if (row >= table.row_count() || missing == nothing) {
        report.fault(rule, "table " + table.id,
                     "a row for " + std::string(text_in(refusal, "item")), "none");
        return;
      }
      RowComparison words(table, row, report);
      words.equal("item", text_in(refusal, "item"));
      words.equal("class", text_in(choice, "class"));
      words.equal("reason", text_in(refusal, "reason"));
      const Json* amount = refusal.find("missing_dong");
      const Dong expected = amount != nullptr ? amount->integer : 0;
      const Dong found = table.money(row, missing).value_or(0);
      if (found != expected)
        report.fault(rule, place_of(table, row), dong_text(expected), dong_text(found));
      ++row;
    }
  }
  if (row < table.row_count()) report.fault(rule, place_of(table, row), "no further row", "a row");
}

/// Behind the total every supplement has its row, in the order of the ledger.
void check_transfer_rows(const Joined& joined, const TableFile& table, Report& report) {
  std::size_t row = 0;
  for (const ResultLine& line : joined.result.ledger) {
    if (line.part != "transfer") continue;
    if (++row >= table.row_count()) return;  // the sums say so
    RowComparison words(table, row, report);
    words.equal("source", line.source);
    words.equal("receiving_source", line.receiving_source);
    words.equal("year", std::to_string(line.year));
  }
  if (++row < table.row_count())
    report.fault(rule, place_of(table, row), "no further row", "a row");
}

/// Rows of one level stand for programmes of the plan, each once below its parent. What stands
/// below is an item of that programme, or bears its code again.
class ProgrammeRows {
 public:
  ProgrammeRows(const Joined& joined, const TableFile& table, Report& report)
      : plan_(joined.plan), table_(table), report_(report) {
    for (const Need& need : joined.model.needs) programme_of_item_[need.item] = need.programme;
    for (const ProgrammeRow& programme : plan_.programmes)
      programme_of_item_.try_emplace(programme.code, plan_.programme_of(programme.code));
  }

  void check(int level, std::string_view column) {
    std::set<int> seen;
    int programme = nothing;
    for (std::size_t row = 0; row < table_.row_count(); ++row) {
      if (table_.levels[row] < level) {
        seen.clear();
        continue;
      }
      report_.looked_at(rule);
      const std::string_view code = table_.text(row, column);
      if (table_.levels[row] == level) {
        programme = plan_.programme_of(code);
        if (programme == nothing || !seen.insert(programme).second)
          report_.fault(rule, place_of(table_, row), "a programme of the plan, once",
                        std::string(code));
        continue;
      }
      const auto item = programme_of_item_.find(code);
      if (item != programme_of_item_.end() && item->second != programme)
        report_.fault(rule, place_of(table_, row), "an item of the programme above",
                      std::string(code));
    }
  }

 private:
  const PlanModel& plan_;
  const TableFile& table_;
  Report& report_;
  std::unordered_map<std::string_view, int> programme_of_item_;
};

void check_programme_rows(const Joined& joined, const TableFile& table, Report& report) {
  if (table.id == "purposes_by_year" || table.id == "sites_and_projects")
    ProgrammeRows(joined, table, report).check(1, "code");
  if (table.id == "decided_and_adjusted") ProgrammeRows(joined, table, report).check(2, "code");
  if (table.id == "claim_on_centre") ProgrammeRows(joined, table, report).check(1, "programme");
}

/// Every choice has its row, in the same order; the rows of its goals bear no class.
void check_choice_rows(const Joined& joined, const TableFile& table, Report& report) {
  std::vector<std::string_view> classes;
  for (const Json& choice : *joined.result.choices) {
    const Json* code = choice.find("class");
    classes.push_back(code != nullptr ? code->text : std::string_view{});
  }
  std::size_t next = 0;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const bool is_choice = table.levels[row] == 1;
    if (is_choice && next == classes.size()) {
      report.fault(rule, place_of(table, row), "no further choice", "a choice");
      return;
    }
    RowComparison(table, row, report).equal("class", is_choice ? classes[next++] : "");
  }
  if (next < classes.size())
    report.fault(rule, "table " + table.id, "a row for " + std::string(classes[next]), "none");
}

/// A source is one of the plan, once; years below it are of that source.
void check_source_groups(const Joined& joined, const TableFile& table, Report& report) {
  std::set<std::string_view> known;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const std::string_view source = table.text(row, "source");
    if (table.levels[row] != 2) continue;  // below the total and the budgets
    if (!joined.source_by_code.contains(source) || !known.insert(source).second)
      report.fault(rule, place_of(table, row), "a source of the plan, once", std::string(source));
    for (std::size_t below = row + 1;
         below < table.row_count() && table.levels[below] > table.levels[row]; ++below) {
      RowComparison(table, below, report).equal("source", source);
    }
  }
}

void check_carry_grounds(const Joined& joined, const TableFile& table, Report& report) {
  std::map<std::string, std::string_view> grounds;
  for (const SourceYearRow& row : joined.plan.source_years)
    grounds[source_year_code(joined.plan, row)] = row.carry_ground;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const auto ground = grounds.find(std::string(table.text(row, "source")) + "/" +
                                     std::string(table.text(row, "year")));
    if (ground != grounds.end())
      RowComparison(table, row, report).equal("carry_ground", ground->second);
  }
}

}  // namespace

void check_table_rows(const Joined& joined, const TableFile& table, Report& report) {
  const bool has_total = std::find(std::begin(tables_with_total), std::end(tables_with_total),
                                   table.id) != std::end(tables_with_total);
  if (has_total && (table.levels.empty() || table.levels.front() != 0))
    report.fault(rule, "table " + table.id, "the total in its first row", "another row");
  RowsSeen of_parent(table);     // rows below one another row, or of one
  std::vector<int> last_number;  // by level
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    report.looked_at(rule);
    const auto level = static_cast<std::size_t>(std::max(table.levels[row], 0));
    if (row > 0 && table.levels[row] < table.levels[row - 1]) of_parent.forget();
    // Two goals of a choice may come out alike.
    if (table.id != "choices" && !of_parent.insert(row))
      report.fault(rule, place_of(table, row), "a row of its own", "the same row again");
    last_number.resize(level + 1, 0);
    const auto number = parse_whole(table.text(row, "number"));
    if (!number) continue;
    if (*number != last_number[level] + 1)
      report.fault(rule, place_of(table, row), "number " + std::to_string(last_number[level] + 1),
                   std::to_string(*number));
    last_number[level] = static_cast<int>(*number);
  }
  if (table.id == "demands") check_demand_words(joined, table, report);
  if (table.id == "law_used") check_law_rows(joined, table, report);
  if (table.id == "shortfalls") check_shortage_rows(joined, table, report);
  if (table.id.starts_with("sources_by_purpose_")) check_source_groups(joined, table, report);
  check_programme_rows(joined, table, report);
  if (table.id == "choices") check_choice_rows(joined, table, report);
  if (table.id == "choice_reasons") check_refusal_rows(joined, table, report);
  if (table.id == "transfers") check_transfer_rows(joined, table, report);
  if (table.id == "source_balances") check_carry_grounds(joined, table, report);
}

}  // namespace phanbo_verify
