#include "engine/distribute/split.hpp"

#include <algorithm>
#include <map>
#include <tuple>

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
    using Key = std::tuple<std::size_t, Index<PriorityClass>, int>;
    std::vector<std::size_t> rank(plan_.sources.size());
    for (std::size_t i = 0; i < network_.drawing_order.size(); ++i) {
      rank[network_.drawing_order[i].position()] = i;
    }
    std::map<Key, std::vector<Arc>> totals;
    for (const Group& group : network_.groups) {
      // A group with one payer leaves no choice; it needs no total of its own.
      for (const PayerArc& payer : group.payers) {
        totals[{rank[payer.source.position()], group.priority_class, group.year}].push_back(
            payer.arc);
      }
    }
    limit_to_amounts();
    for (const auto& [key, arcs] : totals) rerouter_.maximise(arcs);
  }

  /// No payer arc needs to carry more than its group gets; this keeps filling and taking back
  /// small.
  void limit_to_amounts() {
    for (const Group& group : network_.groups) {
      const Amount all = network_.flow.flow(group.amount_arc);
      for (const PayerArc& payer : group.payers) {
        const Amount room = all - network_.flow.flow(payer.arc);
        network_.flow.set_residual(payer.arc, std::min(network_.flow.residual(payer.arc), room));
      }
    }
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
    for (std::size_t i = 0; i < group.payers.size() && left > 0; ++i) {
      const PayerArc& payer = group.payers[i];
      Amount has = network_.flow.flow(payer.arc);
      if (has < left && others_have_any(group, i)) has += rerouter_.raise(payer.arc, left - has);
      const Amount paid = std::min(has, left);
      if (paid == 0) continue;
      payments.push_back({demand, payer.source, paid});
      // What is handed out can no longer be rerouted.
      network_.flow.set_residual(payer.arc ^ 1, network_.flow.flow(payer.arc) - paid);
      left -= paid;
    }
    PB_CHECK(left == 0);
  }

  bool others_have_any(const Group& group, std::size_t payer) const {
    for (std::size_t i = payer + 1; i < group.payers.size(); ++i) {
      if (network_.flow.flow(group.payers[i].arc) > 0) return true;
    }
    return false;
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
