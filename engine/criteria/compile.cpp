#include "engine/criteria/compile.hpp"

#include <algorithm>
#include <unordered_set>

#include "engine/criteria/problem_kinds.hpp"
#include "engine/criteria/rule_compiler.hpp"

namespace phanbo {

namespace {

constexpr std::size_t limit_rule_depth_max = 200;

std::string_view code_of(CriterionKind kind) {
  constexpr std::string_view codes[] = {"linear",   "bands",   "brackets", "marginal",
                                        "category", "highest", "bonus",    "expression"};
  return codes[static_cast<std::size_t>(kind)];
}

bool is_by_class(CriterionKind kind) {
  return kind == CriterionKind::category || kind == CriterionKind::highest ||
         kind == CriterionKind::bonus;
}

}  // namespace

IndicatorNames indicator_names(const Plan& plan) {
  std::unordered_set<std::string_view> seen;
  for (const IndicatorKind& kind : plan.indicator_kinds) seen.insert(kind.indicator);
  for (const Indicator& row : plan.indicators) seen.insert(row.indicator);
  IndicatorNames names;
  for (const std::string_view name : seen) names.emplace(name);
  return names;
}

RuleCompiler::RuleCompiler(const Plan& plan, const IndicatorNames& indicators,
                           const Formula& formula, std::size_t formula_row)
    : plan_(plan), indicators_(indicators), formula_(formula), formula_row_(formula_row) {
  rule_.year = formula.year;
  for (const IndicatorKind& kind : plan.indicator_kinds) {
    if (const auto measure = Measure::parse(kind.measure))
      indicator_measures_[kind.indicator] = *measure;
  }
}

template <class Row>
bool RuleCompiler::applies(const Row& row, int year) const {
  if (row.programme != formula_.programme || !row.years.has(year)) return false;
  const auto& readings = formula_.readings;
  return row.reading.empty() ||
         std::find(readings.begin(), readings.end(), row.reading) != readings.end();
}
template bool RuleCompiler::applies(const CriterionBand& row, int year) const;
template bool RuleCompiler::applies(const CriterionClass& row, int year) const;

template <class Row>
std::size_t RuleCompiler::row_of(const std::vector<Row>& rows, const std::string& code, int year,
                                 std::string_view table) {
  std::size_t found = no_node;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    if (rows[row].code != code || !applies(rows[row], year)) continue;
    if (found != no_node) {
      report(criteria_problems::rule_rows_overlap, {table, row, "code"},
             {code, std::to_string(year)});
      return found;
    }
    found = row;
  }
  return found;
}
template std::size_t RuleCompiler::row_of(const std::vector<Criterion>&, const std::string&, int,
                                          std::string_view);
template std::size_t RuleCompiler::row_of(const std::vector<Parameter>&, const std::string&, int,
                                          std::string_view);

bool RuleCompiler::is_indicator(const std::string& name) const {
  return indicators_.contains(name);
}

std::vector<std::string> RuleCompiler::known_names(int year) const {
  std::set<std::string> names(indicators_.begin(), indicators_.end());
  for (const Criterion& row : plan_.criteria) {
    if (applies(row, year)) names.insert(row.code);
  }
  for (const Parameter& row : plan_.parameters) {
    if (applies(row, year)) names.insert(row.code);
  }
  return {names.begin(), names.end()};
}

NodeIndex RuleCompiler::indicator(const std::string& name, int year, const RulePlace& place,
                                  bool of_parent) {
  const auto known = indicator_measures_.find(name);
  RuleLeaf value;
  value.name = name;
  value.year = year;
  value.of_parent = of_parent;
  return leaf(std::move(value), place,
              known == indicator_measures_.end() ? Measure::any() : known->second);
}

NodeIndex RuleCompiler::parameter_value(std::size_t row, int year) {
  const Parameter& parameter = plan_.parameters[row];
  const auto key = std::pair(parameter.code, year);
  const auto known = parameters_.find(key);
  if (known != parameters_.end()) return known->second;
  const RuleScope scope{{"parameters", row, "expression"}, parameter.code, parameter.code, year};
  if (std::find(in_progress_.begin(), in_progress_.end(), parameter.code) != in_progress_.end()) {
    report(criteria_problems::criterion_circle, scope.place,
           {parameter.code + " → … → " + parameter.code});
    return no_node;
  }
  in_progress_.push_back(parameter.code);
  NodeIndex value = text_value(parameter.expression, scope);
  in_progress_.pop_back();
  if (value != no_node && rule_.nodes[value].varies) {
    report(criteria_problems::expression_not_constant, scope.place,
           {parameter.code, parameter.expression});
    value = no_node;
  }
  if (value != no_node) {
    // A parameter keeps a node of its own, so that its measure and its name stay with it.
    const bool is_constant = rule_.nodes[value].kind == NodeKind::constant;
    if (is_constant) value = constant(rule_.nodes[value].constant, scope.place);
    if (!parameter.measure.empty()) {
      if (is_constant) {
        if (const auto measure = Measure::parse(parameter.measure)) {
          rule_.nodes[value].measure = *measure;
        }
      }
      require_measure(value, parameter.measure, scope);
    }
    rule_.parameters.push_back({row, year, value});
  }
  parameters_[key] = value;
  return value;
}

/// The number that a criterion turns into points: an indicator, another criterion or an expression.
NodeIndex RuleCompiler::counted_value(const Criterion& criterion, const RuleScope& scope) {
  if (!criterion.indicator.empty()) {
    RuleScope at_indicator = scope;
    at_indicator.place.field = "indicator";
    if (is_indicator(criterion.indicator))
      return indicator(criterion.indicator, scope.year, at_indicator.place, false);
    return name_value(criterion.indicator, at_indicator);
  }
  if (!criterion.expression.empty()) return text_value(criterion.expression, scope);
  report(criteria_problems::criterion_value_missing,
         {scope.place.table, scope.place.row, "indicator"},
         {criterion.code, std::string(code_of(criterion.kind)), "indicator"});
  return no_node;
}

NodeIndex RuleCompiler::value_by_kind(const Criterion& criterion, const RuleScope& scope) {
  if (is_by_class(criterion.kind)) return classes_value(criterion, scope);
  if (criterion.kind == CriterionKind::expression) {
    if (!criterion.expression.empty()) return text_value(criterion.expression, scope);
    report(criteria_problems::criterion_value_missing, scope.place,
           {criterion.code, "expression", "expression"});
    return no_node;
  }
  const NodeIndex counted = counted_value(criterion, scope);
  if (counted == no_node) return no_node;
  if (criterion.kind != CriterionKind::linear) {
    const NodeIndex value = bands_value(criterion, counted, scope);
    if (value != no_node)
      rule_.nodes[value].measure = Measure::parse(criterion.measure).value_or(Measure());
    return value;
  }
  if (criterion.per.is_zero()) return no_node;  // reported by the caller's own check
  const Exact factor = exact_of(criterion.points) / exact_of(criterion.per);
  const NodeIndex value =
      make(NodeKind::multiply, {counted, constant(factor, scope.place, true)}, scope);
  if (value != no_node) {
    // "so many points for every so many people" turns one measure into another.
    rule_.nodes[value].measure = Measure::parse(criterion.measure).value_or(Measure());
  }
  return value;
}

NodeIndex RuleCompiler::limited(const Criterion& criterion, NodeIndex value,
                                const RuleScope& scope) {
  const auto limit = [&](const std::string& text, std::string_view field, NodeKind kind) {
    if (text.empty() || value == no_node) return;
    const RuleScope own{{"criteria", scope.place.row, field}, criterion.code, {}, scope.year};
    const auto bound = constant_value(text, own);
    value = bound ? make(kind, {value, constant(*bound, own.place, true)}, own) : no_node;
  };
  limit(criterion.least, "least", NodeKind::maximum);
  limit(criterion.most, "most", NodeKind::minimum);
  if (value == no_node || !criterion.digits) return value;
  RuleNode rounded = rule_.nodes[value];
  rounded.kind = NodeKind::round;
  rounded.inputs = {value};
  rounded.digits = *criterion.digits;
  rounded.rounding = criterion.rounding;
  rounded.place = {"criteria", scope.place.row, "digits"};
  if (const auto number = folded(rounded)) {
    const Measure measure = rounded.measure;
    const NodeIndex index = constant(*number, rounded.place);
    rule_.nodes[index].measure = measure;
    return index;
  }
  return add_node(std::move(rounded));
}

NodeIndex RuleCompiler::criterion_body(std::size_t row, int year) {
  const Criterion& criterion = plan_.criteria[row];
  const RuleScope scope{{"criteria", row, "expression"},
                        criterion.code,
                        criterion.circular ? std::string() : criterion.code,
                        year};
  NodeIndex value = limited(criterion, value_by_kind(criterion, scope), scope);
  if (!criterion.measure.empty()) require_measure(value, criterion.measure, scope);
  value = overridden(criterion, value, scope);
  if (value == no_node || criterion.status.empty()) return value;
  const NodeIndex flag = leaf({LeafKind::status, criterion.status, {}, year, false, {}, nullptr},
                              {"criteria", row, "status"}, {});
  return make(NodeKind::masked, {flag, value}, scope);
}

NodeIndex RuleCompiler::criterion_value(std::size_t row, int year) {
  const Criterion& criterion = plan_.criteria[row];
  const auto key = std::pair(criterion.code, year);
  const auto known = criteria_.find(key);
  if (known != criteria_.end()) return known->second;
  const std::string name =
      criterion.code + (year == formula_.year ? "" : "@" + std::to_string(year));
  if (criterion.circular) {
    RuleNode variable;
    variable.kind = NodeKind::variable;
    variable.place = {"criteria", row, "expression"};
    variable.measure = Measure::parse(criterion.measure).value_or(Measure());
    if (criterion.measure.empty()) variable.measure = Measure::any();
    variable.varies = variable.is_circular = true;
    const NodeIndex index = add_node(std::move(variable));
    criteria_[key] = index;
    rule_.criteria.push_back({row, year, index});
    rule_.circles.push_back({index, no_node, row});
    open_circles_.emplace_back(row, year);
    return index;
  }
  const auto open = std::find(in_progress_.begin(), in_progress_.end(), name);
  if (open != in_progress_.end()) {
    std::string path;
    for (auto step = open; step != in_progress_.end(); ++step) path += *step + " → ";
    report(criteria_problems::criterion_circle, {"criteria", row, "expression"}, {path + name});
    return no_node;
  }
  if (in_progress_.size() >= limit_rule_depth_max) {
    report(criteria_problems::rule_too_deep, {"criteria", row, "expression"},
           {in_progress_.front(), std::to_string(limit_rule_depth_max)});
    return no_node;
  }
  in_progress_.push_back(name);
  const NodeIndex value = criterion_body(row, year);
  in_progress_.pop_back();
  criteria_[key] = value;
  if (value != no_node) rule_.criteria.push_back({row, year, value});
  return value;
}

NodeIndex RuleCompiler::named_criterion(const std::string& code, std::string_view field) {
  if (code.empty()) return no_node;
  const RulePlace place{"formulas", formula_row_, field};
  const std::size_t row = row_of(plan_.criteria, code, formula_.year, "criteria");
  if (row == no_node) {
    report(criteria_problems::criterion_unknown, place,
           {plan_.programmes[formula_.programme].code, code, std::to_string(formula_.year)});
    return no_node;
  }
  const NodeIndex value = criterion_value(row, formula_.year);
  require_measure(value, "dong", {place, code, {}, formula_.year});
  return value;
}

void RuleCompiler::compile_result() {
  const RuleScope scope{{"formulas", formula_row_, "programme"},
                        plan_.programmes[formula_.programme].code,
                        {},
                        formula_.year};
  std::size_t total_row = no_node;
  std::vector<NodeIndex> counted;
  bool is_good = true;
  for (std::size_t row = 0; row < plan_.criteria.size(); ++row) {
    const Criterion& criterion = plan_.criteria[row];
    if (!applies(criterion, formula_.year)) continue;
    if (row_of(plan_.criteria, criterion.code, formula_.year, "criteria") != row) continue;
    const NodeIndex value = criterion_value(row, formula_.year);
    is_good = is_good && value != no_node;
    if (criterion.role == CriterionRole::counted && value != no_node) counted.push_back(value);
    if (criterion.role != CriterionRole::total) continue;
    if (total_row != no_node) {
      report(criteria_problems::two_totals, {"criteria", row, "role"},
             {scope.owner, std::to_string(formula_.year), plan_.criteria[total_row].code,
              criterion.code});
    }
    total_row = row;
    rule_.result = value;
  }
  if (!is_good) return;
  if (total_row == no_node && !counted.empty())
    rule_.result = make(NodeKind::add, std::move(counted), scope);
  if (rule_.result == no_node) rule_.result = constant(0, scope.place);
  if (formula_.method == FormulaMethod::amounts) require_measure(rule_.result, "dong", scope);
}

/// Counts × unit rates are the same graph: a sum of products in đồng.
void RuleCompiler::compile_rates() {
  std::vector<NodeIndex> amounts;
  RuleScope scope{{"formulas", formula_row_, "programme"}, {}, {}, formula_.year};
  for (std::size_t row = 0; row < plan_.rates.size(); ++row) {
    const UnitRate& rate = plan_.rates[row];
    if (rate.programme != formula_.programme) continue;
    scope.place = {"rates", row, "indicator"};
    scope.owner = rate.indicator;
    const NodeIndex count = indicator(rate.indicator, formula_.year, scope.place, false);
    NodeIndex amount = make(NodeKind::multiply,
                            {count, constant(Exact(rate.rate.dong()), scope.place, true)}, scope);
    NodeIndex flag = no_node;
    if (!rate.status.empty()) {
      flag = leaf({LeafKind::status, rate.status, {}, formula_.year, false, {}, nullptr},
                  scope.place, {});
      amount = make(NodeKind::masked, {flag, amount}, scope);
    }
    rule_.nodes[amount].measure = *Measure::parse("dong");
    rule_.rate_rows.push_back(row);
    rule_.rate_values.push_back(amount);
    rule_.rate_masks.push_back(flag);
    amounts.push_back(amount);
  }
  rule_.result =
      amounts.empty() ? constant(0, scope.place) : make(NodeKind::add, std::move(amounts), scope);
}

void RuleCompiler::compile_money_rules() {
  rule_.first = named_criterion(formula_.first, "first");
  rule_.least = named_criterion(formula_.least, "least");
  rule_.most = named_criterion(formula_.most, "most");
  if (formula_.pool_rule.empty()) return;
  const RuleScope scope{{"formulas", formula_row_, "pool_rule"},
                        plan_.programmes[formula_.programme].code,
                        {},
                        formula_.year};
  rule_.pool = text_value(formula_.pool_rule, scope);
  require_measure(rule_.pool, "dong", scope);
  if (rule_.pool == no_node || !rule_.nodes[rule_.pool].varies) return;
  report(criteria_problems::expression_not_constant, scope.place,
         {scope.owner, formula_.pool_rule});
}

/// The rules of criteria that contain themselves, compiled last: their names are variables.
void RuleCompiler::compile_circles() {
  for (std::size_t i = 0; i < open_circles_.size(); ++i) {
    const auto [row, year] = open_circles_[i];
    const Criterion& criterion = plan_.criteria[row];
    const RulePlace place{"criteria", row, "expression"};
    const NodeIndex body = criterion_body(row, year);
    if (body == no_node) continue;
    rule_.circles[i].body = body;
    if (criterion.digits || !criterion.least.empty() || !criterion.most.empty() ||
        rule_.nodes[body].is_solved) {
      report(criteria_problems::circle_refused, place, {criterion.code});
    }
  }
}

RuleReading RuleCompiler::compile() {
  if (formula_.method == FormulaMethod::rates) {
    compile_rates();
  } else {
    compile_result();
  }
  compile_money_rules();
  compile_circles();
  return std::move(reading_);
}

RuleReading RuleCompiler::compile_part(const Expression& expression, std::size_t root,
                                       const RuleScope& scope) {
  rule_.result = expression_value(expression, root, scope);
  compile_circles();
  return std::move(reading_);
}

RuleReading compile_rule(const Plan& plan, const IndicatorNames& indicators,
                         std::size_t formula_row) {
  return RuleCompiler(plan, indicators, plan.formulas[formula_row], formula_row).compile();
}

RuleReading compile_rule(const Plan& plan, std::size_t formula_row) {
  return compile_rule(plan, indicator_names(plan), formula_row);
}

}  // namespace phanbo
