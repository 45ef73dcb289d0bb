#include "verifier/choice_stages.hpp"

#include <algorithm>
#include <numeric>

#include "verifier/law.hpp"

namespace phanbo_verify {

namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

std::string status_of(const Joined& joined, const ItemChoice& item) {
  const Need& first = joined.model.needs[at(item.needs.front())];
  return first.project == nothing ? "new" : joined.plan.projects[at(first.project)].status;
}

/// Statuses in the order of the law at the beginning of the plan; those of equal order together,
/// those without order last.
std::vector<std::vector<std::string>> status_groups(const Joined& joined, const ClassModel& model) {
  struct Group {
    std::optional<Fraction> order;
    std::vector<std::string> statuses;
  };
  std::vector<Group> groups;
  for (const ItemChoice& item : model.items) {
    const std::string status = status_of(joined, item);
    const LawLine* line = joined.plan.law.look_up(joined.plan.capital_priority, status,
                                                  day_of(joined.plan.first_year, 1, 1));
    std::optional<Fraction> order;
    if (line != nullptr && line->has_value) order = line->value;
    const auto same = std::find_if(groups.begin(), groups.end(), [&](const Group& group) {
      return group.order.has_value() == order.has_value() && (!order || *group.order == *order);
    });
    Group& group = same == groups.end() ? groups.emplace_back(Group{order, {}}) : *same;
    if (std::find(group.statuses.begin(), group.statuses.end(), status) == group.statuses.end())
      group.statuses.push_back(status);
  }
  std::sort(groups.begin(), groups.end(), [](const Group& a, const Group& b) {
    if (!a.order || !b.order) return a.order.has_value();
    return compare(*a.order, *b.order) < 0;
  });
  std::vector<std::vector<std::string>> ordered;
  for (Group& group : groups) {
    std::sort(group.statuses.begin(), group.statuses.end());
    ordered.push_back(std::move(group.statuses));
  }
  return ordered;
}

/// Source whose money begins at a place; nothing for other places.
int source_of(const PlanModel& plan, const std::string& place) {
  for (const KeptRow& kept : plan.kept_money)
    if ("kept:" + kept.code == place) return kept.source;
  for (const SourceYearRow& row : plan.source_years)
    if (plan.sources[at(row.source)].code + "/" + std::to_string(row.year) == place)
      return row.source;
  return nothing;
}

Dong amount_of(const ItemChoice& item, int option) {
  Dong sum = 0;
  if (option == nothing) return 0;
  for (const auto& [need, amount] : item.options[at(option)].amounts) sum += amount;
  return sum;
}

Fraction measure_of(const PlanModel& plan, int unit, const std::string& measure) {
  if (measure == "people") return plan.units[at(unit)].people.value_or(Fraction::of(0));
  const std::string key = plan.units[at(unit)].code + "|" + measure + "|";
  for (const std::string& own : {key + std::to_string(plan.first_year), key})
    if (const auto found = plan.indicators.find(own); found != plan.indicators.end())
      return found->second;
  return Fraction::of(0);
}

int child_holding(const PlanModel& plan, int unit, int parent) {
  while (unit != nothing && plan.units[at(unit)].parent != parent)
    unit = plan.units[at(unit)].parent;
  return unit;
}

/// Units with something to choose below the goal's unit, measures made whole.
struct Comparison {
  Wide scale = 1;
  std::vector<int> units;      ///< by code
  std::vector<Wide> measures;  ///< times scale
  std::vector<int> place_of_item;
};

Comparison compare_units(const Joined& joined, const ClassModel& model, const ChoiceGoal& goal) {
  const PlanModel& plan = joined.plan;
  Comparison result;
  std::vector<int> unit_of_item;
  for (const ItemChoice& item : model.items) {
    const int unit =
        child_holding(plan, joined.model.needs[at(item.needs.front())].unit, goal.parent);
    unit_of_item.push_back(unit);
    if (unit == nothing || item.options.empty()) continue;
    if (std::find(result.units.begin(), result.units.end(), unit) == result.units.end())
      result.units.push_back(unit);
  }
  std::sort(result.units.begin(), result.units.end(),
            [&](int a, int b) { return plan.units[at(a)].code < plan.units[at(b)].code; });
  for (const int unit : result.units) {
    const Fraction measure = measure_of(plan, unit, goal.of);
    result.scale = checked_product(
        result.scale,
        measure.denominator / std::gcd(to_dong(result.scale), to_dong(measure.denominator)));
  }
  for (const int unit : result.units)
    result.measures.push_back(
        (measure_of(plan, unit, goal.of) * Fraction::of(result.scale)).numerator);
  for (const int unit : unit_of_item) {
    const auto found = std::find(result.units.begin(), result.units.end(), unit);
    result.place_of_item.push_back(
        found == result.units.end() ? nothing : static_cast<int>(found - result.units.begin()));
  }
  return result;
}

}  // namespace

std::vector<ChoiceGoal> goals_of(const Joined& joined, const ClassModel& model,
                                 int priority_class) {
  const PlanModel& plan = joined.plan;
  std::vector<ChoiceStageRow> rows;
  for (const ChoiceStageRow& row : plan.choice_stages)
    if (row.priority_class == priority_class) rows.push_back(row);
  std::sort(rows.begin(), rows.end(),
            [](const ChoiceStageRow& a, const ChoiceStageRow& b) { return a.order < b.order; });
  std::vector<ChoiceGoal> goals;
  for (const ChoiceStageRow& row : rows) {
    ChoiceGoal goal{row.order, row.goal, row.goal == "spread" ? row.measure : "",
                    {},        nothing,  row.parent};
    if (row.goal == "law_order") {
      for (const std::vector<std::string>& statuses : status_groups(joined, model)) {
        goal.of.clear();
        for (const std::string& status : statuses) goal.of += (goal.of.empty() ? "" : "+") + status;
        goal.statuses = statuses;
        goals.push_back(goal);
      }
    } else if (row.goal == "drawing_order") {
      for (std::size_t i = plan.drawing_order.size(); i-- > 0;) {
        const int source = plan.drawing_order[i];
        const bool has_money =
            std::any_of(model.arcs.begin(), model.arcs.end(), [&](const ClassModel::Arc& arc) {
              return arc.from == 0 && arc.capacity > 0 &&
                     source_of(plan, model.places[at(arc.to)]) == source;
            });
        if (!has_money) continue;
        goal.source = source;
        goal.of = plan.sources[at(source)].code;
        goals.push_back(goal);
      }
    } else {
      goals.push_back(goal);
    }
  }
  if (goals.empty()) goals.push_back({0, "value", "", {}, nothing, nothing});
  return goals;
}

bool counts_values(const ChoiceGoal& goal) {
  return goal.goal == "value" || goal.goal == "law_order";
}

Wide GoalModel::begin(const ChoiceGoal& goal, const std::vector<int>& taken) {
  goal_ = goal;
  ++goals_begun_;
  for (Candidate& candidate : model_.candidates)
    for (CandidateOption& option : candidate.options) option.value = 0;
  if (goal.goal == "spread") return add_spread(taken);
  if (goal.goal == "drawing_order") return add_draw(taken);
  return count_values(taken);
}

void GoalModel::hold(Dong value) {
  if (!counts_values(goal_)) {
    model_ = with_at_least(value);
    return;
  }
  const int limit = model_.limit("stage:" + std::to_string(goals_begun_), Bounds{value, {}});
  for (std::size_t p = 0; p < model_.candidates.size(); ++p)
    for (std::size_t c = 0; c < model_.candidates[p].options.size(); ++c)
      model_.add_part(p, c, limit, model_.candidates[p].options[c].value);
}

ClassModel GoalModel::with_at_least(Dong value) const {
  ClassModel model = model_;
  if (goal_.goal == "spread")
    for (std::size_t u = 0; u < limits_of_units_.size(); ++u)
      model.bounds[at(limits_of_units_[u])].upper =
          to_dong(std::min(checked_product(measures_[u], -value), most_[u]));
  if (goal_.goal == "drawing_order")
    for (ClassModel::Arc& arc : model.arcs)
      if (arc.from == 0 && arc.to == pool_of_source_[at(goal_.source)])
        arc.capacity = std::min(arc.capacity, -value);
  return model;
}

Wide GoalModel::count_values(const std::vector<int>& taken) {
  Wide sum = 0;
  for (std::size_t p = 0; p < model_.items.size(); ++p) {
    const std::string status = status_of(joined_, model_.items[p]);
    if (goal_.goal == "law_order" &&
        std::find(goal_.statuses.begin(), goal_.statuses.end(), status) == goal_.statuses.end())
      continue;
    for (std::size_t c = 0; c < model_.items[p].options.size(); ++c)
      model_.candidates[p].options[c].value = model_.items[p].options[c].value;
    if (taken[p] != nothing) sum += model_.items[p].options[at(taken[p])].value;
  }
  return sum;
}

Wide GoalModel::add_spread(const std::vector<int>& taken) {
  const Comparison units = compare_units(joined_, model_, goal_);
  const std::size_t count = units.units.size();
  limits_of_units_.clear();
  measures_ = units.measures;
  most_.assign(count, 0);
  std::vector<Wide> own(count, 0);
  for (const int unit : units.units)
    limits_of_units_.push_back(model_.limit(
        "spread:" + std::to_string(goal_.order) + "/" + joined_.plan.units[at(unit)].code,
        Bounds{}));
  for (std::size_t p = 0; p < model_.items.size(); ++p) {
    if (units.place_of_item[p] == nothing) continue;
    const std::size_t u = at(units.place_of_item[p]);
    Wide greatest = 0;
    for (std::size_t c = 0; c < model_.items[p].options.size(); ++c) {
      const Wide amount =
          checked_product(amount_of(model_.items[p], static_cast<int>(c)), units.scale);
      greatest = std::max(greatest, amount);
      model_.add_part(p, c, limits_of_units_[u], to_dong(amount));
    }
    most_[u] += greatest;
    own[u] += checked_product(amount_of(model_.items[p], taken[p]), units.scale);
  }
  Wide largest = 0;
  for (std::size_t u = 0; u < count; ++u)
    largest = std::max(largest, divide_up(own[u], measures_[u]));
  return -largest;
}

/// All money of a source goes through one place.
void GoalModel::add_pools() {
  if (!pool_of_source_.empty()) return;
  const PlanModel& plan = joined_.plan;
  pool_of_source_.assign(plan.sources.size(), nothing);
  const std::size_t arcs = model_.arcs.size();
  std::vector<Dong> capacity(plan.sources.size(), 0);
  for (std::size_t a = 0; a < arcs; ++a) {
    if (model_.arcs[a].from != 0) continue;
    const int source = source_of(plan, model_.places[at(model_.arcs[a].to)]);
    if (source == nothing || model_.arcs[a].capacity == 0) continue;
    model_.arcs[a].from = model_.place("pool:" + plan.sources[at(source)].code);
    pool_of_source_[at(source)] = model_.arcs[a].from;
    capacity[at(source)] += model_.arcs[a].capacity;
  }
  for (std::size_t s = 0; s < plan.sources.size(); ++s)
    if (pool_of_source_[s] != nothing) model_.arcs.push_back({0, pool_of_source_[s], capacity[s]});
}

/// Sources drawn earlier give all they can; what the goal's source has to add is its draw.
Wide GoalModel::add_draw(const std::vector<int>& taken) {
  add_pools();
  std::vector<char> closed(model_.arcs.size(), 0);
  bool is_later = false;
  for (const int source : joined_.plan.drawing_order) {
    is_later = is_later || source == goal_.source;
    for (std::size_t a = 0; a < model_.arcs.size(); ++a)
      if (is_later && model_.arcs[a].from == 0 && model_.arcs[a].to == pool_of_source_[at(source)])
        closed[a] = 1;
  }
  const std::vector<Dong> needs = needs_of(model_, taken);
  const Dong missing = PlaceFlow(model_, closed).add(needs);
  for (std::size_t a = 0; a < model_.arcs.size(); ++a)
    if (model_.arcs[a].from == 0 && model_.arcs[a].to == pool_of_source_[at(goal_.source)])
      closed[a] = 0;
  return Wide{PlaceFlow(model_, closed).add(needs)} - missing;
}

}  // namespace phanbo_verify
