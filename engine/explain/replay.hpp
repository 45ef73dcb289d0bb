#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/derivation.hpp"

/// explain: what can be said of a derivation without knowing how it was made.
namespace phanbo {

/// A node whose value is not what its children give.
struct ReplayFinding {
  std::string label;     ///< Vietnamese
  std::string stated;    ///< what the node says
  std::string computed;  ///< what its children give; empty = cannot be computed
};

/// What a result says at the place of an outcome; empty when there is no such place.
using OutcomeAt = std::function<std::optional<std::string>(std::string_view place)>;

/// Recomputes a derivation from its leaves in exact fractions. Inputs, rows of law and counts
/// without children stand by themselves; outcomes are held against the result where `outcome_at` is
/// given. Empty = every node is right.
std::vector<ReplayFinding> replay(const Derivation& derivation, const OutcomeAt& outcome_at = {});

/// All leaves that are inputs of the plan or rows of law, in the order of the tree.
std::vector<const Derivation*> leaves_of(const Derivation& derivation);

/// How many nodes a derivation has.
std::size_t node_count(const Derivation& derivation);

}  // namespace phanbo
