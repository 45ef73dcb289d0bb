#include "engine/choose/naming.hpp"

#include <algorithm>

namespace phanbo::selection {

namespace {

const std::string& item_code(const PlanModel& made, const Assessment& assessed,
                             std::size_t candidate) {
  return assessed.items[made.candidates[candidate].item].code;
}

}  // namespace

ChoiceCertificate name_certificate(const PlanModel& made, const Assessment& assessed,
                                   const Certificate& certificate) {
  ChoiceCertificate named;
  named.limits = made.row_names;
  for (const std::vector<int>& cut : certificate.cuts) {
    std::vector<std::string>& own = named.cuts.emplace_back();
    for (const int node : cut) own.push_back(made.node_names[static_cast<std::size_t>(node)]);
    std::sort(own.begin(), own.end());
  }
  for (const LeafProof& leaf : certificate.leaves) {
    ChoiceLeaf own{leaf.objective == Objective::none, leaf.scale_bits, {}, {}};
    for (const auto& [cut, price] : leaf.cuts)
      own.cuts.emplace_back(static_cast<std::size_t>(cut), price);
    for (const auto& [row, price] : leaf.rows)
      own.limits.emplace_back(static_cast<std::size_t>(row), price);
    named.leaves.push_back(std::move(own));
  }
  for (std::size_t place = 0; place < certificate.tree.size(); ++place) {
    const BranchNode& node = certificate.tree[place];
    ChoiceBranch own;
    own.taken = node.taken;
    own.refused = node.refused;
    own.leaf = node.leaf;
    if (!certificate.sums.empty()) own.sum = certificate.sums[place];
    if (node.leaf < 0) {
      const auto candidate = static_cast<std::size_t>(node.candidate);
      own.item = item_code(made, assessed, candidate);
      const auto& options = made.candidates[candidate].options;
      if (node.option != no_option)
        own.option = options[static_cast<std::size_t>(node.option)].name;
    }
    named.tree.push_back(std::move(own));
  }
  return named;
}

ChoiceConflict name_conflict(const PlanModel& made, const Assessment& assessed,
                             const Conflict& conflict) {
  const auto node = [&](int index) { return made.node_names[static_cast<std::size_t>(index)]; };
  ChoiceConflict named;
  for (const int must : conflict.musts)
    named.musts.push_back(item_code(made, assessed, static_cast<std::size_t>(must)));
  for (const RowSide& side : conflict.sides) {
    const auto row = static_cast<std::size_t>(side.row);
    const Row& bounds = made.model.rows[row];
    named.limits.push_back(
        {made.row_names[row], side.upper, side.upper ? *bounds.upper : *bounds.lower});
  }
  for (const int index : conflict.arcs) {
    const MoneyArc& arc = made.model.arcs[static_cast<std::size_t>(index)];
    // Money carried over is named by both years; all else by where it arrives.
    const bool is_carried =
        made.node_names[static_cast<std::size_t>(arc.from)].find('/') != std::string::npos &&
        node(arc.to).find(':') == std::string::npos;
    named.places.push_back({is_carried ? node(arc.from) + ">" + node(arc.to) : node(arc.to),
                            Money::from_dong(arc.capacity)});
  }
  named.is_irreducible = conflict.is_irreducible;
  if (conflict.repair) named.repair = Money::from_dong(*conflict.repair);
  named.repair_is_least = conflict.repair_is_least;
  named.is_repair_unknown = conflict.is_repair_unknown;
  for (const auto& [place, amount] : conflict.extras)
    named.extras.push_back({node(place), Money::from_dong(amount)});
  return named;
}

}  // namespace phanbo::selection
