#include <algorithm>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "engine/criteria/evaluate.hpp"

namespace phanbo {

namespace {

/// The given values of one indicator, side by side: the rows themselves lie far apart.
struct GivenValues {
  std::vector<Decimal> values;
  std::vector<char> is_given;

  explicit GivenValues(std::size_t count) : values(count), is_given(count, 0) {}
};

/// Given values to one scale.
void set_values(const GivenValues& given, LeafColumn& column) {
  const std::size_t count = given.values.size();
  int digits = 0;
  for (const Decimal& value : given.values) digits = std::max(digits, value.digits());
  column.scale = Decimal::power_of_ten(digits);
  column.units.assign(count, 0);
  bool is_wide = false;
  for (std::size_t i = 0; i < count; ++i) {
    if (given.is_given[i] == 0) {
      if (column.is_missing.empty()) column.is_missing.assign(count, false);
      column.is_missing[i] = true;
      continue;
    }
    const Decimal& value = given.values[i];
    const std::int64_t factor = Decimal::power_of_ten(digits - value.digits());
    is_wide = is_wide || __builtin_mul_overflow(value.units(), factor, &column.units[i]);
  }
  if (!is_wide) return;
  column.units.clear();
  column.values.assign(count, Exact(0));
  for (std::size_t i = 0; i < count; ++i) {
    if (given.is_given[i] != 0) column.values[i] = exact_of(given.values[i]);
  }
}

void set_amounts(const std::vector<std::optional<Int128>>& amounts, LeafColumn& column) {
  column.units.assign(amounts.size(), 0);
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    if (amounts[i]) {
      column.units[i] = static_cast<std::int64_t>(*amounts[i]);
      continue;
    }
    if (column.is_missing.empty()) column.is_missing.assign(amounts.size(), false);
    column.is_missing[i] = true;
  }
}

/// What was given the year before, by item "<programme>/<unit>".
std::vector<std::optional<Int128>> previous_amounts(const Plan& plan, const RuleLeaf& leaf,
                                                    const std::vector<Index<Unit>>& units) {
  const std::string prefix = plan.programmes[leaf.programme].code + "/";
  std::unordered_map<std::string_view, Int128> by_unit;
  for (const PreviousAmount& row : plan.previous) {
    if (row.programme != leaf.programme || row.year != leaf.year - 1) continue;
    const std::string_view item = row.item;
    if (item.starts_with(prefix)) by_unit[item.substr(prefix.size())] += row.amount.dong();
  }
  std::vector<std::optional<Int128>> amounts;
  for (const Index<Unit> unit : units) {
    const auto found = by_unit.find(plan.units[unit].code);
    amounts.push_back(found == by_unit.end() ? std::nullopt : std::optional(found->second));
  }
  return amounts;
}

/// Shares of a revenue at one tier, by code or by name of the unit, in hundredths.
std::vector<Exact> revenue_shares(const Plan& plan, const RuleLeaf& leaf,
                                  const std::vector<Index<Unit>>& units,
                                  std::vector<bool>& is_missing) {
  std::unordered_map<std::string_view, const RevenueShare*> by_unit;
  for (const RevenueShare& row : plan.revenue_shares) {
    if (row.revenue == leaf.name && row.tier == leaf.second) by_unit[row.unit] = &row;
  }
  std::vector<Exact> shares;
  for (const Index<Unit> unit : units) {
    auto found = by_unit.find(plan.units[unit].code);
    if (found == by_unit.end()) found = by_unit.find(plan.units[unit].name);
    is_missing.push_back(found == by_unit.end());
    shares.push_back(found == by_unit.end() ? Exact(0)
                                            : Exact(exact_of(found->second->share_percent) / 100));
  }
  return shares;
}

}  // namespace

void RuleEvaluation::load_leaf(std::size_t position) {
  const RuleLeaf& leaf = rule_.leaves[position];
  LeafColumn& column = leaves_[position];
  const auto flags = [&](auto holds) {
    column.units.reserve(units_.size());
    for (const Index<Unit> unit : units_) column.units.push_back(holds(unit) ? 1 : 0);
  };
  switch (leaf.kind) {
    case LeafKind::indicator: {
      GivenValues given(units_.size());
      for (std::size_t i = 0; i < units_.size(); ++i) {
        const Index<Unit> read_at = leaf.of_parent ? plan_.units[units_[i]].parent : units_[i];
        const std::size_t row = read_at.is_set()
                                    ? index_.indicator_row(read_at, leaf.name, leaf.year)
                                    : PlanIndex::none;
        if (row == PlanIndex::none) continue;
        given.values[i] = plan_.indicators[row].value;
        given.is_given[i] = 1;
      }
      set_values(given, column);
      return;
    }
    case LeafKind::status:
      flags([&](Index<Unit> unit) { return index_.has_status(unit, leaf.name, leaf.year); });
      return;
    case LeafKind::unit_kind:
      flags([&](Index<Unit> unit) { return to_code(plan_.units[unit].kind) == leaf.name; });
      return;
    case LeafKind::unit_code:
      flags([&](Index<Unit> unit) { return plan_.units[unit].code == leaf.name; });
      return;
    case LeafKind::previous:
      set_amounts(previous_amounts(plan_, leaf, units_), column);
      return;
    case LeafKind::revenue_share:
      column.values = revenue_shares(plan_, leaf, units_, column.is_missing);
      return;
    case LeafKind::parts:
      load_parts(leaf, column);
      return;
  }
}

/// Evaluates a rule for the predecessors of all units and adds up by successor.
void RuleEvaluation::load_parts(const RuleLeaf& leaf, LeafColumn& column) {
  std::vector<Index<Unit>> predecessors;
  std::vector<std::size_t> successor;
  for (std::size_t i = 0; i < units_.size(); ++i) {
    for (const std::uint32_t row : index_.lineage_to(units_[i])) {
      if (plan_.lineage[row].date > Date{leaf.year, 12, 31}) continue;
      predecessors.push_back(plan_.lineage[row].predecessor);
      successor.push_back(i);
    }
  }
  column.values.assign(units_.size(), Exact(0));
  column.is_missing.assign(units_.size(), false);
  if (predecessors.empty()) return;
  RuleEvaluation below(index_, *leaf.parts, std::move(predecessors));
  const Column values = below.column(leaf.parts->result);
  for (std::size_t k = 0; k < successor.size(); ++k) {
    column.values[successor[k]] += values.exact_at(k);
    if (values.fault_at(k) != 0) column.is_missing[successor[k]] = true;
  }
}

/// All indicators in one pass: the rows of a unit mostly come in the order of the unit before, so
/// the next name is guessed and compared.
void RuleEvaluation::load_indicators() {
  struct Wanted {
    std::size_t leaf = 0;
    int year = 0;
  };
  std::unordered_map<std::string_view, std::vector<Wanted>> wanted;
  std::vector<std::optional<GivenValues>> given(rule_.leaves.size());
  for (std::size_t i = 0; i < rule_.leaves.size(); ++i) {
    const RuleLeaf& leaf = rule_.leaves[i];
    if (leaf.kind != LeafKind::indicator || leaf.of_parent) continue;
    wanted[leaf.name].push_back({i, leaf.year});
    given[i].emplace(units_.size());
  }
  static const std::vector<Wanted> nobody;
  struct Guess {
    std::string_view name;
    const std::vector<Wanted>* wanted = nullptr;
  };
  std::vector<Guess> pattern;
  for (std::size_t i = 0; i < units_.size(); ++i) {
    std::size_t place = 0;
    for (const std::uint32_t row : index_.indicators_of(units_[i])) {
      const Indicator& indicator = plan_.indicators[row];
      if (place >= pattern.size() || pattern[place].name != indicator.indicator) {
        const auto found = wanted.find(indicator.indicator);
        const Guess guess{indicator.indicator, found == wanted.end() ? &nobody : &found->second};
        if (place < pattern.size()) {
          pattern[place] = guess;
        } else {
          pattern.push_back(guess);
        }
      }
      for (const Wanted& leaf : *pattern[place].wanted) {
        if (indicator.year && *indicator.year != leaf.year) continue;
        GivenValues& own = *given[leaf.leaf];
        if (own.is_given[i] != 0 && !indicator.year) continue;
        own.values[i] = indicator.value;
        own.is_given[i] = 1;
      }
      ++place;
    }
  }
  for (std::size_t i = 0; i < rule_.leaves.size(); ++i) {
    if (given[i]) set_values(*given[i], leaves_[i]);
  }
}

void RuleEvaluation::load_leaves() {
  leaves_.resize(rule_.leaves.size());
  load_indicators();
  for (std::size_t i = 0; i < rule_.leaves.size(); ++i) {
    const RuleLeaf& leaf = rule_.leaves[i];
    if (leaf.kind != LeafKind::indicator || leaf.of_parent) load_leaf(i);
  }
}

}  // namespace phanbo
