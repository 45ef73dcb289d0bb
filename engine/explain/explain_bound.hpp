#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "models/choice.hpp"
#include "models/demand.hpp"
#include "models/derivation.hpp"

/// What the bound of a choice rests on (docs/choosing.md section 3): its proof added up again, leaf
/// by leaf, in words of the plan.
namespace phanbo {

/// A limit that has a price in the proof, and what more of it could bring at most.
struct BoundRelief {
  std::string table;  ///< of the plan's row: "source_years", "choice_limits", "caps"
  std::size_t row = 0;
  std::string place;  ///< "nstw/2026", "limit:tran-y-te", "cap:tran-1"
  Money amount;       ///< what the plan gives
  Money more;         ///< so much more of it
  Int128 bound = 0;   ///< … and no choice would be worth more than this, in value units
};

struct BoundExplanation {
  /// The greatest leaf of the proof spelled out: money at its prices, limits at theirs, and the
  /// best option of every candidate.
  Derivation derivation;
  std::size_t leaves = 0;
  std::vector<BoundRelief> reliefs;  ///< by what they could bring, greatest first
};

/// One tỷ: by how much a limit is imagined greater.
inline constexpr std::int64_t relief_dong = 1'000'000'000;

/// `assessed` and `held` as `choose` had them; of the stages of `outcome` what they held. Empty
/// where the certificate of `outcome` does not prove its bound for this plan.
std::optional<BoundExplanation> explain_bound(const Plan& plan, const Assessment& assessed,
                                              std::span<const Money> held,
                                              const ChoiceOutcome& outcome);

/// A whole number of 10^-digits as plain decimal text.
std::string value_text(Int128 value, int digits);

}  // namespace phanbo
