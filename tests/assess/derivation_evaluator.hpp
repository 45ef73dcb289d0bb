#pragma once

#include <string>
#include <vector>

#include "models/derivation.hpp"

namespace phanbo::test {

/// Recomputes a derivation from its leaves, with exact fractions, knowing nothing but the meaning
/// of the operations. Every node whose value is not what its children give is a finding.
std::vector<std::string> recompute(const Derivation& derivation);

/// All nodes, the root first.
std::vector<const Derivation*> nodes_of(const Derivation& derivation);
std::vector<const Derivation*> nodes_of(Derivation&&) = delete;  // the nodes would be gone

}  // namespace phanbo::test
