#pragma once

#include <cstddef>
#include <vector>

#include "engine/criteria/rule.hpp"

namespace phanbo {

/// Values of one node for a run of units: whole numbers over one scale while 126 bits hold them,
/// fractions of any size otherwise. Both are exact.
struct Block {
  bool is_uniform = false;  ///< one value for all
  bool is_exact = false;    ///< `values` instead of `units`
  std::vector<Int128> units;
  Int128 scale = 1;
  Int128 bound = 0;  ///< |unit| never exceeds it
  std::vector<Exact> values;
  /// Node + 1 that could not be computed, 0 = good; empty = all good. As long as the values.
  std::vector<std::uint32_t> faults;

  std::size_t size() const { return is_exact ? values.size() : units.size(); }
  std::size_t at(std::size_t i) const { return is_uniform ? 0 : i; }
  Exact exact_at(std::size_t i) const {
    return is_exact ? values[at(i)] : exact_of(units[at(i)], scale);
  }
  std::uint32_t fault_at(std::size_t i) const { return faults.empty() ? 0 : faults[at(i)]; }
  void clear() {
    is_uniform = is_exact = false;
    units.clear();
    values.clear();
    faults.clear();
    scale = 1;
    bound = 0;
  }
};

/// Values of one node for all units of an evaluation.
using Column = Block;

Block uniform_block(const Exact& value);
/// Fractions back to whole numbers over one scale, where they fit.
void narrow_block(Block& block);

/// Computes one node from its inputs into `out`: any kind but leaf, variable and those over units.
/// `size` is the number of units of the run.
void compute_block(const Rule& rule, NodeIndex index, const std::vector<Block>& registers,
                   std::size_t size, Block& out);

/// The same for one unit, in fractions: the plain meaning of every kind of node. `fault` is set to
/// node + 1 where there is no value.
Exact node_value(const Rule& rule, NodeIndex index, const std::vector<Exact>& inputs,
                 std::uint32_t& fault);

/// The band of a value; null outside all.
const RuleBand* band_of(const RuleBandTable& table, const Exact& value);
Exact value_in_band(const RuleBand& band, const Exact& value);
/// Whole or begun steps of a band (exact steps where incomplete ones count pro rata).
Exact steps_in_band(const RuleBand& band, const Exact& value);

}  // namespace phanbo
