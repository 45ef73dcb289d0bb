#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "models/money.hpp"
#include "models/plan.hpp"

/// What a choice by best_value came to, with what proves it (docs/choosing.md).
namespace phanbo {

/// Prices of one leaf of the proof, in 2^-scale_bits value units; those not named are 0.
struct ChoiceLeaf {
  bool proves_impossible = false;  ///< that nothing can be chosen here, instead of a bound
  int scale_bits = 0;
  std::vector<std::pair<std::size_t, Int128>> cuts;    ///< (position in `cuts`, price ≥ 0)
  std::vector<std::pair<std::size_t, Int128>> limits;  ///< (position in `limits`, price)
};

/// A leaf, or the question "does this item take this option?" with the two ways on.
struct ChoiceBranch {
  std::string item;
  std::string option;
  int taken = -1;
  int refused = -1;
  int leaf = -1;
};

/// Whole numbers that anybody can add up against the plan: no choice is worth more than the bound.
struct ChoiceCertificate {
  std::vector<std::vector<std::string>> cuts;  ///< places of the money network, by name
  std::vector<std::string> limits;             ///< names of the other limits
  std::vector<ChoiceLeaf> leaves;
  std::vector<ChoiceBranch> tree;
};

/// What the order of the list would choose from the same money.
struct RankOrderChoice {
  std::int64_t value = 0;
  std::size_t items = 0;
  std::int64_t people = 0;
};

enum class ChoiceEnd { optimal, gap_reached, work_limit, time_limit, interrupted, impossible };

struct ChoiceOutcome {
  Index<PriorityClass> priority_class;
  int value_digits = 0;  ///< values are whole numbers of 10^-digits
  std::int64_t value = 0;
  Int128 bound = 0;  ///< proved by the certificate
  ChoiceEnd end = ChoiceEnd::optimal;
  std::size_t items = 0;  ///< chosen
  std::int64_t people = 0;
  std::int64_t work = 0;  ///< units of about a million multiplications
  RankOrderChoice in_rank_order;
  ChoiceCertificate certificate;
};

std::string_view to_code(ChoiceEnd value);

}  // namespace phanbo
