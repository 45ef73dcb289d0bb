#include <algorithm>
#include <array>

#include "engine/criteria/problem_kinds.hpp"
#include "engine/criteria/rule_compiler.hpp"

namespace phanbo {

namespace {

constexpr std::size_t any_number = 64;

/// Functions whose arguments are expressions; each becomes one node or a few.
struct Function {
  std::string_view name;
  std::size_t least_arguments;
  std::size_t most_arguments;
  NodeKind kind;  ///< of the one node; `constant` where the function is made of several
};

constexpr std::array<Function, 18> functions = {{
    {"min", 1, any_number, NodeKind::minimum},
    {"max", 1, any_number, NodeKind::maximum},
    {"abs", 1, 1, NodeKind::absolute},
    {"if", 3, 3, NodeKind::choose},
    {"sum", 1, 1, NodeKind::total},
    {"average", 1, 1, NodeKind::average},
    {"count", 1, 1, NodeKind::how_many},
    {"highest", 1, 1, NodeKind::highest},
    {"lowest", 1, 1, NodeKind::lowest},
    {"rank", 1, 1, NodeKind::rank},
    {"order", 1, 1, NodeKind::rank},
    {"and", 1, any_number, NodeKind::constant},
    {"or", 1, any_number, NodeKind::constant},
    {"not", 1, 1, NodeKind::constant},
    {"clamp", 3, 3, NodeKind::constant},
    {"share_of_whole", 2, 2, NodeKind::constant},
    {"last_year", 1, 1, NodeKind::constant},
    {"parts", 1, 1, NodeKind::constant},
}};

/// Functions whose arguments are words, not values; and round.
constexpr std::array<Function, 10> word_functions = {{
    {"has", 1, 1, NodeKind::leaf},
    {"is", 1, 1, NodeKind::leaf},
    {"unit", 1, 1, NodeKind::leaf},
    {"previous", 0, 1, NodeKind::leaf},
    {"share", 2, 2, NodeKind::leaf},
    {"above", 1, 1, NodeKind::leaf},
    {"round", 2, 3, NodeKind::round},
    {"floor", 1, 1, NodeKind::round},
    {"ceil", 1, 1, NodeKind::round},
    {"year", 0, 0, NodeKind::constant},
}};

const Function* find_function(std::string_view name) {
  for (const Function& function : functions) {
    if (function.name == name) return &function;
  }
  for (const Function& function : word_functions) {
    if (function.name == name) return &function;
  }
  return nullptr;
}

std::vector<std::string> function_names() {
  std::vector<std::string> names;
  for (const Function& function : functions) names.emplace_back(function.name);
  for (const Function& function : word_functions) names.emplace_back(function.name);
  std::sort(names.begin(), names.end());
  return names;
}

std::string like(std::string_view wrong, const std::vector<std::string>& names) {
  const std::string nearest = nearest_name(wrong, names);
  return nearest.empty() ? "–" : nearest;
}

std::string counts_text(const Function& function) {
  const std::string least = std::to_string(function.least_arguments);
  if (function.least_arguments == function.most_arguments) return least;
  return least + "–" +
         (function.most_arguments == any_number ? "…" : std::to_string(function.most_arguments));
}

NodeKind kind_of(ExpressionOperation operation) {
  switch (operation) {
    case ExpressionOperation::add:
      return NodeKind::add;
    case ExpressionOperation::multiply:
      return NodeKind::multiply;
    case ExpressionOperation::divide:
      return NodeKind::divide;
    case ExpressionOperation::less:
      return NodeKind::less;
    case ExpressionOperation::less_or_equal:
      return NodeKind::less_or_equal;
    case ExpressionOperation::equal:
      return NodeKind::equal;
    case ExpressionOperation::not_equal:
      return NodeKind::not_equal;
    default:
      return NodeKind::subtract;
  }
}

std::optional<RoundingMode> rounding_named(std::string_view name) {
  if (name == "down") return RoundingMode::down;
  if (name == "up") return RoundingMode::up;
  if (name == "half_up") return RoundingMode::half_up;
  if (name == "half_even") return RoundingMode::half_even;
  return std::nullopt;
}

}  // namespace

NodeIndex RuleCompiler::text_value(const std::string& text, const RuleScope& scope) {
  const ExpressionReading reading = parse_expression(text);
  if (reading.fault != ExpressionFault::none) {
    report(criteria_problems::expression_malformed, scope.place,
           {text, scope.owner, reading.found, std::to_string(reading.offset + 1)});
    return no_node;
  }
  return expression_value(reading.expression, reading.expression.root(), scope);
}

/// A number, or what an expression over parameters comes to.
std::optional<Exact> RuleCompiler::constant_value(const std::string& text, const RuleScope& scope) {
  const NodeIndex node = text_value(text, scope);
  if (node == no_node) return std::nullopt;
  if (rule_.nodes[node].kind == NodeKind::constant) return rule_.nodes[node].constant;
  report(criteria_problems::expression_not_constant, scope.place, {scope.owner, text});
  return std::nullopt;
}

NodeIndex RuleCompiler::expression_value(const Expression& expression, std::size_t position,
                                         const RuleScope& scope) {
  const ExpressionNode& node = expression.nodes[position];
  switch (node.operation) {
    case ExpressionOperation::number:
      return constant(node.number, scope.place, true);
    case ExpressionOperation::name:
      return name_value(node.name, scope);
    case ExpressionOperation::call:
      return call_value(expression, node, scope);
    default:
      break;
  }
  std::vector<NodeIndex> inputs;
  for (const std::size_t argument : node.arguments)
    inputs.push_back(expression_value(expression, argument, scope));
  if (node.operation == ExpressionOperation::negate)
    return make(NodeKind::subtract, {constant(0, scope.place, true), inputs[0]}, scope);
  if (node.operation == ExpressionOperation::power) return power_value(inputs[0], inputs[1], scope);
  return make(kind_of(node.operation), std::move(inputs), scope);
}

NodeIndex RuleCompiler::power_value(NodeIndex base, NodeIndex exponent, const RuleScope& scope) {
  if (base == no_node || exponent == no_node) return no_node;
  constexpr int exponent_max = 100;
  const RuleNode& power = rule_.nodes[exponent];
  if (power.kind != NodeKind::constant || denominator(power.constant) != 1 || power.constant < 0 ||
      power.constant > exponent_max) {
    report(criteria_problems::expression_arguments, scope.place,
           {scope.owner, "^", "0–" + std::to_string(exponent_max)});
    return no_node;
  }
  RuleNode node = rule_.nodes[base];
  node.kind = NodeKind::power;
  node.exponent = numerator(power.constant).convert_to<int>();
  node.measure = rule_.nodes[base].measure.to_power(node.exponent);
  node.inputs = {base};
  node.place = scope.place;
  const bool all_literal = is_literal(base);
  if (const auto value = folded(node)) return constant(*value, scope.place, all_literal);
  return add_node(std::move(node));
}

NodeIndex RuleCompiler::name_value(const std::string& name, const RuleScope& scope) {
  if (name != scope.self || !is_indicator(name)) {
    const std::size_t criterion = row_of(plan_.criteria, name, scope.year, "criteria");
    if (criterion != no_node) return criterion_value(criterion, scope.year);
    const std::size_t parameter = row_of(plan_.parameters, name, scope.year, "parameters");
    if (parameter != no_node) return parameter_value(parameter, scope.year);
  }
  if (is_indicator(name)) return indicator(name, scope.year, scope.place, false);
  report(criteria_problems::expression_name_unknown, scope.place,
         {scope.owner, name, like(name, known_names(scope.year))});
  return no_node;
}

std::string RuleCompiler::word_of(const Expression& expression, std::size_t position) const {
  const ExpressionNode& node = expression.nodes[position];
  return node.operation == ExpressionOperation::name ? node.name : std::string();
}

NodeIndex RuleCompiler::call_value(const Expression& expression, const ExpressionNode& node,
                                   const RuleScope& scope) {
  const Function* function = find_function(node.name);
  if (function == nullptr) {
    report(criteria_problems::expression_function_unknown, scope.place,
           {scope.owner, node.name, like(node.name, function_names())});
    return no_node;
  }
  const std::size_t count = node.arguments.size();
  if (count < function->least_arguments || count > function->most_arguments) {
    report(criteria_problems::expression_arguments, scope.place,
           {scope.owner, node.name, counts_text(*function)});
    return no_node;
  }
  if (function->kind == NodeKind::leaf) return name_call(expression, node, scope);
  if (function->kind == NodeKind::round) return round_call(expression, node, scope);
  if (node.name == "year") return constant(scope.year, scope.place, true);
  if (node.name == "parts") {
    RuleCompiler below(plan_, indicators_, formula_, formula_row_);
    RuleReading part = below.compile_part(expression, node.arguments[0], scope);
    for (Problem& problem : part.problems) reading_.problems.push_back(std::move(problem));
    if (part.rule.result == no_node) return no_node;
    const Measure measure = part.rule.nodes[part.rule.result].measure;
    return leaf({LeafKind::parts,
                 node.name,
                 {},
                 scope.year,
                 false,
                 {},
                 std::make_shared<const Rule>(std::move(part.rule))},
                scope.place, measure);
  }
  RuleScope inner = scope;
  if (node.name == "last_year") {
    --inner.year;
    return expression_value(expression, node.arguments[0], inner);
  }
  std::vector<NodeIndex> inputs;
  for (const std::size_t argument : node.arguments)
    inputs.push_back(expression_value(expression, argument, scope));
  if (std::find(inputs.begin(), inputs.end(), no_node) != inputs.end()) return no_node;
  const auto zero = [&] { return constant(0, scope.place, true); };
  const auto one = [&] { return constant(1, scope.place, true); };
  if (node.name == "not") return make(NodeKind::equal, {inputs[0], zero()}, scope);
  if (node.name == "and" || node.name == "or") {
    std::vector<NodeIndex> truths;
    for (const NodeIndex input : inputs)
      truths.push_back(make(NodeKind::not_equal, {input, zero()}, scope));
    return make(node.name == "and" ? NodeKind::minimum : NodeKind::maximum, std::move(truths),
                scope);
  }
  if (node.name == "clamp") {
    return make(NodeKind::maximum,
                {inputs[1], make(NodeKind::minimum, {inputs[0], inputs[2]}, scope)}, scope);
  }
  if (node.name == "share_of_whole") {
    const NodeIndex rest = make(NodeKind::subtract, {one(), inputs[0]}, scope);
    return make(NodeKind::divide, {make(NodeKind::multiply, {inputs[1], inputs[0]}, scope), rest},
                scope);
  }
  const NodeIndex made = make(function->kind, std::move(inputs), scope);
  if (made != no_node && node.name == "order") rule_.nodes[made].digits = 1;
  return made;
}

NodeIndex RuleCompiler::name_call(const Expression& expression, const ExpressionNode& node,
                                  const RuleScope& scope) {
  std::vector<std::string> words;
  for (const std::size_t argument : node.arguments) {
    words.push_back(word_of(expression, argument));
    if (!words.back().empty()) continue;
    report(criteria_problems::expression_arguments, scope.place,
           {scope.owner, node.name, counts_text(*find_function(node.name))});
    return no_node;
  }
  RuleLeaf value;
  value.year = scope.year;
  if (!words.empty()) value.name = words[0];
  if (node.name == "above") {
    if (is_indicator(words[0])) return indicator(words[0], scope.year, scope.place, true);
    report(criteria_problems::expression_name_unknown, scope.place,
           {scope.owner, words[0], like(words[0], {indicators_.begin(), indicators_.end()})});
    return no_node;
  }
  if (node.name == "has") value.kind = LeafKind::status;
  if (node.name == "is") value.kind = LeafKind::unit_kind;
  if (node.name == "unit") value.kind = LeafKind::unit_code;
  if (node.name == "share") {
    value.kind = LeafKind::revenue_share;
    value.second = words[1];
  }
  if (node.name != "previous") return leaf(std::move(value), scope.place, {});
  value.kind = LeafKind::previous;
  value.name.clear();
  value.programme = formula_.programme;
  if (!words.empty()) {
    value.programme = {};
    for (std::size_t i = 0; i < plan_.programmes.size(); ++i) {
      if (plan_.programmes.rows()[i].code == words[0]) value.programme = Index<Programme>(i);
    }
    if (!value.programme.is_set()) {
      report(criteria_problems::expression_name_unknown, scope.place, {scope.owner, words[0], "–"});
      return no_node;
    }
  }
  return leaf(std::move(value), scope.place, *Measure::parse("dong"));
}

NodeIndex RuleCompiler::round_call(const Expression& expression, const ExpressionNode& node,
                                   const RuleScope& scope) {
  const NodeIndex value = expression_value(expression, node.arguments[0], scope);
  int digits = 0;
  RoundingMode mode = node.name == "floor"  ? RoundingMode::down
                      : node.name == "ceil" ? RoundingMode::up
                                            : RoundingMode::half_up;
  bool is_good = true;
  if (node.name == "round") {
    const NodeIndex places = expression_value(expression, node.arguments[1], scope);
    is_good = places != no_node && rule_.nodes[places].kind == NodeKind::constant &&
              abs(rule_.nodes[places].constant) <= Decimal::digits_max &&
              denominator(rule_.nodes[places].constant) == 1;
    if (is_good) digits = numerator(rule_.nodes[places].constant).convert_to<int>();
    if (node.arguments.size() == 3) {
      const auto named = rounding_named(word_of(expression, node.arguments[2]));
      is_good = is_good && named.has_value();
      mode = named.value_or(mode);
    }
  }
  if (!is_good) {
    report(criteria_problems::expression_arguments, scope.place,
           {scope.owner, node.name, "(x; -12…12; down|up|half_up|half_even)"});
    return no_node;
  }
  if (value == no_node) return no_node;
  RuleNode rounded = rule_.nodes[value];
  rounded.kind = NodeKind::round;
  rounded.inputs = {value};
  rounded.digits = digits;
  rounded.rounding = mode;
  rounded.place = scope.place;
  const bool literal = is_literal(value);
  if (const auto folded_value = folded(rounded)) {
    const NodeIndex index = constant(*folded_value, scope.place, literal);
    rule_.nodes[index].measure = rounded.measure;
    return index;
  }
  return add_node(std::move(rounded));
}

}  // namespace phanbo
