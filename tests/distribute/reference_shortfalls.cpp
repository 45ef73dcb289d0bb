#include <algorithm>
#include <map>
#include <numeric>

#include "distribute/reference_stage.hpp"

namespace phanbo::distribution_test {

namespace {

/// Which connected part of the cut every node is in. Caps connect nothing.
class Parts {
 public:
  Parts(const PayNetwork& network, const std::vector<char>& in_cut)
      : in_cut_(in_cut), above_(network.flow.node_count()) {
    in_cut_[network.sink] = 0;
    for (const PayNetwork::CapPart& cap : network.caps) in_cut_[network.flow.tail(cap.arc)] = 0;
    std::iota(above_.begin(), above_.end(), Flow::Node{0});
    const Flow& flow = network.flow;
    for (Flow::Arc arc = 0; arc < flow.arc_count(); arc += 2)
      if (flow.capacity(arc) > 0 && has(flow.tail(arc)) && has(flow.head(arc)))
        above_[part_of(flow.tail(arc))] = part_of(flow.head(arc));
  }
  bool has(Flow::Node node) const { return in_cut_[node] != 0; }
  Flow::Node part_of(Flow::Node node) const {
    while (above_[node] != node) node = above_[node];
    return node;
  }

 private:
  std::vector<char> in_cut_;
  std::vector<Flow::Node> above_;
};

Money dong(Int128 amount) { return Money::from_dong(static_cast<std::int64_t>(amount)); }

struct ShortStage {
  StageWork& work;
  const std::vector<StageMember>& members;
  const std::vector<std::int64_t>& earlier;  ///< amounts of earlier stages, by demand
  const std::vector<char>& in_cut;           ///< nodes from which the sink can be reached

  Shortfall new_part() const {
    Shortfall part;
    part.priority_class = work.priority_class;
    part.year = work.year;
    return part;
  }
};

/// Parts where money, envelopes or other limits on the way to the demands run out.
std::vector<Shortfall> parts_of_money(const ShortStage& stage) {
  const PayNetwork& network = stage.work.network;
  const Flow& flow = network.flow;
  const Parts parts(network, stage.in_cut);
  std::map<Flow::Node, Shortfall> by_part;
  for (const StageMember& member : stage.members) {
    const Flow::Node node = network.demands[member.demand].node;
    if (!parts.has(node)) continue;
    Shortfall& part = by_part.try_emplace(parts.part_of(node), stage.new_part()).first->second;
    part.demands.emplace_back(member.demand);
    part.needed += dong(member.wish);
  }
  for (std::size_t i = 0; i < stage.earlier.size(); ++i) {
    if (stage.earlier[i] == 0 || !parts.has(network.demands[i].node)) continue;
    const auto part = by_part.find(parts.part_of(network.demands[i].node));
    if (part != by_part.end()) part->second.held += dong(stage.earlier[i]);
  }
  for (Flow::Arc arc = 0; arc < flow.arc_count(); arc += 2) {
    if (parts.has(flow.tail(arc)) || !parts.has(flow.head(arc))) continue;
    const auto part = by_part.find(parts.part_of(flow.head(arc)));
    if (part != by_part.end()) part->second.allowed += dong(flow.capacity(arc));
  }
  std::vector<Shortfall> found;
  for (const auto& [node, part] : by_part) found.push_back(part);
  return found;
}

/// Caps outside the cut with an unmet wish below them; the outermost of them.
std::vector<Shortfall> parts_of_caps(const ShortStage& stage) {
  const PayNetwork& network = stage.work.network;
  std::vector<Shortfall> found;
  for (std::size_t cap = 0; cap < network.caps.size(); ++cap) {
    const Flow::Arc arc = network.caps[cap].arc;
    if (stage.in_cut[network.flow.tail(arc)] || !stage.in_cut[network.flow.head(arc)]) continue;
    Shortfall part = stage.new_part();
    part.allowed = dong(network.caps[cap].capacity);
    for (const StageMember& member : stage.members) {
      if (!is_capped(stage.work.given, stage.work.given.plan.caps[cap], stage.work.demand(member)))
        continue;
      part.demands.emplace_back(member.demand);
      part.needed += dong(member.wish);
    }
    for (std::size_t i = 0; i < stage.earlier.size(); ++i)
      if (is_capped(stage.work.given, stage.work.given.plan.caps[cap], stage.work.demand(i)))
        part.held += dong(stage.earlier[i]);
    found.push_back(part);
  }
  return found;
}

}  // namespace

std::vector<Shortfall> find_reference_shortfalls(StageWork& work,
                                                 const std::vector<StageMember>& members) {
  const PayNetwork::State before = work.network.save();
  const std::vector<std::int64_t> earlier = work.network.amounts();
  std::vector<PayNetwork::Change> changes;
  for (const StageMember& member : members) changes.push_back({member.demand, member.wish});
  work.network.hold_all_but(changes);
  work.network.pour(changes);
  const std::vector<char> in_cut = work.network.flow.leading_to(work.network.sink);
  const ShortStage stage{work, members, earlier, in_cut};
  std::vector<Shortfall> found = parts_of_money(stage);
  for (Shortfall& part : parts_of_caps(stage)) found.push_back(std::move(part));
  for (Shortfall& part : found) part.missing = part.needed - (part.allowed - part.held);
  // Which limits make up X is not told here: one sum.
  for (Shortfall& part : found) part.limits = {{LimitKind::source_year, "", part.allowed}};
  std::erase_if(found, [](const Shortfall& part) { return part.missing <= Money(); });
  work.network.restore(before);
  return found;
}

}  // namespace phanbo::distribution_test
