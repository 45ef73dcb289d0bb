#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/choose/selection_model.hpp"

/// A bound nobody has to believe: for any multipliers whatever, this many whole numbers added up
/// are an upper bound on the value of every possible choice (docs/choosing.md).
namespace phanbo::selection {

/// Prices in 2^-scale_bits value per đồng (by node; the money node has 0) and per unit of a row.
struct Multipliers {
  int scale_bits = 0;
  std::vector<Int128> node;
  std::vector<Int128> row;  ///< rows without upper bound: not positive; without lower: not negative
};

/// What a branch permits: for each candidate the options left; candidates not named are free.
class Permitted {
 public:
  explicit Permitted(const SelectionModel& model);
  bool option(std::size_t candidate, int option) const {
    return allowed_[begin_[candidate] + static_cast<std::size_t>(option + 1)] != 0;
  }
  void set(std::size_t candidate, int option, bool is_allowed) {
    allowed_[begin_[candidate] + static_cast<std::size_t>(option + 1)] = is_allowed ? 1 : 0;
  }

 private:
  std::vector<std::size_t> begin_;
  std::vector<char> allowed_;  ///< by candidate: refusal, option 0, option 1 …
};

enum class Objective { value, none };

/// floor of the bound in value units; empty when a sum leaves 127 bits, a sign is wrong or a branch
/// leaves a candidate nothing. With Objective::none, a negative result proves that nothing is
/// possible.
std::optional<Int128> exact_bound(const SelectionModel& model, const Multipliers& multipliers,
                                  const Permitted& permitted, Objective objective);
std::optional<Int128> exact_bound(const SelectionModel& model, const Multipliers& multipliers);
/// The same before it is divided by 2^scale_bits.
std::optional<Int128> exact_sum(const SelectionModel& model, const Multipliers& multipliers,
                                const Permitted& permitted, Objective objective);

/// The model at some prices: what is permitted may change, every product is formed once at most.
class PricedModel {
 public:
  /// All of these must stay as long as it does.
  PricedModel(const SelectionModel& model, const Multipliers& multipliers, Objective objective);
  /// As exact_sum().
  std::optional<Int128> sum(const Permitted& permitted);
  /// What taking the option adds to that sum; empty when it leaves 127 bits.
  std::optional<Int128> profit(std::size_t candidate, int option);

 private:
  struct Known {
    Int128 profit = 0;
    bool is_known = false;
    bool failed = false;
  };
  const SelectionModel& model_;
  const Multipliers& multipliers_;
  Objective objective_;
  std::optional<Int128> fixed_;  ///< rows and network
  std::vector<std::size_t> begin_;
  std::vector<Known> known_;
};

/// Whole multipliers from guessed prices, with signs mended and the finest scale that cannot
/// overflow.
Multipliers whole_multipliers(const SelectionModel& model, std::span<const Guess> node_prices,
                              std::span<const Guess> row_prices);

}  // namespace phanbo::selection
