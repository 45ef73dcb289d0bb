#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/distribute/stage.hpp"

namespace phanbo::flow {

/// The nodes from which an unmet wish can be reached, as a graph of their own. All that enters them
/// from outside is used up, so what comes in is fixed. Suppliers that serve the same nodes without
/// limit are one vertex: nothing can tell them apart.
class CutGraph {
 public:
  using Vertex = std::uint32_t;
  static constexpr Vertex nowhere = static_cast<Vertex>(-1);
  struct Edge {
    Vertex to = nowhere;
    Amount capacity = 0;
  };

  /// The network holds the greatest flow at full wishes. Caps are left out.
  explicit CutGraph(const StageContext& context);

  std::size_t size() const { return in_.size(); }
  /// `nowhere` for a group outside.
  Vertex of_group(int group) const { return of_group_[static_cast<std::size_t>(group)]; }
  const Edge* begin(Vertex vertex) const { return edges_.data() + first_[vertex]; }
  const Edge* end(Vertex vertex) const { return edges_.data() + first_[vertex + 1]; }
  /// What enters from outside, by vertex.
  const std::vector<Amount>& in() const { return in_; }
  /// What groups of earlier stages hold, by vertex.
  const std::vector<Amount>& out() const { return out_; }

 private:
  void add_vertices(const StageContext& context);
  void add_edges(const FlowNetwork<Amount>& flow);
  void add_groups(const StageContext& context);

  std::vector<Node> nodes_;      ///< by vertex: one of its nodes
  std::vector<Vertex> of_node_;  ///< `nowhere` for nodes outside
  std::vector<Vertex> of_group_;
  std::vector<std::size_t> first_;
  std::vector<Edge> edges_;
  std::vector<Amount> in_;
  std::vector<Amount> out_;
};

}  // namespace phanbo::flow
