#include <algorithm>

#include "engine/distribute/stage.hpp"

namespace phanbo::flow {

namespace {

/// Straight ways only: from a payer up to the money, over arcs as they were added.
class Filler {
 public:
  explicit Filler(FlowNetwork<Amount>& flow, Node money) : flow_(flow), money_(money) {}

  /// As much as one way from the payer carries to the group, until no way is left.
  Amount fill(const Group& group, const PayerArc& payer) {
    Amount filled = 0;
    while (flow_.residual(group.amount_arc) > 0 && find_way(group, payer)) {
      Amount most = flow_.residual(way_.front());
      for (const Arc arc : way_) most = std::min(most, flow_.residual(arc));
      for (const Arc arc : way_) flow_.push(arc, most);
      filled += most;
    }
    return filled;
  }

 private:
  bool find_way(const Group& group, const PayerArc& payer) {
    way_.assign(1, group.amount_arc);
    if (payer.pool_arc >= 0) way_.push_back(payer.pool_arc);
    way_.push_back(payer.arc);
    if (flow_.residual(payer.arc) <= 0) return false;
    for (Node node = flow_.tail(payer.arc); node != money_;) {
      const Arc arc = arc_into(node);
      if (arc < 0) return false;
      way_.push_back(arc);
      node = flow_.tail(arc);
    }
    return true;
  }

  /// Money comes in by the arcs that were added first.
  Arc arc_into(Node node) const {
    const auto [first, last] = flow_.out(node);
    for (const Arc* arc = first; arc != last && (*arc & 1) != 0; ++arc) {
      if (flow_.residual(*arc ^ 1) > 0) return *arc ^ 1;
    }
    return -1;
  }

  FlowNetwork<Amount>& flow_;
  Node money_;
  std::vector<Arc> way_;
};

}  // namespace

Amount fill_directly(StageContext& context) {
  FlowNetwork<Amount>& flow = context.network.flow;
  flow.forget_labels();
  Filler filler(flow, context.network.money);
  Amount filled = 0;
  // What nobody else can use comes first: pools serve everybody.
  for (const bool pooled : {false, true}) {
    for (const int index : context.stage.groups) {
      const Group& group = context.network.groups[static_cast<std::size_t>(index)];
      if (group.gate >= 0 || group.cap >= 0) continue;
      for (const PayerArc& payer : group.payers) {
        if ((payer.pool_arc >= 0) == pooled) filled += filler.fill(group, payer);
      }
    }
  }
  return filled;
}

}  // namespace phanbo::flow
