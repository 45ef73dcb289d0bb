#include "outputs/rounding/controlled_rounding.hpp"

#include <algorithm>

#include "models/check.hpp"
#include "outputs/rounding/cycle_rounding.hpp"
#include "outputs/rounding/exhaustive.hpp"
#include "outputs/rounding/sum_bounds.hpp"

namespace phanbo {

std::int64_t floor_units(std::int64_t amount, std::int64_t unit) {
  const std::int64_t quotient = amount / unit;
  return quotient - (amount % unit < 0 ? 1 : 0);
}

std::int64_t round_plainly(std::int64_t amount, std::int64_t unit) {
  const std::int64_t magnitude = amount < 0 ? -amount : amount;
  const std::int64_t rounded = magnitude / unit + (magnitude % unit * 2 >= unit ? 1 : 0);
  return amount < 0 ? -rounded : rounded;
}

namespace {

/// Other ways to begin that are tried where the first does not work out.
constexpr std::uint64_t turns_max = 24;

/// Subtotals from the top down: each splits what it was given among its children.
class TopDown {
 public:
  TopDown(const AmountGrid& grid, std::int64_t unit, bool inclusive)
      : grid_(grid),
        unit_(unit),
        totals_(grid),
        split_(grid, unit, inclusive),
        nodes_below_(grid.node_parents.size()),
        rows_below_(grid.node_parents.size()) {
    std::vector<bool> has_rows(grid.node_parents.size());
    for (std::size_t row = 0; row < grid.row_count; ++row) {
      rows_below_[grid.node_of_row[row]].push_back(row);
      has_rows[grid.node_of_row[row]] = true;
    }
    for (std::size_t node = grid.node_parents.size(); node-- > 1;)
      if (has_rows[node]) has_rows[grid.node_parents[node]] = true;
    // A subtotal of nothing has no cells that could hold a unit.
    for (std::size_t node = 1; node < grid.node_parents.size(); ++node)
      if (has_rows[node]) nodes_below_[grid.node_parents[node]].push_back(node);
  }

  /// Cells of a solution, or empty. Each turn goes another way.
  std::vector<std::int64_t> search(std::uint64_t turn) {
    const std::size_t columns = grid_.column_count;
    std::vector<std::int64_t> cells(grid_.row_count * columns);
    std::vector<std::int64_t> given(grid_.node_parents.size() * columns);
    round_top(turn, given);
    std::vector<const std::int64_t*> children;
    std::vector<std::int64_t> units;
    for (std::size_t node = 0; node < grid_.node_parents.size(); ++node) {
      children.clear();
      for (const std::size_t below : nodes_below_[node]) children.push_back(totals_.of_node(below));
      for (const std::size_t row : rows_below_[node]) children.push_back(totals_.of_row(row));
      if (children.empty()) continue;
      if (!split_.split(children, given.data() + node * columns, turn, units)) return {};
      auto from = units.begin();
      const auto take = [&](std::vector<std::int64_t>& into, std::size_t place) {
        std::copy_n(from, columns, into.begin() + static_cast<std::ptrdiff_t>(place * columns));
        from += static_cast<std::ptrdiff_t>(columns);
      };
      for (const std::size_t below : nodes_below_[node]) take(given, below);
      for (const std::size_t row : rows_below_[node]) take(cells, row);
    }
    return cells;
  }
  std::uint64_t work() const { return split_.work(); }

 private:
  /// The grand total, by column: its own rounding, found as a table of one row.
  void round_top(std::uint64_t turn, std::vector<std::int64_t>& given) const {
    AmountGrid top = grid_;
    top.row_count = 1;
    top.amounts.assign(totals_.of_node(0), totals_.of_node(0) + grid_.column_count);
    top.node_parents = {AmountGrid::none};
    top.node_of_row = {0};
    const std::vector<std::int64_t> units = CycleRounding(top, unit_, turn).round();
    std::copy(units.begin(), units.end(), given.begin());
  }

  const AmountGrid& grid_;
  std::int64_t unit_;
  GridTotals totals_;
  ChildSplit split_;
  std::vector<std::vector<std::size_t>> nodes_below_;
  std::vector<std::vector<std::size_t>> rows_below_;
};

/// Columns in groups: top down by several ways, then every way there is, within the work limit.
struct Attempt {
  std::vector<std::int64_t> cells;  ///< empty: none found
  bool exhausted = false;           ///< there is none
  std::uint64_t work = 0;
};

Attempt attempt(const AmountGrid& grid, std::int64_t unit, bool inclusive, std::uint64_t work_max) {
  Attempt result;
  TopDown top_down(grid, unit, inclusive);
  for (std::uint64_t turn = 0; turn < turns_max && top_down.work() < work_max; ++turn) {
    result.cells = top_down.search(turn);
    result.work = top_down.work();
    if (!result.cells.empty()) return result;
  }
  ExhaustiveRounding every_way(grid, unit, inclusive, work_max);
  result.cells = every_way.search();
  result.exhausted = every_way.is_exhausted();
  result.work += every_way.work();
  return result;
}

/// The rounding with the least residue among several that keep all other sums.
ControlledRounding least_residue(const AmountGrid& grid, std::int64_t unit) {
  ControlledRounding best;
  best.outcome = RoundingOutcome::residue;
  for (std::uint64_t turn = 0; turn < turns_max; ++turn) {
    std::vector<std::int64_t> units = CycleRounding(grid, unit, turn).round();
    const std::int64_t residue = residue_of(grid, unit, units, true);
    if (!best.units.empty() && residue >= best.residue) continue;
    best.units = std::move(units);
    best.residue = residue;
  }
  return best;
}

}  // namespace

ControlledRounding round_controlled(const AmountGrid& grid, std::int64_t unit,
                                    std::uint64_t work_max) {
  PB_CHECK(unit > 0 && grid.amounts.size() == grid.row_count * grid.column_count);
  PB_CHECK(grid.node_of_row.size() == grid.row_count);
  ControlledRounding result;
  if (grid.amounts.empty()) return result;
  result.units = CycleRounding(grid, unit, 0).round();
  if (residue_of(grid, unit, result.units, false) == 0) return result;
  PB_CHECK(!grid.group_of_column.empty());  // flat columns are two nested families
  const Attempt strict = attempt(grid, unit, false, work_max);
  result.work = strict.work;
  if (!strict.cells.empty()) {
    result.units = strict.cells;
    return result;
  }
  const Attempt inclusive = attempt(grid, unit, true, work_max);
  const std::uint64_t work = strict.work + inclusive.work;
  if (!inclusive.cells.empty()) {
    result = {RoundingOutcome::inclusive, inclusive.cells, 0, strict.exhausted, work};
    return result;
  }
  result = least_residue(grid, unit);
  // A residue of nothing may still turn up here; one unit is the least where there is none.
  if (result.residue == 0) result.outcome = RoundingOutcome::inclusive;
  const bool none_without = strict.exhausted && inclusive.exhausted;
  result.proven_smallest =
      result.residue == 0 ? strict.exhausted : none_without && result.residue == 1;
  result.work = work;
  return result;
}

}  // namespace phanbo
