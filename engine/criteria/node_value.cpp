#include <algorithm>

#include "engine/criteria/block.hpp"

namespace phanbo {

const RuleBand* band_of(const RuleBandTable& table, const Exact& value) {
  for (const RuleBand& band : table.bands) {
    if (band.low && (value < *band.low || (value == *band.low && !band.has_low))) continue;
    if (band.high && (value > *band.high || (value == *band.high && !band.has_high))) continue;
    return &band;
  }
  return nullptr;
}

Exact steps_in_band(const RuleBand& band, const Exact& value) {
  const Exact distance =
      band.counts_down ? Exact(*band.high - value) : Exact(value - band.low.value_or(Exact(0)));
  const Exact steps = distance / band.per;
  switch (band.remainder) {
    case BandRemainder::prorata:
      return steps;
    case BandRemainder::whole:
      return Exact(floor_of(steps));
    case BandRemainder::up:
      return Exact(rounded_whole(steps, RoundingMode::up));
  }
  return steps;
}

Exact value_in_band(const RuleBand& band, const Exact& value) {
  if (band.per == 0) return band.base;
  return band.base + steps_in_band(band, value) * band.points;
}

namespace {

/// Which class rows apply is in `flags`, from `first` on.
Exact class_value(const RuleClassTable& table, const std::vector<Exact>& inputs,
                  std::uint32_t own_fault, std::uint32_t& fault) {
  const std::size_t first = table.is_override ? 1 : 0;
  const bool one_only = table.is_override || table.kind == CriterionKind::category;
  Exact result = table.is_override ? inputs[0] : Exact(0);
  int applying = 0;
  for (std::size_t i = 0; i < table.classes.size(); ++i) {
    if (inputs[i + first] == 0) continue;
    const Exact& points = table.classes[i].points;
    if (table.kind == CriterionKind::bonus && !table.is_override) {
      result += points;
    } else if (applying == 0 || (!one_only && points > result)) {
      result = points;
    }
    ++applying;
  }
  if (one_only && applying > 1) fault = own_fault;
  return result;
}

Exact folded_value(const RuleNode& node, const std::vector<Exact>& inputs) {
  const auto truth = [](bool holds) { return Exact(holds ? 1 : 0); };
  switch (node.kind) {
    case NodeKind::add: {
      Exact sum = inputs[0];
      for (std::size_t i = 1; i < inputs.size(); ++i) sum += inputs[i];
      return sum;
    }
    case NodeKind::subtract:
      return Exact(inputs[0] - inputs[1]);
    case NodeKind::multiply:
      return Exact(inputs[0] * inputs[1]);
    case NodeKind::power: {
      Exact result = 1;
      for (int i = 0; i < node.exponent; ++i) result *= inputs[0];
      return result;
    }
    case NodeKind::minimum:
      return *std::min_element(inputs.begin(), inputs.end());
    case NodeKind::maximum:
      return *std::max_element(inputs.begin(), inputs.end());
    case NodeKind::absolute:
      return Exact(abs(inputs[0]));
    case NodeKind::less:
      return truth(inputs[0] < inputs[1]);
    case NodeKind::less_or_equal:
      return truth(inputs[0] <= inputs[1]);
    case NodeKind::equal:
      return truth(inputs[0] == inputs[1]);
    case NodeKind::not_equal:
      return truth(inputs[0] != inputs[1]);
    case NodeKind::choose:
      return inputs[0] != 0 ? inputs[1] : inputs[2];
    case NodeKind::masked:
      return inputs[0] != 0 ? inputs[1] : Exact(0);
    case NodeKind::round:
      return rounded_to_digits(inputs[0], node.digits, node.rounding);
    default:
      PB_CHECK(false && "not a node of values");
      return 0;
  }
}

}  // namespace

Exact node_value(const Rule& rule, NodeIndex index, const std::vector<Exact>& inputs,
                 std::uint32_t& fault) {
  const RuleNode& node = rule.nodes[index];
  const auto own_fault = static_cast<std::uint32_t>(index + 1);
  switch (node.kind) {
    case NodeKind::constant:
      return node.constant;
    case NodeKind::divide:
      if (inputs[1] != 0) return inputs[0] / inputs[1];
      fault = own_fault;
      return 0;
    case NodeKind::bands: {
      const RuleBand* band = band_of(rule.band_tables[node.table], inputs[0]);
      return band == nullptr ? Exact(0) : value_in_band(*band, inputs[0]);
    }
    case NodeKind::classes:
      return class_value(rule.class_tables[node.table], inputs, own_fault, fault);
    default:
      return folded_value(node, inputs);
  }
}

}  // namespace phanbo
