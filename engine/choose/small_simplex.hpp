#pragma once

#include <cstdint>
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
  std::vector<int> tight_rows;  ///< names of the rows whose slack is not basic, rising
};

class SmallSimplex {
 public:
  /// Columns with these objective coefficients and no rows.
  explicit SmallSimplex(std::vector<Guess> objective);

  /// A row over all columns, under a name of the caller's; its slack becomes basic.
  void add_row(int name, std::span<const Guess> coefficients, Guess upper);
  void set_bounds(int column, bool may_be_zero, bool may_be_one);
  /// The row at this position holds as an equation, or again as "<= upper".
  void set_equality(std::size_t row, bool is_equality);
  /// Stops early once the objective cannot exceed `cutoff`.
  SimplexOutcome solve(Guess cutoff, int pivots_max);

  std::size_t row_count() const { return upper_.size(); }
  Guess objective() const;
  std::vector<Guess> values() const;
  Guess gain(int column) const { return objective_[static_cast<std::size_t>(column)]; }
  /// By row: prices at the end, or after `impossible` a proof as far as it is one.
  const std::vector<Guess>& prices() const { return prices_; }
  std::int64_t pivots() const { return pivots_; }
  /// What one more of the column is worth at the present prices.
  Guess reduced(int column) const { return reduced_[static_cast<std::size_t>(column)]; }

  /// The next solve computes everything anew.
  void refresh();
  /// The next solve starts where nothing is tight.
  void restart();
  SimplexState save() const;
  /// All tight rows of the state must be there; the slacks of others become basic.
  void restore(const SimplexState& state);
  /// Drops rows whose slack is basic; the positions of those that stay, in order.
  std::vector<std::size_t> drop_loose_rows();

  /// Everything that solving changes, to look ahead and come back without a new inverse.
  struct Memory {
    std::vector<Place> places;
    std::vector<std::size_t> basic;
    std::vector<Guess> inverse;
    std::vector<Guess> weights;
    std::vector<Guess> basic_values;
    std::vector<Guess> reduced;
    int since_refactor = 0;
  };
  void remember(Memory& memory) const;
  /// Rows and bounds must be those of the time of remember().
  void recall(const Memory& memory);

 private:
  bool refactor();
  bool factor_kernel(const std::vector<std::size_t>& tight, const std::vector<std::size_t>& inside,
                     std::vector<Guess>& kernel) const;
  void compute_basics();
  void compute_reduced();
  void compute_weights();
  int leaving_row() const;
  enum class Pivot { done, none, unsound };
  Pivot pivot(int row);
  std::size_t columns() const { return objective_.size(); }
  Guess lower_of(std::size_t j) const { return j < columns() ? low_[j] : 0; }
  Guess upper_of(std::size_t j) const;
  Guess at_bound(std::size_t j) const {
    return places_[j] == Place::at_upper ? upper_of(j) : lower_of(j);
  }
  const Guess* column(std::size_t j) const { return by_column_.data() + j * room_; }
  const Guess* inverse_row(std::size_t i) const { return inverse_.data() + i * room_; }
  Guess* inverse_row(std::size_t i) { return inverse_.data() + i * room_; }
  void make_room(std::size_t rows);
  void compute_row(const Guess* rho);
  void choose_entering(bool below, Guess slope);
  void move_basics(const std::vector<Guess>& change);
  void update_inverse(std::size_t r);
  void solve_column(std::size_t j);
  void read_prices();

  std::vector<Guess> objective_;
  std::vector<std::vector<Guess>> rows_;
  std::vector<Guess> by_column_;  ///< the same, by column, `room_` apart
  std::size_t room_ = 0;          ///< rows there is space for
  std::vector<Guess> upper_;
  std::vector<int> names_;
  std::vector<Guess> low_;
  std::vector<Guess> high_;
  std::vector<Guess> slack_high_;   ///< by row: 0 where it is an equation
  std::vector<Place> places_;       ///< columns, then slacks
  std::vector<std::size_t> basic_;  ///< by row
  std::vector<Guess> inverse_;      ///< rows `room_` apart
  std::vector<Guess> weights_;      ///< by row: squared length of the row of the inverse
  std::vector<Guess> basic_values_;
  std::vector<Guess> reduced_;  ///< columns, then slacks
  std::vector<Guess> row_;      ///< of the tableau: columns, then slacks
  std::vector<Guess> entering_column_;
  std::vector<Guess> change_;
  std::vector<Guess> prices_;
  struct Ratio {
    Guess ratio = 0;
    std::size_t column = 0;
  };
  std::vector<Ratio> ratios_;
  std::vector<std::size_t> flips_;
  std::size_t entering_ = 0;
  std::int64_t pivots_ = 0;
  int since_refactor_ = 0;
  bool is_current_ = false;
};

}  // namespace phanbo::selection
