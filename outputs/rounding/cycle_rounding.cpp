#include "outputs/rounding/cycle_rounding.hpp"

#include <algorithm>
#include <numeric>

#include "models/check.hpp"

namespace phanbo {

namespace {

constexpr std::uint32_t no_edge = UINT32_MAX;

/// Sums of a grid over subtotals: by node and column, and by row or node and group or all.
struct GridSums {
  explicit GridSums(const AmountGrid& grid)
      : by_node(grid.node_parents.size() * grid.column_count) {
    for (std::size_t row = 0; row < grid.row_count; ++row) {
      for (std::size_t column = 0; column < grid.column_count; ++column)
        by_node[grid.node_of_row[row] * grid.column_count + column] += grid.amount(row, column);
    }
    for (std::size_t node = grid.node_parents.size(); node-- > 1;) {
      for (std::size_t column = 0; column < grid.column_count; ++column) {
        by_node[grid.node_parents[node] * grid.column_count + column] +=
            by_node[node * grid.column_count + column];
      }
    }
  }
  std::vector<std::int64_t> by_node;
};

}  // namespace

CycleRounding::CycleRounding(const AmountGrid& grid, std::int64_t unit, std::uint64_t turn)
    : unit_(unit), turn_(turn) {
  build(grid);
  index_edges();
}

void CycleRounding::add_edge(std::size_t from, std::size_t to, std::int64_t flow) {
  edges_.push_back({static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to), flow});
}

void CycleRounding::build(const AmountGrid& grid) {
  const std::size_t nodes = grid.node_parents.size();
  const std::size_t columns = grid.column_count;
  const bool grouped = !grid.group_of_column.empty();
  const std::size_t groups = grouped ? grid.group_count : 0;
  // Vertices: source; group tops; (node, column); rows by group; rows; nodes.
  const std::size_t source = 0;
  const std::size_t group_top = 1;
  const std::size_t by_column = group_top + groups;
  const std::size_t row_group = by_column + nodes * columns;
  const std::size_t row_all = row_group + grid.row_count * groups;
  const std::size_t node_all = row_all + grid.row_count;
  vertex_count_ = node_all + nodes;
  const GridSums sums(grid);
  for (std::size_t row = 0; row < grid.row_count; ++row) {
    for (std::size_t column = 0; column < columns; ++column) {
      const std::size_t end =
          grouped ? row_group + row * groups + grid.group_of_column[column] : row_all + row;
      add_edge(by_column + grid.node_of_row[row] * columns + column, end, grid.amount(row, column));
    }
  }
  cell_count_ = edges_.size();
  for (std::size_t node = 0; node < nodes; ++node) {
    for (std::size_t column = 0; column < columns; ++column) {
      std::size_t above = source;
      if (node > 0) above = by_column + grid.node_parents[node] * columns + column;
      if (node == 0 && grouped) above = group_top + grid.group_of_column[column];
      add_edge(above, by_column + node * columns + column, sums.by_node[node * columns + column]);
    }
  }
  std::vector<std::int64_t> of_group(groups);
  for (std::size_t column = 0; column < columns && grouped; ++column)
    of_group[grid.group_of_column[column]] += sums.by_node[column];
  for (std::size_t group = 0; group < groups; ++group)
    add_edge(source, group_top + group, of_group[group]);
  for (std::size_t row = 0; row < grid.row_count; ++row) {
    std::int64_t all = 0;
    std::vector<std::int64_t> parts(groups);
    for (std::size_t column = 0; column < columns; ++column) {
      all += grid.amount(row, column);
      if (grouped) parts[grid.group_of_column[column]] += grid.amount(row, column);
    }
    for (std::size_t group = 0; group < groups; ++group)
      add_edge(row_group + row * groups + group, row_all + row, parts[group]);
    add_edge(row_all + row, node_all + grid.node_of_row[row], all);
  }
  for (std::size_t node = 0; node < nodes; ++node) {
    const auto begin = sums.by_node.begin() + static_cast<std::ptrdiff_t>(node * columns);
    const std::int64_t all =
        std::accumulate(begin, begin + static_cast<std::ptrdiff_t>(columns), std::int64_t{0});
    add_edge(node_all + node, node > 0 ? node_all + grid.node_parents[node] : source, all);
  }
}

void CycleRounding::index_edges() {
  first_.assign(vertex_count_ + 1, 0);
  for (const Edge& edge : edges_) {
    ++first_[edge.from + 1];
    ++first_[edge.to + 1];
  }
  for (std::size_t i = 0; i < vertex_count_; ++i) first_[i + 1] += first_[i];
  around_.resize(2 * edges_.size());
  std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
  for (std::uint32_t i = 0; i < edges_.size(); ++i) {
    around_[next[edges_[i].from]++] = i;
    around_[next[edges_[i].to]++] = i;
  }
  // Another turn walks the edges of each vertex from another place.
  for (std::size_t vertex = 0; vertex < vertex_count_ && turn_ > 0; ++vertex) {
    const std::size_t size = first_[vertex + 1] - first_[vertex];
    if (size < 2) continue;
    const auto begin = around_.begin() + first_[vertex];
    const std::uint64_t mixed = (turn_ * 0x9E3779B97F4A7C15ULL) ^ (vertex * 0xC2B2AE3D27D4EB4FULL);
    std::rotate(begin, begin + static_cast<std::ptrdiff_t>((mixed >> 20) % size),
                around_.begin() + first_[vertex + 1]);
  }
  live_.assign(first_.begin(), first_.end() - 1);
  place_.assign(vertex_count_, 0);
}

std::int64_t CycleRounding::above_floor(const Edge& edge) const {
  const std::int64_t rest = edge.flow % unit_;
  return rest < 0 ? rest + unit_ : rest;
}

std::uint32_t CycleRounding::next_edge(std::uint32_t vertex, std::uint32_t arrived_by) {
  std::uint32_t& live = live_[vertex];
  const std::uint32_t end = first_[vertex + 1];
  while (live < end && is_whole(edges_[around_[live]])) ++live;
  for (std::uint32_t i = live; i < end; ++i) {
    if (around_[i] != arrived_by && !is_whole(edges_[around_[i]])) return around_[i];
  }
  return no_edge;
}

void CycleRounding::push(std::size_t first_on_path) {
  // Forward = along the walk. The direction that brings more cells to their nearer end is taken.
  std::int64_t up_max = unit_;
  std::int64_t down_max = unit_;
  std::int64_t votes = 0;
  for (std::size_t i = first_on_path; i < path_.size(); ++i) {
    const Edge& edge = edges_[path_[i]];
    const bool along = edge.from == vertices_[i];
    const std::int64_t above = above_floor(edge);
    up_max = std::min(up_max, along ? unit_ - above : above);
    down_max = std::min(down_max, along ? above : unit_ - above);
    if (path_[i] < cell_count_) votes += ((2 * above >= unit_) == along) ? 1 : -1;
  }
  const std::int64_t amount = votes >= 0 ? up_max : -down_max;
  for (std::size_t i = first_on_path; i < path_.size(); ++i) {
    Edge& edge = edges_[path_[i]];
    edge.flow += edge.from == vertices_[i] ? amount : -amount;
  }
}

void CycleRounding::walk_from(std::uint32_t vertex) {
  vertices_.assign(1, vertex);
  path_.clear();
  place_[vertex] = 1;
  while (true) {
    const std::uint32_t at = vertices_.back();
    const std::uint32_t edge = next_edge(at, path_.empty() ? no_edge : path_.back());
    if (edge == no_edge) {
      PB_CHECK(path_.empty());  // what flows in flows out, so no vertex has one fraction alone
      place_[at] = 0;
      return;
    }
    const std::uint32_t other = edges_[edge].from == at ? edges_[edge].to : edges_[edge].from;
    path_.push_back(edge);
    if (place_[other] == 0) {
      vertices_.push_back(other);
      place_[other] = static_cast<std::uint32_t>(vertices_.size());
      continue;
    }
    const std::size_t first_on_path = place_[other] - 1;
    push(first_on_path);
    // Some edges of the cycle are whole now; the walk goes on before the first of them.
    std::size_t keep = 0;
    while (keep < path_.size() && !is_whole(edges_[path_[keep]])) ++keep;
    for (std::size_t i = keep + 1; i < vertices_.size(); ++i) place_[vertices_[i]] = 0;
    path_.resize(keep);
    vertices_.resize(std::min(keep + 1, vertices_.size()));
  }
}

std::vector<std::int64_t> CycleRounding::round() {
  for (std::uint32_t vertex = 0; vertex < vertex_count_; ++vertex) walk_from(vertex);
  std::vector<std::int64_t> units;
  units.reserve(cell_count_);
  for (std::size_t i = 0; i < cell_count_; ++i) {
    PB_CHECK(is_whole(edges_[i]));
    units.push_back(edges_[i].flow / unit_);
  }
  return units;
}

}  // namespace phanbo
