#include "engine/choose/choose.hpp"

#include <algorithm>
#include <map>

#include "engine/choose/conflict.hpp"
#include "engine/choose/money_flow.hpp"
#include "engine/choose/naming.hpp"
#include "engine/choose/problem_kinds.hpp"
#include "engine/choose/reasons.hpp"
#include "engine/choose/stages.hpp"

namespace phanbo {

namespace {

using namespace selection;
using namespace choose_problems;

Problem class_problem(const ProblemKind& kind, Index<PriorityClass> priority_class,
                      std::vector<std::string> arguments) {
  Problem problem{&kind, {}, std::move(arguments)};
  problem.place.table = "classes";
  problem.place.row = priority_class.position();
  problem.place.field = "rule";
  return problem;
}

/// The choice that an earlier result names; items and options it does not know are refused.
Choice named_choice(const PlanModel& made, const Assessment& assessed,
                    const std::vector<ChosenItem>& named) {
  std::map<std::string_view, std::string_view> option_of;
  for (const ChosenItem& item : named) option_of.emplace(item.item, item.option);
  Choice choice;
  for (const PlanCandidate& candidate : made.candidates) {
    choice.push_back(no_option);
    const auto found = option_of.find(assessed.items[candidate.item].code);
    if (found == option_of.end()) continue;
    for (std::size_t c = 0; c < candidate.options.size(); ++c)
      if (candidate.options[c].name == found->second) choice.back() = static_cast<int>(c);
  }
  return choice;
}

/// The list from the top: each item as given, if it still can be paid and no upper bound is broken.
Choice choose_in_rank_order(const PlanModel& made, const Assessment& assessed) {
  std::vector<std::size_t> order(made.candidates.size());
  for (std::size_t p = 0; p < order.size(); ++p) order[p] = p;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const PlanCandidate& x = made.candidates[a];
    const PlanCandidate& y = made.candidates[b];
    const bool x_last = x.rank == 0;
    const bool y_last = y.rank == 0;
    if (x_last != y_last) return y_last;
    if (x.rank != y.rank) return x.rank < y.rank;
    if (x.score != y.score) return x.score > y.score;
    return assessed.items[x.item].code < assessed.items[y.item].code;
  });
  const SelectionModel& model = made.model;
  MoneyFlow flow(model);
  flow.adjust(model.fixed_uses);
  std::vector<Amount> sums(model.rows.size(), 0);
  Choice choice(model.candidates.size(), no_option);
  for (const std::size_t p : order) {
    const auto& options = made.candidates[p].options;
    if (options.empty() || options.front().name != "given") continue;
    const Option& own = model.candidates[p].options.front();
    const bool keeps_rows =
        std::all_of(own.terms.begin(), own.terms.end(), [&](const RowTerm& term) {
          const auto& upper = model.rows[static_cast<std::size_t>(term.row)].upper;
          return !upper || sums[static_cast<std::size_t>(term.row)] + term.coefficient <= *upper;
        });
    if (!keeps_rows) continue;
    const std::vector<Amount> before = flow.met();
    std::vector<Amount> needs = before;
    for (const MoneyUse& use : own.uses) needs[static_cast<std::size_t>(use.node)] += use.amount;
    if (!flow.adjust(needs)) {
      flow.adjust(before);
      continue;
    }
    for (const RowTerm& term : own.terms)
      sums[static_cast<std::size_t>(term.row)] += term.coefficient;
    choice[p] = 0;
  }
  return choice;
}

std::int64_t people_of(const PlanModel& made, const Choice& choice) {
  std::int64_t people = 0;
  for (std::size_t p = 0; p < made.candidates.size(); ++p)
    if (choice[p] != no_option) people += made.candidates[p].people;
  return people;
}
std::size_t count_of(const Choice& choice) {
  return choice.size() -
         static_cast<std::size_t>(std::count(choice.begin(), choice.end(), no_option));
}

/// Demands of the chosen want what their option says; the others stand as not chosen.
void settle(const PlanModel& made, const Choice& choice, Assessment& assessment) {
  std::map<Index<Item>, const PlanOption*> taken;
  for (std::size_t p = 0; p < made.candidates.size(); ++p) {
    const PlanCandidate& candidate = made.candidates[p];
    taken[candidate.item] =
        choice[p] == no_option ? nullptr : &candidate.options[static_cast<std::size_t>(choice[p])];
  }
  for (std::size_t d = 0; d < assessment.demands.size(); ++d) {
    Demand& demand = assessment.demands.rows()[d];
    const auto found = taken.find(demand.item);
    if (found == taken.end() || demand.standing != Standing::ordinary) continue;
    const PlanOption* option = found->second;
    if (option == nullptr) {
      if (!demand.need.is_zero()) demand.standing = Standing::not_chosen;
      demand.wanted = demand.locked;
      continue;
    }
    Money amount;
    for (const auto& [index, own] : option->amounts)
      if (index == Index<Demand>(d)) amount = own;
    if (option->name == "given") continue;
    const bool is_part = option->name.starts_with("given@");
    demand.wanted = std::max(amount, demand.locked);
    if (!is_part) demand.need = amount;
  }
}

ChoiceEnd end_of(const Solution& solution, const ChooseOptions& options) {
  switch (solution.end) {
    case SolveEnd::optimal:
      return ChoiceEnd::optimal;
    case SolveEnd::gap_reached:
      return ChoiceEnd::gap_reached;
    case SolveEnd::stopped:
      if (options.was_interrupted && options.was_interrupted()) return ChoiceEnd::interrupted;
      return options.is_out_of_memory && options.is_out_of_memory() ? ChoiceEnd::memory_limit
                                                                    : ChoiceEnd::time_limit;
    case SolveEnd::impossible:
      return ChoiceEnd::impossible;
    case SolveEnd::work_limit:
    case SolveEnd::nothing_found:
      break;
  }
  return ChoiceEnd::work_limit;
}

}  // namespace

std::vector<Index<PriorityClass>> choosing_classes(const Plan& plan) {
  std::vector<Index<PriorityClass>> classes;
  for (std::size_t i = 0; i < plan.classes.size(); ++i)
    if (plan.classes.rows()[i].rule == SharingRule::best_value) classes.emplace_back(i);
  return classes;
}

void leave_out_choosing_classes(const Plan& plan, Assessment& assessment) {
  for (Demand& demand : assessment.demands.rows()) {
    if (plan.classes[demand.priority_class].rule != SharingRule::best_value ||
        demand.standing != Standing::ordinary)
      continue;
    demand.standing = Standing::not_chosen;
    demand.wanted = demand.locked;
  }
}

namespace {

/// One class from its model to what is written into the assessment.
class ClassChooser {
 public:
  ClassChooser(const Plan& plan, const Assessment& assessed, std::span<const Money> held,
               Index<PriorityClass> priority_class, const ChooseOptions& options)
      : plan_(plan),
        assessed_(assessed),
        class_(priority_class),
        options_(options),
        staged_(plan, assessed, make_plan_model(plan, assessed, held, priority_class)),
        base_(staged_.made()),
        goals_(stage_goals(plan, assessed, base_, priority_class)) {
    reading_.outcome.priority_class = priority_class;
    reading_.outcome.value_digits = base_.value_digits;
  }

  ChooseReading run() {
    read_start();
    for (std::size_t j = 0; j < goals_.size(); ++j) {
      staged_.begin(goals_[j]);
      if (!is_within_ranges(staged_.made().model)) {
        report(choice_too_large, {plan_.classes[class_].code});
        return std::move(reading_);
      }
      const bool is_found =
          StagedModel::counts_values(goals_[j]) ? search_values(j) : search_bound(j);
      if (!is_found) return std::move(reading_);
      if (j + 1 < goals_.size()) staged_.hold(reading_.outcome.stages.back().held);
    }
    finish();
    return std::move(reading_);
  }

  /// Only after run() found a choice, or that there is none.
  void settle_into(Assessment& assessment) const {
    // Demands of this class were left out before: they come back as assessed, then settled.
    for (std::size_t d = 0; d < assessment.demands.size(); ++d) {
      const Demand& own = assessed_.demands.rows()[d];
      if (own.priority_class == class_) assessment.demands.rows()[d] = own;
    }
    settle(base_, items_, assessment);
  }
  bool is_settled() const { return !items_.empty() || base_.candidates.empty(); }

 private:
  void report(const ProblemKind& kind, std::vector<std::string> arguments) {
    reading_.problems.push_back(class_problem(kind, class_, std::move(arguments)));
  }

  void read_start() {
    if (options_.start) {
      const Choice named = named_choice(base_, assessed_, options_.start->items);
      reading_.outcome.start =
          ChoiceStart{options_.start->sha256, count_of(named), is_possible(base_.model, named)};
      (reading_.outcome.start->is_possible ? choice_ : hint_) = named;
    }
    if (!options_.replay) return;
    const Choice named = named_choice(base_, assessed_, *options_.replay);
    if (!is_possible(base_.model, named)) return;
    choice_ = named;
    is_replay_ = true;
  }

  /// Where any choice will do, the first is taken, whatever goals follow.
  bool takes_any() const { return is_replay_ || options_.gap_millionths >= any_gap; }
  std::int64_t work_left() const {
    return std::max<std::int64_t>(0, options_.work_limit - reading_.outcome.work);
  }
  bool is_stopped() const { return options_.should_stop && options_.should_stop(); }

  SolveLimits limits_of_values() {
    SolveLimits limits;
    limits.work_max = takes_any() && !choice_.empty() ? 0 : work_left();
    limits.gap_enough_millionths = takes_any() ? any_gap : options_.gap_millionths;
    limits.should_stop = options_.should_stop;
    if (options_.progress)
      limits.progress = [this](std::int64_t value, Int128 bound) {
        options_.progress(value, bound, base_.value_digits);
      };
    if (!choice_.empty() || !hint_.empty()) limits.start = choice_.empty() ? hint_ : choice_;
    return limits;
  }

  /// False when nothing is possible or was found; then the reading says so.
  bool found(const Solution& solution) {
    reading_.outcome.work += solution.work;
    if (solution.end == SolveEnd::impossible) {
      explain_impossible(solution);
    } else if (!solution.choice) {
      report(choice_not_found, {plan_.classes[class_].code, std::to_string(options_.work_limit)});
    } else {
      take_better(*solution.choice);
    }
    return solution.choice.has_value();
  }

  /// Takes a choice that keeps what earlier goals hold and reaches more of the present one. One
  /// that its model allows need not: a source whose draws a goal left open may now be drawn less,
  /// and the one before it more.
  void take_better(const Choice& choice) {
    const std::vector<std::int64_t> values = staged_.values_of(choice);
    const auto& stages = reading_.outcome.stages;
    for (std::size_t j = 0; j < stages.size(); ++j)
      if (values[j] < stages[j].held) return;
    if (choice_.empty() || values.back() > staged_.values_of(choice_).back()) choice_ = choice;
  }

  ChoiceStageOutcome stage_of(std::size_t j, const Certificate& certificate) const {
    ChoiceStageOutcome stage;
    stage.order = goals_[j].order;
    stage.goal = goals_[j].goal;
    stage.of = goals_[j].of;
    stage.digits = StagedModel::counts_values(goals_[j]) ? base_.value_digits : 0;
    stage.held = staged_.values_of(choice_).back();
    stage.certificate = name_certificate(staged_.made(), assessed_, certificate);
    return stage;
  }

  /// A goal that is a sum of values.
  bool search_values(std::size_t j) {
    Solution solution = solve(staged_.made().model, limits_of_values());
    if (!found(solution)) return false;
    const bool is_value = goals_[j].goal == ChoiceGoal::value;
    if (is_value)
      solution.certificate = with_prices(std::move(solution.certificate), solution.root);
    ChoiceStageOutcome stage = stage_of(j, solution.certificate);
    stage.bound = solution.bound;
    if (Int128{stage.held} < stage.bound) note_end(end_of(solution, options_));
    if (is_value) {
      value_model_ = staged_.made();
      value_certificate_ = std::move(solution.certificate);
    }
    reading_.outcome.stages.push_back(std::move(stage));
    return true;
  }

  /// A goal that is a bound on what is chosen: a choice shows how far it can be tightened, and that
  /// it cannot be tightened further is proved by the model in which nothing is possible.
  bool search_bound(std::size_t j) {
    if (choice_.empty()) {
      SolveLimits limits = limits_of_values();
      limits.gap_enough_millionths = any_gap;
      if (!found(solve(base_.model, limits))) return false;
    }
    std::int64_t too_low = -1;
    std::int64_t open = -staged_.values_of(choice_).back();  // from here on nobody knows
    Certificate proof;
    bool asks_next = true;
    for (int asked = 0; open - too_low > 1 && asked < questions_max; ++asked) {
      if (takes_any() || is_stopped() || work_left() == 0) break;
      const std::int64_t bound = asks_next ? open - 1 : too_low + (open - too_low) / 2;
      asks_next = !asks_next;
      Solution solution = ask(bound);
      if (solution.end == SolveEnd::impossible) {
        too_low = bound;
        proof = std::move(solution.certificate);
        continue;
      }
      if (solution.choice) take_better(*solution.choice);
      open = std::min(bound, -staged_.values_of(choice_).back());
    }
    ChoiceStageOutcome stage = stage_of(j, proof);
    stage.bound = -Int128{too_low} - 1;
    if (Int128{stage.held} < stage.bound) note_end(end_of_questions());
    reading_.outcome.stages.push_back(std::move(stage));
    return true;
  }
  /// Is anything possible with the present goal bounded by this?
  Solution ask(std::int64_t bound) {
    staged_.require(-bound);
    SolveLimits limits;
    limits.work_max = std::min(work_left(), work_per_question);
    limits.gap_enough_millionths = any_gap;
    limits.should_stop = options_.should_stop;
    Solution solution = solve(staged_.made().model, limits);
    reading_.outcome.work += solution.work;
    return solution;
  }
  ChoiceEnd end_of_questions() const {
    if (!is_stopped()) return ChoiceEnd::work_limit;
    Solution stopped;
    stopped.end = SolveEnd::stopped;
    return end_of(stopped, options_);
  }

  /// The end of the goal that says most: interrupted before a clock, before a limit, before a gap.
  void note_end(ChoiceEnd own) { reading_.outcome.end = std::max(reading_.outcome.end, own); }

  void explain_impossible(const Solution& solution) {
    ChoiceOutcome& outcome = reading_.outcome;
    outcome.end = ChoiceEnd::impossible;
    outcome.stages.clear();
    outcome.certificate = name_certificate(base_, assessed_, solution.certificate);
    outcome.refused = refusals_of_impossible(assessed_, base_);
    std::vector<int> money_nodes;
    for (std::size_t v = 0; v < base_.node_names.size(); ++v)
      if (is_own_money(base_.node_names[v])) money_nodes.push_back(static_cast<int>(v));
    SolveLimits limits;
    limits.work_max = work_left();
    limits.should_stop = options_.should_stop;
    const Conflict conflict = find_conflict(model_for_repairs(), money_nodes, limits);
    outcome.work += conflict.work;
    outcome.conflict = name_conflict(base_, assessed_, conflict);
    add_rank_order();
    items_.assign(base_.candidates.size(), no_option);
  }
  /// Where money arrives there is room for all that anybody could ask for: places let through what
  /// there is, which would be too little for money that is added.
  SelectionModel model_for_repairs() const {
    SelectionModel model = base_.model;
    const Amount all = all_needs(model);
    for (MoneyArc& arc : model.arcs) {
      const std::string& name = base_.node_names[static_cast<std::size_t>(arc.to)];
      if (name.starts_with("<") || name.ends_with("#in"))
        arc.capacity = std::max(arc.capacity, all);
    }
    return model;
  }

  /// A source-year whose money comes from nowhere else in the plan.
  bool is_own_money(std::string_view place) const {
    return std::any_of(plan_.source_years.begin(), plan_.source_years.end(),
                       [&](const SourceYear& row) {
                         const Source& source = plan_.sources[row.source];
                         return !source.transfer_from.is_set() &&
                                source.code + "/" + std::to_string(row.year) == place;
                       });
  }

  void add_rank_order() {
    const Choice listed = choose_in_rank_order(base_, assessed_);
    reading_.outcome.in_rank_order = {value_of(base_.model, listed), count_of(listed),
                                      people_of(base_, listed)};
  }

  void finish() {
    ChoiceOutcome& outcome = reading_.outcome;
    items_ = choice_;
    const std::vector<std::int64_t> values = staged_.values_of(items_);
    for (std::size_t j = 0; j < values.size(); ++j) outcome.stages[j].value = values[j];
    const auto stage =
        std::find_if(outcome.stages.begin(), outcome.stages.end(),
                     [](const ChoiceStageOutcome& own) { return own.goal == ChoiceGoal::value; });
    PB_CHECK(stage != outcome.stages.end());
    outcome.value = stage->value;
    outcome.bound = stage->bound;
    outcome.certificate = std::move(stage->certificate);
    stage->certificate = {};
    if (outcome.stages.size() == 1 && goals_.front().order == 0) outcome.stages.clear();
    outcome.items = count_of(items_);
    outcome.people = people_of(base_, items_);
    add_rank_order();
    outcome.refused = reasons_of_refusals(
        plan_, assessed_, {value_model_, value_certificate_, outcome.value}, items_);
    for (std::size_t p = 0; p < base_.candidates.size(); ++p) {
      if (items_[p] == no_option) continue;
      reading_.chosen.push_back(
          {assessed_.items[base_.candidates[p].item].code,
           base_.candidates[p].options[static_cast<std::size_t>(items_[p])].name});
    }
  }

  const Plan& plan_;
  const Assessment& assessed_;
  Index<PriorityClass> class_;
  const ChooseOptions& options_;
  StagedModel staged_;
  const PlanModel base_;  ///< before any goal changed it: values are of the value goal
  std::vector<StageGoal> goals_;
  ChooseReading reading_;
  static constexpr int questions_max = 60;
  static constexpr std::int64_t work_per_question = 1'000;
  Choice choice_;  ///< the best so far; empty = none
  Choice hint_;    ///< a named start that is not possible: only where to look first
  Choice items_;   ///< the final choice
  bool is_replay_ = false;
  PlanModel value_model_;
  Certificate value_certificate_;
};

}  // namespace

ChooseReading choose(const Plan& plan, const Assessment& assessed, std::span<const Money> held,
                     Index<PriorityClass> priority_class, const ChooseOptions& options,
                     Assessment& assessment) {
  if (plan.class_order == ClassOrder::by_year) {
    ChooseReading reading;
    reading.problems.push_back(
        class_problem(choice_needs_by_class, priority_class, {plan.classes[priority_class].code}));
    return reading;
  }
  ClassChooser chooser(plan, assessed, held, priority_class, options);
  ChooseReading reading = chooser.run();
  if (chooser.is_settled()) chooser.settle_into(assessment);
  return reading;
}

std::span<const ProblemKind* const> choose_problem_kinds() {
  static constexpr const ProblemKind* kinds[] = {&choice_needs_by_class, &choice_not_found,
                                                 &choice_too_large};
  return kinds;
}

}  // namespace phanbo
