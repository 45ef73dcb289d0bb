#include "engine/distribute/split.hpp"

#include <algorithm>
#include <vector>

#include "engine/distribute/least_cost.hpp"

namespace phanbo::flow {

namespace {

class Splitter {
 public:
  Splitter(const Plan& plan, const Assessment& assessment, Network& network,
           const std::vector<Amount>& amounts)
      : plan_(plan),
        assessment_(assessment),
        network_(network),
        amounts_(amounts),
        rerouter_(network.flow) {}

  std::vector<Payment> split() {
    fix_amounts();
    carry_as_little_as_needed();
    settle_totals();
    return pay_demands();
  }

 private:
  void fix_amounts() {
    network_.flow.forget_labels();
    for (const Group& group : network_.groups) rerouter_.freeze(group.amount_arc);
    for (const CapNode& cap : network_.caps) rerouter_.freeze(cap.arc);
  }

  void carry_as_little_as_needed() {
    std::vector<Arc> carry;
    for (const Arc arc : network_.carry_arcs) {
      if (arc >= 0) carry.push_back(arc);
    }
    if (!carry.empty()) rerouter_.minimise(carry);
  }

  /// For each source in drawing order, class and year: the greatest total this source pays there.
  void settle_totals() {
    std::vector<std::size_t> rank(plan_.sources.size());
    for (std::size_t i = 0; i < network_.drawing_order.size(); ++i) {
      rank[network_.drawing_order[i].position()] = i;
    }
    const auto years = static_cast<std::size_t>(plan_.year_count());
    const std::size_t classes = plan_.classes.size();
    std::vector<std::vector<Arc>> totals(plan_.sources.size() * classes * years);
    const auto add = [&](const PayerArc& payer, Index<PriorityClass> priority_class, int year) {
      const std::size_t of_source = rank[payer.source.position()] * classes;
      totals[(of_source + priority_class.position()) * years + plan_.year_position(year)].push_back(
          payer.arc);
    };
    for (const Group& group : network_.groups) {
      for (const PayerArc& payer : group.payers) {
        if (payer.pool_arc < 0) add(payer, group.priority_class, group.year);
      }
    }
    for (const Pool& pool : network_.pools) {
      for (const PayerArc& payer : pool.payers) add(payer, pool.priority_class, pool.year);
    }
    limit_to_amounts();
    for (const auto& arcs : totals) rerouter_.maximise(arcs);
    rerouter_.freeze_loose_ends();
  }

  /// No arc needs to carry more than what is behind it gets; this keeps filling and taking back
  /// small.
  void limit_to_amounts() {
    std::vector<Amount> sums(network_.pools.size(), 0);
    for (const Group& group : network_.groups) {
      const Amount all = network_.flow.flow(group.amount_arc);
      if (group.pool >= 0) sums[static_cast<std::size_t>(group.pool)] += all;
      for (const PayerArc& payer : group.payers)
        limit_to(payer.pool_arc < 0 ? payer.arc : payer.pool_arc, all);
    }
    for (std::size_t pool = 0; pool < sums.size(); ++pool) {
      for (const PayerArc& payer : network_.pools[pool].payers) limit_to(payer.arc, sums[pool]);
    }
  }

  void limit_to(Arc arc, Amount all) {
    const Amount room = all - network_.flow.flow(arc);
    network_.flow.set_residual(arc, std::min(network_.flow.residual(arc), room));
  }

  /// The totals of section 4 point 2 hold from here on because every arc that could change one is
  /// frozen.
  std::vector<Payment> pay_demands() {
    std::vector<Index<Demand>> order;
    for (std::size_t d = 0; d < amounts_.size(); ++d) {
      if (amounts_[d] > 0) order.emplace_back(d);
    }
    std::stable_sort(order.begin(), order.end(), [&](Index<Demand> a, Index<Demand> b) {
      return assessment_.demands[a].priority_class < assessment_.demands[b].priority_class;
    });
    std::vector<Payment> payments;
    for (const Index<Demand> demand : order) pay(demand, payments);
    std::stable_sort(payments.begin(), payments.end(),
                     [](const Payment& a, const Payment& b) { return a.demand < b.demand; });
    return payments;
  }

  void pay(Index<Demand> demand, std::vector<Payment>& payments) {
    const Group& group =
        network_.groups[static_cast<std::size_t>(network_.group_of_demand[demand.position()])];
    Amount left = amounts_[demand.position()];
    for (const PayerArc& payer : group.payers) {
      if (left == 0) break;
      const Amount paid =
          payer.pool_arc < 0 ? pay_directly(payer.arc, left) : pay_through_pool(payer, left);
      if (paid == 0) continue;
      payments.push_back({demand, payer.source, paid});
      left -= paid;
    }
    PB_CHECK(left == 0);
  }

  Amount pay_directly(Arc arc, Amount wanted) {
    Amount has = network_.flow.flow(arc);
    if (has < wanted) has += rerouter_.raise(arc, wanted - has);
    const Amount paid = std::min(has, wanted);
    hand_out(arc, paid);
    return paid;
  }

  /// In a pool every group may have money of every source that flows in.
  Amount pay_through_pool(const PayerArc& payer, Amount wanted) {
    const FlowNetwork<Amount>& flow = network_.flow;
    Amount paid = std::min({wanted, flow.flow(payer.arc), flow.flow(payer.pool_arc)});
    hand_out(payer.arc, paid);
    hand_out(payer.pool_arc, paid);
    const auto may_give = [&](Arc arc) { return flow.flow(arc) > 0 || !rerouter_.is_frozen(arc); };
    if (paid < wanted && may_give(payer.arc) && may_give(payer.pool_arc))
      paid += rerouter_.hand_out_through_pool({payer.arc, payer.pool_arc}, wanted - paid);
    return paid;
  }

  /// What is handed out can no longer be rerouted.
  void hand_out(Arc arc, Amount amount) {
    network_.flow.set_residual(arc ^ 1, network_.flow.flow(arc) - amount);
  }

  const Plan& plan_;
  const Assessment& assessment_;
  Network& network_;
  const std::vector<Amount>& amounts_;
  Rerouter rerouter_;
};

}  // namespace

std::vector<Payment> split_over_sources(const Plan& plan, const Assessment& assessment,
                                        Network& network, const std::vector<Amount>& amounts) {
  return Splitter(plan, assessment, network, amounts).split();
}

}  // namespace phanbo::flow
