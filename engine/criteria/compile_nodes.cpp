#include <algorithm>

#include "engine/criteria/problem_kinds.hpp"
#include "engine/criteria/rule_compiler.hpp"

namespace phanbo {

bool is_over_units(NodeKind kind) {
  switch (kind) {
    case NodeKind::total:
    case NodeKind::average:
    case NodeKind::how_many:
    case NodeKind::highest:
    case NodeKind::lowest:
    case NodeKind::rank:
      return true;
    default:
      return false;
  }
}

void RuleCompiler::report(const ProblemKind& kind, const RulePlace& place,
                          std::vector<std::string> arguments) {
  Problem problem;
  problem.kind = &kind;
  problem.place.table = place.table;
  problem.place.row = place.row;
  problem.place.field = place.field;
  problem.arguments = std::move(arguments);
  reading_.problems.push_back(std::move(problem));
}

NodeIndex RuleCompiler::add_node(RuleNode node) {
  rule_.nodes.push_back(std::move(node));
  return rule_.nodes.size() - 1;
}

NodeIndex RuleCompiler::constant(Exact value, const RulePlace& place, bool is_literal) {
  RuleNode node;
  node.kind = NodeKind::constant;
  node.constant = std::move(value);
  node.place = place;
  const NodeIndex index = add_node(std::move(node));
  if (is_literal) literals_.insert(index);
  return index;
}

NodeIndex RuleCompiler::leaf(RuleLeaf leaf, const RulePlace& place, Measure measure) {
  const auto known = std::find(rule_.leaves.begin(), rule_.leaves.end(), leaf);
  const auto position = static_cast<std::size_t>(known - rule_.leaves.begin());
  if (known == rule_.leaves.end()) rule_.leaves.push_back(std::move(leaf));
  RuleNode node;
  node.kind = NodeKind::leaf;
  node.leaf = position;
  node.place = place;
  node.measure = std::move(measure);
  node.varies = true;
  return add_node(std::move(node));
}

Measure RuleCompiler::measure_of(NodeKind kind, const std::vector<NodeIndex>& inputs,
                                 const RuleScope& scope) {
  const auto of = [&](std::size_t i) -> const Measure& { return rule_.nodes[inputs[i]].measure; };
  const auto common = [&](std::size_t begin) {
    Measure result = Measure::any();
    bool has_result = false;
    for (std::size_t i = begin; i < inputs.size(); ++i) {
      if (is_literal(inputs[i])) continue;
      if (has_result && !result.fits(of(i)))
        report(criteria_problems::measures_differ, scope.place,
               {scope.owner, result.text(), of(i).text()});
      if (!has_result || result.is_any()) result = of(i);
      has_result = true;
    }
    return has_result ? result : Measure();
  };
  switch (kind) {
    case NodeKind::multiply:
      return of(0).times(of(1));
    case NodeKind::divide:
      return of(0).per(of(1));
    case NodeKind::choose:
      return common(1);
    case NodeKind::masked:
      return of(1);
    case NodeKind::less:
    case NodeKind::less_or_equal:
    case NodeKind::equal:
    case NodeKind::not_equal:
      common(0);
      return {};
    case NodeKind::how_many:
    case NodeKind::rank:
    case NodeKind::bands:
    case NodeKind::classes:
      return {};
    default:
      return common(0);
  }
}

/// The value of a node all of whose inputs are constants; empty when it has none.
std::optional<Exact> RuleCompiler::folded(const RuleNode& node) {
  if (node.inputs.empty()) return std::nullopt;
  std::vector<Exact> values;
  for (const NodeIndex input : node.inputs) {
    if (rule_.nodes[input].kind != NodeKind::constant) return std::nullopt;
    values.push_back(rule_.nodes[input].constant);
  }
  const auto truth = [](bool holds) { return Exact(holds ? 1 : 0); };
  switch (node.kind) {
    case NodeKind::add: {
      Exact sum = 0;
      for (const Exact& value : values) sum += value;
      return sum;
    }
    case NodeKind::subtract:
      return Exact(values[0] - values[1]);
    case NodeKind::multiply:
      return Exact(values[0] * values[1]);
    case NodeKind::divide:
      if (values[1] == 0) return std::nullopt;
      return Exact(values[0] / values[1]);
    case NodeKind::minimum:
      return *std::min_element(values.begin(), values.end());
    case NodeKind::maximum:
      return *std::max_element(values.begin(), values.end());
    case NodeKind::absolute:
      return Exact(abs(values[0]));
    case NodeKind::less:
      return truth(values[0] < values[1]);
    case NodeKind::less_or_equal:
      return truth(values[0] <= values[1]);
    case NodeKind::equal:
      return truth(values[0] == values[1]);
    case NodeKind::not_equal:
      return truth(values[0] != values[1]);
    case NodeKind::choose:
      return values[0] != 0 ? values[1] : values[2];
    case NodeKind::round:
      return rounded_to_digits(values[0], node.digits, node.rounding);
    case NodeKind::power: {
      Exact result = 1;
      for (int i = 0; i < node.exponent; ++i) result *= values[0];
      return result;
    }
    default:
      return std::nullopt;
  }
}

NodeIndex RuleCompiler::make(NodeKind kind, std::vector<NodeIndex> inputs, const RuleScope& scope) {
  for (const NodeIndex input : inputs) {
    if (input == no_node) return no_node;  // its problem is reported
  }
  if (kind == NodeKind::minimum || kind == NodeKind::maximum) {  // two at a time
    if (inputs.size() == 1) return inputs[0];
    while (inputs.size() > 2) {
      const NodeIndex second = inputs.back();
      inputs.pop_back();
      inputs.back() = make(kind, {inputs.back(), second}, scope);
    }
  }
  RuleNode node;
  node.kind = kind;
  node.place = scope.place;
  node.measure = measure_of(kind, inputs, scope);
  bool all_literal = !inputs.empty();
  for (const NodeIndex input : inputs) {
    const RuleNode& below = rule_.nodes[input];
    node.varies = node.varies || below.varies;
    node.is_circular = node.is_circular || below.is_circular;
    node.is_solved = node.is_solved || below.is_solved;
    all_literal = all_literal && is_literal(input);
  }
  if (is_over_units(kind)) {
    node.is_solved = true;
    node.is_circular = false;
    node.varies = kind == NodeKind::rank;
    all_literal = false;
  }
  node.inputs = std::move(inputs);
  if (kind == NodeKind::divide && rule_.nodes[node.inputs[1]].kind == NodeKind::constant &&
      rule_.nodes[node.inputs[1]].constant == 0) {
    report(criteria_problems::division_by_zero, scope.place, {scope.owner, "*"});
    return no_node;
  }
  // round and power carry their numbers outside the inputs: they are folded by their makers.
  if (kind != NodeKind::round && kind != NodeKind::power) {
    if (const auto value = folded(node)) {
      const NodeIndex index = constant(*value, scope.place, all_literal);
      rule_.nodes[index].measure = node.measure;
      return index;
    }
  }
  return add_node(std::move(node));
}

/// Checks a root against the measure it must have.
void RuleCompiler::require_measure(NodeIndex node, std::string_view measure,
                                   const RuleScope& scope) {
  if (node == no_node || is_literal(node)) return;
  const auto wanted = Measure::parse(measure);
  if (!wanted) {
    report(criteria_problems::measure_malformed, {scope.place.table, scope.place.row, "measure"},
           {scope.owner, std::string(measure)});
    return;
  }
  const Measure& own = rule_.nodes[node].measure;
  if (own.fits(*wanted)) return;
  report(criteria_problems::measures_differ, scope.place,
         {scope.owner, own.text(), wanted->text()});
}

}  // namespace phanbo
