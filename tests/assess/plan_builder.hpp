#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/assess/assess.hpp"
#include "models/plan.hpp"

/// Plans in memory: the smallest plan in which one rule shows.
namespace phanbo::test {

/// The shipped rows of law.
const LawBook& shipped_law();
/// The shipped rows with more of the plan's own.
LawBook law_with(std::vector<LawRow> own_rows);
/// A row of law that a plan brings along, from 2000 on.
LawRow own_row(std::string topic, std::string key, std::string_view value);

Money dong(std::int64_t amount);
Decimal decimal(std::string_view text);
Date date(std::string_view iso);

/// Adds rows with the fields that matter; a test sets the rest in `plan`. Rows of a table are added
/// in code order, as the reader leaves them; `assessed` checks it.
struct PlanBuilder {
  Plan plan;

  PlanBuilder(int first_year, int last_year);

  Index<Document> document(std::string code);
  Index<Unit> unit(std::string code, UnitKind kind, Index<Unit> parent = {});
  Index<PriorityClass> priority_class(std::string code);
  Index<Programme> programme(std::string code, ProgrammeKind kind,
                             ExpenditureKind expenditure_kind = ExpenditureKind::recurrent);
  /// Money of every plan year; nature local_balance_recurrent unless changed.
  Index<Source> source(std::string code, PayingBudget budget = PayingBudget::province,
                       std::string nature = "local_balance_recurrent");
  void pays(Index<Source> source, Index<Programme> programme, Index<Unit> unit = {});
  Index<FixedCost> cost(std::string code, Index<Programme> programme, Index<Unit> unit, int year,
                        std::int64_t amount_dong);
  void participants(Index<Programme> programme, Index<Unit> unit, std::string group, int year,
                    MonthSpan months, std::int64_t persons);
  void rule(Index<Programme> programme, int year, std::vector<std::string> groups);
  void status(Index<Unit> unit, std::string status, std::string_view from,
              std::string_view to = "");
  void indicator(Index<Unit> unit, std::string indicator, std::string_view value);
  void decided(std::string item, int year, Index<Source> source, std::int64_t amount_dong);

  /// Assesses the plan; the plan must outlive the answer.
  AssessmentReading assessed() const;
};

/// Ids of the problems, in their order.
std::vector<std::string> problem_ids(const AssessmentReading& reading);
/// The value of a figure; "(none)" when there is none.
std::string figure_value(const AssessmentReading& reading, std::string_view id);
/// The demand of "<item>/<year>"; the test fails when there is none.
const Demand& demand_of(const AssessmentReading& reading, std::string_view code);
Index<Demand> demand_index(const AssessmentReading& reading, std::string_view code);
/// "source" or "source via envelope", in the order of the set.
std::vector<std::string> payers_of(const Plan& plan, const AssessmentReading& reading,
                                   std::string_view demand_code);

}  // namespace phanbo::test
