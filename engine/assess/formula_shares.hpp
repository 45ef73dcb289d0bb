#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/assess/workbench.hpp"

/// Formulas: criteria → points → shares of a pool, or counts × rates. All quotients are exact.
namespace phanbo {

/// What one criterion (points) or one rate gives a unit.
struct SharePart {
  std::size_t row = 0;            ///< of Plan::criteria or Plan::rates
  std::size_t indicator_row = 0;  ///< of Plan::indicators
  std::string exact;              ///< before rounding: points, or đồng
  std::string value;              ///< as the criterion rounds it
};

struct UnitShare {
  Index<Unit> unit;
  std::vector<SharePart> parts;
  std::string points;                    ///< sum of the parts; empty with rates
  std::string percent;                   ///< points in percent of all; empty with rates
  std::string exact_dong;                ///< the share before it is made whole
  std::optional<std::size_t> first_row;  ///< of Plan::first_amounts
  Money first;
  Money share;
  Money amount() const { return first + share; }
};

struct FormulaShares {
  std::vector<UnitShare> units;  ///< in code order
  std::string total_points;      ///< empty with rates
  Money pool;
  Money rest;    ///< pool less the first amounts
  Money shared;  ///< whole steps of the rest; what is left stays unshared
  std::optional<TieNote> tie;
};

/// The tables of a plan that formulas read, indexed once.
class FormulaBook {
 public:
  explicit FormulaBook(Workbench& bench);

  /// Empty, with problems at the row, when the formula cannot be computed. `pool` as given in the
  /// plan or taken from an envelope.
  std::optional<FormulaShares> share(std::size_t formula_row, std::optional<Money> pool);

 private:
  std::vector<Index<Unit>> units_of(const Formula& formula) const;
  bool counts_for(Index<Unit> unit, std::string_view status, int year) const;
  /// Null, with a problem at the formula, when the unit has no such indicator.
  const Indicator* indicator_of(Index<Unit> unit, const std::string& indicator,
                                std::size_t formula_row);
  bool is_of_another_parent(const Formula& formula, Index<Unit> unit) const;
  bool add_first_amounts(std::size_t formula_row, FormulaShares& shares);
  std::optional<FormulaShares> share_by_rates(std::size_t formula_row, FormulaShares shares);
  std::optional<FormulaShares> share_by_points(std::size_t formula_row, FormulaShares shares);

  Workbench& bench_;
  std::map<Index<Unit>, std::vector<Index<Unit>>> children_;
  std::map<std::pair<Index<Unit>, std::string_view>, std::size_t> indicators_;
  std::map<Index<Unit>, std::vector<const UnitStatus*>> statuses_;
};

/// Points, shares and the tie of a computed formula, as figures and notes.
void add_share_figures(Workbench& bench, const Formula& formula, const FormulaShares& shares);

}  // namespace phanbo
