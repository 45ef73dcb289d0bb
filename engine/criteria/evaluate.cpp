#include "engine/criteria/evaluate.hpp"

#include <algorithm>
#include <numeric>

#include "engine/criteria/problem_kinds.hpp"

namespace phanbo {

namespace {

/// Small enough for the registers of a rule to stay near the processor.
constexpr std::size_t units_per_block = 2'048;

/// Appends a block to a column; both turn to fractions where the scales do not join.
void append(const Block& block, std::size_t size, Column& column, std::size_t done) {
  if (!block.faults.empty() || !column.faults.empty()) {
    column.faults.resize(done, 0);
    for (std::size_t i = 0; i < size; ++i) column.faults.push_back(block.fault_at(i));
  }
  const bool same_form =
      !block.is_exact && !column.is_exact && (done == 0 || block.scale == column.scale);
  if (same_form) {
    column.scale = block.scale;
    column.bound = std::max(column.bound, block.bound);
    if (block.is_uniform) {
      column.units.insert(column.units.end(), size, block.units[0]);
    } else {
      column.units.insert(column.units.end(), block.units.begin(), block.units.end());
    }
    return;
  }
  if (!column.is_exact) {
    for (const Int128 unit : column.units) column.values.push_back(exact_of(unit, column.scale));
    column.units.clear();
    column.is_exact = true;
  }
  for (std::size_t i = 0; i < size; ++i) column.values.push_back(block.exact_at(i));
}

}  // namespace

RuleEvaluation::RuleEvaluation(const PlanIndex& index, const Rule& rule,
                               std::vector<Index<Unit>> units)
    : index_(index),
      plan_(index.plan()),
      rule_(rule),
      units_(std::move(units)),
      registers_(rule.nodes.size()),
      is_constant_ready_(rule.nodes.size(), 0) {
  load_leaves();
}

void RuleEvaluation::mark_needed(NodeIndex node, std::vector<char>& needed) {
  std::vector<NodeIndex> open{node};
  while (!open.empty()) {
    const NodeIndex next = open.back();
    open.pop_back();
    if (needed[next] != 0) continue;
    needed[next] = 1;
    const RuleNode& row = rule_.nodes[next];
    if (is_over_units(row.kind)) continue;  // computed once, before
    for (const NodeIndex input : row.inputs) open.push_back(input);
    if (row.kind != NodeKind::variable) continue;
    // The circles of one formula are solved together.
    for (const RuleCircle& circle : rule_.circles) {
      open.push_back(circle.variable);
      if (circle.body != no_node) open.push_back(circle.body);
    }
  }
}

/// Values over all units that `node` rests on, innermost first.
void RuleEvaluation::prepare_over_units(NodeIndex node) {
  std::vector<char> needed(rule_.nodes.size(), 0);
  mark_needed(node, needed);
  for (NodeIndex i = 0; i < rule_.nodes.size(); ++i) {
    if (needed[i] != 0 && is_over_units(rule_.nodes[i].kind) && !over_units_.contains(i))
      compute_over_units(i);
  }
}

void RuleEvaluation::fill_leaf(const RuleNode& node, NodeIndex index, std::size_t begin,
                               std::size_t size) {
  const LeafColumn& column = leaves_[node.leaf];
  Block& block = registers_[index];
  block.clear();
  if (!column.values.empty() || units_.empty()) {
    block.is_exact = true;
    block.values.assign(column.values.begin() + static_cast<std::ptrdiff_t>(begin),
                        column.values.begin() + static_cast<std::ptrdiff_t>(begin + size));
    narrow_block(block);
  } else {
    block.units.resize(size);
    block.scale = column.scale;
    Int128 bound = 0;
    for (std::size_t i = 0; i < size; ++i) {
      const Int128 unit = column.units[begin + i];
      block.units[i] = unit;
      bound = std::max(bound, unit < 0 ? -unit : unit);
    }
    block.bound = bound;
  }
  if (column.is_missing.empty()) return;
  for (std::size_t i = 0; i < size; ++i) {
    if (!column.is_missing[begin + i]) continue;
    if (block.faults.empty()) block.faults.assign(size, 0);
    block.faults[i] = static_cast<std::uint32_t>(index + 1);
  }
}

void RuleEvaluation::run_nodes(const std::vector<char>& needed, bool circular, std::size_t begin,
                               std::size_t size) {
  for (NodeIndex i = 0; i < rule_.nodes.size(); ++i) {
    const RuleNode& node = rule_.nodes[i];
    if (needed[i] == 0 || node.is_circular != circular || node.kind == NodeKind::variable) continue;
    if (node.kind == NodeKind::constant) {
      if (is_constant_ready_[i] != 0) continue;
      registers_[i] = uniform_block(node.constant);
      is_constant_ready_[i] = 1;
    } else if (node.kind == NodeKind::leaf) {
      fill_leaf(node, i, begin, size);
    } else if (is_over_units(node.kind)) {
      const Block& whole = over_units_.at(i);
      Block& block = registers_[i];
      if (whole.is_uniform) {
        block = whole;
        continue;
      }
      block.clear();
      block.units.assign(whole.units.begin() + static_cast<std::ptrdiff_t>(begin),
                         whole.units.begin() + static_cast<std::ptrdiff_t>(begin + size));
      block.bound = whole.bound;
      if (!whole.faults.empty()) {
        block.faults.assign(whole.faults.begin() + static_cast<std::ptrdiff_t>(begin),
                            whole.faults.begin() + static_cast<std::ptrdiff_t>(begin + size));
      }
    } else {
      compute_block(rule_, i, registers_, size, registers_[i]);
    }
  }
}

void RuleEvaluation::run_block(const std::vector<char>& needed, std::size_t begin,
                               std::size_t size) {
  run_nodes(needed, false, begin, size);
  const bool has_circle =
      std::any_of(rule_.circles.begin(), rule_.circles.end(),
                  [&](const RuleCircle& circle) { return needed[circle.variable] != 0; });
  if (!has_circle) return;
  solve_circles(needed, begin, size);
  run_nodes(needed, true, begin, size);
}

/// The bodies with the given values for the variables.
void RuleEvaluation::run_bodies(const std::vector<char>& needed,
                                const std::vector<std::size_t>& circles,
                                const std::vector<std::vector<Exact>>& solutions, std::size_t begin,
                                std::size_t size) {
  for (std::size_t k = 0; k < circles.size(); ++k) {
    Block& block = registers_[rule_.circles[circles[k]].variable];
    block.clear();
    block.is_exact = true;
    block.values = solutions[k];
    narrow_block(block);
  }
  run_nodes(needed, true, begin, size);
}

namespace {

/// Solves x = b + A x for one unit by elimination; empty when there is no single solution.
std::optional<std::vector<Exact>> solved(std::vector<std::vector<Exact>> rows) {
  const std::size_t count = rows.size();
  for (std::size_t column = 0; column < count; ++column) {
    std::size_t pivot = column;
    while (pivot < count && rows[pivot][column] == 0) ++pivot;
    if (pivot == count) return std::nullopt;
    std::swap(rows[column], rows[pivot]);
    for (std::size_t row = 0; row < count; ++row) {
      if (row == column || rows[row][column] == 0) continue;
      const Exact factor = rows[row][column] / rows[column][column];
      for (std::size_t k = column; k <= count; ++k) rows[row][k] -= factor * rows[column][k];
    }
  }
  std::vector<Exact> solution;
  for (std::size_t row = 0; row < count; ++row)
    solution.push_back(Exact(rows[row][count] / rows[row][row]));
  return solution;
}

}  // namespace

/// The bodies are affine in the variables (or the check at the end finds that they are not): their
/// values at 0 and at each unit vector give the equations, whose solution is put in and checked.
void RuleEvaluation::solve_circles(const std::vector<char>& needed, std::size_t begin,
                                   std::size_t size) {
  std::vector<std::size_t> circles;
  for (std::size_t c = 0; c < rule_.circles.size(); ++c) {
    if (rule_.circles[c].body != no_node) circles.push_back(c);
  }
  const std::size_t count = circles.size();
  using Values = std::vector<std::vector<Exact>>;  // [circle][unit]
  const auto run = [&](const Values& variables) {
    run_bodies(needed, circles, variables, begin, size);
    Values bodies(count);
    for (std::size_t k = 0; k < count; ++k) {
      const Block& body = registers_[rule_.circles[circles[k]].body];
      for (std::size_t i = 0; i < size; ++i) bodies[k].push_back(body.exact_at(i));
    }
    return bodies;
  };
  const Values zeros(count, std::vector<Exact>(size, Exact(0)));
  const Values at_zero = run(zeros);
  std::vector<Values> at_one;
  for (std::size_t k = 0; k < count; ++k) {
    Values ones = zeros;
    ones[k].assign(size, Exact(1));
    at_one.push_back(run(ones));
  }
  Values solution = zeros;
  std::vector<char> is_unsolved(size, 0);
  for (std::size_t i = 0; i < size; ++i) {
    std::vector<std::vector<Exact>> equations(count, std::vector<Exact>(count + 1));
    for (std::size_t row = 0; row < count; ++row) {
      for (std::size_t k = 0; k < count; ++k) {
        equations[row][k] = at_zero[row][i] - at_one[k][row][i];
        if (k == row) equations[row][k] += 1;
      }
      equations[row][count] = at_zero[row][i];
    }
    const auto own = solved(std::move(equations));
    if (!own) is_unsolved[i] = 1;
    for (std::size_t k = 0; own && k < count; ++k) solution[k][i] = (*own)[k];
  }
  const Values check = run(solution);
  for (std::size_t k = 0; k < count; ++k) {
    const RuleCircle& circle = rule_.circles[circles[k]];
    Block& variable = registers_[circle.variable];
    const Block& body = registers_[circle.body];
    std::vector<std::uint32_t> faults(size, 0);
    bool any = false;
    for (std::size_t i = 0; i < size; ++i) {
      faults[i] = body.fault_at(i);
      if (faults[i] == 0 && (is_unsolved[i] != 0 || check[k][i] != solution[k][i]))
        faults[i] = static_cast<std::uint32_t>(circle.variable + 1);
      any = any || faults[i] != 0;
    }
    if (any) variable.faults = std::move(faults);
  }
}

Column RuleEvaluation::column(NodeIndex node) {
  prepare_over_units(node);
  std::vector<char> needed(rule_.nodes.size(), 0);
  mark_needed(node, needed);
  Column column;
  column.units.reserve(units_.size());
  for (std::size_t begin = 0; begin < units_.size(); begin += units_per_block) {
    const std::size_t size = std::min(units_per_block, units_.size() - begin);
    run_block(needed, begin, size);
    append(registers_[node], size, column, begin);
  }
  return column;
}

void RuleEvaluation::rank_column(const Column& values, bool is_unique, Block& result) const {
  std::vector<std::size_t> order(units_.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto is_greater = [&](std::size_t a, std::size_t b) {
    return values.is_exact ? values.values[a] > values.values[b]
                           : values.units[a] > values.units[b];
  };
  std::stable_sort(order.begin(), order.end(), is_greater);
  result.units.assign(units_.size(), 0);
  Int128 rank = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (is_unique || i == 0 || is_greater(order[i - 1], order[i]))
      rank = static_cast<Int128>(i) + 1;
    result.units[order[i]] = rank;
  }
  result.bound = static_cast<Int128>(units_.size());
}

void RuleEvaluation::compute_over_units(NodeIndex index) {
  const RuleNode& node = rule_.nodes[index];
  const Column values = column(node.inputs[0]);
  Block result;
  if (node.kind == NodeKind::rank) {
    rank_column(values, node.digits != 0, result);
  } else if (node.kind == NodeKind::total && !values.is_exact &&
             values.bound < (Int128{1} << 100)) {
    Int128 sum = 0;  // a million units stay far inside 128 bits
    for (std::size_t i = 0; i < units_.size(); ++i) sum += values.units[i];
    result = uniform_block(exact_of(sum, values.scale));
  } else {
    Exact sum = 0;
    Exact best = 0;
    for (std::size_t i = 0; i < units_.size(); ++i) {
      const Exact value = values.exact_at(i);
      if (node.kind == NodeKind::how_many) {
        sum += value != 0 ? 1 : 0;
      } else {
        sum += value;
      }
      const bool is_better = node.kind == NodeKind::highest ? value > best : value < best;
      if (i == 0 || is_better) best = value;
    }
    if (node.kind == NodeKind::average && !units_.empty()) sum /= Whole(units_.size());
    const bool is_extreme = node.kind == NodeKind::highest || node.kind == NodeKind::lowest;
    result = uniform_block(is_extreme ? best : sum);
  }
  for (const std::uint32_t fault : values.faults) {
    if (fault == 0) continue;
    result.faults.assign(result.size(), fault);
    break;
  }
  over_units_[index] = std::move(result);
}

std::vector<std::optional<Exact>> RuleEvaluation::values_at(NodeIndex node, std::size_t position) {
  prepare_over_units(node);
  std::vector<char> needed(rule_.nodes.size(), 0);
  mark_needed(node, needed);
  run_block(needed, position, 1);
  std::vector<std::optional<Exact>> values(rule_.nodes.size());
  for (NodeIndex i = 0; i < rule_.nodes.size(); ++i) {
    if (needed[i] != 0 && registers_[i].fault_at(0) == 0) values[i] = registers_[i].exact_at(0);
  }
  return values;
}

RuleEvaluation::CircleParts RuleEvaluation::circle_at(std::size_t circle, std::size_t position) {
  const RuleCircle& own = rule_.circles[circle];
  values_at(own.body, position);
  std::vector<char> needed(rule_.nodes.size(), 0);
  mark_needed(own.body, needed);
  std::vector<std::size_t> circles;
  std::vector<std::vector<Exact>> variables;
  std::size_t place = 0;
  for (std::size_t c = 0; c < rule_.circles.size(); ++c) {
    if (rule_.circles[c].body == no_node) continue;
    if (c == circle) place = circles.size();
    circles.push_back(c);
    variables.push_back({registers_[rule_.circles[c].variable].exact_at(0)});
  }
  CircleParts parts;
  variables[place] = {Exact(0)};
  run_bodies(needed, circles, variables, position, 1);
  parts.without = registers_[own.body].exact_at(0);
  variables[place] = {Exact(1)};
  run_bodies(needed, circles, variables, position, 1);
  parts.share = registers_[own.body].exact_at(0) - parts.without;
  return parts;
}

bool RuleEvaluation::lacks_indicator(std::uint32_t fault) const {
  const RuleNode& node = rule_.nodes[fault - 1];
  return node.kind == NodeKind::leaf && rule_.leaves[node.leaf].kind == LeafKind::indicator;
}

Problem RuleEvaluation::problem_of(std::uint32_t fault, Index<Unit> unit) const {
  const RuleNode& node = rule_.nodes[fault - 1];
  const std::string& code = plan_.units[unit].code;
  std::string owner;
  if (node.place.table == "criteria") owner = plan_.criteria[node.place.row].code;
  if (node.place.table == "parameters") owner = plan_.parameters[node.place.row].code;
  if (node.place.table == "rates") owner = plan_.rates[node.place.row].indicator;
  Problem problem;
  problem.place.table = node.place.table;
  problem.place.row = node.place.row;
  problem.place.field = node.place.field;
  problem.arguments = {owner, code};
  switch (node.kind) {
    case NodeKind::leaf: {
      const RuleLeaf& leaf = rule_.leaves[node.leaf];
      problem.kind = &criteria_problems::value_missing_for_unit;
      std::string name = leaf.name;
      if (leaf.kind == LeafKind::previous)
        name = "previous(" + plan_.programmes[leaf.programme].code + ") " +
               std::to_string(leaf.year - 1);
      if (leaf.kind == LeafKind::revenue_share)
        name = "share(" + leaf.name + "; " + leaf.second + ")";
      problem.arguments.push_back(std::move(name));
      return problem;
    }
    case NodeKind::classes:
      problem.kind = &criteria_problems::two_classes_apply;
      problem.arguments[0] = rule_.class_tables[node.table].criterion;
      return problem;
    case NodeKind::variable:
      problem.kind = &criteria_problems::circle_not_solvable;
      return problem;
    default:
      problem.kind = &criteria_problems::division_by_zero;
      return problem;
  }
}

}  // namespace phanbo
