#include <algorithm>
#include <map>
#include <tuple>

#include "distribute/pay_network.hpp"
#include "distribute/reference.hpp"
#include "models/check.hpp"

namespace phanbo::distribution_test {

namespace {

/// Costs that are compared like words: the first differing digit decides. Seven digits to a word;
/// a digit never leaves ±255, because a path has fewer arcs of one kind.
class Costs {
 public:
  Costs(std::size_t digits, std::size_t arcs) : words_(digits / 7 + 1), costs_(arcs * words_, 0) {}

  std::size_t words() const { return words_; }
  void add(Flow::Arc arc, std::size_t digit, int amount) {
    std::int64_t value = amount;
    for (std::size_t k = digit % 7; k < 6; ++k) value *= 512;
    costs_[arc * words_ + digit / 7] += value;
    costs_[(arc ^ 1) * words_ + digit / 7] -= value;
  }
  const std::int64_t* of(Flow::Arc arc) const { return costs_.data() + arc * words_; }

 private:
  std::size_t words_;
  std::vector<std::int64_t> costs_;
};

/// Cheapest paths one after another.
class CheapestFlow {
 public:
  CheapestFlow(Flow& flow, const Costs& costs, Flow::Node source, Flow::Node sink)
      : flow_(flow), costs_(costs), source_(source), sink_(sink) {}

  Int128 run() {
    Int128 total = 0;
    while (find_path()) {
      Int128 amount = flow_.residual(came_by_[sink_]);
      for (Flow::Node node = sink_; node != source_; node = flow_.tail(came_by_[node]))
        amount = std::min(amount, flow_.residual(came_by_[node]));
      for (Flow::Node node = sink_; node != source_; node = flow_.tail(came_by_[node]))
        flow_.push(came_by_[node], amount);
      total += amount;
    }
    return total;
  }

 private:
  bool find_path() {
    const std::size_t words = costs_.words();
    distances_.assign(flow_.node_count() * words, 0);
    known_.assign(flow_.node_count(), 0);
    std::vector<char> queued(flow_.node_count(), 0);
    came_by_.assign(flow_.node_count(), 0);
    std::vector<Flow::Node> queue{source_};
    known_[source_] = 1;
    for (std::size_t next = 0; next < queue.size(); ++next) {
      const Flow::Node node = queue[next];
      queued[node] = 0;
      for (const Flow::Arc arc : flow_.out(node)) {
        if (flow_.residual(arc) <= 0 || !improve(arc)) continue;
        const Flow::Node to = flow_.head(arc);
        if (!queued[to]) queue.push_back(to);
        queued[to] = 1;
      }
    }
    return known_[sink_] != 0;
  }

  bool improve(Flow::Arc arc) {
    const std::size_t words = costs_.words();
    const std::int64_t* from = distances_.data() + flow_.tail(arc) * words;
    std::int64_t* to = distances_.data() + flow_.head(arc) * words;
    const std::int64_t* cost = costs_.of(arc);
    bool better = !known_[flow_.head(arc)];
    for (std::size_t i = 0; i < words && !better; ++i) {
      const std::int64_t sum = from[i] + cost[i];
      if (sum > to[i]) return false;
      better = sum < to[i];
    }
    if (!better) return false;
    for (std::size_t i = 0; i < words; ++i) to[i] = from[i] + cost[i];
    known_[flow_.head(arc)] = 1;
    came_by_[flow_.head(arc)] = arc;
    return true;
  }

  Flow& flow_;
  const Costs& costs_;
  Flow::Node source_;
  Flow::Node sink_;
  std::vector<std::int64_t> distances_;
  std::vector<char> known_;
  std::vector<Flow::Arc> came_by_;
};

/// The choices of section 4 in their order; each gets a digit.
class Choices {
 public:
  Choices(const Case& given, const PayNetwork& network, const Rules& rules)
      : given_(given), rules_(rules) {
    const auto order = drawing_order(given.plan);
    for (std::size_t i = 0; i < order.size(); ++i) {
      const int drawing = given.plan.sources[order[i]].drawing_order;
      // A twin that settles equal drawing order by the last code first.
      const int code = static_cast<int>(order[i].position());
      places_[order[i]] = {rules.drawing_order ? drawing : -drawing,
                           rules.drawing_ties_by_code ? code : -code};
    }
    for (std::size_t i = 0; i < network.demands.size(); ++i) {
      for (const PayNetwork::Way& way : network.demands[i].ways) {
        digits_.emplace(total_key(i, way.source), 0);
        if (network.demands[i].ways.size() > 1) digits_.emplace(single_key(i, way.source), 0);
      }
    }
    std::size_t digit = 1;  // digit 0 is the carry-over
    for (auto& [key, place] : digits_) place = digit++;
  }

  std::size_t digit_count() const { return digits_.size() + 1; }
  Costs costs(const PayNetwork& network) const {
    Costs costs(digit_count(), network.flow.arc_count());
    for (const auto& arc : network.carry_arcs)
      if (arc) costs.add(*arc, 0, rules_.least_carry_over ? 1 : -1);
    for (std::size_t i = 0; i < network.demands.size(); ++i) {
      for (const PayNetwork::Way& way : network.demands[i].ways) {
        costs.add(way.arc, digits_.at(total_key(i, way.source)), -1);
        const auto single = digits_.find(single_key(i, way.source));
        if (single != digits_.end()) costs.add(way.arc, single->second, -1);
      }
    }
    return costs;
  }

 private:
  using Place = std::pair<int, int>;
  /// Choice 2 or 3, then what it is about, in the order of the document.
  using Key = std::tuple<int, Place, int, int, int, Place>;

  int class_place(std::size_t demand) const {
    const Demand& row = given_.assessment.demands.rows()[demand];
    const int order = given_.plan.classes[row.priority_class].order;
    return rules_.high_classes_first ? order : -order;
  }
  Key total_key(std::size_t demand, Index<Source> source) const {
    const int year = given_.assessment.demands.rows()[demand].year;
    return {2, places_.at(source), class_place(demand), rules_.early_years_first ? year : -year, 0,
            {}};
  }
  Key single_key(std::size_t demand, Index<Source> source) const {
    const int position = static_cast<int>(demand);
    return {3,
            {0, 0},
            class_place(demand),
            rules_.codes_in_order ? position : -position,
            0,
            places_.at(source)};
  }

  const Case& given_;
  const Rules& rules_;
  std::map<Index<Source>, Place> places_;
  std::map<Key, std::size_t> digits_;
};

}  // namespace

ReferenceSplit reference_split(const Case& given, const std::vector<std::int64_t>& amounts,
                               const Rules& rules) {
  PayNetwork network(given, rules);
  Int128 total = 0;
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    network.open({i, amounts[i]});
    total += amounts[i];
  }
  const Choices choices(given, network, rules);
  const Costs costs = choices.costs(network);
  const Int128 paid = CheapestFlow(network.flow, costs, network.money, network.sink).run();
  PB_CHECK(paid == total);
  ReferenceSplit split;
  for (std::size_t i = 0; i < network.demands.size(); ++i) {
    for (const PayNetwork::Way& way : network.demands[i].ways) {
      const auto amount = static_cast<std::int64_t>(network.flow.flow(way.arc));
      if (amount > 0) split.payments.push_back({i, way.source, amount});
    }
  }
  for (const auto& arc : network.carry_arcs)
    split.carried_out.push_back(arc ? static_cast<std::int64_t>(network.flow.flow(*arc)) : 0);
  return split;
}

}  // namespace phanbo::distribution_test
