#include <algorithm>

#include "engine/criteria/problem_kinds.hpp"
#include "engine/criteria/rule_compiler.hpp"

namespace phanbo {

namespace {

/// "0", "200.000" … of a border; "−∞", "+∞" where there is none.
std::string border_text(const std::optional<Exact>& border) {
  return border ? text_of(*border) : "∞";
}

bool starts_before(const RuleBand& a, const RuleBand& b) {
  if (!a.low || !b.low) return !a.low && b.low.has_value();
  if (*a.low != *b.low) return *a.low < *b.low;
  if (!a.high || !b.high) return a.high.has_value() && !b.high;
  return *a.high < *b.high;
}

}  // namespace

bool RuleCompiler::read_band(const CriterionBand& row, std::size_t position,
                             const Criterion& criterion, int year, RuleBand& band) {
  bool is_good = true;
  const auto number = [&](const std::string& text, std::string_view field) -> std::optional<Exact> {
    if (text.empty()) return std::nullopt;
    RuleScope scope{{"criterion_bands", position, field}, criterion.code, {}, year};
    auto value = constant_value(text, scope);
    is_good = is_good && value.has_value();
    return value;
  };
  band.row = position;
  band.low = number(row.from, "from");
  band.high = number(row.to, "to");
  const auto base = number(row.base, "base");
  const auto per = number(row.per, "per");
  const auto points = number(row.points, "points");
  if (!is_good) return false;
  const auto missing = [&](std::string_view field) {
    report(criteria_problems::band_value_missing, {"criterion_bands", position, field},
           {criterion.code, std::string(field)});
    return false;
  };
  band.has_low = row.ends == BandEnds::low || row.ends == BandEnds::both;
  band.has_high = row.ends == BandEnds::high || row.ends == BandEnds::both;
  if (row.ends == BandEnds::ordinal) {  // from the nth (included) is above n − 1
    if (band.low) *band.low -= 1;
    band.has_high = true;
  }
  band.remainder = row.remainder;
  if (criterion.kind == CriterionKind::brackets) {
    if (!points) return missing("points");
    band.base = *points;
    return true;
  }
  if (criterion.kind == CriterionKind::marginal) {
    if (!points) return missing("points");
    band.per = 1;
    band.points = *points;
    band.remainder = BandRemainder::prorata;
    return true;
  }
  if (!base) return missing("base");
  band.base = *base;
  if (points && !per) return missing("per");
  if (per && !points) return missing("points");
  if (!per) return true;
  if (*per <= 0) return missing("per");
  band.per = *per;
  band.points = *points;
  band.counts_down = !band.low && band.high;
  return true;
}

/// What the bands below hold in full is the base of the next: rates apply to the part in the band.
void RuleCompiler::make_cumulative(RuleBandTable& table) {
  Exact below = 0;
  for (RuleBand& band : table.bands) {
    if (!band.low) band.low = 0;
    band.base = below;
    if (band.high) below += (*band.high - *band.low) * band.points;
  }
}

void RuleCompiler::check_joints(const RuleBandTable& table, const Criterion& criterion) {
  for (std::size_t i = 0; i < table.bands.size(); ++i) {
    const RuleBand& band = table.bands[i];
    const RulePlace place{"criterion_bands", band.row, "from"};
    if (band.low && band.high &&
        (*band.high < *band.low || (*band.high == *band.low && !(band.has_low && band.has_high)))) {
      report(criteria_problems::bands_overlap, place, {criterion.code, border_text(band.high)});
      continue;
    }
    if (i == 0) continue;
    const RuleBand& before = table.bands[i - 1];
    const bool no_border = !before.high || !band.low;
    if (no_border || *before.high > *band.low ||
        (*before.high == *band.low && before.has_high && band.has_low)) {
      report(criteria_problems::bands_overlap, place, {criterion.code, border_text(band.low)});
    } else if (*before.high < *band.low || (!before.has_high && !band.has_low)) {
      report(criteria_problems::bands_gap, place, {criterion.code, border_text(before.high)});
    }
  }
}

NodeIndex RuleCompiler::bands_value(const Criterion& criterion, NodeIndex value,
                                    const RuleScope& scope) {
  if (value == no_node) return no_node;
  RuleBandTable table;
  bool is_good = true;
  for (std::size_t row = 0; row < plan_.criterion_bands.size(); ++row) {
    const CriterionBand& source = plan_.criterion_bands[row];
    if (source.criterion != criterion.code || !applies(source, scope.year)) continue;
    RuleBand band;
    is_good = read_band(source, row, criterion, scope.year, band) && is_good;
    table.bands.push_back(std::move(band));
  }
  if (!is_good) return no_node;
  if (table.bands.empty()) {
    report(criteria_problems::criterion_value_missing, {scope.place.table, scope.place.row, "kind"},
           {criterion.code, "bands|brackets|marginal", "criterion_bands"});
    return no_node;
  }
  std::sort(table.bands.begin(), table.bands.end(), starts_before);
  check_joints(table, criterion);
  if (criterion.kind == CriterionKind::marginal) make_cumulative(table);
  rule_.band_tables.push_back(std::move(table));
  const NodeIndex made = make(NodeKind::bands, {value}, scope);
  if (made != no_node) rule_.nodes[made].table = rule_.band_tables.size() - 1;
  return made;
}

NodeIndex RuleCompiler::class_flag(const CriterionClass& row, const RulePlace& place) {
  RuleLeaf flag;
  flag.name = row.name;
  flag.year = formula_.year;
  flag.kind = row.by == ClassBy::status ? LeafKind::status
              : row.by == ClassBy::kind ? LeafKind::unit_kind
                                        : LeafKind::unit_code;
  return leaf(std::move(flag), place, {});
}

/// The rows of one effect as a table node: flags as inputs, behind the value they may replace.
NodeIndex RuleCompiler::class_table(const Criterion& criterion, NodeIndex value, ClassEffect effect,
                                    const RuleScope& scope) {
  RuleClassTable table;
  table.kind = criterion.kind;
  table.is_override = effect == ClassEffect::instead;
  table.criterion = criterion.code;
  std::vector<NodeIndex> inputs;
  if (table.is_override) inputs.push_back(value);
  for (std::size_t row = 0; row < plan_.criterion_classes.size(); ++row) {
    const CriterionClass& source = plan_.criterion_classes[row];
    if (source.criterion != criterion.code || source.effect != effect ||
        !applies(source, scope.year)) {
      continue;
    }
    const RulePlace place{"criterion_classes", row, "points"};
    const auto points = constant_value(source.points, {place, criterion.code, {}, scope.year});
    if (!points) return no_node;
    inputs.push_back(class_flag(source, place));
    table.classes.push_back({*points, row});
  }
  if (table.classes.empty()) return table.is_override ? value : no_node;
  rule_.class_tables.push_back(std::move(table));
  const NodeIndex made = make(NodeKind::classes, std::move(inputs), scope);
  if (made == no_node) return made;
  rule_.nodes[made].table = rule_.class_tables.size() - 1;
  if (effect == ClassEffect::instead) rule_.nodes[made].measure = rule_.nodes[value].measure;
  return made;
}

NodeIndex RuleCompiler::classes_value(const Criterion& criterion, const RuleScope& scope) {
  const std::size_t problems_before = reading_.problems.size();
  const NodeIndex made = class_table(criterion, no_node, ClassEffect::give, scope);
  if (made == no_node && reading_.problems.size() == problems_before) {
    report(criteria_problems::criterion_value_missing, {scope.place.table, scope.place.row, "kind"},
           {criterion.code, "category|highest|bonus", "criterion_classes"});
  }
  return made;
}

NodeIndex RuleCompiler::overridden(const Criterion& criterion, NodeIndex value,
                                   const RuleScope& scope) {
  if (value == no_node) return no_node;
  return class_table(criterion, value, ClassEffect::instead, scope);
}

}  // namespace phanbo
