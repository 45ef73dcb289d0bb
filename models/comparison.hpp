#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/decimal.hpp"
#include "models/ledger.hpp"
#include "models/report_table.hpp"

/// What compare makes of two or more results. The first result is the base; every other one is held
/// against it. Rows of different plans are the same when their codes are.
namespace phanbo {

/// One result in a few figures.
struct ComparedRun {
  std::string label;      ///< what the result is called in this comparison
  std::string plan_code;  ///< of the plan it was made of
  std::string plan_name;
  std::string plan_name_en;
  std::string scenario_name;  ///< empty for the plan itself
  int first_year = 0;
  int last_year = 0;
  Status status = Status::complete;
  Money need;
  Money allocated;  ///< transfers to lower budgets left out
  Money missing;
  Money missing_mandatory;
  Money available;  ///< supplements to lower budgets counted once
  Money unallocated;
  std::int64_t projects_selected = 0;  ///< sites and projects that get anything
  bool illustrative = false;
  bool draft = false;  ///< rests on recalled law or documents
};

enum class ComparedBy { purpose, source, unit, year, expenditure_kind, paying_budget, item };

/// One purpose, source, unit … over all results. A result that does not know it has 0 there.
struct ComparedRow {
  std::string code;
  Words name;
  std::vector<Money> amounts;  ///< parallel to the results
  bool worth_reading = false;  ///< some difference reaches the stated threshold
  Money difference(std::size_t run) const { return amounts[run] - amounts[0]; }
};

/// All rows of one view. Each column adds up to what the result allocates. Sorted by the greatest
/// difference, then code; years in their order.
struct ComparedView {
  ComparedBy by = ComparedBy::purpose;
  std::vector<ComparedRow> rows;
};

enum class Fate { gains, loses, stays };

/// One item (fixed cost, site, project, unit's entitlement or share) in the base and in another
/// result.
struct ItemChange {
  std::string item;
  std::string name;
  std::string programme;  ///< name
  std::string unit;       ///< name
  bool is_project = false;
  bool mandatory = false;  ///< served in a mandatory class in either result
  Money before;
  Money after;
  DemandReason reason = DemandReason::in_full;  ///< why it lacks money in the other result
  bool in_base = true;                          ///< the base's plan has it
  bool in_other = true;
  Fate fate() const {
    if (before == after) return Fate::stays;
    return before < after ? Fate::gains : Fate::loses;
  }
  /// A site or project that gets money only in the other result, or only in the base.
  bool comes_in() const { return is_project && before.is_zero() && !after.is_zero(); }
  bool drops_out() const { return is_project && !before.is_zero() && after.is_zero(); }
};

/// An exact fraction, as two whole numbers in plain digits and as a rounded decimal to look at.
struct ExactRatio {
  std::string numerator;
  std::string denominator;
  Decimal rounded;  ///< half up
};

/// How evenly a result treats the people of the units it gives money to.
struct Equity {
  struct UnitRow {
    std::string code;
    std::string name;
    std::int64_t people = 0;
    Money amount;
    Money per_head;  ///< amount ÷ people, half up to the đồng
  };
  std::vector<UnitRow> units;  ///< with known people, by amount per head, least first
  std::size_t unknown = 0;     ///< units with money whose people the plan does not state
  std::optional<ExactRatio> highest_to_lowest;  ///< blank when the least is 0 or one unit only
  std::optional<ExactRatio> gini;               ///< blank when nothing is given or one unit only
};

/// One cause of the difference between two results: one or more changes of the plan.
struct Cause {
  Words label;
  std::vector<Words> changes;  ///< "sources/nstw/…: 5 → 7"
  Words note;                  ///< why these changes are one cause; empty = a single change
};

struct CauseRow {
  std::string line;  ///< code of the ledger line
  std::string item;
  std::string name;
  std::string source;
  Money difference;
  std::vector<Money> parts;  ///< parallel to the causes; they add up to the difference
};

/// The difference between the base and another result, split by cause (Shapley values): the average
/// over all orders in which the changes could have been made, so no order is preferred.
struct CauseTable {
  std::vector<Cause> causes;
  std::vector<CauseRow> rows;     ///< lines with a difference or a part, by code
  std::vector<Money> totals;      ///< by cause: the sum of its column
  std::vector<ExactRatio> exact;  ///< by cause: its exact total
  std::uint64_t plans_run = 0;    ///< how many plans were computed
  std::string why_missing_vi;     ///< set instead of causes when the difference cannot be split
  std::string why_missing_en;
};

/// The base held against one other result.
struct PairComparison {
  std::size_t other = 1;
  std::vector<ItemChange> items;  ///< by greatest difference, then code
  std::size_t gains = 0;
  std::size_t loses = 0;
  std::size_t stays = 0;
  std::optional<CauseTable> causes;
};

struct Threshold {
  std::optional<Money> amount;     ///< at least so many đồng …
  std::optional<Decimal> percent;  ///< … or at least this percent of what the base allocates
};

struct Comparison {
  std::vector<ComparedRun> runs;
  Threshold threshold;
  Money threshold_amount;  ///< what the threshold comes to in đồng
  std::vector<ComparedView> views;
  std::vector<PairComparison> pairs;  ///< one for each result but the base
  std::vector<Equity> equity;         ///< parallel to the results
};

}  // namespace phanbo
