#include "engine/assess/unit_difference.hpp"

#include <algorithm>
#include <map>

#include "engine/criteria/block.hpp"

namespace phanbo {

namespace {

constexpr std::size_t drivers_max = 10;

using Values = std::vector<std::optional<Exact>>;

Exact value_in(const Values& values, NodeIndex node) { return values[node].value_or(Exact(0)); }

/// One expression, and what differs inside it between two units.
class TwoSided {
 public:
  TwoSided(const Rule& rule, NodeIndex root, const Values& own, const Values& other)
      : rule_(rule), root_(root), own_(own), other_(other) {
    find_drivers();
  }

  const std::vector<NodeIndex>& drivers() const { return drivers_; }

  /// What each driver adds to own − other; empty where some mixture has no value.
  std::optional<std::vector<Exact>> contributions() {
    const std::size_t count = drivers_.size();
    if (count == 0 || count > drivers_max) return std::nullopt;
    std::vector<Exact> value_of_set(std::size_t{1} << count);
    for (std::size_t set = 0; set < value_of_set.size(); ++set) {
      fault_ = 0;
      known_.clear();
      for (std::size_t i = 0; i < count; ++i)
        known_[drivers_[i]] = value_in((set >> i & 1U) != 0 ? own_ : other_, drivers_[i]);
      value_of_set[set] = value(root_);
      if (fault_ != 0) return std::nullopt;
    }
    return means(value_of_set);
  }

 private:
  bool is_criterion(NodeIndex node) const {
    return std::any_of(rule_.criteria.begin(), rule_.criteria.end(),
                       [&](const RuleCriterion& criterion) { return criterion.value == node; });
  }

  void find_drivers() {
    std::vector<NodeIndex> open{root_};
    std::vector<char> seen(rule_.nodes.size(), 0);
    while (!open.empty()) {
      const NodeIndex node = open.back();
      open.pop_back();
      if (seen[node] != 0) continue;
      seen[node] = 1;
      const RuleNode& row = rule_.nodes[node];
      const bool ends = row.inputs.empty() || is_over_units(row.kind) ||
                        row.kind == NodeKind::variable || (node != root_ && is_criterion(node));
      if (!ends) {
        for (auto input = row.inputs.rbegin(); input != row.inputs.rend(); ++input)
          open.push_back(*input);
      } else if (value_in(own_, node) != value_in(other_, node)) {
        drivers_.push_back(node);
      } else {
        same_.push_back(node);
      }
    }
  }

  Exact value(NodeIndex node) {
    const auto found = known_.find(node);
    if (found != known_.end()) return found->second;
    const RuleNode& row = rule_.nodes[node];
    Exact result;
    if (std::find(same_.begin(), same_.end(), node) != same_.end()) {
      result = value_in(own_, node);
    } else if (row.kind == NodeKind::choose || row.kind == NodeKind::masked) {
      // The branch that is not taken need have no value.
      const bool holds = value(row.inputs[0]) != 0;
      const bool is_masked_out = row.kind == NodeKind::masked && !holds;
      result = is_masked_out ? Exact(0) : value(row.inputs[holds ? 1 : 2]);
    } else {
      std::vector<Exact> inputs;
      for (const NodeIndex input : row.inputs) inputs.push_back(value(input));
      std::uint32_t fault = 0;
      result = node_value(rule_, node, inputs, fault);
      if (fault != 0) fault_ = fault;
    }
    known_.emplace(node, result);
    return result;
  }

  /// Mean of value(S ∪ i) − value(S) over all orders: |S|! (n − |S| − 1)! of n!.
  std::vector<Exact> means(const std::vector<Exact>& value_of_set) const {
    const std::size_t count = drivers_.size();
    std::vector<Exact> factorial(count + 1, Exact(1));
    for (std::size_t i = 1; i <= count; ++i) factorial[i] = factorial[i - 1] * i;
    std::vector<Exact> result(count, Exact(0));
    for (std::size_t set = 0; set < value_of_set.size(); ++set) {
      const auto size = static_cast<std::size_t>(__builtin_popcountll(set));
      for (std::size_t i = 0; i < count; ++i) {
        if ((set >> i & 1U) != 0) continue;
        const Exact weight = factorial[size] * factorial[count - size - 1] / factorial[count];
        result[i] += weight * (value_of_set[set | std::size_t{1} << i] - value_of_set[set]);
      }
    }
    return result;
  }

  const Rule& rule_;
  NodeIndex root_;
  const Values& own_;
  const Values& other_;
  std::vector<NodeIndex> drivers_;
  std::vector<NodeIndex> same_;
  std::map<NodeIndex, Exact> known_;
  std::uint32_t fault_ = 0;
};

Money rounded_dong(const Exact& value) {
  const auto amount = money_of(rounded_whole(value, RoundingMode::half_up));
  PB_CHECK(amount && "a part of a difference of amounts is no larger than the amounts");
  return *amount;
}

class Differing {
 public:
  Differing(const Plan& plan, std::size_t formula_row, const FormulaShares& shares,
            const UnitShare& own, const UnitShare& other)
      : plan_(plan), shares_(shares), rule_(*shares.rule), own_(own), other_(other) {
    result_.formula_row = formula_row;
    result_.own = own.unit;
    result_.other = other.unit;
    result_.by_points = plan.formulas[formula_row].method == FormulaMethod::points;
    result_.own_points = shares.value_of(own);
    result_.other_points = shares.value_of(other);
    result_.own_amount = own.amount();
    result_.other_amount = other.amount();
    set_level();
    own_values_ = shares.evaluation->values_at(rule_.result, own.position);
    other_values_ = shares.evaluation->values_at(rule_.result, other.position);
  }

  UnitDifference run() {
    for (const FormulaPart& part : parts_of_result(plan_, shares_)) add_part(part);
    std::stable_sort(result_.parts.begin(), result_.parts.end(),
                     [](const DifferencePart& a, const DifferencePart& b) {
                       return abs(a.points) > abs(b.points);
                     });
    add_money_parts();
    return std::move(result_);
  }

 private:
  /// Đồng for one point; amounts are đồng already.
  void set_level() {
    if (!result_.by_points) {
      result_.dong_per_point = 1;
      return;
    }
    const Apportionment& given = shares_.apportionment;
    if (given.weight_total == 0) return;
    const Money step = plan_.programmes[plan_.formulas[result_.formula_row].programme].step;
    result_.dong_per_point =
        exact_of(Int128{given.shared_steps} * step.dong(), 1) / given.weight_total;
  }

  void add_inputs(DifferencePart& part, NodeIndex node) const {
    constexpr std::size_t inputs_told_max = 6;  // more of them explain nothing
    for (const NodeIndex leaf : leaves_below(rule_, node, LeafKind::indicator)) {
      part.inputs.push_back({leaf_name(plan_, rule_.leaves[rule_.nodes[leaf].leaf]),
                             value_in(own_values_, leaf), value_in(other_values_, leaf)});
    }
    if (part.inputs.size() > inputs_told_max) part.inputs.clear();
  }

  void add_part(const FormulaPart& term) {
    DifferencePart part;
    part.name = term.name;
    part.citation = term.citation;
    part.own = value_in(own_values_, term.node);
    part.other = value_in(other_values_, term.node);
    part.points = (part.own - part.other) * term.sign;
    // The one total of a rule is no answer: what differs inside it is.
    const bool is_whole = term.node == rule_.result;
    if (is_whole && add_drivers(term)) return;
    add_inputs(part, term.node);
    part.amount = rounded_dong(part.points * result_.dong_per_point);
    result_.parts.push_back(std::move(part));
  }

  bool add_drivers(const FormulaPart& term) {
    TwoSided expression(rule_, term.node, own_values_, other_values_);
    const auto shares = expression.contributions();
    if (!shares) return false;
    for (std::size_t i = 0; i < shares->size(); ++i) {
      const NodeIndex node = expression.drivers()[i];
      DifferencePart part;
      part.name = name_of_driver(node);
      part.citation = term.citation;
      part.own = value_in(own_values_, node);
      part.other = value_in(other_values_, node);
      part.points = (*shares)[i] * term.sign;
      part.amount = rounded_dong(part.points * result_.dong_per_point);
      result_.parts.push_back(std::move(part));
    }
    return true;
  }

  Label name_of_driver(NodeIndex node) const {
    for (const RuleCriterion& criterion : rule_.criteria) {
      const std::string& name = plan_.criteria[criterion.row].name;
      if (criterion.value == node) return {name, name};
    }
    const RuleNode& row = rule_.nodes[node];
    if (row.kind == NodeKind::leaf) return leaf_name(plan_, rule_.leaves[row.leaf]);
    return {"Số tính trên mọi đơn vị", "A figure over all units"};
  }

  /// What a unit has beside its points times the level.
  Exact beside_points(const UnitShare& unit, const Exact& points) const {
    return exact_of(unit.share.dong(), 1) - points * result_.dong_per_point;
  }

  void add_money_parts() {
    const Money first = own_.first() - other_.first();
    if (!first.is_zero())
      add_money(DifferenceCause::first_amounts,
                {"Bố trí trước khi chia theo điểm", "Served before the points"}, first);
    Exact held = 0;
    if (own_.held != 0) held += beside_points(own_, result_.own_points);
    if (other_.held != 0) held -= beside_points(other_, result_.other_points);
    if (held != 0)
      add_money(DifferenceCause::limits, {"Mức sàn, mức trần", "Floors and caps"},
                rounded_dong(held));
    Money rest = result_.amount();
    for (const DifferencePart& part : result_.parts) rest = rest - part.amount;
    if (!rest.is_zero())
      add_money(DifferenceCause::rounding,
                result_.by_points ? Label{"Làm tròn theo bước và số dư lớn nhất",
                                          "Whole steps and largest remainders"}
                                  : Label{"Làm tròn đến đồng", "Rounding to đồng"},
                rest);
  }

  void add_money(DifferenceCause cause, Label name, Money amount) {
    DifferencePart part;
    part.cause = cause;
    part.name = std::move(name);
    part.amount = amount;
    result_.parts.push_back(std::move(part));
  }

  const Plan& plan_;
  const FormulaShares& shares_;
  const Rule& rule_;
  const UnitShare& own_;
  const UnitShare& other_;
  Values own_values_;
  Values other_values_;
  UnitDifference result_;
};

}  // namespace

UnitDifference difference_of_units(const Plan& plan, std::size_t formula_row,
                                   const FormulaShares& shares, const UnitShare& own,
                                   const UnitShare& other) {
  return Differing(plan, formula_row, shares, own, other).run();
}

}  // namespace phanbo
