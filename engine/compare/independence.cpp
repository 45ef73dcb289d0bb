#include "engine/compare/independence.hpp"

#include <algorithm>

#include "models/check.hpp"

namespace phanbo {

namespace {

std::string name_of(const Plan& plan, Index<Source> source, int year) {
  return plan.sources[source].code + "/" + std::to_string(year);
}

bool is_under(const Plan& plan, const Assessment& assessment, const Cap& cap,
              const Demand& demand) {
  const Item& item = assessment.items[demand.item];
  if (cap.programme.is_set() && cap.programme != item.programme) return false;
  if (cap.year && *cap.year != demand.year) return false;
  if (cap.expenditure_kind && *cap.expenditure_kind != demand.expenditure_kind) return false;
  return !cap.unit.is_set() || plan.is_within(item.unit, cap.unit);
}

/// Whether what the demand gets can hang on a shortage anywhere in its class, or the other way
/// round (engine/distribute/stages.cpp): levels are raised for all together, and while the class is
/// short, members without points get nothing and one that is paid whole refuses the plan.
bool feels_whole_class(const Demand& demand, SharingRule rule, bool is_capped) {
  if (rule == SharingRule::in_rank_order || rule == SharingRule::best_value) return false;
  return is_capped || demand.local_share_numerator > 0 || !demand.divisible ||
         (rule == SharingRule::by_points && demand.score.is_zero());
}

}  // namespace

void MoneyParts::add(const Plan& plan, const Assessment& assessment) {
  add_money(plan);
  add_demands(plan, assessment);
  add_limits(plan, assessment);
}

/// Carry-over joins years of a source; a supplement joins giver and receiver.
void MoneyParts::add_money(const Plan& plan) {
  for (const SourceYear& row : plan.source_years) {
    const int own = node(name_of(plan, row.source, row.year));
    if (!row.carry_out_max.is_zero()) join(own, node(name_of(plan, row.source, row.year + 1)));
    const Index<Source> giver = plan.sources[row.source].transfer_from;
    if (giver.is_set()) join(own, node(name_of(plan, giver, row.year)));
  }
}

/// A demand is joined with all that may pay it or did; an item that is paid whole, with all its
/// years.
void MoneyParts::add_demands(const Plan& plan, const Assessment& assessment) {
  for (std::size_t i = 0; i < assessment.demands.size(); ++i) {
    const Demand& demand = assessment.demands.rows()[i];
    const std::string& item = assessment.items[demand.item].code;
    const int own = node("demand " + demand_code(assessment, Index<Demand>(i)));
    demands_of_item_[item].insert(own);
    if (!demand.divisible) join(own, node("item " + item));
    if (!demand.payer_set.is_set()) continue;
    for (const Payer& payer : assessment.payer_sets[demand.payer_set].payers)
      join(own, node(name_of(plan, payer.source, demand.year)));
  }
  for (const LockedAmount& row : assessment.locked) {
    const Demand& demand = assessment.demands[row.demand];
    join(node("demand " + demand_code(assessment, row.demand)),
         node(name_of(plan, row.source, demand.year)));
  }
}

/// What a cap holds together is one part. A class in which a demand feels the whole class is one
/// part too.
void MoneyParts::add_limits(const Plan& plan, const Assessment& assessment) {
  std::set<Index<PriorityClass>> in_levels;
  for (std::size_t i = 0; i < assessment.demands.size(); ++i) {
    const Demand& demand = assessment.demands.rows()[i];
    bool is_capped = false;
    for (const Cap& cap : plan.caps) {
      if (!is_under(plan, assessment, cap, demand)) continue;
      is_capped = true;
      join(node("demand " + demand_code(assessment, Index<Demand>(i))), node("cap " + cap.code));
    }
    if (feels_whole_class(demand, plan.classes[demand.priority_class].rule, is_capped))
      in_levels.insert(demand.priority_class);
  }
  for (std::size_t i = 0; i < assessment.demands.size(); ++i) {
    const Index<PriorityClass> own = assessment.demands.rows()[i].priority_class;
    if (in_levels.contains(own)) {
      join(node("demand " + demand_code(assessment, Index<Demand>(i))),
           node("class " + plan.classes[own].code));
    }
  }
}

int MoneyParts::node(const std::string& name) {
  const auto [found, is_new] = nodes_.try_emplace(name, static_cast<int>(above_.size()));
  if (is_new) above_.push_back(found->second);
  return found->second;
}

int MoneyParts::root(int node) const {
  while (above_[static_cast<std::size_t>(node)] != node) {
    int& above = above_[static_cast<std::size_t>(node)];
    above = above_[static_cast<std::size_t>(above)];
    node = above;
  }
  return node;
}

void MoneyParts::join(int a, int b) { above_[static_cast<std::size_t>(root(a))] = root(b); }

int MoneyParts::of_source_year(std::string_view source_and_year) const {
  const auto found = nodes_.find(source_and_year);
  return found == nodes_.end() ? -1 : root(found->second);
}

std::set<int> MoneyParts::of_item(std::string_view item) const {
  std::set<int> parts;
  const auto found = demands_of_item_.find(item);
  if (found == demands_of_item_.end()) return parts;
  for (const int demand : found->second) parts.insert(root(demand));
  return parts;
}

std::vector<ChangeSet> sets_that_meet(const std::vector<std::set<int>>& touched) {
  const ChangeSet all = (ChangeSet{1} << touched.size()) - 1;
  std::vector<std::pair<std::set<int>, ChangeSet>> sets;
  for (std::size_t change = 0; change < touched.size(); ++change) {
    if (touched[change].empty()) return {all};
    std::set<int> parts = touched[change];
    ChangeSet own = ChangeSet{1} << change;
    std::erase_if(sets, [&](const auto& known) {
      const bool meets = std::any_of(known.first.begin(), known.first.end(),
                                     [&](int part) { return touched[change].contains(part); });
      if (!meets) return false;
      parts.insert(known.first.begin(), known.first.end());
      own |= known.second;
      return true;
    });
    sets.emplace_back(std::move(parts), own);
  }
  std::vector<ChangeSet> found;
  for (const auto& [parts, changes] : sets) found.push_back(changes);
  return found;
}

SeparateResults::SeparateResults(std::vector<ChangeSet> groups, ResultOfChanges result_of)
    : groups_(std::move(groups)), result_of_(std::move(result_of)), known_(groups_.size()) {
  const auto base = result_of_(0);
  PB_CHECK(base.has_value());
  for (const auto& [line, amount] : *base) base_[line] += amount;
}

/// What the set of one group changes in each line; empty where it is no valid plan.
const std::optional<SeparateResults::Deltas>& SeparateResults::deltas_of(std::size_t group,
                                                                         ChangeSet changes) const {
  Known* known = nullptr;
  {
    const std::lock_guard lock(mutex_);
    auto& entry = known_[group][changes];
    if (!entry) entry = std::make_unique<Known>();
    known = entry.get();
  }
  std::call_once(known->once, [&] {
    ++plans_run_;
    const auto result = result_of_(changes);
    if (!result) return;
    std::map<std::string_view, Money> difference;
    for (const auto& [line, amount] : *result) difference[line] += amount;
    for (const auto& [line, amount] : base_) difference[line] = difference[line] - amount;
    known->deltas.emplace();
    for (const auto& [line, amount] : difference) {
      if (!amount.is_zero()) known->deltas->emplace_back(line, amount);
    }
  });
  return known->deltas;
}

std::optional<LineAmounts> SeparateResults::operator()(ChangeSet changes) const {
  std::map<std::string_view, Money> changed;
  for (std::size_t group = 0; group < groups_.size(); ++group) {
    const ChangeSet own = changes & groups_[group];
    if (own == 0) continue;
    const auto& deltas = deltas_of(group, own);
    if (!deltas) return std::nullopt;
    for (const auto& [line, amount] : *deltas) changed[line] += amount;
  }
  LineAmounts lines;
  lines.reserve(base_.size() + changed.size());
  auto next = changed.begin();
  const auto take = [&](std::string_view line, Money amount) {
    if (!amount.is_zero()) lines.emplace_back(line, amount);
  };
  for (const auto& [line, amount] : base_) {
    for (; next != changed.end() && next->first < line; ++next) take(next->first, next->second);
    const bool moves = next != changed.end() && next->first == line;
    take(line, moves ? amount + next->second : amount);
    if (moves) ++next;
  }
  for (; next != changed.end(); ++next) take(next->first, next->second);
  return lines;
}

}  // namespace phanbo
