#include "engine/assess/formula_parts.hpp"

#include <algorithm>

namespace phanbo {

namespace {

class Opening {
 public:
  Opening(const Plan& plan, const Rule& rule) : plan_(plan), rule_(rule) {}

  std::vector<FormulaPart> parts() {
    open(rule_.result, 1);
    return std::move(parts_);
  }

 private:
  const RuleCriterion* criterion_of(NodeIndex node) const {
    const auto found =
        std::find_if(rule_.criteria.begin(), rule_.criteria.end(),
                     [&](const RuleCriterion& criterion) { return criterion.value == node; });
    return found == rule_.criteria.end() ? nullptr : &*found;
  }

  /// Is the node a sum or difference of criteria and nothing else?
  bool is_sum_of_criteria(NodeIndex node) const {
    const RuleNode& row = rule_.nodes[node];
    if (row.kind != NodeKind::add && row.kind != NodeKind::subtract) return false;
    return std::all_of(row.inputs.begin(), row.inputs.end(), [&](NodeIndex input) {
      return criterion_of(input) != nullptr || is_sum_of_criteria(input);
    });
  }

  void open(NodeIndex node, int sign) {
    const RuleNode& row = rule_.nodes[node];
    const bool is_unnamed_sum = node == rule_.result && criterion_of(node) == nullptr &&
                                (row.kind == NodeKind::add || row.kind == NodeKind::subtract);
    if (!is_unnamed_sum && !is_sum_of_criteria(node)) {
      add(node, sign);
      return;
    }
    for (std::size_t i = 0; i < row.inputs.size(); ++i)
      open(row.inputs[i], row.kind == NodeKind::subtract && i > 0 ? -sign : sign);
  }

  void add(NodeIndex node, int sign) {
    FormulaPart part{node, {"Phần khác của quy tắc", "Another part of the rule"}, {}, sign};
    if (const RuleCriterion* own = criterion_of(node)) {
      const Criterion& criterion = plan_.criteria[own->row];
      part.name = {criterion.name, criterion.name};
      part.citation = citation_of(plan_, criterion.document, criterion.article);
    }
    for (std::size_t k = 0; k < rule_.rate_rows.size(); ++k) {
      if (rule_.rate_values[k] != node) continue;
      const UnitRate& rate = plan_.rates[rule_.rate_rows[k]];
      part.name = {"Định mức: " + rate.indicator, "Unit rate: " + rate.indicator};
      part.citation = citation_of(plan_, rate.document, rate.article);
    }
    parts_.push_back(std::move(part));
  }

  const Plan& plan_;
  const Rule& rule_;
  std::vector<FormulaPart> parts_;
};

std::string caption(const Plan& plan, const std::string& name) {
  for (const IndicatorKind& kind : plan.indicator_kinds) {
    if (kind.indicator == name) return kind.name;
  }
  return {};
}

}  // namespace

std::vector<FormulaPart> parts_of_result(const Plan& plan, const FormulaShares& shares) {
  return Opening(plan, *shares.rule).parts();
}

std::vector<NodeIndex> leaves_below(const Rule& rule, NodeIndex node, LeafKind kind) {
  std::vector<NodeIndex> found;
  std::vector<NodeIndex> open{node};
  std::vector<char> seen(rule.nodes.size(), 0);
  while (!open.empty()) {
    const NodeIndex next = open.back();
    open.pop_back();
    if (seen[next] != 0) continue;
    seen[next] = 1;
    const RuleNode& row = rule.nodes[next];
    const auto is_same = [&](NodeIndex known) {
      return rule.leaves[rule.nodes[known].leaf] == rule.leaves[row.leaf];
    };
    if (row.kind == NodeKind::leaf && rule.leaves[row.leaf].kind == kind &&
        std::none_of(found.begin(), found.end(), is_same))
      found.push_back(next);
    // In the end the first input comes first.
    for (auto input = row.inputs.rbegin(); input != row.inputs.rend(); ++input)
      open.push_back(*input);
  }
  return found;
}

Label leaf_name(const Plan& plan, const RuleLeaf& leaf) {
  const std::string named = caption(plan, leaf.name);
  switch (leaf.kind) {
    case LeafKind::status:
      if (!named.empty()) return {named, named};
      return {"Diện " + leaf.name, "Status " + leaf.name};
    case LeafKind::previous:
      return {"Số năm trước", "Amount of the year before"};
    case LeafKind::revenue_share:
      return {"Tỷ lệ hưởng " + leaf.name, "Share of " + leaf.name};
    case LeafKind::parts:
      return {"Tổng các phần của đơn vị cũ", "Sum over the legacy parts"};
    case LeafKind::indicator:
    case LeafKind::unit_kind:
    case LeafKind::unit_code:
      break;
  }
  return named.empty() ? Label{leaf.name, leaf.name} : Label{named, named};
}

std::optional<FormulaUnit> formula_unit_of(const Plan& plan, std::string_view id) {
  for (std::size_t row = 0; row < plan.formulas.size(); ++row) {
    const Formula& formula = plan.formulas[row];
    const std::string& programme = plan.programmes[formula.programme].code;
    if (id.find(programme) == std::string_view::npos) continue;
    const std::string year = std::to_string(formula.year);
    for (std::size_t i = 0; i < plan.units.size(); ++i) {
      const Unit& unit = plan.units.rows()[i];
      if (unit.parent != formula.parent) continue;
      const std::string figure = programme + "/" + year + "/" + unit.code;
      if (id != "points/" + figure && id != "share/" + figure + "/amount_dong" &&
          id != programme + "/" + unit.code + "/" + year)
        continue;
      return FormulaUnit{row, Index<Unit>(i)};
    }
  }
  return std::nullopt;
}

std::optional<FormulaShares> shares_of_formula(const Plan& plan, const Assessment& assessment,
                                               std::size_t formula_row) {
  const Formula& formula = plan.formulas[formula_row];
  std::optional<Money> pool = formula.pool;
  const std::string id = "points/" + plan.programmes[formula.programme].code + "/" +
                         std::to_string(formula.year) + "/" + plan.units[formula.parent].code +
                         "/pool_dong";
  for (const Figure& figure : assessment.figures) {
    if (pool || figure.id != id) continue;
    const auto value = Decimal::parse(figure.value);
    PB_CHECK(value && value->digits() == 0);
    pool = Money::from_dong(value->units());
  }
  Workbench scratch(plan);
  return FormulaBook(scratch).share(formula_row, pool);
}

}  // namespace phanbo
