#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/compare/shapley.hpp"
#include "models/demand.hpp"
#include "models/plan.hpp"

/// Which changes cannot meet: a plan falls into parts between which no đồng, cap or shared level
/// can pass (docs/options.md, "By cause"). The distribution gives every part the same whatever the
/// others hold, so changes of different parts add up.
namespace phanbo {

class MoneyParts {
 public:
  /// Joins what the plan and its assessment join; called for the base and for the other plan.
  void add(const Plan& plan, const Assessment& assessment);

  /// The part of a source's money in a year; -1 = not known.
  int of_source_year(std::string_view source_and_year) const;
  /// The parts that the demands of an item lie in; empty = not known.
  std::set<int> of_item(std::string_view item) const;

 private:
  int node(const std::string& name);
  int root(int node) const;
  void join(int a, int b);
  void add_money(const Plan& plan);
  void add_demands(const Plan& plan, const Assessment& assessment);
  void add_limits(const Plan& plan, const Assessment& assessment);

  std::map<std::string, int, std::less<>> nodes_;
  std::map<std::string, std::set<int>, std::less<>> demands_of_item_;
  mutable std::vector<int> above_;
};

/// Changes that touch a part in common, directly or over others, as sets; `touched` by change. One
/// that touches nothing known may touch everything: then all changes are one set.
std::vector<ChangeSet> sets_that_meet(const std::vector<std::set<int>>& touched);

/// Results of all sets of changes out of those of groups that cannot meet: what a set changes is
/// what its groups change, added up. Each set of a group is computed once. Thread-safe.
class SeparateResults {
 public:
  /// `groups`: disjoint, together all changes.
  SeparateResults(std::vector<ChangeSet> groups, ResultOfChanges result_of);
  std::optional<LineAmounts> operator()(ChangeSet changes) const;
  std::uint64_t plans_run() const { return plans_run_; }

 private:
  using Deltas = std::vector<std::pair<std::string, Money>>;
  struct Known {
    std::once_flag once;
    std::optional<Deltas> deltas;
  };
  const std::optional<Deltas>& deltas_of(std::size_t group, ChangeSet changes) const;

  std::vector<ChangeSet> groups_;
  ResultOfChanges result_of_;
  std::map<std::string, Money, std::less<>> base_;
  mutable std::vector<std::map<ChangeSet, std::unique_ptr<Known>>> known_;
  mutable std::mutex mutex_;
  mutable std::atomic<std::uint64_t> plans_run_ = 1;
};

}  // namespace phanbo
