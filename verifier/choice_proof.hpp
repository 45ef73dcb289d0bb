#pragma once

#include <optional>
#include <vector>

#include "verifier/choice_fields.hpp"
#include "verifier/choice_model.hpp"

/// The bound of docs/choosing.md section 3, added up from a model and the prices of the result.
namespace phanbo_verify {

/// Prices of one leaf by place and by limit, in 2^-scale.
struct LeafPrices {
  bool proves_impossible = false;
  int scale = 0;
  std::vector<Wide> places;
  std::vector<Wide> limits;
};

struct ProofOutcome {
  std::optional<Wide> bound;  ///< empty: every leaf proves that nothing is possible
  std::size_t leaves = 0;
  LeafPrices prices;  ///< of the last leaf, under which nothing is decided
  /// By item: a bound on all choices that take it, from every leaf, or from the last alone where
  /// there are many; empty where no leaf permits that.
  std::vector<std::optional<Wide>> taken_bounds;
};

/// Throws BadProof, TooLarge.
ProofOutcome walk_proof(const ClassModel& model, const Json& certificate);

/// What an option needs at these prices.
Wide cost_at(const CandidateOption& option, const LeafPrices& prices);

}  // namespace phanbo_verify
