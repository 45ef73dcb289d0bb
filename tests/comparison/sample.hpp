#pragma once

#include <deque>
#include <string>
#include <vector>

#include "distribute/plan_generator.hpp"
#include "distribute/plan_rows.hpp"
#include "engine/compare/compare.hpp"
#include "engine/distribute/distribute.hpp"

namespace phanbo::comparison_test {

/// Results to compare, kept alive together.
struct Results {
  std::deque<distribution_test::Case> cases;
  std::deque<Allocation> allocations;
  std::vector<ResultToCompare> results;

  void add(const std::string& label, distribution_test::PlanRows rows) {
    const auto& given = cases.emplace_back(distribution_test::build_case(std::move(rows)));
    DistributionReading reading = distribute(given.plan, given.assessment);
    PB_CHECK(reading.problems.empty());
    const Allocation& made = allocations.emplace_back(std::move(reading.allocation));
    results.push_back({label, &given.plan, &given.assessment, &made});
  }
};

/// A random plan, and the same plan with every source at `percent` of its money.
inline void add_pair(Results& results, std::uint64_t place, std::int64_t percent) {
  distribution_test::PlanRows rows = distribution_test::generate_rows_of_battery(3, place);
  // What is locked must stay affordable, so money only grows.
  results.add("gốc", rows);
  for (auto& row : rows.money) row.available += row.available * percent / 100;
  results.add("thêm tiền", rows);
}

/// Two causes that share every difference.
inline CauseTable halves(const Results& results, std::size_t other) {
  const AllSubsets subsets(
      2,
      [&](ChangeSet changes) -> std::optional<LineAmounts> {
        const ResultToCompare& result = results.results[changes == 3 ? other : 0];
        return line_amounts(*result.plan, *result.assessment, *result.allocation);
      },
      1);
  return cause_table(results.results[0], results.results[other], subsets,
                     shapley_parts(subsets, close_groups(subsets)),
                     {{{"một", "one"}, {{"a: 1 → 2", "a: 1 → 2"}}, {}},
                      {{"hai", "two"}, {{"b: 3 → 4", "b: 3 → 4"}}, {"ghi chú", "note"}}});
}

}  // namespace phanbo::comparison_test
