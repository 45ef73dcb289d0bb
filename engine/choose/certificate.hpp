#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "engine/choose/cut_pool.hpp"
#include "engine/choose/exact_bound.hpp"

/// What proves a bound: prices for every leaf of a tree of decisions. Checked in whole numbers
/// against a model, by exact_bound alone.
namespace phanbo::selection {

/// Prices of a leaf; those not named are 0.
struct LeafProof {
  Objective objective = Objective::value;  ///< none: proves that nothing is possible here
  int scale_bits = 0;
  std::vector<std::pair<int, Int128>> cuts;  ///< (cut of the certificate, price >= 0)
  std::vector<std::pair<int, Int128>> rows;  ///< (row of the model, price)
};

/// Either a leaf, or the decision "this candidate takes this option" (or: is refused) with the two
/// ways on.
struct BranchNode {
  int candidate = -1;
  int option = no_option;
  int taken = -1;
  int refused = -1;
  int leaf = -1;
};

struct Certificate {
  std::vector<std::vector<int>> cuts;  ///< the nodes of each cut
  std::vector<LeafProof> leaves;
  std::vector<BranchNode> tree;  ///< the first is the root; every other has one way to it
  /// By place of the tree: what the prices of a leaf come to there, before they are divided by
  /// 2^scale_bits; empty at questions, and where a candidate has no option left. None at all while
  /// nobody has added them up.
  std::vector<std::optional<Int128>> sums;
};

struct CertifiedBound {
  bool nothing_is_possible = false;
  Int128 value = 0;  ///< no possible choice is worth more
  std::size_t leaves = 0;
  std::vector<std::optional<Int128>> sums;  ///< those of the certificate, added up anew
};

/// Empty when the certificate proves nothing: a leaf missing, a price of the wrong sign, a sum too
/// large, a decision taken twice on one way.
std::optional<CertifiedBound> check_certificate(const SelectionModel& model,
                                                const Certificate& certificate);

using AtLeaf =
    std::function<bool(const LeafProof& leaf, const Permitted& permitted, std::size_t tree_place)>;

/// Visits the leaves that questions lead to, each with what the questions before it permit; with a
/// stack of its own, since chains of decisions are long. False when the tree is none (a node
/// missing or on two ways, a question about no option) or when `at_leaf` says so.
bool walk_leaves(const SelectionModel& model, const Certificate& certificate,
                 const AtLeaf& at_leaf);

/// Multipliers of a leaf by node and row of the model.
Multipliers multipliers_of(const SelectionModel& model, const Certificate& certificate,
                           const LeafProof& leaf);

/// The same proof without what it does not need: every cut has a price and stands once, in the
/// order of first use; prices stand in order, none of them 0; questions lead to every leaf.
Certificate tidied(Certificate proof);

/// The tidy proof with one leaf more, to which no question leads: the prices of `root` (of one
/// leaf). A proof of one leaf has them already.
Certificate with_prices(Certificate proof, const Certificate& root);

/// One leaf, with these multipliers, and what it comes to.
Certificate certificate_of(const SelectionModel& model, const Multipliers& multipliers,
                           Objective objective = Objective::value);

}  // namespace phanbo::selection
