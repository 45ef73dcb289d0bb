#pragma once

#include <map>
#include <vector>

#include "engine/choose/money_flow.hpp"

/// All limits of a model as "sum of coefficients <= limit" over options: rows of the model, and
/// cuts of the network as far as they are known. A choice that keeps all of them and has a flow is
/// possible.
namespace phanbo::selection {

enum class LimitSide { cut, upper, lower };

struct LinearLimit {
  LimitSide side = LimitSide::cut;
  int index = 0;     ///< of the cut, or of the model's row
  Amount limit = 0;  ///< of the sum of coefficients; lower sides are negated
};

class CutPool {
 public:
  /// Every side of every row of the model is a limit from the start.
  explicit CutPool(const SelectionModel& model);

  /// False when the cut is known.
  bool add_cut(Cut cut);
  /// Of the cut, added if it is new.
  int place_of(Cut cut);
  /// The limit that the cut is, added if it is new.
  int limit_of(Cut cut);
  Amount coefficient(const Option& option, const LinearLimit& limit) const;
  const std::vector<LinearLimit>& limits() const { return limits_; }
  /// Sides of rows are the first of the limits: how many.
  std::size_t row_limits() const { return row_limits_; }
  const std::vector<Cut>& cuts() const { return cuts_; }

  /// Adds factor × the option's coefficients to `sums`, by limit.
  template <class Sum>
  void add_option(const Option& option, Sum factor, std::vector<Sum>& sums) const {
    for (const MoneyUse& use : option.uses) {
      for (const int limit : limits_of_node_[static_cast<std::size_t>(use.node)])
        sums[static_cast<std::size_t>(limit)] += factor * static_cast<Sum>(use.amount);
    }
    for (const RowTerm& term : option.terms) {
      const auto [upper, lower] = limits_of_row_[static_cast<std::size_t>(term.row)];
      const Sum part = factor * static_cast<Sum>(term.coefficient);
      if (upper >= 0) sums[static_cast<std::size_t>(upper)] += part;
      if (lower >= 0) sums[static_cast<std::size_t>(lower)] -= part;
    }
  }
  /// Calls visit(limit, amount) for every coefficient; a limit may come more than once.
  template <class Visit>
  void visit_option(const Option& option, Visit visit) const {
    for (const MoneyUse& use : option.uses)
      for (const int limit : limits_of_node_[static_cast<std::size_t>(use.node)])
        visit(limit, use.amount);
    for (const RowTerm& term : option.terms) {
      const auto [upper, lower] = limits_of_row_[static_cast<std::size_t>(term.row)];
      if (upper >= 0) visit(upper, term.coefficient);
      if (lower >= 0) visit(lower, -term.coefficient);
    }
  }
  /// Prices by limit → prices by node and by row of the model.
  void spread_prices(const std::vector<Guess>& by_limit, std::vector<Guess>& node_prices,
                     std::vector<Guess>& row_prices) const;

 private:
  struct Sides {
    int upper = -1;
    int lower = -1;
  };
  const SelectionModel& model_;
  std::vector<LinearLimit> limits_;
  std::size_t row_limits_ = 0;
  std::vector<Cut> cuts_;
  std::map<std::vector<char>, int> place_of_inside_;
  std::vector<int> limit_of_cut_;
  std::vector<std::vector<int>> limits_of_node_;
  std::vector<Sides> limits_of_row_;
};

/// Cuts that whole-đồng needs break; empty when all needs can be met. `flow` is of the model, and
/// meets afterwards what can be met.
std::vector<Cut> broken_cuts(const SelectionModel& model, MoneyFlow& flow,
                             const std::vector<Amount>& needs);

}  // namespace phanbo::selection
