#include "engine/distribute/stages.hpp"

#include <algorithm>
#include <limits>
#include <string>

#include "engine/distribute/problem_kinds.hpp"
#include "engine/distribute/shortage.hpp"
#include "models/parallel.hpp"

namespace phanbo::flow {

namespace {

using namespace distribute_problems;

Problem class_problem(const ProblemKind& kind, Index<PriorityClass> priority_class,
                      std::vector<std::string> arguments) {
  Problem problem{&kind, {}, std::move(arguments)};
  problem.place.table = "classes";
  problem.place.row = priority_class.position();
  problem.place.field = "rule";
  return problem;
}

std::vector<Stage> make_stages(const Plan& plan, const Assessment& assessment,
                               const Network& network) {
  std::vector<Stage> stages(static_cast<std::size_t>(network.stage_count));
  for (std::size_t s = 0; s < stages.size(); ++s) {
    stages[s].priority_class = Index<PriorityClass>(s % plan.classes.size());
    if (plan.class_order == ClassOrder::by_year) {
      stages[s].year = plan.first_year + static_cast<int>(s / plan.classes.size());
    }
  }
  for (std::size_t g = 0; g < network.groups.size(); ++g) {
    const Group& group = network.groups[g];
    Stage& stage = stages[static_cast<std::size_t>(group.stage)];
    stage.groups.push_back(static_cast<int>(g));
    for (const Index<Demand> demand : group.members) {
      const Demand& row = assessment.demands[demand];
      stage.members.push_back(
          {demand, static_cast<int>(g), (row.wanted - row.locked).dong(), 0, 0, false});
    }
  }
  for (Stage& stage : stages) {
    std::sort(stage.members.begin(), stage.members.end(),
              [](const Member& a, const Member& b) { return a.demand < b.demand; });
  }
  return stages;
}

/// Scores as whole weights with the digits of the finest one; false when they do not fit.
bool weigh_by_points(const StageContext& context) {
  int digits = 0;
  for (const Member& member : context.stage.members) {
    digits = std::max(digits, context.demand(member).score.reduced().digits());
  }
  Int128 sum = 0;
  for (Member& member : context.stage.members) {
    const Decimal score = context.demand(member).score.reduced();
    const Int128 weight = Int128{score.units()} * Decimal::power_of_ten(digits - score.digits());
    sum += weight;
    if (weight < 0 || sum > limit_amount_dong_max) return false;
    member.weight = static_cast<std::int64_t>(weight);
  }
  return true;
}

class StageRunner {
 public:
  StageRunner(StageContext context, StagesOutcome& outcome, std::vector<Problem>& problems)
      : context_(context),
        rule_(context.plan.classes[context.stage.priority_class].rule),
        outcome_(outcome),
        problems_(problems) {}

  void run() {
    if (context_.stage.members.empty()) return;
    context_.network.flow.save_in(context_.states.before);
    const std::vector<Amount>& before = context_.states.before;
    if (!try_everything()) {
      hold_earlier_amounts(before);
      const auto search = shortfall_search(context_);
      std::vector<Shortfall> shortfalls;
      bool is_served = false;
      run_jobs(context_.threads, 2, [&](std::size_t job) {
        if (job == 0) is_served = serve_what_there_is(before);
        if (job == 1) shortfalls = search();
      });
      for (Shortfall& shortfall : shortfalls) outcome_.shortfalls.push_back(std::move(shortfall));
      if (!is_served) return;
    }
    for (const Member& member : context_.stage.members) {
      outcome_.amounts[member.demand.position()] = member.amount;
      outcome_.useless[member.demand.position()] = member.dropped ? 1 : 0;
    }
  }

 private:
  /// Everyone's wish at once; true when the money suffices.
  bool try_everything() {
    Amount all = 0;
    for (Member& member : context_.stage.members) {
      member.amount = member.dropped ? 0 : member.wish;
      all += member.amount;
    }
    open_groups(context_);
    const Amount filled = fill_directly(context_);
    return filled + context_.network.flow.augment_all() == all;
  }

  /// The greatest flow that lowers no earlier amount shows what is missing: where caps bind, a
  /// greater flow could be had at an earlier demand's cost.
  void hold_earlier_amounts(const std::vector<Amount>& before) {
    // Without caps no way leads back from an amount: the flow of try_everything is that flow.
    holds_full_flow_ = context_.network.caps.empty();
    if (!holds_full_flow_) augment_without_lowering(before);
  }

  /// By the rule of the class; false when the plan is refused.
  bool serve_what_there_is(const std::vector<Amount>& before) {
    for (Member& member : context_.stage.members) member.amount = 0;
    if (!weigh()) {
      // What was tried must not stand in the way of the classes that follow.
      context_.network.flow.restore(before);
      return false;
    }
    // Where nothing was chosen before (engine/choose), best_value falls back to the order of the
    // list.
    if (rule_ == SharingRule::in_rank_order || rule_ == SharingRule::best_value) {
      context_.network.flow.restore(before);
      serve_in_rank_order(context_);
    } else {
      share_until_useful(before);
    }
    return true;
  }

  void augment_without_lowering(const std::vector<Amount>& before) {
    FlowNetwork<Amount>& flow = context_.network.flow;
    flow.restore(before);
    open_groups(context_);
    std::vector<std::pair<Arc, Amount>> held;
    for (const Group& group : context_.network.groups) {
      if (flow.flow(group.amount_arc) > 0)
        held.emplace_back(group.amount_arc ^ 1, flow.flow(group.amount_arc));
    }
    for (const auto& [arc, amount] : held) flow.set_residual(arc, 0);
    flow.augment_all();
    flow.forget_labels();
    for (const auto& [arc, amount] : held) flow.set_residual(arc, amount);
  }

  bool weigh() {
    if (rule_ == SharingRule::in_rank_order || rule_ == SharingRule::best_value) return true;
    for (Member& member : context_.stage.members) {
      member.weight = rule_ == SharingRule::max_min ? 1 : member.wish;
      if (context_.demand(member).divisible) continue;
      problems_.push_back(class_problem(whole_schedule_needs_rank_order,
                                        context_.stage.priority_class,
                                        {demand_code(context_.assessment, member.demand),
                                         context_.plan.classes[context_.stage.priority_class].code,
                                         std::string(to_code(rule_))}));
      return false;
    }
    if (rule_ != SharingRule::by_points || weigh_by_points(context_)) return true;
    problems_.push_back(class_problem(scores_too_fine, context_.stage.priority_class,
                                      {context_.plan.classes[context_.stage.priority_class].code}));
    return false;
  }

  /// Shares, drops the lowest-ranked member below its least useful amount, and shares again.
  void share_until_useful(const std::vector<Amount>& before) {
    std::vector<char> no_weight;
    for (Member& member : context_.stage.members) {
      no_weight.push_back(member.weight == 0);
      member.dropped = member.weight == 0;
      holds_full_flow_ = holds_full_flow_ && !member.dropped;
    }
    const std::size_t ties = context_.ties.size();
    for (bool settled = false; !settled;) {
      context_.ties.resize(ties);
      share_once(before);
      Member* useless = lowest_useless();
      settled = useless == nullptr;
      if (useless != nullptr) useless->dropped = true;
    }
    // Having no points is a reason of its own, not being dropped.
    for (std::size_t i = 0; i < no_weight.size(); ++i) {
      if (no_weight[i]) context_.stage.members[i].dropped = false;
    }
  }

  void share_once(const std::vector<Amount>& before) {
    if (!holds_full_flow_) {
      context_.network.flow.restore(before);
      if (try_everything()) return;
    }
    holds_full_flow_ = false;
    if (needs_levels()) {
      share_by_levels(context_, before);
    } else {
      share_exactly(context_, before);
    }
  }

  /// Local shares, or a cap that the stage's wishes could fill, make what can be paid more than one
  /// polymatroid.
  bool needs_levels() const {
    for (const Member& member : context_.stage.members) {
      if (!member.dropped && context_.group(member).gate >= 0) return true;
    }
    std::vector<Amount> asked(context_.network.caps.size(), 0);
    for (const Group& group : context_.network.groups) {
      for (int cap = group.cap; cap >= 0;
           cap = context_.network.caps[static_cast<std::size_t>(cap)].parent) {
        asked[static_cast<std::size_t>(cap)] += context_.network.flow.capacity(group.amount_arc);
      }
    }
    for (std::size_t cap = 0; cap < asked.size(); ++cap) {
      if (asked[cap] > context_.network.caps[cap].capacity) return true;
    }
    return false;
  }

  Member* lowest_useless() {
    Member* lowest = nullptr;
    for (Member& member : context_.stage.members) {
      const Demand& demand = context_.demand(member);
      const bool is_useless = member.amount > 0 && member.amount < member.wish &&
                              demand.locked.dong() + member.amount < demand.least_useful.dong();
      if (is_useless && (lowest == nullptr || ranks_below(member, *lowest))) lowest = &member;
    }
    return lowest;
  }

  bool ranks_below(const Member& a, const Member& b) const {
    const Demand& left = context_.demand(a);
    const Demand& right = context_.demand(b);
    const auto rank = [](const Demand& d) {
      return d.rank > 0 ? d.rank : std::numeric_limits<int>::max();
    };
    if (rank(left) != rank(right)) return rank(left) > rank(right);
    if (left.score != right.score) return left.score < right.score;
    return a.demand > b.demand;
  }

  StageContext context_;
  SharingRule rule_;
  StagesOutcome& outcome_;
  std::vector<Problem>& problems_;
  bool holds_full_flow_ = false;  ///< the network is as try_everything left it, for all members
};

}  // namespace

void open_groups(StageContext& context) {
  std::vector<Amount> sums(context.network.groups.size(), 0);
  for (const Member& member : context.stage.members)
    sums[static_cast<std::size_t>(member.group)] += member.amount;
  for (const int g : context.stage.groups) {
    const Group& group = context.network.groups[static_cast<std::size_t>(g)];
    const Amount sum = sums[static_cast<std::size_t>(g)];
    context.network.flow.set_capacity(group.amount_arc, sum);
    if (group.gate >= 0) {
      context.network.flow.set_capacity(
          group.gate_arc,
          other_money_at_most(context.network, context.assessment, group.members.front(), sum));
    }
  }
}

StagesOutcome serve_stages(const Plan& plan, const Assessment& assessment, Network& network,
                           std::vector<Problem>& problems, int threads) {
  StagesOutcome outcome;
  outcome.amounts.assign(assessment.demands.size(), 0);
  outcome.useless.assign(assessment.demands.size(), 0);
  NetworkStates states;
  for (Stage& stage : make_stages(plan, assessment, network)) {
    StageRunner({plan, assessment, network, stage, outcome.ties, states, threads}, outcome,
                problems)
        .run();
  }
  return outcome;
}

}  // namespace phanbo::flow
