#pragma once

#include <map>
#include <vector>

#include "engine/criteria/block.hpp"
#include "engine/criteria/plan_index.hpp"
#include "engine/criteria/rule.hpp"
#include "models/problem.hpp"

namespace phanbo {

/// The given values of one leaf, unit after unit.
struct LeafColumn {
  std::vector<std::int64_t> units;
  std::vector<Exact> values;  ///< instead of `units` where 64 bits do not hold them
  std::int64_t scale = 1;
  std::vector<bool> is_missing;  ///< empty = none
};

/// Why a unit has no value.
struct RuleFault {
  Index<Unit> unit;
  NodeIndex node = no_node;
};

/// Evaluates a compiled rule for some units, exactly. Plan, index and rule must outlive it.
class RuleEvaluation {
 public:
  RuleEvaluation(const PlanIndex& index, const Rule& rule, std::vector<Index<Unit>> units);

  const PlanIndex& index() const { return index_; }
  /// The budget year of the rule.
  int year() const { return rule_.year; }

  const std::vector<Index<Unit>>& units() const { return units_; }
  /// Values of a node for every unit; faults as in Block.
  Column column(NodeIndex node);
  /// Values of every node that `node` needs, for the unit at a place of `units()`; empty entries
  /// are of no use to it.
  std::vector<std::optional<Exact>> values_at(NodeIndex node, std::size_t position);
  /// Of a circular criterion: its exact rule at 0, and how it grows with itself.
  struct CircleParts {
    Exact without;
    Exact share;
  };
  CircleParts circle_at(std::size_t circle, std::size_t position);
  /// The sentence for a fault of a column.
  Problem problem_of(std::uint32_t fault, Index<Unit> unit) const;
  /// Is it an indicator that is not given?
  bool lacks_indicator(std::uint32_t fault) const;

 private:
  void load_leaves();
  void load_leaf(std::size_t leaf);
  void load_indicators();
  void load_parts(const RuleLeaf& leaf, LeafColumn& column);
  void mark_needed(NodeIndex node, std::vector<char>& needed);
  void prepare_over_units(NodeIndex node);
  void compute_over_units(NodeIndex node);
  void rank_column(const Column& values, bool is_unique, Block& result) const;
  /// Fills registers_ with what `needed` marks, for `size` units from `begin` on.
  void run_block(const std::vector<char>& needed, std::size_t begin, std::size_t size);
  void fill_leaf(const RuleNode& node, NodeIndex index, std::size_t begin, std::size_t size);
  void run_nodes(const std::vector<char>& needed, bool circular, std::size_t begin,
                 std::size_t size);
  void solve_circles(const std::vector<char>& needed, std::size_t begin, std::size_t size);
  void run_bodies(const std::vector<char>& needed, const std::vector<std::size_t>& circles,
                  const std::vector<std::vector<Exact>>& solutions, std::size_t begin,
                  std::size_t size);

  const PlanIndex& index_;
  const Plan& plan_;
  const Rule& rule_;
  std::vector<Index<Unit>> units_;
  std::vector<LeafColumn> leaves_;
  std::map<NodeIndex, Block> over_units_;
  std::vector<Block> registers_;
  std::vector<char> is_constant_ready_;
};

}  // namespace phanbo
