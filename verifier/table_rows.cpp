#include <algorithm>
#include <map>
#include <set>
#include <unordered_set>

#include "verifier/row_comparison.hpp"

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

void check_demand_words(const Joined& joined, const TableFile& table, Report& report) {
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const int need = joined.model.find(std::string(table.text(row, "demand")));
    if (need == nothing) continue;
    const int position = joined.demand_of_need[static_cast<std::size_t>(need)];
    if (position == nothing) continue;
    const ResultDemand& demand = joined.result.demands[static_cast<std::size_t>(position)];
    RowComparison words(rule, table, row, report);
    words.equal("programme", demand.programme);
    words.equal("unit", demand.unit);
    words.equal("class", demand.priority_class);
    words.equal("holder", demand.holder);
  }
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
    int said_of = nothing;
    for (std::size_t row = 0; row < table_.row_count(); ++row) {
      if (table_.levels[row] < level) {
        seen.clear();
        continue;
      }
      report_.looked_at(rule);
      const std::string_view code = table_.text(row, column);
      if (table_.levels[row] == level) {
        programme = plan_.programme_of(code);
        said_of = nothing;
        if (programme == nothing || !seen.insert(programme).second)
          report_.fault(
              rule, row_place(table_.id, row),
              {"một chương trình của kế hoạch, nêu một lần", "a programme of the plan, once"},
              plain(code));
        continue;
      }
      const auto item = programme_of_item_.find(code);
      if (item == programme_of_item_.end() || item->second == programme) continue;
      if (item->second == said_of) continue;  // its row is missing above; said once
      said_of = item->second;
      report_.fault(rule, row_place(table_.id, row),
                    {"một mục của chương trình nêu ở trên", "an item of the programme above"},
                    plain(code));
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

/// A source is one of the plan, once; years below it are of that source.
void check_source_groups(const Joined& joined, const TableFile& table, Report& report) {
  std::set<std::string_view> known;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const std::string_view source = table.text(row, "source");
    if (table.levels[row] != 2) continue;  // below the total and the budgets
    if (!joined.source_by_code.contains(source) || !known.insert(source).second)
      report.fault(rule, row_place(table.id, row),
                   {"một nguồn của kế hoạch, nêu một lần", "a source of the plan, once"},
                   plain(source));
    for (std::size_t below = row + 1;
         below < table.row_count() && table.levels[below] > table.levels[row]; ++below) {
      RowComparison(rule, table, below, report).equal("source", source);
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
      RowComparison(rule, table, row, report).equal("carry_ground", ground->second);
  }
}

}  // namespace

void check_table_rows(const Joined& joined, const TableFile& table, Report& report) {
  const bool has_total = std::find(std::begin(tables_with_total), std::end(tables_with_total),
                                   table.id) != std::end(tables_with_total);
  if (has_total && (table.levels.empty() || table.levels.front() != 0))
    report.fault(rule, table_place(table.id), {"dòng đầu là tổng số", "the total in its first row"},
                 {"dòng khác", "another row"});
  RowsSeen of_parent(table);     // rows below one another row, or of one
  std::vector<int> last_number;  // by level
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    report.looked_at(rule);
    const auto level = static_cast<std::size_t>(std::max(table.levels[row], 0));
    if (row > 0 && table.levels[row] < table.levels[row - 1]) of_parent.forget();
    // Two goals of a choice may come out alike.
    if (table.id != "choices" && !of_parent.insert(row))
      report.fault(rule, row_place(table.id, row), {"dòng không lặp lại", "a row of its own"},
                   {"lặp lại một dòng trước", "the same row again"});
    last_number.resize(level + 1, 0);
    const auto number = parse_whole(table.text(row, "number"));
    if (!number) continue;
    if (*number != last_number[level] + 1)
      report.fault(rule, row_place(table.id, row),
                   Words{"số thứ tự ", "number "} + std::to_string(last_number[level] + 1),
                   plain(std::to_string(*number)));
    last_number[level] = static_cast<int>(*number);
  }
  if (table.id == "demands") check_demand_words(joined, table, report);
  if (table.id.starts_with("sources_by_purpose_")) check_source_groups(joined, table, report);
  check_programme_rows(joined, table, report);
  check_listed_rows(joined, table, report);
  if (table.id == "shortfalls") check_shortage_rows(joined, table, report);
  if (table.id == "source_balances") check_carry_grounds(joined, table, report);
}

}  // namespace phanbo_verify
