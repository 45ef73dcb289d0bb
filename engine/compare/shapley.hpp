#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "models/money.hpp"

/// Splits the difference between two results over the changes that lead from one plan to the other,
/// so that no order of the changes is preferred (Shapley values).
namespace phanbo {

inline constexpr int causes_max = 12;
/// Which changes are made: bit i = change i.
using ChangeSet = std::uint32_t;

/// What a plan gives: ledger lines by their code, sorted by code, each code once.
using LineAmounts = std::vector<std::pair<std::string, Money>>;
/// The result of the base plan with just these changes; empty when that is not a valid plan. Called
/// from several threads at once.
using ResultOfChanges = std::function<std::optional<LineAmounts>(ChangeSet)>;

/// Every subset of the changes, computed once.
class AllSubsets {
 public:
  /// `change_count` <= causes_max. The base (no change) and the whole (every change) must be valid.
  AllSubsets(int change_count, const ResultOfChanges& result_of, int threads);

  int change_count() const { return change_count_; }
  ChangeSet all() const { return (ChangeSet{1} << change_count_) - 1; }
  bool is_valid(ChangeSet changes) const { return valid_[changes]; }
  const std::vector<std::string>& lines() const { return lines_; }
  Money amount(ChangeSet changes, std::size_t line) const {
    return amounts_[changes * lines_.size() + line];
  }

 private:
  int change_count_;
  std::vector<bool> valid_;
  std::vector<std::string> lines_;  ///< every line that some subset has, sorted
  std::vector<Money> amounts_;      ///< set after set
};

/// Changes that only together make a valid plan, as one cause. The rule: every change is a group.
/// While some union of groups is not valid, take the first such union (fewest groups, then least
/// members), and of the unions that hold it and are valid the first one; the last group of the
/// former is joined with those groups that only the latter has. Ends with groups of which every
/// union is a valid plan.
std::vector<ChangeSet> close_groups(const AllSubsets& subsets);

/// part(line, cause) × denominator, exact; the denominator is (number of causes)!.
struct ExactParts {
  std::vector<ChangeSet> causes;
  std::int64_t denominator = 1;
  std::vector<Int128> numerators;  ///< line after line
  Int128 numerator(std::size_t line, std::size_t cause) const {
    return numerators[line * causes.size() + cause];
  }
};
ExactParts shapley_parts(const AllSubsets& subsets, std::vector<ChangeSet> causes);

/// Whole đồng: each entry is its exact value rounded down or up, the parts of a line add up to its
/// difference exactly, and the total of each cause is its exact total rounded down or up. Where
/// there is a choice, larger remainders go up, ties in the order of lines and causes.
std::vector<Money> rounded_parts(const ExactParts& parts);

}  // namespace phanbo
