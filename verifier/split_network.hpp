#pragma once

#include <vector>

#include "verifier/joined.hpp"
#include "verifier/supply.hpp"

namespace phanbo_verify {

/// What one source pays to one demand, as one arc of the network.
struct PayArc {
  int arc = -1;
  int need = nothing;
  int source = nothing;
  Dong amount = 0;
  Dong limit = without_limit;
};

/// The network of section 1 with one node per demand, carrying the payments of the ledger.
class SplitNetwork {
 public:
  explicit SplitNetwork(const Joined& joined);

  /// Finds how the money came to the payments: kept money first, as little carried over as these
  /// payments need. False when they are not possible at all; `missing` then is what cannot be
  /// brought.
  bool route(Dong& missing);
  /// The amount on each carry-over arc, by row of source_years.
  std::vector<Dong> carried() const;

  DongGraph graph;
  Supply supply;
  std::vector<PayArc> pays;    ///< by need, then source in drawing order
  std::vector<int> need_arcs;  ///< demand → sink
  std::vector<int> gate_arcs;

 private:
  void add_need(const Joined& joined, int position);

  int sink_ = -1;
  std::vector<std::pair<int, Dong>> gates_;
};

}  // namespace phanbo_verify
