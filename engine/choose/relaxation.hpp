#pragma once

#include <vector>

#include "engine/choose/cut_pool.hpp"
#include "engine/choose/lp_engine.hpp"

/// The linear relaxation, as far as the search needs it: prices, and which options are taken in
/// part.
namespace phanbo::selection {

struct Prices {
  std::vector<Guess> node;
  std::vector<Guess> row;
};

/// Value of an option less what it uses at these prices. A guess.
Guess profit_at(const Option& option, const Prices& prices);
/// The most profitable option of a candidate at these prices.
int best_option_at(const Candidate& candidate, const Prices& prices);

struct RelaxedOption {
  int candidate = 0;
  int option = no_option;
  Guess fraction = 0;
};

struct Relaxation {
  Prices prices;
  Choice base;                       ///< taken in full unless named in `parts`
  std::vector<RelaxedOption> parts;  ///< options taken in part, instead of the base
  bool is_settled = false;           ///< no broken limit and no better column was left
  bool is_possible = true;           ///< all limits could be kept
  int rounds = 0;
  std::int64_t work = 0;  ///< iterations of the engine
};

struct RelaxationOptions {
  int rounds_max = 400;
  int iterations_max = 1'000'000;
  std::size_t columns_first = 3'000;
};

/// Starts from guessed prices.
Relaxation relax(const SelectionModel& model, const Prices& start, LpEngineMaker make_engine,
                 const RelaxationOptions& options = {});

/// Prices of a sample of the candidates with capacities in proportion.
Prices sample_prices(const SelectionModel& model, std::size_t sample_size,
                     LpEngineMaker make_engine);

/// The sets of nodes above each level of price: the cuts that these prices charge for.
void add_priced_cuts(const SelectionModel& model, const Prices& prices, CutPool& pool);

}  // namespace phanbo::selection
