#pragma once

#include <span>
#include <vector>

#include "engine/choose/selection_model.hpp"

/// Dual simplex on a dense programme of few rows: maximise over columns within 0 and 1 under rows
/// "<= upper". Made to be solved again and again with one bound changed. Its answers are guesses.
namespace phanbo::selection {

enum class SimplexOutcome { optimal, below_cutoff, impossible, gave_up };
enum class Place : char { at_lower, at_upper, basic };

/// What is needed to come back to a node of a search.
struct SimplexState {
  std::vector<Place> columns;
  std::vector<int> tight_rows;  ///< names of the rows whose slack is not basic
};

class SmallSimplex {
 public:
  /// Columns with these objective coefficients and no rows.
  explicit SmallSimplex(std::vector<Guess> objective);

  /// A row over all columns, under a name of the caller's; its slack becomes basic.
  void add_row(int name, std::vector<Guess> coefficients, Guess upper);
  void set_bounds(int column, bool may_be_zero, bool may_be_one);
  /// Stops early once the objective cannot exceed `cutoff`.
  SimplexOutcome solve(Guess cutoff, int pivots_max);

  std::size_t row_count() const { return upper_.size(); }
  Guess objective() const;
  std::vector<Guess> values() const;
  Guess gain(int column) const { return objective_[static_cast<std::size_t>(column)]; }
  /// By row: prices at the end, or after `impossible` a proof as far as it is one.
  const std::vector<Guess>& prices() const { return prices_; }
  std::int64_t pivots() const { return pivots_; }

  SimplexState save() const;
  /// All tight rows of the state must be there; the slacks of others become basic.
  void restore(const SimplexState& state);
  /// Drops rows whose slack is basic; the positions of those that stay, in order.
  std::vector<std::size_t> drop_loose_rows();

 private:
  bool refactor();
  void compute_basics();
  void compute_reduced();
  int leaving_row() const;
  bool pivot(int row);
  std::size_t columns() const { return objective_.size(); }
  Guess lower_of(std::size_t j) const { return j < columns() ? low_[j] : 0; }
  Guess upper_of(std::size_t j) const;
  Guess at_bound(std::size_t j) const {
    return places_[j] == Place::at_upper ? upper_of(j) : lower_of(j);
  }
  void compute_row(const Guess* rho);
  void move_basics(const std::vector<Guess>& change);
  void update_inverse(std::size_t r, const std::vector<Guess>& entering);
  std::vector<Guess> inverse_times_column(std::size_t j) const;
  void read_prices();

  std::vector<Guess> objective_;
  std::vector<std::vector<Guess>> rows_;
  std::vector<Guess> upper_;
  std::vector<int> names_;
  std::vector<Guess> low_;
  std::vector<Guess> high_;
  std::vector<Place> places_;       ///< columns, then slacks
  std::vector<std::size_t> basic_;  ///< by row
  std::vector<std::vector<Guess>> inverse_;
  std::vector<Guess> basic_values_;
  std::vector<Guess> reduced_;  ///< columns, then slacks
  std::vector<Guess> row_;      ///< of the tableau: columns, then slacks
  std::vector<Guess> prices_;
  std::int64_t pivots_ = 0;
  int since_refactor_ = 0;
  bool is_current_ = false;
};

}  // namespace phanbo::selection
