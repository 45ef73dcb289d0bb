#include "engine/assess/rule_derivation.hpp"

#include <algorithm>

#include "engine/assess/formula_parts.hpp"

namespace phanbo {

namespace {

std::string mode_text(RoundingMode mode, int digits) {
  return std::string(to_code(mode)) + " " + std::to_string(digits);
}

Derivation number_node(Label label, const Exact& value, std::string_view unit) {
  return node(Operation::count, std::move(label), text_of(value), unit, {});
}

/// What people call a kind of unit.
Label kind_name(const std::string& code) {
  for (int i = 0; i <= static_cast<int>(UnitKind::special_zone); ++i) {
    const auto kind = static_cast<UnitKind>(i);
    if (to_code(kind) == code)
      return {std::string(name_of(kind).vi), std::string(name_of(kind).en)};
  }
  return {code, code};
}

/// A border or rate as people write it: 500000 → 500.000 or 500,000. Expressions stay.
std::string with_marks(const std::string& text, bool vietnamese) {
  std::string plain = text;
  std::replace(plain.begin(), plain.end(), ',', '.');
  if (!Decimal::parse(plain)) return text;
  const std::size_t point = std::min(plain.find('.'), plain.size());
  std::string whole = plain.substr(0, point);
  for (std::size_t at = whole.size(); at > 3 && whole[at - 4] != '-';) {
    at -= 3;
    whole.insert(at, 1, vietnamese ? '.' : ',');
  }
  if (point < plain.size()) whole += (vietnamese ? "," : ".") + plain.substr(point + 1);
  return whole;
}

/// "500.000–1.000.000"; an open end is "…".
std::string range_text(const CriterionBand& band, bool vietnamese) {
  const auto end = [&](const std::string& text) {
    return text.empty() ? std::string("…") : with_marks(text, vietnamese);
  };
  return end(band.from) + "–" + end(band.to);
}

/// What an operation that stands by itself is called.
Label name_of(NodeKind kind) {
  switch (kind) {
    case NodeKind::absolute:
      return {"Giá trị tuyệt đối", "Absolute value"};
    case NodeKind::less:
      return {"Nhỏ hơn (1 đúng, 0 sai)", "Less than (1 yes, 0 no)"};
    case NodeKind::less_or_equal:
      return {"Không lớn hơn (1 đúng, 0 sai)", "At most (1 yes, 0 no)"};
    case NodeKind::equal:
      return {"Bằng (1 đúng, 0 sai)", "Equal (1 yes, 0 no)"};
    default:
      return {"Khác (1 đúng, 0 sai)", "Not equal (1 yes, 0 no)"};
  }
}

}  // namespace

RuleDerivation::RuleDerivation(const Plan& plan, const Rule& rule, RuleEvaluation& evaluation,
                               NodeIndex root, std::size_t position)
    : plan_(plan),
      rule_(rule),
      evaluation_(evaluation),
      position_(position),
      values_(evaluation.values_at(root, position)) {}

std::string RuleDerivation::text(NodeIndex node) const {
  return values_[node] ? text_of(*values_[node]) : std::string("0");
}

std::string_view RuleDerivation::unit_of(NodeIndex node) const {
  const std::string measure = rule_.nodes[node].measure.text();
  if (measure == "dong") return "dong";
  if (measure == "people") return "people";
  if (measure == "km2") return "km2";
  return inside_ != nullptr && plan_.criteria[inside_->row].measure.empty() &&
                 inside_->value == node
             ? "points"
             : "count";
}

const RuleCriterion* RuleDerivation::criterion_of(NodeIndex node) const {
  for (const RuleCriterion& criterion : rule_.criteria) {
    if (criterion.value == node) return &criterion;
  }
  return nullptr;
}

Derivation RuleDerivation::of(NodeIndex node) {
  if (const RuleCriterion* criterion = criterion_of(node)) return of_criterion(*criterion);
  return inside(node);
}

std::vector<Derivation> RuleDerivation::counted(NodeIndex result) {
  std::vector<Derivation> parts;
  if (const RuleCriterion* criterion = criterion_of(result)) {
    parts.push_back(of_criterion(*criterion));
    return parts;
  }
  for (const NodeIndex input : rule_.nodes[result].inputs) parts.push_back(of(input));
  if (parts.empty()) parts.push_back(inside(result));
  return parts;
}

Derivation RuleDerivation::of_criterion(const RuleCriterion& own) {
  const Criterion& criterion = plan_.criteria[own.row];
  std::string name = criterion.name;
  if (own.year != evaluation_.year()) name += " (" + std::to_string(own.year) + ")";
  // In a rule of amounts, what is no money is a coefficient or a count.
  const std::string measure = rule_.nodes[own.value].measure.text();
  const bool is_of_amounts = rule_.nodes[rule_.result].measure.text() == "dong";
  const std::string_view unit = measure == "dong"     ? "dong"
                                : measure == "people" ? "people"
                                : is_of_amounts       ? "count"
                                                      : "points";
  if (!written_.insert(own.value).second)
    return node(Operation::count, {name, name}, text(own.value), unit, {});
  const RuleCriterion* outer = inside_;
  inside_ = &own;
  Derivation result =
      rule_.nodes[own.value].kind == NodeKind::variable ? of_circle(own.value) : inside(own.value);
  inside_ = outer;
  result.label_vi = result.label_en = name;
  result.unit = std::string(unit);
  if (result.citation.empty()) result.citation = citation(criterion.document, criterion.article);
  return result;
}

Derivation RuleDerivation::of_parameter(const RuleParameter& own) {
  const Parameter& parameter = plan_.parameters[own.row];
  const std::string& name = parameter.name.empty() ? parameter.code : parameter.name;
  const RuleNode& row = rule_.nodes[own.value];
  if (row.kind == NodeKind::constant || !written_.insert(own.value).second) {
    return input_node({name, name}, text(own.value), unit_of(own.value),
                      {"parameters", own.row, "expression"},
                      citation(parameter.document, parameter.article));
  }
  Derivation result = of_operation(own.value);
  result.label_vi = result.label_en = name;
  result.citation = citation(parameter.document, parameter.article);
  return result;
}

Derivation RuleDerivation::of_constant(NodeIndex index) {
  const RulePlace& place = rule_.nodes[index].place;
  std::string cited;
  if (place.table == "criteria")
    cited = citation(plan_.criteria[place.row].document, plan_.criteria[place.row].article);
  return input_node({"Số của quy tắc", "Number of the rule"}, text_of(rule_.nodes[index].constant),
                    unit_of(index), {place.table, place.row, place.field}, std::move(cited));
}

/// What stands inside a criterion, a parameter or an expression.
Derivation RuleDerivation::inside(NodeIndex index) {
  for (const RuleParameter& parameter : rule_.parameters) {
    if (parameter.value == index) return of_parameter(parameter);
  }
  const RuleNode& row = rule_.nodes[index];
  if (inside_ != nullptr && plan_.criteria[inside_->row].kind == CriterionKind::linear &&
      row.kind == NodeKind::multiply && row.place.row == inside_->row) {
    return of_linear(*inside_, index);
  }
  return of_operation(index);
}

std::vector<Derivation> RuleDerivation::flattened(NodeIndex index, NodeKind kind) {
  std::vector<Derivation> parts;
  for (const NodeIndex input : rule_.nodes[index].inputs) {
    const bool is_named =
        criterion_of(input) != nullptr ||
        std::any_of(rule_.parameters.begin(), rule_.parameters.end(),
                    [&](const RuleParameter& parameter) { return parameter.value == input; });
    if (!is_named && rule_.nodes[input].kind == kind) {
      for (Derivation& part : flattened(input, kind)) parts.push_back(std::move(part));
    } else {
      parts.push_back(of(input));
    }
  }
  return parts;
}

/// indicator ÷ per × points, as the rule says it.
Derivation RuleDerivation::of_linear(const RuleCriterion& own, NodeIndex index) {
  const Criterion& criterion = plan_.criteria[own.row];
  const std::string cited = citation(criterion.document, criterion.article);
  const NodeIndex counted_node = rule_.nodes[index].inputs[0];
  inside_ = nullptr;  // a product further in is one of the expression
  Derivation counted = of(counted_node);
  inside_ = &own;
  const Exact per_value = exact_of(criterion.per);
  if (per_value != 1) {
    Derivation per = input_node({"Mỗi mức", "For every"}, to_plain(criterion.per.reduced()),
                                "count", {"criteria", own.row, "per"}, cited);
    const Exact quotient = values_[counted_node].value_or(Exact(0)) / per_value;
    counted = node(Operation::quotient, {"Số lần đủ mức", "Value ÷ for every"}, text_of(quotient),
                   "count", {std::move(counted), std::move(per)});
  }
  Derivation points =
      input_node({"Điểm mỗi mức", "Points for each"}, to_plain(criterion.points.reduced()),
                 "points", {"criteria", own.row, "points"}, cited);
  Derivation result = node(Operation::product, {criterion.name, criterion.name}, text(index),
                           "points", {std::move(counted), std::move(points)});
  result.citation = cited;
  return result;
}

Derivation RuleDerivation::of_operation(NodeIndex index) {
  const RuleNode& row = rule_.nodes[index];
  const auto parts = [&] {
    std::vector<Derivation> children;
    for (const NodeIndex input : row.inputs) children.push_back(of(input));
    return children;
  };
  const auto made = [&](Operation operation, Label label, std::vector<Derivation> children) {
    return node(operation, std::move(label), text(index), unit_of(index), std::move(children));
  };
  const auto standing = [&](Label label, std::vector<Derivation> grounds) {
    return standing_node(std::move(label), text(index), unit_of(index), std::move(grounds));
  };
  switch (row.kind) {
    case NodeKind::constant:
      return of_constant(index);
    case NodeKind::leaf:
      return of_leaf(index);
    case NodeKind::variable:
      return of_circle(index);
    case NodeKind::add:
      return made(Operation::sum, {"Tổng", "Sum"}, flattened(index, NodeKind::add));
    case NodeKind::subtract:
      return made(Operation::difference, {"Hiệu", "Difference"}, parts());
    case NodeKind::multiply:
      return made(Operation::product, {"Tích", "Product"}, flattened(index, NodeKind::multiply));
    case NodeKind::divide:
      return made(Operation::quotient, {"Thương", "Quotient"}, parts());
    case NodeKind::minimum:
      return made(Operation::minimum, {"Số nhỏ nhất", "Least"},
                  flattened(index, NodeKind::minimum));
    case NodeKind::maximum:
      return made(Operation::maximum, {"Số lớn nhất", "Greatest"},
                  flattened(index, NodeKind::maximum));
    case NodeKind::round: {
      if (row.digits < 0)
        return standing({"Làm tròn", "Rounded to " + std::to_string(row.digits)}, parts());
      Derivation result = made(Operation::round, {"Làm tròn", "Rounded"}, parts());
      result.note = mode_text(row.rounding, row.digits);
      return result;
    }
    case NodeKind::power:
      return of_power(index);
    case NodeKind::bands:
      return of_bands(index);
    case NodeKind::classes:
      return of_classes(index);
    case NodeKind::masked: {
      const bool holds = values_[row.inputs[0]].value_or(Exact(0)) != 0;
      if (holds) return inside(row.inputs[1]);
      return standing({"Không thuộc diện", "Does not apply"}, {of(row.inputs[0])});
    }
    case NodeKind::choose:
      return of_choice(index);
    case NodeKind::absolute:
    case NodeKind::less:
    case NodeKind::less_or_equal:
    case NodeKind::equal:
    case NodeKind::not_equal:
      return standing(name_of(row.kind), parts());
    default:
      return of_over_units(index);
  }
}

Derivation RuleDerivation::of_power(NodeIndex index) {
  const RuleNode& row = rule_.nodes[index];
  if (row.exponent == 0)
    return node(Operation::count, {"Lũy thừa bậc 0", "To the power of 0"}, "1", "count", {});
  std::vector<Derivation> factors;
  factors.push_back(of(row.inputs[0]));
  while (factors.size() < static_cast<std::size_t>(row.exponent)) {
    factors.push_back(number_node({"Nhân tiếp chính nó", "Times itself again"},
                                  values_[row.inputs[0]].value_or(Exact(0)), "count"));
  }
  return node(Operation::product, {"Lũy thừa", "Power"}, text(index), unit_of(index),
              std::move(factors));
}

/// The branch that was taken, and the condition as its ground.
Derivation RuleDerivation::of_choice(NodeIndex index) {
  const RuleNode& row = rule_.nodes[index];
  const bool holds = values_[row.inputs[0]].value_or(Exact(0)) != 0;
  std::vector<Derivation> children;
  children.push_back(of(row.inputs[holds ? 1 : 2]));
  children.push_back(node(Operation::grounds,
                          holds ? Label{"Điều kiện đúng", "The condition holds"}
                                : Label{"Điều kiện không đúng", "The condition does not hold"},
                          "", "", {of(row.inputs[0])}));
  return node(Operation::sum, {"Theo điều kiện", "By a condition"}, text(index), unit_of(index),
              std::move(children));
}

Derivation RuleDerivation::of_over_units(NodeIndex index) {
  Label label;
  switch (rule_.nodes[index].kind) {
    case NodeKind::total:
      label = {"Tổng của mọi đơn vị", "Sum over all units"};
      break;
    case NodeKind::average:
      label = {"Bình quân các đơn vị", "Average of all units"};
      break;
    case NodeKind::how_many:
      label = {"Số đơn vị", "Number of units"};
      break;
    case NodeKind::highest:
      label = {"Cao nhất trong các đơn vị", "Highest of all units"};
      break;
    case NodeKind::lowest:
      label = {"Thấp nhất trong các đơn vị", "Lowest of all units"};
      break;
    default:
      label = {"Thứ hạng trong các đơn vị", "Rank among all units"};
  }
  Derivation result = node(Operation::count, std::move(label), text(index), unit_of(index), {});
  result.note = std::to_string(evaluation_.units().size()) + " đơn vị";
  return result;
}

Derivation RuleDerivation::of_indicator(const RuleLeaf& leaf, NodeIndex index) {
  const Index<Unit> own = evaluation_.units()[position_];
  const Index<Unit> read_at = leaf.of_parent ? plan_.units[own].parent : own;
  const std::size_t row = evaluation_.index().indicator_row(read_at, leaf.name, leaf.year);
  std::string name = leaf.name;
  for (const IndicatorKind& kind : plan_.indicator_kinds) {
    if (kind.indicator == leaf.name) name = kind.name;
  }
  const std::string& unit = plan_.units[read_at].name;
  if (row == PlanIndex::none)
    return number_node({name + ": " + unit, name + ": " + unit}, Exact(0), "count");
  const Indicator& indicator = plan_.indicators[row];
  std::string cited = citation(indicator.document, {});
  if (indicator.date) cited += (cited.empty() ? "" : ", ") + to_iso(*indicator.date);
  const bool has_name = name != leaf.name;
  return input_node({(has_name ? "" : "Chỉ số ") + name + ": " + unit,
                     (has_name ? "" : "Indicator ") + name + ": " + unit},
                    to_plain(indicator.value.reduced()), unit_of(index),
                    {"indicators", row, "value"}, std::move(cited));
}

Derivation RuleDerivation::of_leaf(NodeIndex index) {
  const RuleLeaf& leaf = rule_.leaves[rule_.nodes[index].leaf];
  switch (leaf.kind) {
    case LeafKind::indicator:
      return of_indicator(leaf, index);
    case LeafKind::status:
      return number_node({"Thuộc " + leaf_name(plan_, leaf).vi + " (1 có, 0 không)",
                          leaf_name(plan_, leaf).en + " (1 yes, 0 no)"},
                         values_[index].value_or(Exact(0)), "count");
    case LeafKind::unit_kind:
      return number_node({"Là " + kind_name(leaf.name).vi + " (1 đúng, 0 không)",
                          "Is a " + kind_name(leaf.name).en},
                         values_[index].value_or(Exact(0)), "count");
    case LeafKind::unit_code:
      return number_node({"Là đơn vị " + leaf.name + " (1 đúng, 0 không)", "Is " + leaf.name},
                         values_[index].value_or(Exact(0)), "count");
    case LeafKind::previous: {
      const std::string year = std::to_string(leaf.year - 1);
      const std::string& programme = plan_.programmes[leaf.programme].name;
      return number_node(
          {"Số năm " + year + ": " + programme, "Amount of " + year + ": " + programme},
          values_[index].value_or(Exact(0)), "dong");
    }
    case LeafKind::revenue_share:
      return number_node({"Tỷ lệ hưởng " + leaf.name + " (" + leaf.second + ")",
                          "Share of " + leaf.name + " (" + leaf.second + ")"},
                         values_[index].value_or(Exact(0)), "count");
    case LeafKind::parts:
      break;
  }
  return number_node({"Tổng các phần của đơn vị cũ", "Sum over the legacy parts"},
                     values_[index].value_or(Exact(0)), unit_of(index));
}

Derivation RuleDerivation::of_marginal_bands(NodeIndex index, const RuleBandTable& table,
                                             const Exact& value) {
  std::vector<Derivation> parts;
  for (const RuleBand& band : table.bands) {
    if (value <= *band.low) break;
    const Exact end = band.high && *band.high < value ? *band.high : value;
    const Exact inside_band = end - *band.low;
    const CriterionBand& row = plan_.criterion_bands[band.row];
    parts.push_back(node(Operation::product, {"Phần trong bậc × mức", "Part in the band × rate"},
                         text_of(Exact(inside_band * band.points)), unit_of(index),
                         {number_node({"Phần trong bậc " + range_text(row, true),
                                       "Part in the band " + range_text(row, false)},
                                      inside_band, "count"),
                          input_node({"Mức của bậc", "Rate of the band"}, text_of(band.points),
                                     unit_of(index), {"criterion_bands", band.row, "points"},
                                     citation(row.document, row.article))}));
  }
  Derivation counted = of(rule_.nodes[index].inputs[0]);
  Derivation sum = node(Operation::sum, {"Lũy thoái từng phần", "Part by part"}, text(index),
                        unit_of(index), std::move(parts));
  sum.note = counted.label_vi + " = " + counted.value;
  return sum;
}

Derivation RuleDerivation::of_bands(NodeIndex index) {
  const RuleNode& row = rule_.nodes[index];
  const RuleBandTable& table = rule_.band_tables[row.table];
  const Exact value = values_[row.inputs[0]].value_or(Exact(0));
  const RuleBand* band = band_of(table, value);
  Derivation counted = of(row.inputs[0]);
  if (band == nullptr) {
    return standing_node({"Ngoài các bậc: 0 điểm", "Outside all bands: 0"}, "0", unit_of(index),
                         {std::move(counted)});
  }
  const CriterionBand& source = plan_.criterion_bands[band->row];
  const bool is_marginal =
      inside_ != nullptr && plan_.criteria[inside_->row].kind == CriterionKind::marginal;
  if (is_marginal) return of_marginal_bands(index, table, value);
  const std::string cited = citation(source.document, source.article);
  const bool is_bracket = source.base.empty();
  Derivation base = input_node(
      {"Bậc " + range_text(source, true), "Band " + range_text(source, false)}, text_of(band->base),
      unit_of(index), {"criterion_bands", band->row, is_bracket ? "points" : "base"}, cited);
  if (band->per == 0) {
    return node(Operation::sum, {"Điểm của bậc", "Points of the band"}, text(index), unit_of(index),
                {std::move(base)});
  }
  const Exact border = band->counts_down ? *band->high : band->low.value_or(Exact(0));
  Derivation end = input_node({"Cận của bậc", "End of the band"}, text_of(border), "count",
                              {"criterion_bands", band->row, band->counts_down ? "to" : "from"});
  const Exact distance = band->counts_down ? Exact(border - value) : Exact(value - border);
  std::vector<Derivation> ends;
  ends.push_back(std::move(counted));
  ends.push_back(std::move(end));
  if (band->counts_down) std::swap(ends[0], ends[1]);
  Derivation over = node(Operation::difference, {"Phần vượt cận", "Beyond the end"},
                         text_of(distance), "count", std::move(ends));
  Derivation steps =
      node(Operation::quotient, {"Số bước", "Steps"}, text_of(Exact(distance / band->per)), "count",
           {std::move(over), input_node({"Mỗi bước", "One step"}, text_of(band->per), "count",
                                        {"criterion_bands", band->row, "per"})});
  if (band->remainder != BandRemainder::prorata) {
    steps = node(Operation::round, {"Số bước được tính", "Steps that count"},
                 text_of(steps_in_band(*band, value)), "count", {std::move(steps)});
    steps.note = band->remainder == BandRemainder::whole ? "down 0" : "up 0";
  }
  Derivation more =
      node(Operation::product, {"Điểm cộng thêm", "Points added"},
           text_of(Exact(steps_in_band(*band, value) * band->points)), unit_of(index),
           {std::move(steps),
            input_node({"Điểm mỗi bước", "Points a step"}, text_of(band->points), unit_of(index),
                       {"criterion_bands", band->row, "points"}, cited)});
  return node(Operation::sum, {"Điểm theo bậc", "Points by bands"}, text(index), unit_of(index),
              {std::move(base), std::move(more)});
}

Derivation RuleDerivation::of_classes(NodeIndex index) {
  const RuleNode& row = rule_.nodes[index];
  const RuleClassTable& table = rule_.class_tables[row.table];
  const std::size_t first = table.is_override ? 1 : 0;
  std::vector<Derivation> applying;
  for (std::size_t i = 0; i < table.classes.size(); ++i) {
    if (values_[row.inputs[i + first]].value_or(Exact(0)) == 0) continue;
    const CriterionClass& source = plan_.criterion_classes[table.classes[i].row];
    const std::string name =
        leaf_name(plan_, {LeafKind::indicator, source.name, {}, 0, false, {}, {}}).vi;
    applying.push_back(input_node({"Thuộc diện: " + name, "Class: " + name},
                                  text_of(table.classes[i].points), unit_of(index),
                                  {"criterion_classes", table.classes[i].row, "points"},
                                  citation(source.document, source.article)));
  }
  if (applying.empty() && table.is_override) return inside(row.inputs[0]);
  if (applying.empty())
    return number_node({"Không thuộc diện nào", "Of no class"}, Exact(0), unit_of(index));
  const bool adds = table.is_override || table.kind == CriterionKind::bonus;
  return node(adds ? Operation::sum : Operation::maximum,
              table.is_override
                  ? Label{"Thay bằng điểm của đơn vị nêu tên", "Replaced by the points of a class"}
                  : Label{"Điểm theo loại", "Points by class"},
              text(index), unit_of(index), std::move(applying));
}

/// x = b + a·x, so x = b ÷ (1 − a).
Derivation RuleDerivation::of_circle(NodeIndex index) {
  for (std::size_t c = 0; c < rule_.circles.size(); ++c) {
    const RuleCircle& circle = rule_.circles[c];
    if (circle.variable != index || circle.body == no_node) continue;
    const RuleEvaluation::CircleParts parts = evaluation_.circle_at(c, position_);
    const Criterion& criterion = plan_.criteria[circle.criterion_row];
    Derivation share = number_node(
        {"Tỷ lệ của chính nó trong cách tính", "Its share in its own rule"}, parts.share, "count");
    share.citation = citation(criterion.document, criterion.article);
    Derivation one = number_node({"Một", "One"}, Exact(1), "count");
    return node(
        Operation::quotient,
        {"Tính trên tổng có cả nó: phần khác : (1 − tỷ lệ)",
         "Of a total that contains it: the rest ÷ (1 − share)"},
        text(index), unit_of(index),
        {number_node({"Phần không kể chính nó", "Without itself"}, parts.without, unit_of(index)),
         node(Operation::difference, {"1 − tỷ lệ", "1 − share"}, text_of(Exact(1 - parts.share)),
              "count", {std::move(one), std::move(share)})});
  }
  return number_node({"Giá trị", "Value"}, values_[index].value_or(Exact(0)), unit_of(index));
}

}  // namespace phanbo
