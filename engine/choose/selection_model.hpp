#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "models/money.hpp"

/// The choice as a whole-number programme, without a word about plans: which option of which
/// candidate, paid through a network. Everything that is promised is computed on this model in
/// whole numbers.
namespace phanbo::selection {

using Amount = std::int64_t;          ///< đồng, or the unit of a row
using Guess = double;                 // search only: never decides, never reports
inline constexpr int no_option = -1;  ///< the candidate is refused
inline constexpr int money_node = 0;  ///< where every đồng starts
/// A gap, in millionths, that every choice keeps: the search ends with the first.
inline constexpr std::int64_t any_gap = 1'000'000'000;

/// Money may pass from one node to another, at most `capacity`.
struct MoneyArc {
  int from = 0;
  int to = 0;
  Amount capacity = 0;
};

/// An option needs this much money at this node.
struct MoneyUse {
  int node = 0;
  Amount amount = 0;
};

struct RowTerm {
  int row = 0;
  Amount coefficient = 0;
};

/// lower <= sum of the coefficients of the chosen options <= upper.
struct Row {
  std::optional<Amount> lower;
  std::optional<Amount> upper;
};

/// One way to realise a candidate; refusing it has value 0 and needs nothing.
struct Option {
  std::int64_t value = 0;
  std::vector<MoneyUse> uses;  ///< sorted by node, amounts positive
  std::vector<RowTerm> terms;  ///< sorted by row
};

struct Candidate {
  std::vector<Option> options;
  bool must_choose = false;  ///< one of the options has to be taken
};

struct SelectionModel {
  int node_count = 1;
  std::vector<MoneyArc> arcs;
  std::vector<Amount> fixed_uses;  ///< by node: money held by earlier decisions
  std::vector<Row> rows;
  std::vector<Candidate> candidates;
};

/// The option taken by each candidate, or no_option.
using Choice = std::vector<int>;

/// Ranges within which the sums of this folder cannot overflow: amounts and coefficients at most
/// 9·10^15 in size, sums of capacities and of values below 2^62. False: the model is refused.
bool is_within_ranges(const SelectionModel& model);

std::int64_t value_of(const SelectionModel& model, const Choice& choice);

/// The sum of everything anybody could ask for, and one: that much is enough anywhere.
Amount all_needs(const SelectionModel& model);

/// Re-derived from nothing but the model: one option at most, musts kept, rows kept, and a split of
/// whole đồng exists that pays everything.
bool is_possible(const SelectionModel& model, const Choice& choice);

}  // namespace phanbo::selection
