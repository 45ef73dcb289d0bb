#include "cli/cause_groups.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>

#include "engine/compare/independence.hpp"

namespace phanbo {

namespace {

bool only_sets(const PlanChange& change, std::initializer_list<std::string_view> columns) {
  return change.kind == ChangeKind::set_fields &&
         std::all_of(change.cells.begin(), change.cells.end(), [&](const ChangedCell& cell) {
           return std::find(columns.begin(), columns.end(), cell.column) != columns.end();
         });
}

/// "y2026" and the like.
bool only_sets_years(const PlanChange& change) {
  constexpr std::size_t size = 5;
  return change.kind == ChangeKind::set_fields &&
         std::all_of(change.cells.begin(), change.cells.end(), [](const ChangedCell& cell) {
           return cell.column.size() == size && cell.column.front() == 'y' &&
                  std::all_of(cell.column.begin() + 1, cell.column.end(),
                              [](char c) { return '0' <= c && c <= '9'; });
         });
}

/// "bhyt/an-binh/state_atk/2026/…" → "bhyt/an-binh". Codes may hold '/', so every item that the key
/// begins with may be meant: the parts of all of them, with their local top-ups.
std::set<int> parts_of_participants(const MoneyParts& parts, std::string_view key) {
  std::set<int> found;
  for (std::size_t slash = key.find('/'); slash != std::string_view::npos;
       slash = key.find('/', slash + 1)) {
    const std::string item(key.substr(0, slash));
    for (const std::string& name : {item, item + "/top_up"}) {
      const std::set<int> own = parts.of_item(name);
      found.insert(own.begin(), own.end());
    }
  }
  return found;
}

/// The parts a change can touch; empty = it may touch all.
std::set<int> parts_touched(const MoneyParts& parts, const PlanChange& change) {
  if (change.table == "source_years" &&
      only_sets(change, {"available", "reserve", "carry_out_max"})) {
    const int part = parts.of_source_year(change.key);
    return part < 0 ? std::set<int>() : std::set<int>{part};
  }
  const bool is_need =
      (change.table == "sites" || change.table == "projects") && only_sets_years(change);
  const bool is_cost =
      change.table == "fixed_costs" && only_sets(change, {"amount", "quantity", "unit_price"});
  if (is_need || is_cost) return parts.of_item(change.key);
  if (change.table == "participants" && only_sets(change, {"persons"}))
    return parts_of_participants(parts, change.key);
  return {};
}

}  // namespace

std::vector<ChangeSet> separate_causes(const ResultToCompare& base, const ResultToCompare& other,
                                       std::span<const PlanChange> changes,
                                       const std::vector<std::vector<std::size_t>>& causes) {
  MoneyParts parts;
  parts.add(*base.plan, *base.assessment);
  parts.add(*other.plan, *other.assessment);
  std::vector<std::set<int>> touched;
  for (const std::vector<std::size_t>& cause : causes) {
    std::set<int>& all = touched.emplace_back();
    for (const std::size_t change : cause) {
      const std::set<int> own = parts_touched(parts, changes[change]);
      if (own.empty()) return sets_that_meet(std::vector<std::set<int>>(causes.size()));
      all.insert(own.begin(), own.end());
    }
  }
  return sets_that_meet(touched);
}

}  // namespace phanbo
