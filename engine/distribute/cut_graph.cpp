#include "engine/distribute/cut_graph.hpp"

namespace phanbo::flow {

namespace {

std::size_t at(std::int32_t index) { return static_cast<std::size_t>(index); }

bool is_added(Arc arc) { return (arc & 1) == 0; }

std::vector<char> nodes_inside(const Network& network) {
  std::vector<char> inside = network.flow.nodes_reaching(network.sink);
  inside[at(network.sink)] = 0;
  for (const CapNode& cap : network.caps) inside[at(cap.node)] = 0;
  return inside;
}

/// How a node stands in the cut.
struct Surroundings {
  Amount in = 0;                  ///< what enters it from outside
  bool is_only_supplier = false;  ///< nothing inside leads to it, and it serves without limit
  Node first_served = -1;
};

class Twins {
 public:
  Twins(const Network& network, const std::vector<char>& inside)
      : flow_(network.flow),
        inside_(inside),
        is_group_(inside.size(), 0),
        last_supplier_(inside.size(), -1) {
    for (const Group& group : network.groups) is_group_[at(group.node)] = 1;
  }

  Surroundings surroundings_of(Node node) const {
    Surroundings found;
    found.is_only_supplier = !is_group_[at(node)];
    const auto [first, last] = flow_.out(node);
    for (const Arc* arc = first; arc != last; ++arc) {
      const Node other = flow_.head(*arc);
      if (!is_added(*arc)) {
        if (inside_[at(other)]) found.is_only_supplier = false;
        if (!inside_[at(other)]) found.in += flow_.capacity(*arc ^ 1);
      } else if (inside_[at(other)]) {
        if (flow_.capacity(*arc) < unlimited) found.is_only_supplier = false;
        if (found.first_served < 0) found.first_served = other;
      }
    }
    return found;
  }

  /// An earlier supplier that serves the same nodes, or -1.
  Node twin_of(Node node, const Surroundings& found) {
    if (!found.is_only_supplier || found.first_served < 0) return -1;
    Node& known = last_supplier_[at(found.first_served)];
    if (known >= 0 && serve_the_same(node, known)) return known;
    known = node;
    return -1;
  }

 private:
  bool serve_the_same(Node a, Node b) const {
    auto [a_arc, a_last] = flow_.out(a);
    auto [b_arc, b_last] = flow_.out(b);
    while (true) {
      while (a_arc != a_last && !serves_inside(*a_arc)) ++a_arc;
      while (b_arc != b_last && !serves_inside(*b_arc)) ++b_arc;
      if (a_arc == a_last || b_arc == b_last) return a_arc == a_last && b_arc == b_last;
      if (flow_.head(*a_arc++) != flow_.head(*b_arc++)) return false;
    }
  }
  bool serves_inside(Arc arc) const { return is_added(arc) && inside_[at(flow_.head(arc))]; }

  const FlowNetwork<Amount>& flow_;
  const std::vector<char>& inside_;
  std::vector<char> is_group_;
  std::vector<Node> last_supplier_;  ///< by the first node it serves
};

}  // namespace

CutGraph::CutGraph(const StageContext& context) {
  add_vertices(context);
  add_edges(context.network.flow);
  add_groups(context);
}

void CutGraph::add_vertices(const StageContext& context) {
  const std::vector<char> inside = nodes_inside(context.network);
  Twins twins(context.network, inside);
  of_node_.assign(inside.size(), nowhere);
  for (Node node = 0; node < context.network.flow.node_count(); ++node) {
    if (!inside[at(node)]) continue;
    const Surroundings found = twins.surroundings_of(node);
    const Node twin = twins.twin_of(node, found);
    if (twin >= 0) {
      of_node_[at(node)] = of_node_[at(twin)];
      in_[of_node_[at(node)]] += found.in;
      continue;
    }
    of_node_[at(node)] = static_cast<Vertex>(nodes_.size());
    nodes_.push_back(node);
    in_.push_back(found.in);
  }
}

void CutGraph::add_edges(const FlowNetwork<Amount>& flow) {
  for (const Node node : nodes_) {
    first_.push_back(edges_.size());
    const auto [first, last] = flow.out(node);
    for (const Arc* arc = first; arc != last; ++arc) {
      const Vertex to = of_node_[at(flow.head(*arc))];
      if (is_added(*arc) && to != nowhere) edges_.push_back({to, flow.capacity(*arc)});
    }
  }
  first_.push_back(edges_.size());
}

/// Groups of earlier stages are a fixed way out.
void CutGraph::add_groups(const StageContext& context) {
  const Network& network = context.network;
  out_.assign(nodes_.size(), 0);
  std::vector<char> is_of_stage(network.groups.size(), 0);
  for (const int group : context.stage.groups) is_of_stage[at(group)] = 1;
  for (std::size_t g = 0; g < network.groups.size(); ++g) {
    const Group& group = network.groups[g];
    of_group_.push_back(of_node_[at(group.node)]);
    if (of_group_.back() != nowhere && !is_of_stage[g])
      out_[of_group_.back()] += network.flow.flow(group.amount_arc);
  }
}

}  // namespace phanbo::flow
