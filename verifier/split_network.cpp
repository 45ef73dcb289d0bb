#include "verifier/split_network.hpp"

#include <algorithm>

namespace phanbo_verify {

SplitNetwork::SplitNetwork(const Joined& joined) {
  supply = build_supply(graph, joined.plan, joined.model);
  sink_ = graph.add_node();
  for (std::size_t i = 0; i < joined.model.needs.size(); ++i) {
    if (joined.paid_beyond_locked(static_cast<int>(i)) > 0) add_need(joined, static_cast<int>(i));
  }
}

void SplitNetwork::add_need(const Joined& joined, int position) {
  const Need& need = joined.need_of(position);
  const Dong amount = joined.paid_beyond_locked(position);
  const int node = graph.add_node();
  need_arcs.push_back(graph.add_arc(node, sink_, amount));
  int gate = node;
  if (!need.local_share.is_zero()) {
    gate = graph.add_node();
    gates_.emplace_back(graph.add_arc(gate, node, 0), other_money_at_most(need, amount));
    gate_arcs.push_back(gates_.back().first);
  }
  const std::vector<Way>& ways = joined.model.ways(need);
  for (const int source : joined.plan.drawing_order) {
    std::vector<int> givers;
    for (const Way& way : ways) {
      if (way.source != source) continue;
      for (const int giver : nodes_of_way(supply, joined.plan, need, way)) givers.push_back(giver);
    }
    if (givers.empty()) continue;
    std::sort(givers.begin(), givers.end());
    givers.erase(std::unique(givers.begin(), givers.end()), givers.end());
    PayArc pay;
    pay.need = position;
    pay.source = source;
    pay.limit = project_limit(joined.plan, joined.model, position, source);
    for (const int line : joined.lines_of_need[static_cast<std::size_t>(position)]) {
      const JoinedLine& known = joined.lines[static_cast<std::size_t>(line)];
      if (known.source == source && known.part != LinePart::decided) {
        pay.amount += joined.result.ledger[static_cast<std::size_t>(line)].amount;
      }
    }
    int from = givers.front();
    if (givers.size() > 1) {
      from = graph.add_node();
      for (const int giver : givers) graph.add_arc(giver, from, without_limit);
    }
    const bool is_local = joined.source(source).is_local;
    pay.arc = graph.add_arc(from, is_local ? node : gate, 0);
    pays.push_back(pay);
  }
}

bool SplitNetwork::route(Dong& missing) {
  Dong asked = 0;
  for (const PayArc& pay : pays) {
    graph.set_capacity(pay.arc, pay.amount);
    asked += pay.amount;
  }
  for (const auto& [arc, limit] : gates_) graph.set_capacity(arc, without_limit);
  const std::vector<int> general = supply.general_arc;
  std::vector<Dong> general_capacity;
  for (const int arc : general) {
    general_capacity.push_back(graph.capacity(arc));
    graph.set_capacity(arc, 0);
  }
  std::vector<Dong> carry_capacity;
  for (const int arc : supply.carry_arc) {
    carry_capacity.push_back(arc < 0 ? 0 : graph.capacity(arc));
    if (arc >= 0) graph.set_capacity(arc, 0);
  }
  Dong brought = graph.maximize(supply.root, sink_);  // kept money
  for (std::size_t i = 0; i < general.size(); ++i)
    graph.set_capacity(general[i], general_capacity[i]);
  brought += graph.maximize(supply.root, sink_);  // money of the year
  for (std::size_t i = 0; i < supply.carry_arc.size(); ++i) {
    if (supply.carry_arc[i] >= 0) graph.set_capacity(supply.carry_arc[i], carry_capacity[i]);
  }
  brought += graph.maximize(supply.root, sink_);  // money carried over, the nearest year first
  missing = asked - brought;
  if (missing != 0) return false;
  for (const auto& [arc, limit] : gates_) {
    if (graph.flow(arc) > limit) missing = graph.flow(arc) - limit;
    graph.set_capacity(arc, std::max(limit, graph.flow(arc)));
  }
  for (PayArc& pay : pays) {
    graph.set_capacity(pay.arc, std::max(pay.limit, pay.amount));
    if (pay.amount > pay.limit) missing = pay.amount - pay.limit;
  }
  return missing == 0;
}

std::vector<Dong> SplitNetwork::carried() const {
  std::vector<Dong> amounts;
  for (const int arc : supply.carry_arc) amounts.push_back(arc < 0 ? 0 : graph.flow(arc));
  return amounts;
}

}  // namespace phanbo_verify
