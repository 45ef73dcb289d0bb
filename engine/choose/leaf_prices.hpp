#pragma once

#include <vector>

#include "engine/choose/certificate.hpp"
#include "engine/choose/node_relaxation.hpp"

/// Guessed prices of a node's limits become whole prices of a leaf. The cuts of such leaves are
/// those of the pool.
namespace phanbo::selection {

/// In value per đồng; above zero, whatever the prices are.
Guess greatest_price(const CutPool& pool, const std::vector<LimitPrice>& prices);

/// Prices of at most about `bits` bits; those that come to less than 1 are left out.
LeafProof proof_from(const CutPool& pool, const std::vector<LimitPrice>& prices,
                     Objective objective, int bits);

/// Of a leaf, by node and row of the model.
Multipliers multipliers_of(const SelectionModel& model, const CutPool& pool,
                           const LeafProof& proof);

}  // namespace phanbo::selection
