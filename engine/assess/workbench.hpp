#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/assess/exact.hpp"
#include "engine/assess/law_reader.hpp"
#include "engine/assess/payers.hpp"
#include "models/demand.hpp"
#include "models/problem.hpp"

namespace phanbo {

/// The row of the plan that a problem is about. `table` and `field` are names of the field table.
struct Asker {
  std::string_view table;
  std::size_t row = 0;
  std::string_view field;
};

/// What the assessors of one plan write to. Items and demands are in the order of their making
/// until `put_in_order` sorts them; envelopes are final before the first demand is made.
struct Workbench {
  explicit Workbench(const Plan& a_plan) : plan(a_plan), law(a_plan.law) {}

  const Plan& plan;
  LawReader law;
  Assessment assessment;
  std::vector<Problem> problems;
  bool wants_figures = true;  ///< false: figures are not made
  int threads = 1;            ///< never changes the result

  void report(const ProblemKind& kind, const Asker& asker, std::vector<std::string> arguments);
  /// The row of law in force, marked as used; null, with a problem at the asking row, if none is.
  const LawRow* law_row(std::string_view topic, std::string_view key, const Date& date,
                        const Asker& asker);
  void figure(std::string id, std::string value, std::string_view unit);
  void dong_figure(std::string id, Money amount) {
    if (wants_figures) figure(std::move(id), to_plain(amount), "dong");
  }
  /// False, with a problem at the row, when the row's programme is not of the table's kind.
  bool is_of_kind(Index<Programme> programme, ProgrammeKind kind, const Asker& asker);
};

/// The amount, or 0 with the problem over_limit at the row. `what` is a name such as "need_dong".
Money within_limit(Workbench& bench, Int128 amount_dong, std::string_view what, const Asker& asker);
/// The same for an exact product.
Money rounded_within_limit(Workbench& bench, const ExactProduct& product, RoundingMode mode,
                           const Asker& asker);

/// What only the row of the demand knows; the rest comes from its item and programme.
struct DemandDraft {
  int year = 0;
  MonthSpan months;
  Index<PriorityClass> priority_class;  ///< not set = the programme's
  bool conditional = false;
  bool has_dossier = true;
  Money need;
  Money least_useful;
  bool divisible = true;
  int rank = 0;
  Decimal score;
  PayerFilter payers;
};

Index<Demand> add_demand(Workbench& bench, PayerFinder& finder, Index<Item> item,
                         const DemandDraft& draft);

/// Items by code, demands by item and year.
void put_in_order(Assessment& assessment);

/// The demand of an item code and year in an ordered assessment.
class DemandLookup {
 public:
  explicit DemandLookup(const Assessment& assessment);
  /// Not set when there is none.
  Index<Demand> find(std::string_view item_code, int year) const;

 private:
  const Assessment& assessment_;
  std::unordered_map<std::string_view, std::size_t> first_demand_by_item_;
};

/// Demands by their decided rows: sets `locked` and the list of locked amounts (locked.cpp).
void lock_decided_amounts(Workbench& bench);
/// What of a decided amount may not be touched: all of it, or what is paid and advanced.
Money locked_part(const DecidedAmount& decided);

/// Whole steps, standing and wanted amount of every demand, once locked amounts are known
/// (wanted.cpp).
void settle_wanted_amounts(Workbench& bench);
/// Limits on the whole plan (wanted.cpp).
void check_limits(Workbench& bench);

}  // namespace phanbo
