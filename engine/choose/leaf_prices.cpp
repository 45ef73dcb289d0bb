#include "engine/choose/leaf_prices.hpp"

#include <algorithm>
#include <cmath>

namespace phanbo::selection {

namespace {

const LinearLimit& limit_of(const CutPool& pool, const LimitPrice& own) {
  return pool.limits()[static_cast<std::size_t>(own.limit)];
}

}  // namespace

/// Rows of the model may count works instead of đồng: their prices may be that much longer.
Guess greatest_price(const CutPool& pool, const std::vector<LimitPrice>& prices) {
  Guess greatest = 1e-30;
  for (const LimitPrice& own : prices) {
    const bool is_cut = limit_of(pool, own).side == LimitSide::cut;
    greatest = std::max(greatest, own.price * (is_cut ? 1 : 1e-9));
  }
  return greatest;
}

LeafProof proof_from(const CutPool& pool, const std::vector<LimitPrice>& prices,
                     Objective objective, int bits) {
  LeafProof proof;
  proof.objective = objective;
  int exponent = 0;
  std::frexp(greatest_price(pool, prices), &exponent);
  proof.scale_bits = std::clamp(bits - std::max(exponent, bits - 56), 0, 56);
  const Guess scale = std::ldexp(1.0, proof.scale_bits);
  for (const LimitPrice& own : prices) {
    const Guess scaled = std::nearbyint(own.price * scale);
    if (!(scaled >= 1) || scaled > 1e37) continue;
    const auto price = static_cast<Int128>(scaled);
    const LinearLimit& limit = limit_of(pool, own);
    if (limit.side == LimitSide::cut) {
      proof.cuts.emplace_back(limit.index, price);
    } else {
      proof.rows.emplace_back(limit.index, limit.side == LimitSide::upper ? price : -price);
    }
  }
  return proof;
}

Multipliers multipliers_of(const SelectionModel& model, const CutPool& pool,
                           const LeafProof& proof) {
  Multipliers multipliers;
  multipliers.scale_bits = proof.scale_bits;
  multipliers.node.assign(static_cast<std::size_t>(model.node_count), 0);
  multipliers.row.assign(model.rows.size(), 0);
  for (const auto& [cut, price] : proof.cuts) {
    const auto& inside = pool.cuts()[static_cast<std::size_t>(cut)].inside;
    for (std::size_t v = 0; v < inside.size(); ++v)
      if (inside[v] != 0) multipliers.node[v] += price;
  }
  for (const auto& [row, price] : proof.rows)
    multipliers.row[static_cast<std::size_t>(row)] += price;
  return multipliers;
}

}  // namespace phanbo::selection
