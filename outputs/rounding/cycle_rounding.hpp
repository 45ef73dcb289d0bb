#pragma once

#include <cstdint>
#include <vector>

#include "outputs/rounding/controlled_rounding.hpp"

namespace phanbo {

/// A circulation of exact amounts whose edges are the cells and sums of two nested families. It is
/// rounded by pushing along cycles of edges that are not whole: no edge ever crosses a whole
/// number, so each ends at its floor or its ceiling (Cox 1987; Kelly, Golden, Assad 1990).
class CycleRounding {
 public:
  CycleRounding(const AmountGrid& grid, std::int64_t unit, std::uint64_t turn);
  /// Whole units of the cells, row after row. With groups, sums of a group over a subtotal below
  /// the grand total are not among the edges and may be off.
  std::vector<std::int64_t> round();

 private:
  struct Edge {
    std::uint32_t from;
    std::uint32_t to;
    std::int64_t flow;
  };
  void add_edge(std::size_t from, std::size_t to, std::int64_t flow);
  void build(const AmountGrid& grid);
  void index_edges();
  bool is_whole(const Edge& edge) const { return edge.flow % unit_ == 0; }
  std::int64_t above_floor(const Edge& edge) const;
  void walk_from(std::uint32_t vertex);
  void push(std::size_t first_on_path);
  /// The next edge at the vertex that is not whole, other than `arrived_by`.
  std::uint32_t next_edge(std::uint32_t vertex, std::uint32_t arrived_by);

  std::int64_t unit_;
  std::uint64_t turn_;
  std::size_t cell_count_ = 0;  ///< cells are the first edges
  std::vector<Edge> edges_;
  std::vector<std::uint32_t> first_;   ///< by vertex: begin of its edges in `around_`
  std::vector<std::uint32_t> around_;  ///< edges by vertex; those before `live_` are whole
  std::vector<std::uint32_t> live_;
  std::vector<std::uint32_t> path_;      ///< edges walked
  std::vector<std::uint32_t> vertices_;  ///< vertices walked, one more
  std::vector<std::uint32_t> place_;     ///< by vertex: 1 + place on the path; 0 = not on it
  std::size_t vertex_count_ = 0;
};

}  // namespace phanbo
