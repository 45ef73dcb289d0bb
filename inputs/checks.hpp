#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "inputs/problem_list.hpp"
#include "inputs/references.hpp"
#include "models/plan.hpp"

/// Checks of a whole plan: one function a rule, grouped by subject in check_*.cpp.
namespace phanbo {

struct CheckContext {
  const Plan& plan;
  /// False for a sealed plan, which brings only the law rows that its run used.
  bool law_is_complete = true;
  ProblemList& problems;
  /// Tables that later checks must not walk through, such as units whose parents form a ring.
  std::set<std::string_view> blocked_tables;

  /// A problem of a row of the plan's table; its file, line and column are found later.
  void report(const ProblemKind& kind, std::string_view table, std::size_t row,
              std::string_view field, std::vector<std::string> arguments);
};

/// A rule and the tables it reads: it runs when all of them are sound.
struct PlanCheck {
  void (*run)(CheckContext& context);
  std::vector<std::string_view> tables;
};

std::span<const PlanCheck> unit_checks();
std::span<const PlanCheck> money_checks();
std::span<const PlanCheck> programme_checks();
std::span<const PlanCheck> entitlement_checks();
std::span<const PlanCheck> project_checks();
std::span<const PlanCheck> choice_checks();
std::span<const PlanCheck> decided_checks();
std::span<const PlanCheck> formula_checks();
std::span<const PlanCheck> statement_checks();
std::span<const PlanCheck> law_checks();

void check_plan(const Plan& plan, const PlanTables& tables, bool law_is_complete,
                ProblemList& problems);

/// A programme that gives its local share in both ways; only the table still shows it.
void check_local_shares_given(TableRows& programmes, ProblemList& problems);

/// A criterion of the linear kind without indicator or points; only the table still shows what is
/// blank.
void check_criteria_given(TableRows& criteria, ProblemList& problems);

// Small helpers that several checks share.

inline constexpr Date first_day_of(int year) { return {year, 1, 1}; }
bool exists_between(const Unit& unit, const Date& from, const Date& to);
/// "y2025", as a text that lives on.
std::string_view year_column(int year);
/// "2020-01-01…2025-06-30".
std::string existence_text(const Unit& unit);
/// All keys of a law topic, at any date, sorted.
std::vector<std::string> law_keys(const LawBook& law, std::string_view topic);

/// The row of a code in a table sorted by code; not set when there is none.
template <class Row>
Index<Row> find_by_code(const Table<Row>& table, std::string_view code) {
  std::size_t low = 0;
  std::size_t high = table.size();
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (table.rows()[middle].code < code) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < table.size() && table.rows()[low].code == code ? Index<Row>(low) : Index<Row>();
}

}  // namespace phanbo
