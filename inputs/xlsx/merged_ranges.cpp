#include <algorithm>
#include <queue>
#include <set>

#include "inputs/xlsx/kinds_of_workbooks.hpp"
#include "inputs/xlsx/read_sheet.hpp"

namespace phanbo {

using namespace input_problem;

namespace {

std::string range_name(const CellRange& range) {
  return cell_name(range.first_row, range.first_column) + ":" +
         cell_name(range.last_row, range.last_column);
}

/// The ranges that reach a row, by column, while the rows are walked from the top: each range
/// enters and leaves once, so that a hostile sheet costs no more than ranges + cells.
class ActiveRanges {
 public:
  /// Rows are given in ascending order.
  void leave_before(std::uint32_t row) {
    while (!by_last_row_.empty() && by_last_row_.top()->last_row < row) {
      by_column_.erase(by_last_row_.top());
      by_last_row_.pop();
    }
  }
  /// False if it overlaps one that is there.
  bool enter(const CellRange& range) {
    const auto next = by_column_.lower_bound(&range);
    if (next != by_column_.end() && (*next)->first_column <= range.last_column) return false;
    if (next != by_column_.begin() && (*std::prev(next))->last_column >= range.first_column)
      return false;
    by_column_.insert(&range);
    by_last_row_.push(&range);
    return true;
  }
  /// Of the row last given to leave_before; null outside every range.
  const CellRange* containing(std::uint16_t column) const {
    CellRange wanted;
    wanted.first_column = column;
    const auto next = by_column_.upper_bound(&wanted);
    if (next == by_column_.begin()) return nullptr;
    const CellRange* range = *std::prev(next);
    return range->last_column >= column ? range : nullptr;
  }

 private:
  struct ByColumn {
    bool operator()(const CellRange* a, const CellRange* b) const {
      return a->first_column < b->first_column;
    }
  };
  struct LaterEnd {
    bool operator()(const CellRange* a, const CellRange* b) const {
      return a->last_row > b->last_row;
    }
  };
  std::set<const CellRange*, ByColumn> by_column_;
  std::priority_queue<const CellRange*, std::vector<const CellRange*>, LaterEnd> by_last_row_;
};

}  // namespace

void check_merged_ranges(const WorkbookSheet& sheet, WorkbookProblems& problems) {
  std::vector<const CellRange*> ranges;
  for (const CellRange& range : sheet.merged) ranges.push_back(&range);
  std::stable_sort(ranges.begin(), ranges.end(), [](const CellRange* a, const CellRange* b) {
    return a->first_row < b->first_row;
  });
  ActiveRanges active;
  auto next = ranges.begin();
  const auto enter_up_to = [&](std::uint32_t row) {
    for (; next != ranges.end() && (*next)->first_row <= row; ++next) {
      active.leave_before((*next)->first_row);
      if (active.enter(**next)) continue;
      problems.of_cell(workbook_merge_wrong, sheet.name,
                       cell_name((*next)->first_row, (*next)->first_column), {range_name(**next)});
    }
    active.leave_before(row);
  };
  for (const WorkbookRow& row : sheet.rows) {
    enter_up_to(row.number);
    for (const WorkbookCell& cell : row.cells) {
      const CellRange* range = active.containing(cell.column);
      const bool is_covered =
          range != nullptr && (range->first_row != cell.row || range->first_column != cell.column);
      if (is_covered) {
        problems.of_cell(workbook_value_under_merge, sheet.name, cell_name(cell.row, cell.column),
                         {range_name(*range)});
      }
    }
  }
  for (; next != ranges.end();) enter_up_to((*next)->first_row);
}

}  // namespace phanbo
