#pragma once

#include <memory>
#include <span>
#include <vector>

#include "engine/choose/selection_model.hpp"

/// A linear programme that grows: maximise over columns in [0, upper] under rows "<= upper" that
/// may be left for a penalty. Answers are guesses: nothing that is reported rests on them.
namespace phanbo::selection {

struct LpTerm {
  int row = 0;
  Guess coefficient = 0;  // search only
};

class LpEngine {
 public:
  virtual ~LpEngine() = default;
  /// A row with terms on existing columns; `penalty` per unit above `upper`; 0 = not to be left.
  virtual void add_row(Guess upper, std::span<const int> columns, std::span<const Guess> values,
                       Guess penalty) = 0;
  virtual void add_columns(std::span<const Guess> objective, std::span<const Guess> upper,
                           std::span<const std::vector<LpTerm>> terms) = 0;
  virtual void set_penalty(Guess penalty) = 0;
  /// False when the engine gave up.
  virtual bool solve(int iterations_max) = 0;
  virtual int iterations() const = 0;  ///< of the last solve
  /// By column, in the order of adding.
  virtual std::vector<Guess> columns() const = 0;
  /// By row: what one more unit of `upper` is worth, not negative.
  virtual std::vector<Guess> prices() const = 0;
  /// By row: how much it is left.
  virtual std::vector<Guess> excess() const = 0;
};

/// Makes engines; tests put others in its place.
using LpEngineMaker = std::unique_ptr<LpEngine> (*)();

/// COIN-OR CLP, dual simplex.
std::unique_ptr<LpEngine> make_clp_engine();

}  // namespace phanbo::selection
