#pragma once

#include <map>
#include <tuple>
#include <vector>

#include "engine/assess/premium_months.hpp"

/// The parts of the entitlement kind (health insurance).
namespace phanbo {

/// The rule of a programme in a year; null when the plan has none.
const EntitlementRule* find_rule(const Plan& plan, Index<Programme> programme, int year);
/// Does the programme pay for this group in the year of the rule? A rule that names "household"
/// means all members of households.
bool pays_group(const EntitlementRule& rule, std::string_view group);

/// One unit in one year: its groups, those that the programme pays for marked.
struct UnitYear {
  Index<Programme> programme;
  Index<Unit> unit;
  int year = 0;
  std::vector<const GroupYear*> groups;
  std::vector<const GroupYear*> paid_groups;

  /// Sum of the state parts of the paid groups.
  Money state() const;
  /// Sum of the top-ups of all groups.
  Money top_up() const;
  bool has_top_up() const;
};

/// Figures of every group: parts, months, segments (entitlement_figures.cpp).
void add_group_figures(Workbench& bench, const GroupYear& group);
/// Due, requested, transferred, left and the transfers to come by quarter
/// (entitlement_quarters.cpp).
class QuarterBook {
 public:
  explicit QuarterBook(Workbench& bench);
  void add_figures(const UnitYear& unit_year);

 private:
  /// One entry a quarter; entry 0 is not used.
  using GivenQuarters = std::array<const InsuranceQuarter*, 5>;

  void add_quarters(const UnitYear& unit_year);
  /// By when the law wants the year's money transferred.
  const std::optional<Date>& year_complete_day(int year, std::size_t asking_row);

  Workbench& bench_;
  std::map<std::tuple<Index<Programme>, Index<Unit>, int>, GivenQuarters> given_;
  std::map<int, std::optional<Date>> year_complete_;
};
/// The claim on the central budget of every rule (entitlement_claims.cpp).
void add_claim_figures(Workbench& bench, const std::vector<UnitYear>& unit_years);

}  // namespace phanbo
