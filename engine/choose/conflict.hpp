#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "engine/choose/solve.hpp"

/// Why nothing is possible: demands of the officer that cannot all be kept, and what would help.
namespace phanbo::selection {

struct RowSide {
  int row = 0;
  bool upper = true;
};

struct Conflict {
  std::vector<int> musts;      ///< candidates that must be chosen
  std::vector<RowSide> sides;  ///< bounds of rows
  std::vector<int> arcs;       ///< of the model, whose capacity counts
  bool is_irreducible = true;  ///< without any one of them the rest was shown to be possible
  std::optional<Amount>
      repair;  ///< least đồng added to the money, at any of `money_nodes`, that helps
  bool repair_is_least = false;    ///< proved
  bool is_repair_unknown = false;  ///< the search ended before it knew whether money helps
  std::vector<std::pair<int, Amount>> extras;  ///< (node, đồng): one way to add the repair
  std::int64_t work = 0;                       ///< in units of SolveLimits::work_max
};

/// `model` was proved impossible. Of `limits` the work and `should_stop` count; what is not asked
/// any more stays in the set, which then is not irreducible, and the repair not the least.
Conflict find_conflict(const SelectionModel& model, const std::vector<int>& money_nodes,
                       const SolveLimits& limits);

}  // namespace phanbo::selection
