#include "engine/choose/choose.hpp"

#include <algorithm>
#include <map>

#include "engine/choose/conflict.hpp"
#include "engine/choose/money_flow.hpp"
#include "engine/choose/plan_model.hpp"
#include "engine/choose/problem_kinds.hpp"

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

/// A gap that every choice keeps: the search ends with the first.
constexpr std::int64_t any_gap = 1'000'000'000;

std::int64_t people_of(const PlanModel& made, const Choice& choice) {
  std::int64_t people = 0;
  for (std::size_t p = 0; p < choice.size(); ++p)
    if (choice[p] != no_option) people += made.candidates[p].people;
  return people;
}
std::size_t count_of(const Choice& choice) {
  return choice.size() -
         static_cast<std::size_t>(std::count(choice.begin(), choice.end(), no_option));
}

/// The proof in names of the plan.
ChoiceCertificate name_certificate(const PlanModel& made, const Assessment& assessed,
                                   const Certificate& certificate) {
  ChoiceCertificate named;
  named.limits = made.row_names;
  for (const std::vector<int>& cut : certificate.cuts) {
    std::vector<std::string>& own = named.cuts.emplace_back();
    for (const int node : cut) own.push_back(made.node_names[static_cast<std::size_t>(node)]);
    std::sort(own.begin(), own.end());
  }
  for (const LeafProof& leaf : certificate.leaves) {
    ChoiceLeaf own{leaf.objective == Objective::none, leaf.scale_bits, {}, {}};
    for (const auto& [cut, price] : leaf.cuts)
      own.cuts.emplace_back(static_cast<std::size_t>(cut), price);
    for (const auto& [row, price] : leaf.rows)
      own.limits.emplace_back(static_cast<std::size_t>(row), price);
    named.leaves.push_back(std::move(own));
  }
  for (const BranchNode& node : certificate.tree) {
    ChoiceBranch own;
    own.taken = node.taken;
    own.refused = node.refused;
    own.leaf = node.leaf;
    if (node.leaf < 0) {
      const PlanCandidate& candidate = made.candidates[static_cast<std::size_t>(node.candidate)];
      own.item = assessed.items[candidate.item].code;
      own.option = candidate.options[static_cast<std::size_t>(node.option)].name;
    }
    named.tree.push_back(std::move(own));
  }
  return named;
}

std::string option_word(const PlanModel& made, const Assessment& assessed, const Plan&, int must) {
  return assessed.items[made.candidates[static_cast<std::size_t>(must)].item].code +
         " (lock: must)";
}

Problem explain_conflict(const Plan& plan, const Assessment& assessed, const PlanModel& made,
                         Index<PriorityClass> priority_class) {
  std::vector<int> money_nodes;
  for (const MoneyArc& arc : made.model.arcs)
    if (arc.from == money_node) money_nodes.push_back(arc.to);
  const Conflict conflict = find_conflict(made.model, money_nodes);
  std::string set;
  for (const int must : conflict.musts)
    set += (set.empty() ? "" : "; ") + option_word(made, assessed, plan, must);
  for (const RowSide& side : conflict.sides) {
    set += (set.empty() ? "" : "; ") + made.row_names[static_cast<std::size_t>(side.row)];
    const Row& row = made.model.rows[static_cast<std::size_t>(side.row)];
    set +=
        side.upper ? " <= " + to_plain(Int128{*row.upper}) : " >= " + to_plain(Int128{*row.lower});
  }
  const std::string repair =
      conflict.repair ? to_grouped(Money::from_dong(*conflict.repair), '.') : "–";
  return class_problem(choice_impossible, priority_class,
                       {plan.classes[priority_class].code, set, repair});
}

/// Demands of the chosen want what their option says; the others stand as not chosen.
void settle(const PlanModel& made, const Choice& choice, Assessment& assessment) {
  std::map<Index<Item>, const PlanOption*> taken;
  for (std::size_t p = 0; p < choice.size(); ++p) {
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
      return options.was_interrupted && options.was_interrupted() ? ChoiceEnd::interrupted
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

ChooseReading choose(const Plan& plan, const Assessment& assessed, std::span<const Money> held,
                     Index<PriorityClass> priority_class, const ChooseOptions& options,
                     Assessment& assessment) {
  ChooseReading reading;
  reading.outcome.priority_class = priority_class;
  const std::string& code = plan.classes[priority_class].code;
  if (plan.class_order == ClassOrder::by_year) {
    reading.problems.push_back(class_problem(choice_needs_by_class, priority_class, {code}));
    return reading;
  }
  const PlanModel made = make_plan_model(plan, assessed, held, priority_class);
  SolveLimits limits;
  limits.work_max = options.work_limit;
  limits.gap_enough_millionths = options.gap_millionths;
  limits.should_stop = options.should_stop;
  if (options.progress)
    limits.progress = [&](std::int64_t value, Int128 bound) {
      options.progress(value, bound, made.value_digits);
    };
  if (options.replay) {
    const Choice named = named_choice(made, assessed, *options.replay);
    if (is_possible(made.model, named)) {
      limits.start = named;
      limits.work_max = 0;
      limits.gap_enough_millionths = any_gap;
    }
  }
  Solution solution = solve(made.model, limits);
  if (solution.end == SolveEnd::impossible) {
    reading.problems.push_back(explain_conflict(plan, assessed, made, priority_class));
    return reading;
  }
  if (!solution.choice) {
    reading.problems.push_back(class_problem(choice_not_found, priority_class,
                                             {code, std::to_string(options.work_limit)}));
    return reading;
  }
  ChoiceOutcome& outcome = reading.outcome;
  outcome.value_digits = made.value_digits;
  outcome.value = solution.value;
  outcome.bound = solution.bound;
  outcome.end = end_of(solution, options);
  outcome.items = count_of(*solution.choice);
  outcome.people = people_of(made, *solution.choice);
  outcome.work = solution.work;
  outcome.certificate = name_certificate(made, assessed, solution.certificate);
  const Choice listed = choose_in_rank_order(made, assessed);
  outcome.in_rank_order = {value_of(made.model, listed), count_of(listed), people_of(made, listed)};
  for (std::size_t p = 0; p < made.candidates.size(); ++p) {
    const int taken = (*solution.choice)[p];
    if (taken == no_option) continue;
    reading.chosen.push_back({assessed.items[made.candidates[p].item].code,
                              made.candidates[p].options[static_cast<std::size_t>(taken)].name});
  }
  // Demands of this class were left out before: they come back as assessed, then settled.
  for (std::size_t d = 0; d < assessment.demands.size(); ++d) {
    const Demand& own = assessed.demands.rows()[d];
    if (own.priority_class == priority_class) assessment.demands.rows()[d] = own;
  }
  settle(made, *solution.choice, assessment);
  return reading;
}

std::span<const ProblemKind* const> choose_problem_kinds() {
  static constexpr const ProblemKind* kinds[] = {&choice_impossible, &choice_needs_by_class,
                                                 &choice_not_found};
  return kinds;
}

}  // namespace phanbo
