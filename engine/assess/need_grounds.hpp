#pragma once

#include <map>
#include <memory>
#include <string_view>
#include <tuple>
#include <vector>

#include "engine/assess/assess.hpp"
#include "engine/assess/formula_shares.hpp"
#include "engine/assess/premium_months.hpp"
#include "engine/assess/workbench.hpp"

namespace phanbo {

/// What explanations of needs share, found when it is first asked for.
class NeedGrounds {
 public:
  NeedGrounds(const Plan& a_plan, const Assessment& an_assessment)
      : plan(a_plan), assessment(an_assessment), scratch_(a_plan) {}

  const Plan& plan;
  const Assessment& assessment;

  /// The row of Plan::formulas for a programme and year, and its shares.
  std::size_t formula_row(Index<Programme> programme, Index<Unit> parent, int year);
  const FormulaShares& shares(std::size_t formula_row);
  /// Rows of Plan::participants of a programme, unit and year, in table order, by group.
  const std::map<std::string_view, std::vector<std::size_t>>& participants(
      Index<Programme> programme, Index<Unit> unit, int year);
  /// The months and money of one group, from its rows.
  GroupYear lay_out(const std::vector<std::size_t>& rows);
  /// Rows of Plan::decided for an item and year, in table order.
  const std::vector<std::size_t>& decided(std::string_view item, int year);

 private:
  using RowsByGroup = std::map<std::string_view, std::vector<std::size_t>>;
  using UnitYearKey = std::tuple<Index<Programme>, Index<Unit>, int>;

  Workbench scratch_;
  std::unique_ptr<FormulaBook> book_;
  std::unique_ptr<PremiumCalendar> calendar_;
  bool has_formulas_ = false;
  std::map<std::tuple<Index<Programme>, Index<Unit>, int>, std::size_t> formula_rows_;
  std::map<std::size_t, FormulaShares> shares_;
  bool has_participants_ = false;
  std::map<UnitYearKey, RowsByGroup> participants_;
  bool has_decided_ = false;
  std::map<std::pair<std::string_view, int>, std::vector<std::size_t>> decided_;
};

}  // namespace phanbo
