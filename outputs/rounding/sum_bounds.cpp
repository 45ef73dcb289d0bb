#include "outputs/rounding/sum_bounds.hpp"

#include <algorithm>

namespace phanbo {

UnitBounds bounds_of(std::int64_t amount, std::int64_t unit, bool inclusive) {
  const std::int64_t low = floor_units(amount, unit);
  const bool whole = amount == low * unit;
  if (!whole) return {low, low + 1};
  return inclusive ? UnitBounds{low - 1, low + 1} : UnitBounds{low, low};
}

GridTotals::GridTotals(const AmountGrid& grid)
    : part_count_(grid.column_count + (grid.group_of_column.empty() ? 0 : grid.group_count) + 1),
      rows_(grid.row_count * part_count_),
      nodes_(grid.node_parents.size() * part_count_) {
  for (std::size_t row = 0; row < grid.row_count; ++row) {
    std::int64_t* parts = rows_.data() + row * part_count_;
    for (std::size_t column = 0; column < grid.column_count; ++column) {
      const std::int64_t amount = grid.amount(row, column);
      parts[column] = amount;
      if (!grid.group_of_column.empty())
        parts[grid.column_count + grid.group_of_column[column]] += amount;
      parts[part_count_ - 1] += amount;
    }
    std::int64_t* node = nodes_.data() + grid.node_of_row[row] * part_count_;
    for (std::size_t part = 0; part < part_count_; ++part) node[part] += parts[part];
  }
  for (std::size_t node = grid.node_parents.size(); node-- > 1;) {
    std::int64_t* above = nodes_.data() + grid.node_parents[node] * part_count_;
    const std::int64_t* own = nodes_.data() + node * part_count_;
    for (std::size_t part = 0; part < part_count_; ++part) above[part] += own[part];
  }
}

std::int64_t residue_of(const AmountGrid& grid, std::int64_t unit,
                        const std::vector<std::int64_t>& units, bool inclusive) {
  AmountGrid printed = grid;
  printed.amounts = units;
  const GridTotals exact(grid);
  const GridTotals shown(printed);
  std::int64_t residue = 0;
  const auto add = [&](const std::int64_t* exact_parts, const std::int64_t* shown_parts) {
    for (std::size_t part = 0; part < exact.part_count(); ++part) {
      const UnitBounds bounds = bounds_of(exact_parts[part], unit, inclusive);
      residue += std::max<std::int64_t>(
          {0, bounds.low - shown_parts[part], shown_parts[part] - bounds.high});
    }
  };
  for (std::size_t row = 0; row < grid.row_count; ++row) add(exact.of_row(row), shown.of_row(row));
  for (std::size_t node = 0; node < grid.node_parents.size(); ++node)
    add(exact.of_node(node), shown.of_node(node));
  return residue;
}

ChildSplit::ChildSplit(const AmountGrid& grid, std::int64_t unit, bool inclusive)
    : grid_(grid), unit_(unit), inclusive_(inclusive) {}

std::size_t ChildSplit::add_edge(std::size_t from, std::size_t to, std::int64_t room) {
  const auto edge = static_cast<std::uint32_t>(edges_.size());
  edges_.push_back({static_cast<std::uint32_t>(to), room});
  edges_.push_back({static_cast<std::uint32_t>(from), 0});
  around_[from].push_back(edge);
  around_[to].push_back(edge + 1);
  return edge;
}

void ChildSplit::add_bounded(std::size_t from, std::size_t to, UnitBounds bounds) {
  add_edge(from, to, bounds.high - bounds.low);
  excess_[to] += bounds.low;
  excess_[from] -= bounds.low;
}

bool ChildSplit::split(const std::vector<const std::int64_t*>& children, const std::int64_t* totals,
                       std::uint64_t turn, std::vector<std::int64_t>& units) {
  const std::size_t columns = grid_.column_count;
  const std::size_t groups = grid_.group_of_column.empty() ? 0 : grid_.group_count;
  // Vertices: source, sink, top, end, columns, (child, group), children.
  const std::size_t top = 2;
  const std::size_t end = 3;
  const std::size_t column_at = 4;
  const std::size_t group_at = column_at + columns;
  const std::size_t child_at = group_at + children.size() * groups;
  edges_.clear();
  around_.assign(child_at + children.size(), {});
  excess_.assign(around_.size(), 0);
  for (std::size_t child = 0; child < children.size(); ++child) {
    for (std::size_t column = 0; column < columns; ++column) {
      const std::size_t into = groups == 0
                                   ? child_at + child
                                   : group_at + child * groups + grid_.group_of_column[column];
      add_bounded(column_at + column, into, bounds_of(children[child][column], unit_, inclusive_));
    }
  }
  for (std::size_t child = 0; child < children.size(); ++child) {
    for (std::size_t group = 0; group < groups; ++group) {
      add_bounded(group_at + child * groups + group, child_at + child,
                  bounds_of(children[child][columns + group], unit_, inclusive_));
    }
    add_bounded(child_at + child, end,
                bounds_of(children[child][columns + groups], unit_, inclusive_));
  }
  std::int64_t all = 0;
  for (std::size_t column = 0; column < columns; ++column) {
    add_bounded(top, column_at + column, {totals[column], totals[column]});
    all += totals[column];
  }
  add_bounded(end, top, {all, all});
  if (!saturate(turn)) return false;
  units.resize(children.size() * columns);
  for (std::size_t i = 0; i < units.size(); ++i) {
    const UnitBounds bounds = bounds_of(children[i / columns][i % columns], unit_, inclusive_);
    units[i] = bounds.low + edges_[2 * i + 1].room;
  }
  return true;
}

bool ChildSplit::saturate(std::uint64_t turn) {
  constexpr std::size_t source = 0;
  constexpr std::size_t sink = 1;
  std::int64_t needed = 0;
  for (std::size_t vertex = 2; vertex < excess_.size(); ++vertex) {
    if (excess_[vertex] > 0) {
      add_edge(source, vertex, excess_[vertex]);
      needed += excess_[vertex];
    } else if (excess_[vertex] < 0) {
      add_edge(vertex, sink, -excess_[vertex]);
    }
  }
  for (std::size_t vertex = 0; vertex < around_.size() && turn > 0; ++vertex) {
    auto& edges = around_[vertex];
    if (edges.size() < 2) continue;
    const std::uint64_t mixed = (turn * 0x9E3779B97F4A7C15ULL) ^ (vertex * 0xC2B2AE3D27D4EB4FULL);
    std::rotate(edges.begin(),
                edges.begin() + static_cast<std::ptrdiff_t>((mixed >> 20) % edges.size()),
                edges.end());
  }
  while (needed > 0) {
    const std::int64_t pushed = augment(needed);
    if (pushed == 0) return false;
    needed -= pushed;
  }
  return true;
}

std::int64_t ChildSplit::augment(std::int64_t most) {
  std::vector<std::uint32_t> arrived(around_.size(), UINT32_MAX);
  std::vector<std::uint32_t> queue = {0};
  for (std::size_t at = 0; at < queue.size() && arrived[1] == UINT32_MAX; ++at) {
    for (const std::uint32_t edge : around_[queue[at]]) {
      ++work_;
      const std::uint32_t to = edges_[edge].to;
      if (edges_[edge].room == 0 || to == 0 || arrived[to] != UINT32_MAX) continue;
      arrived[to] = edge;
      queue.push_back(to);
    }
  }
  if (arrived[1] == UINT32_MAX) return 0;
  std::int64_t amount = most;
  for (std::uint32_t vertex = 1; vertex != 0; vertex = edges_[arrived[vertex] ^ 1U].to)
    amount = std::min(amount, edges_[arrived[vertex]].room);
  for (std::uint32_t vertex = 1; vertex != 0; vertex = edges_[arrived[vertex] ^ 1U].to) {
    edges_[arrived[vertex]].room -= amount;
    edges_[arrived[vertex] ^ 1U].room += amount;
  }
  return amount;
}

}  // namespace phanbo
