#include "engine/choose/stages.hpp"

#include <algorithm>
#include <map>
#include <numeric>

#include "engine/choose/money_flow.hpp"
#include "models/limits.hpp"

namespace phanbo::selection {

namespace {

/// Beyond every range: is_within_ranges refuses the model.
Amount clamped(Int128 value) {
  constexpr Int128 most = Int128{limit_amount_dong_max} * 2;
  return static_cast<Amount>(std::clamp<Int128>(value, -most, most));
}

/// Statuses of the class's items in groups of equal order, first by law, then those the law does
/// not order.
std::vector<std::vector<std::string>> statuses_in_order(const Plan& plan,
                                                        const Assessment& assessed,
                                                        const PlanModel& made) {
  std::map<std::pair<bool, Decimal>, std::vector<std::string>> groups;  // by: unordered, order
  for (const PlanCandidate& candidate : made.candidates) {
    const std::string key = status_key(plan, assessed.items[candidate.item]);
    const LawRow* row = plan.law.find(plan.capital_priority, key, {plan.first_year, 1, 1});
    const bool is_ordered = row != nullptr && row->value.has_value();
    auto& group = groups[{!is_ordered, is_ordered ? *row->value : Decimal()}];
    if (std::find(group.begin(), group.end(), key) == group.end()) group.push_back(key);
  }
  std::vector<std::vector<std::string>> ordered;
  for (auto& [order, keys] : groups) {
    std::sort(keys.begin(), keys.end());
    ordered.push_back(std::move(keys));
  }
  return ordered;
}

std::vector<Index<Source>> drawing_order_of(const Plan& plan) {
  std::vector<Index<Source>> order;
  for (std::size_t i = 0; i < plan.sources.size(); ++i) order.emplace_back(i);
  std::stable_sort(order.begin(), order.end(), [&](Index<Source> a, Index<Source> b) {
    return plan.sources[a].drawing_order < plan.sources[b].drawing_order;
  });
  return order;
}

/// Places of the network where a source's money begins: its years, and what is kept of it.
std::map<std::string, Index<Source>> source_of_place(const Plan& plan) {
  std::map<std::string, Index<Source>> sources;
  for (const SourceYear& row : plan.source_years)
    sources.emplace(plan.sources[row.source].code + "/" + std::to_string(row.year), row.source);
  for (const KeptMoney& kept : plan.kept_money) sources.emplace("kept:" + kept.code, kept.source);
  return sources;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : "+") + word;
  return text;
}

bool has_money(const PlanModel& made, const std::map<std::string, Index<Source>>& source_of,
               Index<Source> source) {
  return std::any_of(made.model.arcs.begin(), made.model.arcs.end(), [&](const MoneyArc& arc) {
    return arc.from == money_node && arc.capacity > 0 &&
           source_of.at(made.node_names[static_cast<std::size_t>(arc.to)]) == source;
  });
}

Decimal measure_of(const Plan& plan, Index<Unit> unit, const std::string& measure) {
  if (measure == "people") return Decimal::whole(plan.units[unit].people.value_or(0));
  Decimal value;
  for (const Indicator& row : plan.indicators) {
    if (row.unit != unit || row.indicator != measure) continue;
    if (row.year && *row.year == plan.first_year) return row.value;
    if (!row.year) value = row.value;
  }
  return value;
}

/// The unit right below `parent` in which `unit` lies; not set when it lies elsewhere.
Index<Unit> child_holding(const Plan& plan, Index<Unit> unit, Index<Unit> parent) {
  while (unit.is_set() && plan.units[unit].parent != parent) unit = plan.units[unit].parent;
  return unit;
}

Amount total_of(const PlanOption& option) {
  Amount sum = 0;
  for (const auto& [demand, amount] : option.amounts) sum += amount.dong();
  return sum;
}

}  // namespace

std::string status_key(const Plan& plan, const Item& item) {
  if (item.origin == ItemOrigin::project) return plan.projects.rows()[item.origin_row].status;
  return "new";
}

std::vector<StageGoal> stage_goals(const Plan& plan, const Assessment& assessed,
                                   const PlanModel& made, Index<PriorityClass> priority_class) {
  std::vector<ChoiceStage> rows;
  for (const ChoiceStage& stage : plan.choice_stages)
    if (stage.priority_class == priority_class) rows.push_back(stage);
  std::stable_sort(rows.begin(), rows.end(),
                   [](const ChoiceStage& a, const ChoiceStage& b) { return a.order < b.order; });
  std::vector<StageGoal> goals;
  for (const ChoiceStage& row : rows) {
    StageGoal goal{row.goal, row.order, row.measure, {}, {}, {}};
    switch (row.goal) {
      case ChoiceGoal::law_order:
        for (auto& statuses : statuses_in_order(plan, assessed, made)) {
          goal.of = joined(statuses);
          goal.statuses = std::move(statuses);
          goals.push_back(goal);
        }
        break;
      case ChoiceGoal::drawing_order: {
        const auto source_of = source_of_place(plan);
        std::vector<Index<Source>> order = drawing_order_of(plan);
        std::reverse(order.begin(), order.end());
        for (const Index<Source> source : order) {
          if (!has_money(made, source_of, source)) continue;
          goal.of = plan.sources[source].code;
          goal.source = source;
          goals.push_back(goal);
        }
        break;
      }
      case ChoiceGoal::spread:
        goal.parent = row.parent.is_set() ? row.parent : plan.province;
        goals.push_back(goal);
        break;
      case ChoiceGoal::value:
        goal.of.clear();
        goals.push_back(goal);
        break;
    }
  }
  if (goals.empty()) goals.emplace_back();
  return goals;
}

StagedModel::StagedModel(const Plan& plan, const Assessment& assessed, PlanModel made)
    : plan_(plan), assessed_(assessed), made_(std::move(made)) {}

void StagedModel::begin(const StageGoal& goal) {
  Begun begun{goal, values_for(goal), {}};
  for (std::size_t p = 0; p < made_.candidates.size(); ++p)
    for (std::size_t c = 0; c < begun.values[p].size(); ++c)
      made_.model.candidates[p].options[c].value = begun.values[p][c];
  if (goal.goal == ChoiceGoal::spread) {
    begun.compared = compare_units(goal);
    add_spread(goal, begun.compared);
  }
  if (goal.goal == ChoiceGoal::drawing_order) add_pools();
  begun_.push_back(std::move(begun));
}

void StagedModel::require(std::int64_t value) {
  const Begun& begun = begun_.back();
  if (begun.goal.goal == ChoiceGoal::spread) {
    const Compared& compared = begun.compared;
    for (std::size_t u = 0; u < compared.rows.size(); ++u)
      made_.model.rows[static_cast<std::size_t>(compared.rows[u])].upper =
          clamped(std::min(compared.measure[u] * -value, compared.most[u]));
  }
  for (const Pool& pool : pools_) {
    if (begun.goal.goal != ChoiceGoal::drawing_order || pool.source != begun.goal.source) continue;
    for (MoneyArc& arc : made_.model.arcs)
      if (arc.to == pool.node) arc.capacity = std::min(pool.capacity, -value);
  }
}

void StagedModel::hold(std::int64_t value) {
  if (!counts_values(begun_.back().goal)) return require(value);
  const int row = add_row("stage:" + std::to_string(begun_.size()), {value, {}});
  for (Candidate& candidate : made_.model.candidates)
    for (Option& option : candidate.options)
      if (option.value != 0) option.terms.push_back({row, option.value});
}

/// Goals that are no sums of values leave the objective empty.
std::vector<std::vector<std::int64_t>> StagedModel::values_for(const StageGoal& goal) const {
  std::vector<std::vector<std::int64_t>> values;
  for (const PlanCandidate& candidate : made_.candidates) {
    const std::string key = status_key(plan_, assessed_.items[candidate.item]);
    const bool counts =
        goal.goal == ChoiceGoal::value ||
        (goal.goal == ChoiceGoal::law_order &&
         std::find(goal.statuses.begin(), goal.statuses.end(), key) != goal.statuses.end());
    auto& own = values.emplace_back();
    for (const PlanOption& option : candidate.options) own.push_back(counts ? option.value : 0);
  }
  return values;
}

int StagedModel::add_row(std::string name, Row row) {
  made_.row_names.push_back(std::move(name));
  made_.model.rows.push_back(row);
  return static_cast<int>(made_.model.rows.size()) - 1;
}

StagedModel::Compared StagedModel::compare_units(const StageGoal& goal) const {
  std::map<Index<Unit>, std::size_t> places;
  std::vector<Index<Unit>> unit_of;
  for (const PlanCandidate& candidate : made_.candidates) {
    const Index<Unit> unit =
        child_holding(plan_, assessed_.items[candidate.item].unit, goal.parent);
    unit_of.push_back(unit);
    if (unit.is_set() && !candidate.options.empty()) places.emplace(unit, 0);
  }
  Compared compared;
  int digits = 0;
  std::vector<Decimal> measures;
  for (auto& [unit, place] : places) {
    place = measures.size();
    measures.push_back(measure_of(plan_, unit, goal.of).reduced());
    digits = std::max(digits, measures.back().digits());
    compared.codes.push_back(plan_.units[unit].code);
  }
  compared.scale = Decimal::power_of_ten(digits);
  std::int64_t common = compared.scale;
  for (const Decimal& own : measures) {
    compared.measure.push_back(Int128{own.units()} * Decimal::power_of_ten(digits - own.digits()));
    common = std::gcd(common, static_cast<std::int64_t>(compared.measure.back() % common));
  }
  for (Int128& measure : compared.measure) measure /= common;
  compared.scale /= common;
  for (const Index<Unit> unit : unit_of) {
    const auto found = places.find(unit);
    compared.unit_of.push_back(found == places.end() ? places.size() : found->second);
  }
  return compared;
}

/// A row for each unit; what it is bounded by comes later.
void StagedModel::add_spread(const StageGoal& goal, Compared& compared) {
  for (const std::string& code : compared.codes)
    compared.rows.push_back(add_row("spread:" + std::to_string(goal.order) + "/" + code, {}));
  compared.most.assign(compared.codes.size(), 0);
  for (std::size_t p = 0; p < made_.candidates.size(); ++p) {
    const std::size_t u = compared.unit_of[p];
    if (u >= compared.codes.size()) continue;
    Amount greatest = 0;
    for (std::size_t c = 0; c < made_.candidates[p].options.size(); ++c) {
      const Amount amount =
          clamped(Int128{total_of(made_.candidates[p].options[c])} * compared.scale);
      made_.model.candidates[p].options[c].terms.push_back({compared.rows[u], amount});
      greatest = std::max(greatest, amount);
    }
    compared.most[u] += greatest;
  }
}

/// All money of a source passes through one place, so that it can be bounded.
void StagedModel::add_pools() {
  if (!pools_.empty()) return;
  const auto source_of = source_of_place(plan_);
  SelectionModel& model = made_.model;
  for (const Index<Source> source : drawing_order_of(plan_)) {
    Pool pool{source, model.node_count, 0};
    for (MoneyArc& arc : model.arcs) {
      if (arc.from != money_node) continue;
      const auto found = source_of.find(made_.node_names[static_cast<std::size_t>(arc.to)]);
      if (found == source_of.end() || found->second != source) continue;
      arc.from = pool.node;
      pool.capacity += arc.capacity;
    }
    if (pool.capacity == 0) continue;
    made_.node_names.push_back(pool_start + plan_.sources[source].code);
    made_.node_years.push_back(0);
    model.fixed_uses.push_back(0);
    ++model.node_count;
    model.arcs.push_back({money_node, pool.node, pool.capacity});
    pools_.push_back(pool);
  }
}

std::int64_t StagedModel::largest_of(const Compared& compared, const Choice& items) const {
  std::vector<Int128> sums(compared.measure.size(), 0);
  for (std::size_t p = 0; p < made_.candidates.size(); ++p) {
    if (items[p] == no_option || compared.unit_of[p] >= sums.size()) continue;
    const auto& option = made_.candidates[p].options[static_cast<std::size_t>(items[p])];
    sums[compared.unit_of[p]] += Int128{total_of(option)} * compared.scale;
  }
  Int128 largest = 0;
  for (std::size_t u = 0; u < sums.size(); ++u)
    largest = std::max(largest, (sums[u] + compared.measure[u] - 1) / compared.measure[u]);
  return clamped(largest);
}

/// What can be brought when the pools from `first_closed` on bring nothing.
Amount StagedModel::brought_without(const std::vector<Amount>& needs,
                                    std::size_t first_closed) const {
  SelectionModel network;
  network.node_count = made_.model.node_count;
  network.arcs = made_.model.arcs;
  for (MoneyArc& arc : network.arcs)
    for (std::size_t i = 0; i < pools_.size(); ++i)
      if (arc.to == pools_[i].node) arc.capacity = i >= first_closed ? 0 : pools_[i].capacity;
  MoneyFlow flow(network);
  flow.adjust(needs);
  return std::accumulate(flow.met().begin(), flow.met().end(), Amount{0});
}

/// Sources drawn before it give all they can; the rest is what has to be drawn of it.
std::int64_t StagedModel::draw_of(Index<Source> source, const Choice& items) const {
  std::vector<Amount> needs = made_.model.fixed_uses;
  for (std::size_t p = 0; p < made_.candidates.size(); ++p) {
    if (items[p] == no_option) continue;
    const auto& option = made_.model.candidates[p].options[static_cast<std::size_t>(items[p])];
    for (const MoneyUse& use : option.uses) needs[static_cast<std::size_t>(use.node)] += use.amount;
  }
  for (std::size_t i = 0; i < pools_.size(); ++i)
    if (pools_[i].source == source)
      return brought_without(needs, i + 1) - brought_without(needs, i);
  return 0;
}

std::vector<std::int64_t> StagedModel::values_of(const Choice& items) const {
  std::vector<std::int64_t> values;
  for (const Begun& begun : begun_) {
    std::int64_t value = 0;
    for (std::size_t p = 0; p < made_.candidates.size(); ++p)
      if (items[p] != no_option) value += begun.values[p][static_cast<std::size_t>(items[p])];
    if (begun.goal.goal == ChoiceGoal::spread) value = -largest_of(begun.compared, items);
    if (begun.goal.goal == ChoiceGoal::drawing_order) value = -draw_of(begun.goal.source, items);
    values.push_back(value);
  }
  return values;
}

}  // namespace phanbo::selection
